import { ascii, numbered, pick } from '../kit/invented.mts';
import {
	DEPARTMENTS,
	FURTHER_LEGAL_ENTITIES,
	LEGAL_ENTITIES,
	WORK_SCHEDULES,
} from './reference.mts';
import type { Switches } from './sometimes.mts';

/** A row of a field that may have several values or a history. */
export interface Row<T> {
	row_id: string;
	history_of: string | null;
	is_primary: boolean;
	value: T;
}

/** What `GET /employees/{id}` answers, apart from `direct_reports`, which is computed. */
export interface EmployeeRecord {
	id: string;
	firstname: string;
	lastname: string;
	preferred_name: string;
	employee_number: string;
	status: 'status_draft' | 'status_active' | 'status_inactive';
	country: { display: string; value: string };
	address: Record<string, unknown>;
	gender: string;
	birthdate: string;
	marital_status_group: { marital_status: string };
	phone_group: Array<Row<{ phone_type: string; phone: string }>>;
	/** Missing until the record is published. */
	work_email?: string;
	personal_email: Array<Row<string>>;
	chat_group: unknown[];
	social_group: unknown[];
	job_title: string;
	hire_date: string;
	start_date: string;
	legal_entity: string;
	department: string;
	/** Missing for the head of the company. */
	reports_to?: string;
	employment_group: Array<Row<Record<string, unknown>>>;
	work_schedule: string;
	salary_group: Array<Row<Record<string, unknown>>>;
	bank_details_group: { bank_name: string; account_holder: string; iban: string };
	social_insurance_number_group: Array<Row<{ social_insurance_number: string }>>;
	citizenship: unknown[];
	passport_group: unknown[];
	visa_group: unknown[];
	education_group: unknown[];
	work_experience_group: unknown[];
	skills: unknown[];
	language: unknown[];
	contact_group: Array<Row<{ contact_name: string; contact_phone: string }>>;
}

/** Changes to a record; custom fields have names of their own. */
export type EmployeeChanges = Partial<EmployeeRecord> & Record<string, unknown>;

export interface Person {
	/** Internal number, seen in `reporting_line` only. */
	number: number;
	state: 'draft' | 'published';
	record: EmployeeRecord;
}

export const FIRST_NAMES = [
	...['Zoë', 'Obediah', 'Ngozi', 'Lukas', 'Siobhán', 'Rahul', 'Marisol', 'Jean-Luc', 'Ebru'],
	...['Tomáš', 'Ingrid', 'Kwame', 'Yuki', 'Beatriz', 'Oskar', 'Leila', 'Finnegan'],
];
export const LAST_NAMES = [
	...['Núñez', "O'Halloran", 'Okafor', 'Weiß', 'Lindqvist', 'Banerjee', 'de la Cruz', 'Moreau'],
	...['Yıldız', 'Horák', 'Solberg', 'Mensah', 'Arai'],
];
const JOB_TITLES = [
	...['Software Engineer', 'Account Manager', 'Payroll Specialist', 'Product Designer'],
	...['Support Agent', 'Data Analyst'],
];
const TOWNS = [
	{ city: 'Boston', state: 'MA', country: 'United States', code: 'US', zip: '02118' },
	{ city: 'Nea Ionia', state: 'Attica', country: 'Greece', code: 'GR', zip: '142 31' },
	{ city: 'Leeds', state: 'England', country: 'United Kingdom', code: 'GB', zip: 'LS1 4AP' },
];
const REPORTS_PER_MANAGER = 8;

/** Person number `index` (from 0) of the invented company: always the same one. */
export function buildPerson(
	index: number,
	{ legalEntities }: Pick<Switches, 'legalEntities'>,
): Person {
	const entities = legalEntities === 'many' && index > 1 ? FURTHER_LEGAL_ENTITIES : LEGAL_ENTITIES;
	const firstname = pick(FIRST_NAMES, index);
	const lastname = pick(LAST_NAMES, index);
	const mailbox = `${ascii(firstname)}.${ascii(lastname)}.${index + 1}`;
	const town = pick(TOWNS, index);
	const startDate = `${2015 + (index % 10)}-0${1 + (index % 9)}-01T00:00:00.000Z`;
	const rows = rowMaker(index);
	const record: EmployeeRecord = {
		id: employeeId(index),
		firstname,
		lastname,
		preferred_name: firstname,
		employee_number: String(index + 1),
		status: 'status_active',
		country: { display: town.country, value: town.code },
		address: {
			id: `place-${index}`,
			city: town.city,
			label: 'Home',
			bounds: {
				northeast: `38.0450${index},23.7490${index}`,
				southwest: `38.0423${index},23.7463${index}`,
			},
			coords: `38.0437${index}, 23.7477${index}`,
			status: 'PARTIAL_SUCCESS',
			country: town.country,
			zip_code: town.zip,
			state_code: town.state,
			subregion: town.state,
			street_name: 'Invented Street',
			country_code: town.code,
			street_number: String(51 + index),
			location_string: `Invented Street ${51 + index}, ${town.city}, ${town.country}`,
		},
		gender: index % 2 === 0 ? 'gender_female' : 'gender_male',
		birthdate: `${1960 + (index % 40)}-0${1 + (index % 9)}-23T00:00:00.000Z`,
		marital_status_group: {
			marital_status: index % 2 === 0 ? 'marital_status_married' : 'marital_status_single',
		},
		phone_group: [
			rows({ phone_type: 'phone_type_mobile', phone: numbered('+1 617 555 01', index) }),
		],
		work_email: `${mailbox}@work.example`,
		personal_email: [rows(`${mailbox}@private.example`)],
		chat_group: [],
		social_group: [],
		job_title: index === 0 ? 'Chief Executive Officer' : pick(JOB_TITLES, index),
		hire_date: startDate,
		start_date: startDate,
		legal_entity: pick(entities, index).id,
		department: pick(DEPARTMENTS, index).id,
		...(index > 0 && { reports_to: employeeId(Math.floor((index - 1) / REPORTS_PER_MANAGER)) }),
		employment_group: [
			rows({
				employment_effective_date: startDate,
				employment_status:
					index % 5 === 4 ? 'employement_type_part_time' : 'employement_type_full_time',
			}),
		],
		work_schedule: pick(WORK_SCHEDULES, index).id,
		salary_group: [
			rows({
				salary_effective_date: startDate,
				salary_pay_type: 'salary_pay_type_salary',
				salary_pay_rate: { amount: 90007 + index * 100, currency: 'USD', frequency: 'year' },
				salary_pay_schedule: 'salary_pay_schedule_every_15_days',
				salary_overtime_status: 'salary_overtime_status_exempt',
				salary_justification: 'salary_justification_new_hire',
			}),
		],
		bank_details_group: {
			bank_name: 'Invented Savings Bank',
			account_holder: `${firstname} ${lastname}`,
			iban: numbered('XX00INVENTED', index),
		},
		social_insurance_number_group: [
			rows({ social_insurance_number: numbered('SIN-INVENTED-', index) }),
		],
		citizenship: [],
		passport_group: [],
		visa_group: [],
		education_group: [],
		work_experience_group: [],
		skills: [],
		language: [],
		contact_group: [
			rows({
				contact_name: `Relative of ${firstname}`,
				contact_phone: numbered('+1 617 556 01', index),
			}),
		],
	};
	return { number: 700000 + index, state: 'published', record };
}

/** The values of a record that no ordinary workflow should ever see, to search an output for. */
export function privateValues(record: EmployeeRecord): string[] {
	const isPrivate = [
		record.birthdate.slice(0, 10),
		record.address['location_string'],
		record.address['street_name'],
		record.address['coords'],
		record.bank_details_group.iban,
		record.bank_details_group.bank_name,
		...record.personal_email.map(({ value }) => value),
		...record.phone_group.map(({ value }) => value.phone),
		...record.social_insurance_number_group.map(({ value }) => value.social_insurance_number),
		...record.contact_group.flatMap(({ value }) => [value.contact_name, value.contact_phone]),
		...record.salary_group.map(({ value }) => amountOf(value)),
	];
	return isPrivate.map(String).filter((value) => value !== '' && value !== 'undefined');
}

/** The record as `GET /employees/{id}` answers it. */
export function singleRecord(person: Person, everybody: Iterable<Person>): Record<string, unknown> {
	const reports = [...everybody].filter(({ record }) => record.reports_to === person.record.id);
	return {
		...person.record,
		direct_reports: reports.map(({ record, state }) => ({
			id: record.id,
			name: `${record.firstname} ${record.lastname}`,
			job_title: record.job_title,
			avatar: avatarUrl(record.id),
			state,
		})),
	};
}

/** The same person as an item of `GET /employees`, where most keys have other names. */
export function listItem(
	{ record, state, number }: Person,
	byId: ReadonlyMap<string, Person>,
): Record<string, unknown> {
	return {
		id: record.id,
		firstname: record.firstname,
		lastname: record.lastname,
		email: record.personal_email[0]?.value ?? null,
		start_date: record.start_date,
		state,
		employee_number: record.employee_number,
		avatar: avatarUrl(record.id),
		phone: record.phone_group[0]?.value.phone ?? null,
		job_title: record.job_title,
		manager_id: record.reports_to ?? null,
		department_id: record.department,
		template_id: '5e1a',
		division_id: null,
		candidate_id: null,
		legal_entity_id: record.legal_entity,
		work_schedule_id: record.work_schedule,
		work_email: record.work_email ?? null,
		preferred_name: record.preferred_name,
		onboarding_member_id: null,
		sample: false,
		holiday_calendar_id: 4211,
		avatar_processed: true,
		status_semantic_type: record.status,
		reporting_line: reportingLine(record, byId, number),
		birthdate: record.birthdate,
	};
}

/** Internal numbers from the top of the company down to the person. */
function reportingLine(
	record: EmployeeRecord,
	byId: ReadonlyMap<string, Person>,
	number: number,
): number[] {
	const line = [number];
	const seen = new Set([record.id]);
	let manager = byId.get(record.reports_to ?? '');
	while (manager && !seen.has(manager.record.id)) {
		line.unshift(manager.number);
		seen.add(manager.record.id);
		manager = byId.get(manager.record.reports_to ?? '');
	}
	return line;
}

let avatarsSigned = 0;

/** Like the vendor's, the link is signed anew for every answer: it never compares equal. */
function avatarUrl(id: string): string {
	avatarsSigned += 1;
	return `https://files.example/avatars/${id}.jpg?Signature=${avatarsSigned.toString(16)}`;
}

function employeeId(index: number): string {
	return (0x19ff2f + index).toString(16);
}

function rowMaker(index: number) {
	let row = 0x3d00b1f + index * 16;
	return <T,>(value: T): Row<T> => {
		const id = (row++).toString(16);
		return { row_id: id, history_of: id, is_primary: true, value };
	};
}

function amountOf(salary: Record<string, unknown>): unknown {
	const rate = salary['salary_pay_rate'];
	return typeof rate === 'object' && rate !== null && 'amount' in rate ? rate.amount : '';
}
