import type { Api } from '../../../shared/outbound/api';
import { takeRecords } from '../../../shared/outbound/paging';
import { pathSegment } from '../../../shared/outbound/pathSegment';
import type { BreakdownDay } from '../breakdown';
import { breakdownSchema } from '../breakdown';
import { listAbsenceData } from './absenceData';
import { pageOf } from './lists';

const pageOfDays = pageOf(breakdownSchema);

/**
 * Reads the days of an absence. Each absence takes a call of its own, because the records of
 * absences contain no amounts.
 * https://developer.personio.de/reference/get_v2-absence-periods-id-breakdowns
 */
export async function readBreakdown(api: Api, absenceId: string): Promise<BreakdownDay[]> {
	const path = `/v2/absence-periods/${pathSegment(absenceId)}/breakdowns`;
	const days = listAbsenceData(api, path, pageOfDays, {
		query: {},
		what: 'the days of an absence',
	});
	return await takeRecords(days, null);
}
