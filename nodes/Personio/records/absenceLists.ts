import type { IDataObject } from 'n8n-workflow';
import { DateTime } from 'luxon';
import type { z } from 'zod/v4';

import type { Api } from '../../shared/outbound/api';
import { isStatus } from '../../shared/outbound/failure';
import { orIfRefused, where } from '../../shared/outbound/paging';
import { dayOf, instantOf } from '../../shared/model/dates';
import type { Absence } from './absence';
import { absenceSchema, lastDayOf } from './absence';
import { listByCursor } from './lists';
import { ABSENCES_SCOPE } from './scopes';

/** What the endpoints of absences wanted while they were tried out. */
export const BETA = { Beta: 'true' } as const;

/**
 * A list below the absences. Personio's present documents no longer ask for the header `Beta`; where
 * the list is not found without it, it is sent.
 */
export function listAbsenceData<T>(
	api: Api,
	path: string,
	record: z.ZodType<T>,
	asked: { query: IDataObject; what: string },
): AsyncGenerator<T> {
	const options = { ...asked, needs: ABSENCES_SCOPE };
	return orIfRefused(
		listByCursor(api, path, record, options),
		(error) => isStatus(error, 404),
		() => listByCursor(api, path, record, { ...options, headers: BETA }),
	);
}

/** What absences can be asked for by. */
export interface AbsenceFilter {
	readonly personId?: string;
	readonly typeIds?: readonly string[];
	/** `YYYY-MM-DD`, inclusive: absences that overlap the period. */
	readonly from?: string;
	readonly to?: string;
	/** ISO 8601 UTC. */
	readonly updatedSince?: string;
}

const PAGE_SIZE = 100;

/**
 * Absences, long-term leaves among them. https://developer.personio.de/reference/get_v2-absence-periods
 * Whether date-times may carry a zone is told both ways: they do, and do not where that is refused.
 */
export function listAbsences(api: Api, filter: AbsenceFilter): AsyncGenerator<Absence> {
	const { personId, typeIds = [], updatedSince } = filter;
	const list = (query: IDataObject): AsyncGenerator<Absence> =>
		listAbsenceData(api, '/v2/absence-periods', absenceSchema, {
			query,
			what: 'a list of absences',
		});
	const dates = datesOf(filter);
	const query = {
		limit: PAGE_SIZE,
		...(personId === undefined ? {} : { 'person.id': personId }),
		...(typeIds.length === 0 ? {} : { 'absence_type.id': typeIds.join(',') }),
	};
	const found =
		Object.keys(dates).length === 0
			? list(query)
			: orIfRefused(
					list({ ...query, ...dates }),
					(error) => isStatus(error, 400),
					() => list({ ...query, ...withoutZone(dates) }),
				);
	// It is not documented whether later pages keep to the filter: a leave of someone else must not
	// come for this person's.
	return where(
		found,
		(absence) =>
			(personId === undefined || absence.person?.id === personId) &&
			(typeIds.length === 0 || typeIds.includes(absence.absence_type?.id ?? '')) &&
			overlaps(absence, filter) &&
			(updatedSince === undefined ||
				(instantOf(absence.updated_at) ?? updatedSince) >= updatedSince),
	);
}

function overlaps(absence: Absence, { from, to }: AbsenceFilter): boolean {
	const firstDay = dayOf(absence.starts_from?.date_time);
	const lastDay = lastDayOf(absence);
	return (
		(from === undefined || lastDay === null || lastDay >= from) &&
		(to === undefined || firstDay === null || firstDay <= to)
	);
}

function datesOf({ from, to, updatedSince }: AbsenceFilter): Record<string, string> {
	return {
		// The end is told as the midnight after the last day.
		...(from === undefined ? {} : { 'ends_at.date_time.gte': `${from}T00:00:01Z` }),
		...(to === undefined ? {} : { 'starts_from.date_time.lte': `${to}T23:59:59Z` }),
		...(updatedSince === undefined
			? {}
			: {
					'updated_at.gte':
						DateTime.fromISO(updatedSince, { zone: 'utc' }).toISO({
							suppressMilliseconds: true,
						}) ?? updatedSince,
				}),
	};
}

function withoutZone(dates: Record<string, string>): Record<string, string> {
	return Object.fromEntries(
		Object.entries(dates).map(([name, value]) => [name, value.replace(/Z$/, '')]),
	);
}
