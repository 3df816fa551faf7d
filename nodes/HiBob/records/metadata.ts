import { z } from 'zod/v4';

import type { Api } from '../../shared/outbound/api';
import { parsed } from '../../shared/outbound/parsed';
import { words } from '../../shared/outbound/fields';

/** A field of a person: what can be asked for, and what it is called. */
const fieldSchema = z.looseObject({
	id: z.string().min(1),
	name: words,
	categoryDisplayName: words,
	category: words,
});
export type Field = z.infer<typeof fieldSchema>;

/** All fields of the company's people. https://apidocs.hibob.com/reference/get_company-people-fields */
export async function listFields(api: Api): Promise<Field[]> {
	const answer = await api.get('/company/people/fields');
	return parsed(z.array(fieldSchema), answer, api, 'a list of fields');
}

const customTableSchema = z.looseObject({ id: z.string().min(1), name: words });
type CustomTable = z.infer<typeof customTableSchema>;

/** The company's own tables. https://apidocs.hibob.com/reference/custom-tables */
export async function listCustomTables(api: Api): Promise<CustomTable[]> {
	const answer = await api.get('/people/custom-tables/metadata');
	const { tables } = parsed(
		z.object({ tables: z.array(customTableSchema) }),
		answer,
		api,
		'a list of tables',
	);
	return tables;
}
