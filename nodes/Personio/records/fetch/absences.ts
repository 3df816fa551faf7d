import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';

import type { Day, Instant } from '../../../shared/model/dates';
import { byInstant, dayOf, instantOf, isBefore, shiftDay } from '../../../shared/model/dates';
import type { Api } from '../../../shared/outbound/api';
import { asAskedFor } from '../../../shared/outbound/askedFor';
import { isStatus } from '../../../shared/outbound/failure';
import { orIfRefused } from '../../../shared/outbound/paging';
import { pathSegment } from '../../../shared/outbound/pathSegment';
import { isOneOf, matchingRecords } from '../../../shared/reading/matchingRecords';
import { parseAnswer } from '../../../shared/reading/parseAnswer';
import type { Absence } from '../absence';
import { absenceSchema, lastDayOf } from '../absence';
import { ABSENCES_SCOPE } from '../scopes';
import { listAbsenceData, BETA } from './absenceData';
import { pageOf } from './lists';

/** The filters for absences. */
export interface AbsenceFilter {
	readonly personId?: string;
	readonly typeIds?: readonly string[];
	/** Inclusive: absences that overlap the period. */
	readonly from?: Day;
	readonly to?: Day;
	readonly updatedSince?: Instant;
}

const PAGE_SIZE = 100;

/** The list of absences, in words. */
export const ABSENCES = 'a list of absences';

const pageOfAbsences = pageOf(absenceSchema);

/**
 * Lists absences, including long-term leaves.
 * https://developer.personio.de/reference/get_v2-absence-periods
 * The sources disagree on whether date-times may carry a zone. So they are sent with a zone, and
 * without one if Personio refuses that.
 */
export function listAbsences(api: Api, filter: AbsenceFilter): AsyncGenerator<Absence> {
	const { personId, typeIds = [], updatedSince } = filter;
	const list = (query: IDataObject): AsyncGenerator<Absence> =>
		listAbsenceData(api, '/v2/absence-periods', pageOfAbsences, {
			query,
			what: ABSENCES,
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
	// It is not documented whether later pages apply the filter. A leave of another person must not be
	// returned as one of this person. The type is only a detail: an absence without a type is kept,
	// because Personio was asked to filter by type.
	const people = personId === undefined ? undefined : [personId];
	const types = typeIds.length === 0 ? undefined : typeIds;
	return matchingRecords(
		found,
		{ unread: api.unread, what: ABSENCES },
		{
			person: ({ person }) => isOneOf(people, person?.id),
			absence_type: ({ absence_type: type }) => isOneOf(types, type?.id) ?? true,
			days: (absence) => overlaps(absence, filter),
			updated_at: ({ updated_at: at }) =>
				updatedSince === undefined || byInstant(instantOf(at) ?? updatedSince, updatedSince) >= 0,
		},
	);
}

function overlaps(absence: Absence, { from, to }: AbsenceFilter): boolean {
	const firstDay = dayOf(absence.starts_from?.date_time);
	const lastDay = lastDayOf(absence);
	return (
		(from === undefined || lastDay === null || !isBefore(lastDay, from)) &&
		(to === undefined || firstDay === null || !isBefore(to, firstDay))
	);
}

function datesOf({ from, to, updatedSince }: AbsenceFilter): Record<string, string> {
	// Days are compared as they are written, in whatever zone. So one more day is asked for at both
	// ends.
	return {
		// Personio writes the end as the midnight after the last day.
		...(from === undefined
			? {}
			: { 'ends_at.date_time.gte': `${shiftDay(from, -1) ?? from}T00:00:01Z` }),
		...(to === undefined
			? {}
			: { 'starts_from.date_time.lte': `${shiftDay(to, 1) ?? to}T23:59:59Z` }),
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

/**
 * One absence. https://developer.personio.de/reference/get_v2-absence-periods-id
 * @throws NodeApiError in plain words
 */
export async function readAbsence(api: Api, id: string): Promise<Absence> {
	const path = `/v2/absence-periods/${pathSegment(id)}`;
	const needs = ABSENCES_SCOPE;
	const answer = await api.get(path, { needs }).catch(async (error: unknown) => {
		// The absence does not exist, or its endpoint still requires the header for the beta.
		if (isStatus(error, 404)) return await api.get(path, { needs, headers: BETA });
		throw error;
	});
	const found = parseAnswer(absenceSchema, answer, api, 'an absence');
	return asAskedFor(api, found, found.id === id, 'an absence');
}
