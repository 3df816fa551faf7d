import { someOf } from '../actions/choices';
import type { Field } from '../actions/field';
import { field } from '../actions/field';
import { yesOrNo } from '../actions/kind';
import { namesOrIds } from '../actions/lists';
import type { Employee } from '../model/employee';
import type { LeaveCategory } from '../model/leave';

const EMPLOYMENT_KINDS = [
	{ name: 'Apprentice', value: 'apprentice' },
	{ name: 'Contractor', value: 'contractor' },
	{ name: 'Employee', value: 'employee' },
	{ name: 'Freelancer', value: 'freelancer' },
	{ name: 'Intern', value: 'intern' },
	{ name: 'Temporary', value: 'temporary' },
	{ name: 'Volunteer', value: 'volunteer' },
	{ name: 'Working Student', value: 'working_student' },
] as const satisfies ReadonlyArray<{ name: string; value: Employee['relationship'] }>;

/** One of the kinds of employment that a user can choose. */
export type EmploymentKind = (typeof EMPLOYMENT_KINDS)[number]['value'];

const LEAVE_CATEGORIES = [
	{ name: 'Bereavement', value: 'bereavement' },
	{ name: 'Disability', value: 'disability' },
	{ name: 'Jury Duty', value: 'jury_duty' },
	{ name: 'Parental', value: 'parental' },
	{ name: 'Personal', value: 'personal' },
	{ name: 'Public Holiday', value: 'public_holiday' },
	{ name: 'Remote Work', value: 'remote_work' },
	{ name: 'Sabbatical', value: 'sabbatical' },
	{ name: 'Sick', value: 'sick' },
	{ name: 'Time in Lieu', value: 'time_in_lieu' },
	{ name: 'Training', value: 'training' },
	{ name: 'Unpaid', value: 'unpaid' },
	{ name: 'Vacation', value: 'vacation' },
	{ name: 'Volunteering', value: 'volunteering' },
] as const satisfies ReadonlyArray<{ name: string; value: LeaveCategory }>;

/** @param of what a person belongs to, such as `departments` */
function place<const Name extends string>(
	{ displayName, name, of }: { displayName: string; name: Name; of: string },
	loadOptionsMethod = '',
): Field<string[], Name> {
	return field(
		{
			displayName,
			name,
			type: 'multiOptions',
			typeOptions: { loadOptionsMethod },
			default: [],
			description: `Only events of people in one of these ${of}. Choose from the list, or specify names or IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>: a list, or a text with commas.`,
		},
		namesOrIds,
	);
}

/** @param load the method that fills the drop-down; without it, the field can only be read */
export const departments = (load?: string): Field<string[], 'departments'> =>
	place({ displayName: 'Department Names or IDs', name: 'departments', of: 'departments' }, load);

/** See {@link departments}. */
export const locations = (load?: string): Field<string[], 'locations'> =>
	place({ displayName: 'Location Names or IDs', name: 'locations', of: 'locations' }, load);

/** See {@link departments}. */
export const legalEntities = (load?: string): Field<string[], 'legalEntities'> =>
	place(
		{ displayName: 'Legal Entity Names or IDs', name: 'legalEntities', of: 'legal entities' },
		load,
	);

/** @param offered the kinds that the vendor's records may show */
export function employmentKinds(
	offered: readonly EmploymentKind[] = EMPLOYMENT_KINDS.map(({ value }) => value),
): Field<EmploymentKind[], 'employmentKinds'> {
	return field(
		{
			displayName: 'Kinds of Employment',
			name: 'employmentKinds',
			type: 'multiOptions',
			options: EMPLOYMENT_KINDS.filter(({ value }) => offered.includes(value)),
			default: [],
			description: 'Only events of people who are employed in one of these ways',
		},
		someOf(EMPLOYMENT_KINDS),
	);
}

/** The filter by the kind of a leave. */
export const leaveCategories = field(
	{
		displayName: 'Leave Categories',
		name: 'leaveCategories',
		type: 'multiOptions',
		options: [...LEAVE_CATEGORIES],
		default: [],
		description: 'Of leave events, only those of these kinds. Other events are not affected.',
	},
	someOf(LEAVE_CATEGORIES),
);

/**
 * What happens if something is not known.
 * @param whenUnknown when that is so, in words
 */
export const passIfUnknown = (whenUnknown = ''): Field<boolean, 'passIfUnknown'> =>
	field(
		{
			displayName: 'Pass If Unknown',
			name: 'passIfUnknown',
			type: 'boolean',
			default: true,
			description: `Whether an event passes if it is not known whether it meets the filters, because ${whenUnknown}`,
		},
		yesOrNo,
	);
