import { Settings } from 'luxon';
import type { IDataObject, WorkflowExecuteMode } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';

import * as factorialFixtures from '../../fixtures/factorial/read.mts';
import * as hibobFixtures from '../../fixtures/hibob/read.mts';
import * as personioFixtures from '../../fixtures/personio/read.mts';
import { serveRecords } from '../../fixtures/personio/serve.mts';
import * as factorial from '../../support/factorial';
import * as hibob from '../../support/hibob';
import * as personio from '../../support/personio';
import type { Outputs } from '../../support/vendorNodes';
import { failure } from '../../support/vendorNodes';
import * as workable from '../../support/workable';
import { eventJson as workableJson } from '../../fixtures/workable/read.mts';

/*
 * What an outage of the vendor does to a run: what the delivery says itself is told at once, and
 * what takes a read is waited for, ten minutes and more. Time is not waited for but skipped.
 */

let slept = 0;
jest.mock('n8n-workflow', () => {
	const actual = jest.requireActual<typeof import('n8n-workflow')>('n8n-workflow');
	return {
		...actual,
		sleep: async (ms: number) => {
			mockSlept(ms);
			await actual.sleep(ms / 5_000);
		},
	};
});
function mockSlept(ms: number): void {
	slept += ms;
}

/** So many tries are made in the first ten minutes. */
const TEN_MINUTES = 15;

interface Running {
	/** The vendor answers 503 so many times to each of its addresses. */
	goesAway(times: number): void;
	tell(delivery: string, mode?: WorkflowExecuteMode): Promise<Outputs>;
	close(): Promise<void>;
}

const listening = (offered: string[]): IDataObject => ({
	listenFor: 'hrEvents',
	hrEvents: offered,
	options: { skipRepeats: false },
});

async function startFactorial(): Promise<Running> {
	const simulator = await factorial.startRoomyFactorial({ employees: 0 });
	simulator.load(factorialFixtures.records());
	return {
		goesAway: (times) => simulator.faults.add({ kind: 'status', status: 503, times }),
		async tell(name, mode) {
			const parameters = listening(factorial.offered('hrEvents'));
			const sent = {
				type: factorialFixtures.typeOf(name),
				body: factorialFixtures.eventJson(name),
			};
			const node = factorial.triggerIn(simulator, { parameters });
			return await factorial.through(node, sent, factorial.keyOf(simulator), mode);
		},
		close: async () => await simulator.close(),
	};
}

async function startHiBob(): Promise<Running> {
	const simulator = await hibob.startRoomyHiBob({ employees: 0 });
	simulator.load(hibobFixtures.records());
	return {
		goesAway: (times) => simulator.faults.add({ kind: 'status', status: 503, times }),
		async tell(name, mode) {
			const parameters = listening(hibob.offered('hrEvents'));
			const node = hibob.triggerIn(simulator, { parameters });
			return await hibob.through(node, hibobFixtures.eventJson(name), hibob.SECRET, mode);
		},
		close: async () => await simulator.close(),
	};
}

async function startPersonio(): Promise<Running> {
	const simulator = await personio.startRoomyPersonio({ people: 0 });
	return {
		goesAway(times) {
			simulator.faults.add({
				kind: 'status',
				status: 503,
				times,
				match: { path: /^\/v2\/persons/ },
			});
			serveRecords(simulator);
		},
		async tell(name, mode) {
			const parameters = listening(personio.offered('hrEvents'));
			const node = personio.triggerIn(simulator, { parameters });
			const { clientSecret = '' } = simulator.clients[0] ?? {};
			const sent = personioFixtures.eventJson(name);
			return await personio.through(node, sent, clientSecret, mode);
		},
		close: async () => await simulator.close(),
	};
}

async function startWorkable(): Promise<Running> {
	const simulator = await workable.startRoomyWorkable();
	return {
		goesAway: (times) => simulator.faults.add({ kind: 'status', status: 503, times }),
		async tell(name, mode) {
			const parameters = listening(workable.offered('hrEvents'));
			const node = workable.triggerIn(simulator, { parameters });
			return await workable.through(node, workableJson(name), workable.tokenOf(simulator), mode);
		},
		close: async () => await simulator.close(),
	};
}

let running: Running;
async function start(vendor: () => Promise<Running>, now: string): Promise<void> {
	running = await vendor();
	Settings.now = () => Date.parse(now);
	slept = 0;
	const clock = Date.now.bind(Date);
	jest.spyOn(Date, 'now').mockImplementation(() => clock() + slept);
}
afterEach(async () => {
	jest.restoreAllMocks();
	Settings.now = () => Date.now();
	await running.close();
});

const [SPRING, WINTER] = ['2026-03-18T10:00:00.000Z', '2025-01-09T10:00:00.000Z'] as const;
const typesOf = ({ events }: Outputs): string[] => events.map(({ eventType }) => eventType);

describe.each([
	['Factorial', startFactorial, SPRING, 'employees__employee__terminate'],
	['Factorial', startFactorial, SPRING, 'employees__employee__update.left_lately'],
	['Factorial', startFactorial, SPRING, 'employees__employee__unterminate'],
	['HiBob', startHiBob, WINTER, 'table.entry.created.lifecycle.terminated'],
	['HiBob', startHiBob, WINTER, 'timeoff.request.approved'],
	['Personio', startPersonio, SPRING, 'person.updated.inactive'],
	['Personio', startPersonio, SPRING, 'employment.updated.termination'],
] as const)('what %s has to be asked for', (_, vendor, now, delivery) => {
	it(`costs an outage of ten minutes nothing but time: ${delivery}`, async () => {
		await start(vendor, now);
		running.goesAway(0);
		const expected = typesOf(await running.tell(delivery));
		expect(expected.length).toBeGreaterThan(0);
		await running.close();
		jest.restoreAllMocks();

		await start(vendor, now);
		running.goesAway(TEN_MINUTES);
		const told = await running.tell(delivery);
		expect(typesOf(told)).toEqual(expected);
		expect(told.unrecognised).toEqual([]);
		expect(slept).toBeGreaterThan(60_000);
	});

	it(`fails the execution if it never comes, so that Retry completes it: ${delivery}`, async () => {
		await start(vendor, now);
		running.goesAway(9_999);
		const failed = await failure(running.tell(delivery));
		expect(failed).toBeInstanceOf(NodeApiError);
		expect(failed.message).toMatch(/is not available at the moment/);
		expect(slept).toBeGreaterThan(600_000);
	});

	it(`keeps nobody in the editor waiting: ${delivery}`, async () => {
		await start(vendor, now);
		running.goesAway(9_999);
		await failure(running.tell(delivery, 'manual'));
		expect(slept).toBeLessThan(60_000);
	});
});

describe.each([
	['Factorial', startFactorial, SPRING, 'employees__employee__create_with_contract', 'hired'],
	['HiBob', startHiBob, WINTER, 'employee.created', 'hired'],
	['HiBob', startHiBob, WINTER, 'employee.left', 'access_ended'],
	['HiBob', startHiBob, WINTER, 'employee.access.revoked.immediately', 'access_ended'],
	['HiBob', startHiBob, WINTER, 'employee.inactivated', 'deactivated'],
	['Workable', startWorkable, SPRING, 'employee_published', 'hired'],
	['Workable', startWorkable, SPRING, 'employee_updated.left', 'access_ended'],
] as const)('what %s says itself', (_, vendor, now, delivery, type) => {
	it(`is told at once, whatever is missing: ${delivery}`, async () => {
		await start(vendor, now);
		running.goesAway(9_999);
		const { events } = await running.tell(delivery);
		const told = events.find(({ eventType }) => eventType === `employee.${type}`);
		expect(told).toMatchObject({ enrichment: { reason: expect.stringMatching(/not available/) } });
		expect(slept).toBeLessThan(60_000);
	});
});
