import type { IDataObject } from 'n8n-workflow';

import { operations } from '../../nodes/WorkableHr/operations';
import type { WorkableSimulator } from '../../simulators/workable/index.mts';
import type { AsSent } from '../support/asSent';
import { PRIVATE, rawIsAsSent } from '../support/asSent';
import { action, actionIn, startRoomyWorkable } from '../support/workable';

jest.mock('n8n-workflow', () => jest.requireActual('../support/sleep/hundredth'));

let workable: WorkableSimulator;
beforeEach(async () => {
	workable = await startRoomyWorkable();
});
afterEach(async () => {
	await workable.close();
	expect(workable.violations.list).toEqual([]);
});

function answers(path: string | RegExp, body: unknown): void {
	workable.faults.answer(path, body);
}

const ID = '7f3';
const byId: IDataObject = {
	people: 'one',
	employeeId: { __rl: true, mode: 'id', value: ID } as IDataObject,
};
const everyone: IDataObject = { people: 'everyone', returnAll: true };

const row = {
	value: {
		employment_status: { code: 7 },
		employment_expiry_date: 'later',
		employment_note: PRIVATE,
	},
	is_primary: 'true',
	row_id: 41,
};
const person = {
	lastname: null,
	firstname: { given: 'Ada' },
	id: ID,
	employee_number: 4077,
	start_date: '2024-02-29T16:56:33.000Z',
	hire_date: 'soon',
	job_title: ['Baker'],
	status: 'status_of_their_own',
	employment_group: [row, 5],
	education_group: '[{"row_id":7,"is_primary":"perhaps","value":{"school":"x"}}]',
	bank_details_group: { iban: PRIVATE },
	home_address: PRIVATE,
};
/** One that is read without a word. */
const plain = { id: '8a4', firstname: 'Bo', employee_number: 12, home_address: PRIVATE };

const request = {
	state: 'postponed',
	id: 12,
	employee_id: ID,
	from_date: '2026-02-01T00:00:00',
	to_date: '2026-02-02',
	requesting_total: '7.5',
	timeoff_tracking_unit: { unit: 'hours' },
	half_days: 'the first',
	category_name: null,
	updated_at: '2026-03-01T00:00:00Z',
	comment: PRIVATE,
};
const unowned = { ...request, employee_id: null, requesting_total: 'many' };
const balance = {
	name: { en: 'Holiday' },
	category_id: 1,
	units_available: 'many',
	units_used: '-1.50',
	remark: PRIVATE,
};

/** Has Workable insist on being asked for each person's requests alone. */
function insists(): void {
	workable.faults.add({
		...{ kind: 'status', status: 422, body: {}, match: { path: '/timeoff/requests' }, times: 1 },
	});
}

const PERSON_SAYS = ['firstname', 'hire_date', 'job_title', 'employment_group'];
const REQUEST_SAYS = ['timeoff_tracking_unit', 'half_days'];
const servesPerson = (): void => {
	answers('/employees', { employees: [person], total_count: 1 });
	answers(`/employees/${ID}`, person);
};
const cases: AsSent[] = [
	{
		of: ['employee', 'get'],
		parameters: byId,
		serve: servesPerson,
		raw: [person],
		says: PERSON_SAYS,
	},
	{
		of: ['employee', 'getAll'],
		parameters: { returnAll: true },
		serve: () =>
			answers('/employees', { employees: [plain, { id: { odd: true } }, person], total_count: 3 }),
		raw: [plain, person],
		says: [...PERSON_SAYS, '1 record that cannot be read'],
	},
	{
		of: ['tableEntry', 'get'],
		parameters: { ...byId, table: 'employment_group', entryId: '41' },
		serve: servesPerson,
		raw: [{ employeeId: ID, ...row }],
		says: ['employment_group.value.employment_expiry_date'],
	},
	{
		of: ['tableEntry', 'getAll'],
		parameters: { ...everyone, table: 'employment_group' },
		serve: servesPerson,
		raw: [{ employeeId: ID, ...row }],
		says: ['employment_group.value.employment_expiry_date'],
	},
	{
		of: ['tableEntry', 'getAll'],
		how: 'of rows that came as text',
		parameters: { ...byId, table: 'education_group' },
		serve: () =>
			answers(`/employees/${ID}`, {
				...person,
				education_group: `[{"row_id":7,"is_primary":"perhaps","value":{"school":"x","education_note":"${PRIVATE}"}}]`,
			}),
		raw: [
			{
				...{ employeeId: ID, row_id: 7, is_primary: 'perhaps' },
				value: { school: 'x', education_note: PRIVATE },
			},
		],
		says: ['education_group.is_primary'],
	},
	{
		of: ['timeOff', 'get'],
		parameters: { ...byId, leaveId: '12', from: '2026-01-01' },
		serve: () => answers('/timeoff/requests', { requests: [request], total_count: 1 }),
		raw: [request],
		says: REQUEST_SAYS,
	},
	{
		of: ['timeOff', 'getAll'],
		parameters: { ...everyone, from: '2026-01-01' },
		serve: () => answers('/timeoff/requests', { requests: [request], total_count: 1 }),
		raw: [request],
		says: REQUEST_SAYS,
	},
	{
		of: ['timeOff', 'getAll'],
		how: 'of people one by one, with whose it is where Workable does not say it',
		parameters: { ...everyone, from: '2026-01-01' },
		serve: () => {
			insists();
			answers('/employees', { employees: [plain], total_count: 1 });
			answers('/timeoff/requests', { requests: [unowned], total_count: 1 });
		},
		raw: [{ ...unowned, employee_id: plain.id }],
		says: [...REQUEST_SAYS, 'requesting_total'],
	},
	{
		of: ['timeOff', 'getBalances'],
		parameters: byId,
		serve: () => answers('/timeoff/balances', { balances: [balance] }),
		raw: [balance],
		says: ['name', 'units_available'],
	},
	{
		of: ['event', 'getAllSince'],
		parameters: { since: '2026-02-01T00:00:00Z', returnAll: true },
		serve: () => {
			servesPerson();
			answers('/timeoff/requests', { requests: [request], total_count: 1 });
		},
		raw: [request],
		says: REQUEST_SAYS,
	},
];

rawIsAsSent(
	{ action, operations, actionWith: (parameters) => actionIn(workable, { parameters }) },
	cases,
);
