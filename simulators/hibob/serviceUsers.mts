import { DEFAULT_CATEGORIES } from './fields.mts';
import type { FieldMetadata } from './fields.mts';

/** What a service user may read. By default everything. */
export interface Permissions {
	/** Categories whose fields it may read besides the default ones. */
	peopleFields: 'all' | readonly string[];
	/** Tables, by the ids that webhooks use, all of whose rows it may read. */
	tables: 'all' | readonly string[];
	/** Tables of which it may read the current row only, even if they are in `tables`. */
	currentRowOnly: readonly string[];
	/** Columns it may not see, by table: they are null, and that is said. */
	hiddenColumns: Readonly<Record<string, readonly string[]>>;
	/** The same of rows that are past. */
	hiddenHistory: Readonly<Record<string, readonly string[]>>;
	/** Requests by id, and pending ones in lists. */
	timeOffRequests: boolean;
	/** Who is out, and what has changed. */
	timeOffLists: boolean;
	timeOffBalances: boolean;
	/** Policy types and policies. */
	timeOffSettings: boolean;
	/** Whose data it may read. */
	people: 'all' | readonly string[];
}

/** An account that calls the API. It is none of the company's people. */
export interface ServiceUser {
	id: string;
	token: string;
	permissions: Permissions;
	revoked: boolean;
}

export interface ServiceUserWish {
	id: string;
	token: string;
	permissions?: Partial<Permissions>;
}

const EVERYTHING: Permissions = {
	peopleFields: 'all',
	tables: 'all',
	currentRowOnly: [],
	hiddenColumns: {},
	hiddenHistory: {},
	timeOffRequests: true,
	timeOffLists: true,
	timeOffBalances: true,
	timeOffSettings: true,
	people: 'all',
};

export function serviceUser({ id, token, permissions = {} }: ServiceUserWish): ServiceUser {
	return { id, token, permissions: { ...EVERYTHING, ...permissions }, revoked: false };
}

export function maySee({ permissions: { people } }: ServiceUser, employeeId: string): boolean {
	return people === 'all' || people.includes(employeeId);
}

export function mayReadField({ permissions }: ServiceUser, { categoryId }: FieldMetadata): boolean {
	const { peopleFields } = permissions;
	return (
		peopleFields === 'all' ||
		DEFAULT_CATEGORIES.includes(categoryId) ||
		peopleFields.includes(categoryId)
	);
}

/** Which rows of a table may be read. */
export function rowsAllowed(user: ServiceUser, tableId: string): 'all' | 'current' | 'none' {
	const { tables, currentRowOnly } = user.permissions;
	if (currentRowOnly.includes(tableId)) return 'current';
	return tables === 'all' || tables.includes(tableId) ? 'all' : 'none';
}
