import omit from 'lodash/omit';
import { z } from 'zod/v4';

import { dayOf } from '../../shared/model/dates';
import { lookUp } from '../../shared/model/lookUp';
import { isOver } from '../../shared/model/phase';
import type { TableEntry } from '../../shared/model/tableEntry';
import type { Termination } from '../../shared/model/termination';
import { termination } from '../../shared/model/termination';
import { idField, orNull, words } from '../../shared/outbound/fields';
import { reference } from './fields';

/**
 * One contract of a person with the company, from its first to its last day. It holds how things
 * stand now, not how they came about.
 * https://developer.personio.de/reference/get_v2-persons-person-id-employments
 */
export const employmentSchema = z.looseObject({
	id: idField,
	status: words,
	type: words,
	position: z.looseObject({ title: words }).nullish(),
	weekly_working_hours: z.number().nullish(),
	full_time_weekly_working_hours: z.number().nullish(),
	employment_start_date: words,
	employment_end_date: words,
	probation_end_date: words,
	contract_end_date: words,
	created_at: words,
	updated_at: words,
	supervisor: reference,
	office: reference,
	legal_entity: reference,
	/** Former name of the legal entity. */
	sub_company: reference,
	org_units: z.array(z.looseObject({ type: words, id: idField })).nullish(),
	cost_centers: z.array(z.looseObject({ id: idField, weight: z.number().nullish() })).nullish(),
	person: reference,
	termination: z
		.looseObject({
			termination_date: words,
			/** The schema's name and that of all examples. */
			last_working_day: words,
			last_working_date: words,
			/** The day notice was given. */
			terminated_at: words,
			type: words,
		})
		.nullish(),
});
export type EmploymentRecord = z.infer<typeof employmentSchema>;

/** The name employments go by as rows of a table. */
export const EMPLOYMENT_TABLE = 'employment';

/** Termination by moving to another company of the group: the person stays. */
export const COMPANY_SWITCH = 'SUB_COMPANY_SWITCH';

const TERMINATION_TYPES: Readonly<Record<string, Termination['type']>> = {
	EMPLOYEE: 'voluntary',
	QUIT: 'voluntary',
	FIRED: 'involuntary',
	IRREVOCABLE_SUSPENSION: 'involuntary',
	CANCELLATION: 'other',
	COLLECTIVE_AGREEMENT: 'other',
	CONTRACT_EXPIRED: 'end_of_contract',
	AGREEMENT: 'mutual',
	SETTLEMENT_AGREEMENT: 'mutual',
	COURT_SETTLEMENT: 'mutual',
	RETIREMENT: 'retirement',
	DEATH: 'death',
	[COMPANY_SWITCH]: 'transfer',
};

/**
 * How and when an employment ends; empty where it does not.
 * The free text of the reason stays at Personio.
 */
export function terminationOf(employment: EmploymentRecord): Termination {
	const { termination: stated, employment_end_date: endDate } = employment;
	const type = orNull(stated?.type);
	return termination({
		date: dayOf(stated?.termination_date) ?? dayOf(endDate),
		lastWorkingDate: dayOf(stated?.last_working_day) ?? dayOf(stated?.last_working_date),
		noticeDate: dayOf(stated?.terminated_at),
		type: lookUp(TERMINATION_TYPES, type) ?? 'unknown',
		reasonRaw: type,
		gardenLeave: type === 'IRREVOCABLE_SUSPENSION' ? true : null,
	});
}

/**
 * Whether the API credential was granted nothing of the employment: it then shrinks to ids and
 * the status, and "no end" cannot be told from "not shown".
 */
export function isStub(employment: EmploymentRecord): boolean {
	return (
		employment.employment_start_date === undefined &&
		employment.employment_end_date === undefined &&
		employment.termination === undefined
	);
}

/** What to do about a {@link isStub stub}. */
export const STUB =
	'The API credential is not granted the attributes of employments, so it cannot be told whether the person has left. Grant it the start date, the end date and the termination in Personio.';

/** Whether an employment runs or is still to begin. */
export function isCurrentOrComing(employment: EmploymentRecord, today: string): boolean {
	const { date } = terminationOf(employment);
	return employment.status !== 'INACTIVE' && (date === null || !isOver(date, today));
}

/** Newest first by the first day; documented as the order they come in, and not relied upon. */
export function newestFirst(employments: readonly EmploymentRecord[]): EmploymentRecord[] {
	return [...employments].sort(
		(a, b) =>
			(dayOf(b.employment_start_date) ?? '').localeCompare(dayOf(a.employment_start_date) ?? '') ||
			(b.created_at ?? '').localeCompare(a.created_at ?? ''),
	);
}

/** An employment as a row of a table, without comments. */
export function employmentEntry(id: string, employment: EmploymentRecord | null): TableEntry {
	return {
		name: EMPLOYMENT_TABLE,
		entryId: id,
		effectiveDate: dayOf(employment?.employment_start_date),
		record: employment === null ? null : withoutComments(employment),
	};
}

/** The free text of the reason may say anything about anybody. */
function withoutComments(employment: EmploymentRecord): Record<string, unknown> {
	return omit(employment, ['_meta', 'termination.reason']);
}
