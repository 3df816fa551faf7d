import type { z } from 'zod/v4';

import type { Unread } from '../../nodes/shared/reading/unread';
import { readAs } from '../../nodes/shared/reading/readAs';

/** Reads a record as the nodes do; one that does not fit fails the test. */
export function readOrThrow<T>(schema: z.ZodType<T>, record: unknown): T {
	return readWithUnread(schema, record).value;
}

/** The same, with what of it could not be read. */
export function readWithUnread<T>(
	schema: z.ZodType<T>,
	record: unknown,
): { value: T; unread: Unread } {
	const reading = readAs(schema, record);
	if ('value' in reading) return reading;
	throw new Error(`It cannot be read: ${reading.misfits.join(', ')}`);
}
