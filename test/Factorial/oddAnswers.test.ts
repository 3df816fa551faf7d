import { Settings } from 'luxon';
import type { IDataObject } from 'n8n-workflow';

import { operations } from '../../nodes/Factorial/operations';
import type { FactorialSimulator } from '../../simulators/factorial/index.mts';
import {
	action,
	actionIn,
	failure,
	keyOf,
	offered,
	startRoomyFactorial,
	through,
	triggerIn,
} from '../support/factorial';
import type { Outputs } from '../support/factorial';
import { useDeduplicator } from '../support/n8n';
import { typesOf } from '../support/outputs';
import { hintingAct, operationRunner } from '../support/vendorNodes';

/*
 * Answers and deliveries that Factorial does not document: nothing of them is lost in silence, and half
 * a list does not read as a whole one.
 */

jest.mock('n8n-workflow', () => jest.requireActual('../support/sleep/thousandth'));

let factorial: FactorialSimulator;
beforeEach(async () => {
	await useDeduplicator();
	said.length = 0;
	factorial = await startRoomyFactorial({ employees: 0 });
	Settings.now = () => Date.parse('2026-03-18T10:00:00.000Z');
});
afterEach(async () => {
	Settings.now = () => Date.now();
	await factorial.close();
});

const { act, hints: said } = hintingAct(action);
const doing = operationRunner({ act }, operations, (given) => actionIn(factorial, given));
const idsOf = async (...asked: Parameters<typeof doing>): Promise<unknown[]> =>
	(await doing(...asked)).map(({ json }) => json['id']);

/** Has a path answered with a body. */
function answers(path: string, body: unknown): void {
	factorial.faults.answer(path, body, { method: 'GET' });
}

describe('a filter that is looked at here', () => {
	const leaves = async (filters: IDataObject, ...more: object[]): Promise<unknown[]> => {
		const data = more.map((one, index) => ({
			...{ id: String(index), employee_id: '101', start_on: '2026-04-01' },
			...one,
		}));
		answers('/timeoff/leaves', { data, meta: { has_next_page: false } });
		return await idsOf(['timeOff', 'getAll'], { people: 'everyone', returnAll: true, filters });
	};

	it('says that a leave is left out that does not say whether it is approved', async () => {
		const filters = { statuses: ['approved'] };
		const found = await leaves(filters, { approved: true }, { approved: false }, {});
		expect(found).toEqual(['0']);
		expect(said).toEqual([
			'Factorial sent a list of leaves with 1 record that cannot be read and is left out, because of: approved (a filter needs it).',
		]);
	});

	it.each([[{}], [null], ['']])(
		'keeps a leave of the type %j, as Factorial was asked for the type',
		async (type) => {
			const filters = { leaveTypeIds: ['12'] };
			const types = [{ leave_type_id: 12 }, { leave_type_id: type }, { leave_type_id: '13' }];
			expect(await leaves(filters, ...types)).toEqual(['0', '1']);
		},
	);
});

async function told(type: string, body: object): Promise<Outputs> {
	const options = { skipRepeats: false, fetchDetails: false };
	const parameters = { listenFor: 'hrEvents', hrEvents: offered('hrEvents'), options };
	const bytes = Buffer.from(JSON.stringify(body));
	return await through(
		triggerIn(factorial, { parameters }),
		{ type, body: bytes },
		keyOf(factorial),
	);
}

describe('a delivered day of termination', () => {
	const left = { id: '815', first_name: 'Iria', terminated_on: '2026-03-01' };

	it.each([['2026-3-1'], ['01/03/2026'], [20260301], [{}], [true], [null], ['']])(
		'that is %j decides nothing, as the person is read',
		async (terminated_on) => {
			answers('/employees/employees/815', left);
			const outputs = await told('employees/employee/terminate', { id: '815', terminated_on });
			expect(typesOf(outputs)).toEqual(['employee.access_ended', 'employee.terminated']);
			expect(outputs.events[0]?.termination?.date).toBe('2026-03-01');
			expect(outputs.unrecognised).toEqual([]);
		},
	);

	it.each([['01/03/2026'], [{ date: '2026-03-01' }]])(
		'that is %j may be one, whatever else was changed',
		async (terminated_on) => {
			answers('/employees/employees/815', left);
			const outputs = await told('employees/employee/update', { id: '815', terminated_on });
			expect(typesOf(outputs)).toEqual([
				'employee.updated',
				'employee.access_ended',
				'employee.terminated',
			]);
		},
	);

	it('that nobody can read of the person either leaves it undecided, and says whose', async () => {
		answers('/employees/employees/815', { ...left, terminated_on: 'soon' });
		const outputs = await told('employees/employee/update', { id: '815', terminated_on: 'soon' });
		expect(typesOf(outputs)).toEqual(['employee.updated']);
		expect(outputs.unrecognised).toMatchObject([
			{ employee: { id: '815' }, enrichment: { reason: expect.stringContaining('terminated_on') } },
		]);
	});
});

it('a delivery that does not fit says whose it is', async () => {
	const leave = { id: '1', employee_id: 101, start_on: '2026-04-01', finish_on: '2026-03-20' };
	expect((await told('timeoff/leave/create', leave)).unrecognised).toMatchObject([
		{ employee: { id: '101' }, enrichment: { reason: expect.stringMatching(/: finish_on\.$/) } },
	]);
});

describe('a list of people', () => {
	const asked = { returnAll: true, filters: { activeOnly: false } };
	const people = async (body: unknown): Promise<unknown[]> => {
		answers('/employees/employees', body);
		return await idsOf(['employee', 'getAll'], asked);
	};
	const many = (count: number): object[] =>
		Array.from({ length: count }, (_, index) => ({ id: String(index + 1) }));
	const meta = { has_next_page: false };

	it.each([
		[undefined],
		[null],
		[{}],
		[[]],
		[''],
		[{ has_next_page: null }],
		[{ hasNextPage: true, endCursor: 'x' }],
	])('is not whole where a full page comes with the meta %j', async (its) => {
		const error = await failure(people({ data: many(100), meta: its }));
		expect(error.message).toBe('Factorial did not give a complete list');
		expect(error.description).toContain('does not say whether there is more');
	});

	it.each([[undefined], [null], [{}], [[]]])(
		'is whole where a page that is not full comes with the meta %j',
		async (its) => {
			expect(await people({ data: many(99), meta: its })).toHaveLength(99);
		},
	);

	it('is read on from a full page by the cursor', async () => {
		const once = { kind: 'status', status: 200, times: 1 } as const;
		const match = { method: 'GET', path: '/employees/employees' } as const;
		factorial.faults.add({ ...once, match, body: { data: many(100), meta: { end_cursor: 'x' } } });
		factorial.faults.add({ ...once, match, body: { data: [{ id: '100' }, { id: '101' }], meta } });
		const found = await idsOf(['employee', 'getAll'], asked);
		// The last of the first page has moved to the second one.
		expect([found.length, found.at(-1)]).toEqual([101, '101']);
	});

	it.each([
		[{ employees: many(1) }],
		[{ results: many(1), meta }],
		[{ data: null, items: many(1) }],
	])('is none where it comes as %j', async (body) => {
		const error = await failure(people(body));
		expect(error.message).toContain('a list of employees');
	});

	it.each([[''], [' '], [{}]])('leaves out who has the id %j', async (id) => {
		expect(await people({ data: [{ id: '1' }, { id, first_name: 'Ada' }], meta })).toEqual(['1']);
		expect(said.join()).toMatch(/because of: id\.$/);
	});

	it('says that a place has no name', async () => {
		answers('/locations/locations', { data: [{ id: 3, title: 'Lugo' }], meta });
		expect(await people({ data: [{ id: '1', location_id: 3 }], meta })).toEqual(['1']);
		expect(said.join()).toMatch(/locations with fields that cannot be read: name/);
	});
});
