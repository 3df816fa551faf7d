import { COMPANY_ID } from './reference.mts';

/** A person as the API has it. */
export interface EmployeeRecord {
	id: string;
	access_id: string;
	first_name: string;
	last_name: string;
	full_name: string;
	preferred_name: string | null;
	birth_name: string | null;
	gender: string | null;
	pronouns: string | null;
	identifier: string | null;
	identifier_type: string | null;
	identifier_expiration_date: string | null;
	email: string | null;
	login_email: string | null;
	personal_email: string | null;
	communications_email: string | null;
	birthday_on: string | null;
	age_number: number | null;
	nationality: string | null;
	country_of_birth: string | null;
	address_line_1: string | null;
	address_line_2: string | null;
	postal_code: string | null;
	city: string | null;
	state: string | null;
	country: string | null;
	bank_number: string | null;
	swift_bic: string | null;
	social_security_number: string | null;
	phone_number: string | null;
	contact_name: string | null;
	contact_number: string | null;
	company_id: string;
	company_identifier: string | null;
	legal_entity_id: string | null;
	location_id: string;
	manager_id: string | null;
	timeoff_manager_id: string | null;
	attendable: boolean;
	disability_percentage_cents: number | null;
	is_terminating: boolean;
	terminated_on: string | null;
	termination_reason_type: string | null;
	termination_reason: string | null;
	termination_observations: string | null;
	termination_type_description: string | null;
	active: boolean | null;
	created_at: string;
	updated_at: string;
}

/** What can be said of a person when they are made or changed. */
export type EmployeeChanges = Partial<Omit<EmployeeRecord, 'id' | 'created_at' | 'updated_at'>>;

export const FIRST_NAMES = ['Ines', 'Pau', 'Greta', 'Hamid', 'Leire', 'Tomas', 'Yuki', 'Bruna'];
export const LAST_NAMES = [
	'Ferrer',
	'Roca',
	'Lindqvist',
	'Azizi',
	'Etxeberria',
	'Novak',
	'Mori',
	'Sousa',
];

/** The invented person number `index`; the first one manages the others. */
export function buildEmployee(index: number, id: string, at: string): EmployeeRecord {
	const first = FIRST_NAMES[index % FIRST_NAMES.length] ?? '';
	const last = LAST_NAMES[Math.floor(index / FIRST_NAMES.length + index) % LAST_NAMES.length] ?? '';
	const work = `${first}.${last}.${id}@work.example`.toLowerCase();
	const home = `PRIVATE-${id}@home.example`;
	return {
		id,
		access_id: `9${id}`,
		first_name: first,
		last_name: last,
		full_name: `${first} ${last}`,
		preferred_name: null,
		birth_name: `PRIVATE-birth-name-${id}`,
		gender: 'female',
		pronouns: null,
		identifier: `PRIVATE-national-id-${id}`,
		identifier_type: 'dni',
		identifier_expiration_date: null,
		// By its description it is the personal one; in use it is the work address.
		email: index % 4 === 3 ? home : work,
		login_email: work,
		personal_email: home,
		communications_email: work,
		birthday_on: '1990-02-03',
		age_number: 36,
		nationality: 'es',
		country_of_birth: 'es',
		address_line_1: `PRIVATE-street-${id}`,
		address_line_2: null,
		postal_code: `PRIVATE-postal-code-${id}`,
		city: `PRIVATE-city-${id}`,
		state: null,
		country: 'es',
		bank_number: `PRIVATE-iban-${id}`,
		swift_bic: `PRIVATE-bic-${id}`,
		social_security_number: `PRIVATE-social-security-${id}`,
		phone_number: `PRIVATE-phone-${id}`,
		contact_name: `PRIVATE-contact-${id}`,
		contact_number: `PRIVATE-contact-phone-${id}`,
		company_id: COMPANY_ID,
		company_identifier: `E-${id}`,
		legal_entity_id: '701',
		location_id: index % 3 === 2 ? '302' : '301',
		manager_id: null,
		timeoff_manager_id: null,
		attendable: true,
		disability_percentage_cents: null,
		is_terminating: false,
		terminated_on: null,
		termination_reason_type: null,
		termination_reason: null,
		termination_observations: null,
		termination_type_description: null,
		active: true,
		created_at: at,
		updated_at: at,
	};
}

/** How every private value begins: nothing of the sort may leave a node unasked. */
export const PRIVATE_MARK = 'PRIVATE-';

/** A person as a new one is announced: the addresses are not there yet. */
export function withoutAddresses(record: EmployeeRecord): EmployeeRecord {
	return { ...record, email: null, login_email: null, communications_email: null };
}
