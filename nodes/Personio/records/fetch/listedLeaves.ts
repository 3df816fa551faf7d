import { dayOf, instantOf } from '../../../shared/model/dates';
import type { Day } from '../../../shared/model/dates';
import { employee } from '../../../shared/model/employee';
import type { Api } from '../../../shared/outbound/api';
import { unexpectedAnswer } from '../../../shared/outbound/failure';
import { readWholeList } from '../../../shared/outbound/wholeList';
import type { RosterLeave } from '../../../shared/schedule/roster';
import type { Absence } from '../absence';
import { normaliseAbsence } from '../absence';
import { ABSENCES, listAbsences } from './absences';
import { readAbsenceTypes } from './absenceTypes';

/**
 * The absences of everybody that touch a period, whatever their status.
 * @param period first and last day, both inclusive
 * @throws NodeApiError also if one of the absences does not say whose it is or when it begins
 */
export async function listedLeaves(
	api: Api,
	period: { readonly from: Day; readonly to: Day },
): Promise<RosterLeave[]> {
	const absences = await readWholeList(api, ABSENCES, (noted) => listAbsences(noted, period));
	const { types } = await readAbsenceTypes(api);
	return absences.map((absence) => ({
		key: absence.id,
		employee: employee({ id: ownerOf(api, absence) }),
		leave: normaliseAbsence(absence, { types, breakdown: null }),
		changedAt: instantOf(absence.updated_at),
	}));
}

function ownerOf(api: Api, { person, starts_from: start }: Absence): string {
	if (person?.id != null && dayOf(start?.date_time) !== null) return person.id;
	const misfits = person?.id == null ? ['person.id'] : ['starts_from.date_time'];
	throw unexpectedAnswer(api.node, api.vendor, ABSENCES, { misfits, isForeign: false });
}
