import { z } from 'zod/v4';

/** Ids are numbers in text or UUIDs; one that comes as a number is told as text. */
export const idField = z.union([z.string().min(1), z.number()]).transform(String);

/** A record that is only named. */
export const reference = z.looseObject({ id: idField }).nullish();

/** Text that may be missing: Personio leaves out what the API credential was not granted. */
export const words = z.string().nullish();

/** Text without blanks around it; null if nothing is left. */
export function orNull(value: string | null | undefined): string | null {
	return value == null || value.trim() === '' ? null : value.trim();
}
