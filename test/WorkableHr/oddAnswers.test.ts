import { Settings } from 'luxon';
import type { IDataObject } from 'n8n-workflow';

import { operations } from '../../nodes/WorkableHr/operations';
import type { WorkableSimulator } from '../../simulators/workable/index.mts';
import { useDeduplicator } from '../support/n8n';
import { typesOf } from '../support/outputs';
import {
	action,
	actionIn,
	failure,
	offered,
	startRoomyWorkable,
	through,
	tokenOf,
	triggerIn,
} from '../support/workable';
import type { Outputs } from '../support/workable';
import { hintingAct, operationRunner } from '../support/vendorNodes';

/*
 * Answers and deliveries that Workable does not document: nothing of them is lost in silence, and
 * nothing definite is made of a word that is not known.
 */

jest.mock('n8n-workflow', () => jest.requireActual('../support/sleep/thousandth'));

let workable: WorkableSimulator;
beforeEach(async () => {
	await useDeduplicator();
	said.length = 0;
	workable = await startRoomyWorkable();
});
afterEach(async () => {
	Settings.now = () => Date.now();
	await workable.close();
});

const { act, hints: said } = hintingAct(action);
const doing = operationRunner({ act }, operations, (given) => actionIn(workable, given));
const idsOf = async (...asked: Parameters<typeof doing>): Promise<unknown[]> =>
	(await doing(...asked)).map(({ json }) => json['id']);

/** Has a path answered with a body. */
function answers(path: string | RegExp, body: unknown): void {
	workable.faults.answer(path, body);
}

const byId = { __rl: true, mode: 'id', value: '7f3' } as IDataObject;

interface Told {
	readonly type?: string;
	readonly data: unknown;
	readonly envelope?: object;
	readonly fetchDetails?: boolean;
	readonly timezone?: string;
}

async function told({ data, type = 'employee_updated', ...more }: Told): Promise<Outputs> {
	const { envelope = {}, fetchDetails = false, timezone } = more;
	const options = { skipRepeats: false, fetchDetails };
	const parameters = { listenFor: 'hrEvents', hrEvents: offered('hrEvents'), options };
	const delivery = {
		...{ event_type: type, resource_type: 'employee', id: '7f3' },
		...{ fired_at: '2025-05-30T10:15:00.000Z', data, ...envelope },
	};
	const node = triggerIn(workable, {
		parameters,
		...(timezone === undefined ? {} : { timezone }),
	});
	return await through(node, delivery, tokenOf(workable));
}
const LEAVER = ['employee.access_ended', 'employee.terminated', 'employee.updated'];

describe('a new status', () => {
	it.each([
		'STATUS_INACTIVE',
		'Status_Inactive',
		' status_inactive ',
		'inactive',
		'status-inactive',
	])('%j is inactive, in another spelling', async (status) => {
		const outputs = await told({ data: { id: '7f3', status } });
		expect(typesOf(outputs)).toEqual(LEAVER);
		expect(outputs.events[0]?.employee.status).toBe('inactive');
		expect(outputs.unrecognised).toEqual([]);
	});
});

describe('a status that is not known', () => {
	it.each([['status_offboarded'], ['terminated'], [null], ['']])(
		'such as %j is undecided, and takes back nothing that was told',
		async (status) => {
			const outputs = await told({ data: { id: '7f3', status } });
			expect(typesOf(outputs)).toEqual(['employee.updated']);
			expect(outputs.unrecognised).toMatchObject([
				{ employee: { id: '7f3' }, enrichment: { reason: expect.stringContaining('status') } },
			]);
			const node = triggerIn(workable, {
				parameters: { listenFor: 'hrEvents', hrEvents: ['employee.access_ended'] },
			});
			const delivery = (its: unknown, fired_at: string): object => ({
				...{ event_type: 'employee_updated', resource_type: 'employee', id: '7f3', fired_at },
				data: { id: '7f3', status: its },
			});
			const at = '2025-05-30T10:15:00.000Z';
			const left = async (its: unknown, when: string): Promise<number> =>
				(await through(node, delivery(its, when) as never, tokenOf(workable))).events.length;
			expect(await left('status_inactive', at)).toBe(1);
			expect(await left(status, at)).toBe(0);
			expect(await left('status_inactive', at.replace('10:', '11:'))).toBe(0);
			expect(await left('status_active', at)).toBe(0);
			expect(await left('status_inactive', at.replace('10:', '12:'))).toBe(1);
		},
	);
});

describe('when a delivery was fired', () => {
	const data = { id: '7f3', status: 'status_inactive' };

	it.each([
		'2025-05-30T10:15:00.000+0000',
		'2025-05-30T12:15:00+02',
		'2025-05-30 10:15:00 UTC',
		'2025-05-30 12:15:00 +0200',
		'2025-05-30T10:15Z',
		'2025-05-30T10:15:00.000000Z',
	])('is read where it is written as %j', async (fired_at) => {
		const outputs = await told({ data, envelope: { fired_at } });
		expect(typesOf(outputs)).toEqual(LEAVER);
		expect(outputs.events[0]).toMatchObject({
			effectiveDate: '2025-05-30',
			occurredAt: '2025-05-30T10:15:00.000Z',
			enrichment: { reason: null },
		});
	});

	it.each([[null], [''], ['soon'], [1748600100000], [undefined], [{}]])(
		'keeps no leaver from being told where it is %j',
		async (fired_at) => {
			Settings.now = () => Date.parse('2025-06-01T06:00:00Z');
			const outputs = await told({ data, envelope: { fired_at } });
			expect(typesOf(outputs)).toEqual(LEAVER);
			expect(outputs.unrecognised).toEqual([]);
			expect(outputs.events[0]).toMatchObject({
				effectiveDate: '2025-06-01',
				occurredAt: null,
				enrichment: { reason: expect.stringContaining('fired_at') },
			});
		},
	);
});

describe('a delivery that contradicts itself', () => {
	it.each<[string, Told, string]>([
		['holds data in its data', { data: { data: { status: 'status_inactive' } } }, 'data'],
		['names two people', { data: { id: '9z9', status: 'status_inactive' } }, 'id, data.id'],
		[
			'names two people of a form',
			{ type: 'onboarding_completed', data: { employeeFormStep: { id: '9z9' } } },
			'id, data.id',
		],
		[
			'holds a leave that ends before it begins',
			{
				type: 'timeoff_request_approved',
				data: { id: '1', state: 'approved', from_date: '2027-02-01', to_date: '2027-01-20' },
			},
			'to_date',
		],
	])('as it %s, is unrecognised', async (_, delivery, names) => {
		const { events, unrecognised } = await told(delivery);
		expect(events).toEqual([]);
		expect(unrecognised[0]?.enrichment.reason).toMatch(new RegExp(`: ${names}\\.$`));
	});

	it('is of nobody where its id is of blanks', async () => {
		const { events, unrecognised } = await told({
			data: { status: 'status_inactive' },
			envelope: { id: ' ' },
		});
		expect(events).toEqual([]);
		expect(unrecognised[0]?.enrichment.reason).toMatch(/: id\.$/);
	});

	it('does not stop a leaver for a first day that cannot be read', async () => {
		const outputs = await told({ data: { status: 'status_inactive', start_date: '2021-9-1' } });
		expect(typesOf(outputs)).toEqual(LEAVER);
		expect(outputs.events[0]).toMatchObject({
			employee: { startDate: null },
			enrichment: { reason: expect.stringContaining('start_date') },
		});
	});
});

describe('a person', () => {
	const ada = { id: '7f3', firstname: 'Ada', lastname: 'Paz' };

	it.each([
		[{ error: 'Internal' }],
		[{ error: { message: 'x', code: 5 } }],
		[{}],
		[{ employee: ada }],
		[{ data: ada }],
		[{ id: null, firstname: '' }],
	])('is none that was read where the answer is %j', async (answer) => {
		answers('/employees/7f3', answer);
		const data = { workEmail: 'a@work.example' };
		const { events } = await told({ type: 'employee_published', data, fetchDetails: true });
		expect(events).toMatchObject([
			{ eventType: 'employee.hired', employee: { id: '7f3', workEmail: 'a@work.example' } },
		]);
		expect(events[0]?.enrichment).toMatchObject({
			status: 'failed',
			reason: expect.stringContaining('an employee'),
		});
		const get = doing(['employee', 'get'], { employeeId: byId });
		expect((await failure(get)).message).toContain('an employee');
	});

	it('is one without the id repeated, and with details that cannot be read', async () => {
		answers('/employees/7f3', { firstname: 'Ada', country: { code: 1.5 } });
		expect(await idsOf(['employee', 'get'], { employeeId: byId })).toEqual(['7f3']);
		expect(said.join()).toContain('country');
	});

	it.each([[''], [' '], [null], [undefined], [{}], [[]], [1e300]])(
		'of a list whose id is %j is left out, and that is said',
		async (id) => {
			const employees = [ada, { ...ada, id }];
			answers('/employees', { total_count: 2, employees });
			expect(await idsOf(['employee', 'getAll'], { returnAll: true })).toEqual(['7f3']);
			expect(said).toEqual([expect.stringMatching(/1 record .* because of: id\.$/)]);
		},
	);

	it.each<[unknown, string | null, boolean]>([
		[[{ id: 'd1', name: 'Bakery' }], 'Bakery', false],
		[[{ id: 'd1', title: 'Bakery' }], 'd1', true],
		[[{ id: 'd1', name: { en: 'Bakery' } }], 'd1', true],
		[[], 'd1', false],
	])('with departments %j', async (departments, expected, isPartial) => {
		answers('/employees/7f3', { ...ada, department: 'd1' });
		answers('/departments', departments);
		const data = { workEmail: 'a@work.example' };
		const { events } = await told({ type: 'employee_published', data, fetchDetails: true });
		expect(events[0]?.employee.department).toBe(expected);
		expect(/departments with fields .*: name/.test(events[0]?.enrichment.reason ?? '')).toBe(
			isPartial,
		);
	});

	it('has the rows of a group that numbers them, and no empty one for rows of another form', async () => {
		const value = { employment_expiry_date: '2027-01-31' };
		const data = {
			...{ id: '7f3', status: 'status_inactive' },
			employment_group: { 0: { row_id: 'q', value } },
			assets_group: [{ model: 'x' }],
		};
		const { events } = await told({ data });
		expect(events[0]?.employee.contractEndDate).toBe('2027-01-31');
		const tables = events.flatMap(({ table }) => table ?? []);
		expect(tables).toMatchObject([
			{ name: 'employment_group', entryId: 'q', record: value },
			{ name: 'assets_group', entryId: null, record: null },
		]);
		expect(events[0]?.enrichment.reason).toMatch(/: assets_group$/);
	});
});

describe('a filter that is looked at here', () => {
	const person = (id: string, more: object): object => ({ id, firstname: 'Sam', ...more });
	const people = async (filters: IDataObject, ...employees: object[]): Promise<unknown[]> => {
		answers('/employees', { total_count: employees.length, employees });
		return await idsOf(['employee', 'getAll'], { returnAll: true, filters });
	};
	const ACTIVE = { status_semantic_type: 'status_active' };

	it.each([['active'], ['Status_Active'], ['STATUS-ACTIVE ']])(
		'knows the status %j by its spelling',
		async (status) => {
			const found = await people(
				{ statuses: ['status_active'] },
				person('a', ACTIVE),
				person('b', { status_semantic_type: status }),
			);
			expect([found, said]).toEqual([['a', 'b'], []]);
		},
	);

	it.each([[null], ['status_onboarding'], [7], [undefined]])(
		'says that a person whose status is %j is left out',
		async (status) => {
			const found = await people(
				{ statuses: ['status_active'] },
				person('a', ACTIVE),
				person('b', { status_semantic_type: status }),
				person('c', { status_semantic_type: 'status_draft' }),
			);
			expect(found).toEqual(['a']);
			expect(said).toEqual([
				'Workable sent a list of employees with 1 record that cannot be read and is left out, because of: status_semantic_type (a filter needs it).',
			]);
		},
	);

	it('keeps everybody whose department it does not ask for', async () => {
		const found = await people({}, person('a', { department_id: null }), person('b', {}));
		expect([found, said]).toEqual([['a', 'b'], []]);
	});

	it('says that it does not see a department, where there may be one', async () => {
		const found = await people(
			{ departmentIds: ['d1'] },
			person('a', { department_id: 'd1' }),
			person('without one', { department_id: null }),
			person('of another', { department_id: 'd2' }),
			person('which may not be seen', {}),
		);
		expect(found).toEqual(['a']);
		expect(said).toEqual([expect.stringContaining('1 record that cannot be read')]);
		expect(said[0]).toContain('department_id');
	});

	it.each([
		['Approved', ['1', '2'], 0],
		['withdrawn', ['1'], 1],
		[null, ['1'], 1],
		['rejected', ['1'], 0],
	])('of a request that is %j', async (state, expected, hints) => {
		const request = (id: string, its: unknown): object => ({
			...{ id, employee_id: '7f3', state: its },
			...{ from_date: '2027-02-01', to_date: '2027-02-01' },
		});
		const requests = [request('1', 'approved'), request('2', state)];
		answers('/timeoff/requests', { total_count: 2, requests });
		const asked = { people: 'everyone', from: '2027-01-01', returnAll: true };
		const found = await idsOf(['timeOff', 'getAll'], {
			...asked,
			filters: { states: ['approved'] },
		});
		expect([found, said.length]).toEqual([expected, hints]);
		if (hints > 0) expect(said[0]).toContain('state (a filter needs it)');
	});
});
