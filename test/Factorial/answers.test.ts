import { Settings } from 'luxon';
import type { IDataObject, NodeExecutionHint } from 'n8n-workflow';

import { operations } from '../../nodes/Factorial/operations';
import type { FactorialOptions, FactorialSimulator } from '../../simulators/factorial/index.mts';
import { eventBytes, records } from '../fixtures/factorial/read.mts';
import type { Outputs } from '../support/factorial';
import {
	act,
	action,
	actionIn,
	credentialFor,
	failure,
	hooks,
	keyOf,
	startRoomyFactorial,
	through,
	triggerIn,
} from '../support/factorial';
import { executeContext, useDeduplicator } from '../support/n8n';
import { operationRunner } from '../support/vendorNodes';

jest.mock('n8n-workflow', () => jest.requireActual('../support/sleep/thousandth'));

const EMPLOYEES = '/employees/employees';
const TERMINATE = 'employees/employee/terminate';
const GET_MANY = ['employee', 'getAll'] as const;

let factorial: FactorialSimulator;
async function start(options: FactorialOptions = {}): Promise<void> {
	await factorial?.close();
	factorial = await startRoomyFactorial({ employees: 0, ...options });
	factorial.load(records());
}
beforeEach(async () => {
	await useDeduplicator();
	await start();
	Settings.now = () => Date.parse('2026-03-18T10:00:00.000Z');
});
afterEach(async () => {
	Settings.now = () => Date.now();
	await factorial.close();
	expect(factorial.violations.list).toEqual([]);
});

const doing = operationRunner({ act }, operations, (given) => actionIn(factorial, given));
const jsons = async (...asked: Parameters<typeof doing>): Promise<IDataObject[]> =>
	(await doing(...asked)).map(({ json }) => json);
const byId = (value: string): IDataObject => ({
	employeeId: { __rl: true, mode: 'id', value },
});

async function terminated(): Promise<Outputs> {
	const hrEvents = [
		'employee.termination_scheduled',
		'employee.access_ended',
		'employee.terminated',
	];
	const node = triggerIn(factorial, { parameters: { hrEvents } });
	const body = eventBytes('employees__employee__terminate.over');
	return await through(node, { type: TERMINATE, body }, keyOf(factorial));
}

/** Every answer of a path from now on. */
const answers = (path: string, body: unknown): void =>
	factorial.faults.answer(path, body, { method: 'GET' });
const queries = (path: string): Array<Record<string, unknown>> =>
	factorial.requests.filter((one) => one.path === path).map(({ query }) => query);

describe.each(['bare', 'wrapped', 'missing'] as const)(
	'a record by its id that comes %s',
	(how) => {
		beforeEach(async () => {
			await start({ singleReads: how });
		});

		it('decides about a leaver', async () => {
			const { events, unrecognised } = await terminated();
			expect(unrecognised).toEqual([]);
			expect(events.map(({ eventType }) => eventType)).toEqual([
				'employee.access_ended',
				'employee.terminated',
			]);
			expect(events[0]?.enrichment).toEqual({ status: 'full', reason: null });
		});

		it('is told', async () => {
			expect(await jsons(['employee', 'get'], byId('104'))).toMatchObject([
				{ id: '104', manager: { id: '101', displayName: 'Alma Ribera' } },
			]);
			expect(await jsons(['contractVersion', 'get'], { contractVersionId: '401' })).toMatchObject([
				{ entryId: '401', employeeId: '101' },
			]);
		});

		it('is read back after a webhook was changed', async () => {
			const type = 'employees/employee/unterminate';
			const id = factorial.addWebhook({ type, target: 'https://hooks.example' });
			const parameters = {
				hrEvents: ['employee.termination_cancelled'],
				options: { takeOver: true },
			};
			const node = triggerIn(factorial, { parameters });
			await hooks(node).create();
			expect(factorial.webhooks).toMatchObject([{ id, api_version: '2026-10-01' }]);
			expect(await hooks(node).checkExists()).toBe(true);
		});

		it('of nobody is of nobody, and looked for once in the list', async () => {
			const error = await failure(doing(['employee', 'get'], byId('99999')));
			expect(error.message).toMatch(/Factorial has no such record/);
			expect(queries(EMPLOYEES)).toMatchObject([{ 'ids[]': '99999', only_active: 'false' }]);
		});
	},
);

describe('the list that is asked for one record', () => {
	beforeEach(async () => {
		await start({ singleReads: 'missing' });
	});

	it('that gives somebody else makes nobody a leaver', async () => {
		const others = records().employees?.filter(({ id }) => id !== '105') ?? [];
		answers(EMPLOYEES, { data: others, meta: { has_next_page: true, end_cursor: 'more' } });
		const { events, unrecognised } = await terminated();
		expect(events).toEqual([]);
		expect(unrecognised[0]?.enrichment.reason).toMatch(/Factorial has no such record/);
		// One page: where the filter is ignored, everybody would come.
		expect(queries(EMPLOYEES).every((query) => query['after_id'] === undefined)).toBe(true);
	});

	it('that is away for the moment decides nothing', async () => {
		factorial.faults.add({ kind: 'status', status: 503, match: { path: EMPLOYEES }, times: 99 });
		expect((await failure(terminated())).message).toMatch(/Factorial is not available/);
	});

	it('of another environment says so', async () => {
		factorial.addApiKey('example-demo-key', { isElsewhere: true });
		const credential = credentialFor(factorial, { apiKey: 'example-demo-key' });
		const parameters = { resource: 'employee', operation: 'get', ...byId('104') };
		const error = await failure(act(actionIn(factorial, { credential, parameters })));
		expect(error.message).toMatch(/does not say which company/);
	});
});

describe.each(['there', 'left-out'] as const)('an empty list that is %s', (emptyLists) => {
	beforeEach(async () => {
		await start({ emptyLists });
	});

	it('is an empty list', async () => {
		const nobody = { returnAll: true, filters: { name: 'nobody of this name' } };
		expect(await jsons(GET_MANY, nobody)).toEqual([]);
		const node = triggerIn(factorial, { parameters: { hrEvents: ['employee.hired'] } });
		expect(await hooks(node).checkExists()).toBe(false);
		await hooks(node).create();
		expect(await hooks(node).checkExists()).toBe(true);
	});

	it('is not believed of a key of another environment', async () => {
		factorial.addApiKey('example-demo-key', { isElsewhere: true });
		const credential = credentialFor(factorial, { apiKey: 'example-demo-key' });
		const parameters = { resource: 'employee', operation: 'getAll', returnAll: true };
		const error = await failure(act(actionIn(factorial, { credential, parameters })));
		expect(error.message).toMatch(/does not say which company/);
		expect(error.description).toContain("check 'Environment'");
	});
});

describe('an answer without its list', () => {
	const all = async (): Promise<IDataObject[]> => await jsons(GET_MANY, { returnAll: true });

	it.each([{}, { meta: null }, { meta: { total: 0 } }, { data: null }, { errors: [], meta: {} }])(
		'that names no error is an empty list: %j',
		async (body) => {
			answers(EMPLOYEES, body);
			expect(await all()).toEqual([]);
		},
	);

	it.each([
		...[{ errors: ['no'] }, { errors: [{ code: 'x' }] }, { error: 'no' }, { message: 'no' }],
		...[{ data: null, errors: ['no'] }, { data: [], error: 'no' }, { success: false }],
		...[{ status: 500, title: 'no' }, { data: 'no' }, { data: { id: '104' } }],
		...[[], 'a sign-in page', 7],
	])('that names an error, or is none at all, is refused: %j', async (body) => {
		answers(EMPLOYEES, body);
		expect((await failure(all())).message).toMatch(/ a list of employees/);
	});

	it('goes on where it says that there is more', async () => {
		factorial.faults.add({
			...{ kind: 'status', status: 200, match: { path: EMPLOYEES } },
			body: { meta: { has_next_page: true, end_cursor: Buffer.from('103').toString('base64') } },
		} as never);
		const ids = (await all()).map(({ id }) => Number(id));
		expect(ids.length).toBeGreaterThan(0);
		expect(Math.min(...ids)).toBeGreaterThan(103);
	});
});

describe.each([
	['detail', 'full_name', 9],
	['id', 'id', 8],
] as const)('a list of which the %s of one record cannot be read', (oddRecords, field, count) => {
	beforeEach(async () => {
		await start({ oddRecords });
	});

	it('gives the others, and says which field it is', async () => {
		const node = actionIn(factorial, {
			parameters: { resource: 'employee', operation: 'getAll', returnAll: true },
		});
		const context = executeContext(node, [{}]);
		const [output = []] = await action.execute.call(context);
		expect(output).toHaveLength(count);
		const { hints } = context as unknown as { hints: NodeExecutionHint[] };
		const said = hints.map(({ message }) => message).join('\n');
		expect(said).toMatch(new RegExp(`a list of employees .*: .*${field}`));
		expect(said).not.toMatch(/proxy/);
	});

	it('does not keep a workflow from being published', async () => {
		for (const type of ['teams/team/create', 'teams/team/update']) {
			factorial.addWebhook({ type, target: 'https://hooks.example' });
		}
		const node = triggerIn(factorial, { parameters: { hrEvents: ['employee.hired'] } });
		expect(await hooks(node).checkExists()).toBe(false);
		await hooks(node).create();
		expect(await hooks(node).checkExists()).toBe(true);
	});
});
