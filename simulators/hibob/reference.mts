/*
 * What the invented company has besides people.
 */

export const COMPANY_ID = 636192;
export const SANDBOX_COMPANY_ID = 990001;

/** The hosts that links in events point at. */
export const API_HOST = 'https://api.hibob.com';
export const SANDBOX_HOST = 'https://api.sandbox.hibob.com';

export interface ListItem {
	id: string;
	value: string;
	name: string;
	archived: boolean;
	children: ListItem[];
}

/** A list that fields and columns take their values from; its name is case-sensitive. */
export interface NamedList {
	name: string;
	items: ListItem[];
}

export interface CustomColumn {
	id: string;
	name: string;
	mandatory: boolean;
	type: string;
	typeData: { listId?: string };
}

export interface CustomTable {
	id: string;
	category: string;
	name: string;
	description: string | null;
	columns: CustomColumn[];
}

export interface PolicyType {
	name: string;
	activity: 'time_off' | 'work';
	unit: 'days' | 'hours';
	/** Of this type everything is approved at once. */
	autoApproved: boolean;
	visibility: 'Public' | 'Private';
	reasonCodes: ReadonlyArray<{ id: number; displayName: string }>;
}

/** The table in which every seeded person has a row. */
export const EQUIPMENT_TABLE = 'category_1716214820047__table_1716214839517';
export const EQUIPMENT_COLUMNS = {
	item: 'column_1716214839518',
	kind: 'column_1716214839519',
	serialNumber: 'column_1716214839520',
	handedOver: 'column_1716214839521',
} as const;
export const PETS_TABLE = 'root__table_1791380280851';
const PET_SPECIES = 'column_1791380280853';

/** The custom category and the custom field of people. */
export const CUSTOM_CATEGORY = 'category_1716214820047';
export const CUSTOM_FIELD = `custom.${CUSTOM_CATEGORY}.field_1716214840001`;

/** The lists at the start; story verbs put names on them that are not there yet. */
export function foundLists(): NamedList[] {
	return [
		list('department', ['Engineering', 'Support', 'People'], 251_101_001),
		list('site', ['Berlin', 'London', 'Tel Aviv'], 2_510_068),
		list('title', ['Engineer', 'Support Agent', 'HR Manager', 'Team Lead'], 261_314_340),
		list('payrollEmploymentType', ['Permanent', 'Temporary'], 271_000_001),
		list('employmentContract', ['Full time', 'Part time'], 281_000_001),
		list('workChangeType', ['New Employee', 'Promotion', 'Transfer', 'Other'], 291_000_001),
		list('lifecycleReasonType', ['Voluntary', 'Involuntary', 'End of Contract'], 301_000_001),
		list('terminationreason', ['Redundant', 'Resigned'], 311_000_001),
		list('pronouns', ['She / Her', 'He / Him', 'They / Them'], 321_000_001),
		list('tShirtSize', ['S', 'M', 'L'], 331_000_001),
		list(`${EQUIPMENT_TABLE}.${EQUIPMENT_COLUMNS.kind}`, ['Laptop', 'Phone'], 341_000_001),
		list(`${PETS_TABLE}.${PET_SPECIES}`, ['Dog', 'Goldfish'], 351_000_001),
	];
}

/** The custom tables at the start. */
export function foundCustomTables(): CustomTable[] {
	return [
		{
			id: EQUIPMENT_TABLE,
			category: CUSTOM_CATEGORY,
			name: 'Equipment',
			description: null,
			columns: [
				column(EQUIPMENT_COLUMNS.item, 'Item', 'text'),
				column(
					EQUIPMENT_COLUMNS.kind,
					'Kind',
					'list',
					`${EQUIPMENT_TABLE}.${EQUIPMENT_COLUMNS.kind}`,
				),
				column(EQUIPMENT_COLUMNS.serialNumber, 'Serial number', 'text'),
				column(EQUIPMENT_COLUMNS.handedOver, 'Handed over', 'date'),
			],
		},
		{
			id: PETS_TABLE,
			category: 'root',
			name: 'Pet ownership',
			description: null,
			columns: [
				column('column_1791380280852', 'Name', 'text'),
				column(PET_SPECIES, 'Species', 'list', `${PETS_TABLE}.${PET_SPECIES}`),
			],
		},
	];
}

const NO_REASONS: PolicyType['reasonCodes'] = [];

export const POLICY_TYPES: readonly PolicyType[] = [
	policyType('Holiday', 'days'),
	{
		...policyType('Sick leave', 'days'),
		autoApproved: true,
		visibility: 'Private',
		reasonCodes: [
			{ id: 3000, displayName: 'Illness' },
			{ id: 3001, displayName: 'Child is ill' },
		],
	},
	policyType('Parental leave', 'days'),
	{ ...policyType('Work from home (days)', 'days'), activity: 'work', autoApproved: true },
	{ ...policyType('Work from home (hours)', 'hours'), activity: 'work', autoApproved: true },
	policyType('Hourly leave', 'hours'),
];

/** The policies of each type. */
export function policiesOf(type: string): string[] {
	return ['Germany', 'United Kingdom'].map((country) => `${type} ${country}`);
}

function policyType(name: string, unit: PolicyType['unit']): PolicyType {
	return {
		name,
		activity: 'time_off',
		unit,
		autoApproved: false,
		visibility: 'Public',
		reasonCodes: NO_REASONS,
	};
}

function list(name: string, names: readonly string[], firstId: number): NamedList {
	return { name, items: names.map((text, index) => listItem(String(firstId + index), text)) };
}

/** An item of a list as the API has it. */
export function listItem(id: string, name: string): ListItem {
	return { id, value: name, name, archived: false, children: [] };
}

function column(id: string, name: string, type: string, listId?: string): CustomColumn {
	return { id, name, mandatory: false, type, typeData: listId === undefined ? {} : { listId } };
}
