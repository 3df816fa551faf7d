import get from 'lodash/get';
import isEmpty from 'lodash/isEmpty';
import type { z } from 'zod/v4';

import { readAs } from './readAs';
import { sentOf } from './sent';

/**
 * The names of the details of a record of which nothing could be read. The notes on a list do not say
 * which of its records had them. A list within the record that only lost an entry is not among them.
 * @param schema the schema that the record was read with
 * @param record a record as it was read
 */
export function unreadDetailsOf(schema: z.ZodType<object>, record: object): string[] {
	const reading = readAs(schema, sentOf(record));
	if (!('value' in reading)) return [];
	const isNothing = (value: unknown): boolean =>
		value == null || (Array.isArray(value) && isEmpty(value));
	return reading.unread.fields.filter((name) => isNothing(get(reading.value, name)));
}
