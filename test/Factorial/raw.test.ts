import { Settings } from 'luxon';
import type { IDataObject } from 'n8n-workflow';

import { operations } from '../../nodes/Factorial/operations';
import type { FactorialSimulator } from '../../simulators/factorial/index.mts';
import type { AsSent } from '../support/asSent';
import { PRIVATE, rawIsAsSent } from '../support/asSent';
import { action, actionIn, startRoomyFactorial } from '../support/factorial';
import { useDeduplicator } from '../support/n8n';

jest.mock('n8n-workflow', () => jest.requireActual('../support/sleep/thousandth'));

let factorial: FactorialSimulator;
beforeEach(async () => {
	await useDeduplicator();
	factorial = await startRoomyFactorial({ employees: 0 });
	Settings.now = () => Date.parse('2026-03-18T10:00:00.000Z');
});
afterEach(async () => {
	Settings.now = () => Date.now();
	await factorial.close();
	expect(factorial.violations.list).toEqual([]);
});

function answers(path: string, body: unknown): void {
	factorial.faults.answer(path, body, { method: 'GET' });
}
const lists = (path: string, ...data: unknown[]): void =>
	answers(path, { data, meta: { has_next_page: false } });

const PEOPLE = '/employees/employees';
const CONTRACTS = '/contracts/contract_versions';
const LEAVES = '/timeoff/leaves';

const person = {
	last_name: null,
	id: 104,
	first_name: { given: 'Ada' },
	full_name: 4077,
	active: 'perhaps',
	company_id: 55,
	legal_entity_id: ['12'],
	terminated_on: null,
	created_at: '2026-03-01T00:00:00Z',
	updated_at: '2026-03-02T00:00:00Z',
	bank_number: PRIVATE,
};
/** One that is read without a word. */
const plain = { ...person, id: 105, first_name: 'Bo', active: true, legal_entity_id: 12 };
const contract = {
	id: 401,
	employee_id: 104,
	effective_on: '2026-03-01',
	starts_on: '2024-01-08T00:00:00',
	ends_on: null,
	working_time_percentage_in_cents: '7500',
	job_title: { title: 'Baker' },
	salary_amount: '3000.00',
	es_contract_observations: PRIVATE,
	created_at: 'long ago',
	updated_at: '2026-03-02T00:00:00Z',
};
const leave = {
	half_day: 'at noon',
	id: 9,
	employee_id: '104',
	start_on: '2026-03-16',
	finish_on: '2026-03-17',
	approved: 'true',
	deleted_at: null,
	hours_amount_in_cents: 'some',
	days_taken: '2.0',
	leave_type_name: { en: 'Holiday' },
	duration_by_day_attributes: { used_units_by_day: { days: { '2026-03-16': 'all' } } },
	description: PRIVATE,
	updated_at: '2026-03-02T00:00:00Z',
};

const PERSON_SAYS = ['first_name', 'active', 'legal_entity_id'];
const CONTRACT_SAYS = ['job_title', 'created_at'];
const LEAVE_SAYS = [
	...['half_day', 'hours_amount_in_cents', 'leave_type_name'],
	'duration_by_day_attributes.used_units_by_day.days.2026-03-16',
];
const byId: IDataObject = {
	people: 'one',
	employeeId: { __rl: true, mode: 'id', value: '104' } as IDataObject,
};
const everyone: IDataObject = { people: 'everyone', returnAll: true };
const since: IDataObject = { since: '2026-02-01T00:00:00Z', returnAll: true };

const servesNothingElse = (): void => {
	for (const path of [PEOPLE, CONTRACTS, LEAVES]) lists(path);
};
const cases: AsSent[] = [
	{
		of: ['employee', 'get'],
		parameters: byId,
		serve: () => {
			answers(`${PEOPLE}/104`, person);
			lists(CONTRACTS, contract);
		},
		raw: [{ ...person, contract_versions: [contract] }],
		says: [...PERSON_SAYS, ...CONTRACT_SAYS],
	},
	{
		of: ['employee', 'getAll'],
		parameters: { returnAll: true },
		serve: () => {
			lists(PEOPLE, plain, { ...person, id: {} }, person);
			lists(CONTRACTS, contract);
		},
		raw: [
			{ ...plain, contract_versions: [] },
			{ ...person, contract_versions: [contract] },
		],
		says: [...PERSON_SAYS, ...CONTRACT_SAYS, '1 record that cannot be read'],
	},
	{
		of: ['contractVersion', 'get'],
		parameters: { contractVersionId: '401' },
		serve: () => answers(`${CONTRACTS}/401`, { data: contract }),
		raw: [contract],
		says: CONTRACT_SAYS,
	},
	{
		of: ['contractVersion', 'getAll'],
		parameters: everyone,
		serve: () => lists(CONTRACTS, contract),
		raw: [contract],
		says: CONTRACT_SAYS,
	},
	{
		of: ['timeOff', 'get'],
		parameters: { leaveId: '9' },
		serve: () => lists(LEAVES, leave),
		raw: [leave],
		says: LEAVE_SAYS,
	},
	{
		of: ['timeOff', 'getAll'],
		parameters: everyone,
		serve: () => lists(LEAVES, leave),
		raw: [leave],
		says: LEAVE_SAYS,
	},
	{
		of: ['event', 'getAllSince'],
		how: 'of people and contracts',
		parameters: since,
		serve: () => {
			answers(`${PEOPLE}/104`, person);
			lists(PEOPLE, person);
			lists(CONTRACTS, contract);
			servesNothingElse();
		},
		raw: [person, person, contract],
		says: [...PERSON_SAYS, ...CONTRACT_SAYS],
	},
	{
		of: ['event', 'getAllSince'],
		how: 'of leaves',
		parameters: since,
		serve: () => {
			lists(LEAVES, leave);
			servesNothingElse();
		},
		raw: [leave],
		says: LEAVE_SAYS,
	},
];

rawIsAsSent(
	{ action, operations, actionWith: (parameters) => actionIn(factorial, { parameters }) },
	cases,
);
