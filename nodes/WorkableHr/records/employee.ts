import { z } from 'zod/v4';

import type { Employee } from '../../shared/model/employee';
import { employee } from '../../shared/model/employee';
import { dayOf } from '../../shared/model/dates';
import { lookUp } from '../../shared/model/lookUp';
import { orNull } from '../../shared/outbound/fields';
import type { Directory } from './directory';
import { rowSchema } from './tables';

const words = z.string().nullish();

/**
 * The parts of an employee that the normalised shape is made of. Workable has two spellings:
 * `GET /employees/{id}` and webhooks (`department`, `reports_to`, `status`), and the list
 * (`department_id`, `manager_id`, `status_semantic_type`). Which fields are there depends on
 * the profile template and on the rights of the token's member.
 * https://workable.readme.io/reference/employeesid
 */
export const employeeRecordSchema = z.looseObject({
	id: words,
	firstname: words,
	lastname: words,
	preferred_name: words,
	employee_number: z.union([z.string(), z.number()]).nullish(),
	work_email: words,
	job_title: words,
	department: words,
	department_id: words,
	legal_entity: words,
	legal_entity_id: words,
	reports_to: words,
	manager_id: words,
	status: words,
	status_semantic_type: words,
	state: words,
	country: z.object({ display: words, value: words }).nullish(),
	start_date: words,
	hire_date: words,
	employment_group: z.array(rowSchema).nullish(),
});
export type EmployeeRecord = z.infer<typeof employeeRecordSchema>;

const employmentSchema = z.object({
	employment_status: words,
	employment_expiry_date: words,
});

/** Workable misspells the values, so they are matched by their ends. */
const EMPLOYMENT_STATUSES: Readonly<Record<string, Pick<Employee, 'relationship' | 'schedule'>>> = {
	employement_type_full_time: { relationship: 'employee', schedule: 'full_time' },
	employement_type_part_time: { relationship: 'employee', schedule: 'part_time' },
	employement_type_contractor: { relationship: 'contractor', schedule: 'unknown' },
};

/** What else is known when a record is normalised. */
interface Surroundings {
	/** Names for the ids; where a name is missing the id stands. */
	readonly directory: Directory;
	/** The record of the person's manager, where it was read. */
	readonly manager?: EmployeeRecord | null;
	/** `YYYY-MM-DD` in the company's time zone: who starts later is still pending. */
	readonly today: string;
}

/** An employee in the shape all vendors share. */
export function normaliseEmployee(
	record: EmployeeRecord,
	{ directory, manager = null, today }: Surroundings,
): Employee {
	const departmentId = record.department ?? record.department_id ?? null;
	const entityId = record.legal_entity ?? record.legal_entity_id ?? null;
	const entity = entityId === null ? undefined : directory.legalEntities.get(entityId);
	const startDate = dayOf(record.start_date);
	const statusRaw = orNull(record.status ?? record.status_semantic_type ?? record.state);
	const employment = currentEmployment(record);
	const typeRaw = orNull(employment?.employment_status);
	return employee({
		id: orNull(record.id),
		employeeNumber: record.employee_number == null ? null : orNull(String(record.employee_number)),
		displayName: nameOf(record),
		firstName: orNull(record.firstname),
		lastName: orNull(record.lastname),
		preferredName: orNull(record.preferred_name),
		workEmail: orNull(record.work_email),
		jobTitle: orNull(record.job_title),
		department: orNull(
			departmentId === null ? null : (directory.departments.get(departmentId) ?? departmentId),
		),
		country: orNull(record.country?.display ?? record.country?.value),
		legalEntity: orNull(entity?.name ?? entityId),
		timezone: orNull(entity?.timezone),
		manager: {
			id: orNull(record.reports_to ?? record.manager_id),
			displayName: nameOf(manager),
			workEmail: orNull(manager?.work_email),
		},
		status: statusOf(statusRaw, startDate, today),
		statusRaw,
		...lookUp(EMPLOYMENT_STATUSES, typeRaw),
		typeRaw,
		startDate,
		originalStartDate: dayOf(record.hire_date),
		contractEndDate: dayOf(employment?.employment_expiry_date),
	});
}

function nameOf(record: EmployeeRecord | null): string | null {
	return orNull([record?.firstname, record?.lastname].filter(Boolean).join(' '));
}

function statusOf(raw: string | null, startDate: string | null, today: string): Employee['status'] {
	switch (raw) {
		case 'status_draft':
		case 'draft':
			return 'pending';
		case 'status_inactive':
			return 'inactive';
		case 'status_active':
			return startDate !== null && startDate > today ? 'pending' : 'active';
		default:
			return 'unknown';
	}
}

function currentEmployment(record: EmployeeRecord): z.infer<typeof employmentSchema> | undefined {
	const rows = record.employment_group ?? [];
	const row = rows.find(({ is_primary: isPrimary }) => isPrimary === true) ?? rows[0];
	return employmentSchema.safeParse(row?.value).data;
}
