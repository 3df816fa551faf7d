/*
 * What may be printed of an answer. A fact is made by the functions below and holds names of
 * fields, kinds of values and counts; there is none that holds a value.
 */
import type { Call } from './calls.mts';
import { shown } from './calls.mts';
import { isRecord } from './values.mts';

/** What sort of value something is, without the value. */
export type Kind =
	| 'missing'
	| 'null'
	| 'empty text'
	| 'text'
	| 'number as text'
	| 'number'
	| 'yes or no'
	| 'day'
	| 'date-time without a zone'
	| `date-time with ${string}`
	| 'list'
	| 'empty list'
	| 'object'
	| 'empty object';

/** How often something was met: each kind, word or name, or the whole where there is no name. */
type Counts = ReadonlyArray<readonly [name: string | null, count: number]>;

/** Made in this file and nowhere else: the field that is private keeps out what only looks like it. */
class MadeFact {
	readonly label: string;
	readonly counts: Counts;
	readonly #isMade = true;

	constructor(label: string, counts: Counts) {
		this.label = label;
		this.counts = this.#isMade ? counts : [];
	}
}

export type Fact = MadeFact;

/**
 * Text that stands in this source. Text that is put together when the script runs may hold what a
 * vendor answered, so the compiler refuses it.
 */
export type Literal<T extends string> = Record<never, never> extends Record<T, 1> ? never : T;

const DATE_TIME = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?$/;

export function kindOf(value: unknown): Kind {
	if (value === undefined) return 'missing';
	if (value === null) return 'null';
	if (typeof value === 'number') return 'number';
	if (typeof value === 'boolean') return 'yes or no';
	if (typeof value === 'string') return kindOfText(value);
	if (Array.isArray(value)) return value.length === 0 ? 'empty list' : 'list';
	return Object.keys(value).length === 0 ? 'empty object' : 'object';
}

function kindOfText(text: string): Kind {
	if (text === '') return 'empty text';
	if (/^\d{4}-\d\d-\d\d$/.test(text)) return 'day';
	if (/^-?\d+(\.\d+)?$/.test(text)) return 'number as text';
	const dateTime = DATE_TIME.exec(text);
	if (dateTime === null) return 'text';
	return dateTime[1] === undefined ? 'date-time without a zone' : `date-time with ${dateTime[1]}`;
}

/** How many there are of something. */
export function count<T extends string>(label: Literal<T>, many: number): Fact {
	return new MadeFact(label, [[null, many]]);
}

/** Of what kinds values are. */
export function kinds<T extends string>(label: Literal<T>, values: Iterable<unknown>): Fact {
	return new MadeFact(label, tally(values, kindOf));
}

/** Which of the words that are known here values are; others are counted and not told. */
export function words<T extends string, W extends string>(
	label: Literal<T>,
	values: Iterable<unknown>,
	known: ReadonlyArray<Literal<W>>,
): Fact {
	const nameOf = (value: unknown): string => {
		if (typeof value !== 'string' || value === '') return kindOf(value);
		return known.find((word) => word === value) ?? 'another word';
	};
	return new MadeFact(label, tally(values, nameOf));
}

/** What a field may be called; anything else could be a name, an address or an id. */
const FIELD_NAME = /^[a-z][A-Za-z_-]{0,39}$/;

/**
 * The names of the fields of records. Only for records whose names the vendor has chosen: an object
 * whose keys are ids or days is none.
 */
export function fields<T extends string>(label: Literal<T>, records: Iterable<unknown>): Fact {
	const names = [...records].filter(isRecord).flatMap((record) => Object.keys(record));
	const nameOf = (name: unknown): string =>
		typeof name === 'string' && FIELD_NAME.test(name) ? name : 'a name that is not shown';
	return new MadeFact(label, tally(names, nameOf));
}

/** The names of permissions, such as `personio:persons:read`, and nothing else. */
export function scopes<T extends string>(label: Literal<T>, text: string): Fact {
	const names = text.split(/\s+/).filter((name) => /^personio:[a-z-]+:(read|write)$/.test(name));
	return new MadeFact(label, tally(names, String));
}

/** The numbers in headers of an answer, such as those of a limit: the vendor's, not a person's. */
export function headerNumbers(call: Call, headers: Headers, names: readonly string[]): Fact {
	const counts = names.flatMap((name) => {
		const text = headers.get(name) ?? '';
		return /^\d{1,6}$/.test(text) ? [[name, Number(text)] as const] : [];
	});
	return new MadeFact(shown({ ...call, query: {} }), counts);
}

function tally(
	values: Iterable<unknown>,
	nameOf: (value: unknown) => string,
): Array<readonly [string, number]> {
	const counts = new Map<string, number>();
	for (const value of values) counts.set(nameOf(value), (counts.get(nameOf(value)) ?? 0) + 1);
	return [...counts].sort(([, a], [, b]) => b - a);
}
