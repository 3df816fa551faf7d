import type { z } from 'zod/v4';

import type { Api } from '../outbound/api';
import { unexpectedAnswer } from '../outbound/failure';
import { readAs } from './readAs';

/**
 * Checks a vendor's answer before use. Details that cannot be read, and records that are left out, are
 * noted.
 * @param schema see `readAs`
 * @param what what the answer should be, in words: "a list of employees"
 * @throws NodeApiError in plain words if the answer is something else
 */
export function parseAnswer<T>(
	schema: z.ZodType<T>,
	answer: unknown,
	{ node, vendor, unread }: Pick<Api, 'node' | 'vendor' | 'unread'>,
	what: string,
): T {
	const reading = readAs(schema, answer);
	if (!('value' in reading)) throw unexpectedAnswer(node, vendor, what, reading);
	unread.note(what, reading.unread);
	return reading.value;
}
