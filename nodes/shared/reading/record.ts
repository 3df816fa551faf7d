import isObjectLike from 'lodash/isObjectLike';
import { z } from 'zod/v4';

import { madeOf } from './sent';

/** For the schema of each record: its fields, and which of them decide. */
const records = new WeakMap<
	z.core.$ZodType,
	{ readonly fields: Readonly<Record<string, z.ZodType>>; readonly decides: ReadonlySet<string> }
>();

/** The schemas of lists that keep the records that fit. Not a registry of zod's: that one would never let go of them. */
const keeping = new WeakSet<z.core.$ZodType>();

type Fields = Readonly<Record<string, z.ZodType>>;

/**
 * A vendor's record. The place of a field says whether it decides or is detail. Fields that are not
 * named stay in the record and may be anything. `sentOf` gives the record as the vendor sent it.
 * @param fields `decides`: whose record it is, its status, the days of a hire, a leave or an end. If
 *   one of these fields cannot be read, the record does not fit. `detail`: everything else. Each of
 *   these fields may be missing; if one cannot be read, it becomes null, and its name is noted
 */
export function record<D extends Fields, T extends Fields>(fields: { decides: D; detail: T }) {
	return recordReadBy(z.looseObject({ ...fields.decides, ...fields.detail }), fields);
}

/**
 * The same as {@link record}, but only the named fields are in the record. If the vendor sends many others, this takes a
 * tenth of the memory: for records of which all of a company are held at the same time.
 */
export function strippedRecord<D extends Fields, T extends Fields>(fields: {
	decides: D;
	detail: T;
}) {
	return recordReadBy(z.object({ ...fields.decides, ...fields.detail }), fields);
}

function recordReadBy<R extends z.ZodObject>(
	read: R,
	{ decides, detail }: { decides: Fields; detail: Fields },
) {
	// Only here both are available: what was sent, and what was read from it.
	const schema = z.transform((sent: unknown, { issues }): z.output<R> => {
		const { data, error } = read.safeParse(sent);
		if (error === undefined) return madeOf(data, Object(sent));
		for (const { path } of error.issues) issues.push({ code: 'custom', path, input: sent });
		return z.NEVER;
	});
	records.set(schema, {
		fields: { ...decides, ...detail },
		decides: new Set(Object.keys(decides)),
	});
	return schema;
}

/**
 * A part of a record of which only a few fields matter. If it holds something, but nothing in these
 * fields, it does not fit: read as null, it would look as if the vendor had sent nothing there.
 * @param names the fields of which at least one has to hold something, unless the whole part is empty
 */
export function holdingAnyOf<T extends z.ZodType<object>>(names: readonly string[], part: T): T {
	return withAgreeingFields(part, (object) => {
		const held = Object.entries(object).filter(([, value]) => holdsSomething(value));
		return held.length === 0 || held.some(([name]) => names.includes(name));
	});
}

/**
 * A record whose fields have to agree with each other.
 * @param fits whether the fields agree
 * @param field the field that is named and counts as unreadable if they do not agree; by default the
 *   whole record
 */
export function withAgreeingFields<T extends z.ZodType<object>>(
	part: T,
	fits: (part: z.output<T>) => boolean,
	field?: string,
): T {
	const schema = part.refine(fits, {
		...(field === undefined ? {} : { path: [field] }),
		// Fields that cannot be read at all are reported first, and then this check is skipped.
		when: ({ issues }) => issues.length === 0,
	});
	const known = records.get(part);
	if (known !== undefined) records.set(schema, known);
	return schema;
}

function holdsSomething(value: unknown): boolean {
	if (typeof value === 'string') return value.trim() !== '';
	return isObjectLike(value) ? Object.keys(Object(value)).length > 0 : value != null;
}

/**
 * A list that keeps the records that fit and leaves out the others. It may stand in {@link answer} or
 * alone.
 */
export function listOf<T extends z.ZodType>(item: T) {
	const schema = z.array(item);
	keeping.add(schema);
	return schema;
}

/** An answer around records. Every field that is named decides. */
export function answer<D extends Readonly<Record<string, z.ZodType>>>(decides: D) {
	return record({ decides, detail: {} });
}

/** The place of a fault in an answer, as zod reports it. */
export type Path = readonly PropertyKey[];

/** What is to be done about a place that does not fit. */
export type Remedy =
	/** The record as a whole does not fit. */
	| { readonly kind: 'refuse' }
	/**
	 * A detail: blank something between the whole detail and the exact place. `record` is where the
	 * record of a list begins that holds the detail; it is empty where the answer itself holds it.
	 */
	| { readonly kind: 'blank'; readonly detail: Path; readonly record: Path }
	/** A record of a list: leave it out and keep the others. */
	| { readonly kind: 'leaveOut'; readonly record: Path };

const REFUSE: Remedy = { kind: 'refuse' };

/**
 * What is to be done about a place in an answer that does not fit.
 * @param schema of the answer
 * @param path the place
 */
export function remedyFor(schema: z.core.$ZodType, path: Path): Remedy {
	return remedyWithin(schema, path, 0, []);
}

/**
 * @param depth how many steps of the path lead to the schema
 * @param record where the innermost record of a list begins
 */
function remedyWithin(schema: z.core.$ZodType, path: Path, depth: number, record: Path): Remedy {
	const bare = unwrapped(schema);
	const step = path[depth];
	if (step === undefined) return REFUSE;
	if (bare instanceof z.ZodArray && keeping.has(bare)) {
		const item = path.slice(0, depth + 1);
		const within = remedyWithin(bare.element, path, depth + 1, item);
		return within.kind === 'refuse' ? { kind: 'leaveOut', record: item } : within;
	}
	const name = String(step);
	const known = records.get(bare);
	const field =
		known !== undefined && Object.hasOwn(known.fields, name) ? known.fields[name] : undefined;
	if (known === undefined || field === undefined) return REFUSE;
	return known.decides.has(name)
		? remedyWithin(field, path, depth + 1, record)
		: { kind: 'blank', detail: path.slice(0, depth + 1), record };
}

/** The names of the fields that an answer may have; null if the schema is not a record. */
export function fieldNamesOf(schema: z.core.$ZodType): string[] | null {
	const bare = unwrapped(schema);
	const fields = records.get(bare)?.fields ?? (bare instanceof z.ZodObject ? bare.shape : null);
	return fields === null ? null : Object.keys(fields);
}

/**
 * The schema without what is around it: "may be missing", and what is done with a value before or after
 * it is read.
 */
function unwrapped(schema: z.core.$ZodType): z.core.$ZodType {
	if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) {
		return unwrapped(schema.unwrap());
	}
	if (schema instanceof z.ZodPipe) {
		// The transform of a record is the record's schema itself.
		const isReadBefore = schema.in instanceof z.ZodTransform && !records.has(schema.in);
		return unwrapped(isReadBefore ? schema.out : schema.in);
	}
	return schema;
}
