import { Settings } from 'luxon';
import type { IDataObject } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';

import { hiBob as vendor } from '../../nodes/HiBob/vendor';
import type { HrEvent } from '../../nodes/shared/model/hrEvent';
import type { HiBobSimulator, LoadedRow, PersonRecord } from '../../simulators/hibob/index.mts';
import { EVENT_TYPES, PRIVATE_MARK, SALARY_AMOUNT } from '../../simulators/hibob/index.mts';
import type { Receiver } from '../../simulators/kit/testing.mts';
import { startReceiver } from '../../simulators/kit/testing.mts';
import { eventJson, eventNames, expectedEvents, records } from '../fixtures/hibob/read.mts';
import { bytesOf, itHoldsForAnyBody, parsedOf, shuffled } from '../support/anyBody';
import { anyJson, edited, editsWith } from '../support/edits';
import fc, { tries } from '../support/fastCheck.mts';
import type { Outputs } from '../support/hibob';
import { offered, post, run, SECRET, startRoomyHiBob, triggerIn } from '../support/hibob';
import type { Surroundings } from '../support/n8n';
import { wellFormed } from '../support/wellFormed';

jest.mock('../../nodes/shared/outbound/account', () => jest.requireActual('../support/oneAddress'));
jest.mock('n8n-workflow', () => jest.requireActual('../support/sleep/none'));

const NOW = '2025-01-09T10:00:00.000Z';

let hibob: HiBobSimulator;
/** Everything selected, both ways; details would only slow this down. */
let byHrEvents: Surroundings;
let byVendorEvents: Surroundings;

function nodeFor(
	listenFor: 'hrEvents' | 'vendorEvents',
	options: IDataObject = {},
	simulator = hibob,
): Surroundings {
	return triggerIn(simulator, {
		parameters: {
			listenFor,
			[listenFor]: offered(listenFor),
			options: { fetchDetails: false, skipRepeats: false, ...options },
		},
	});
}

const AMPLE = { everything: { requests: 10_000, windowMs: 1000 } };
beforeEach(async () => {
	hibob = await startRoomyHiBob({ employees: 0, rateLimit: AMPLE });
	hibob.load(records());
	// Ids of any kind are asked for; HiBob refuses some.
	hibob.violations.expect('bad-parameter');
	Settings.now = () => Date.parse(NOW);
	byHrEvents = nodeFor('hrEvents');
	byVendorEvents = nodeFor('vendorEvents');
});
afterEach(async () => {
	Settings.now = () => Date.now();
	await hibob.close();
	expect(hibob.violations.list).toEqual([]);
});

const isListed = (type: unknown): boolean => EVENT_TYPES.some((one) => one === type);
const isForNobody = (type: unknown): boolean =>
	/^(todo|documents|workforcePlanning)\./.test(String(type));

/** Sends a proven body through both pipelines and checks what always holds. */
async function holds(bytes: Buffer): Promise<void> {
	for (const node of [byHrEvents, byVendorEvents]) {
		const found = await toldOf(node, bytes);
		const body = parsedOf(bytes);
		const { nativeType, nativeEvent } = vendor.identify(body);
		if (found === null) {
			// Only what is known and not listened for starts nothing.
			const isPing = ['Ping test', '{"text":"Ping test"}'].includes(bytes.toString().trim());
			expect(isPing || (node === byHrEvents && isForNobody(nativeEvent))).toBe(true);
			continue;
		}
		wellFormed(found, node === byHrEvents ? [] : ['other']);
		if (!isListed(nativeType) || nativeEvent === null) {
			expect([found.events, found.unrecognised.length]).toEqual([[], 1]);
		}
	}
}

/** What a body becomes; null if it starts nothing. `run` checks every item by the schema. */
async function toldOf(node: Surroundings, bytes: Buffer): Promise<Outputs | null> {
	const received = await post(node, bytes, { key: SECRET });
	expect(received.answer.status).toBe(200);
	if (received.items.length === 0) return null;
	expect(received.items).toHaveLength(1);
	// As n8n stores it between the webhook and the run.
	return await run(node, JSON.parse(JSON.stringify(received.items)) as IDataObject[]);
}

const odd = fc.oneof(
	anyJson,
	fc.constantFrom<unknown>('Terminated', 'Garden leave', 'canceled', '\0', 'lifecycle', 'system'),
	fc.constantFrom<unknown>('2024-13-45', '2025-02-30T00:00:00', '2025-01-08', '2025-01-31'),
	fc.constantFrom<unknown>({ id: {} }, { id: 5 }, { id: null }, { value: '5' }, { id: 'work.x' }),
	fc.constantFrom<unknown>(Number('3332883912345670102'), '3332883912345670102', 6236010, 32832853),
);
const edits = editsWith(odd, [
	'employee',
	'event',
	'data',
	'entryId',
	'effectiveDate',
	'timeoffRequestId',
	'humanReadable',
	'employees',
]);

describe('whatever a proven body holds, nothing is lost and nothing throws', () => {
	const employeeId = fc.oneof(
		fc.constantFrom(...records().people.map((person) => person['root.id'])),
		odd,
	);
	const data = fc.record(
		{
			employeeId,
			tableId: fc.oneof(
				fc.constantFrom('lifecycle', 'work', 'employment', 'salary', 'bankAccounts', 'skills'),
				odd,
			),
			effectiveDate: fc.oneof(
				fc.constantFrom('2025-01-31', '2025-01-08', '2025-01-09', '2024-09-02'),
				odd,
			),
			id: fc.oneof(fc.constantFrom(6236010, 6236103, '6236010'), odd),
			timeoffRequestId: fc.oneof(fc.constantFrom(32832853, 32832854, '32832859'), fc.nat()),
			previousRequestId: odd,
			fieldUpdatesIds: fc.oneof(fc.constant([{ id: 'internal.status' }]), odd),
		},
		{ requiredKeys: [] },
	);
	const envelope = fc.record(
		{
			companyId: fc.oneof(fc.constant(636192), odd),
			type: fc.oneof(
				fc.constantFrom(...EVENT_TYPES, 'table.entry.deleted', 'employee.terminated'),
				fc.constantFrom('__proto__', 'toString'),
				odd,
			),
			triggeredBy: fc.oneof(fc.constantFrom('system', '3332883804594373380'), odd),
			triggeredAt: fc.oneof(fc.constant('2025-01-08T23:00:00.118204'), odd),
			version: fc.oneof(fc.constant('v2'), odd),
			data: fc.oneof(data, data, data, odd),
		},
		{ requiredKeys: [] },
	);

	itHoldsForAnyBody(
		{
			names: eventNames(),
			sample: eventJson,
			edits,
			odd,
			envelope,
			texts: [
				'"Ping"',
				'Ping test',
				'{"text":"Ping test"}',
				'{"text":"Ping test","type":"employee.left"}',
				'{"type":""}',
				'{"__proto__":{"type":"employee.left"}}',
				'{"type":"employee.left","type":"employee.promoted"}',
				'{"type":"employee.promoted","data":{"constructor":{}}}',
				'{"type":"employee.left","employee":{},"data":{"employeeId":"3332883912345670103"}}',
				'{"type":"employee.left","data":{"__proto__":{"employeeId":"1"}}}',
				'{"event":"timeoff.request.approved","timeoffRequestId":0}',
			],
			holding: (json) =>
				JSON.stringify(eventJson('employee.left.garden_leave')).replace(
					'"data":{',
					`"data":{"x":${json},`,
				),
		},
		holds,
	);
});

describe('whatever a record holds', () => {
	const { people, rows, timeOff } = records();

	/** The records that a delivery is about. */
	function near(name: string): { people: PersonRecord[]; rows: LoadedRow[]; timeOff: unknown[] } {
		const sent = JSON.stringify(eventJson(name));
		return {
			people: people.filter((person) => sent.includes(person['root.id'])),
			rows: rows.filter(({ employeeId }) => sent.includes(employeeId)),
			timeOff: timeOff.filter(({ requestId }) => sent.includes(String(requestId))),
		};
	}

	it('the item fits the model, or the execution fails in the open', async () => {
		const node = nodeFor('hrEvents', { fetchDetails: true, includePayTables: true });
		const names = eventNames().filter(
			(name) => /^(employee|table|timeoff)/.test(name) && !/no_row|gone|not_found/.test(name),
		);
		await fc.assert(
			fc.asyncProperty(fc.constantFrom(...names), edits, fc.nat(), async (name, changes, at) => {
				hibob.faults.clear();
				const found = near(name);
				const answers: Array<[RegExp, object]> = [];
				for (const person of found.people) {
					const view = Object.entries(person).map(([field, value]) => [
						`/${field.replaceAll('.', '/')}`,
						{ value },
					]);
					const id = person['root.id'];
					answers.push([new RegExp(`^/people/${id}$`), { ...Object.fromEntries(view), id }]);
				}
				for (const table of new Set(found.rows.map((row) => row.table))) {
					const path = table === 'salary' ? 'salaries' : table;
					const values = found.rows.filter((row) => row.table === table);
					answers.push([new RegExp(`/${path}$`), { values }]);
				}
				for (const request of found.timeOff) {
					answers.push([/\/requests\/\d+$/, request as object]);
				}
				const which = answers[at % Math.max(answers.length, 1)];
				if (which !== undefined) {
					const body = edited(which[1], changes);
					hibob.faults.answer(which[0], body);
				}
				const outputs = await toldOf(node, bytesOf(eventJson(name))).catch((error: unknown) => {
					expect(error).toBeInstanceOf(NodeApiError);
					expect(String(error)).toContain('something other than');
					return 'failed' as const;
				});
				if (outputs === null) throw new Error('It started nothing');
				if (outputs !== 'failed') wellFormed(outputs);
			}),
			{ numRuns: tries(400) },
		);
	});
});

describe('ids', () => {
	it('are the same whenever and however a delivery is written', async () => {
		const names = eventNames().filter((name) => !/^(v1|unknown)|gone$/.test(name));
		await fc.assert(
			fc.asyncProperty(
				fc.constantFrom(...names),
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
					// Read later it may mean something else, but what it means has the same id.
					Settings.now = () => Date.parse(NOW) + days * 86_400_000;
					const later = await toldOf(node, Buffer.from(text));
					const idOf = new Map(
						found?.events.map(({ eventType, table, eventId }) => [
							`${eventType} ${table?.entryId ?? ''}`,
							eventId,
						]),
					);
					for (const { eventType, table, eventId } of later?.events ?? []) {
						expect(idOf.get(`${eventType} ${table?.entryId ?? ''}`) ?? eventId).toBe(eventId);
					}
				},
			),
			{ numRuns: tries(150) },
		);
	});

	it('do not hang on which of its two keys a row is told by, nor on an empty one beside it', async () => {
		for (const name of eventNames().filter((one) => /^table\.entry/.test(one))) {
			const sent = eventJson(name);
			const { effectiveDate = null, id = null, ...data } = sent['data'] as IDataObject;
			const idsIn = async (keys: object): Promise<string[]> => {
				const body = bytesOf({ ...sent, data: { ...data, ...keys } });
				return ((await toldOf(byHrEvents, body))?.events ?? []).map(({ eventId }) => eventId);
			};
			const both = await idsIn({ effectiveDate, id });
			const one = await idsIn(effectiveDate === null ? { id } : { effectiveDate });
			expect([name, one]).toEqual([name, both]);
		}
	});
});

describe('private values', () => {
	let receiver: Receiver;
	/** A company for each run. */
	let simulator: HiBobSimulator | undefined;
	beforeEach(async () => {
		receiver = await startReceiver();
	});
	afterEach(async () => {
		await simulator?.close();
		await receiver.close();
	});

	const FREE_TEXT = `${PRIVATE_MARK}words nobody need know of`;
	type Step = (company: HiBobSimulator, employeeId: string, date: string) => unknown;
	const STEPS: Record<string, Step> = {
		hire: (company, _, startDate) => company.hire({ startDate }),
		rename: (company, id) => company.changeFields(id, { 'root.surname': 'Weiß-Núñez' }),
		birth: (company, id) => company.changeFields(id, { 'personal.birthDate': FREE_TEXT }),
		promote: (company, id, effectiveDate) =>
			company.schedulePromotion(id, { effectiveDate, title: 'Team Lead' }),
		raise: (company, id, effectiveDate) => company.addRow('salary', id, { effectiveDate }),
		bonus: (company, id) => company.addRow('variable', id, {}),
		bank: (company, id) => company.addRow('bankAccounts', id, { nickname: FREE_TEXT }),
		family: (company, id) => company.addRow('dependents', id, { name: FREE_TEXT }),
		hours: (company, id, effectiveDate) =>
			company.addRow('employment', id, { effectiveDate, weeklyHours: 20 }),
		terminate: (company, id, date) =>
			company.scheduleTermination(id, { date, reasonType: 'Voluntary', revokeAccess: true }),
		garden: (company, id, gardenLeaveFrom) =>
			company.scheduleTermination(id, { date: '2026-12-31', gardenLeaveFrom }),
		away: (company, id, from) => company.temporaryLeave(id, { from }),
		back: (company, id) => company.endLeave(id),
		rehire: (company, id, startDate) => company.rehire(id, { startDate }),
		request: (company, employeeId, from) => company.requestTimeOff({ employeeId, from }),
		sick: (company, employeeId, from) =>
			company.requestTimeOff({ employeeId, from, policyType: 'Sick leave' }),
		todo: (company, employeeId) => company.assignTodo(employeeId),
		remove: (company, id) => company.deleteEmployee(id),
	};
	const step = fc.record({
		verb: fc.constantFrom(...Object.keys(STEPS)),
		who: fc.nat({ max: 3 }),
		days: fc.integer({ min: -60, max: 60 }),
	});

	it('never leave the node, whatever happens at the company', async () => {
		const found: HrEvent[] = [];
		await fc.assert(
			fc.asyncProperty(
				fc.array(step, { minLength: 1, maxLength: 8 }),
				fc.boolean(),
				async (steps, includePayTables) => {
					const clock = (): number => Date.parse(NOW);
					await simulator?.close();
					const company = await startRoomyHiBob({
						employees: 4,
						now: clock,
						rateLimit: AMPLE,
					});
					simulator = company;
					const { url } = receiver;
					await company.addWebhook({ name: 'n8n', url, events: EVENT_TYPES });
					const before = receiver.received.length;
					const ids = company.employees.map((person) => person['root.id']);
					for (const { verb, who, days } of steps) {
						const id = ids[who] ?? '';
						const date = new Date(clock() + days * 86_400_000).toISOString().slice(0, 10);
						// To whoever was deleted nothing can happen.
						if (!company.employees.some((person) => person['root.id'] === id)) continue;
						STEPS[verb]?.(company, id, date);
					}
					await company.deliveries.idle();
					const options = { fetchDetails: true, includeRaw: true, includePayTables };
					const node = nodeFor('vendorEvents', options, company);
					const told: HrEvent[] = [];
					for (const { body } of receiver.received.slice(before)) {
						const outputs = await toldOf(node, body);
						if (outputs === null) throw new Error('It started nothing');
						wellFormed(outputs, ['other']);
						told.push(...outputs.events, ...outputs.unrecognised);
					}
					expect(company.violations.list).toEqual([]);

					const text = JSON.stringify(told.map((event) => ({ ...event, eventId: null })));
					expect(text).not.toContain(PRIVATE_MARK);
					const paid = told.filter((event) =>
						JSON.stringify(event).includes(String(SALARY_AMOUNT)),
					);
					const tables = new Set(paid.map(({ table }) => table?.name));
					const fine = includePayTables ? ['salary', 'variable'] : [];
					expect([...tables].filter((name) => !fine.includes(name ?? ''))).toEqual([]);
					found.push(...told);
				},
			),
			{ numRuns: 40 },
		);
		expect(found.length).toBeGreaterThan(100);
		expect(new Set(found.map(({ eventType }) => eventType)).size).toBeGreaterThan(10);
	});
});
