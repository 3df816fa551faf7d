import { filters } from '../../shared/actions/filters';
import { limitFields, limitOf } from '../../shared/actions/limit';
import type { FoundRecord, Operation } from '../../shared/actions/operation';
import { onePersonOf, peopleFields } from '../../shared/actions/people';
import { updatedSince } from '../../shared/actions/updatedSince';
import type { Instant } from '../../shared/model/dates';
import { tableEntryItemSchema } from '../../shared/model/tableEntry';
import { isStatus } from '../../shared/outbound/failure';
import { gatherByOwner } from '../../shared/outbound/gatherByOwner';
import { takeRecords } from '../../shared/outbound/paging';
import type { Api } from '../../shared/outbound/api';
import { listEmployments } from '../records/fetch/employments';
import { listPersons } from '../records/fetch/people';
import { employmentRecord } from './employments';

const narrowedBy = filters(updatedSince('employments'));

/**
 * For everyone, this takes one request per person: Personio has no list of employments across
 * people.
 */
export const employmentGetAll: Operation = {
	resource: 'employment',
	operation: 'getAll',
	name: 'Get Many',
	action: 'Get many employments',
	description: 'Retrieve a list of employments of one person or of everyone',
	output: tableEntryItemSchema,
	fields: [...peopleFields, ...limitFields, narrowedBy.property],
	async run(context, itemIndex, api) {
		const filter = narrowedBy.of(context, itemIndex);
		const personId = onePersonOf(context, itemIndex);
		const limit = limitOf(context, itemIndex);
		if (personId !== null) return await employmentsOf(api, personId, filter, limit);
		return await gatherByOwner(
			listPersons(api),
			{ limit, concurrency: api.concurrency },
			async ({ id }) =>
				await employmentsOf(api, id, filter, null).catch((error: unknown) => {
					// This person was deleted while the list was being read.
					if (isStatus(error, 404)) return [];
					throw error;
				}),
		);
	},
};

async function employmentsOf(
	api: Api,
	personId: string,
	filter: { updatedSince?: Instant },
	limit: number | null,
): Promise<FoundRecord[]> {
	const employments = await takeRecords(listEmployments(api, personId, filter), limit);
	return employments.map((employment) => employmentRecord(personId, employment));
}
