import get from 'lodash/get';
import { z } from 'zod/v4';

import { dayOf, instantOf, isInstant } from '../model/dates';
import { lookUp } from '../model/lookUp';
import { holdingAnyOf } from './record';

/*
 * The kinds of fields that vendors' answers are made of. A value that can be read without doubt is
 * read, whatever form it comes in: `"7.5"` is 7.5, `4077` is the text 4077. Where a field may be
 * missing, null and an empty text mean the same.
 */

/**
 * Replaces a detail that cannot be read in an answer; see `readAs`. Every field that may be missing
 * reads it as null, only {@link wordOf} as `unreadable`.
 */
export const UNREADABLE = Symbol('unreadable');

/**
 * A field that may be missing. Vendors leave out a field that the credential may not see, or answer
 * null for it.
 */
function maybeField<T extends z.ZodType>(schema: T, isNothing: (value: unknown) => boolean) {
	return z
		.preprocess(
			(value) => (value === UNREADABLE || isNothing(value) ? null : value),
			schema.nullable(),
		)
		.optional();
}

const isEmptyText = (value: unknown): boolean => typeof value === 'string' && value.trim() === '';

/**
 * Whether an object has nothing in it, or a value is what some vendors send in place of such an object.
 */
function isEmpty(value: unknown): boolean {
	if (isEmptyText(value)) return true;
	return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

/**
 * Refuses a number that JavaScript cannot hold exactly: such a number was rounded when the JSON was
 * read, and is now a different number.
 */
const exactNumber = z.number().refine((value) => Math.abs(value) <= Number.MAX_SAFE_INTEGER);

/**
 * The id of a record, without blanks around it. An id that comes as a number becomes a text. A number
 * that JavaScript cannot hold exactly is not an id.
 */
export const idField = z.union([z.string().trim().min(1), z.int()]).transform(String);

/** The id of a record of any kind; null if the record has no id. */
export function idOf(record: unknown): string | null {
	return idField.safeParse(get(record, ['id'])).data ?? null;
}

/** An id, or an object that holds the id. */
export const idInAnyForm = z.union([
	idField,
	z.looseObject({ id: idField }).transform(({ id }) => id),
]);

/** An id, or an object that holds the id; it may be missing. */
export const maybeId = maybeField(idInAnyForm, isEmpty);

/** A text; a number becomes a text. */
export const text = maybeField(z.union([z.string(), exactNumber.transform(String)]), () => false);

/** A text without which a record is of little use: if it is missing, that is noted too. */
export const expectedText = z.preprocess(
	(value) =>
		value === UNREADABLE ? null : value === null || isEmptyText(value) ? undefined : value,
	z.union([z.string(), exactNumber.transform(String)]).nullable(),
);

/** True or false, also as text or as 1 and 0. */
export const trueOrFalse = maybeField(
	z.union([
		z.boolean(),
		z.literal([0, 1]).transform((value) => value === 1),
		z
			.string()
			.trim()
			.regex(/^(true|false)$/i)
			.transform((value) => value.toLowerCase() === 'true'),
	]),
	isEmptyText,
);

/**
 * A number, also as a text with a decimal point. A text with a comma cannot be read: the meaning of the
 * comma is not certain.
 */
export const amount = maybeField(
	z.union([
		z.number(),
		z
			.string()
			.trim()
			.regex(/^[+-]?\d+(\.\d+)?$/)
			.transform(Number),
	]),
	isEmptyText,
);

/** A calendar day, perhaps with a time behind it. The text is not changed. */
export const day = maybeField(
	z.string().refine((value) => dayOf(value) !== null),
	isEmptyText,
);

/** A day, or a date and time in any spelling that `instantOf` reads. The text is not changed. */
export const moment = maybeField(
	z.string().refine((value) => instantOf(value) !== null),
	isEmptyText,
);

/**
 * A date and time in any spelling that `instantOf` reads. The text is not changed: `instantOf` makes an
 * instant from it, and reads a text without a time zone as UTC.
 */
export const instant = maybeField(z.string().refine(isInstant), isEmptyText);

/**
 * One of the vendor's words that are known. Any other value becomes `unreadable` and never null:
 * vendors often mean something definite by an empty field.
 * @param known a table with the words as its keys
 * @param bare gives the table's spelling of a word, where vendors spell it differently
 */
export function wordOf(
	known: Readonly<Partial<Record<string, unknown>>>,
	bare: (word: string) => string = (word) => word,
) {
	return z
		.preprocess(
			(value) => (value === UNREADABLE ? 'unreadable' : isEmptyText(value) ? null : value),
			z
				.string()
				.refine((word) => word === 'unreadable' || lookUp(known, bare(word)) !== undefined)
				.nullable(),
		)
		.optional();
}

/** An object that may be missing or empty. */
export function maybe<T extends z.ZodType>(schema: T) {
	return maybeField(schema, isEmpty);
}

/**
 * A reference to a record by its id; it may be missing. An object that holds something else but no id
 * cannot be read.
 */
export const reference = maybe(holdingAnyOf(['id'], z.looseObject({ id: maybeId })));

const listSchema = z.array(z.unknown());

/** A list within a record, in any of the forms that {@link entriesOf} reads; it may be missing. */
export function several<T extends z.ZodType>(item: T) {
	return z
		.preprocess((value) => {
			if (value === UNREADABLE || isEmptyText(value)) return null;
			if (typeof value === 'string') return listIn(value) ?? value;
			if (typeof value !== 'object' || value === null) return value;
			return isEmpty(value) && !Array.isArray(value) ? null : entriesOf(value);
		}, z.array(item).nullable())
		.optional();
}

/**
 * The entries of a value that a vendor sent as a list. A list that was sent as JSON in a text counts as
 * a list. So does an object whose keys number its entries from 0 on, as PHP writes some lists. Any
 * other value counts as a list with one entry.
 */
export function entriesOf(value: unknown): unknown[] {
	if (Array.isArray(value)) return value;
	if (typeof value === 'string') return listIn(value) ?? [value];
	if (typeof value !== 'object' || value === null) return [value];
	const isNumbered = Object.keys(value).every((key, index) => key === String(index));
	return isNumbered ? Object.values(value) : [value];
}

/**
 * A list that was sent as JSON in a text.
 * @returns null if the text is not a JSON list
 */
export function listIn(value: string): unknown[] | null {
	if (!/^\s*\[/.test(value)) return null;
	try {
		return listSchema.parse(JSON.parse(value));
	} catch {
		return null;
	}
}

/** Text without blanks around it; null if nothing is left. */
export function orNull(value: string | null | undefined): string | null {
	return value == null || value.trim() === '' ? null : value.trim();
}
