import type { Day } from '../../shared/model/dates';
import { byDay, dayOf, isBefore } from '../../shared/model/dates';
import type { Employee } from '../../shared/model/employee';
import { employee } from '../../shared/model/employee';
import { lookUp } from '../../shared/model/lookUp';
import { isOver } from '../../shared/model/phase';
import { orNull } from '../../shared/reading/fields';
import type { Names } from './directory';
import type { EmploymentRecord } from './employment';
import { employmentOn, RELATIONSHIPS, terminationOf } from './employment';
import type { PersonRecord } from './person';

/** What is known about a person. Records that are null were not read. */
export interface PersonFile {
	readonly person: PersonRecord | null;
	readonly employments: readonly EmploymentRecord[];
	/** The employment that describes the person; by default the one that applies today. */
	readonly employment?: EmploymentRecord | null;
	readonly manager?: PersonRecord | null;
}

/**
 * An employee in the shape that all vendors share. Custom attributes are left out: they contain
 * private data, under ids that differ from company to company.
 * @param id the person's id, for the case that nothing else is known
 * @param names the names for the ids; if a name is missing, the id is used
 * @param today in the company's time zone
 */
export function normaliseEmployee(
	id: string | null,
	{ person, employments, employment: chosen, manager = null }: PersonFile,
	{ names, today }: { names: Names; today: Day },
): Employee {
	const employment = chosen ?? employmentOn(employments, today);
	const entityId = employment?.legal_entity?.id ?? employment?.sub_company?.id ?? null;
	const firstDays = employments
		.flatMap((one) => dayOf(one.employment_start_date) ?? [])
		.sort(byDay);
	return employee({
		id: person?.id ?? id,
		displayName: nameOf(person),
		firstName: orNull(person?.first_name),
		lastName: orNull(person?.last_name),
		preferredName: orNull(person?.preferred_name),
		workEmail: orNull(person?.email),
		jobTitle: orNull(employment?.position?.title),
		department: unitOf(employment, 'department', names),
		departmentId: unitIdOf(employment, 'department'),
		team: unitOf(employment, 'team', names),
		location: employment?.office?.id ?? null,
		locationId: employment?.office?.id ?? null,
		legalEntity: entityId === null ? null : (names.legalEntities.get(entityId) ?? entityId),
		legalEntityId: entityId,
		costCenter: costCenterOf(employment),
		manager: {
			id: employment?.supervisor?.id ?? null,
			displayName: nameOf(manager),
			workEmail: orNull(manager?.email),
		},
		...statusOf(person, employment, today),
		...kindOf(employment),
		startDate: dayOf(employment?.employment_start_date),
		originalStartDate: firstDays[0] ?? null,
		probationEndDate: dayOf(employment?.probation_end_date),
		contractEndDate: dayOf(employment?.contract_end_date),
		terminationDate: employment === null ? null : terminationOf(employment).date,
	});
}

function nameOf(person: PersonRecord | null): string | null {
	return orNull([person?.first_name, person?.last_name].filter(Boolean).join(' '));
}

function unitOf(
	employment: EmploymentRecord | null,
	type: 'department' | 'team',
	names: Names,
): string | null {
	const id = unitIdOf(employment, type);
	return id === null ? null : (names.orgUnits.get(id) ?? id);
}

function unitIdOf(employment: EmploymentRecord | null, type: 'department' | 'team'): string | null {
	return employment?.org_units?.find((one) => one.id != null && one.type === type)?.id ?? null;
}

/** The cost center with the largest weight. */
function costCenterOf(employment: EmploymentRecord | null): string | null {
	const [heaviest] = (employment?.cost_centers ?? [])
		.filter(({ id }) => id != null)
		.sort((a, b) => (b.weight ?? 0) - (a.weight ?? 0));
	return heaviest?.id ?? null;
}

function statusOf(
	person: PersonRecord | null,
	employment: EmploymentRecord | null,
	today: Day,
): Pick<Employee, 'status' | 'statusRaw'> {
	const statusRaw = orNull(employment?.status) ?? orNull(person?.status);
	const start = dayOf(employment?.employment_start_date);
	const end = employment === null ? null : terminationOf(employment).date;
	switch (statusRaw) {
		case 'ONBOARDING':
			return { status: 'pending', statusRaw };
		case 'ACTIVE':
			return { status: start !== null && isBefore(today, start) ? 'pending' : 'active', statusRaw };
		case 'LEAVE':
			return { status: 'on_leave', statusRaw };
		case 'INACTIVE':
			return { status: end !== null && isOver(end, today) ? 'terminated' : 'inactive', statusRaw };
		default:
			return { status: 'unknown', statusRaw };
	}
}

function kindOf(
	employment: EmploymentRecord | null,
): Pick<Employee, 'relationship' | 'schedule' | 'typeRaw'> {
	const typeRaw = orNull(employment?.type);
	const hours = employment?.weekly_working_hours ?? null;
	const fullTime = employment?.full_time_weekly_working_hours ?? null;
	return {
		relationship: lookUp(RELATIONSHIPS, typeRaw) ?? 'unknown',
		schedule:
			hours === null || fullTime === null || fullTime <= 0
				? 'unknown'
				: hours < fullTime
					? 'part_time'
					: 'full_time',
		typeRaw,
	};
}
