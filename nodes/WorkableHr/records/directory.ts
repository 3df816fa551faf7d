import { expectedText, idField, text } from '../../shared/reading/fields';
import { answer, listOf, record } from '../../shared/reading/record';

/** The names for the ids in Workable's records. */
export interface Directory {
	readonly departments: ReadonlyMap<string, string | null>;
	readonly legalEntities: ReadonlyMap<string, LegalEntity>;
	/** By name, without blanks around it: a request has only the name of its category. */
	readonly categories: ReadonlyMap<string, { id: string; isPaid: boolean | null }>;
}

interface LegalEntity {
	readonly name: string | null;
	readonly timezone: string | null;
}

/** For reads that need no names, or that could not read them: ids stand in place of the names. */
export const EMPTY_DIRECTORY: Directory = {
	departments: new Map(),
	legalEntities: new Map(),
	categories: new Map(),
};

/** https://workable.readme.io/reference/departments */
export const departmentsSchema = listOf(
	record({ decides: { id: idField }, detail: { name: expectedText } }),
);

/** The answer to `GET /legal_entities`. The time zone of an entity counts as the time zone of its people. */
export const legalEntitiesSchema = listOf(
	record({ decides: { id: idField }, detail: { name: expectedText, timezone: text } }),
);

/** https://workable.readme.io/reference/timeoffcategories */
export const categoriesSchema = answer({
	categories: listOf(
		record({ decides: { id: idField }, detail: { name: expectedText, type: text } }),
	),
});
