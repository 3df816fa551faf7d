import type {
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodePropertyOptions,
} from 'n8n-workflow';
import type { z } from 'zod/v4';

import { recordOptions } from '../shared/actions/recordOptions';
import { connect } from '../shared/outbound/connect';
import { takeRecords } from '../shared/outbound/paging';
import { WHILE_PUBLISHING } from '../shared/outbound/retry';
import type { Named } from './records/directory';
import { legalEntitySchema, namedSchema } from './records/directory';
import { listEmployees } from './records/fetch/employees';
import { pageOf, readList } from './records/fetch/lists';
import { factorial } from './vendor';

/** How many people a drop-down shows. Users find other people by typing. */
const SHOWN = 100;

/**
 * People for a drop-down. If Factorial refuses the request, the user sees the error: an empty list
 * always means that nobody matches.
 * @param filter words in the name
 */
async function searchEmployees(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const api = await connect(this, factorial, WHILE_PUBLISHING);
	const people = await takeRecords(listEmployees(api, { name: filter.trim() }), SHOWN);
	return {
		results: people.map(({ id, full_name: name }) => ({ name: name?.trim() || id, value: id })),
	};
}

/** Names of the company's records, such as its teams, for a drop-down. */
function namesOf(resource: string, what: string, record: z.ZodType<Named> = namedSchema) {
	const schema = pageOf(record);
	return async function (this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		const api = await connect(this, factorial, WHILE_PUBLISHING);
		return recordOptions(await takeRecords(readList(api, resource, schema, { what }), null));
	};
}

/** What n8n calls to fill the drop-downs of the nodes. */
export const methods = {
	listSearch: { searchEmployees },
	loadOptions: {
		getLeaveTypes: namesOf('timeoff/leave_types', 'a list of leave types'),
		getLegalEntities: namesOf(
			'companies/legal_entities',
			'a list of legal entities',
			legalEntitySchema,
		),
		getLocations: namesOf('locations/locations', 'a list of locations'),
		getTeams: namesOf('teams/teams', 'a list of teams'),
	},
};
