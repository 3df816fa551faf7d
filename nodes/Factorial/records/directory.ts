import type { z } from 'zod/v4';

import { expectedText, idField, several } from '../../shared/reading/fields';
import { record } from '../../shared/reading/record';
import type { LeaveType } from './leave';

/** A record of the company that has a name. */
export const namedSchema = record({ decides: { id: idField }, detail: { name: expectedText } });

/** A record with an id and a name; the name is null if the record has none. */
export type Named = z.infer<typeof namedSchema>;

/**
 * A legal entity only has a legal name.
 * https://apidoc.factorialhr.com/reference/get_companies-legal-entities
 */
export const legalEntitySchema = record({
	decides: { id: idField },
	detail: { legal_name: expectedText },
}).transform(({ id, legal_name: name }): Named => ({ id, name }));

/** https://apidoc.factorialhr.com/reference/get_teams-teams */
export const teamSchema = record({
	decides: { id: idField },
	detail: { name: expectedText, employee_ids: several(idField) },
});

/** The names for the ids in the records of people. */
export interface Names {
	readonly locations: ReadonlyMap<string, string>;
	readonly legalEntities: ReadonlyMap<string, string>;
	readonly teams: ReadonlyArray<{ readonly name: string; readonly employeeIds: readonly string[] }>;
}

/** For reads that need no names, or that could not read them: ids stand in place of the names. */
export const NO_NAMES: Names = { locations: new Map(), legalEntities: new Map(), teams: [] };

/** For reads without leave types; see {@link LeaveType}. */
export const NO_TYPES: ReadonlyMap<string, LeaveType> = new Map();
