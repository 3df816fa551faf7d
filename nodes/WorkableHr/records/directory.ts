import { expectedText, idField, text } from '../../shared/reading/fields';
import { answer, listOf, record } from '../../shared/reading/record';

/** Names behind the ids that Workable's records carry. */
export interface Directory {
	readonly departments: ReadonlyMap<string, string | null>;
	readonly legalEntities: ReadonlyMap<string, LegalEntity>;
	/** By name, without blanks around it. A request holds only the name of its category. */
	readonly categories: ReadonlyMap<string, { id: string; isPaid: boolean | null }>;
}

interface LegalEntity {
	readonly name: string | null;
	readonly timezone: string | null;
}

export const EMPTY_DIRECTORY: Directory = {
	departments: new Map(),
	legalEntities: new Map(),
	categories: new Map(),
};

export const departmentsSchema = listOf(
	record({ decides: { id: idField }, detail: { name: expectedText } }),
);

export const legalEntitiesSchema = listOf(
	record({ decides: { id: idField }, detail: { name: expectedText, timezone: text } }),
);

export const categoriesSchema = answer({
	categories: listOf(
		record({ decides: { id: idField }, detail: { name: expectedText, type: text } }),
	),
});
