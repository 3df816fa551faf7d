import type { Leave } from '../../../shared/model/leave';
import type { Api } from '../../../shared/outbound/api';
import { attemptOptionalRead, reasonsOf } from '../../../shared/outbound/attempt';
import type { Absence } from '../absence';
import { normaliseAbsence } from '../absence';
import { readAbsenceTypes } from './absenceTypes';
import { readBreakdown } from './breakdowns';

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
		fetchLeaveDays ? attemptOptionalRead(readBreakdown(api, absence.id)) : { value: null },
	]);
	return {
		leave: normaliseAbsence(absence, {
			types,
			breakdown: 'value' in breakdown ? breakdown.value : null,
		}),
		missing: [...missing, ...reasonsOf([breakdown])],
	};
}
