import type {
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodePropertyOptions,
} from 'n8n-workflow';

import { recordOptions } from '../shared/actions/recordOptions';
import { connect } from '../shared/outbound/connect';
import { parseAnswer } from '../shared/reading/parseAnswer';
import { WHILE_PUBLISHING } from '../shared/outbound/retry';
import { categoriesSchema, departmentsSchema, legalEntitiesSchema } from './records/directory';
import { pageOfEmployees } from './records/fetch/employees';
import { workable } from './vendor';

/** How many people a drop-down loads at a time. Workable takes only 10, 20, 50 and 100. */
const PAGE_SIZE = 50;

/**
 * People for a drop-down. If Workable refuses the request, the drop-down shows an error; an empty list means that
 * nobody matches.
 * @param filter words in the name or e-mail address
 * @param paginationToken the offset at which the last page ended
 */
async function searchEmployees(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const api = await connect(this, workable, WHILE_PUBLISHING);
	const offset = Number(paginationToken ?? 0);
	const page = { limit: PAGE_SIZE, offset, ...(filter ? { query: filter } : {}) };
	const { records: employees, total, given = employees.length } = await pageOfEmployees(api, page);
	const next = offset + given;
	const isLast = total === null ? given < PAGE_SIZE : next >= total;
	return {
		results: employees.flatMap(({ id, firstname, lastname }) =>
			id ? [{ name: [firstname, lastname].filter(Boolean).join(' ') || id, value: id }] : [],
		),
		...(isLast || given === 0 ? {} : { paginationToken: String(next) }),
	};
}

async function getDepartments(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const api = await connect(this, workable, WHILE_PUBLISHING);
	const departments = parseAnswer(
		departmentsSchema,
		await api.get('/departments', { needs: 'r_account' }),
		api,
		'a list of departments',
	);
	return recordOptions(departments);
}

async function getLegalEntities(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const api = await connect(this, workable, WHILE_PUBLISHING);
	const entities = parseAnswer(
		legalEntitiesSchema,
		await api.get('/legal_entities', { needs: 'r_account' }),
		api,
		'a list of legal entities',
	);
	return recordOptions(entities);
}

async function getTimeOffCategories(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const api = await connect(this, workable, WHILE_PUBLISHING);
	const { categories } = parseAnswer(
		categoriesSchema,
		await api.get('/timeoff/categories', { needs: 'r_timeoff' }),
		api,
		'a list of time-off categories',
	);
	return recordOptions(categories);
}

/** What n8n calls to fill the drop-downs of the nodes. */
export const methods = {
	listSearch: { searchEmployees },
	loadOptions: { getDepartments, getLegalEntities, getTimeOffCategories },
};
