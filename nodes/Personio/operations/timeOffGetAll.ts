import type { IExecuteFunctions } from 'n8n-workflow';

import {
	dayFrom,
	filters,
	limitFields,
	limitOf,
	listOf,
	recordChoice,
} from '../../shared/actions/fields';
import type { Operation } from '../../shared/actions/operation';
import { onePersonOf, peopleFields } from '../../shared/actions/people';
import { updatedSinceField, updatedSinceOf } from '../../shared/actions/updatedSince';
import { leaveRecordSchema } from '../../shared/model/leave';
import { take } from '../../shared/outbound/paging';
import { inParallel } from '../../shared/outbound/parallel';
import type { AbsenceFilter } from '../records/absenceLists';
import { listAbsences } from '../records/absenceLists';
import { absenceRecord, fetchDaysField } from './leaveDays';

/** https://developer.personio.de/reference/get_v2-absence-periods */
export const timeOffGetAll: Operation = {
	resource: 'timeOff',
	operation: 'getAll',
	name: 'Get Many',
	action: 'Get many time off absences',
	description: 'Retrieve a list of absences and long-term leaves of one person or of everyone',
	output: leaveRecordSchema,
	fields: [
		...peopleFields,
		...limitFields,
		fetchDaysField,
		filters(
			recordChoice({
				displayName: 'Absence Type Names or IDs',
				name: 'typeIds',
				loadOptionsMethod: 'getAbsenceTypes',
			}),
			{
				displayName: 'From',
				name: 'from',
				type: 'dateTime',
				default: '',
				description: 'First day of the period; absences that reach into it are included',
			},
			{
				displayName: 'To',
				name: 'to',
				type: 'dateTime',
				default: '',
				description: 'Last day of the period',
			},
			updatedSinceField('absences'),
		),
	],
	async run(context, itemIndex, api) {
		const filter = filterOf(context, itemIndex);
		const absences = await take(listAbsences(api, filter), limitOf(context, itemIndex));
		return await inParallel(
			absences,
			api.concurrency,
			async (absence) => await absenceRecord(context, itemIndex, api, absence),
		);
	},
};

function filterOf(context: IExecuteFunctions, itemIndex: number): AbsenceFilter {
	const personId = onePersonOf(context, itemIndex);
	const from = dayFrom(context, { name: 'filters.from', displayName: 'From' }, itemIndex);
	const to = dayFrom(context, { name: 'filters.to', displayName: 'To' }, itemIndex);
	return {
		typeIds: listOf(context, 'filters.typeIds', itemIndex),
		...(personId === null ? {} : { personId }),
		...(from === null ? {} : { from }),
		...(to === null ? {} : { to }),
		...updatedSinceOf(context, itemIndex),
	};
}
