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
import { someOf } from '../support/fastCheck.mts';
import type { Outputs, Sent } from '../support/factorial';
import {
	challengeFor,
	failure,
	keyOf,
	listening,
	post,
	run,
	startRoomyFactorial,
	through,
	triggerIn,
} from '../support/factorial';
import { useDeduplicator } from '../support/n8n';
import { reasonOf, typesOf } from '../support/outputs';

jest.mock('../../nodes/shared/outbound/account', () => jest.requireActual('../support/oneAddress'));
jest.mock('n8n-workflow', () => jest.requireActual('../support/sleep/thousandth'));

/** The day the fixtures are read on: some of their dates are over then, some are not. */
const NOW = '2026-03-18T10:00:00.000Z';
const EMPLOYEES = '/employees/employees';
const CONTRACTS = '/contracts/contract_versions';
const TERMINATE = 'employees/employee/terminate';
const UNTERMINATE = 'employees/employee/unterminate';
const UPDATE = 'employees/employee/update';

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

const askedFor = (path: string): number =>
	factorial.requests.filter((request) => request.path === path).length;
/** A person of the fixtures, as Factorial has them from now on. */
function saysNow(id: string, changes: object): object {
	const person = records().employees?.find((one) => one.id === id);
	if (person === undefined) throw new Error(`The fixtures have no ${id}`);
	const changed = { ...person, ...changes };
	factorial.load({ employees: [changed] });
	return changed;
}
const refuse = (path: string, status: number, times = 99): void =>
	factorial.faults.add({ kind: 'status', status, match: { path }, times });

/** Who is not found at an address of their own is looked for in the list: there they are not either. */
const nowhereInLists = (): void =>
	factorial.faults.answer(EMPLOYEES, { data: [], meta: { has_next_page: false } });

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

	it.each(someOf(eventNames().filter(isHr)))(
		'%s means the same without Fetch Details',
		async (name) => {
			const kept = (event: Record<string, unknown>): unknown => {
				const { eventType, eventId, effectiveDate, phase, termination, table, leave } = event;
				// What kind of leave it is says the list of kinds, and how many days it takes without days off
				// its own read: mere detail.
				const detail = ['category', 'isPaid', 'typeName', 'amount'];
				const rest = omit(leave as object | null, detail);
				return { eventType, eventId, effectiveDate, phase, termination, table, leave: rest };
			};
			const { events, unrecognised } = await told(name, { fetchDetails: false });
			expect(unrecognised).toHaveLength(expectedUnrecognised(name).length);
			expect(events.map(kept)).toEqual(expectedEvents(name).map(kept));
			expect(askedFor('/teams/teams') + askedFor('/locations/locations')).toBe(0);
		},
	);

	it('comes as what it is in the vendor-events mode too', async () => {
		expect(typesOf(await told('employees__employee__terminate.over', {}, 'vendorEvents'))).toEqual([
			'employee.access_ended',
			'employee.terminated',
		]);
	});

	it.each(someOf(eventNames().filter(isHr)))('%s keeps private data to itself', async (name) => {
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
		['teams/membership/create', body, 'employee_id'],
		['teams/membership/create', Buffer.from('[]'), 'the whole record'],
		[UPDATE, Buffer.from('["not", "a record"]'), 'the whole record'],
		[UPDATE, Buffer.from('{"id":{"odd":"Blaise"}}'), 'id'],
		[UPDATE, Buffer.from('not JSON'), 'the whole record'],
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
			if (status === 404) nowhereInLists();
			const found = await told('employees__employee__terminate');
			expect(found.events).toEqual([]);
			expect(reasonOf(found)).toMatch(/^It is not known whether the person leaves, and when\. /);
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
		saysNow('104', { terminated_on: '2026-06-30' });
		const { events } = await told('employees__employee__terminate');
		expect(events).toMatchObject([
			{ eventType: 'employee.termination_scheduled', effectiveDate: '2026-06-30' },
		]);
	});

	it('whose access is moved while the contract ends as before is told anew, once each', async () => {
		const idOf = async (terminatedOn: string): Promise<Array<[string, string]>> => {
			const body = saysNow('106', { terminated_on: terminatedOn });
			const { events } = await told({ type: UPDATE, body });
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

	it.each([true, false])(
		'is never told by a body alone, with Fetch Details: %s',
		async (fetchDetails) => {
			for (const day of ['2026-03-10', '2026-06-30']) {
				const body = saysNow('103', { terminated_on: day, active: false, is_terminating: true });
				saysNow('103', {});
				const { events, unrecognised } = await told({ type: UPDATE, body }, { fetchDetails });
				expect(events).toMatchObject([
					{
						eventType: 'employee.updated',
						employee: { id: '103', status: 'active', terminationDate: null },
					},
				]);
				expect(unrecognised).toHaveLength(1);
				expect(unrecognised[0]?.enrichment.reason).toMatch(/has no day of termination/);
			}
		},
	);

	it('is told as Factorial has it, whatever a late delivery says', async () => {
		const late = saysNow('104', { terminated_on: '2026-03-10' });
		saysNow('104', { terminated_on: '2026-06-30' });
		for (const type of [TERMINATE, UPDATE]) {
			const { events } = await told({ type, body: late });
			expect(events.filter(({ category }) => category === 'termination')).toMatchObject([
				{ eventType: 'employee.termination_scheduled', effectiveDate: '2026-06-30' },
			]);
		}
	});

	it('of whom it cannot be read is told as a change, and goes to Unrecognised', async () => {
		for (const status of [403, 404]) {
			await start();
			refuse(`${EMPLOYEES}/104`, status);
			if (status === 404) nowhereInLists();
			const found = await told({
				type: UPDATE,
				body: eventBytes('employees__employee__terminate'),
			});
			expect(found.events).toMatchObject([
				{ eventType: 'employee.updated', employee: { terminationDate: null, status: 'unknown' } },
			]);
			expect(reasonOf(found)).toMatch(/^It is not known whether the person leaves, and when\. /);
		}
	});

	it('is not read where nobody listens for leavers', async () => {
		refuse(`${EMPLOYEES}/104`, 503);
		const parameters = { hrEvents: ['employee.updated'], options: { fetchDetails: false } };
		const node = triggerIn(factorial, { parameters });
		const sent = { type: UPDATE, body: eventBytes('employees__employee__terminate') };
		const { events } = await through(node, sent, keyOf(factorial));
		expect(events).toMatchObject([{ employee: { terminationDate: null } }]);
		expect(askedFor(`${EMPLOYEES}/104`)).toBe(0);
	});

	it('stays one where Factorial has a day again, whatever took the termination back', async () => {
		const found = await told({
			type: UNTERMINATE,
			body: eventBytes('employees__employee__unterminate'),
		});
		expect(typesOf(found)).toEqual(['employee.termination_cancelled']);
		saysNow('109', { terminated_on: '2026-06-30' });
		const again = await told({
			type: UNTERMINATE,
			body: eventBytes('employees__employee__unterminate'),
		});
		expect(again.events).toEqual([]);
		expect(reasonOf(again)).toMatch(/has a day of termination for the person now/);
	});

	it('does not stay where the record leaves out whether there is an end', async () => {
		const body = { id: '109', first_name: 'Ana' };
		const match = { path: `${EMPLOYEES}/109` };
		factorial.faults.add({ kind: 'status', status: 200, match, times: 99, body } as never);
		const found = await told({
			type: UNTERMINATE,
			body: eventBytes('employees__employee__unterminate'),
		});
		expect(found.events).toEqual([]);
		expect(reasonOf(found)).toMatch(/does not have the field that would show it: terminated_on/);
	});

	it.each([
		[{}, '2026-01-31'],
		[{ id: null }, '2026-05-31'],
		[{ id: undefined }, '2026-05-31'],
	])('is not over by a contract that may only be proposed: %j', async (version, date) => {
		const contract = {
			...{ id: '9', employee_id: '106', effective_on: '2025-01-01', starts_on: '2025-01-01' },
			...{ ends_on: '2026-01-31', ...version },
		};
		factorial.faults.add({
			...{ kind: 'status', status: 200, match: { path: CONTRACTS }, times: 99 },
			body: { data: [contract], meta: { has_next_page: false } },
		} as never);
		const body = saysNow('106', { terminated_on: '2026-05-31' });
		const { events } = await told({ type: TERMINATE, body });
		const ends = events.flatMap(({ termination }) => termination?.date ?? []);
		expect([...new Set(ends)]).toEqual([date]);
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

describe('a contract version', () => {
	const UPDATED = 'contracts/contract_version/update';
	const version = eventJson('contracts__contract_version__update');

	it('leaves the node by what is known to be no pay and no free text', async () => {
		const body = {
			...version,
			version_data: { country_data: { fields: [{ field_name: 'irpf', value_label: 'PRIVATE' }] } },
			es_contract_observations: 'PRIVATE',
			something_new: 'PRIVATE',
			salary_currency: 'EUR',
		};
		for (const includePayTables of [true, false]) {
			const { events } = await told({ type: UPDATED, body }, { includePayTables });
			expect(events.at(-1)?.table?.record).toMatchObject({ job_title: 'Team Lead' });
			expect(JSON.stringify(events)).not.toContain('PRIVATE');
			expect(JSON.stringify(events).includes('EUR')).toBe(includePayTables);
		}
	});

	it('of the past is no other job, whatever its title was', async () => {
		Settings.now = () => Date.parse('2026-05-01T10:00:00.000Z');
		const old = { ...version, id: '403', effective_on: '2024-02-01', job_title: 'Intern' };
		const first = { ...old, id: '402', effective_on: '2024-01-08', job_title: 'Support Agent' };
		factorial.load({ contracts: [old, first, version] as never });
		expect(typesOf(await told({ type: UPDATED, body: old }))).toEqual(['table.entry_updated']);
		expect(typesOf(await told({ type: UPDATED, body: version }))).toEqual([
			'employee.job_changed',
			'table.entry_updated',
		]);
	});
});

describe('a list that does not keep to what it is asked for', () => {
	const everybodys = (path: string, data: unknown): void =>
		factorial.faults.add({
			...{ kind: 'status', status: 200, match: { path }, times: 99 },
			body: { data, meta: { has_next_page: false, end_cursor: null } },
		} as never);

	it('ends nobody by the contract of somebody else', async () => {
		const over = { employee_id: '106', effective_on: '2026-03-02', ends_on: '2026-03-10' };
		everybodys(CONTRACTS, [{ id: '999', ...over }]);
		const { events } = await told('employees__employee__terminate');
		expect(events).toMatchObject([
			{ eventType: 'employee.termination_scheduled', effectiveDate: '2026-04-30' },
		]);
	});

	it('gives a leave no days of another', async () => {
		const units = { days: { '2026-04-06': 1 }, hours: { '2026-04-06': 8 } };
		const duration = { workable_units_by_day: units, used_units_by_day: units };
		const dates = { start_on: '2026-04-06', finish_on: '2026-04-10' };
		everybodys('/timeoff/leaves', [
			{ id: '900', employee_id: '101', ...dates, duration_by_day_attributes: duration },
		]);
		const { events } = await told('timeoff__leave__approve.leave_days');
		expect(events[0]?.leave?.days).toEqual([]);
		expect(events[0]?.enrichment).toMatchObject({
			status: 'partial',
			reason: expect.stringContaining('the days it takes'),
		});
	});

	it('makes nobody a leaver by the record of somebody else', async () => {
		const [other] = records().employees?.filter(({ id }) => id === '105') ?? [];
		factorial.faults.add({
			...{ kind: 'status', status: 200, match: { path: `${EMPLOYEES}/103` }, times: 99 },
			body: other,
		} as never);
		const body = eventBytes('employees__employee__update');
		const failed = await failure(told({ type: TERMINATE, body }));
		expect(failed.message).toMatch(/an employee with the ID that was asked for/);
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
			if (status === 404) nowhereInLists();
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
		expect(askedFor(`${EMPLOYEES}/103`)).toBe(3);
	});

	it('of days comes where it is asked for', async () => {
		const { events } = await told('timeoff__leave__approve.leave_days');
		const days = ['2026-04-06', '2026-04-07', '2026-04-08', '2026-04-09', '2026-04-10'];
		expect(events[0]?.leave?.days.map(({ date }) => date)).toEqual(days);
		expect((await told('timeoff__leave__approve')).events[0]?.leave?.days).toEqual([]);
	});

	it('of days that is the only read, and fails, is said to have failed', async () => {
		refuse('/timeoff/leaves', 403);
		const options = { fetchDetails: false, fetchLeaveDays: true };
		const { events } = await told('timeoff__leave__approve', options);
		expect(events).toMatchObject([
			{
				eventType: 'leave.approved',
				leave: { startDate: '2026-04-06', days: [] },
				enrichment: { status: 'failed', reason: expect.any(String) },
			},
		]);
	});
});
