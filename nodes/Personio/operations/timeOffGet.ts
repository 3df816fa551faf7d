import { requiredTextOf } from '../../shared/actions/fields';
import type { Operation } from '../../shared/actions/operation';
import { leaveRecordSchema } from '../../shared/model/leave';
import { readAbsence } from '../records/readAbsence';
import { absenceRecord, fetchDaysField } from './leaveDays';

const idField = { displayName: 'Absence ID', name: 'leaveId' } as const;

/** https://developer.personio.de/reference/get_v2-absence-periods-id */
export const timeOffGet: Operation = {
	resource: 'timeOff',
	operation: 'get',
	name: 'Get',
	action: 'Get a time off absence',
	description: 'Retrieve one absence, or one long-term leave',
	output: leaveRecordSchema,
	fields: [
		{
			...idField,
			type: 'string',
			required: true,
			default: '={{ $json.refs.leaveId }}',
			description: 'ID of the absence; by default the one the event is about',
		},
		fetchDaysField,
	],
	async run(context, itemIndex, api) {
		const absence = await readAbsence(api, requiredTextOf(context, idField, itemIndex));
		return [await absenceRecord(context, itemIndex, api, absence)];
	},
};
