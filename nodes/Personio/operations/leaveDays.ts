import type { IExecuteFunctions } from 'n8n-workflow';

import { field, valueOf } from '../../shared/actions/field';
import { yesOrNo } from '../../shared/actions/kind';
import type { FoundRecord } from '../../shared/actions/operation';
import type { Api } from '../../shared/outbound/api';
import { sentOf } from '../../shared/reading/sent';
import type { Absence } from '../records/absence';
import { normaliseAbsence } from '../records/absence';
import { readAbsenceTypes } from '../records/fetch/absenceTypes';
import { readBreakdown } from '../records/fetch/breakdowns';

/** The records of absences contain no amounts, so the amounts take requests of their own. */
export const fetchLeaveDays = field(
	{
		displayName: 'Fetch Leave Days',
		name: 'fetchLeaveDays',
		type: 'boolean',
		default: false,
		description:
			'Whether to read how much leave falls on each day, which also gives the amount; one more request per absence',
	},
	yesOrNo,
);

/** Whether the days of absences are asked for. */
export function wantsDays(context: IExecuteFunctions, itemIndex: number): boolean {
	return valueOf(context, fetchLeaveDays, itemIndex);
}

/** An absence as a record, with the person it belongs to. */
export async function absenceRecord(
	api: Api,
	absence: Absence,
	{ withDays }: { withDays: boolean },
): Promise<FoundRecord> {
	const [{ types }, breakdown] = await Promise.all([
		readAbsenceTypes(api),
		withDays ? readBreakdown(api, absence.id) : null,
	]);
	return {
		normalised: {
			employeeId: absence.person?.id ?? null,
			...normaliseAbsence(absence, { types, breakdown }),
		},
		raw:
			breakdown === null
				? sentOf(absence)
				: { ...sentOf(absence), breakdowns: breakdown.map(sentOf) },
	};
}
