import type { IDataObject } from 'n8n-workflow';

import { operations } from '../../nodes/WorkableHr/operations';
import type { WorkableSimulator } from '../../simulators/workable/index.mts';
import { loadOptionsContext, useDeduplicator } from '../support/n8n';
import {
	action,
	actionIn,
	failure,
	hooks,
	offered,
	startRoomyWorkable,
	through,
	tokenOf,
	triggerIn,
} from '../support/workable';
import type { Outputs } from '../support/workable';
import { hintingAct, operationRunner } from '../support/vendorNodes';

/*
 * One field in another form than documented costs that field at most, and is said.
 */

jest.mock('n8n-workflow', () => jest.requireActual('../support/sleep/hundredth'));

let workable: WorkableSimulator;
beforeEach(async () => {
	await useDeduplicator();
	workable = await startRoomyWorkable();
});
afterEach(async () => {
	await workable.close();
	expect(workable.violations.list).toEqual([]);
});

const { act, hints } = hintingAct(action);
const doing = operationRunner({ act }, operations, (given) => actionIn(workable, given));

/** Has a path answered with a body. */
function answers(path: string | RegExp, body: unknown, times = 1): void {
	workable.faults.answer(path, body, { times });
}

/** A delivery about somebody whose record cannot be fetched for now. */
async function told(eventType: string, data: object, fetchDetails = false): Promise<Outputs> {
	const node = triggerIn(workable, {
		parameters: {
			listenFor: 'hrEvents',
			hrEvents: offered('hrEvents'),
			options: { skipRepeats: false, fetchDetails },
		},
	});
	const delivery = {
		...{ event_type: eventType, resource_type: 'employee', id: '7f3' },
		...{ fired_at: '2025-05-30T10:15:00.000Z', data },
	};
	return await through(node, delivery, tokenOf(workable));
}

describe('a leaver', () => {
	const group = { row_id: 'q1', value: { employment_expiry_date: '2027-01-31' } };

	it.each<[object, object, string | null]>([
		[{ employment_group: group }, { contractEndDate: '2027-01-31' }, null],
		[{ employment_group: { row_id: 'q1', value: {} } }, { contractEndDate: null }, null],
		[{ employment_group: [null, 5, group] }, { contractEndDate: '2027-01-31' }, 'employment_group'],
		[
			{ employment_group: [{ row_id: 'q', value: { employment_expiry_date: 'later' } }] },
			{ contractEndDate: null },
			'employment_group.value.employment_expiry_date',
		],
		[{ country: 'PT' }, { country: 'PT' }, null],
		[{ country: [] }, { country: null }, null],
		[{ department: { id: 'dep-4', name: 'Bakery' } }, { department: 'Bakery' }, null],
		[{ department: { id: 4 } }, { department: '4' }, null],
		[{ department: { head: 'x' } }, { department: null }, 'department'],
		[
			{ reports_to: { id: '7f0', name: 'Rui Costa' } },
			{ manager: { id: '7f0', displayName: 'Rui Costa', workEmail: null } },
			null,
		],
		[{ firstname: { first: 'Sam' } }, { firstName: null }, 'firstname'],
		[{ employee_number: 12 }, { employeeNumber: '12' }, null],
		[{ id: {} }, { id: '7f3' }, null],
	])('with %j', async (data, employee, odd) => {
		const { events, unrecognised } = await told('employee_updated', {
			...{ id: '7f3', status: 'status_inactive' },
			...data,
		});
		expect(unrecognised).toEqual([]);
		const types = events.map(({ eventType }) => eventType);
		expect(types.slice(0, 3)).toEqual([
			'employee.access_ended',
			'employee.terminated',
			'employee.updated',
		]);
		expect(events[0]?.employee).toMatchObject(employee);
		const reason =
			odd === null
				? null
				: `Workable sent the delivery employee_updated with fields that cannot be read: ${odd}`;
		expect(events[0]?.enrichment.reason).toBe(reason);
	});

	it('whose status comes under the name that the list has', async () => {
		const { events } = await told('employee_updated', { status_semantic_type: 'status_inactive' });
		expect(events[0]).toMatchObject({
			eventType: 'employee.access_ended',
			employee: { status: 'inactive' },
		});
	});

	it.each([[{ is: 'inactive' }], [[]], [true]])(
		'whose status is %j is unrecognised',
		async (status) => {
			const { events, unrecognised } = await told('employee_updated', { id: '7f3', status });
			expect(events).toEqual([]);
			expect(unrecognised).toMatchObject([
				{
					employee: { id: '7f3' },
					enrichment: { reason: expect.stringContaining(': status.') },
				},
			]);
		},
	);
});

describe('the rows of a group', () => {
	it('that can be read are told, and what cannot is said', async () => {
		const { events } = await told('employee_updated', {
			employment_group: [
				{ row_id: 1, value: { employment_effective_date: 'soon' } },
				'row',
				{ row_id: {}, value: 'text' },
			],
			custom_group: [{ row_id: '7', value: 'anything' }],
		});
		const rows = events.filter(({ eventType }) => eventType === 'table.entry_updated');
		expect(rows.map(({ table }) => table)).toMatchObject([
			{ name: 'employment_group', entryId: '1', effectiveDate: null },
			{ name: 'employment_group', entryId: null, record: null },
			{ name: 'custom_group', entryId: '7', record: null },
		]);
		expect(rows[0]?.enrichment.reason).toMatch(
			/: employment_group, employment_group\.value, employment_group\.value\.employment_effective_date$/,
		);
	});
});

describe('a leave', () => {
	const leave = {
		...{ id: '9120', state: 'approved', timeoff_tracking_unit: 'half_days' },
		...{ from_date: '2027-02-01T00:00:00.000', to_date: '2027-02-02T00:00:00.000' },
	};

	it.each<[object, object, string | null]>([
		[{ requesting_total: '1.5' }, { amount: 1.5 }, null],
		[{ requesting_total: '1,5' }, { amount: null }, 'requesting_total'],
		[{ timeoff_tracking_unit: 2 }, { unit: 'unknown', startPart: null }, null],
		[{ updated_by: { id: 'a11', name: 'Nikos Dimos' } }, { approver: 'Nikos Dimos' }, null],
		[{ half_days: ['2027-02-01'] }, { startPart: null, endPart: 'full' }, null],
		[{ half_days: '2027-02-01' }, { startPart: null, endPart: 'full' }, null],
		[{ half_days: { date: '2027-02-01', half: 'first' } }, { startPart: 'morning' }, null],
		[
			{ half_days: [{ date: '2027-02-01', half: 'third' }] },
			{ startPart: null, endPart: 'full' },
			'half_days.half',
		],
		[{ half_days: [{ half: 'first' }] }, { startPart: null, endPart: null }, 'half_days.date'],
		[{ half_days: [7] }, { startPart: null, endPart: null }, 'half_days'],
		[{ half_days: 'monday' }, { startPart: null, endPart: null }, 'half_days'],
	])('with %j', async (data, expected, odd) => {
		const { events } = await told('timeoff_request_approved', { ...leave, ...data });
		expect(events).toMatchObject([{ eventType: 'leave.approved', leave: expected }]);
		const reason =
			odd === null
				? null
				: `Workable sent the delivery timeoff_updated with fields that cannot be read: ${odd}`;
		expect(events[0]?.enrichment.reason).toBe(reason);
	});

	it.each([
		{ from_date: 'soon' },
		{ to_date: '2027-02-31' },
		{ to_date: 20270202 },
		{ state: { is: 'approved' } },
	])('of which %j cannot be read is unrecognised', async (data) => {
		const { events, unrecognised } = await told('timeoff_request_approved', { ...leave, ...data });
		expect([events.length, unrecognised.length]).toEqual([0, 1]);
		expect(unrecognised[0]?.enrichment.reason).toContain(`: ${Object.keys(data)[0]}.`);
	});
});

describe('lists', () => {
	const person = (id: unknown, more: object = {}): object => ({
		...{ id, firstname: 'Sam', lastname: 'Ortiz', status_semantic_type: 'status_active' },
		...more,
	});
	const idsOf = (items: Array<{ json: IDataObject }>): unknown[] =>
		items.map(({ json }) => json['id']);
	const ALL = ['employee', 'getAll'] as const;

	it('keep the people who fit', async () => {
		const employees = [
			person('a', { employee_number: 7 }),
			person('b', { status_semantic_type: {} }),
			person(12, { country: 'PT', start_date: '2020-01-01' }),
		];
		answers('/employees', { total_count: '3', employees });
		expect(idsOf(await doing(ALL, { returnAll: true }))).toEqual(['a', '12']);
	});

	it('go on where nothing of a further page fits', async () => {
		const employees = Array.from({ length: 100 }, (_, index) => person(`p${index}`));
		answers('/employees', { total_count: 102, employees });
		answers('/employees', { total_count: 102, employees: [person('x', { start_date: 'soon' })] });
		answers('/employees', { total_count: 102, employees: [person('y')] });
		expect(await doing(ALL, { returnAll: true })).toHaveLength(101);
	});

	it('are refused where nothing fits', async () => {
		answers('/employees', { total_count: 1, employees: [person('x', { start_date: 'soon' })] });
		const error = await failure(doing(ALL, { returnAll: true }));
		expect(error.message).toBe('Workable answered with a list of employees that cannot be read');
		expect(error.description).toContain('start_date');
	});

	it('of rows do without whom nobody can read', async () => {
		const [first, ...others] = workable.employees.map(({ id }) => id);
		answers(`/employees/${first}`, { ...workable.employees[0], status: [] });
		const rows = await doing(['tableEntry', 'getAll'], {
			...{ people: 'everyone', table: 'employment_group', returnAll: true },
		});
		expect(rows.map(({ json }) => json['employeeId']).sort()).toEqual(others.sort());
	});

	it('of leaves, person by person, do without those that nobody can read', async () => {
		await workable.close();
		workable = await startRoomyWorkable({ timeoffNeedsEmployee: true });
		const leave = { state: 'approved', from_date: '2027-02-01', to_date: '2027-02-01' };
		const requests = (id: unknown): object => ({ total_count: 1, requests: [{ ...leave, id }] });
		workable.faults.add({ kind: 'status', status: 422, match: { path: '/timeoff/requests' } });
		answers('/timeoff/requests', requests(null));
		answers('/timeoff/requests', requests('9121'));
		const asked = { from: '2027-01-01', people: 'everyone', returnAll: true };
		expect(idsOf(await doing(['timeOff', 'getAll'], asked))).toEqual(['9121']);

		workable.faults.add({ kind: 'status', status: 422, match: { path: '/timeoff/requests' } });
		answers('/timeoff/requests', requests(null));
		const error = await failure(doing(['timeOff', 'getAll'], asked));
		expect(error.message).toContain('a list of time-off requests that cannot be read');
	});

	it.each([{}, [], '', ' ', null])(
		'of everybody leave out a request of which nobody knows whose it is (%j), and say so',
		async (whose) => {
			const leave = {
				...{ state: 'approved', from_date: '2027-02-01', to_date: '2027-02-01' },
				updated_at: '2027-01-10T09:00:00.000Z',
			};
			const requests = [
				{ ...leave, id: '1', employee_id: whose },
				{ ...leave, id: '2', employee_id: '7f3' },
			];
			for (const [what, asked] of [
				[['timeOff', 'getAll'], { from: '2027-01-01', people: 'everyone', returnAll: true }],
				[['event', 'getAllSince'], { since: '2027-01-01T00:00:00Z', returnAll: true }],
			] as const) {
				answers('/timeoff/requests', { total_count: 2, requests });
				hints.length = 0;
				const output = await doing(what, asked);
				const owners = output.map(({ json }) => json['employeeId'] ?? json['employee']);
				expect(owners).toEqual([expect.anything()]);
				expect(JSON.stringify(owners)).toContain('7f3');
				expect(JSON.stringify(hints)).toContain('employee_id');
			}
		},
	);

	it('of balances', async () => {
		const balances = [
			{ category_id: 1, name: ' PTO ', units_available: '', units_used: '-1.50' },
			{ category_id: '2', units_available: 'many', time_off_tracking_unit: 'weeks' },
			{ name: 'no id' },
		];
		answers('/timeoff/balances', { balances });
		const found = await doing(['timeOff', 'getBalances'], {
			employeeId: { __rl: true, mode: 'id', value: workable.employees[0]?.id } as IDataObject,
		});
		expect(found.map(({ json }) => json)).toMatchObject([
			{ categoryId: '1', categoryName: 'PTO', available: null, used: -1.5, unit: 'unknown' },
			{ categoryId: '2', available: null, unit: 'unknown' },
		]);
	});

	it('of a drop-down offer the others, and the next page', async () => {
		const employees = Array.from({ length: 50 }, (_, index) =>
			person(index === 7 ? {} : `p${index}`),
		);
		answers('/employees', { total_count: 60, employees });
		const context = loadOptionsContext(actionIn(workable));
		const page = await action.methods.listSearch.searchEmployees.call(context);
		expect([page.results.length, page.paginationToken]).toEqual([49, '50']);
	});

	it('of departments name those without a name by their ids', async () => {
		answers('/departments', [{ id: 4, name: {} }, { id: '5', name: 'Bakery' }, { name: 'no id' }]);
		const context = loadOptionsContext(actionIn(workable));
		expect(await action.methods.loadOptions.getDepartments.call(context)).toEqual([
			{ name: '4', value: '4' },
			{ name: 'Bakery', value: '5' },
		]);
	});
});

describe('other webhooks at Workable', () => {
	it.each<[unknown[]]>([
		[[{ id: 1, target: null }]],
		[
			[
				{ id: 1, target: { url: 'https://example.com' } },
				{ id: 2, target: 'nowhere', event: 5 },
			],
		],
		[[{ id: 3, target: 'https://example.com', valid_until: {} }, null, { target: 'x' }]],
	])('such as %j do not stop the workflow from being published', async (subscriptions) => {
		answers('/subscriptions', { subscriptions }, 1);
		const node = triggerIn(workable, {
			parameters: { listenFor: 'hrEvents', hrEvents: ['employee.created'] },
		});
		expect(await hooks(node).create()).toBe(true);
		expect(workable.webhooks).toHaveLength(1);
	});
});
