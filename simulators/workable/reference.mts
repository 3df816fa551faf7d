/** The parts of the invented company that never change. */

export const DEPARTMENTS = [
	{ id: '4d3', name: 'Engineering', parent_id: null, sample: false },
	{ id: '4d4', name: 'Sales', parent_id: null, sample: false },
	{ id: '4d5', name: 'People & Culture', parent_id: null, sample: false },
	{ id: '4d6', name: 'Platform', parent_id: '4d3', sample: false },
];

export const LEGAL_ENTITIES = [
	legalEntity('6dd32255-668e-4d7a-9542-086fd65c41b0', 'Acme Inc.', 'America/New_York'),
	legalEntity('0b1f7a52-3c55-4a2e-8f0e-5a6a1c9c7d11', 'Acme Hellas', 'Europe/Athens'),
];

/** Nobody belongs to these unless a test says so. */
export const FURTHER_LEGAL_ENTITIES = [
	legalEntity('le-denver', 'Acme Denver', 'America/Denver'),
	legalEntity('le-auckland', 'Acme Aotearoa', 'Pacific/Auckland'),
	legalEntity('le-nowhere', 'Acme Nowhere', 'Eastern Time (US & Canada)'),
];

function legalEntity(id: string, name: string, timezone: string) {
	return {
		id,
		name,
		legal_name: name,
		type: 'entity',
		parent_id: null,
		display_name: name,
		sample: false,
		timezone,
		geofencing_settings: null,
	};
}

export const WORK_SCHEDULES = [
	workSchedule('66e8', 'Full-time', '8.00', '40.00', '17:00'),
	workSchedule('66e9', 'Part-time', '4.00', '20.00', '13:00'),
];

function workSchedule(id: string, name: string, perDay: string, perWeek: string, until: string) {
	const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'];
	return {
		id,
		name,
		status: 'active',
		work_days: days.map((day) => ({
			day_of_week: day,
			work_hours: perDay,
			break_duration: '01:00',
			work_intervals: [{ from_time: '09:00', to_time: until }],
			break_intervals: [],
		})),
		week_starts_on: 'monday',
		work_hours: perWeek,
		sample: false,
	};
}

/** The trailing blank of one name is as found in real accounts. */
export const CATEGORIES = [
	{ id: '2f1', name: 'Paid time off', type: 'paid', description: 'Annual leave' },
	{ id: '2f2', name: 'Sick leave', type: 'paid', description: null },
	{ id: '2f3', name: 'Unpaid leave ', type: 'unpaid', description: null },
	{ id: '2f4', name: 'Parental leave', type: 'paid', description: null },
];

export interface Member {
	id: string;
	name: string;
	email: string;
	role: string;
	hris_role: string;
	roles: string[];
	active: boolean;
}

/** An HR administrator, a recruiter without HR rights, and an administrator who has left. */
export const MEMBERS: readonly Member[] = [
	member('a11', 'Nikos Dimos', 'admin', 'hris_admin', ['workable.superadmin', 'hris.admin'], true),
	member('a12', 'Priya Raman', 'simple', 'hris_employee', ['recruiting.standard'], true),
	member('a13', 'Old Admin', 'admin', 'hris_admin', ['hris.admin'], false),
];

function member(
	id: string,
	name: string,
	role: string,
	hrisRole: string,
	roles: string[],
	active: boolean,
) {
	return {
		id,
		name,
		headline: null,
		email: `${name.toLowerCase().replaceAll(' ', '.')}@work.example`,
		role,
		type: 'member',
		hris_role: hrisRole,
		roles,
		active,
		collaboration_rules: [],
		hris_member_scope: null,
	};
}

/** A short excerpt of the field definitions: one of each kind a client has to tell apart. */
export const EMPLOYEE_FIELDS = [
	field('firstname', 'First name', 'text'),
	field('work_email', 'Work email', 'email'),
	field('start_date', 'Start date', 'date'),
	field('department', 'Department', 'department'),
	field('reports_to', 'Reports to', 'employee'),
	{
		...field('status', 'Status', 'dropdown'),
		choices: [
			{ id: 'status_active', label: 'Active', position: 0 },
			{ id: 'status_draft', label: 'Draft', position: 1 },
			{ id: 'status_inactive', label: 'Inactive', position: 2 },
		],
	},
	{
		...field('employment_group', 'Employment', 'composite'),
		keep_history: true,
		is_multiple: true,
		subfields: [
			field('employment_effective_date', 'Effective date', 'date'),
			field('employment_status', 'Employment type', 'dropdown'),
		],
	},
	{
		...field('salary_group', 'Compensation', 'composite'),
		keep_history: true,
		is_multiple: true,
		subfields: [field('salary_pay_rate', 'Pay rate', 'payRate')],
	},
];

function field(id: string, label: string, type: string) {
	return {
		id,
		label,
		hint: null,
		type,
		keep_history: false,
		is_multiple: false,
		editable_by: ['hris_admin'],
		viewable_by: ['hris_admin'],
		approvable_by: [],
	};
}
