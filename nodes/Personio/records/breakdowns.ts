import { z } from 'zod/v4';

import { dayOf } from '../../shared/model/dates';
import type { Api } from '../../shared/outbound/api';
import { take } from '../../shared/outbound/paging';
import { segment } from '../../shared/outbound/segment';
import { listAbsenceData } from './absenceLists';

/** How much of an absence falls on one day; nothing on days that are free anyway. */
export interface BreakdownDay {
	/** `YYYY-MM-DD` */
	readonly date: string;
	readonly unit: string;
	readonly value: number;
}

const breakdownSchema = z
	.object({
		date: z.string(),
		effective_duration: z.object({ unit: z.string(), value: z.number() }),
	})
	.transform(({ date, effective_duration: { unit, value } }) => ({
		date: dayOf(date),
		unit: unit.toUpperCase(),
		value,
	}));

/**
 * The days of an absence; one call each, as absences themselves carry no amounts.
 * https://developer.personio.de/reference/get_v2-absence-periods-id-breakdowns
 */
export async function readBreakdown(api: Api, absenceId: string): Promise<BreakdownDay[]> {
	const path = `/v2/absence-periods/${segment(absenceId)}/breakdowns`;
	const days = listAbsenceData(api, path, breakdownSchema, {
		query: {},
		what: 'the days of an absence',
	});
	return (await take(days, null)).flatMap(({ date, ...day }) =>
		date === null ? [] : { date, ...day },
	);
}
