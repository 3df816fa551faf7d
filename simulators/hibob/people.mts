import { PRIVATE_MARK } from './private.mts';
import { CUSTOM_FIELD } from './reference.mts';

/** A person: values by the ids of the fields. */
export interface PersonRecord {
	'root.id': string;
	[field: string]: unknown;
}

/** A person as others refer to them. */
export interface PersonReference {
	id: string;
	firstName: unknown;
	surname: unknown;
	email: unknown;
	displayName: unknown;
}

export const FIRST_NAMES = ['Amy', 'Noor', 'Kofi', 'Lena', 'Omar', 'Ruth', 'Sven', 'Maya'];
export const LAST_NAMES = [
	'Miles',
	'Haddad',
	'Mensah',
	'Vogel',
	'Farouk',
	'Adler',
	'Berg',
	'Cohen',
];
const FIRST_ID = 3_332_883_884_017_713_238n;
const FIRST_SANDBOX_ID = 3_980_342_332_732_998_349n;

/**
 * The id of the person number `index`. Neighbours are so close that they become the same number
 * where somebody makes numbers of them.
 */
export function personId(index: number, sandbox: boolean): string {
	return String((sandbox ? FIRST_SANDBOX_ID : FIRST_ID) + BigInt(index) * 7n);
}

export interface NewPerson {
	id: string;
	index: number;
	companyId: number;
	/** When the record is made, ISO. */
	at: string;
	firstName?: string;
	surname?: string;
	email?: string;
}

/** The invented person number `index`, without what the tables say. */
export function buildPerson({ id, index, companyId, at, ...given }: NewPerson): PersonRecord {
	const firstName = given.firstName ?? FIRST_NAMES[index % FIRST_NAMES.length] ?? '';
	const surname =
		given.surname ?? LAST_NAMES[(index + Math.floor(index / 8)) % LAST_NAMES.length] ?? '';
	const email = given.email ?? `${firstName}.${surname}.${index}@work.example`.toLowerCase();
	return {
		'root.id': id,
		'root.companyId': companyId,
		'root.email': email,
		'root.firstName': firstName,
		'root.surname': surname,
		'root.secondName': null,
		...calculated(firstName, surname),
		'root.creationDateTime': at.replace('Z', ''),
		'root.creationDate': at.slice(0, 10),
		'root.avatarUrl': `https://images.example/${id}.png`,
		'root.coverImageUrl': null,
		'about.about': null,
		'about.hobbies': [],
		'work.employeeIdInCompany': index + 1,
		'work.isManager': index === 0,
		'personal.birthDate': '1990-02-03',
		'personal.pronouns': null,
		'personal.nationality': [],
		'home.privateEmail': `${PRIVATE_MARK}${id}@home.example`,
		'home.privatePhone': null,
		'home.mobilePhone': `${PRIVATE_MARK}mobile-${id}`,
		'financial.identificationNumber': `${PRIVATE_MARK}national-id-${id}`,
		'financial.passportNumber': null,
		'address.line1': `${PRIVATE_MARK}street-${id}`,
		'address.city': `${PRIVATE_MARK}city-${id}`,
		'address.postCode': `${PRIVATE_MARK}post-code-${id}`,
		'emergency.firstName': `${PRIVATE_MARK}contact-${id}`,
		'emergency.phone': `${PRIVATE_MARK}contact-phone-${id}`,
		'internal.status': 'Inactive',
		'internal.lifecycleStatus': null,
		'internal.terminationDate': null,
		'internal.terminationReason': null,
		'internal.terminationType': null,
		'internal.probationEndDate': null,
		'employee.recentLeaveStartDate': null,
		'employee.recentLeaveEndDate': null,
		'employee.lastDayOfWork': null,
		[CUSTOM_FIELD]: '331000002',
	};
}

/** What is calculated from the names; never listed as changed. */
export function calculated(firstName: unknown, surname: unknown): Record<string, string> {
	const name = `${String(firstName)} ${String(surname)}`;
	return { 'root.fullName': name, 'root.displayName': name };
}

export function referenceTo(person: PersonRecord): PersonReference {
	return {
		id: person['root.id'],
		firstName: person['root.firstName'] ?? null,
		surname: person['root.surname'] ?? null,
		email: person['root.email'] ?? null,
		displayName: person['root.displayName'] ?? null,
	};
}
