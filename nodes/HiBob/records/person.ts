import get from 'lodash/get';
import { z } from 'zod/v4';

/** 19 digits: more than a number can hold, so one that comes as a number is not an id any more. */
export const employeeIdField = z.string().min(1);

/**
 * A person as HiBob answers: fields nested by category (`work.title`), those of the category
 * `root` at the top, those that are not empty once more under keys like `/work/title`, and under
 * `humanReadable` what list entries are called.
 * https://apidocs.hibob.com/docs/people-read-api-contract
 */
export const personSchema = z
	.looseObject({})
	.transform((person) => ({ ...person, id: person.id ?? valueIn(person['/root/id']) }))
	.pipe(z.looseObject({ id: employeeIdField }));
export type PersonRecord = z.infer<typeof personSchema>;

const ROOT = /^root\./;

/**
 * A field of a person by its id, such as `work.title` or `root.email`.
 * @returns null if it is empty; undefined if HiBob has left it out, as it does with what the
 *   service user may not see
 */
export function fieldOf(person: PersonRecord, fieldId: string): unknown {
	const nested: unknown = get(person, fieldId.replace(ROOT, ''));
	if (nested !== undefined) return nested;
	return valueIn(person[`/${fieldId.replace(/\./g, '/')}`]);
}

/** The same as text; list entries by their name. */
export function textOf(person: PersonRecord, fieldId: string): string | null {
	const readable: unknown = get(person.humanReadable, fieldId.replace(ROOT, ''));
	return wordsIn(readable) ?? wordsIn(fieldOf(person, fieldId));
}

/** The same as HiBob keeps it: dates are not made readable. */
export function wordsOf(person: PersonRecord, fieldId: string): string | null {
	return wordsIn(fieldOf(person, fieldId));
}

function wordsIn(value: unknown): string | null {
	if (typeof value === 'number') return String(value);
	return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

const wrappedSchema = z.looseObject({ value: z.unknown() });

function valueIn(wrapped: unknown): unknown {
	return wrappedSchema.safeParse(wrapped).data?.value;
}
