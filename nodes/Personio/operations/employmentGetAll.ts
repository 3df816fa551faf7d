import { filters, limitFields, limitOf } from '../../shared/actions/fields';
import type { FoundRecord, Operation } from '../../shared/actions/operation';
import { onePersonOf, peopleFields } from '../../shared/actions/people';
import { updatedSinceField, updatedSinceOf } from '../../shared/actions/updatedSince';
import { tableEntryRecordSchema } from '../../shared/model/tableEntry';
import { isStatus } from '../../shared/outbound/failure';
import { gather } from '../../shared/outbound/gather';
import { take } from '../../shared/outbound/paging';
import type { Api } from '../../shared/outbound/api';
import { listEmployments, listPersons } from '../records/people';
import { employmentRecord } from './employments';

/** For everyone this takes one request per person: Personio has no list across people. */
export const employmentGetAll: Operation = {
	resource: 'employment',
	operation: 'getAll',
	name: 'Get Many',
	action: 'Get many employments',
	description: 'Retrieve a list of employments of one person or of everyone',
	output: tableEntryRecordSchema,
	fields: [...peopleFields, ...limitFields, filters(updatedSinceField('employments'))],
	async run(context, itemIndex, api) {
		const filter = updatedSinceOf(context, itemIndex);
		const personId = onePersonOf(context, itemIndex);
		const limit = limitOf(context, itemIndex);
		if (personId !== null) return await employmentsOf(api, personId, filter, limit);
		return await gather(
			listPersons(api),
			{ limit, concurrency: api.concurrency },
			async ({ id }) =>
				await employmentsOf(api, id, filter, null).catch((error: unknown) => {
					// Someone who was deleted while the list was being read.
					if (isStatus(error, 404)) return [];
					throw error;
				}),
		);
	},
};

async function employmentsOf(
	api: Api,
	personId: string,
	filter: { updatedSince?: string },
	limit: number | null,
): Promise<FoundRecord[]> {
	const employments = await take(listEmployments(api, personId, filter), limit);
	return employments.map((employment) => employmentRecord(personId, employment));
}
