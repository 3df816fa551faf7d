import { z } from 'zod/v4';

import { day, id } from './fields';

/** One row of a table of a person, such as employment or salary. */
export const tableEntrySchema = z.strictObject({
	name: z.string().describe("The vendor's name of the table"),
	entryId: id.describe("The vendor's id of the row"),
	effectiveDate: day.describe('Day the row takes effect'),
	record: z
		.looseObject({})
		.nullable()
		.describe(
			"The row under the vendor's own names, as far as it may leave the node and can be read; null for tables that stay private",
		),
});

/** See {@link tableEntrySchema}. */
export type TableEntry = z.infer<typeof tableEntrySchema>;

/** A row as a record of its own, with the person it belongs to. */
export const tableEntryItemSchema = z.strictObject({
	employeeId: id,
	...tableEntrySchema.shape,
});
