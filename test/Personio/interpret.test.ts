import { Settings } from 'luxon';
import type { IDataObject } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';

import type { HrEvent } from '../../nodes/shared/model/hrEvent';
import type { PersonioOptions, PersonioSimulator } from '../../simulators/personio/index.mts';
import {
	eventBytes,
	eventJson,
	eventNames,
	expectedEvents,
	expectedUnrecognised,
} from '../fixtures/personio/read.mts';
import {
	answer,
	answerEmployments,
	employmentsOf,
	serveRecords,
} from '../fixtures/personio/serve.mts';
import { someOf } from '../support/fastCheck.mts';
import { beImpatient } from '../support/impatience';
import { useDeduplicator } from '../support/n8n';
import { datesOf, reasonOf, typesOf } from '../support/outputs';
import type { Outputs } from '../support/personio';
import {
	failure,
	listening,
	post,
	run,
	secretFor,
	startRoomyPersonio,
	through,
	triggerIn,
} from '../support/personio';

jest.mock('../../nodes/shared/outbound/account', () => jest.requireActual('../support/oneAddress'));
jest.mock('n8n-workflow', () => jest.requireActual('../support/sleep/thousandth'));
jest.mock('../../nodes/shared/outbound/retry', () =>
	jest
		.requireActual<typeof import('../support/impatience')>('../support/impatience')
		.retryWithTimeouts({ IN_A_RUN: 250, UNTIL_DECIDED: 50 }),
);

const SECRET = 'papi-example-secret-of-acme';
/** The day the fixtures are read on: some of their dates are over then, some are not. */
const NOW = '2026-03-18T10:00:00.000Z';
let personio: PersonioSimulator;
async function start(options: PersonioOptions = {}): Promise<void> {
	await personio?.close();
	personio = await startRoomyPersonio({ people: 0, ...options });
}
beforeEach(async () => {
	await useDeduplicator();
	await start();
	Settings.now = () => Date.parse(NOW);
});
afterEach(async () => {
	Settings.now = () => Date.now();
	await personio.close();
	expect(personio.violations.list).toEqual([]);
});

const isOther = (name: string): boolean => /^(attendance|document)/.test(name);

/** What a variant of a fixture is about may be an option. */
function parametersFor(name: string, options: IDataObject = {}): IDataObject {
	const days = name.endsWith('.leave_days') ? { fetchLeaveDays: true } : {};
	return listening(isOther(name) ? 'vendorEvents' : 'hrEvents', { ...days, ...options });
}

async function told(
	delivery: string | object,
	options: IDataObject = {},
	kind?: 'hrEvents' | 'vendorEvents',
): Promise<Outputs> {
	const isName = typeof delivery === 'string';
	const parameters =
		isName && kind === undefined ? parametersFor(delivery, options) : listening(kind, options);
	const node = triggerIn(personio, { parameters });
	return await through(node, isName ? eventBytes(delivery) : delivery, SECRET);
}

const askedFor = (path: string): number =>
	personio.requests.filter((request) => request.path === path).length;

function body(name: string, payload: object, more: object = {}): object {
	return {
		company_id: '48151',
		event_name: name,
		occurred_at: '2026-03-18T09:15:00.000Z',
		payload,
		meta: {},
		...more,
	};
}

describe('every fixture', () => {
	it.each(eventNames())('%s', async (name) => {
		serveRecords(personio);
		const node = triggerIn(personio, { parameters: parametersFor(name) });
		const secret = secretFor(node, SECRET);
		const { answer: given, items } = await post(node, eventBytes(name), secret);
		expect(given.status).toBe(200);
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
				source: { nativeType: eventJson(name)['event_name'], verifiedBy: 'secret' },
				enrichment: { status: 'failed' },
				raw: eventJson(name),
			});
		}
	});

	it.each(someOf(eventNames().filter((name) => !isOther(name))))(
		'%s means the same without Fetch Details',
		async (name) => {
			serveRecords(personio);
			const kept = (event: Record<string, unknown>): unknown => {
				const { eventType, eventId, effectiveDate, phase, termination, table } = event;
				return { eventType, eventId, effectiveDate, phase, termination, table };
			};
			const { events, unrecognised } = await told(name, { fetchDetails: false });
			const expected = expectedEvents(name).map(kept);
			expect(unrecognised).toHaveLength(expectedUnrecognised(name).length);
			// The first day of a new profile is mere detail.
			if (name.startsWith('person.created')) {
				expect(events).toMatchObject([{ eventType: 'employee.created', effectiveDate: null }]);
				expect(events[0]?.eventId).toBe(expectedEvents(name)[0]?.['eventId']);
			} else {
				expect(events.map(kept)).toEqual(expected);
			}
			expect(askedFor('/v2/org-units/401') + askedFor('/v2/legal-entities/170')).toBe(0);
			expect(askedFor('/v2/persons/5001')).toBe(0);
		},
	);

	it('tells the arrival as an instant of just now', async () => {
		serveRecords(personio);
		const [event] = (await told('person.created')).events;
		expect(event?.receivedAt).toBe(NOW);
	});

	it('comes as what it is in the vendor-events mode too, with all that it stands for', async () => {
		serveRecords(personio);
		expect(typesOf(await told('employment.updated.retroactive', {}, 'vendorEvents'))).toEqual([
			'employee.access_ended',
			'employee.terminated',
			'table.entry_updated',
		]);
	});
});

describe('selection', () => {
	const choosing = async (name: string, ...hrEvents: string[]): Promise<Outputs> => {
		const node = triggerIn(personio, { parameters: { hrEvents } });
		return await through(node, eventBytes(name), SECRET);
	};

	it('lets only chosen HR events out of a delivery that stands for several', async () => {
		serveRecords(personio);
		const found = await choosing(
			'employment.updated.last_working_day_over',
			'employee.access_ended',
			'leave.approved',
		);
		expect(typesOf(found)).toEqual(['employee.access_ended']);
	});

	it.each(['leave.requested', 'leave.approved', 'leave.declined'])(
		'sends a leave whose status cannot be read to whoever listens for %s',
		async (chosen) => {
			serveRecords(personio);
			expect(typesOf(await choosing('absence-period.created.no_status', chosen))).toEqual([
				'leave.created',
			]);
		},
	);

	it.each([
		['employment.created', 'leave.approved'],
		['absence-period.deleted', 'leave.approved'],
		['employment.updated.cost-centers', 'employee.terminated'],
		['document.signed', 'employee.hired'],
		['attendance-period.created', 'table.entry_updated'],
	])('starts nothing for %s where only %s is chosen', async (name, chosen) => {
		const node = triggerIn(personio, { parameters: { hrEvents: [chosen] } });
		const { answer: given, items } = await post(node, eventBytes(name), secretFor(node, SECRET));
		expect([given.status, items]).toEqual([200, []]);
	});

	it('answers a ping and starts nothing', async () => {
		for (const kind of ['hrEvents', 'vendorEvents'] as const) {
			const node = triggerIn(personio, { parameters: listening(kind) });
			const ping = Buffer.from(JSON.stringify(body('ping', {})));
			const { answer: given, items } = await post(node, ping, secretFor(node, SECRET));
			expect([given.status, items]).toEqual([200, []]);
		}
	});

	it('hands an event nobody knows over as unrecognised, whatever is selected', async () => {
		const unknown = body('compensation.updated', { person: { id: '5005' } });
		const node = triggerIn(personio, { parameters: { hrEvents: ['leave.approved'] } });
		const { events, unrecognised } = await through(node, unknown, SECRET);
		expect(events).toEqual([]);
		expect(unrecognised).toMatchObject([
			{
				eventType: 'unmapped',
				source: { nativeType: 'compensation.updated' },
				enrichment: { reason: expect.stringContaining('compensation.updated') },
				raw: unknown,
			},
		]);
	});

	it('hands an event that was asked for by its name on as it is', async () => {
		const sent = body('compensation.updated', { person: { id: '5005' } });
		const node = triggerIn(personio, {
			parameters: { listenFor: 'vendorEvents', otherVendorEvents: 'x, compensation.updated' },
		});
		const { events, unrecognised } = await through(node, sent, SECRET);
		expect(unrecognised).toEqual([]);
		expect(events).toMatchObject([{ eventType: 'other', raw: sent }]);
	});
});

describe('a record that decides', () => {
	const EMPLOYMENTS = '/v2/persons/5020/employments';
	const ABSENCE = '/v2/absence-periods/a5e0f1c2-3b47-4d98-9e10-000000000002';
	/** The delivery, the record, what is told without it. */
	const ROWS: Array<[string, string, string[]]> = [
		['employment.updated.termination', EMPLOYMENTS, ['table.entry_updated']],
		['employment.created', '/v2/persons/5010/employments', ['table.entry_created']],
		['employment.terminated', '/v2/persons/5027/employments', []],
		['employment.started', '/v2/persons/5028/employments', []],
		['employment.updated.cost-centers', '/v2/persons/5005/employments', ['table.entry_updated']],
		['person.updated.inactive', '/v2/persons/5024/employments', ['employee.updated']],
		['absence-period.updated.status', ABSENCE, []],
		['absence-period.updated.timerange', ABSENCE, []],
		['absence-period.created', ABSENCE.replace(/2$/, '1'), []],
	];

	it.each(ROWS)('of %s is not there (%s)', async (name, path, still) => {
		answer(
			personio,
			path,
			{ errors: [{ title: 'Not found', detail: 'No record.' }] },
			{ status: 404 },
		);
		serveRecords(personio);
		const found = await told(name);
		expect(typesOf(found)).toEqual(still);
		expect(found.unrecognised).toHaveLength(1);
		expect(reasonOf(found)).toMatch(/^It is not known .*Personio has no such record\./);
		expect(found.unrecognised[0]?.raw).toEqual(eventJson(name));
		if (/^(person|employment)/.test(name)) {
			expect(found.unrecognised[0]?.refs.employeeId).toMatch(/^50/);
		}
	});

	it.each(ROWS)('of %s may not be read (%s)', async (name, path, still) => {
		answer(
			personio,
			path,
			{ errors: [{ title: 'Forbidden', detail: 'Insufficient access scope' }] },
			{ status: 403 },
		);
		serveRecords(personio);
		const found = await told(name);
		expect(typesOf(found)).toEqual(still);
		const scope = path.includes('absence') ? 'personio:absences:read' : 'personio:persons:read';
		expect(reasonOf(found)).toContain(scope);
	});

	it.each([403, 404])(
		'does so alone: the person (%i) is detail where it is known',
		async (status) => {
			answer(personio, '/v2/persons/5024', {}, { status });
			serveRecords(personio);
			const found = await told('person.updated.inactive');
			// Told to have left, and at once that it is not known, would be both wrong and right.
			const hasLeft = typesOf(found).includes('employee.terminated');
			expect(found.unrecognised).toHaveLength(hasLeft ? 0 : 1);
			expect(typesOf(found)).toContain('employee.updated');
			expect(found.events[0]?.enrichment.status).toBe('failed');
		},
	);

	it.each([...ROWS, ['person.updated.inactive', '/v2/persons/5024', []]])(
		'of %s is out of reach (%s): the execution fails',
		async (name, path) => {
			answer(personio, path, {}, { status: 503 });
			serveRecords(personio);
			const node = triggerIn(personio, {
				parameters: { ...listening(), options: { skipRepeats: true } },
			});
			const failed = await failure(through(node, eventBytes(name), SECRET));
			expect(failed).toBeInstanceOf(NodeApiError);
			expect(failed.message).toMatch(/Personio is not available/);
			expect(askedFor(path)).toBe(20);

			// So nothing was remembered: the retry tells everything.
			personio.faults.clear();
			serveRecords(personio);
			const { items } = await post(
				node,
				Buffer.concat([eventBytes(name), Buffer.from(' ')]),
				secretFor(node, SECRET),
			);
			const again = await run(node, items);
			expect(again.events.map(({ eventId }) => eventId)).toEqual(
				expectedEvents(name).map(({ eventId }) => eventId),
			);
		},
	);

	it.each(['hang', 'cut-before', 'cut-after'] as const)(
		'that never comes (%s) fails the execution as well, without and with Fetch Details',
		async (kind) => {
			if (kind === 'hang') beImpatient();
			personio.faults.add({ kind, match: { path: EMPLOYMENTS }, times: 99 });
			serveRecords(personio);
			for (const fetchDetails of [true, false]) {
				const failed = await failure(told('employment.updated.termination', { fetchDetails }));
				expect(failed).toBeInstanceOf(NodeApiError);
			}
		},
	);

	it('that comes after some trouble costs nothing', async () => {
		personio.faults.add({ kind: 'status', status: 502, match: { path: EMPLOYMENTS }, times: 3 });
		serveRecords(personio);
		const { events } = await told('employment.updated.termination');
		expect(events.map((event) => ({ ...event, receivedAt: NOW }))).toEqual(
			expectedEvents('employment.updated.termination'),
		);
	});

	it('in another shape is unrecognised, naming the fields', async () => {
		answer(personio, EMPLOYMENTS, { _data: [{ id: { odd: true } }] });
		serveRecords(personio);
		const { events, unrecognised } = await told('employment.updated.termination');
		expect(events).toMatchObject([{ eventType: 'table.entry_updated', termination: null }]);
		expect(unrecognised).toMatchObject([
			{ enrichment: { reason: expect.stringMatching(/employments that cannot be read.*: id\./) } },
		]);
	});

	it('that is no record at all fails the execution, so that it can be retried', async () => {
		answer(personio, EMPLOYMENTS, { error: 'sign in' });
		serveRecords(personio);
		const failed = await failure(told('employment.updated.termination'));
		expect(failed.message).toContain('something other than a list of employments');
	});

	it('is looked for by its id where the list of the person lacks it', async () => {
		const path = '/v2/persons/5010/employments';
		const [employment = {}] = employmentsOf('5010');
		answerEmployments(personio, '5010', []);
		answer(personio, `${path}/${String(employment['id'])}`, employment);
		serveRecords(personio);
		const { events, unrecognised } = await told('employment.created');
		expect(unrecognised).toEqual([]);
		expect(events).toMatchObject([
			{ eventType: 'employee.hired', effectiveDate: '2026-04-01' },
			{ eventType: 'table.entry_created', table: { effectiveDate: '2026-04-01' } },
		]);
	});

	it('on a later page is found', async () => {
		const path = '/v2/persons/5031/employments';
		const [current, former] = employmentsOf('5031');
		const next = { href: 'https://api.personio.de/v2/employments?cursor=cur_2' };
		const first = { _data: [former], _meta: { links: { next } } };
		answer(personio, path, first, { times: 1 });
		answer(personio, path, { _data: [current], _meta: {} }, { times: 1 });
		serveRecords(personio);
		// Without the second page, someone would be told to have left who works on.
		expect(typesOf(await told('employment.terminated.other_job'))).toEqual(['table.entry_updated']);
	});
});

describe('mere detail', () => {
	const PERSON = '/v2/persons/5020';
	const NAMES = [
		['/v2/persons/5001', { manager: { id: '5001', displayName: null, workEmail: null } }],
		['/v2/org-units/401', { department: '401', team: 'Platform' }],
		['/v2/org-units/4501', { department: 'Engineering', team: '4501' }],
		['/v2/legal-entities/170', { legalEntity: '170' }],
	] as const;

	const enrichmentOf = ({ events }: Outputs): HrEvent['enrichment'] | undefined =>
		events[0]?.enrichment;

	it.each([
		[404, /Personio has no such record/],
		[403, /personio:persons:read/],
		[503, /Personio is not available/],
	])('of a person that cannot be read (%i) is left out', async (status, reason) => {
		answer(personio, PERSON, {}, { status });
		serveRecords(personio);
		const found = await told('employment.updated.termination');
		expect(datesOf(found)).toEqual([
			['employee.termination_scheduled', '2026-06-30'],
			['table.entry_updated', '2018-10-01'],
		]);
		expect(found.unrecognised).toEqual([]);
		expect(enrichmentOf(found)).toEqual({
			status: 'failed',
			reason: expect.stringMatching(reason),
		});
		expect(found.events[0]).toMatchObject({
			summary: 'Employee 5020 is leaving; last day of employment 2026-06-30.',
			employee: { id: '5020', displayName: null, terminationDate: '2026-06-30' },
		});
	});

	it.each(NAMES)('at %s that is not there or not granted stays an id', async (path, employee) => {
		for (const status of [404, 403]) {
			await start();
			answer(personio, path, {}, { status });
			serveRecords(personio);
			const found = await told('employment.updated.termination');
			expect(typesOf(found)).toEqual(['employee.termination_scheduled', 'table.entry_updated']);
			expect(found.events[0]).toMatchObject({
				employee: { displayName: 'Jean-Luc Moreau', ...employee },
				enrichment: { status: 'partial', reason: expect.any(String) },
			});
		}
	});

	it('of a vendor in trouble does not stop an event either', async () => {
		for (const [path] of NAMES) answer(personio, path, {}, { status: 500 });
		serveRecords(personio);
		expect(enrichmentOf(await told('employment.created'))).toMatchObject({
			status: 'partial',
			reason: expect.stringContaining('not available'),
		});
	});

	it('is asked for once and kept, but for people', async () => {
		serveRecords(personio);
		const node = triggerIn(personio, { parameters: listening() });
		const names = ['employment.updated', 'employment.updated.termination', 'person.updated'];
		for (const name of [...names, 'absence-period.created', 'absence-period.updated.status']) {
			await through(node, eventBytes(name), SECRET);
		}
		expect(
			['/v2/org-units/401', '/v2/legal-entities/170', '/v2/absence-types'].map(askedFor),
		).toEqual([1, 1, 1]);
		expect(askedFor('/v2/persons/5005')).toBe(4);
	});

	it('is not asked for when it is switched off; what decides is', async () => {
		serveRecords(personio);
		await told('absence-period.updated.status', { fetchDetails: false });
		await told('employment.updated.termination', { fetchDetails: false });
		const paths = personio.requests.map(({ path }) => path).filter((path) => !/auth/.test(path));
		expect(paths).toEqual([
			'/v2/absence-periods/a5e0f1c2-3b47-4d98-9e10-000000000002',
			'/v2/persons/5020/employments',
		]);
	});

	it('of an active person takes one call where it is switched off', async () => {
		serveRecords(personio);
		const { events } = await told('person.updated', { fetchDetails: false });
		expect(events).toMatchObject([
			{
				eventType: 'employee.updated',
				employee: {
					displayName: 'Oskar Lindqvist',
					status: 'active',
					department: null,
					manager: { id: null, displayName: null },
				},
				enrichment: { status: 'partial', reason: null },
			},
		]);
		const read = personio.requests.filter(({ path }) => path.startsWith('/v2/persons'));
		expect(read.map(({ path }) => path)).toEqual(['/v2/persons/5005']);
	});

	it.each([
		['/v2/absence-types', {}, { typeName: null, category: 'unknown', unit: 'days' }],
		['/breakdowns', { typeName: 'Urlaub' }, { amount: null, days: [] }],
	])('of an absence at %s is left out and said', async (path, _, expected) => {
		for (const status of [403, 404, 500]) {
			await start();
			answer(personio, new RegExp(`${path}$`), {}, { status });
			serveRecords(personio);
			const found = await told('absence-period.created.half_days.leave_days');
			expect(found.events).toMatchObject([
				{
					eventType: 'leave.approved',
					effectiveDate: '2026-05-14',
					leave: { id: 'a5e0f1c2-3b47-4d98-9e10-000000000006', ...expected },
					enrichment: { status: 'partial', reason: expect.any(String) },
				},
			]);
		}
	});

	it('of a deleted record is never asked for', async () => {
		serveRecords(personio);
		await told('absence-period.deleted');
		await told('employment.deleted');
		expect(personio.requests).toEqual([]);
	});
});

describe('a person who is said to be deleted', () => {
	const path = '/v2/persons/5099';
	const person = { id: '5099', status: 'ACTIVE' };

	it('is deleted once Personio does not have them any more', async () => {
		answer(personio, path, person, { times: 2 });
		serveRecords(personio);
		expect(typesOf(await told('person.deleted'))).toEqual(['employee.deleted']);
		expect(personio.requests.filter((request) => request.path === path)).toHaveLength(3);
	});

	it.each([
		[200, person, /Personio still has the person/],
		[200, { ...person, id: { odd: true } }, /a person that cannot be read/],
		[403, {}, /does not allow/],
	])('and is answered %s is not told as deleted', async (status, body, reason) => {
		answer(personio, path, body, { status });
		serveRecords(personio);
		const { events, unrecognised } = await told('person.deleted');
		expect(events).toEqual([]);
		expect(unrecognised[0]?.enrichment.reason).toMatch(reason);
		expect(unrecognised[0]?.employee.id).toBe('5099');
	});
});
