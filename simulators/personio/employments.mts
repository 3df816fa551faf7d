import { pick } from '../kit/invented.mts';
import { uuidOf } from './ids.mts';
import { personId } from './people.mts';
import { COST_CENTERS, DEPARTMENTS, LEGAL_ENTITIES, TEAMS, WORKPLACES } from './reference.mts';

export type EmploymentStatus = 'ACTIVE' | 'INACTIVE' | 'ONBOARDING' | 'LEAVE' | 'UNSPECIFIED';

/** `termination.type`, as the vendor lists it. */
export const TERMINATION_TYPES = [
	...['UNSPECIFIED', 'EMPLOYEE', 'FIRED', 'DEATH', 'CONTRACT_EXPIRED', 'AGREEMENT'],
	...['SUB_COMPANY_SWITCH', 'IRREVOCABLE_SUSPENSION', 'CANCELLATION', 'COLLECTIVE_AGREEMENT'],
	...['SETTLEMENT_AGREEMENT', 'RETIREMENT', 'COURT_SETTLEMENT', 'QUIT'],
] as const;

/** The vendor's schema says `last_working_day`, its examples say `last_working_date`. */
export interface Termination {
	termination_date: string;
	last_working_day?: string;
	last_working_date?: string;
	/** The day notice was given. */
	terminated_at: string;
	type: string;
	reason: string | null;
}

interface Reference {
	id: string;
}

/** What `GET /v2/persons/{person_id}/employments/{id}` answers who may see everything. */
export interface EmploymentRecord {
	id: string;
	status: EmploymentStatus;
	type: 'INTERNAL' | 'EXTERNAL' | 'UNSPECIFIED';
	position: { title: string };
	job: Reference;
	weekly_working_hours: number;
	full_time_weekly_working_hours: number;
	employment_start_date: string;
	employment_end_date: string | null;
	probation_end_date: string | null;
	contract_end_date: string | null;
	/** In whole seconds. */
	created_at: string;
	updated_at: string;
	/** Null for the head of the company. */
	supervisor: Reference | null;
	office: Reference | null;
	legal_entity: Reference | null;
	/** Deprecated by the vendor, still there. */
	sub_company: Reference | null;
	org_units: Array<{ type: 'team' | 'department'; id: string }>;
	cost_centers: Array<{ id: string; weight: number }>;
	person: Reference;
	termination: Termination | null;
}

/** Changes to an employment, under the vendor's names. */
export type EmploymentChanges = Partial<
	Omit<EmploymentRecord, 'id' | 'person' | 'created_at' | 'updated_at' | 'termination'>
>;

const TITLES = ['Software Engineer', 'Account Manager', 'Payroll Specialist', 'Support Agent'];
const REPORTS_PER_MANAGER = 8;
const FULL_TIME_HOURS = 40;
const PART_TIME_HOURS = 24;

/** The day person number `index` joined, long ago. */
export function startDayOf(index: number): string {
	return `${2015 + (index % 8)}-0${1 + (index % 9)}-01`;
}

/** Employment number `number` (from 0), of person number `index`. */
export function buildEmployment(
	{ number, index }: { number: number; index: number },
	startDay: string,
	at: string,
): EmploymentRecord {
	return {
		id: uuidOf('employment', number),
		status: 'ACTIVE',
		type: 'INTERNAL',
		position: { title: index === 0 ? 'Chief Executive Officer' : pick(TITLES, index) },
		job: { id: uuidOf('job', index % TITLES.length) },
		weekly_working_hours: index % 5 === 4 ? PART_TIME_HOURS : FULL_TIME_HOURS,
		full_time_weekly_working_hours: FULL_TIME_HOURS,
		employment_start_date: startDay,
		employment_end_date: null,
		probation_end_date: null,
		contract_end_date: null,
		created_at: at,
		updated_at: at,
		supervisor:
			index === 0 ? null : { id: personId(Math.floor((index - 1) / REPORTS_PER_MANAGER)) },
		office: { id: pick(WORKPLACES, index).id },
		legal_entity: { id: pick(LEGAL_ENTITIES, index).id },
		sub_company: { id: '47' },
		org_units: [
			{ type: 'team', id: pick(TEAMS, index).id },
			{ type: 'department', id: pick(DEPARTMENTS, index).id },
		],
		cost_centers: [{ id: pick(COST_CENTERS, index).id, weight: 100 }],
		person: { id: personId(index) },
		termination: null,
	};
}
