import type { Leave } from '../../shared/model/leave';
import type { Api } from '../../shared/outbound/api';
import { asAskedFor } from '../../shared/outbound/askedFor';
import { attempt, reasonsOf } from '../../shared/outbound/attempt';
import { isStatus } from '../../shared/outbound/failure';
import { parsed } from '../../shared/reading/parsed';
import { segment } from '../../shared/outbound/segment';
import type { Absence } from './absence';
import { absenceSchema, normaliseAbsence } from './absence';
import { BETA } from './absenceData';
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
		// The absence does not exist, or its endpoint still requires the header for the beta.
		if (isStatus(error, 404)) return await api.get(path, { needs, headers: BETA });
		throw error;
	});
	const found = parsed(absenceSchema, answer, api, 'an absence');
	return asAskedFor(api, found, found.id === id, 'an absence');
}

/**
 * An absence with the name of its type and, if requested, its days. A detail that cannot be read is
 * left out, and `missing` says why.
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
