/** The parts of the invented company that never change. */

export interface OrgUnit {
	id: string;
	type: 'department' | 'team';
	name: string;
	abbreviation: string;
	description: string | null;
	parent_id: string | null;
	resource_uri: string;
	create_time: string;
}

export const DEPARTMENTS: readonly OrgUnit[] = [
	orgUnit('department', '401', 'Engineering', null),
	orgUnit('department', '402', 'Sales', null),
	orgUnit('department', '403', 'People & Culture', null),
];

/** Each department has one team, at the same place of this list. */
export const TEAMS: readonly OrgUnit[] = [
	orgUnit('team', '4501', 'Platform', '401'),
	orgUnit('team', '4502', 'Key Accounts', '402'),
	orgUnit('team', '4503', 'Payroll', '403'),
];

function orgUnit(
	type: OrgUnit['type'],
	id: string,
	name: string,
	parentId: string | null,
): OrgUnit {
	return {
		id,
		type,
		name,
		abbreviation: name.slice(0, 3).toUpperCase(),
		description: null,
		parent_id: parentId,
		resource_uri: `/v2/org-units/${id}?type=${type}`,
		create_time: '2019-01-07T09:00:00Z',
	};
}

export const LEGAL_ENTITIES = [
	{ id: '170', name: 'Acme GmbH', country: 'DE', status: 'ACTIVE', is_main: true },
	{ id: '171', name: 'Acme España S.L.', country: 'ES', status: 'ACTIVE', is_main: false },
];

export const WORKPLACES = [
	{ id: '60302', name: 'München', type: 'OFFICE' },
	{ id: '60303', name: 'Madrid', type: 'OFFICE' },
];

export const COST_CENTERS = [
	{ id: '9001', name: 'CC 100 Product' },
	{ id: '9002', name: 'CC 200 Market' },
	{ id: '9003', name: 'CC 300 Administration' },
];

export interface AbsenceType {
	id: string;
	name: string;
	/** The vendor's list of categories is not published; these are plausible. */
	category: string;
	unit: 'DAY' | 'HOUR';
}

export const ABSENCE_TYPES: readonly AbsenceType[] = [
	absenceType('01', 'Paid vacation', 'PAID_VACATION', 'DAY'),
	absenceType('02', 'Sick leave', 'SICK_LEAVE', 'DAY'),
	absenceType('03', 'Unpaid vacation', 'UNPAID_VACATION', 'DAY'),
	absenceType('04', 'Parental leave', 'PARENTAL_LEAVE', 'DAY'),
	absenceType('05', 'Overtime compensation', 'OVERTIME', 'HOUR'),
];

function absenceType(
	number: string,
	name: string,
	category: string,
	unit: AbsenceType['unit'],
): AbsenceType {
	return { id: `7ab5e9ce-1f00-4c0d-8b1e-0000000000${number}`, name, category, unit };
}
