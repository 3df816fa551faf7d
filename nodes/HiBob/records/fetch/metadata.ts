import type { z } from 'zod/v4';

import type { Api } from '../../../shared/outbound/api';
import { parseAnswer } from '../../../shared/reading/parseAnswer';
import { idField, text } from '../../../shared/reading/fields';
import { answer, listOf, record } from '../../../shared/reading/record';

/** A field of a person: its id, which a request for people names, and its labels. */
const fieldSchema = record({
	decides: { id: idField },
	detail: { name: text, categoryDisplayName: text, category: text },
});

/** A field as HiBob lists it. Its name and category are null where HiBob gives none. */
export type Field = z.infer<typeof fieldSchema>;

/** All fields of the company's people. https://apidocs.hibob.com/reference/get_company-people-fields */
export async function listFields(api: Api): Promise<Field[]> {
	const found = await api.get('/company/people/fields');
	return parseAnswer(listOf(fieldSchema), found, api, 'a list of fields');
}

const customTableSchema = record({ decides: { id: idField }, detail: { name: text } });
const customTablesSchema = answer({ tables: listOf(customTableSchema) });
type CustomTable = z.infer<typeof customTableSchema>;

/** The company's own tables. https://apidocs.hibob.com/reference/custom-tables */
export async function listCustomTables(api: Api): Promise<CustomTable[]> {
	const found = await api.get('/people/custom-tables/metadata');
	return parseAnswer(customTablesSchema, found, api, 'a list of tables').tables;
}
