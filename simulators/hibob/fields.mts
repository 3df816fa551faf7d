import { CUSTOM_CATEGORY, CUSTOM_FIELD } from './reference.mts';

/** A field of people, as the metadata describes it. */
export interface FieldMetadata {
	/** With dots. */
	id: string;
	/** What the permission hangs on; not always the beginning of the id. */
	categoryId: string;
	categoryDisplayName: string;
	category: string;
	name: string;
	description: string | null;
	/** Where it is in an answer: fields of `root` are at the top. */
	jsonPath: string;
	type: string;
	typeData: { listId?: string };
	historical: boolean;
}

/** The categories that every service user with people may read. */
export const DEFAULT_CATEGORIES: readonly string[] = ['root', 'about', 'employment', 'work'];

const CATEGORIES: Readonly<Record<string, string>> = {
	root: 'Basic info',
	about: 'About',
	employment: 'Employment',
	work: 'Work',
	personal: 'Personal',
	personalContact: 'Personal contact details',
	identification: 'Identification',
	address: 'Address',
	emergency: 'Emergency',
	payroll: 'Payroll',
	lifecycle: 'Lifecycle',
	userData: 'User data',
	[CUSTOM_CATEGORY]: 'Equipment',
};

type Row = readonly [id: string, category: string, name: string, type?: string, listId?: string];

const ROWS: readonly Row[] = [
	['root.id', 'root', 'ID', 'employee-reference'],
	['root.companyId', 'root', 'Company id', 'number'],
	['root.email', 'root', 'Email'],
	['root.firstName', 'root', 'First name'],
	['root.surname', 'root', 'Last name'],
	['root.secondName', 'root', 'Middle name'],
	['root.fullName', 'root', 'Full name'],
	['root.displayName', 'root', 'Display name'],
	['root.creationDateTime', 'root', 'Creation timestamp', 'time'],
	['root.avatarUrl', 'root', 'Avatar URL', 'avatar'],
	['root.coverImageUrl', 'root', 'Cover image URL'],
	['root.creationDate', 'userData', 'Creation date', 'date'],
	['about.about', 'about', 'About'],
	['about.hobbies', 'about', 'Hobbies', 'multi-list', 'hobbies'],
	['work.startDate', 'work', 'Start date', 'date'],
	['work.originalStartDate', 'work', 'Original start date', 'date'],
	['work.employeeIdInCompany', 'work', 'Employee ID', 'number'],
	['work.activeEffectiveDate', 'work', 'Work effective date', 'date'],
	['work.title', 'work', 'Job title', 'list', 'title'],
	['work.department', 'work', 'Department', 'list', 'department'],
	['work.site', 'work', 'Site'],
	['work.siteId', 'work', 'Site', 'list_id', 'site'],
	['work.workChangeType', 'work', 'Change type', 'list', 'workChangeType'],
	['work.reportsTo', 'work', 'Reports to', 'employee'],
	['work.manager', 'work', 'Manager', 'employee-reference'],
	['work.isManager', 'work', 'Is a manager', 'boolean'],
	['payroll.employment.type', 'employment', 'Employment type', 'list', 'payrollEmploymentType'],
	[
		'payroll.employment.contract',
		'employment',
		'Employment contract',
		'list',
		'employmentContract',
	],
	['payroll.employment.fte', 'employment', 'FTE %', 'number'],
	['payroll.employment.weeklyHours', 'employment', 'Weekly hours', 'number'],
	['payroll.employment.activeEffectiveDate', 'employment', 'Employment effective date', 'date'],
	['personal.birthDate', 'personal', 'Date of Birth', 'date'],
	['personal.pronouns', 'personal', 'Pronouns', 'list', 'pronouns'],
	['personal.nationality', 'personal', 'Nationality', 'multi-list', 'nationalities'],
	['home.privateEmail', 'personalContact', 'Personal email'],
	['home.privatePhone', 'personalContact', 'Personal phone'],
	['home.mobilePhone', 'personalContact', 'Personal mobile'],
	['financial.identificationNumber', 'identification', 'National ID'],
	['financial.passportNumber', 'identification', 'Passport number'],
	['address.line1', 'address', 'Address line 1'],
	['address.city', 'address', 'City'],
	['address.postCode', 'address', 'Post code'],
	['emergency.firstName', 'emergency', "Emergency contact's first name"],
	['emergency.phone', 'emergency', "Emergency contact's phone number"],
	['payroll.salary.payment', 'payroll', 'Base salary', 'currency'],
	['payroll.salary.monthlyPayment', 'payroll', 'Monthly salary', 'currency'],
	['payroll.salary.yearlyPayment', 'payroll', 'Yearly salary', 'currency'],
	['payroll.salary.payPeriod', 'payroll', 'Salary pay period'],
	['payroll.salary.payFrequency', 'payroll', 'Salary pay frequency'],
	['payroll.salary.activeEffectiveDate', 'payroll', 'Salary effective date', 'date'],
	['internal.lifecycleStatus', 'lifecycle', 'Lifecycle status', 'list', 'lifecycleStatus'],
	['internal.status', 'lifecycle', 'Status', 'list', 'status'],
	['internal.terminationDate', 'lifecycle', 'Termination date', 'date'],
	[
		'internal.terminationReason',
		'lifecycle',
		'Reason for termination',
		'list',
		'terminationreason',
	],
	[
		'internal.terminationType',
		'lifecycle',
		'Leave and termination type',
		'list',
		'lifecycleReasonType',
	],
	['internal.probationEndDate', 'lifecycle', 'Probation end date', 'date'],
	['employee.recentLeaveStartDate', 'lifecycle', 'Recent leave start date', 'date'],
	['employee.recentLeaveEndDate', 'lifecycle', 'Recent leave end date', 'date'],
	['employee.lastDayOfWork', 'lifecycle', 'Last day of work', 'date'],
	[CUSTOM_FIELD, CUSTOM_CATEGORY, 'T-shirt size', 'list', 'tShirtSize'],
];

const HISTORICAL_PREFIXES = ['payroll.employment.', 'payroll.salary.'];
const HISTORICAL: readonly string[] = [
	...['work.title', 'work.department', 'work.siteId', 'work.reportsTo', 'work.manager'],
	...['work.workChangeType', 'work.activeEffectiveDate'],
	...['internal.status', 'internal.lifecycleStatus'],
];

/** The fields at the start. */
export function foundFields(): FieldMetadata[] {
	return ROWS.map(([id, category, name, type = 'text', listId]) => ({
		id,
		categoryId: category,
		categoryDisplayName: CATEGORIES[category] ?? category,
		category,
		name,
		description: null,
		jsonPath: id.replace(/^root\./, ''),
		type,
		typeData: listId === undefined ? {} : { listId },
		historical:
			HISTORICAL.includes(id) || HISTORICAL_PREFIXES.some((prefix) => id.startsWith(prefix)),
	}));
}
