import { eventRecordId } from '../../shared/actions/eventRecordId';
import { valueOf } from '../../shared/actions/field';
import type { Operation } from '../../shared/actions/operation';
import { leaveItemSchema } from '../../shared/model/leave';
import { readAbsence } from '../records/fetch/absences';
import { absenceRecord, fetchLeaveDays, wantsDays } from './leaveDays';

const leaveId = eventRecordId(
	{ displayName: 'Absence ID', name: 'leaveId' },
	{ ref: 'leaveId', record: 'absence' },
);

/** https://developer.personio.de/reference/get_v2-absence-periods-id */
export const timeOffGet: Operation = {
	resource: 'timeOff',
	operation: 'get',
	name: 'Get',
	action: 'Get a time off absence',
	description: 'Retrieve one absence, or one long-term leave',
	output: leaveItemSchema,
	fields: [leaveId.property, fetchLeaveDays.property],
	async run(context, itemIndex, api) {
		const wanted = valueOf(context, leaveId, itemIndex);
		const withDays = wantsDays(context, itemIndex);
		return [await absenceRecord(api, await readAbsence(api, wanted), { withDays })];
	},
};
