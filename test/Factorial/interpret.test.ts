import omit from 'lodash/omit';
import { Settings } from 'luxon';
import type { IDataObject } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';

import type { FactorialOptions, FactorialSimulator } from '../../simulators/factorial/index.mts';
import { PRIVATE_MARK, SALARY_CENTS } from '../../simulators/factorial/index.mts';
import {
	eventBytes,
	eventJson,
	eventNames,
	expectedEvents,
	expectedUnrecognised,
	records,
	typeOf,
} from '../fixtures/factorial/read.mts';
import type { Outputs, Sent } from '../support/factorial';
import {
	challengeFor,
	failure,
	keyOf,
	offered,
	post,
	run,
	startRoomyFactorial,
	through,
	triggerIn,
} from '../support/factorial';
import { useDeduplicator } from '../support/n8n';

jest.mock('n8n-workflow', () => {
	const actual = jest.requireActual<typeof import('n8n-workflow')>('n8n-workflow');
	return { ...actual, sleep: async (ms: number) => await actual.sleep(ms / 100) };
});

/** The day the fixtures are read on: some of their dates are over then, some are not. */
const NOW = '2026-03-18T10:00:00.000Z';
const EMPLOYEES = '/employees/employees';
const CONTRACTS = '/contracts/contract_versions';
const TERMINATE = 'employees/employee/terminate';

let factorial: FactorialSimulator;
async function start(options: FactorialOptions = {}): Promise<void> {
	await factorial?.close();
	factorial = await startRoomyFactorial({ employees: 0, ...options });
	factorial.load(records());
}
beforeEach(async () => {
	await useDeduplicator();
	await start();
	Settings.now = () => Date.parse(NOW);
});
afterEach(async () => {
	Settings.now = () => Date.now();
	await factorial.close();
	expect(factorial.violations.list).toEqual([]);
});

/** Everything selected; every test may tell the same fact again. */
function listening(
	kind: 'hrEvents' | 'vendorEvents' = 'hrEvents',
	options: IDataObject = {},
): IDataObject {
	return { listenFor: kind, [kind]: offered(kind), options: { skipRepeats: false, ...options } };
}

const isHr = (name: string): boolean =>
	/^(employees|contracts__contract_version__|timeoff__leave__|teams__membership)/.test(name);

/** What a variant of a fixture is about may be an option. */
function parametersFor(name: string, options: IDataObject = {}): IDataObject {
	const days = name.endsWith('.leave_days') ? { fetchLeaveDays: true } : {};
	return listening(isHr(name) ? 'hrEvents' : 'vendorEvents', { ...days, ...options });
}

const fixture = (name: string): Sent => ({ type: typeOf(name), body: eventBytes(name) });

async function told(
	delivery: string | Sent,
	options: IDataObject = {},
	kind?: 'hrEvents' | 'vendorEvents',
): Promise<Outputs> {
	const isName = typeof delivery === 'string';
	const parameters =
		isName && kind === undefined ? parametersFor(delivery, options) : listening(kind, options);
	const node = triggerIn(factorial, { parameters });
	return await through(node, isName ? fixture(delivery) : delivery, keyOf(factorial));
}

const typesOf = ({ events }: Pick<Outputs, 'events'>): string[] =>
	events.map(({ eventType }) => eventType);
const reasonOf = ({ unrecognised }: Outputs): string | null | undefined =>
	unrecognised[0]?.enrichment.reason;
const askedFor = (path: string): number =>
	factorial.requests.filter((request) => request.path === path).length;
const refuse = (path: string, status: number, times = 99): void =>
	factorial.faults.add({ kind: 'status', status, match: { path }, times });

describe('every fixture', () => {
	it.each(eventNames())('%s', async (name) => {
		const node = triggerIn(factorial, { parameters: parametersFor(name) });
		const challenge = challengeFor(node, keyOf(factorial), typeOf(name));
		const { answer, items } = await post(node, fixture(name), challenge);
		expect(answer.status).toBe(200);
		expect(items).toHaveLength(1);

		const { events, unrecognised } = await run(node, items);
		expect(events.map((event) => ({ ...event, receivedAt: NOW }))).toEqual(expectedEvents(name));
		expect(
			unrecognised.map(({ employee, enrichment }) => ({
				employeeId: employee.id,
				reason: enrichment.reason,
			})),
		).toEqual(expectedUnrecognised(name));
		for (const event of unrecognised) {
			expect(event).toMatchObject({
				eventType: 'unmapped',
				source: { nativeType: typeOf(name), verifiedBy: 'secret' },
				enrichment: { status: 'failed' },
				raw: eventJson(name),
			});
		}
	});

	it.each(eventNames().filter(isHr))('%s means the same without Fetch Details', async (name) => {
		const kept = (event: Record<string, unknown>): unknown => {
			const { eventType, eventId, effectiveDate, phase, termination, table, leave } = event;
			// What kind of leave it is says the list of kinds: mere detail.
			const rest = omit(leave as object | null, ['category', 'isPaid', 'typeName']);
			return { eventType, eventId, effectiveDate, phase, termination, table, leave: rest };
		};
		const { events, unrecognised } = await told(name, { fetchDetails: false });
		expect(unrecognised).toHaveLength(expectedUnrecognised(name).length);
		expect(events.map(kept)).toEqual(expectedEvents(name).map(kept));
		expect(askedFor('/teams/teams') + askedFor('/locations/locations')).toBe(0);
	});

	it('comes as what it is in the vendor-events mode too', async () => {
		expect(typesOf(await told('employees__employee__terminate.over', {}, 'vendorEvents'))).toEqual([
			'employee.access_ended',
			'employee.terminated',
		]);
	});

	it.each(eventNames().filter(isHr))('%s keeps private data to itself', async (name) => {
		const { events } = await told(name);
		expect(JSON.stringify(events)).not.toContain(PRIVATE_MARK);
		expect(JSON.stringify(events)).not.toContain(String(SALARY_CENTS));
	});

	it('tells pay where it is asked for, and everything where raw is', async () => {
		const paid = await told('contracts__contract_version__update', { includePayTables: true });
		expect(paid.events.at(-1)?.table?.record).toMatchObject({ salary_amount: 5_000_013 });
		const raw = await told('employees__employee__update', { includeRaw: true });
		expect(raw.events[0]?.raw).toEqual(eventJson('employees__employee__update'));
	});
});

describe('the type', () => {
	const UPDATE = 'employees/employee/update';
	const body = eventBytes('employees__employee__update');

	it('that nobody knows, but proved, makes a delivery unrecognised, naming it', async () => {
		const found = await told({ type: 'employees/employee/teleport', body });
		expect(found.events).toEqual([]);
		expect(reasonOf(found)).toContain('employees/employee/teleport');
	});

	it('that this node did not register starts nothing', async () => {
		const node = triggerIn(factorial, { parameters: { hrEvents: ['leave.approved'] } });
		const challenge = challengeFor(node, keyOf(factorial), UPDATE);
		const { answer, items } = await post(node, { type: UPDATE, body }, challenge);
		expect([answer.status, items]).toEqual([200, []]);
	});

	it.each([
		[TERMINATE, eventBytes('timeoff__leave__approve'), undefined],
		['timeoff/leave/approve', body, 'employee_id'],
		['contracts/contract_version/create', body, 'employee_id'],
		['teams/membership/create', body, 'the body'],
		[UPDATE, Buffer.from('["not", "a record"]'), 'the body'],
		[UPDATE, Buffer.from('{"id":{"odd":"Blaise"}}'), 'id'],
		[UPDATE, Buffer.from('not JSON'), 'the body'],
	])('%s with a body that does not fit is never trusted', async (type, odd, field) => {
		const found = await told({ type, body: odd });
		expect(found.events).toEqual([]);
		expect(found.unrecognised).toHaveLength(1);
		// A leave's id may be no person's: then nobody is found.
		if (field !== undefined) expect(reasonOf(found)).toContain(field);
		expect(reasonOf(found)).not.toContain('Blaise');
	});

	it('of a termination is believed only where Factorial says so as well', async () => {
		const replayed = await told({
			type: TERMINATE,
			body: eventBytes('employees__employee__update'),
		});
		expect(replayed.events).toEqual([]);
		expect(reasonOf(replayed)).toMatch(/has no day of termination/);
	});

	it('of an unknown event that was asked for by its name comes as it is', async () => {
		const node = triggerIn(factorial, {
			parameters: { listenFor: 'vendorEvents', otherVendorEvents: 'employees/employee/teleport' },
		});
		const sent = { type: 'employees/employee/teleport', body };
		const { events, unrecognised } = await through(node, sent, keyOf(factorial));
		expect(unrecognised).toEqual([]);
		expect(events).toMatchObject([{ eventType: 'other', raw: JSON.parse(body.toString()) }]);
	});
});

describe('a leaver', () => {
	it('is read before anything is told of a termination', async () => {
		for (const [status, reason] of [
			[404, /Factorial has no such record/],
			[403, /does not allow/],
		] as const) {
			await start();
			refuse(`${EMPLOYEES}/104`, status);
			const found = await told('employees__employee__terminate');
			expect(found.events).toEqual([]);
			expect(reasonOf(found)).toMatch(/^It cannot be told when the person leaves\. /);
			expect(reasonOf(found)).toMatch(reason);
		}
	});

	it('who cannot be read for the moment fails the execution, so that it can be repeated', async () => {
		refuse(`${EMPLOYEES}/104`, 503);
		const failed = await failure(told('employees__employee__terminate'));
		expect(failed).toBeInstanceOf(NodeApiError);
		expect(failed.message).toMatch(/Factorial is not available/);
	});

	it('is told by the later word: the day may have been moved since', async () => {
		const [person] = records().employees?.filter(({ id }) => id === '104') ?? [];
		if (person === undefined) throw new Error('The fixtures have no 104');
		factorial.load({ employees: [{ ...person, terminated_on: '2026-06-30' }] });
		const { events } = await told('employees__employee__terminate');
		expect(events).toMatchObject([
			{ eventType: 'employee.termination_scheduled', effectiveDate: '2026-06-30' },
		]);
	});

	it('is told again where a termination is entered again, and not where an edit repeats it', async () => {
		const idsOf = async (type: string, updatedAt: string): Promise<string[]> => {
			const body = { ...eventJson('employees__employee__terminate'), updated_at: updatedAt };
			const [person] = records().employees?.filter(({ id }) => id === '104') ?? [];
			if (person) factorial.load({ employees: [{ ...person, updated_at: updatedAt }] });
			const { events } = await told({ type, body });
			return events
				.filter(({ eventType }) => eventType === 'employee.termination_scheduled')
				.map(({ eventId }) => eventId);
		};
		const [first, again] = ['2026-03-18T08:30:00.000Z', '2026-03-18T09:30:00.000Z'] as const;
		expect(await idsOf(TERMINATE, first)).not.toEqual(await idsOf(TERMINATE, again));
		const UPDATE = 'employees/employee/update';
		expect(await idsOf(UPDATE, first)).toEqual(await idsOf(UPDATE, again));
	});

	it('whose access is moved while the contract ends as before is told anew, once each', async () => {
		const idOf = async (terminatedOn: string): Promise<Array<[string, string]>> => {
			const body = {
				...eventJson('employees__employee__terminate.contract_ends_earlier'),
				terminated_on: terminatedOn,
			};
			const { events } = await told({ type: 'employees/employee/update', body });
			return events
				.filter(({ category }) => category === 'termination')
				.map(({ eventType, eventId }) => [eventType, eventId]);
		};
		const [june, july, again, over] = [
			await idOf('2026-06-30'),
			await idOf('2026-07-31'),
			await idOf('2026-07-31'),
			await idOf('2026-03-17'),
		];
		expect(june.map(([type]) => type)).toEqual([
			'employee.termination_scheduled',
			'employee.terminated',
		]);
		expect(june[0]).not.toEqual(july[0]);
		expect(july).toEqual(again);
		// The employment ended once; the access on a day of its own.
		expect(over[1]).toEqual(june[1]);
		expect(over[0]?.[0]).toBe('employee.access_ended');
		expect(over[0]).not.toEqual((await idOf('2026-03-16'))[0]);
	});

	it('without readable contracts leaves on the day of the person', async () => {
		refuse(CONTRACTS, 403);
		const { events } = await told('employees__employee__terminate.contract_ends_earlier');
		expect(events).toMatchObject([
			{
				eventType: 'employee.termination_scheduled',
				effectiveDate: '2026-05-31',
				enrichment: { status: 'partial' },
			},
		]);
	});

	it('belongs to the last day in the time zone of the company', async () => {
		Settings.now = () => Date.parse('2026-04-30T22:30:00.000Z');
		expect(typesOf(await told('employees__employee__terminate'))).toEqual([
			'employee.access_ended',
			'employee.terminated',
		]);
		const west = await told('employees__employee__terminate', { timeZone: 'America/New_York' });
		expect(typesOf(west)).toEqual(['employee.termination_scheduled']);
	});
});

describe('detail', () => {
	it('of a new person is read anew: addresses are not in the delivery', async () => {
		const name = 'employees__employee__create_with_contract';
		expect(eventJson(name)).toMatchObject({ email: null });
		expect((await told(name)).events[0]?.employee.workEmail).toBe('nadia.okafor@work.example');
		const bare = await told(name, { fetchDetails: false });
		expect(bare.events[0]?.employee).toMatchObject({
			displayName: 'Nadia Okafor',
			workEmail: null,
		});
	});

	it.each([
		['/teams/teams', { team: null }],
		['/locations/locations', { location: '301' }],
		['/companies/legal_entities', { legalEntity: '701' }],
		[`${EMPLOYEES}/101`, { manager: { id: '101', displayName: null, workEmail: null } }],
		[CONTRACTS, { jobTitle: null, startDate: null }],
	])('at %s that may not be read is left out and said', async (path, employee) => {
		for (const status of [403, 404, 500]) {
			await start();
			refuse(path, status);
			const { events, unrecognised } = await told('employees__employee__update');
			expect(unrecognised).toEqual([]);
			expect(events).toMatchObject([
				{
					eventType: 'employee.updated',
					employee: { displayName: 'Teo Marchetti', ...employee },
					enrichment: { status: 'partial', reason: expect.any(String) },
				},
			]);
		}
	});

	it('of the kind of a leave is left out and said', async () => {
		refuse('/timeoff/leave_types', 403);
		const { events } = await told('timeoff__leave__create');
		expect(events).toMatchObject([
			{
				eventType: 'leave.requested',
				leave: { typeName: 'Holidays', isPaid: null },
				enrichment: { status: 'partial' },
			},
		]);
	});

	it('is asked for once and kept, but for people', async () => {
		const node = triggerIn(factorial, { parameters: listening() });
		for (const name of ['employees__employee__update', 'employees__employee__unterminate']) {
			await through(node, fixture(name), keyOf(factorial));
		}
		await through(node, fixture('timeoff__leave__approve'), keyOf(factorial));
		await through(node, fixture('timeoff__leave__reject'), keyOf(factorial));
		expect(['/teams/teams', '/locations/locations', '/timeoff/leave_types'].map(askedFor)).toEqual([
			1, 1, 1,
		]);
		expect(askedFor(`${EMPLOYEES}/103`)).toBe(2);
	});

	it('of days comes where it is asked for', async () => {
		const { events } = await told('timeoff__leave__approve.leave_days');
		const days = ['2026-04-06', '2026-04-07', '2026-04-08', '2026-04-09', '2026-04-10'];
		expect(events[0]?.leave?.days.map(({ date }) => date)).toEqual(days);
		expect((await told('timeoff__leave__approve')).events[0]?.leave?.days).toEqual([]);
	});
});
