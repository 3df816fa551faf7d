import { Settings } from 'luxon';
import type { IDataObject } from 'n8n-workflow';

import { operations } from '../../nodes/HiBob/operations';
import type { HiBobSimulator } from '../../simulators/hibob/index.mts';
import type { Outputs } from '../support/hibob';
import {
	action,
	actionIn,
	failure,
	offered,
	SECRET,
	startRoomyHiBob,
	through,
	triggerIn,
} from '../support/hibob';
import { useDeduplicator } from '../support/n8n';
import { typesOf } from '../support/outputs';
import { hintingAct, operationRunner } from '../support/vendorNodes';

/*
 * Records of which a field comes in another form: what decides is read or said to be unreadable, detail
 * costs nothing else, lists keep what fits, and nothing is left out in silence.
 */

jest.mock('n8n-workflow', () => jest.requireActual('../support/sleep/thousandth'));

const TODAY = '2027-01-20';
const ID = '2876543210987654321';
const OTHER = '2876543210987654322';

let hibob: HiBobSimulator;
beforeEach(async () => {
	await useDeduplicator();
	hibob = await startRoomyHiBob({ employees: 0 });
	Settings.now = () => Date.parse(`${TODAY}T10:00:00.000Z`);
});
afterEach(async () => {
	Settings.now = () => Date.now();
	await hibob.close();
});

const answers = (path: RegExp | string, body: unknown): void => hibob.faults.answer(path, body);

async function told(type: string, data: object): Promise<Outputs> {
	const parameters = {
		listenFor: 'hrEvents',
		hrEvents: offered('hrEvents'),
		options: { skipRepeats: false },
	};
	const triggeredAt = '2027-01-20T08:00:00.104233';
	const body = { companyId: 636192, type, triggeredBy: 'system', triggeredAt, data };
	return await through(triggerIn(hibob, { parameters }), body, SECRET);
}

const { act, hints } = hintingAct(action);
beforeEach(() => {
	hints.length = 0;
});
const run = operationRunner({ act }, operations, (given) => actionIn(hibob, given));
const doing = async (...asked: Parameters<typeof run>): Promise<IDataObject[]> =>
	(await run(...asked)).map(({ json }) => json);

const PERSON = {
	id: ID,
	displayName: 'Uma Paz',
	work: { startDate: '2021-09-01', title: '5' },
	internal: { status: 'Active', lifecycleStatus: 'Employed' },
};
const person = (more: object = {}): void => answers(/^\/people\/\d+$/, { ...PERSON, ...more });
const employed = { id: 50, effectiveDate: '2021-09-01', status: 'Employed' };
const left = { id: 51, effectiveDate: '2027-01-19', status: 'Terminated' };
const ROW_ADDED = 'table.entry.created';
const row = { employeeId: ID, tableId: 'lifecycle', effectiveDate: '2027-01-19' };

describe('a row of the lifecycle', () => {
	it.each([
		['of a day that cannot be read', { id: 52, effectiveDate: '19.01.2027', status: 'Employed' }],
		['with a status of no form that is known', { ...left, status: { code: 7 } }],
	])('%s decides nothing about anybody, and the field is named', async (_, odd) => {
		person();
		answers(/\/lifecycle$/, { values: [employed, odd, left] });
		const found = await told(ROW_ADDED, row);
		expect(typesOf(found)).toEqual(['table.entry_created']);
		const field = 'code' in Object(odd.status) ? 'status' : 'effectiveDate';
		expect(found.unrecognised[0]?.enrichment.reason).toContain(field);
		expect(found.unrecognised[0]?.enrichment.reason).not.toContain('proxy');
	});

	it.each([
		['of the lifecycle', ROW_ADDED, row, /\/lifecycle$/, { id: 52, status: 'Employed' }],
		[
			...(['of the work table', 'table.entry.updated'] as const),
			...([
				{ employeeId: ID, tableId: 'work', id: 52 },
				/\/work$/,
				{ id: 52, title: '7' },
			] as const),
		],
	])('without any day among those %s decides nothing, and that is said', async (...given) => {
		const [, type, data, path, undated] = given;
		for (const day of [{}, { effectiveDate: null }, { effectiveDate: '' }]) {
			hibob.faults.clear();
			person();
			answers(path, { values: [employed, { ...undated, ...day }, left] });
			const found = await told(type, data);
			expect(typesOf(found)).toEqual([type.replace('entry.', 'entry_')]);
			expect(found.unrecognised[0]?.enrichment.reason).toContain('effectiveDate');
		}
	});

	it.each([
		['employee.left', 'employee.access_ended'],
		['employee.access.revoked.immediately', 'employee.access_ended'],
		['employee.joined', 'employee.started'],
		['employee.temporaryLeave', 'leave.started'],
		['employee.activated', 'employee.activated'],
	])('without any day leaves %s told as %s, and what is missing said', async (type, eventType) => {
		person();
		answers(/\/lifecycle$/, { values: [employed, { ...left, effectiveDate: null }] });
		const found = await told(type, { employeeId: ID });
		expect(typesOf(found)).toEqual([eventType]);
		const reasons = [...found.events, ...found.unrecognised].map(
			({ enrichment }) => enrichment.reason,
		);
		expect(reasons.join()).toContain('effectiveDate');
		expect(found.events[0]?.termination?.date ?? null).toBeNull();
	});

	it.each([
		['with the number of a status', { status: 7, humanReadable: { status: 'Terminated' } }],
		['with an entry of a list', { status: { id: 7, name: 'Terminated' } }],
		['with odd detail', { endEffectiveDate: {}, reasonType: ['x', 'y'], id: { a: 1 } }],
	])('%s is read', async (_, odd) => {
		person();
		answers(/\/lifecycle$/, { values: [employed, { ...left, ...odd }] });
		const found = await told(ROW_ADDED, row);
		expect(typesOf(found)).toEqual([
			'employee.access_ended',
			'employee.terminated',
			'table.entry_created',
		]);
		expect(found.unrecognised).toEqual([]);
		const isOdd = 'reasonType' in odd;
		expect(found.events[0]?.termination?.type).toBe('unknown');
		expect(found.events[0]?.enrichment.reason?.includes('reasonType') ?? false).toBe(isOdd);
	});

	it.each([
		['a list of one', { values: { ...left, id: 51 } }],
		['a wrapper each', { values: [{ values: [employed] }, { values: [left] }] }],
		['the rows alone', [employed, left]],
	])('in %s is found', async (_, body) => {
		person();
		answers(/\/lifecycle$/, body);
		expect(typesOf(await told(ROW_ADDED, row))).toContain('employee.access_ended');
	});
});

describe('lists', () => {
	const everyone = { returnAll: true, filters: { includeInactive: true } };

	it('of people keep those that fit, and say how many do not', async () => {
		answers('/people/search', { employees: [{ displayName: 'Nobody' }, PERSON, null] });
		expect(await doing(['employee', 'getAll'], everyone)).toMatchObject([{ id: ID }]);
		expect(hints.join()).toContain('a list of people with 2 records that cannot be read');
	});

	it('of people tell somebody once who comes twice', async () => {
		answers('/people/search', { employees: [PERSON, { id: OTHER }, { ...PERSON, id: ` ${ID} ` }] });
		const found = await doing(['employee', 'getAll'], everyone);
		expect(found.map(({ id }) => id)).toEqual([ID, OTHER]);
	});

	it('of rows of many people keep the rows that fit', async () => {
		answers('/bulk/people/work', {
			results: [
				{
					employeeId: ID,
					values: [{ id: 1, effectiveDate: '2021-09-01' }, { effectiveDate: [7] }],
				},
				{ employeeId: {}, values: [] },
				{ employeeId: OTHER, values: [{ values: [{ id: 2, effectiveDate: '2021-09-01' }] }] },
			],
			response_metadata: { next_cursor: null },
		});
		const found = await doing(['tableEntry', 'getAll'], {
			...{ returnAll: true, table: 'work', people: 'everyone' },
		});
		expect(found).toMatchObject([{ employeeId: ID }, { employeeId: OTHER }]);
		expect(hints.join()).toContain('2 records');
	});

	it('do not end early where what comes next cannot be read', async () => {
		answers('/bulk/people/work', {
			results: [{ employeeId: ID, values: [] }],
			response_metadata: { cursor: { after: 1 } },
		});
		const asked = doing(['tableEntry', 'getAll'], {
			people: 'everyone',
			returnAll: true,
			table: 'work',
		});
		const error = await failure(asked);
		expect(error.message).toContain('cannot be read');
		expect(error.description).toContain('response_metadata.cursor');
	});

	it('leave out a request of which the last change cannot be read', async () => {
		const change = { employeeId: ID, type: 'days', startDate: '2027-02-10', endDate: '2027-02-10' };
		answers('/timeoff/requests/changes', {
			changes: [
				{ ...change, requestId: 1, changeType: 'Created', createdOn: '2027-01-10T09:00:00.5' },
				{ ...change, requestId: 2, changeType: 'Created', createdOn: '2027-01-10T09:00:00.5' },
				{ ...change, requestId: 2, changeType: { a: 1 }, createdOn: '2027-01-11T09:00:00.5' },
			],
		});
		const found = await doing(['timeOff', 'getAll'], {
			...{ people: 'everyone', list: 'changes', since: '2027-01-01T00:00:00Z', returnAll: true },
		});
		expect(found).toMatchObject([{ id: '1', status: 'approved' }]);
		expect(hints.join()).toContain('changeType');
	});
});

describe('lists of which one record is odd', () => {
	const LISTS: ReadonlyArray<readonly [[string, string], IDataObject]> = [
		[['employee', 'getAll'], { filters: { includeInactive: true } }],
		[['tableEntry', 'getAll'], { table: 'work' }],
		[['tableEntry', 'getAll'], { table: 'actualPayments' }],
		[['timeOff', 'getAll'], { list: 'changes', since: '2027-01-01T00:00:00Z' }],
		[['timeOff', 'getAll'], { list: 'out', from: '2027-02-01', to: '2027-02-28' }],
	];
	const asked = { returnAll: true, people: 'everyone' };

	it.each(LISTS)('%j of %j keep the others, and say so', async (operation, parameters) => {
		const found: Record<string, number> = {};
		for (const oddRecords of ['none', 'detail', 'deciding'] as const) {
			const company = await startRoomyHiBob({
				...{ employees: 0, oddRecords, now: () => Date.parse(`${TODAY}T08:00:00Z`) },
			});
			hints.length = 0;
			const startDate = '2021-09-01';
			try {
				for (const id of [
					company.hire({ startDate }),
					company.hire({ startDate }),
					company.hire({ startDate }),
				]) {
					company.addRow('actualPayments', id, { payDate: '2027-01-15' });
					company.requestTimeOff({ employeeId: id, from: '2027-02-02', autoApprove: true });
				}
				const node = actionIn(company, {
					parameters: { resource: operation[0], operation: operation[1], ...asked, ...parameters },
				});
				found[oddRecords] = (await act(node)).length;
			} finally {
				await company.close();
			}
			expect(hints.join()).toContain(
				{ none: '', detail: 'cannot be read', deciding: '1 record' }[oddRecords],
			);
		}
		const all = found['none'] ?? 0;
		expect(all).toBeGreaterThan(1);
		expect(found).toEqual({ none: all, detail: all, deciding: expect.any(Number) });
		expect(found['deciding']).toBeLessThan(all);
		expect(found['deciding']).toBeGreaterThan(0);
	});
});

describe('a request', () => {
	const request = { requestId: 7, employeeId: ID, status: 'approved', type: 'days' };
	const days = { startDate: '2027-02-01', endDate: '2027-02-02' };
	const approved = async (more: object): Promise<Outputs> => {
		person();
		answers(/\/requests\/\d+$/, { ...request, ...days, ...more });
		return await told('timeoff.request.approved', { employeeId: ID, timeoffRequestId: 7 });
	};

	it.each([
		[{ startPortion: 'dawn' }, { startPart: null }, 'startPortion'],
		[{ durationUnit: 'weeks', totalDuration: 2 }, { unit: 'unknown', amount: 2 }, 'durationUnit'],
		[
			{ startDate: null, endDate: null, date: '2027-02-01', hoursOnDate: '7,5', minutes: 30 },
			...([{ days: [] }, 'hoursOnDate'] as const),
		],
		[
			{ durations: [{ date: '2027-02-01', hours: 'x', minutes: 30 }], dailyHours: 4 },
			...([{ days: [] }, 'durations.hours'] as const),
		],
		[{ totalCost: {}, totalDuration: 4 }, { amount: null }, 'totalCost'],
		[{ totalCost: '1,5' }, { amount: null }, 'totalCost'],
		[{ approvedBy: { first: 'Ann' } }, { approver: null }, 'approvedBy'],
		[{ approvedAt: 1736341586 }, { decidedAt: null }, 'approvedAt'],
		[{ durations: [7, { date: [], cost: 1 }] }, { days: [] }, 'durations, durations.date'],
		[{ policyTypeDisplayName: [1, 2] }, { typeName: null }, 'policyTypeDisplayName'],
	])('with the detail %j is told as %j, and that is said', async (odd, leave, field) => {
		const { events, unrecognised } = await approved(odd);
		expect(unrecognised).toEqual([]);
		expect(events).toMatchObject([{ eventType: 'leave.approved', leave }]);
		expect(events[0]?.enrichment.status).not.toBe('full');
		expect(events[0]?.enrichment.reason).toContain(`cannot be read: ${field}`);
	});

	it.each([
		[{ totalCost: '1.5' }, { amount: 1.5 }],
		[{ requestId: '7' }, { id: '7' }],
		[{ policyTypeDisplayName: { id: 3, name: 'Holiday' } }, { typeName: 'Holiday' }],
		[{ approved: 'true', status: null }, { status: 'approved' }],
		[{ durations: { date: '2027-02-01', cost: '1' } }, { days: [{ date: '2027-02-01' }] }],
	])('with %j is read', async (odd, leave) => {
		const { events } = await approved(odd);
		expect(events).toMatchObject([{ eventType: 'leave.approved', leave }]);
		expect(events[0]?.enrichment.reason ?? '').not.toContain('cannot be read');
	});

	it('of which the last day cannot be read is never one without an end', async () => {
		const { events } = await approved({ endDate: 'soon' });
		expect(events).toMatchObject([
			{ leave: { startDate: null, endDate: null }, enrichment: { status: 'failed' } },
		]);
		expect(events[0]?.enrichment.reason).toContain('endDate');
	});
});

describe('a person', () => {
	const created = async (work: object, internal: object = {}): Promise<Outputs> => {
		person({ work: { ...PERSON.work, ...work }, internal: { ...PERSON.internal, ...internal } });
		return await told('employee.created', { employeeId: ID });
	};

	it.each([
		[{ startDate: '1 Sept' }, { status: 'unknown', startDate: null }, 'work.startDate'],
		[{ startDate: { year: 2021 } }, { status: 'unknown', startDate: null }, 'work.startDate'],
		[{ startDate: true }, { status: 'unknown', startDate: null }, 'work.startDate'],
		[{ title: { code: 1 } }, { jobTitle: null }, 'work.title'],
		[{ reportsTo: Number(ID) }, { manager: { id: null } }, 'work.reportsTo'],
		[
			{ reportsTo: { id: [], displayName: 'Ann', email: { a: 1 } } },
			{ manager: { displayName: 'Ann', workEmail: null } },
			'work.reportsTo.email',
		],
	])('with %j is told as %j, and that is said', async (work, employee, field) => {
		const { events } = await created(work);
		expect(events[0]).toMatchObject({ employee, enrichment: { status: 'partial' } });
		expect(events[0]?.enrichment.reason).toContain(field);
	});

	it('is told by what people read where a name cannot be read', async () => {
		person({ firstName: { code: 1 }, humanReadable: { firstName: 'Uma' } });
		const { events } = await told('employee.created', { employeeId: ID });
		expect(events[0]?.employee.firstName).toBe('Uma');
	});

	it('is said in a list, too', async () => {
		answers('/people/search', { employees: [{ ...PERSON, work: { title: { code: 1 } } }] });
		expect(await doing(['employee', 'getAll'], { returnAll: true })).toMatchObject([
			{ jobTitle: null },
		]);
		expect(hints.join()).toContain('work.title');
	});
});

describe('a delivery', () => {
	it.each([
		[{ employeeId: { id: ID } }, 'employee.deleted', null],
		[{ employeeId: ID, effectiveDate: 'soon' }, 'employee.deleted', 'data.effectiveDate'],
	])('with the data %j is told as %s, and %j is said', async (data, eventType, field) => {
		const { events } = await told('employee.deleted', data);
		expect(events).toMatchObject([{ eventType, employee: { id: ID } }]);
		expect(events[0]?.enrichment.reason?.includes(field ?? '-') ?? false).toBe(field !== null);
	});

	it('about nobody who can be read is unrecognised', async () => {
		const { events, unrecognised } = await told('employee.deleted', { employeeId: [1] });
		expect(events).toEqual([]);
		expect(unrecognised[0]?.enrichment.reason).toContain('data.employeeId');
	});
});
