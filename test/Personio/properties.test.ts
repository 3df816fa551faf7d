import { Settings } from 'luxon';
import type { IDataObject } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';

import type { HrEvent } from '../../nodes/shared/model/hrEvent';
import type { PersonioSimulator } from '../../simulators/personio/index.mts';
import { EVENT_TYPES, privateValues } from '../../simulators/personio/index.mts';
import type { Receiver } from '../../simulators/kit/testing.mts';
import { startReceiver } from '../../simulators/kit/testing.mts';
import { eventJson, eventNames, expectedEvents, records } from '../fixtures/personio/read.mts';
import { answer, serveRecords } from '../fixtures/personio/serve.mts';
import { bytesOf, itHoldsForAnyBody, parsedOf, shuffled } from '../support/anyBody';
import { anyJson, edited, editsWith } from '../support/edits';
import fc, { tries } from '../support/fastCheck.mts';
import type { Surroundings } from '../support/n8n';
import type { Outputs } from '../support/personio';
import { offered, post, run, secretFor, startRoomyPersonio, triggerIn } from '../support/personio';
import { wellFormed } from '../support/wellFormed';

jest.mock('../../nodes/shared/outbound/account', () => jest.requireActual('../support/oneAddress'));

const SECRET = 'papi-example-secret-of-acme';
const NOW = '2026-03-18T10:00:00.000Z';

let personio: PersonioSimulator;
/** Everything selected, both ways; details would only slow this down. */
let byHrEvents: Surroundings;
let byVendorEvents: Surroundings;

function nodeFor(listenFor: 'hrEvents' | 'vendorEvents', options: IDataObject = {}): Surroundings {
	return triggerIn(personio, {
		parameters: {
			listenFor,
			[listenFor]: offered(listenFor),
			options: { fetchDetails: false, skipRepeats: false, ...options },
		},
	});
}

beforeEach(async () => {
	personio = await startRoomyPersonio({ people: 0 });
	Settings.now = () => Date.parse(NOW);
	byHrEvents = nodeFor('hrEvents');
	byVendorEvents = nodeFor('vendorEvents');
});
afterEach(async () => {
	Settings.now = () => Date.now();
	await personio.close();
	expect(personio.violations.list).toEqual([]);
});

const isListed = (name: unknown): boolean => EVENT_TYPES.some((type) => type === name);
const isForNobody = (name: unknown): boolean =>
	/^(attendance-period|document)\./.test(String(name));

/** Sends a proven body through both pipelines and checks what always holds. */
async function holds(bytes: Buffer): Promise<void> {
	for (const node of [byHrEvents, byVendorEvents]) {
		const found = await toldOf(node, bytes);
		const name = (parsedOf(bytes) as IDataObject | null | undefined)?.['event_name'];
		if (found === null) {
			// Only what is known and not listened for starts nothing.
			expect(name === 'ping' || (node === byHrEvents && isForNobody(name))).toBe(true);
			continue;
		}
		wellFormed(found, node === byHrEvents ? [] : ['other']);
		if (!isListed(name)) expect([found.events, found.unrecognised.length]).toEqual([[], 1]);
	}
}

/** What a body becomes; null if it starts nothing. `run` checks every item by the schema. */
async function toldOf(node: Surroundings, bytes: Buffer): Promise<Outputs | null> {
	const received = await post(node, bytes, secretFor(node, SECRET));
	expect(received.answer.status).toBe(200);
	if (received.items.length === 0) return null;
	expect(received.items).toHaveLength(1);
	// As n8n stores it between the webhook and the run.
	return await run(node, JSON.parse(JSON.stringify(received.items)) as IDataObject[]);
}

const odd = fc.oneof(
	anyJson,
	fc.constantFrom<unknown>('INACTIVE', 'SUB_COMPANY_SWITCH', 'DELETION_PENDING', '\0', '5005/..'),
	fc.constantFrom<unknown>(
		'2024-13-45',
		'2026-02-30T00:00:00',
		'2026-03-17',
		'2026-03-18T24:00:00',
	),
	fc.constantFrom<unknown>({ id: {} }, { id: 5 }, { id: null }, { id: '5005' }, { date_time: 7 }),
);
const edits = editsWith(odd, ['person', 'employment', 'payload']);

describe('whatever a proven body holds, nothing is lost and nothing throws', () => {
	beforeEach(() => serveRecords(personio));

	const about = fc.oneof(
		fc.constantFrom('5005', '5027', '5030', 'a5e0f1c2-3b47-4d98-9e10-000000000002'),
		fc.constantFrom('0c1e7a52-9d3b-4f60-8a41-000000000027', 5027),
		odd,
	);
	const named = fc.oneof(about, fc.record({ id: about, person: about }, { requiredKeys: [] }));
	const payload = fc.record(
		{
			person: named,
			employment: named,
			absence_period: named,
			'absence-period': named,
			document: named,
		},
		{ requiredKeys: [] },
	);
	const envelope = fc.record(
		{
			company_id: fc.oneof(fc.constant('48151'), odd),
			event_name: fc.oneof(
				fc.constantFrom(...EVENT_TYPES, 'ping', 'absence-period.updated'),
				fc.constantFrom('__proto__', 'toString'),
				odd,
			),
			occurred_at: fc.oneof(fc.constant('2026-03-18T09:15:00.000Z'), odd),
			payload: fc.oneof(payload, payload, payload, odd),
		},
		{ requiredKeys: [] },
	);

	const within = (name: string, payload: string): string =>
		`{"company_id":"48151","event_name":"${name}","occurred_at":"${NOW}","payload":${payload}}`;

	itHoldsForAnyBody(
		{
			names: eventNames(),
			sample: eventJson,
			edits,
			odd,
			envelope,
			texts: [
				'{"event_name":""}',
				'{"__proto__":{"event_name":"person.created"}}',
				'{"event_name":"person.created","event_name":"person.promoted"}',
				'{"event_name":"person.promoted","payload":{"constructor":{}}}',
				'{"event_name":"document.signed","constructor":null,"payload":{"__proto__":1}}',
			],
			holding: (json) => within('person.updated', `{"person":{"id":"5005"},"x":${json}}`),
		},
		holds,
	);

	const ODD_IDS = [
		...['5005/employments', '5005?status=ACTIVE', '%2e%2e', '50 05', '#', 'ünïcode', '\\u0000'],
		...['\\ud800', '..', '.'],
	];
	it.each(ODD_IDS)('an id such as %s', async (id) => {
		for (const name of ['person.created', 'person.updated']) {
			await holds(Buffer.from(within(name, `{"person":{"id":"${id}"}}`)));
		}
		for (const name of ['employment.updated', 'employment.terminated']) {
			await holds(Buffer.from(within(name, `{"employment":{"id":"e"},"person":{"id":"${id}"}}`)));
			await holds(
				Buffer.from(within(name, `{"employment":{"id":"${id}"},"person":{"id":"5005"}}`)),
			);
		}
		await holds(Buffer.from(within('absence-period.created', `{"absence_period":{"id":"${id}"}}`)));
		const paths = personio.requests.map(({ path }) => path).filter((path) => !/auth/.test(path));
		// An id never leads to another endpoint than the one meant.
		for (const path of paths) {
			expect(path).toMatch(
				/^\/v2\/(persons\/[^/]+(\/employments(\/[^/]+)?)?|absence-periods\/[^/]+)$/,
			);
		}
	});
});

describe('whatever a record holds', () => {
	const decisive = records().filter(({ path }) => /\/(persons|absence-periods)\//.test(path));

	it('the item fits the model, or the execution fails in the open', async () => {
		const node = nodeFor('hrEvents', { fetchDetails: true, fetchLeaveDays: true });
		const names = eventNames().filter((name) => /^(person|employment|absence)/.test(name));
		await fc.assert(
			fc.asyncProperty(
				fc.constantFrom(...names),
				fc.array(fc.tuple(fc.nat(), edits), { minLength: 1, maxLength: 3 }),
				async (name, changes) => {
					personio.faults.clear();
					const sent = eventJson(name);
					// Records of the person or absence that the delivery is about, rather than any.
					const near = decisive.filter(({ path }) =>
						path.split('/').some((part) => JSON.stringify(sent).includes(`"${part}"`)),
					);
					const pool = near.length > 0 ? near : decisive;
					for (const [at, change] of changes) {
						const record = pool[at % pool.length];
						if (record === undefined) continue;
						const body = edited(record.body, change);
						if (typeof body === 'object' && body !== null) answer(personio, record.path, body);
					}
					serveRecords(personio);
					const found = await toldOf(node, bytesOf(sent)).catch((error: unknown) => {
						expect(error).toBeInstanceOf(NodeApiError);
						expect(String(error)).toContain('something other than');
						return 'failed' as const;
					});
					if (found === null) throw new Error('It started nothing');
					if (found !== 'failed') wellFormed(found);
				},
			),
			{ numRuns: tries(400) },
		);
	});
});

describe('ids', () => {
	beforeEach(() => serveRecords(personio));

	it('are the same whenever and however a delivery is written', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.constantFrom(...eventNames()),
				fc.nat({ max: 7 }),
				fc.constantFrom(undefined, 1, '\t'),
				fc.nat({ max: 400 }),
				async (name, by, indent, days) => {
					const text = JSON.stringify(shuffled(eventJson(name), by), null, indent);
					const node = isForNobody(name) ? byVendorEvents : byHrEvents;
					Settings.now = () => Date.parse(NOW);
					const found = await toldOf(node, Buffer.from(text));
					expect(found?.events.map(({ eventId }) => eventId)).toEqual(
						expectedEvents(name).map(({ eventId }) => eventId),
					);
					// Locked out before the last day; read after it, somebody who worked until then.
					if (name === 'person.updated.locked_out') return;
					// Read later it may mean something else, but what it means has the same id.
					Settings.now = () => Date.parse(NOW) + days * 86_400_000;
					const later = await toldOf(node, Buffer.from(text));
					const idOf = new Map(found?.events.map(({ eventType, eventId }) => [eventType, eventId]));
					for (const { eventType, eventId } of later?.events ?? []) {
						expect(idOf.get(eventType) ?? eventId).toBe(eventId);
					}
				},
			),
			{ numRuns: tries(150) },
		);
	});
});

describe('private values', () => {
	let receiver: Receiver;
	beforeEach(async () => {
		receiver = await startReceiver();
	});
	afterEach(async () => await receiver.close());

	const FREE_TEXT = 'Free text nobody need know of';
	type Step = (simulator: PersonioSimulator, personId: string, date: string) => unknown;
	const STEPS: Record<string, Step> = {
		hire: (simulator, _, startDate) => simulator.hire({ startDate }),
		employ: (simulator, id, startDate) => simulator.addEmployment(id, { startDate }),
		rename: (simulator, id) => simulator.updatePerson(id, { last_name: 'Weiß-Núñez' }),
		iban: (simulator, id) =>
			simulator.updatePerson(id, { custom_attributes: { iban: 'XX00OTHER' } }),
		hours: (simulator, id) => simulator.updateEmployment(id, { weekly_working_hours: 20 }),
		costs: (simulator, id) => simulator.updateEmployment(id, { cost_centers: [] }),
		terminate: (simulator, id, terminationDate) =>
			simulator.scheduleTermination(id, { terminationDate, reason: FREE_TEXT }),
		switch: (simulator, id, terminationDate) =>
			simulator.scheduleTermination(id, {
				terminationDate,
				type: 'SUB_COMPANY_SWITCH',
				reason: FREE_TEXT,
			}),
		withdraw: (simulator, id) => simulator.withdrawTermination(id),
		end: (simulator, id) => simulator.endEmployment(id),
		inactive: (simulator, id) => simulator.setInactive(id),
		start: (simulator, id) => simulator.startEmployment(id),
		request: (simulator, personId, from) =>
			simulator.requestAbsence({ personId, from, comment: FREE_TEXT }),
		approve: (simulator, personId, from) =>
			simulator.requestAbsence({ personId, from, comment: FREE_TEXT, status: 'APPROVED' }),
		leave: (simulator, personId, from) => simulator.addLongTermLeave({ personId, from }),
		attend: (simulator, personId) => simulator.recordAttendance({ personId }),
		document: (simulator, personId) => simulator.addDocument({ personId, name: FREE_TEXT }),
		remove: (simulator, id) => simulator.deletePerson(id),
	};
	const step = fc.record({
		verb: fc.constantFrom(...Object.keys(STEPS)),
		who: fc.nat({ max: 3 }),
		days: fc.integer({ min: -60, max: 60 }),
	});

	it('never leave the node, whatever happens at the company', async () => {
		const found: HrEvent[] = [];
		await fc.assert(
			fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
				const clock = (): number => Date.parse(NOW);
				const simulator = await startRoomyPersonio({
					people: 4,
					now: clock,
					rateLimit: false,
				});
				const before = receiver.received.length;
				simulator.addWebhook({ url: receiver.url, enabled_events: EVENT_TYPES });
				const people = simulator.people;
				for (const { verb, who, days } of steps) {
					const { id = '' } = people[who] ?? {};
					const date = new Date(clock() + days * 86_400_000).toISOString().slice(0, 10);
					// Whoever was deleted, or has no employment, cannot have anything happen.
					if (!simulator.people.some((person) => person.id === id)) continue;
					STEPS[verb]?.(simulator, id, date);
				}
				await simulator.deliveries.idle();
				const everybody = [...people, ...simulator.people];
				const node = triggerIn(simulator, {
					parameters: {
						listenFor: 'vendorEvents',
						vendorEvents: offered('vendorEvents'),
						options: { skipRepeats: false, fetchLeaveDays: true, includeRaw: true },
					},
				});
				const told: HrEvent[] = [];
				for (const { body } of receiver.received.slice(before)) {
					const outputs = await toldOf(node, body);
					if (outputs === null) throw new Error('It started nothing');
					wellFormed(outputs, ['other']);
					told.push(...outputs.events, ...outputs.unrecognised);
				}
				await simulator.close();
				expect(simulator.violations.list).toEqual([]);

				// A hash may happen to hold the digits of a postal code.
				const text = JSON.stringify(told.map((event) => ({ ...event, eventId: null })));
				const values = [...everybody.flatMap(privateValues), FREE_TEXT, 'XX00OTHER'];
				expect(values.length).toBeGreaterThan(30);
				expect(values.filter((value) => text.includes(value))).toEqual([]);
				found.push(...told);
			}),
			{ numRuns: 40 },
		);
		expect(found.length).toBeGreaterThan(100);
		expect(new Set(found.map(({ eventType }) => eventType)).size).toBeGreaterThan(10);
	});
});
