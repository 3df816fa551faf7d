import { field } from '../../shared/actions/field';
import { filters } from '../../shared/actions/filters';
import { limitFields, limitOf } from '../../shared/actions/limit';
import { ids } from '../../shared/actions/lists';
import type { Operation } from '../../shared/actions/operation';
import { onePersonOf, peopleFields } from '../../shared/actions/people';
import { checkPeriod, firstDay, lastDay } from '../../shared/actions/period';
import { recordChoice } from '../../shared/actions/records';
import { updatedSince } from '../../shared/actions/updatedSince';
import { leaveItemSchema } from '../../shared/model/leave';
import { takeRecords } from '../../shared/outbound/paging';
import { inParallel } from '../../shared/outbound/parallel';
import { listAbsences } from '../records/fetch/absences';
import { absenceRecord, fetchLeaveDays, wantsDays } from './leaveDays';

const narrowedBy = filters(
	field(
		recordChoice({
			displayName: 'Absence Type Names or IDs',
			name: 'typeIds',
			loadOptionsMethod: 'getAbsenceTypes',
		}),
		ids,
	),
	firstDay('absences'),
	lastDay,
	updatedSince('absences'),
);

/** https://developer.personio.de/reference/get_v2-absence-periods */
export const timeOffGetAll: Operation = {
	resource: 'timeOff',
	operation: 'getAll',
	name: 'Get Many',
	action: 'Get many time off absences',
	description: 'Retrieve a list of absences and long-term leaves of one person or of everyone',
	output: leaveItemSchema,
	fields: [...peopleFields, ...limitFields, fetchLeaveDays.property, narrowedBy.property],
	async run(context, itemIndex, api) {
		const personId = onePersonOf(context, itemIndex);
		const limit = limitOf(context, itemIndex);
		const withDays = wantsDays(context, itemIndex);
		const filter = narrowedBy.of(context, itemIndex);
		checkPeriod(context, filter, itemIndex);
		const found = listAbsences(api, { ...filter, ...(personId === null ? {} : { personId }) });
		return await inParallel(
			await takeRecords(found, limit),
			api.concurrency,
			async (absence) => await absenceRecord(api, absence, { withDays }),
		);
	},
};
