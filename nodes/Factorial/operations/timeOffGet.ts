import { NodeOperationError } from 'n8n-workflow';

import { requiredTextOf } from '../../shared/actions/fields';
import type { Operation } from '../../shared/actions/operation';
import { leaveRecordSchema } from '../../shared/model/leave';
import { take } from '../../shared/outbound/paging';
import { readLeaveTypes } from '../records/directory';
import { listLeaves } from '../records/leaves';
import { leaveRecord, wantsDays, withDaysField } from './leaves';

const idField = { displayName: 'Leave ID', name: 'leaveId' } as const;

/** By the list: the single read takes no wish for days, and does not know deleted leaves. */
export const timeOffGet: Operation = {
	resource: 'timeOff',
	operation: 'get',
	name: 'Get',
	action: 'Get a time off leave',
	description: 'Retrieve one leave, also if it was deleted',
	output: leaveRecordSchema,
	fields: [
		{
			...idField,
			type: 'string',
			required: true,
			default: '={{ $json.refs.leaveId }}',
			description: 'ID of the leave; by default the one the event is about',
		},
		withDaysField,
	],
	async run(context, itemIndex, api) {
		const id = requiredTextOf(context, idField, itemIndex);
		const filter = { ids: [id], withDeleted: true, withDays: wantsDays(context, itemIndex) };
		const [found] = await take(listLeaves(api, filter), 1);
		if (found === undefined) {
			throw new NodeOperationError(api.node, 'Factorial does not know this leave', {
				itemIndex,
				description: "Check 'Leave ID', and that the credential may see the person's leaves.",
			});
		}
		const { types } = await readLeaveTypes(api);
		return [leaveRecord(found, types)];
	},
};
