import type { z } from 'zod/v4';

import type { Api } from './api';
import { unexpectedAnswer } from './failure';

/**
 * A vendor's answer, checked before use.
 * @param what the answer should be, in words: "a list of employees"
 * @throws NodeApiError in plain words if it is something else
 */
export function parsed<T>(
	schema: z.ZodType<T>,
	answer: unknown,
	{ node, vendor }: Pick<Api, 'node' | 'vendor'>,
	what: string,
): T {
	const result = schema.safeParse(answer);
	if (result.success) return result.data;
	throw unexpectedAnswer(node, vendor, what);
}
