import { z } from 'zod/v4';

/*
 * The kinds of fields vendors' answers are made of.
 */

/** An id; one that comes as a number is told as text. */
export const idField = z.union([z.string().min(1), z.number()]).transform(String);

/** An id that may be missing. */
export const maybeId = idField.nullish();

/** What may be missing: vendors leave out, or answer null for, what the credential may not see. */
export const words = z.string().nullish();
export const flag = z.boolean().nullish();
export const amount = z.number().nullish();

/** Text without blanks around it; null if nothing is left. */
export function orNull(value: string | null | undefined): string | null {
	return value == null || value.trim() === '' ? null : value.trim();
}
