/*
 * What the invented company has besides people.
 */

export interface LeaveType {
	id: string;
	company_id: string;
	name: string;
	identifier: string;
	color: string;
	active: boolean;
	payable: boolean;
	workable: boolean;
	approval_required: boolean;
}

export interface Location {
	id: string;
	company_id: string;
	name: string;
	country: string;
	timezone: string;
}

export interface LegalEntity {
	id: string;
	company_id: string;
	legal_name: string;
	/** Two letters, lower case. */
	country: string;
	currency: string;
	tin?: string;
	city?: string;
	state?: string;
	postal_code?: string;
	address_line_1?: string;
	address_line_2?: string;
}

export interface Team {
	id: string;
	company_id: string;
	name: string;
	description: string | null;
	avatar: string | null;
	employee_ids: string[];
	lead_ids: string[];
}

export interface Membership {
	id: string;
	company_id: string;
	employee_id: string;
	team_id: string;
	lead: boolean;
}

export const COMPANY_ID = '55';

export const LEAVE_TYPES: readonly LeaveType[] = [
	leaveType('901', 'Holidays', 'holidays', { payable: true, approval_required: true }),
	leaveType('902', 'Sick leave', 'sick_leave', { payable: true, approval_required: false }),
	leaveType('903', 'Maternity', 'maternity', { payable: true, approval_required: true }),
	leaveType('904', 'Unpaid leave', 'other', { payable: false, approval_required: true }),
];

export const LOCATIONS: readonly Location[] = [
	{
		id: '301',
		company_id: COMPANY_ID,
		name: 'Barcelona',
		country: 'es',
		timezone: 'Europe/Madrid',
	},
	{ id: '302', company_id: COMPANY_ID, name: 'Berlin', country: 'de', timezone: 'Europe/Berlin' },
];

export const LEGAL_ENTITIES: readonly LegalEntity[] = [
	{
		id: '701',
		company_id: COMPANY_ID,
		legal_name: 'Acme Iberia SL',
		country: 'es',
		currency: 'EUR',
		city: 'Barcelona',
	},
];

/** The teams at the start; people join and leave. */
export function foundTeams(): Team[] {
	return [
		{ id: '501', name: 'Support' },
		{ id: '502', name: 'Platform' },
	].map((team) => ({
		...team,
		company_id: COMPANY_ID,
		description: null,
		avatar: null,
		employee_ids: [],
		lead_ids: [],
	}));
}

function leaveType(
	id: string,
	name: string,
	identifier: string,
	rules: Pick<LeaveType, 'payable' | 'approval_required'>,
): LeaveType {
	return {
		id,
		company_id: COMPANY_ID,
		name,
		identifier,
		color: '#4e4ec7',
		active: true,
		workable: false,
		...rules,
	};
}
