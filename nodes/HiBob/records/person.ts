import get from 'lodash/get';
import isPlainObject from 'lodash/isPlainObject';
import { z } from 'zod/v4';

import { idField, maybe, text } from '../../shared/reading/fields';
import { record } from '../../shared/reading/record';
import { madeOf, sentOf } from '../../shared/reading/sent';

/**
 * The id of a person, usually 19 digits. A JavaScript number cannot hold so many digits. An id that comes as such a
 * number is damaged, and does not count as an id.
 */
export const employeeIdField = idField;

/**
 * Whether an answer is about the person who was asked for. An e-mail address cannot be compared with an id, so every
 * person fits it.
 * @param asked the id or e-mail address that was asked for
 * @param id the id that came
 */
export function isPerson(asked: string, id: string): boolean {
	return id === asked || !/^\d+$/.test(asked);
}

/**
 * The fields that show that an answer is a person, besides the id. An answer without any of them does not come from
 * HiBob's API.
 */
const PARTS = Object.fromEntries(
	['displayName', 'firstName', 'surname', 'email', 'work', 'internal', 'payroll'].map((name) => [
		name,
		z.unknown(),
	]),
);

/** The names of list entries, by the fields that hold the entries. */
export const readable = maybe(z.looseObject({}));

/**
 * A person as HiBob answers. Fields are nested by category (`work.title`); those of the category `root` are at
 * the top. Fields that are not empty come a second time under keys like `/work/title`. `humanReadable` holds the
 * names of list entries.
 * https://apidocs.hibob.com/docs/people-read-api-contract
 */
export const personSchema = z.preprocess(
	(person) => (isPlainObject(person) && get(person, 'id') == null ? withRootId(person) : person),
	record({ decides: { id: employeeIdField }, detail: { ...PARTS, humanReadable: readable } }),
);

/** A person as {@link personSchema} reads them. {@link fieldOf} and its neighbours take a field out of it. */
export type PersonRecord = z.infer<typeof personSchema>;

/** Takes the id from `/root/id`, for a person who has it only there. */
function withRootId(person: unknown): object {
	const id = valueIn(get(person, ['/root/id']));
	const sent = sentOf(Object(person));
	return madeOf({ ...Object(person), id }, id === undefined ? sent : { ...sent, id });
}

const ROOT = /^root\./;

/**
 * A field of a person by its id, such as `work.title` or `root.email`.
 * @returns null if the field is empty; undefined if HiBob has left it out, because the service user may not see it
 */
export function fieldOf(person: PersonRecord, fieldId: string): unknown {
	const nested: unknown = get(person, fieldId.replace(ROOT, ''));
	if (nested !== undefined) return nested;
	return valueIn(person[`/${fieldId.replace(/\./g, '/')}`]);
}

/** Whether a field of a person holds something, in any form. An empty text, list or object counts as nothing. */
export function isFilled(person: PersonRecord, fieldId: string): boolean {
	const value = fieldOf(person, fieldId);
	const isBlank = typeof value === 'string' && value.trim() === '';
	const isNothing = typeof value === 'object' && value !== null && Object.keys(value).length === 0;
	return value != null && !isBlank && !isNothing;
}

/** A field of a person as text. A list entry becomes its name. */
export function textOf(person: PersonRecord, fieldId: string): string | null {
	const readable: unknown = get(person.humanReadable, fieldId.replace(ROOT, ''));
	return wordsIn(readable) ?? wordsIn(fieldOf(person, fieldId));
}

/**
 * A field of a person as HiBob stores it, such as a name or a number. If this cannot be read, the result is the
 * text that people see.
 */
export function keptTextOf(person: PersonRecord, fieldId: string): string | null {
	return wordsOf(person, fieldId) ?? textOf(person, fieldId);
}

/** A field of a person as HiBob stores it. In the text that people see, a date has another form. */
export function wordsOf(person: PersonRecord, fieldId: string): string | null {
	return wordsIn(fieldOf(person, fieldId));
}

/**
 * The text of a list entry. The value may be the name, the id, or an object with both, also inside a list of one.
 * @returns null if the value is empty or cannot be read
 */
export function wordsIn(value: unknown): string | null {
	if (typeof value === 'number') return Math.abs(value) <= MOST ? String(value) : null;
	if (typeof value === 'string') return value.trim() || null;
	if (Array.isArray(value) && value.length === 1) return bareWordsIn(value[0]) ?? entryIn(value[0]);
	return entryIn(value);
}

/** A larger number was rounded when the JSON was read, so it is no longer the number that HiBob sent. */
const MOST = Number.MAX_SAFE_INTEGER;

function entryIn(value: unknown): string | null {
	const entry = entrySchema.safeParse(value).data;
	if (entry === undefined) return null;
	const { name, displayName, value: label, id } = entry;
	return [name, displayName, label, id].map(bareWordsIn).find((one) => one !== null) ?? null;
}

function bareWordsIn(value: unknown): string | null {
	return typeof value === 'object' ? null : wordsIn(value);
}

const entrySchema = z.looseObject({
	name: z.unknown(),
	displayName: z.unknown(),
	value: z.unknown(),
	id: z.unknown(),
});

/** A text that may be missing. A list entry is read as its name. */
export const named = z.preprocess((value) => wordsIn(value) ?? value, maybe(text)).optional();

const wrappedSchema = z.looseObject({ value: z.unknown() });

function valueIn(wrapped: unknown): unknown {
	return wrappedSchema.safeParse(wrapped).data?.value;
}
