import { z } from 'zod/v4';

import type { TimeZone } from '../model/dates';

/*
 * The kinds of values that parameters take. Expressions and AI agents give any value, and n8n passes it
 * on as it is. Each kind says which values it understands; every other value is refused.
 */

/** What a kind needs to know besides the value. */
export interface Surroundings {
	/**
	 * The time zone for dates and times that have none.
	 * @throws NodeOperationError if the workflow's time zone does not exist
	 */
	timeZone(): TimeZone;
}

/** One kind of values: how they are read, and how messages describe them. */
export interface Kind<T> {
	/** Ends the sentence "'From' is not …". */
	readonly noun: string;
	/** Ends the sentence "'From' takes …". */
	readonly takes: string;
	/** @returns undefined for a value of another kind */
	read(value: unknown, surroundings: Surroundings): T | undefined;
}

/** Makes a kind from a schema. */
export function kindOf<T>(
	schema: z.ZodType<T>,
	{ noun, takes }: Pick<Kind<T>, 'noun' | 'takes'>,
): Kind<T> {
	return { noun, takes, read: (value) => schema.safeParse(value).data };
}

/** What an expression leaves in a text in place of a value that does not exist. */
const LEFT_OF_NOTHING = new Set(['', 'undefined', 'null', 'NaN', '[object Object]', '[]', '{}']);

/** Whether there is no value. This is also what an expression gives if it finds nothing. */
export function isNothing(value: unknown): boolean {
	if (typeof value === 'string') return LEFT_OF_NOTHING.has(value.trim());
	return value == null || Number.isNaN(value) || (Array.isArray(value) && value.length === 0);
}

/** A text that is not empty. */
export const textSchema = z
	.string()
	.trim()
	.refine((text) => !isNothing(text));

/** A whole number that JavaScript holds exactly. */
const numberSchema = z.int().transform(String);

/** A text, or a number in place of one. */
export const textOrNumberSchema = z.union([textSchema, numberSchema]);

/** A text that is not empty; a whole number becomes a text. */
export const textOrNumber: Kind<string> = kindOf(textOrNumberSchema, {
	noun: 'a text',
	takes: 'a text',
});

/** An id contains no blanks, and none of the characters that lists and objects are written with. */
export const idSchema = z.union([textSchema.regex(/^[^\s,"'[\]{}]+$/), numberSchema]);

/** One id; see {@link idSchema}. */
export const id: Kind<string> = kindOf(idSchema, {
	noun: 'an ID',
	takes: 'one ID; a number of more than 15 digits has to be a text',
});

/** True or false, also as a text in any case. */
export const yesOrNo: Kind<boolean> = kindOf(
	z.union([
		z.boolean(),
		z
			.string()
			.trim()
			.toLowerCase()
			.pipe(z.enum(['true', 'false']))
			.transform((text) => text === 'true'),
	]),
	{ noun: 'true or false', takes: 'true or false' },
);

const countSchema = z.int().min(1);

/** A number of records. */
export const count: Kind<number> = kindOf(
	z.union([
		countSchema,
		z
			.string()
			.trim()
			.regex(/^\d+(\.0+)?$/)
			.transform(Number)
			.pipe(countSchema),
	]),
	{ noun: 'a whole number from 1 on', takes: 'a whole number from 1 on, such as 50' },
);
