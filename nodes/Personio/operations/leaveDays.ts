import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { FoundRecord } from '../../shared/actions/operation';
import { asData } from '../../shared/actions/operation';
import type { Api } from '../../shared/outbound/api';
import type { Absence } from '../records/absence';
import { normaliseAbsence } from '../records/absence';
import { readAbsenceTypes } from '../records/absenceTypes';
import { readBreakdown } from '../records/breakdowns';

/** Absences carry no amounts. */
export const fetchDaysField: INodeProperties = {
	displayName: 'Fetch Leave Days',
	name: 'fetchLeaveDays',
	type: 'boolean',
	default: false,
	description:
		'Whether to read how much leave falls on each day, and so the amount; one more request per absence',
};

/** An absence as a record, with the person it belongs to. */
export async function absenceRecord(
	context: IExecuteFunctions,
	itemIndex: number,
	api: Api,
	absence: Absence,
): Promise<FoundRecord> {
	const wantsDays = context.getNodeParameter('fetchLeaveDays', itemIndex, false) === true;
	const [{ types }, breakdown] = await Promise.all([
		readAbsenceTypes(api),
		wantsDays ? readBreakdown(api, absence.id) : null,
	]);
	return {
		normalised: {
			employeeId: absence.person?.id ?? null,
			...normaliseAbsence(absence, { types, breakdown }),
		},
		raw: asData(breakdown === null ? absence : { ...absence, breakdowns: breakdown }),
	};
}
