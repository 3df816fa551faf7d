import type { ExecuteContext } from 'n8n-core';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { operations } from '../../nodes/HiBob/operations';
import type { HiBobSimulator } from '../../simulators/hibob/index.mts';
import { startHiBob } from '../../simulators/hibob/index.mts';
import { action, actionIn } from '../support/hibob';
import type { Surroundings } from '../support/n8n';
import { executeContext } from '../support/n8n';
import { operationRunner } from '../support/vendorNodes';

jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	sleep: jest.fn(),
}));
const { sleep: asleep } = jest.requireActual<typeof import('n8n-workflow')>('n8n-workflow');

/*
 * The limits as documented. In a file of its own: a read that another test left behind would sleep
 * through these tests' clock.
 */

const EVERYONE = { people: 'everyone', returnAll: true };

let hibob: HiBobSimulator;
/** Time is not waited for but skipped, for the product and for HiBob alike. */
let skipped: number;
let startedAt: number;
beforeEach(async () => {
	skipped = 0;
	const now = Date.now.bind(Date);
	jest.spyOn(Date, 'now').mockImplementation(() => now() + skipped);
	jest.mocked(sleep).mockImplementation(async (ms) => {
		skipped += ms;
		await asleep(0);
	});
	hibob = await startHiBob({ now: () => Date.now() });
	startedAt = Date.now();
});
afterEach(async () => {
	jest.restoreAllMocks();
	await hibob.close();
	expect(hibob.violations.list).toEqual([]);
});

async function act(node: Surroundings): Promise<INodeExecutionData[]> {
	const [output = []] = await action.execute.call(executeContext(node, [{}]) as ExecuteContext);
	return output;
}
const run = operationRunner({ act }, operations, (given) => actionIn(hibob, given));
const rows = async (parameters: IDataObject): Promise<IDataObject[]> =>
	(await run(['tableEntry', 'getAll'], parameters)).map(({ json }) => json);
const queries = (path: string): unknown[] =>
	hibob.requests.filter((one) => one.path === path).map(({ query }) => query);
/** With the time that a busy machine takes for the requests themselves. */
const passed = (): number => Date.now() - startedAt;
const refused = (): unknown[] => hibob.requests.filter(({ status }) => status !== 200);

it('of 3,000 employees are kept to, without a refusal and without a wait', async () => {
	hibob.seedPeople(2_994);
	const output = await rows({ ...EVERYONE, table: 'lifecycle' });
	expect(output).toHaveLength(3_000);
	expect(new Set(output.map(({ employeeId }) => employeeId)).size).toBe(3_000);
	expect(queries('/bulk/people/lifecycle')).toHaveLength(15);
	expect(refused()).toEqual([]);
	expect(skipped).toBeLessThan(1_000);
});

it('of 3,000 employees are kept to where they are low: ten in a minute', async () => {
	hibob.seedPeople(2_994);
	const output = await rows({ ...EVERYONE, table: 'salary' });
	expect(output).toHaveLength(3_000);
	expect(queries('/bulk/people/salaries')).toHaveLength(15);
	expect(refused()).toEqual([]);
	expect(passed()).toBeGreaterThanOrEqual(55_000);
	expect(skipped).toBeLessThan(90_000);
});

it('are kept to person by person: fifty in a minute', async () => {
	hibob.seedPeople(114);
	const output = await rows({ ...EVERYONE, table: 'bankAccounts' });
	expect(output).toHaveLength(120);
	expect(refused()).toEqual([]);
	expect(passed()).toBeGreaterThanOrEqual(115_000);
	expect(skipped).toBeLessThan(180_000);
});

it('are kept to beside somebody else who uses them up', async () => {
	hibob.seedPeople(594);
	const match = { path: '/bulk/people/lifecycle' };
	const headers = { 'retry-after': '30' };
	hibob.faults.add({ kind: 'status', status: 429, headers, match });
	expect(await rows({ ...EVERYONE, table: 'lifecycle' })).toHaveLength(600);
	expect(passed()).toBeGreaterThanOrEqual(29_000);
	expect(skipped).toBeLessThan(60_000);
});
