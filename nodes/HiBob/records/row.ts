import { z } from 'zod/v4';

import { day, maybe } from '../../shared/reading/fields';
import { record } from '../../shared/reading/record';
import { readable } from './person';

/** What every row has. */
export const ROW_FIELDS = {
	/** `YYYY-MM-DD`, like the other days. */
	decides: { effectiveDate: day },
	detail: {
		id: maybe(z.union([z.string(), z.int()])),
		endEffectiveDate: day,
		humanReadable: readable,
	},
};

/**
 * A row of a table. The day on which it takes effect identifies a row of a historical table; its id identifies any
 * other row. The columns of custom tables are at the top level, like the id. `humanReadable` holds the names of list
 * entries.
 * https://apidocs.hibob.com/reference/employee-tables
 */
export const rowSchema = record(ROW_FIELDS);

/** A row as {@link rowSchema} reads it. Its columns are not parsed; they are read where they are needed. */
export type Row = z.infer<typeof rowSchema>;

/** The rows of one person. */
export interface PersonRows {
	readonly employeeId: string;
	readonly rows: readonly Row[];
	/** True if the service user may not see the rows. `rows` is then empty, although there may be rows. */
	readonly isHidden: boolean;
	/** Columns that the service user may not see, in all rows or only in past rows. Their values are null. */
	readonly hiddenColumns: readonly string[];
}

/** The id of a row as text; null if it has none. */
export function rowIdOf({ id }: Row): string | null {
	return id == null || id === '' ? null : String(id);
}
