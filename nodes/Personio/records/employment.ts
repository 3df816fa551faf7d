import type { z } from 'zod/v4';

import type { Day } from '../../shared/model/dates';
import { byDay, byInstant, dayOf, instantOf, isBefore } from '../../shared/model/dates';
import type { Employee } from '../../shared/model/employee';
import { lookUp } from '../../shared/model/lookUp';
import { isOver } from '../../shared/model/phase';
import type { TableEntry } from '../../shared/model/tableEntry';
import { onlyListedFields } from '../../shared/model/onlyListedFields';
import type { Termination } from '../../shared/model/termination';
import { termination } from '../../shared/model/termination';
import {
	amount,
	day,
	idField,
	maybe,
	maybeId,
	moment,
	orNull,
	several,
	text,
} from '../../shared/reading/fields';
import { holdingAnyOf, record } from '../../shared/reading/record';
import { owner, reference } from './reference';
import { saysEmployed, status } from './status';
import { word } from './word';

/** The type of a termination by a move to another company of the group: the person stays. */
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

/** Personio's types of employments, and the shared model's words for them. */
export const RELATIONSHIPS: Readonly<Record<string, Employee['relationship']>> = {
	INTERNAL: 'employee',
	EXTERNAL: 'contractor',
};

/** The types of organisational units for which the shared model has a field. */
const UNIT_TYPES: readonly string[] = ['department', 'team'];

/**
 * One contract of a person with the company, from its first to its last day. The record holds the
 * current state, not the history.
 * https://developer.personio.de/reference/get_v2-persons-person-id-employments
 */
export const employmentSchema = record({
	decides: {
		id: idField,
		status,
		employment_start_date: day,
		employment_end_date: day,
		person: owner,
		termination: maybe(
			record({
				decides: {
					termination_date: day,
					/** The name in Personio's schema and in all of its examples. */
					last_working_day: day,
					last_working_date: day,
					type: word(Object.keys(TERMINATION_TYPES)),
				},
				/** The day notice was given. */
				detail: { terminated_at: day },
			}),
		),
	},
	detail: {
		type: word(Object.keys(RELATIONSHIPS)),
		position: maybe(holdingAnyOf(['title'], record({ decides: {}, detail: { title: text } }))),
		weekly_working_hours: amount,
		full_time_weekly_working_hours: amount,
		probation_end_date: day,
		contract_end_date: day,
		created_at: moment,
		updated_at: moment,
		supervisor: reference,
		office: reference,
		legal_entity: reference,
		/** The former name of `legal_entity`. */
		sub_company: reference,
		org_units: several(
			holdingAnyOf(
				['id'],
				record({ decides: {}, detail: { type: word(UNIT_TYPES), id: maybeId } }),
			),
		),
		cost_centers: several(
			holdingAnyOf(['id'], record({ decides: {}, detail: { id: maybeId, weight: amount } })),
		),
	},
});

/** An employment as {@link employmentSchema} reads it. */
export type EmploymentRecord = z.infer<typeof employmentSchema>;

/** The name of the table that has employments as its rows. */
export const EMPLOYMENT_TABLE = 'employment';

/**
 * How and when an employment ends; empty if it does not end.
 * The free text of the reason is left out.
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
 * Whether the API credential was granted no attributes of the employment. Then the employment
 * contains only ids and the status, and "no end" looks the same as "not shown".
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
	'The API credential is not granted the attributes of employments, so it is not known whether the person has left. Grant it the start date, the end date and the termination in Personio.';

/**
 * Whether the status says that somebody is employed.
 * @returns null if it says neither: it is missing, `UNSPECIFIED`, or a word that is not known here
 */
export function isEmployed(employment: EmploymentRecord): boolean | null {
	return saysEmployed(employment.status);
}

/**
 * The reason for an event that depends on a status which is missing or not known.
 * @param undecided what cannot be decided, and which employment's status decides it
 */
export function statusUnknown(undecided: string): string {
	return `${undecided} is missing, or is a word that this node does not know (field: status). Look at the employments of the person in Personio.`;
}

/**
 * Whether an employment runs or is still to begin.
 * @returns null if this cannot be decided: the last day is not over, and the status is missing or
 *   not known
 */
export function isCurrentOrComing(employment: EmploymentRecord, today: Day): boolean | null {
	const { date } = terminationOf(employment);
	return date !== null && isOver(date, today) ? false : isEmployed(employment);
}

/**
 * Sorts employments by their first day, newest first. Personio documents this order for its lists,
 * but nothing here relies on it.
 */
export function newestFirst(employments: readonly EmploymentRecord[]): EmploymentRecord[] {
	return [...employments].sort(
		(a, b) =>
			byDay(dayOf(b.employment_start_date), dayOf(a.employment_start_date)) ||
			byInstant(instantOf(b.created_at), instantOf(a.created_at)),
	);
}

/**
 * The employment that describes a person on a day: the one that runs, else one that may run, else
 * the next one, else the last one. Personio's users disagree on whether its list contains future
 * employments.
 * @param today `YYYY-MM-DD` in the company's time zone
 * @returns null if the person has no employment
 */
export function employmentOn(
	employments: readonly EmploymentRecord[],
	today: Day,
): EmploymentRecord | null {
	const ordered = newestFirst(employments);
	const mayBeActive = (one: EmploymentRecord): boolean => isEmployed(one) !== false;
	const begun = ordered.filter((one) => hasBegun(one, today));
	const running = begun.filter((one) => isRunning(one, today));
	const coming = ordered.filter((one) => mayBeActive(one) && !begun.includes(one));
	return (
		running.find(isEmployed) ??
		running.find(mayBeActive) ??
		running[0] ??
		coming.at(-1) ??
		begun[0] ??
		ordered[0] ??
		null
	);
}

/** If the first day is missing, the status decides. */
function hasBegun(employment: EmploymentRecord, today: Day): boolean {
	const first = dayOf(employment.employment_start_date);
	return first === null ? employment.status !== 'ONBOARDING' : !isBefore(today, first);
}

/**
 * A person who loses access early is employed until the last day. If there is no last day, the
 * status decides.
 */
function isRunning(employment: EmploymentRecord, today: Day): boolean {
	const { date } = terminationOf(employment);
	return date === null ? isEmployed(employment) !== false : !isOver(date, today);
}

/** An employment as a row of a table, without free-text comments. */
export function employmentEntry(id: string, employment: EmploymentRecord | null): TableEntry {
	return {
		name: EMPLOYMENT_TABLE,
		entryId: id,
		effectiveDate: dayOf(employment?.employment_start_date),
		record: employment === null ? null : onlyListedFields(employment, SHOWN_FIELDS),
	};
}

/**
 * The fields that may leave the node. The text of a reason is not among them, and neither is any
 * field that the API may add one day.
 */
const SHOWN_FIELDS = [
	...['id', 'status', 'type', 'position.id', 'position.title', 'job.id', 'job.name'],
	...['person', 'supervisor', 'office', 'legal_entity', 'sub_company'].map((one) => `${one}.id`),
	...['org_units.type', 'org_units.id', 'cost_centers.id', 'cost_centers.weight'],
	...['weekly_working_hours', 'full_time_weekly_working_hours'],
	...['employment_start_date', 'employment_end_date', 'probation_end_date', 'contract_end_date'],
	...['created_at', 'updated_at'],
	...['termination_date', 'last_working_day', 'last_working_date', 'terminated_at', 'type'].map(
		(field) => `termination.${field}`,
	),
];
