import { z } from 'zod/v4';

import type { Kind } from './kind';
import { idSchema, kindOf, textSchema, textOrNumberSchema } from './kind';

/**
 * The values of a parameter that takes several: a list, a list written as JSON, a text with commas,
 * or a single value.
 */
function entriesOf(value: unknown): unknown {
	if (Array.isArray(value)) return value;
	if (typeof value !== 'string') return [value];
	const text = value.trim();
	if (text.startsWith('[') && text.endsWith(']')) return jsonOf(text);
	if (text.startsWith('{') && text.endsWith('}')) return undefined;
	return text
		.split(/[,\n]/)
		.map((entry) => entry.trim())
		.filter((entry) => entry !== '');
}

/** @returns undefined if the text is not JSON */
function jsonOf(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/**
 * One or more values, each once. If one entry is not valid, the whole list is refused: the user meant
 * that entry as a value.
 */
export function severalOf<T>(entry: z.ZodType<T>): z.ZodType<T[]> {
	return z
		.unknown()
		.transform(entriesOf)
		.pipe(z.array(entry).min(1))
		.transform((entries) => [...new Set(entries)]);
}

/** One or more ids; see {@link idSchema}. */
export const ids: Kind<string[]> = kindOf(severalOf(idSchema), {
	noun: 'a list of IDs',
	takes: 'one or more IDs, separated by commas or as a list',
});

/**
 * Ids of vendors whose ids are numbers. Such a vendor may treat any other value as if there were no
 * filter.
 */
export const numericIds: Kind<string[]> = kindOf(
	severalOf(idSchema.pipe(z.string().regex(/^\d+$/))),
	{
		noun: 'a list of IDs, which are numbers',
		takes: 'one or more IDs, which are numbers, separated by commas or as a list',
	},
);

/** Names; they may contain blanks. */
export const names: Kind<string[]> = kindOf(severalOf(textOrNumberSchema), {
	noun: 'a list of names',
	takes: 'one or more names, separated by commas or as a list',
});

/** Names and ids. Names may contain blanks. */
export const namesOrIds: Kind<string[]> = kindOf(severalOf(textOrNumberSchema), {
	noun: 'a list of names or IDs',
	takes: 'one or more names or IDs, separated by commas or as a list',
});

/** One or more e-mail addresses. Each has one `@`, and text on both sides of it. */
export const emails: Kind<string[]> = kindOf(severalOf(textSchema.regex(/^[^\s@,]+@[^\s@,]+$/)), {
	noun: 'a list of e-mail addresses',
	takes: 'one or more e-mail addresses, separated by commas or as a list',
});
