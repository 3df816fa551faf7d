import omit from 'lodash/omit';
import { Settings } from 'luxon';
import type { IDataObject } from 'n8n-workflow';

import { operations } from '../../nodes/HiBob/operations';
import type { HiBobSimulator } from '../../simulators/hibob/index.mts';
import type { AsSent } from '../support/asSent';
import { PRIVATE, rawIsAsSent } from '../support/asSent';
import { action, actionIn, startRoomyHiBob } from '../support/hibob';

jest.mock('n8n-workflow', () => jest.requireActual('../support/sleep/thousandth'));

let hibob: HiBobSimulator;
beforeEach(async () => {
	hibob = await startRoomyHiBob({ employees: 0 });
	Settings.now = () => Date.parse('2027-01-20T10:00:00.000Z');
});
afterEach(async () => {
	Settings.now = () => Date.now();
	await hibob.close();
	expect(hibob.violations.list).toEqual([]);
});

function answers(path: string | RegExp, body: unknown): void {
	hibob.faults.answer(path, body);
}

const ID = '2876543210987654321';
const byId: IDataObject = {
	people: 'one',
	employeeId: { __rl: true, mode: 'id', value: ID } as IDataObject,
};
const everyone: IDataObject = { people: 'everyone', returnAll: true };

const person = {
	work: { title: { code: 1 }, startDate: '1 Sept', weeklyHours: '7.5' },
	id: ID,
	displayName: 4077,
	internal: null,
	humanReadable: 'Baker',
	home: { address: PRIVATE },
};
const byOtherName = { '/root/id': { value: ID }, ...omit(person, 'id') };
const lifecycle = {
	status: { id: 7, label: 'Employed' },
	id: 50,
	effectiveDate: '2021-09-01',
	endEffectiveDate: 'open',
	humanReadable: ['Employed'],
	reason: PRIVATE,
};
const work = {
	title: ['Baker'],
	id: { row: 1 },
	effectiveDate: '2021-09-01T00:00:00',
	customColumns: { column_1: PRIVATE },
};
const payment = {
	amount: '7.5',
	employeeId: ID,
	id: ['p'],
	payDate: '2026-12-31',
	effectiveDate: null,
	comment: PRIVATE,
};
const request = {
	type: 'days',
	requestId: '7',
	status: 'approved',
	startDate: '2027-02-01',
	endDate: '2027-02-02',
	startPortion: 'dawn',
	totalCost: '1,5',
	totalDuration: '2.0',
	durations: [7, { date: [], cost: '1' }],
	policyTypeDisplayName: { id: 3, name: 'Holiday' },
	description: PRIVATE,
};
const change = {
	changeType: 'Created',
	createdOn: '2027-01-10T09:00:00.5',
	employeeId: ID,
	...request,
};

/** Rows and requests come with whose they are, as HiBob says it beside them. */
const withOwner = (record: object): object => ({ employeeId: ID, ...record });

const REQUEST_SAYS = ['startPortion', 'totalCost', 'durations.date'];
const PERSON_SAYS = ['humanReadable', 'work.title', 'work.startDate'];

const cases: AsSent[] = [
	{
		of: ['employee', 'get'],
		parameters: byId,
		serve: () => answers(/^\/people\/\d+$/, { employees: [person] }),
		raw: [person],
		says: PERSON_SAYS,
	},
	{
		of: ['employee', 'getAll'],
		parameters: { returnAll: true },
		serve: () => answers('/people/search', { employees: [{ ...person, id: {} }, person] }),
		raw: [person],
		says: [...PERSON_SAYS, '1 record that cannot be read'],
	},
	{
		of: ['employee', 'getAll'],
		how: 'with the id under its one name',
		parameters: { returnAll: true },
		serve: () => answers('/people/search', { employees: [byOtherName] }),
		raw: [{ ...byOtherName, id: ID }],
		says: PERSON_SAYS,
	},
	{
		of: ['tableEntry', 'get'],
		parameters: {
			...{ ...byId, table: 'lifecycle', findBy: 'effectiveDate' },
			effectiveDate: '2021-09-01',
		},
		serve: () => answers(/\/lifecycle$/, { values: [lifecycle] }),
		raw: [withOwner(lifecycle)],
		says: ['endEffectiveDate', 'humanReadable'],
	},
	{
		of: ['tableEntry', 'getAll'],
		parameters: { ...everyone, table: 'work' },
		serve: () =>
			answers('/bulk/people/work', {
				results: [{ employeeId: ID, values: [{ values: [work] }] }],
				response_metadata: { next_cursor: null },
			}),
		raw: [withOwner(work)],
		says: ['id'],
	},
	{
		of: ['tableEntry', 'getAll'],
		how: 'of payments',
		parameters: { ...byId, table: 'actualPayments', returnAll: true },
		serve: () => answers('/people/actual-payments/search', { results: [payment] }),
		raw: [withOwner(payment)],
		says: ['id'],
	},
	{
		of: ['timeOff', 'get'],
		parameters: { ...byId, leaveId: '7' },
		serve: () => answers(/\/requests\/\d+$/, request),
		raw: [withOwner(request)],
		says: REQUEST_SAYS,
	},
	{
		of: ['timeOff', 'getAll'],
		how: 'of changes',
		parameters: { ...everyone, list: 'changes', since: '2027-01-01T00:00:00Z' },
		serve: () => answers('/timeoff/requests/changes', { changes: [change] }),
		raw: [withOwner(change)],
		says: REQUEST_SAYS,
	},
	{
		of: ['timeOff', 'getAll'],
		how: 'of who is out',
		parameters: { ...everyone, list: 'out', from: '2027-02-01', to: '2027-02-02' },
		serve: () => answers('/timeoff/whosout', { outs: [{ employeeId: ID, ...request }] }),
		raw: [withOwner(request)],
		says: REQUEST_SAYS,
	},
	{
		of: ['event', 'getAllSince'],
		parameters: { since: '2027-01-05T00:00:00Z', returnAll: true },
		serve: () => {
			answers('/people/search', { employees: [person] });
			answers('/timeoff/requests/changes', { changes: [change] });
		},
		raw: [change],
		says: REQUEST_SAYS,
	},
];

rawIsAsSent(
	{ action, operations, actionWith: (parameters) => actionIn(hibob, { parameters }) },
	cases,
);
