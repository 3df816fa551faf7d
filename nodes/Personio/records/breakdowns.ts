import { z } from 'zod/v4';

import type { Day } from '../../shared/model/dates';
import { dayOf } from '../../shared/model/dates';
import type { Api } from '../../shared/outbound/api';
import { take } from '../../shared/outbound/paging';
import { segment } from '../../shared/outbound/segment';
import { amount, day, maybe, orNull } from '../../shared/reading/fields';
import { record } from '../../shared/reading/record';
import { madeOf } from '../../shared/reading/sent';
import { listAbsenceData } from './absenceData';
import { unit } from './units';

/** How much of an absence falls on one day. On days that are free anyway, this is 0. */
export interface BreakdownDay {
	readonly date: Day;
	/** `DAY` or `HOUR`; null if Personio does not name the unit. */
	readonly unit: string | null;
	readonly value: number;
}

/** A day that cannot be read does not affect the other days. */
const breakdownSchema = record({
	decides: {
		date: day,
		effective_duration: maybe(record({ decides: { unit, value: amount }, detail: {} })),
	},
	detail: {},
}).transform((sent, { issues }): BreakdownDay => {
	const { date, effective_duration: duration } = sent;
	const on = dayOf(date);
	const value = duration?.value ?? null;
	if (on !== null && value !== null) {
		return madeOf({ date: on, unit: orNull(duration?.unit), value }, sent);
	}
	const path = on === null ? ['date'] : ['effective_duration', 'value'];
	issues.push({ code: 'custom', path, input: date });
	return z.NEVER;
});

/**
 * Reads the days of an absence. Each absence takes a call of its own, because the records of
 * absences contain no amounts.
 * https://developer.personio.de/reference/get_v2-absence-periods-id-breakdowns
 */
export async function readBreakdown(api: Api, absenceId: string): Promise<BreakdownDay[]> {
	const path = `/v2/absence-periods/${segment(absenceId)}/breakdowns`;
	const days = listAbsenceData(api, path, breakdownSchema, {
		query: {},
		what: 'the days of an absence',
	});
	return await take(days, null);
}
