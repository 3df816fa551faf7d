import omit from 'lodash/omit';
import { Settings } from 'luxon';
import type { IDataObject } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';

import type { HiBobOptions, HiBobSimulator } from '../../simulators/hibob/index.mts';
import { PRIVATE_MARK, SALARY_AMOUNT } from '../../simulators/hibob/index.mts';
import {
	eventBytes,
	eventJson,
	eventNames,
	expectedEvents,
	expectedUnrecognised,
	personCalled,
	records,
	typeOf,
} from '../fixtures/hibob/read.mts';
import { someOf } from '../support/fastCheck.mts';
import type { Outputs } from '../support/hibob';
import {
	failure,
	listening,
	post,
	run,
	SECRET,
	startRoomyHiBob,
	through,
	triggerIn,
} from '../support/hibob';
import { useDeduplicator } from '../support/n8n';
import { datesOf, reasonOf, typesOf } from '../support/outputs';
import { sleptMs } from '../support/sleep/clock';

jest.mock('../../nodes/shared/outbound/account', () => jest.requireActual('../support/oneAddress'));
jest.mock('n8n-workflow', () => jest.requireActual('../support/sleep/counted'));

/** The day the fixtures are read on: some of their dates are over then, some are not. */
const NOW = '2025-01-09T10:00:00.000Z';

let hibob: HiBobSimulator;
async function start(options: HiBobOptions = {}): Promise<void> {
	await hibob?.close();
	// The fixtures say what each day takes, and that all of it can be read.
	hibob = await startRoomyHiBob({ employees: 0, untidyDays: false, ...options });
	hibob.load(records());
}
beforeEach(async () => {
	await useDeduplicator();
	await start();
	Settings.now = () => Date.parse(NOW);
});
afterEach(async () => {
	Settings.now = () => Date.now();
	await hibob.close();
	expect(hibob.violations.list).toEqual([]);
});

/** What is not there is looked for again and again. */
const isSlow = (name: string): boolean =>
	/no_row|gone$|moved_away|not_found|unknown_table|^employee\.joined$/.test(name);
const isOther = (name: string): boolean => /^(todo|documents|workforcePlanning)\./.test(name);

async function told(
	delivery: string | object,
	options: IDataObject = {},
	kind?: 'hrEvents' | 'vendorEvents',
): Promise<Outputs> {
	const isName = typeof delivery === 'string';
	const byName = isName && isOther(delivery) ? 'vendorEvents' : 'hrEvents';
	const node = triggerIn(hibob, { parameters: listening(kind ?? byName, options) });
	return await through(node, isName ? eventBytes(delivery) : delivery, SECRET);
}

const pathsAsked = (): string[] => hibob.requests.map(({ method, path }) => `${method} ${path}`);
const idOf = (firstName: string): string => personCalled(firstName)['root.id'];

/** An event as it is written since March 2026. */
function body(type: string, data: object, more: object = {}): object {
	return {
		companyId: 636192,
		type,
		triggeredBy: '3332883804594373380',
		triggeredAt: '2025-01-09T09:15:00.104233',
		version: 'v2',
		data,
		...more,
	};
}

const rowBody = (verb: string, firstName: string, tableId: string, key: object): object =>
	body(`table.entry.${verb}`, { employeeId: idOf(firstName), tableId, ...key });

const PERSON = /^\/people\/\d+$/;
const LIFECYCLE = /\/lifecycle$/;
const REQUEST = /\/requests\/\d+$/;
const refuse = (path: RegExp, status: number): void =>
	hibob.faults.add({ kind: 'status', status, match: { path }, times: 99 });
const answerPage = (path: RegExp): void =>
	hibob.faults.add({
		kind: 'status',
		status: 200,
		body: '<!DOCTYPE html><html><body>Log in</body></html>',
		headers: { 'content-type': 'text/html' },
		match: { path },
		times: 99,
	});

const ROW_ADDED = 'table.entry_created';
const ROW_EDITED = 'table.entry_updated';
const ENDED = 'employee.access_ended';
const LEFT = 'employee.terminated';

describe('every fixture', () => {
	it.each(eventNames())('%s', async (name) => {
		const kind = isOther(name) ? 'vendorEvents' : 'hrEvents';
		const node = triggerIn(hibob, { parameters: listening(kind) });
		const { answer, items } = await post(node, eventBytes(name), { key: SECRET });
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
				source: { nativeType: typeOf(name), verifiedBy: 'signature' },
				enrichment: { status: 'failed' },
				raw: eventJson(name),
			});
		}
	});

	/** Somebody's first day is what these are about, and nothing else tells it. */
	const ABOUT_THE_PERSON = [
		'employee.created',
		'employee.created.future',
		'employee.joined',
		'table.entry.created.lifecycle.hired',
		'table.entry.created.lifecycle.rehired',
		'table.entry.updated.lifecycle.hired',
		'table.entry.updated.lifecycle.rehired',
	];

	it.each(someOf(eventNames().filter((name) => !isOther(name))))(
		'%s means the same without Fetch Details',
		async (name) => {
			const kept = (event: Record<string, unknown>): unknown => {
				const { eventType, eventId, effectiveDate, phase, termination, table, leave } = event;
				return { eventType, eventId, effectiveDate, phase, termination, table, leave };
			};
			const { events, unrecognised } = await told(name, { fetchDetails: false });
			expect(unrecognised).toHaveLength(expectedUnrecognised(name).length);
			expect(events.map(kept)).toEqual(expectedEvents(name).map(kept));
			const people = hibob.requests.filter(({ path }) => PERSON.test(path));
			expect(people).toHaveLength(ABOUT_THE_PERSON.includes(name) ? 1 : 0);
			if (people.length > 0) return;
			for (const { employee } of events) expect(employee.displayName).toBeNull();
		},
	);

	it.each(someOf(eventNames().filter((name) => !isSlow(name))))(
		'%s becomes the same in the vendor-events mode',
		async (name) => {
			const { events, unrecognised } = await told(name, {}, 'vendorEvents');
			expect(events.map(({ eventId }) => eventId)).toEqual(
				expectedEvents(name).map(({ eventId }) => eventId),
			);
			expect(unrecognised).toHaveLength(expectedUnrecognised(name).length);
		},
	);

	it.each(someOf(eventNames()))('%s keeps private data to itself', async (name) => {
		for (const options of [{}, { includePayTables: true }]) {
			const found = await told(name, options);
			expect(JSON.stringify(found)).not.toContain(PRIVATE_MARK);
			const isPaid = /salary|variable/.test(name) && 'includePayTables' in options;
			const isTold = JSON.stringify(found).includes(String(SALARY_AMOUNT));
			expect(isTold).toBe(isPaid && name.startsWith('table.'));
		}
	});

	it('asks nothing but what it may: one person, one table, one request', async () => {
		for (const name of eventNames()) await told(name);
		const paths = new Set(
			hibob.requests.map(({ path }) => path.replace(/\d{19}/, '{id}').replace(/\d+$/, '{n}')),
		);
		expect([...paths].sort()).toEqual([
			'/people/custom-tables/{id}/category_1716214820047__table_{n}',
			'/people/{id}',
			'/people/{id}/employment',
			'/people/{id}/lifecycle',
			'/people/{id}/work',
			'/timeoff/employees/{id}/requests/{n}',
		]);
	});

	it('without Fetch Details asks nothing where the delivery says it all', async () => {
		for (const name of eventNames().filter((one) => /^employee\.(updated|inact|del)/.test(one))) {
			if (/lifecycle|garden|terminated/.test(name)) continue;
			await told(name, { fetchDetails: false });
		}
		await told('table.entry.updated.salary', { fetchDetails: false });
		await told('table.entry.created.bankAccounts', { fetchDetails: false });
		for (const name of eventNames().filter(isOther)) await told(name);
		expect(hibob.requests).toEqual([]);
	});
});

describe('pay', () => {
	it('is told where it is asked for', async () => {
		const salary = await told('table.entry.updated.salary', { includePayTables: true });
		expect(salary.events).toMatchObject([
			{
				eventType: ROW_EDITED,
				table: {
					name: 'salary',
					entryId: '6236301',
					effectiveDate: '2015-03-03',
					record: { base: { value: SALARY_AMOUNT, currency: 'EUR' }, payPeriod: 'Annual' },
				},
				refs: { tableName: 'salary', entryId: '6236301' },
			},
		]);
		const variable = await told('table.entry.created.variable', { includePayTables: true });
		expect(variable.events[0]?.table).toMatchObject({
			entryId: '6236501',
			effectiveDate: '2025-01-01',
			record: { amount: { value: SALARY_AMOUNT } },
		});
	});

	it('of bank accounts is never read, whatever is asked for', async () => {
		const options = { includePayTables: true, includeRaw: true };
		const { events } = await told('table.entry.created.bankAccounts', options);
		expect(events[0]?.table).toEqual({
			name: 'bankAccounts',
			entryId: '6236350',
			effectiveDate: null,
			record: null,
		});
		expect(pathsAsked()).toEqual([`POST /people/${idOf('Lior')}`]);
	});

	it.each(['dependents', 'rightToWork'])('aside, %s is never read either', async (tableId) => {
		const sent = rowBody('created', 'Lior', tableId, { id: 7 });
		const { events } = await told(sent, { includePayTables: true });
		expect(events).toMatchObject([{ table: { name: tableId, entryId: '7', record: null } }]);
		expect(pathsAsked()).toEqual([`POST /people/${idOf('Lior')}`]);
	});

	it('that may not be read is left out and said', async () => {
		hibob.setPermissions('SERVICE-5772', { tables: ['work', 'lifecycle'] });
		const { events, unrecognised } = await told('table.entry.updated.salary', {
			includePayTables: true,
		});
		expect(unrecognised).toEqual([]);
		expect(events).toMatchObject([
			{
				eventType: ROW_EDITED,
				effectiveDate: '2015-03-03',
				table: { name: 'salary', entryId: null, record: null },
				enrichment: { status: 'partial', reason: expect.stringContaining('Payroll') },
			},
		]);
	});
});

describe('the delivery', () => {
	it('comes along only where it is asked for', async () => {
		expect((await told('employee.left')).events[0]).not.toHaveProperty('raw');
		const { events } = await told('employee.left', { includeRaw: true });
		expect(events.map(({ raw }) => raw)).toEqual([
			eventJson('employee.left'),
			eventJson('employee.left'),
		]);
	});

	it.each(someOf(eventNames()))(
		'%s has ids of 19 digits as text, to the last one',
		async (name) => {
			const sent = eventBytes(name).toString();
			const { events, unrecognised } = await told(name);
			for (const event of [...events, ...unrecognised]) {
				const { employee, refs, actor } = event;
				for (const id of [employee.id, refs.employeeId]) {
					if (id !== null) expect(sent).toContain(`"${id}"`);
				}
				if (actor.id !== null) expect(sent).toContain(`"triggeredBy": "${actor.id}"`);
			}
			const numbers = JSON.stringify([events, unrecognised]).match(/[:[,]\d{16,}/g);
			expect(numbers).toBeNull();
		},
	);

	it('with an id of a person as a number is no delivery: its last digits are lost', async () => {
		const text = JSON.stringify(body('employee.left', { employeeId: 0 })).replace(
			'"employeeId":0',
			`"employeeId":${idOf('Greta')}`,
		);
		const { events, unrecognised } = await told(JSON.parse(text) as object);
		expect(events).toEqual([]);
		expect(unrecognised[0]?.enrichment.reason).toMatch(/: data\.employeeId\.$/);
		expect(hibob.requests).toEqual([]);
	});

	it.each([
		{ triggeredAt: undefined },
		{ triggeredAt: 'Greta' },
		{ triggeredAt: '2025-02-30T10:00:00' },
		{ triggeredAt: 1736413200000 },
		{ triggeredBy: { name: 'Greta' } },
		{ triggeredBy: 3332883804594373 },
	])('that says %j tells all the same that somebody has left', async (odd) => {
		const { events } = await told({ ...eventJson('employee.left.garden_leave'), ...odd });
		expect(typesOf({ events })).toContain('employee.access_ended');
		expect(JSON.stringify(events)).not.toContain('"name":"Greta"');
	});

	const left = eventJson('employee.left.garden_leave');
	const added = eventJson('table.entry.created.lifecycle.terminated');
	const asked = eventJson('timeoff.request.approved');
	it.each<[object, RegExp]>([
		[{ ...left, data: undefined }, /: data\.$/],
		[{ ...left, data: 'Greta' }, /: data\.$/],
		[{ ...left, data: {} }, /: data\.employeeId\.$/],
		[{ ...left, data: { employeeId: '' } }, /: data\.employeeId\.$/],
		[{ ...left, data: { employeeId: { odd: 'Greta' } } }, /: data\.employeeId\.$/],
		[{ ...left, triggeredAt: 1736413200000, data: null }, /: data\.$/],
		[{ ...added, data: { employeeId: '1' } }, /: data\.tableId\.$/],
		[{ ...added, data: { tableId: 'work' } }, /: data\.employeeId\.$/],
		[{ ...added, data: {} }, /: data\.employeeId, data\.tableId\.$/],
		[{ ...asked, data: { employeeId: '1' } }, /: data\.timeoffRequestId\.$/],
		[{ ...asked, data: { employeeId: '1', timeoffRequestId: ['x'] } }, /timeoffRequestId\.$/],
	])('%j does not fit: its fields are named, not their values', async (sent, reason) => {
		const { events, unrecognised } = await told(sent);
		expect(events).toEqual([]);
		expect(unrecognised).toHaveLength(1);
		expect(unrecognised[0]?.enrichment.reason).toMatch(reason);
		expect(unrecognised[0]?.enrichment.reason).not.toContain('Greta');
		expect(hibob.requests).toEqual([]);
	});

	it('may lack its version and who did it', async () => {
		const { events } = await told(omit(left, ['version', 'triggeredBy']));
		expect(events).toMatchObject([{ eventType: ENDED, actor: { id: null, type: null } }]);
	});

	it('of another zone is the same instant', async () => {
		for (const triggeredAt of ['2025-01-08T23:00:00.118Z', '2025-01-09T00:00:00.118+01:00']) {
			const { events } = await told({ ...left, triggeredAt });
			expect(events[0]?.occurredAt).toBe('2025-01-08T23:00:00.118Z');
		}
	});

	it('never leads to another server than the one of the credential', async () => {
		const sent = eventJson('timeoff.request.approved');
		const data = { ...(sent['data'] as object), getApi: 'https://elsewhere.example/steal' };
		const { events } = await told({ ...sent, data });
		expect(events[0]).toMatchObject({ leave: { startDate: '2025-03-03' } });
	});

	it.each(['3332883912345670102/../work', '%2e%2e', '..', '#', 'a b', 'ünï', 'x?y=1'])(
		'about %s leads to no other record',
		async (employeeId) => {
			await told(body('employee.left', { employeeId }));
			await told(body('table.entry.created', { employeeId, tableId: 'work', id: 1 }));
			await told(
				body('table.entry.created', { employeeId: idOf('Ravi'), tableId: employeeId, id: 1 }),
			);
			await told(body('timeoff.request.cancelled', { employeeId, timeoffRequestId: 32832854 }));
			for (const { path } of hibob.requests) {
				expect(path).toMatch(
					/^\/(people\/[^/]+(\/(lifecycle|work))?|timeoff\/employees\/[^/]+\/requests\/\d+)$/,
				);
			}
		},
	);

	it.each(['32832854/../32832853', '..', 'none'])(
		'about the request %s does not fit, as requests have numbers',
		async (timeoffRequestId) => {
			const data = { employeeId: idOf('Uma'), timeoffRequestId };
			const { events, unrecognised } = await told(body('timeoff.request.approved', data));
			expect(events).toEqual([]);
			expect(unrecognised[0]?.enrichment.reason).toMatch(/: data\.timeoffRequestId\.$/);
		},
	);
});

describe('selection', () => {
	const choosing = async (sent: string | object, ...hrEvents: string[]): Promise<Outputs> => {
		const node = triggerIn(hibob, { parameters: { hrEvents } });
		return await through(node, typeof sent === 'string' ? eventBytes(sent) : sent, SECRET);
	};

	it('lets only chosen HR events out of a delivery that stands for several', async () => {
		const name = 'table.entry.created.lifecycle.terminated_over';
		expect(typesOf(await choosing(name, LEFT, 'leave.approved'))).toEqual([LEFT]);
		expect(typesOf(await choosing('employee.left', ENDED))).toEqual([ENDED]);
	});

	it.each([
		['table.entry.created.work', LEFT],
		['table.entry.created.custom_table', 'employee.job_changed'],
		['table.entry.updated.salary', 'leave.approved'],
		['employee.updated.lifecycle', 'none'],
		['employee.updated', LEFT],
	])('%s with only %s chosen asks HiBob for nothing and tells nothing', async (name, chosen) => {
		const found = await choosing(name, chosen, 'employee.terminated');
		expect(found).toEqual({ events: [], unrecognised: [] });
		expect(hibob.requests.map(({ path }) => path).filter((path) => !LIFECYCLE.test(path))).toEqual(
			[],
		);
	});

	it('reads the lifecycle of somebody who was edited only for who listens for leavers', async () => {
		await choosing('employee.updated.after_garden_leave', 'employee.updated');
		expect(pathsAsked()).toEqual([`POST /people/${idOf('Karl')}`]);
		expect(
			typesOf(await choosing('employee.updated.after_garden_leave', 'employee.terminated')),
		).toEqual([LEFT]);
	});

	it('reads the lifecycle of somebody who is active again only for who listens for leaves', async () => {
		expect(typesOf(await choosing('employee.activated', 'employee.activated'))).toEqual([
			'employee.activated',
		]);
		expect(pathsAsked()).toEqual([`POST /people/${idOf('Noa')}`]);
		expect(typesOf(await choosing('employee.activated', 'leave.ended'))).toEqual(['leave.ended']);
	});

	it.each([
		['employee.joined', ENDED],
		['timeoff.request.requested', 'leave.approved'],
		['todo.assign', 'employee.hired'],
		['employee.inactivated', ENDED],
	])('%s starts nothing where only %s is chosen', async (name, chosen) => {
		const node = triggerIn(hibob, { parameters: { hrEvents: [chosen] } });
		const { answer, items } = await post(node, eventBytes(name), { key: SECRET });
		expect([answer.status, items]).toEqual([200, []]);
	});

	it.each(['v1.employee.updated', 'v1.timeoff.request.approved', 'unknown.employee.promoted'])(
		'hands %s over as unrecognised, whatever is selected',
		async (name) => {
			const { events, unrecognised } = await choosing(name, 'employee.deleted');
			expect(events).toEqual([]);
			expect(unrecognised).toMatchObject([{ eventType: 'unmapped', raw: eventJson(name) }]);
		},
	);

	it('hands an event that was asked for by its name on as it is', async () => {
		const parameters = { listenFor: 'vendorEvents', otherVendorEvents: 'x, employee.promoted' };
		const node = triggerIn(hibob, { parameters });
		const { events, unrecognised } = await through(
			node,
			eventBytes('unknown.employee.promoted'),
			SECRET,
		);
		expect(unrecognised).toEqual([]);
		expect(events).toMatchObject([
			{ eventType: 'other', raw: eventJson('unknown.employee.promoted') },
		]);
	});
});

describe('a read that comes too early', () => {
	/** The vendor's time goes on as the product sleeps, however fast or slow this machine is. */
	const late = (lagMs: number): HiBobOptions => ({ lagMs, now: sleptMs });
	const LATE = late(15_000);
	const NEVER = late(600_000);

	it('is repeated until somebody new is there', async () => {
		await start(LATE);
		const employeeId = hibob.hire({ startDate: '2025-02-03', firstName: 'Ola', surname: 'Nyberg' });
		const { events } = await told(body('employee.created', { employeeId }));
		expect(events).toMatchObject([
			{ eventType: 'employee.created', effectiveDate: '2025-02-03' },
			{ eventType: 'employee.hired', employee: { displayName: 'Ola Nyberg' } },
		]);
	});

	it('is given up in the end: that somebody is there says the event', async () => {
		await start(NEVER);
		const employeeId = hibob.hire({ startDate: '2025-02-03' });
		const { events, unrecognised } = await told(body('employee.created', { employeeId }));
		expect(unrecognised).toEqual([]);
		expect(events).toMatchObject([
			{
				eventType: 'employee.created',
				effectiveDate: null,
				phase: 'unknown',
				employee: { id: employeeId, displayName: null },
				enrichment: {
					status: 'failed',
					reason: expect.stringMatching(/^HiBob has no such record/),
				},
			},
			{ eventType: 'employee.hired', effectiveDate: null },
		]);
		expect(hibob.requests.length).toBeGreaterThanOrEqual(5);
	});

	const dismissal = {
		status: 'Terminated',
		employeeStatus: 'Inactive',
		effectiveDate: '2025-04-30',
		reasonType: 'Involuntary',
	};
	const addedToOtto = (): object =>
		rowBody('created', 'Otto', 'lifecycle', { effectiveDate: '2025-04-30' });

	it('is repeated until a row is there', async () => {
		await start(LATE);
		hibob.addRow('lifecycle', idOf('Otto'), dismissal);
		const found = await told(addedToOtto());
		expect(found.unrecognised).toEqual([]);
		expect(datesOf(found)).toEqual([
			['employee.termination_scheduled', '2025-04-30'],
			[ROW_ADDED, '2025-04-30'],
		]);
	});

	it('makes a row that is never there unrecognised, and the delivery is not lost', async () => {
		await start(NEVER);
		hibob.addRow('lifecycle', idOf('Otto'), dismissal);
		const found = await told(addedToOtto());
		expect(found.events).toEqual([]);
		expect(reasonOf(found)).toBe(
			'HiBob does not show the row of 2025-04-30 in the table Lifecycle. It may have been deleted or moved since.',
		);
		expect(found.unrecognised[0]?.refs.employeeId).toBe(idOf('Otto'));
	});

	it('of a row that was moved is repeated until the new day is there', async () => {
		await start(LATE);
		hibob.updateRow('lifecycle', idOf('Ravi'), { id: 6236010 }, { effectiveDate: '2025-03-14' });
		const moved = rowBody('updated', 'Ravi', 'lifecycle', { effectiveDate: '2025-03-14' });
		expect(datesOf(await told(moved))).toEqual([
			['employee.termination_scheduled', '2025-03-14'],
			[ROW_EDITED, '2025-03-14'],
		]);
	});

	it('of a row that was changed in place waits as long as a change was seen to take', async () => {
		await start(late(1_500));
		hibob.updateRow('work', idOf('Lea'), { id: 6236104 }, { title: 'Team Lead' });
		const { events } = await told(
			rowBody('updated', 'Lea', 'work', { effectiveDate: '2022-01-10' }),
		);
		expect(events.at(-1)?.table?.record).toMatchObject({ humanReadable: { title: 'Team Lead' } });
	});

	it('of somebody who has left is repeated until it shows how', async () => {
		await start(LATE);
		hibob.addRow('lifecycle', idOf('Otto'), { ...dismissal, effectiveDate: '2025-01-08' });
		const sent = { ...eventJson('employee.left.no_row') };
		const found = await told(sent);
		expect(found.unrecognised).toEqual([]);
		expect(datesOf(found)).toEqual([
			[ENDED, '2025-01-08'],
			[LEFT, '2025-01-08'],
		]);
	});

	it('of a request is repeated until it is there', async () => {
		await start(LATE);
		const timeoffRequestId = hibob.requestTimeOff({ employeeId: idOf('Uma'), from: '2025-08-04' });
		const data = { timeoffRequestId, employeeId: idOf('Uma') };
		const { events } = await told(body('timeoff.request.requested', data));
		expect(events).toMatchObject([
			{ eventType: 'leave.requested', effectiveDate: '2025-08-04', enrichment: { status: 'full' } },
		]);
	});

	it('of a request without an end is repeated until the end that was set is there', async () => {
		await start(LATE);
		const timeoffRequestId = 32832865;
		hibob.setEndDate(timeoffRequestId, { to: '2025-02-28' });
		const data = { timeoffRequestId, employeeId: idOf('Uma') };
		const { events } = await told(body('timeoff.request.setEndDate', data));
		expect(events).toMatchObject([
			{ eventType: 'leave.updated', leave: { startDate: '2025-01-13', endDate: '2025-02-28' } },
		]);
	});

	it('of a request that is gone is not repeated', async () => {
		await told('timeoff.request.deleted', { fetchDetails: false });
		expect(hibob.requests).toHaveLength(1);
	});
});

describe('a service user that may not', () => {
	const allow = (permissions: Parameters<HiBobSimulator['setPermissions']>[1]): void =>
		hibob.setPermissions('SERVICE-5772', permissions);
	const HISTORIES = "People's data > Lifecycle > View selected employees' section histories";

	it.each<[string, string[], RegExp]>([
		['table.entry.created.lifecycle.terminated', [ROW_ADDED], /^It is not known what the row/],
		['table.entry.updated.lifecycle.moved', [ROW_EDITED], /^It is not known what the row means/],
		['employee.left', [ENDED], /^It is not known whether the employment has ended/],
		['employee.activated', ['employee.activated'], /^It is not known whether a leave has ended/],
		[
			'employee.updated.after_garden_leave',
			['employee.updated'],
			/^It is not known whether the employment has ended/,
		],
	])('see the lifecycle gets %s told as far as it goes', async (name, types, reason) => {
		allow({ tables: ['work'] });
		const found = await told(name);
		expect(typesOf(found)).toEqual(types);
		expect(found.unrecognised).toHaveLength(1);
		expect(reasonOf(found)).toMatch(reason);
		expect(reasonOf(found)).toContain(HISTORIES);
	});

	it.each<[string, Array<[string, string]>]>([
		['employee.joined.rehired', [['employee.started', '2025-01-09']]],
		['employee.temporaryLeave', [['leave.started', '2025-01-08']]],
		['employee.access.revoked.immediately', [[ENDED, '2025-01-09']]],
	])('see the lifecycle gets %s told: it says enough itself', async (name, expected) => {
		allow({ tables: ['work'] });
		const found = await told(name);
		expect(datesOf(found)).toEqual(expected);
		expect(found.unrecognised).toEqual([]);
	});

	it('see the rows of work gets a row told, and that another job cannot be', async () => {
		allow({ tables: ['lifecycle'] });
		const found = await told('table.entry.created.work');
		expect(found.events).toMatchObject([
			{
				eventType: ROW_ADDED,
				effectiveDate: '2024-09-02',
				table: { name: 'work', entryId: null, effectiveDate: '2024-09-02', record: null },
				enrichment: { status: 'partial', reason: expect.stringContaining('Work') },
			},
		]);
		expect(reasonOf(found)).toMatch(/^It is not known what the row means\./);
	});

	it.each([
		{ hiddenColumns: { lifecycle: ['status'] } },
		{ hiddenHistory: { lifecycle: ['status'] } },
	])('see a column that decides (%j) is told which', async (permissions) => {
		allow(permissions);
		const found = await told('table.entry.created.lifecycle.terminated');
		expect(typesOf(found)).toEqual([ROW_ADDED]);
		expect(reasonOf(found)).toMatch(/^It is not known what the row means\./);
		expect(reasonOf(found)).toContain(
			'HiBob hides the column status of the table Lifecycle: the service user may not see',
		);
		expect(reasonOf(found)).not.toContain("company's own");
	});

	it.each([
		{ hiddenColumns: { work: ['title', 'department', 'reportsTo'] } },
		{ hiddenHistory: { work: ['title', 'department', 'reportsTo'] } },
	])(
		'see what the job was (%j) is not told of another one, and is told why',
		async (permissions) => {
			allow(permissions);
			const found = await told('table.entry.created.work');
			expect(typesOf(found)).toEqual([ROW_ADDED]);
			expect(reasonOf(found)).toMatch(
				/^It is not known whether the job has changed\. HiBob hides the columns title, department, reportsTo/,
			);
		},
	);

	it('see one of the columns of the job gets the change that the others show', async () => {
		allow({ hiddenHistory: { work: ['title'] } });
		const found = await told('table.entry.created.work');
		expect(found.unrecognised).toEqual([]);
		expect(found.events[0]).toMatchObject({
			eventType: 'employee.job_changed',
			changedFields: expect.not.arrayContaining(['jobTitle']),
			enrichment: { status: 'partial', reason: expect.stringContaining('column title') },
		});
	});

	it('see a column that is detail gets the row told without, and is told which', async () => {
		allow({ hiddenColumns: { employment: ['contract'] } });
		const found = await told('table.entry.created.employment');
		expect(found.unrecognised).toEqual([]);
		expect(found.events).toMatchObject([
			{
				eventType: ROW_ADDED,
				table: { record: { contract: null } },
				enrichment: { status: 'partial', reason: expect.stringContaining('column contract') },
			},
		]);
	});

	it('see rows that decide nothing gets them told without, and no more', async () => {
		allow({ tables: ['lifecycle'] });
		const found = await told('table.entry.created.employment');
		expect(found.unrecognised).toEqual([]);
		expect(found.events).toMatchObject([
			{ eventType: ROW_ADDED, table: { record: null }, enrichment: { status: 'partial' } },
		]);
	});

	it('see what was before takes nobody who is back from a leave for somebody new', async () => {
		allow({ currentRowOnly: ['lifecycle'] });
		const found = await told('table.entry.created.lifecycle.back_from_leave');
		expect(typesOf(found)).not.toContain('employee.hired');
		expect(typesOf(found)).toContain(ROW_ADDED);
	});

	it('see fields of a category gets them left out, and is told which', async () => {
		allow({ peopleFields: [] });
		const { events } = await told('employee.updated.work');
		expect(events).toMatchObject([
			{
				employee: {
					displayName: 'Lior Katz',
					jobTitle: 'Team Lead',
					status: 'unknown',
					statusRaw: null,
					startDate: '2015-03-03',
				},
				enrichment: {
					status: 'partial',
					reason:
						'HiBob left out internal.status, internal.lifecycleStatus, internal.terminationDate, internal.probationEndDate. The service user may not see these fields: give its permission group the right to view their categories in Bob.',
				},
			},
		]);
	});

	it('see the person gets the event told without', async () => {
		allow({ people: [idOf('Zoe')] });
		for (const name of ['employee.updated', 'employee.inactivated', 'employee.created']) {
			const { events, unrecognised } = await told(name);
			expect(unrecognised).toEqual([]);
			expect(events[0]).toMatchObject({
				employee: { id: (eventJson(name)['data'] as IDataObject)['employeeId'] },
				enrichment: { status: 'failed', reason: expect.any(String) },
			});
		}
	});

	it('see requests gets the event told without its days, and is told what is missing', async () => {
		allow({ timeOffRequests: false });
		const { events, unrecognised } = await told('timeoff.request.approved');
		expect(unrecognised).toEqual([]);
		expect(events).toMatchObject([
			{
				eventType: 'leave.approved',
				effectiveDate: null,
				phase: 'unknown',
				leave: { id: '32832854', status: 'approved', isConfirmed: true, startDate: null },
				enrichment: {
					status: 'failed',
					reason: expect.stringContaining("Create, edit and cancel people's not-yet-approved"),
				},
			},
		]);
	});
});

describe('HiBob in trouble', () => {
	it.each([
		'table.entry.created.lifecycle.terminated',
		'table.entry.created.work',
		'table.entry.created.employment',
		'timeoff.request.approved',
		'employee.updated.after_garden_leave',
	])('fails the execution of %s, which cannot be told without', async (name) => {
		refuse(/employment$|work$|lifecycle$|requests/, 503);
		const failed = await failure(told(name));
		expect(failed).toBeInstanceOf(NodeApiError);
		expect(failed.message).toMatch(/HiBob is not available/);
	});

	it.each<[string, string[]]>([
		['employee.created', ['employee.created', 'employee.hired']],
		['employee.left', [ENDED]],
		['employee.joined.first_day', ['employee.started']],
		['employee.temporaryLeave', ['leave.started']],
		['employee.access.revoked.immediately', [ENDED]],
		['employee.activated', ['employee.activated']],
		['employee.inactivated', ['employee.deactivated']],
		['employee.updated', ['employee.updated']],
		['employee.deleted', ['employee.deleted']],
	])('does not keep %s from being told', async (name, types) => {
		refuse(/.*/, 503);
		const found = await told(name);
		expect(typesOf(found)).toEqual(types);
		const isOpen = /left|activated$/.test(name) && name !== 'employee.inactivated';
		expect(found.unrecognised).toHaveLength(isOpen ? 1 : 0);
	});

	it('does not stop an event for mere detail', async () => {
		refuse(PERSON, 503);
		const { events, unrecognised } = await told('table.entry.created.lifecycle.terminated');
		expect(unrecognised).toEqual([]);
		expect(events).toMatchObject([
			{
				eventType: 'employee.termination_scheduled',
				effectiveDate: '2025-01-31',
				employee: { id: idOf('Ravi'), displayName: null, terminationDate: '2025-01-31' },
				summary: `Employee ${idOf('Ravi')} is leaving; last day of employment 2025-01-31.`,
				enrichment: { status: 'failed', reason: expect.stringContaining('not available') },
			},
			{ eventType: ROW_ADDED },
		]);
	});

	it.each([
		[502, 3],
		[429, 1],
	])('costs nothing where it passes (%i, %i times)', async (status, times) => {
		for (const path of [LIFECYCLE, PERSON]) {
			hibob.faults.add({ kind: 'status', status, match: { path }, times });
		}
		const { events } = await told('table.entry.created.lifecycle.terminated');
		expect(events.map((event) => ({ ...event, receivedAt: NOW }))).toEqual(
			expectedEvents('table.entry.created.lifecycle.terminated'),
		);
	});

	it('that answers with a page where a person should be has not shown one', async () => {
		answerPage(PERSON);
		const { events } = await told('employee.updated');
		expect(events).toMatchObject([
			{
				employee: { displayName: null },
				enrichment: {
					status: 'failed',
					reason: expect.stringContaining('something other than a person'),
				},
			},
		]);
	});

	it.each<[string, RegExp]>([
		['table.entry.created.lifecycle.terminated', LIFECYCLE],
		['table.entry.created.work', /work$/],
		['timeoff.request.approved', REQUEST],
	])('that answers %s with a page fails the execution', async (name, path) => {
		answerPage(path);
		const failed = await failure(told(name));
		expect(failed.message).toMatch(/HiBob answered with something other than/);
	});

	it('that answers with a page keeps nobody who has left in', async () => {
		answerPage(LIFECYCLE);
		const found = await told('employee.left.garden_leave');
		expect(datesOf(found)).toEqual([[ENDED, '2025-01-09']]);
		expect(reasonOf(found)).toContain('something other than the rows of a table');
	});
});

describe('HiBob that answers in another way', () => {
	/** What is decided is the same, whatever the answer looks like. */
	async function sameAsEver(options: HiBobOptions): Promise<void> {
		await start(options);
		for (const name of someOf(eventNames().filter((one) => !isOther(one) && !isSlow(one)))) {
			const { events, unrecognised } = await told(name);
			const kept = (event: Record<string, unknown>): unknown => {
				const { eventId, eventType, effectiveDate, phase, termination, changedFields } = event;
				return { eventId, eventType, effectiveDate, phase, termination, changedFields };
			};
			expect([name, events.map(kept)]).toEqual([name, expectedEvents(name).map(kept)]);
			expect(unrecognised).toHaveLength(expectedUnrecognised(name).length);
		}
	}

	it.each<HiBobOptions>([
		{ personAnswer: 'list' },
		{ tableAnswer: 'list' },
		{ emptyTableAnswer: 'empty-body' },
		{ siteForm: 'name' },
		{ statusSpelling: 'machine' },
		{ humanReadableOnTables: 'refused' },
		{ humanReadableOnTables: 'html' },
	])('%j means the same', async (options) => {
		await sameAsEver(options);
	});

	it('calls leaves by their name where there is one, else by the word of the machine', async () => {
		await start({ statusSpelling: 'machine' });
		const named = await told('table.entry.created.lifecycle');
		expect(named.events[0]?.leave).toMatchObject({
			typeName: 'Parental leave',
			category: 'parental',
		});
		await start({ statusSpelling: 'machine', humanReadableOnTables: 'refused' });
		const bare = await told('table.entry.created.lifecycle');
		expect(bare.events[0]?.leave).toMatchObject({
			typeName: 'parentalLeave',
			startDate: '2025-01-08',
		});
	});

	it('knows a person by the status in either spelling', async () => {
		await start({ statusSpelling: 'machine' });
		const { events } = await told('employee.left.garden_leave');
		expect(events[0]?.employee).toMatchObject({
			status: 'garden_leave',
			statusRaw: 'Garden leave',
		});
	});

	it('without any row shows no row', async () => {
		await start({ emptyTableAnswer: 'empty-body' });
		const sent = rowBody('created', 'Zoe', 'lifecycle', { effectiveDate: '2025-01-09' });
		const found = await told(sent);
		expect(found.events).toEqual([]);
		expect(reasonOf(found)).toMatch(/^HiBob does not show the row of 2025-01-09/);
	});
});
