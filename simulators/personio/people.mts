import { ascii, numbered, pick } from '../kit/invented.mts';

/** One of the account's own fields. Personal data is found nowhere else. */
export interface CustomAttribute {
	id: string;
	/** The vendor's schema has these in upper case, its answers in lower case. */
	type: 'string' | 'int' | 'double' | 'date' | 'boolean' | 'string_list';
	/** Only what the vendor knows by itself has one. */
	global_id?: string;
	/** Often missing. */
	label?: string;
	value: CustomValue;
}

export type CustomValue = string | number | boolean | string[] | null;

/** A person as stored; `status` and `employments` are computed for every answer. */
export interface StoredPerson {
	id: string;
	email: string;
	first_name: string;
	last_name: string;
	preferred_name: string;
	gender: 'UNSPECIFIED' | 'MALE' | 'FEMALE' | 'DIVERSE';
	profile_picture: { url: string };
	custom_attributes: CustomAttribute[];
	/** In whole seconds. */
	created_at: string;
	updated_at: string;
}

/** What `GET /v2/persons/{id}` answers who may see everything, apart from `_meta`. */
export interface PersonRecord extends StoredPerson {
	status: 'ACTIVE' | 'INACTIVE';
	/** Newest first. */
	employments: Array<{ id: string }>;
}

/** Changes to a person. Custom attributes are named by `id` or `global_id`. */
export interface PersonChanges {
	email?: string;
	first_name?: string;
	last_name?: string;
	preferred_name?: string;
	gender?: StoredPerson['gender'];
	/** Causes an event like the others, but is in no answer. */
	language_code?: string;
	custom_attributes?: Record<string, CustomValue>;
}

export const FIRST_NAMES = [
	...['Zoë', 'Obediah', 'Ngozi', 'Lukas', 'Siobhán', 'Rahul', 'Marisol', 'Jean-Luc', 'Ebru'],
	...['Tomáš', 'Ingrid', 'Kwame', 'Yuki', 'Beatriz', 'Oskar', 'Leila', 'Finnegan'],
];
export const LAST_NAMES = [
	...['Núñez', "O'Halloran", 'Okafor', 'Weiß', 'Lindqvist', 'Banerjee', 'de la Cruz', 'Moreau'],
	...['Yıldız', 'Horák', 'Solberg', 'Mensah', 'Arai'],
];
const GENDERS = ['FEMALE', 'MALE', 'DIVERSE', 'UNSPECIFIED'] as const;
const SHIRT_SIZES = ['S', 'M', 'L'];
const FIRST_ID = 3003;

/** Person number `index` (from 0) of the invented company: always the same one. */
export function buildPerson(index: number, at: string): StoredPerson {
	const id = personId(index);
	const firstName = pick(FIRST_NAMES, index);
	const lastName = pick(LAST_NAMES, index);
	const mailbox = `${ascii(firstName)}.${ascii(lastName)}.${index + 1}`;
	return {
		id,
		email: `${mailbox}@work.example`,
		first_name: firstName,
		last_name: lastName,
		preferred_name: firstName,
		gender: pick(GENDERS, index),
		profile_picture: {
			url: `https://api.personio.de/v1/company/employees/${id}/profile-picture`,
		},
		custom_attributes: [
			{ id: 'dynamic_305', type: 'string', value: pick(SHIRT_SIZES, index) },
			{ id: 'dynamic_306', type: 'string_list', label: 'Languages', value: ['German', 'English'] },
			{ id: 'dynamic_307', type: 'boolean', value: index % 2 === 0 },
			{
				id: 'dynamic_308',
				type: 'string',
				global_id: 'personnel_number',
				value: numbered('P-', index),
			},
			...privateAttributes(index, mailbox, firstName),
		],
		created_at: at,
		updated_at: at,
	};
}

function privateAttributes(index: number, mailbox: string, firstName: string): CustomAttribute[] {
	const birthday = `${1960 + (index % 40)}-0${1 + (index % 9)}-23`;
	return [
		{ id: 'dynamic_401', type: 'date', global_id: 'date_of_birth', value: birthday },
		{ id: 'dynamic_402', type: 'string', value: `${mailbox}@private.example` },
		{ id: 'dynamic_403', type: 'string', value: numbered('+49 89 5550', index) },
		{
			id: 'dynamic_404',
			type: 'string',
			label: 'Home address',
			value: `Invented Street ${51 + index}, 80331 München`,
		},
		{
			id: 'dynamic_405',
			type: 'string',
			global_id: 'iban',
			value: numbered('XX00INVENTED', index),
		},
		{ id: 'dynamic_406', type: 'double', value: 90007 + index * 100 },
		{ id: 'dynamic_407', type: 'string', value: numbered('SIN-INVENTED-', index) },
		{ id: 'dynamic_408', type: 'string', label: 'Emergency', value: `Relative of ${firstName}` },
	];
}

/** Attributes no ordinary workflow should ever see the value of. */
const FIRST_PRIVATE = 'dynamic_401';
const LAST_PRIVATE = 'dynamic_408';

/** The values of those attributes of a person, to search an output for. */
export function privateValues(person: Pick<StoredPerson, 'custom_attributes'>): string[] {
	return person.custom_attributes
		.filter(({ id }) => id >= FIRST_PRIVATE && id <= LAST_PRIVATE)
		.flatMap(({ value }) => (Array.isArray(value) ? value : [String(value ?? '')]))
		.filter((value) => value !== '');
}

/** Lays changes over a person. */
export function changePerson(person: StoredPerson, changes: PersonChanges, at: string): void {
	const { custom_attributes: custom = {}, language_code: _neverRead, ...fields } = changes;
	Object.assign(person, fields, { updated_at: at });
	for (const [name, value] of Object.entries(custom)) {
		const known = person.custom_attributes.find(
			({ id, global_id }) => id === name || global_id === name,
		);
		if (known) known.value = value;
		else person.custom_attributes.push({ id: name, type: typeOf(value), value });
	}
}

function typeOf(value: CustomValue): CustomAttribute['type'] {
	if (Array.isArray(value)) return 'string_list';
	if (typeof value === 'boolean') return 'boolean';
	return typeof value === 'number' ? 'double' : 'string';
}

/** The id of person number `index`. */
export function personId(index: number): string {
	return String(FIRST_ID + index);
}
