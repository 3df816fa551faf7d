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

/** How a vendor offers the departments, the locations or the legal entities. */
export interface OfferedPlaces {
	/** The method that fills the drop-down. */
	readonly load: string;
	/** What is special about them at the vendor, as sentences. */
	readonly remark?: string;
}

/** @param of what a person belongs to, such as `departments` */
function place<const Name extends string>(
	{ displayName, name, of }: { displayName: string; name: Name; of: string },
	{ load, remark }: OfferedPlaces = { load: '' },
): Field<string[], Name> {
	const what = `Only events of people in one of these ${of}.`;
	return field(
		{
			displayName,
			name,
			type: 'multiOptions',
			typeOptions: { loadOptionsMethod: load },
			default: [],
			description: [what, remark, CHOOSE].filter(Boolean).join(' '),
		},
		namesOrIds,
	);
}

const CHOOSE =
	'Choose from the list, or specify names or IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>: a list, or a text with commas.';

/** @param offered where the drop-down comes from; without it, the field can only be read */
export const departments = (offered?: OfferedPlaces): Field<string[], 'departments'> =>
	place(
		{
			...{ displayName: 'Department Names or IDs', name: 'departments' },
			of: 'departments; those below them do not count',
		},
		offered,
	);

/** See {@link departments}. */
export const locations = (offered?: OfferedPlaces): Field<string[], 'locations'> =>
	place({ displayName: 'Location Names or IDs', name: 'locations', of: 'locations' }, offered);

/** See {@link departments}. */
export const legalEntities = (offered?: OfferedPlaces): Field<string[], 'legalEntities'> =>
	place(
		{ displayName: 'Legal Entity Names or IDs', name: 'legalEntities', of: 'legal entities' },
		offered,
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
			description:
				'Only events of people who are employed in one of these ways. A kind that is not understood is not known.',
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
		description:
			'Of leave events, only those of these kinds. Other events are not affected. The kind is recognised by the name of the leave type; a kind that is not recognised is not known.',
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
			description: `Whether an event passes if it is not known whether it meets the filters, because ${whenUnknown}. Many deletions tell nothing but an ID: switched off, they do not come.`,
		},
		yesOrNo,
	);
