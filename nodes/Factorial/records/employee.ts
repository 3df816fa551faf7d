import { z } from 'zod/v4';

import type { Day } from '../../shared/model/dates';
import { byDay, dayOf, isBefore } from '../../shared/model/dates';
import type { Employee } from '../../shared/model/employee';
import { employee } from '../../shared/model/employee';
import { isOver } from '../../shared/model/phase';
import {
	day,
	trueOrFalse,
	idField,
	maybeId,
	moment,
	orNull,
	text,
	UNREADABLE,
} from '../../shared/reading/fields';
import { record, strippedRecord } from '../../shared/reading/record';
import type { ContractVersion } from './contract';
import { currentOf, oldestFirst } from './contract';
import type { Names } from './directory';
import { workEmailOf } from './workEmail';

/** The resource of people; `pathOf` makes the path. */
export const EMPLOYEES = 'employees/employees';

const DETAIL = {
	first_name: text,
	last_name: text,
	full_name: text,
	preferred_name: text,
	/** See {@link workEmailOf} for which of these is the work address. */
	email: text,
	login_email: text,
	communications_email: text,
	/** Only to recognise a private address that is also in another field. */
	personal_email: text,
	company_id: maybeId,
	company_identifier: text,
	legal_entity_id: maybeId,
	location_id: maybeId,
	manager_id: maybeId,
	termination_reason_type: text,
	active: trueOrFalse,
	created_at: moment,
	updated_at: moment,
};

/**
 * A person. Private fields (bank, national id, social security, birth, home) are not listed here, so
 * they are never read. They stay in the raw record.
 * https://apidoc.factorialhr.com/reference/get_employees-employees-id
 */
export const employeeSchema = strippedRecord({
	decides: { id: idField, terminated_on: day },
	detail: DETAIL,
});

/** A person as {@link employeeSchema} reads them. */
export type EmployeeRecord = z.infer<typeof employeeSchema>;

/**
 * A value that cannot be read is not the same as no value. The record that is read afterwards
 * decides whether it is a day of termination.
 */
const deliveredDay = z.preprocess(
	(value) => (value === UNREADABLE ? 'unreadable' : value),
	z.union([z.literal('unreadable'), day]),
);

/**
 * A person as a delivery shows them. No proof covers the delivery, so it only decides which person
 * it is about.
 */
export const deliveredEmployeeSchema = record({
	decides: { id: idField },
	detail: { ...DETAIL, terminated_on: deliveredDay.optional() },
});

/**
 * The private fields in Factorial's records. n8n never shows them, not even if the records are asked
 * for.
 */
const SENSITIVE = [
	...['bank_number', 'swift_bic', 'social_security_number', 'identifier', 'nationality'],
	...['birthday_on', 'personal_email', 'phone_number', 'contact_number'],
	...['address_line_1', 'address_line_2', 'salary_amount'],
	...['version_data', 'es_contract_observations'],
];

/** The paths in an item that n8n has to hide. https://docs.n8n.io: `sensitiveOutputFields` */
export function sensitiveFields(prefix: string): string[] {
	return SENSITIVE.map((field) => `${prefix}${field}`);
}

/** What is known about a person. Records that are null were not read. */
export interface PersonFile {
	readonly person: EmployeeRecord | null;
	readonly contracts: readonly ContractVersion[];
	readonly manager?: EmployeeRecord | null;
}

/**
 * An employee in the shape that all vendors share. Factorial has teams and no departments.
 * @param id the person's id, for the case that nothing else is known
 * @param names the names for the ids; if a name is missing, the id is used
 * @param today in the company's time zone
 */
export function normaliseEmployee(
	id: string | null,
	{ person, contracts, manager = null }: PersonFile,
	{ names, today }: { names: Names; today: Day },
): Employee {
	const contract = currentOf(contracts, today);
	const percentage = contract?.working_time_percentage_in_cents ?? null;
	const starts = oldestFirst(contracts).flatMap((one) => dayOf(one.starts_on) ?? []);
	const startDate = dayOf(contract?.starts_on);
	return employee({
		id: person?.id ?? id,
		employeeNumber: orNull(person?.company_identifier),
		displayName: nameOf(person),
		firstName: orNull(person?.first_name),
		lastName: orNull(person?.last_name),
		preferredName: orNull(person?.preferred_name),
		workEmail: workEmailOf(person),
		jobTitle: orNull(contract?.job_title),
		team: teamOf(person?.id ?? id, names),
		location: named(names.locations, person?.location_id),
		locationId: person?.location_id ?? null,
		country: orNull(contract?.country),
		legalEntity: named(names.legalEntities, person?.legal_entity_id),
		legalEntityId: person?.legal_entity_id ?? null,
		manager: {
			id: person?.manager_id ?? null,
			displayName: nameOf(manager),
			workEmail: workEmailOf(manager),
		},
		status: statusOf(person, startDate, today),
		schedule: percentage === null ? 'unknown' : percentage < FULL_TIME ? 'part_time' : 'full_time',
		startDate,
		originalStartDate: [...starts].sort(byDay)[0] ?? null,
		probationEndDate:
			contract?.has_trial_period === false ? null : dayOf(contract?.trial_period_ends_on),
		contractEndDate: dayOf(contract?.ends_on),
		terminationDate: dayOf(person?.terminated_on),
	});
}

/** A hundred per cent, in hundredths. */
const FULL_TIME = 10_000;

function nameOf(person: EmployeeRecord | null): string | null {
	const full = [person?.first_name, person?.last_name].filter(Boolean).join(' ');
	return orNull(person?.full_name) ?? orNull(full);
}

function named(names: ReadonlyMap<string, string>, id: string | null | undefined): string | null {
	return id == null ? null : (names.get(id) ?? id);
}

/** The first of the person's teams, in the order of Factorial's list. */
function teamOf(personId: string | null, { teams }: Names): string | null {
	return teams.find(({ employeeIds }) => employeeIds.includes(personId ?? ''))?.name ?? null;
}

/** A person whose last day is today still belongs to the company. */
function statusOf(
	person: EmployeeRecord | null,
	startDate: Day | null,
	today: Day,
): Employee['status'] {
	if (person === null) return 'unknown';
	const end = dayOf(person.terminated_on);
	if (end !== null && isOver(end, today)) return 'terminated';
	if (startDate !== null && isBefore(today, startDate)) return 'pending';
	if (person.active === false) return 'inactive';
	return person.active === true ? 'active' : 'unknown';
}
