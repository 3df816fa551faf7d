import { z } from 'zod/v4';

import { dayOf } from '../../shared/model/dates';
import type { Employee } from '../../shared/model/employee';
import { employee } from '../../shared/model/employee';
import { isOver } from '../../shared/model/phase';
import type { ContractVersion } from './contract';
import { currentOf, oldestFirst } from './contract';
import type { Names } from './directory';
import { flag, idField, maybeId, orNull, words } from '../../shared/outbound/fields';

/**
 * A person. What is private (bank, national id, social security, birth, home) is not named here
 * and so never read; it stays in the raw record.
 * https://apidoc.factorialhr.com/reference/get_employees-employees-id
 */
export const employeeSchema = z.looseObject({
	id: idField,
	first_name: words,
	last_name: words,
	full_name: words,
	preferred_name: words,
	/** The work address; private ones go by other names. */
	email: words,
	company_id: maybeId,
	company_identifier: words,
	legal_entity_id: maybeId,
	location_id: maybeId,
	manager_id: maybeId,
	is_terminating: flag,
	terminated_on: words,
	termination_reason_type: words,
	active: flag,
	created_at: words,
	updated_at: words,
});
export type EmployeeRecord = z.infer<typeof employeeSchema>;

/** What is known of a person; whatever is null was not read. */
export interface PersonFile {
	readonly person: EmployeeRecord | null;
	readonly contracts: readonly ContractVersion[];
	readonly manager?: EmployeeRecord | null;
}

/**
 * An employee in the shape all vendors share. Factorial has teams and no departments.
 * @param id the person's id, where nothing else may be known
 * @param names for the ids; where a name is missing the id stands
 * @param today `YYYY-MM-DD` in the company's time zone
 */
export function normaliseEmployee(
	id: string | null,
	{ person, contracts, manager = null }: PersonFile,
	{ names, today }: { names: Names; today: string },
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
		workEmail: orNull(person?.email),
		jobTitle: orNull(contract?.job_title),
		team: teamOf(person?.id ?? id, names),
		location: named(names.locations, person?.location_id),
		country: orNull(contract?.country),
		legalEntity: named(names.legalEntities, person?.legal_entity_id),
		manager: {
			id: person?.manager_id ?? null,
			displayName: nameOf(manager),
			workEmail: orNull(manager?.email),
		},
		status: statusOf(person, startDate, today),
		schedule: percentage === null ? 'unknown' : percentage < FULL_TIME ? 'part_time' : 'full_time',
		startDate,
		originalStartDate: [...starts].sort((a, b) => a.localeCompare(b))[0] ?? null,
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

/** The first of the person's teams, by the order Factorial lists them in. */
function teamOf(personId: string | null, { teams }: Names): string | null {
	return teams.find(({ employeeIds }) => employeeIds.includes(personId ?? ''))?.name ?? null;
}

/** Someone whose last day is today still belongs. */
function statusOf(
	person: EmployeeRecord | null,
	startDate: string | null,
	today: string,
): Employee['status'] {
	if (person === null) return 'unknown';
	const end = dayOf(person.terminated_on);
	if (end !== null && isOver(end, today)) return 'terminated';
	if (startDate !== null && startDate > today) return 'pending';
	if (person.active === false) return 'inactive';
	return person.active === true || end !== null ? 'active' : 'unknown';
}
