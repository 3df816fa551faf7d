import { normaliseEmployee } from '../../nodes/Personio/records/employee';
import {
	employmentOn,
	employmentSchema,
	isCurrentOrComing,
	isEmployed,
	terminationOf,
} from '../../nodes/Personio/records/employment';
import { NO_NAMES } from '../../nodes/Personio/records/directory';
import { dayOf } from '../../nodes/shared/model/dates';
import { readAs } from '../../nodes/shared/reading/readAs';

/*
 * Which of somebody's employments speaks for today, and what it says.
 */

const TODAY = dayOf('2027-01-15') ?? fail();
function fail(): never {
	throw new Error('No day');
}

type Given = [status: string, start?: string | null, end?: string | null];

const employment = ([status, start, end]: Given, index: number) =>
	employmentSchema.parse({
		id: String(index),
		status,
		employment_start_date: start,
		employment_end_date: end,
	});

describe('the employment that speaks', () => {
	it.each<[string, Given[], string | null]>([
		[
			'the one that runs',
			[
				['ONBOARDING', '2027-07-01'],
				['ACTIVE', '2021-09-01', '2027-06-30'],
			],
			'1',
		],
		[
			'in any order',
			[
				['ACTIVE', '2021-09-01', '2027-06-30'],
				['ONBOARDING', '2027-07-01'],
			],
			'0',
		],
		[
			'to its last day',
			[
				['ONBOARDING', '2027-01-16'],
				['ACTIVE', '2021-09-01', '2027-01-15'],
			],
			'1',
		],
		[
			'from its first day',
			[
				['ACTIVE', '2027-01-15'],
				['INACTIVE', '2021-09-01', '2027-01-14'],
			],
			'0',
		],
		[
			'on leave',
			[
				['ONBOARDING', '2027-07-01'],
				['LEAVE', '2021-09-01'],
			],
			'1',
		],
		[
			'of those that run, the newest',
			[
				['ACTIVE', '2021-09-01'],
				['ACTIVE', '2025-01-01'],
			],
			'1',
		],
		[
			'else the next',
			[
				['ONBOARDING', '2028-01-01'],
				['ONBOARDING', '2027-02-01'],
			],
			'1',
		],
		[
			'the next after the last',
			[
				['ONBOARDING', '2027-02-01'],
				['INACTIVE', '2021-09-01', '2026-12-31'],
			],
			'0',
		],
		[
			'else the last',
			[
				['INACTIVE', '2015-01-01', '2019-12-31'],
				['INACTIVE', '2021-09-01', '2026-12-31'],
			],
			'1',
		],
		[
			'no one that was called off',
			[
				['INACTIVE', '2027-07-01'],
				['ACTIVE', '2021-09-01'],
			],
			'1',
		],
		[
			'nor after the last',
			[
				['INACTIVE', '2027-07-01'],
				['INACTIVE', '2021-09-01', '2026-12-31'],
			],
			'1',
		],
		[
			'locked out early, to the last day',
			[
				['ONBOARDING', '2027-07-01'],
				['INACTIVE', '2021-09-01', '2027-06-30'],
			],
			'1',
		],
		[
			'without days, by the status',
			[
				['ONBOARDING', null],
				['ACTIVE', null],
			],
			'1',
		],
		[
			'without days, to come',
			[
				['INACTIVE', null],
				['ONBOARDING', null],
			],
			'1',
		],
		['the only one', [['UNSPECIFIED']], '0'],
		[
			'one that is known to run, before one that may',
			[
				['SUSPENDED', '2024-01-01'],
				['ACTIVE', '2021-09-01'],
			],
			'1',
		],
		[
			'one that may run, before one that does not',
			[
				['INACTIVE', '2024-01-01'],
				['SUSPENDED', '2021-09-01'],
			],
			'1',
		],
		['none', [], null],
	])('is %s', (_, given, expected) => {
		const found = employmentOn(given.map(employment), TODAY);
		expect(found?.id ?? null).toBe(expected);
	});
});

it.each<[unknown, boolean | null]>([
	['ACTIVE', true],
	['ONBOARDING', true],
	['LEAVE', true],
	['INACTIVE', false],
	['active', true],
	['Leave ', true],
	['Inactive', false],
	[' INACTIVE\n', false],
	...[
		'UNSPECIFIED',
		'SUSPENDED',
		'no longer inactive',
		'in active',
		'constructor',
		'',
		' ',
		7,
		null,
		undefined,
	].map((status) => [status, null] as [unknown, null]),
])('of the status %j is employed: %j', (status, expected) => {
	const record = employmentSchema.parse({ id: '1', status });
	expect(isEmployed(record)).toBe(expected);
	expect(isCurrentOrComing(record, TODAY)).toBe(expected);
	const on = (end: string) => employmentSchema.parse({ ...record, employment_end_date: end });
	expect(isCurrentOrComing(on('2027-01-15'), TODAY)).toBe(expected);
	expect(isCurrentOrComing(on('2027-01-14'), TODAY)).toBe(false);
});

it('is what a person is described by', () => {
	const contracts = [
		{
			...{ id: '41', status: 'ONBOARDING', position: { title: 'Head of Logistics' } },
			...{ employment_start_date: '2027-07-01', supervisor: { id: '8199' } },
		},
		{
			...{ id: '40', status: 'ACTIVE', position: { title: 'Dispatcher' } },
			...{ employment_start_date: '2021-09-01', employment_end_date: '2027-06-30' },
			supervisor: { id: '8150' },
		},
	].map((one) => employmentSchema.parse(one));
	const file = { person: null, employments: contracts };
	const surroundings = { names: NO_NAMES, today: TODAY };
	expect(normaliseEmployee('8101', file, surroundings)).toMatchObject({
		status: 'active',
		jobTitle: 'Dispatcher',
		startDate: '2021-09-01',
		terminationDate: '2027-06-30',
		manager: { id: '8150' },
	});
	// What is about a contract is told by that one.
	const [coming] = contracts;
	expect(
		normaliseEmployee('8101', { ...file, employment: coming ?? null }, surroundings),
	).toMatchObject({
		status: 'pending',
		jobTitle: 'Head of Logistics',
		startDate: '2027-07-01',
	});
});

it.each([
	{
		...{ supervisor: {}, office: { id: null }, legal_entity: {}, sub_company: {} },
		...{ org_units: [{}], cost_centers: [{ id: null, weight: null }] },
	},
	{
		...{ supervisor: [], office: '', legal_entity: null, position: [], termination: [] },
		...{ org_units: '', cost_centers: [] },
	},
])('that names nothing with an id is read: %j', (fields) => {
	const found = employmentSchema.parse({ id: '40', status: 'ACTIVE', ...fields });
	const file = { person: null, employments: [found] };
	expect(normaliseEmployee('8101', file, { names: NO_NAMES, today: TODAY })).toMatchObject({
		status: 'active',
		...{ department: null, location: null, legalEntity: null, costCenter: null },
		manager: { id: null },
	});
});

it('takes the next cost centre and unit where one has no id', () => {
	const { value, unread } = readEmployment({
		org_units: [{ type: 'department' }, { type: ' Department', id: 401 }],
		cost_centers: [{ weight: 90 }, { weight: 10, id: '9001' }],
	});
	const file = { person: null, employments: [value] };
	expect(normaliseEmployee('8101', file, { names: NO_NAMES, today: TODAY })).toMatchObject({
		department: '401',
		costCenter: '9001',
	});
	expect(unread.fields).toEqual(['org_units', 'cost_centers']);
});

it.each([
	{ position: { name: 'Baker' } },
	{ org_units: [{ type: 'department', name: 'Bakery' }] },
	{ cost_centers: [{ name: 'C1', weight: 100 }] },
	{ office: { name: 'Lisbon' } },
	{ legal_entity: { uuid: 'x' } },
])('that names something otherwise is not told as if nothing stood there: %j', (fields) => {
	expect(readEmployment(fields).unread.fields).toEqual(Object.keys(fields));
});

it('has its words in the spelling of Personio, in whatever case and with whatever blanks they come', () => {
	const { value } = readEmployment({
		...{ status: ' Inactive', type: 'external' },
		termination: { termination_date: '2026-12-31', type: 'Irrevocable_Suspension ' },
	});
	const file = { person: null, employments: [value] };
	expect(normaliseEmployee('8101', file, { names: NO_NAMES, today: TODAY })).toMatchObject({
		...{ status: 'terminated', statusRaw: 'INACTIVE' },
		...{ relationship: 'contractor', typeRaw: 'EXTERNAL' },
	});
	expect(terminationOf(value)).toMatchObject({
		...{ type: 'involuntary', reasonRaw: 'IRREVOCABLE_SUSPENSION', gardenLeave: true },
	});
});

function readEmployment(fields: object) {
	const reading = readAs(employmentSchema, { id: '40', status: 'ACTIVE', ...fields });
	if (!('value' in reading)) throw new Error(reading.misfits.join());
	return reading;
}
