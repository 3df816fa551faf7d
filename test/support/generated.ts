import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import isEqual from 'lodash/isEqual';
import isMatch from 'lodash/isMatch';

import { readAs } from '../../nodes/shared/reading/readAs';
import fc, { RECORDS } from './fastCheck.mts';
import { failure } from './vendorNodes';

/*
 * Records within a vendor's specification and just beside it, together with what each of their fields
 * can be read as.
 */

/** Stands for a field with a value that cannot be read. */
export const ODD = Symbol('odd');

/** Stands for a field that is not there at all. */
const ABSENT = Symbol('absent');

/** A field as it is sent. */
export interface Sent {
	readonly value: unknown;
	/** What it says. Null if it is empty, `ODD` if its value cannot be read. */
	readonly says: unknown;
	/** Whether something within it cannot be read. */
	readonly isPartlyOdd?: boolean;
}

export type FieldOf = fc.Arbitrary<Sent>;

const sent = (value: unknown, says: unknown): Sent => ({ value, says });
const nothing: FieldOf = fc.constantFrom(ABSENT, null, '').map((value) => sent(value, null));
/** A field with one of these values, which cannot be read. */
export const oddly = (...values: unknown[]): FieldOf =>
	fc.constantFrom(...values).map((value) => sent(value, ODD));

/** Mostly the documented form. Each other form is frequent enough to meet the others in one record. */
export function field(good: FieldOf, odd: FieldOf, mayBeMissing = true): FieldOf {
	return fc.oneof(
		{ arbitrary: good, weight: 12 },
		...(mayBeMissing ? [{ arbitrary: nothing, weight: 2 }] : []),
		{ arbitrary: odd, weight: 1 },
	);
}

/** A required id, as text or number. */
export const idOf = (ids: fc.Arbitrary<number>): FieldOf =>
	field(
		ids.chain((id) => fc.constantFrom(sent(String(id), String(id)), sent(id, String(id)))),
		oddly(ABSENT, null, '', ' ', {}, [], true, 1.5, ['1']),
		false,
	);

/** A required id, also in an object. */
export const idInAnyFormOf = (ids: fc.Arbitrary<number>): FieldOf =>
	field(
		ids.chain((id) =>
			fc.constantFrom(...[String(id), id, { id }].map((value) => sent(value, String(id)))),
		),
		oddly(ABSENT, null, '', ' ', {}, [], true, 1.5, ['1'], { name: 'x' }),
		false,
	);

/** An id that may be missing, also in an object. */
export const maybeIdOf = (ids: fc.Arbitrary<number>): FieldOf =>
	fc.oneof(
		{ arbitrary: fc.constantFrom([], {}).map((value) => sent(value, null)), weight: 1 },
		{
			arbitrary: field(
				ids.chain((id) =>
					fc.constantFrom(
						...[sent(String(id), String(id)), sent(id, String(id)), sent({ id }, String(id))],
					),
				),
				oddly(true, 1.5, ['1'], { name: 'x' }),
			),
			weight: 14,
		},
	);

export const textOf = (texts: fc.Arbitrary<string>): FieldOf =>
	field(
		fc.oneof(
			texts.map((text) => sent(text, text)),
			fc.integer({ min: 0, max: 9_999 }).map((number) => sent(number, String(number))),
		),
		oddly({}, [], { text: 'x' }, true),
	);

export const amountOf = (amounts: fc.Arbitrary<number>): FieldOf =>
	field(
		amounts.chain((amount) => fc.constantFrom(sent(amount, amount), sent(String(amount), amount))),
		oddly('7,5', 'many', {}, [], true),
	);

export const flagOf = (): FieldOf =>
	field(
		fc.constantFrom(
			...[sent(true, true), sent('true', true), sent(1, true)],
			...[sent(false, false), sent('false', false), sent(0, false)],
		),
		oddly('yes', 2, {}, []),
	);

export const dayOf = (days: fc.Arbitrary<string>): FieldOf =>
	field(
		days.chain((day) => fc.constantFrom(sent(day, day), sent(`${day}T00:00:00.000Z`, day))),
		oddly('soon', '2026-02-31', 20260201, {}, []),
	);

export const momentOf = (moments: fc.Arbitrary<string>): FieldOf =>
	field(
		moments.map((moment) => sent(moment, moment)),
		oddly('lately', 1_767_225_600, {}, []),
	);

/** A word of a list. No other word can be read. */
export const wordOf = (...words: string[]): FieldOf =>
	field(
		fc.constantFrom(...words).map((word) => sent(word, word)),
		oddly('a word nobody knows', 'constructor', 7, {}, [], true),
	);

/** A record as it is sent, and what each of its fields says. */
export interface SentRecord<Name extends string> {
	readonly body: Record<string, unknown>;
	readonly says: Readonly<Record<Name, unknown>>;
	/** The fields in which something stands that cannot be read. */
	readonly odd: readonly Name[];
}

export function recordOf<Name extends string>(
	fields: Readonly<Record<Name, FieldOf>>,
): fc.Arbitrary<SentRecord<Name>> {
	return fc.record<Record<string, Sent>>(fields).map((sentFields) => {
		const entries = Object.entries(sentFields) as Array<[Name, Sent]>;
		return {
			body: Object.fromEntries(
				entries
					.filter(([, { value }]) => value !== ABSENT)
					.map(([name, { value }]) => [name, value]),
			),
			says: Object.fromEntries(entries.map(([name, { says }]) => [name, says])) as Record<
				Name,
				unknown
			>,
			odd: entries
				.filter(([, { says, isPartlyOdd }]) => says === ODD || isPartlyOdd === true)
				.map(([name]) => name),
		};
	});
}

const isOdd = ({ says, isPartlyOdd }: Sent): boolean => says === ODD || isPartlyOdd === true;

/**
 * The same, of a record with so many fields that hardly one would have none that is odd: as documented,
 * but for one or two fields, or for none.
 */
export function wideRecordOf<Name extends string>(
	fields: Readonly<Record<Name, FieldOf>>,
): fc.Arbitrary<SentRecord<Name>> {
	const entries = Object.entries<FieldOf>(fields);
	const good = entries.map(([name, one]) => [name, one.filter((sent) => !isOdd(sent))] as const);
	const odd = entries
		.filter(([, one]) => fc.sample(one, { numRuns: 500, seed: 1 }).some(isOdd))
		.map(([name, one]) => [name, one.filter(isOdd)] as const);
	return fc
		.subarray(odd, { maxLength: 2 })
		.chain((some) => recordOf(Object.fromEntries([...good, ...some]) as Record<Name, FieldOf>));
}

/** A field that is always sent like this. */
export const constant = (value: unknown, says: unknown): FieldOf => fc.constant({ value, says });

/**
 * A list of objects, which says what each of them says; one that stands alone is a list of one.
 * @param needed the field without which an object that holds something cannot be told
 */
export function listed(fields: Record<string, FieldOf>, needed?: string): FieldOf {
	const isOddOne = ({ odd, says }: AnySent): boolean =>
		odd.length > 0 ||
		(needed !== undefined &&
			says[needed] === null &&
			Object.values(says).some((one) => one !== null));
	const good = fc.array(recordOf(fields), { maxLength: 3 }).chain((list) => {
		const bodies = list.map(({ body }) => body).filter((one) => Object.keys(one).length > 0);
		const sentList = {
			says: list.map(({ says }) => says),
			isPartlyOdd: list.some(isOddOne),
		};
		const [only] = bodies;
		return fc.constantFrom(
			{ ...sentList, value: list.map(({ body }) => body) as unknown },
			...(list.length === 1 && only !== undefined ? [{ ...sentList, value: only as unknown }] : []),
		);
	});
	return fc.oneof(
		{ arbitrary: good, weight: 12 },
		...[null, '', {}].map((value) => ({ arbitrary: constant(value, null), weight: 1 })),
		{ arbitrary: constant('some', ODD), weight: 1 },
		{ arbitrary: constant(7, ODD), weight: 1 },
	);
}

export type AnySent = SentRecord<string>;

/** The fields that decide and cannot be read. */
export const refusedIn = ({ says }: AnySent, decides: readonly string[]): string[] =>
	decides.filter((name) => says[name] === ODD).sort();

/** The names of fields without what is within them. */
export const tops = (names: readonly string[]): string[] =>
	[...new Set(names.map((name) => name.split('.', 1)[0] ?? ''))].sort();

/** What a field of text says; blanks say nothing. */
export function textSaid(says: unknown): unknown {
	const said = readable(says);
	return typeof said === 'string' && said.trim() === '' ? null : said;
}

/**
 * Reads a record; what decides and is odd is named.
 * @returns null if it is refused; `fields` are the names of the details that were not read
 */
export function reading<T>(
	schema: Parameters<typeof readAs<T>>[0],
	record: AnySent,
	decides: readonly string[],
): { readonly value: T; readonly fields: readonly string[] } | null {
	const refused = refusedIn(record, decides);
	const found = readAs(schema, record.body);
	if (!('value' in found)) {
		expectAs(tops(found.misfits), refused);
		if (refused.length === 0) expect(refused).not.toEqual([]);
		return null;
	}
	expectAs(refused, []);
	return { value: found.value, fields: found.unread.fields };
}

/** The same, where the schema says of each detail whether it can be read: each that is odd is named. */
export function readingAll<T>(
	schema: Parameters<typeof readAs<T>>[0],
	record: AnySent,
	decides: readonly string[],
): T | null {
	const found = reading(schema, record, decides);
	if (found === null) return null;
	expectAs(tops(found.fields), [...record.odd].sort());
	return found.value;
}

/** The same records; where a period ends before it begins, its last day is odd. */
export function inOrder<Name extends string>(
	records: fc.Arbitrary<SentRecord<Name>>,
	{ from, to, decides }: { from: Name; to: Name; decides: readonly Name[] },
): fc.Arbitrary<SentRecord<Name>> {
	return records.map((record) => {
		const [start, end] = [record.says[from], record.says[to]];
		// What cannot be read at all is found before that.
		const isRefused = record.odd.some((name) => decides.includes(name));
		if (isRefused || typeof start !== 'string' || typeof end !== 'string' || end >= start) {
			return record;
		}
		return { ...record, says: { ...record.says, [to]: ODD }, odd: [...record.odd, to] };
	});
}

/** Checks what holds for each of very many records, within a moment. */
export function checkMany<T>(records: fc.Arbitrary<T>, holds: (record: T) => void): void {
	fc.assert(fc.property(records, holds), { numRuns: RECORDS });
}

/** Lists of records without repeats, because a record that comes twice is told once. */
export function listsOf<T extends AnySent>(
	records: fc.Arbitrary<T>,
	size: { readonly maxLength: number; readonly size?: fc.SizeForArbitrary },
): fc.Arbitrary<T[]> {
	return fc.uniqueArray(records, {
		...{ minLength: 1, ...size },
		selector: ({ says }) => (typeof says['id'] === 'string' ? says['id'] : Symbol('without')),
	});
}

/** How many records a list has at most; half as many on average. */
const LONGEST_LIST = 19;

/** Checks what holds for lists of very many records in all. */
export async function checkManyInLists<T extends AnySent>(
	records: fc.Arbitrary<T>,
	holds: (list: readonly T[]) => Promise<void>,
): Promise<void> {
	const lists = listsOf(records, { maxLength: LONGEST_LIST, size: 'max' });
	const numRuns = Math.ceil(RECORDS / ((1 + LONGEST_LIST) / 2));
	await fc.assert(fc.asyncProperty(lists, holds), { numRuns });
}

/**
 * Checks what comes of a list: all records that can be read come out; the hints say how many cannot, and
 * name every field that cannot.
 * @param refusedFor the fields because of which a record cannot be read
 * @param unreadIn the details of a record that cannot be read
 * @returns the records that can be read, each with what came out
 */
export async function expectAllAccountedFor<T extends AnySent>(
	list: readonly T[],
	{ asked, hints }: { asked: Promise<INodeExecutionData[]>; hints: readonly string[] },
	refusedFor: (sent: T) => readonly string[],
	unreadIn: (sent: T) => readonly string[] = ({ odd }) => odd,
): Promise<Array<{ sent: T; json: IDataObject | undefined }>> {
	const fitting = list.filter((sent) => refusedFor(sent).length === 0);
	if (fitting.length === 0) {
		await failure(asked);
		return [];
	}
	const output = await asked;
	expect(output).toHaveLength(fitting.length);
	const said = hints.join('\n');
	const left = list.length - fitting.length;
	if (left > 0) expect(said).toContain(left === 1 ? '1 record' : `${left} records`);
	for (const sent of list) {
		const refused = refusedFor(sent);
		for (const name of refused.length > 0 ? refused : unreadIn(sent)) {
			expect(said).toContain(name);
		}
	}
	return fitting.map((sent, index) => ({ sent, json: output[index]?.json }));
}

/*
 * Jest's own comparisons take most of the time of very many records: they are only for what is wrong.
 */

export function expectAs(actual: unknown, expected: unknown): void {
	if (!isEqual(actual, expected)) expect(actual).toEqual(expected);
}

/** @param expected without lists: to lodash a part of a list is that list */
export function expectMatch(actual: object, expected: object): void {
	if (!isMatch(actual, expected)) expect(actual).toMatchObject(expected);
}

export function expectAmong(actual: unknown, allowed: readonly unknown[]): void {
	if (!allowed.includes(actual)) expect(allowed).toContain(actual);
}

export function expectWithout(told: unknown, mark: string): void {
	const text = JSON.stringify(told);
	if (text.includes(mark)) expect(text).not.toContain(mark);
}

/** What was read of a field. An odd value counts as nothing. */
export const readable = (says: unknown): unknown => (says === ODD ? null : says);

/**
 * The same for a check that waits for something.
 * @param least how many records there have to be at least
 */
export async function checkManyAsync<T>(
	records: fc.Arbitrary<T>,
	holds: (record: T) => Promise<void>,
	least = 0,
): Promise<void> {
	await fc.assert(fc.asyncProperty(records, holds), { numRuns: Math.max(RECORDS, least) });
}
