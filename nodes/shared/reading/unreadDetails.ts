import type { z } from 'zod/v4';

import { readAs } from './readAs';
import { sentOf } from './sent';

/**
 * The names of the details of a record that could not be read. The notes on a list do not say which of
 * its records had them.
 * @param schema the schema that the record was read with
 * @param record a record as it was read
 */
export function unreadDetailsOf(schema: z.ZodType<object>, record: object): readonly string[] {
	const reading = readAs(schema, sentOf(record));
	return 'value' in reading ? reading.unread.fields : [];
}
