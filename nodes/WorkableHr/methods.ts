import type {
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodePropertyOptions,
} from 'n8n-workflow';

import { connect } from '../shared/outbound/connect';
import { parsed } from '../shared/outbound/parsed';
import { WHILE_PUBLISHING } from '../shared/outbound/retry';
import { categoriesSchema, departmentsSchema } from './records/directory';
import { pageOfEmployees } from './records/lists';
import { workable } from './vendor';

/** How many people a drop-down shows at a time; 10, 20, 50 and 100 are taken. */
const PAGE_SIZE = 50;

/**
 * People for a drop-down. What Workable refuses is shown: an empty list means that nobody is there.
 * @param filter words in the name or e-mail address
 * @param paginationToken where the last page ended
 */
async function searchEmployees(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const api = await connect(this, workable, WHILE_PUBLISHING);
	const offset = Number(paginationToken ?? 0);
	const page = { limit: PAGE_SIZE, offset, ...(filter ? { query: filter } : {}) };
	const { records: employees } = await pageOfEmployees(api, page);
	return {
		results: employees.flatMap(({ id, firstname, lastname }) =>
			id ? [{ name: [firstname, lastname].filter(Boolean).join(' ') || id, value: id }] : [],
		),
		...(employees.length < PAGE_SIZE ? {} : { paginationToken: String(offset + employees.length) }),
	};
}

async function getDepartments(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const api = await connect(this, workable, WHILE_PUBLISHING);
	const departments = parsed(
		departmentsSchema,
		await api.get('/departments', { needs: 'r_account' }),
		api,
		'a list of departments',
	);
	return byName(departments);
}

async function getTimeOffCategories(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const api = await connect(this, workable, WHILE_PUBLISHING);
	const { categories } = parsed(
		categoriesSchema,
		await api.get('/timeoff/categories', { needs: 'r_timeoff' }),
		api,
		'a list of time-off categories',
	);
	return byName(categories);
}

function byName(records: ReadonlyArray<{ id: string; name: string }>): INodePropertyOptions[] {
	return records
		.map(({ id, name }) => ({ name: name.trim(), value: id }))
		.sort((a, b) => a.name.localeCompare(b.name));
}

export const methods = {
	listSearch: { searchEmployees },
	loadOptions: { getDepartments, getTimeOffCategories },
};
