import type { Leave } from '../../shared/model/leave';
import type { Api } from '../../shared/outbound/api';
import { attempt, reasonsOf } from '../../shared/outbound/attempt';
import { isStatus } from '../../shared/outbound/failure';
import { parsed } from '../../shared/outbound/parsed';
import { segment } from '../../shared/outbound/segment';
import type { Absence } from './absence';
import { absenceSchema, normaliseAbsence } from './absence';
import { BETA } from './absenceLists';
import { readAbsenceTypes } from './absenceTypes';
import { readBreakdown } from './breakdowns';
import { ABSENCES_SCOPE } from './scopes';

/**
 * One absence. https://developer.personio.de/reference/get_v2-absence-periods-id
 * @throws NodeApiError in plain words
 */
export async function readAbsence(api: Api, id: string): Promise<Absence> {
	const path = `/v2/absence-periods/${segment(id)}`;
	const needs = ABSENCES_SCOPE;
	const answer = await api.get(path, { needs }).catch(async (error: unknown) => {
		// Not there, or only there for those who know that it was being tried out.
		if (isStatus(error, 404)) return await api.get(path, { needs, headers: BETA });
		throw error;
	});
	return parsed(absenceSchema, answer, api, 'an absence');
}

/**
 * An absence with the name of its type and, where asked for, its days. What cannot be read of
 * these is left out and said.
 */
export async function describeAbsence(
	api: Api,
	absence: Absence,
	{ fetchDetails, fetchLeaveDays }: { fetchDetails: boolean; fetchLeaveDays: boolean },
): Promise<{ leave: Leave; missing: string[] }> {
	const [{ types, missing }, breakdown] = await Promise.all([
		fetchDetails || fetchLeaveDays
			? readAbsenceTypes(api)
			: { types: new Map<string, never>(), missing: [] },
		fetchLeaveDays ? attempt(readBreakdown(api, absence.id)) : { value: null },
	]);
	return {
		leave: normaliseAbsence(absence, {
			types,
			breakdown: 'value' in breakdown ? breakdown.value : null,
		}),
		missing: [...missing, ...reasonsOf([breakdown])],
	};
}
