import isUndefined from 'lodash/isUndefined';
import omit from 'lodash/omit';
import omitBy from 'lodash/omitBy';
import pick from 'lodash/pick';
import type { z } from 'zod/v4';

import type { Employee } from '../../shared/model/employee';
import { employee } from '../../shared/model/employee';
import type { Day } from '../../shared/model/dates';
import { dayOf, isBefore, timeZoneOf } from '../../shared/model/dates';
import { lookUp } from '../../shared/model/lookUp';
import {
	day,
	idInAnyForm,
	maybe,
	maybeId,
	orNull,
	several,
	text,
} from '../../shared/reading/fields';
import { withAgreeingFields, holdingAnyOf, record } from '../../shared/reading/record';
import type { Directory } from './directory';
import { calledBy, idIn, named, nameIn } from './named';
import { ROW } from './tables';

const DECIDES = {
	status: text,
	status_semantic_type: text,
	start_date: day,
};
const DETAIL = {
	firstname: text,
	lastname: text,
	preferred_name: text,
	employee_number: text,
	work_email: text,
	job_title: named,
	department: named,
	department_id: named,
	legal_entity: named,
	legal_entity_id: named,
	reports_to: named,
	manager_id: named,
	state: text,
	country: named,
	hire_date: day,
	employment_group: several(
		holdingAnyOf(
			[...Object.keys(ROW), 'value'],
			record({
				decides: {},
				detail: {
					...ROW,
					value: maybe(
						record({
							decides: {},
							detail: { employment_status: text, employment_expiry_date: day },
						}),
					),
				},
			}),
		),
	),
};

/**
 * The fields of an employee that `normaliseEmployee` reads. Workable has two spellings: one in
 * `GET /employees/{id}` and in webhooks (`department`, `reports_to`, `status`), and one in the list (`department_id`,
 * `manager_id`, `status_semantic_type`). The profile template and the rights of the token's member decide which fields
 * a record has.
 * https://workable.readme.io/reference/employeesid
 */
export const employeeRecordSchema = record({
	decides: { id: maybeId, ...DECIDES },
	detail: DETAIL,
});

/** An employee as {@link employeeRecordSchema} reads them. {@link inOneSpelling} gives each field one name. */
export type EmployeeRecord = z.infer<typeof employeeRecordSchema>;

/** Every person has at least one of these fields, even if the credential may see little. */
const OF_ANYBODY = [
	...[
		'id',
		'firstname',
		'lastname',
		'preferred_name',
		'employee_number',
		'work_email',
		'job_title',
	],
	...['status', 'status_semantic_type', 'start_date', 'hire_date'],
] as const;

/**
 * An employee that was read alone. Workable does not document whether the record repeats the id. So the record has to
 * have at least one field of a person.
 */
export const singleEmployeeSchema = withAgreeingFields(employeeRecordSchema, (found) =>
	OF_ANYBODY.some((name) => found[name] != null && found[name] !== ''),
);

/** An employee in a list. Only the record itself says whose it is, so it has to have an id. */
export const listedEmployeeSchema = record({
	decides: { id: idInAnyForm, ...DECIDES },
	detail: DETAIL,
});

/** An employee as {@link listedEmployeeSchema} reads them: there is always an id. */
export type ListedEmployee = z.infer<typeof listedEmployeeSchema>;

/** An employee in a delivery. The envelope says whose record it is. */
export const deliveredEmployeeSchema = record({
	decides: DECIDES,
	detail: { id: maybeId, ...DETAIL },
});

/** The changed fields of an employee. The first day is a detail here: it does not decide whether the person leaves. */
export const changedEmployeeSchema = record({
	decides: omit(DECIDES, 'start_date'),
	detail: { id: maybeId, ...DETAIL, ...pick(DECIDES, 'start_date') },
});

/** The fields whose name in the list differs from the name in the single record and in webhooks. */
const LIST_NAMES = {
	department_id: 'department',
	legal_entity_id: 'legal_entity',
	manager_id: 'reports_to',
	status_semantic_type: 'status',
} as const;

/** The name of a field in the single record. The name in the list is translated. */
export function oneNameOf(field: string): string {
	return lookUp(LIST_NAMES, field) ?? field;
}

/** Gives the fields of a record the names of the single record, in addition to the names of the list. */
export function inOneSpelling(record: EmployeeRecord): EmployeeRecord {
	const both = {
		department: record.department ?? record.department_id,
		legal_entity: record.legal_entity ?? record.legal_entity_id,
		reports_to: record.reports_to ?? record.manager_id,
		status: orNull(record.status) ?? record.status_semantic_type,
	};
	return { ...record, ...omitBy(both, isUndefined) };
}

const LEFT: Readonly<Record<string, boolean>> = {
	inactive: true,
	active: false,
	draft: false,
};

/**
 * Whether a status says that the person has left.
 * @returns null if the status is empty, or is a word that is not known here
 */
export function saysLeft(status: string | null | undefined): boolean | null {
	return lookUp(LEFT, bareStatus(status ?? '')) ?? null;
}

/** Whether a person is still a draft, which nobody has published. */
export function isDraft(record: EmployeeRecord): boolean {
	const status = statusIn(record);
	return status !== null && bareStatus(status) === 'draft';
}

/** The values as Workable sends them: it misspells "employment". The comparison is exact. */
const EMPLOYMENT_STATUSES: Readonly<Record<string, Pick<Employee, 'relationship' | 'schedule'>>> = {
	employement_type_full_time: { relationship: 'employee', schedule: 'full_time' },
	employement_type_part_time: { relationship: 'employee', schedule: 'part_time' },
	employement_type_contractor: { relationship: 'contractor', schedule: 'unknown' },
};

type Employment = NonNullable<EmployeeRecord['employment_group']>[number]['value'];

/** What else is known when a record is normalised. */
interface Surroundings {
	/** The names for the ids. If a name is missing, the id is used. */
	readonly directory: Directory;
	/** The record of the person's manager, if it was read. */
	readonly manager?: EmployeeRecord | null;
	/** Today in the company's time zone: a person who starts later is still pending. */
	readonly today: Day;
}

/** An employee in the shape that all vendors share. */
export function normaliseEmployee(
	record: EmployeeRecord,
	{ directory, manager = null, today }: Surroundings,
): Employee {
	const { department, legal_entity: entity, reports_to: reportsTo } = inOneSpelling(record);
	const entityId = idIn(entity);
	const startDate = dayOf(record.start_date);
	const statusRaw = statusIn(record);
	const employment = currentEmployment(record);
	const typeRaw = orNull(employment?.employment_status);
	return employee({
		id: orNull(record.id),
		employeeNumber: orNull(record.employee_number),
		displayName: nameOf(record),
		firstName: orNull(record.firstname),
		lastName: orNull(record.lastname),
		preferredName: orNull(record.preferred_name),
		workEmail: orNull(record.work_email),
		jobTitle: calledBy(record.job_title),
		department: calledBy(department, (id) => directory.departments.get(id)),
		departmentId: idIn(department),
		country: calledBy(record.country),
		legalEntity: calledBy(entity, (id) => directory.legalEntities.get(id)?.name),
		legalEntityId: entityId,
		timezone: timeZoneOf(directory.legalEntities.get(entityId ?? '')?.timezone),
		manager: {
			id: idIn(reportsTo),
			displayName: nameOf(manager) ?? (typeof reportsTo === 'string' ? null : nameIn(reportsTo)),
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

/** Workable's word for the status. The list has another one in `state`, which shows drafts. */
export function statusIn(record: EmployeeRecord): string | null {
	return orNull(inOneSpelling(record).status) ?? orNull(record.state);
}

/** Brings all spellings of a status into one form. Case, separators and a leading `status_` make no difference. */
export function bareStatus(raw: string): string {
	return raw
		.trim()
		.toLowerCase()
		.replace(/[\s_-]+/g, '_')
		.replace(/^status_/, '');
}

function statusOf(raw: string | null, startDate: Day | null, today: Day): Employee['status'] {
	switch (raw === null ? null : bareStatus(raw)) {
		case 'draft':
			return 'pending';
		case 'inactive':
			return 'inactive';
		case 'active':
			return startDate !== null && isBefore(today, startDate) ? 'pending' : 'active';
		default:
			return 'unknown';
	}
}

/** The current employment: the row that Workable marks as primary. Without a mark, it is the row if there is only one. */
function currentEmployment({ employment_group: rows }: EmployeeRecord): Employment {
	const [first, ...others] = rows ?? [];
	const primary = rows?.find(({ is_primary: isPrimary }) => isPrimary === true);
	return (primary ?? (others.length === 0 ? first : undefined))?.value;
}
