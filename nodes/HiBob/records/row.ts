import { z } from 'zod/v4';

import { words } from '../../shared/outbound/fields';

/**
 * A row of a table. Rows of historical tables are told by the day they take effect, others by
 * their id; columns of custom tables stand beside the id. `humanReadable` holds what list entries
 * are called.
 * https://apidocs.hibob.com/reference/employee-tables
 */
export const rowSchema = z.looseObject({
	id: z.union([z.string(), z.number()]).nullish(),
	/** `YYYY-MM-DD`, as are the others. */
	effectiveDate: words,
	endEffectiveDate: words,
	humanReadable: z.unknown(),
});
export type Row = z.infer<typeof rowSchema>;

/** Somebody's rows. */
export interface PersonRows {
	readonly employeeId: string;
	readonly rows: readonly Row[];
	/** The service user may not see them; that there are none does not follow. */
	readonly isHidden: boolean;
}

/** The id of a row as text; null if it has none. */
export function rowIdOf({ id }: Row): string | null {
	return id == null || id === '' ? null : String(id);
}
