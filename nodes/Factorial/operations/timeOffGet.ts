import { NodeOperationError } from 'n8n-workflow';

import { eventRecordId } from '../../shared/actions/eventRecordId';
import { valueOf } from '../../shared/actions/field';
import type { Operation } from '../../shared/actions/operation';
import { leaveItemSchema } from '../../shared/model/leave';
import { takeRecords } from '../../shared/outbound/paging';
import { readLeaveTypes } from '../records/fetch/directory';
import { listLeaves } from '../records/fetch/leaves';
import { includeDays, leaveRecord, wantsDays } from './leaves';

const leaveId = eventRecordId(
	{ displayName: 'Leave ID', name: 'leaveId' },
	{ ref: 'leaveId', record: 'leave' },
);

/**
 * Reads from the list of leaves. The endpoint for a single leave cannot be asked for days, and does
 * not find deleted leaves.
 */
export const timeOffGet: Operation = {
	resource: 'timeOff',
	operation: 'get',
	name: 'Get',
	action: 'Get a time off leave',
	description: 'Retrieve one leave, even if it was deleted',
	output: leaveItemSchema,
	fields: [leaveId.property, includeDays.property],
	async run(context, itemIndex, api) {
		const wanted = valueOf(context, leaveId, itemIndex);
		const withDays = wantsDays(context, itemIndex);
		const filter = { ids: [wanted], withDeleted: true };
		const [found] = await takeRecords(listLeaves(api, filter), 1);
		if (found === undefined) {
			throw new NodeOperationError(api.node, 'Factorial does not know this leave', {
				itemIndex,
				description: "Check 'Leave ID', and that the credential may see the person's leaves.",
			});
		}
		const { types } = await readLeaveTypes(api);
		return [leaveRecord(found, types, { withDays })];
	},
};
