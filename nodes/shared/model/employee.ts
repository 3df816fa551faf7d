import { z } from 'zod/v4';

import { day, id, text, timeZone } from './fields';

/**
 * `pending`: the first day is still to come. `inactive`: the vendor calls the person inactive, which may
 * mean that the person has left.
 */
export const EMPLOYEE_STATUSES = [
	'pending',
	'active',
	'on_leave',
	'garden_leave',
	'inactive',
	'terminated',
	'unknown',
] as const;

/** Kinds of employment. `unknown`: the vendor names none, or its word is not known here. */
export const RELATIONSHIPS = [
	'employee',
	'contractor',
	'freelancer',
	'intern',
	'apprentice',
	'working_student',
	'temporary',
	'volunteer',
	'other',
	'unknown',
] as const;

/** How much of a full working week a person works. `unknown`: the vendor does not say. */
export const SCHEDULES = ['full_time', 'part_time', 'hourly', 'unknown'] as const;

/**
 * A person, in the same shape for every vendor. This is an allow-list on purpose: bank, pay, national
 * id, birth, health, address, private contact and photo are never part of it.
 */
export const employeeSchema = z.strictObject({
	id: id.describe("The vendor's id of the person"),
	employeeNumber: text.describe('The number the company gave the person'),
	displayName: text.describe('Name as it is shown'),
	firstName: text.describe('First name'),
	lastName: text.describe('Last name'),
	preferredName: text.describe('Name the person prefers'),
	workEmail: text.describe('Work e-mail address; never a private one'),
	jobTitle: text.describe('Job title'),
	department: text.describe('Department: its name, or its id if the name cannot be read'),
	team: text.describe('Team'),
	location: text.describe('Site or office: its name, or its id if the name cannot be read'),
	country: text.describe('Country of work'),
	legalEntity: text.describe('Legal entity: its name, or its id if the name cannot be read'),
	costCenter: text.describe('Cost centre'),
	timezone: timeZone.describe('Time zone of the person, such as `Europe/Berlin`'),
	manager: z
		.strictObject({
			id: id.describe("The vendor's id of the manager"),
			displayName: text.describe('Name of the manager'),
			workEmail: text.describe('Work e-mail address of the manager'),
		})
		.describe('The manager'),
	status: z.enum(EMPLOYEE_STATUSES).describe('Status of the person'),
	statusRaw: text.describe("The vendor's word for the status"),
	relationship: z.enum(RELATIONSHIPS).describe('Kind of employment'),
	schedule: z.enum(SCHEDULES).describe('Full or part time'),
	typeRaw: text.describe("The vendor's word for the kind of employment"),
	startDate: day.describe('First day of the current employment'),
	originalStartDate: day.describe('First day of the first employment'),
	probationEndDate: day.describe('Last day of the probation'),
	contractEndDate: day.describe('Last day of a fixed-term contract'),
	terminationDate: day.describe('Last day of employment'),
	departmentId: id.describe("The vendor's id of the department"),
	locationId: id.describe("The vendor's id of the site or office"),
	legalEntityId: id.describe("The vendor's id of the legal entity"),
	url: text.describe("The person's page in the vendor's product"),
});

/**
 * A person as {@link employeeSchema} describes them. Every key is there; null means that the vendor does not
 * say.
 */
export type Employee = z.infer<typeof employeeSchema>;

/**
 * Makes an employee of whom only some fields are known.
 * @param known what the vendor says; every other field is null or `unknown`
 */
export function employee(known: Partial<Employee> = {}): Employee {
	return {
		id: null,
		employeeNumber: null,
		displayName: null,
		firstName: null,
		lastName: null,
		preferredName: null,
		workEmail: null,
		jobTitle: null,
		department: null,
		team: null,
		location: null,
		country: null,
		legalEntity: null,
		costCenter: null,
		timezone: null,
		manager: { id: null, displayName: null, workEmail: null },
		status: 'unknown',
		statusRaw: null,
		relationship: 'unknown',
		schedule: 'unknown',
		typeRaw: null,
		startDate: null,
		originalStartDate: null,
		probationEndDate: null,
		contractEndDate: null,
		terminationDate: null,
		departmentId: null,
		locationId: null,
		legalEntityId: null,
		url: null,
		...known,
	};
}
