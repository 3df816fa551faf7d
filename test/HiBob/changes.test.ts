import type { IDataObject } from 'n8n-workflow';

import type { HrEvent } from '../../nodes/shared/model/hrEvent';
import { hrEventSchema } from '../../nodes/shared/model/hrEvent';
import type { HiBobOptions, HiBobSimulator, Permissions } from '../../simulators/hibob/index.mts';
import { PRIVATE_MARK } from '../../simulators/hibob/index.mts';
import {
	act,
	actionIn,
	credentialFor,
	failure,
	offered,
	startRoomyHiBob,
	through,
	triggerIn,
} from '../support/hibob';
import type { HttpServer } from '../support/httpServer.mts';
import { startServer } from '../support/httpServer.mts';
import { useDeduplicator } from '../support/n8n';

jest.mock('n8n-workflow', () => jest.requireActual('../support/sleep/hundredth'));

const CHANGES = '/timeoff/requests/changes';
const DAY_MS = 86_400_000;

let hibob: HiBobSimulator;
/** Where webhooks go. */
let server: HttpServer;
/** HiBob's clock: what happens, happens then; the product asks up to its own present. */
let clock: number;
async function start(options: HiBobOptions = {}): Promise<void> {
	await hibob?.close();
	hibob = await startRoomyHiBob({ now: () => clock, ...options });
}
beforeEach(async () => {
	await useDeduplicator();
	clock = Date.now();
	server = await startServer();
	await start();
});
afterEach(async () => {
	await server.close();
	await hibob.close();
	expect(hibob.violations.list).toEqual([]);
});

const nth = (index: number): string => hibob.employees[index]?.['root.id'] ?? '';
const moment = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString();
const asked = (path: string | RegExp) =>
	hibob.requests.filter((one) =>
		typeof path === 'string' ? one.path === path : path.test(one.path),
	);

/** Makes something happen at HiBob some days ago. */
function ago<T>(days: number, happen: () => T): T {
	clock = Date.now() - days * DAY_MS;
	const result = happen();
	clock = Date.now();
	return result;
}

const request = (index: number, from: string, more: { autoApprove?: boolean } = {}): number =>
	hibob.requestTimeOff({ employeeId: nth(index), from, ...more });

async function since(
	instant: string,
	parameters: IDataObject = {},
	given: { credential?: IDataObject } = {},
): Promise<IDataObject[]> {
	const node = actionIn(hibob, {
		...given,
		parameters: {
			resource: 'event',
			operation: 'getAllSince',
			since: instant,
			returnAll: true,
			...parameters,
		},
	});
	const output = await act(node);
	expect(output.map(({ pairedItem }) => pairedItem)).toEqual(output.map(() => ({ item: 0 })));
	return output.map(({ json }) => json);
}
const events = async (...given: Parameters<typeof since>): Promise<HrEvent[]> =>
	(await since(...given)).map((json) => hrEventSchema.parse(json));
const told = (found: readonly HrEvent[]): unknown[] =>
	found.map(({ eventType, leave }) => [eventType, Number(leave?.id)]);

/** A credential of a service user who may not do everything. */
function limited(permissions: Partial<Permissions>): { credential: IDataObject } {
	hibob.addServiceUser({ id: 'SERVICE-1', token: 'example-poor-token', permissions });
	const user = { serviceUserId: 'SERVICE-1', serviceUserToken: 'example-poor-token' };
	return { credential: credentialFor(hibob, user) };
}

it.each([true, false])('tells what happened first first, newest first: %s', async (newestFirst) => {
	await start({ newestFirst });
	const id = ago(6, () => request(1, '2039-05-04', { autoApprove: true }));
	const other = ago(5, () => request(2, '2039-05-04', { autoApprove: true }));
	// In one moment at HiBob.
	const moved = ago(4, () => hibob.moveTimeOff(id, { from: '2039-06-04' }));
	ago(3, () => hibob.cancelTimeOff(other));
	const found = await events(moment(-7));
	expect(told(found)).toEqual([
		['leave.approved', id],
		['leave.approved', other],
		['leave.cancelled', id],
		['leave.updated', moved],
		['leave.cancelled', other],
	]);
	const instants = found.map(({ occurredAt }) => occurredAt ?? '');
	expect(instants).toEqual([...instants].sort((a, b) => a.localeCompare(b)));
	expect(instants.at(-1)?.slice(0, 10)).toBe(moment(-3).slice(0, 10));
});

it('tells a leave as it came to be, oldest first, with person and days', async () => {
	const id = ago(6, () => request(1, '2039-05-04'));
	ago(5, () => hibob.approveTimeOff(id));
	ago(4, () => hibob.cancelTimeOff(id));
	const found = await events(moment(-7));
	expect(told(found)).toEqual([
		['leave.requested', id],
		['leave.approved', id],
		['leave.cancelled', id],
	]);
	expect(found[0]).toMatchObject({
		category: 'leave',
		effectiveDate: '2039-05-04',
		source: {
			vendor: 'hibob',
			companyId: null,
			nativeType: null,
			verifiedBy: 'api',
			delivery: 'manual',
		},
		employee: { id: nth(1), displayName: 'Noor Haddad', department: 'Support' },
		leave: { id: String(id), status: 'requested', isConfirmed: false, typeName: 'Holiday' },
		refs: { employeeId: nth(1), leaveId: String(id) },
		enrichment: { status: 'full' },
	});
	expect(found[1]).toMatchObject({ leave: { status: 'approved', isConfirmed: true } });
	expect(found[2]).toMatchObject({
		phase: 'cancelled',
		leave: { status: 'cancelled', isConfirmed: false },
	});
	expect(new Set(found.map(({ eventId }) => eventId)).size).toBe(3);
});

it.each<[string, (id: number) => unknown, unknown[]]>([
	['approved at once', () => undefined, ['leave.approved']],
	['deleted', (id) => hibob.deleteTimeOff(id), ['leave.approved', 'leave.cancelled']],
	[
		'moved',
		(id) => hibob.moveTimeOff(id, { from: '2039-06-04' }),
		['leave.approved', 'leave.cancelled', 'leave.updated'],
	],
])('tells a leave that was %s', async (_, happen, expected) => {
	const id = ago(5, () => request(1, '2039-05-04', { autoApprove: true }));
	ago(4, () => happen(id));
	expect((await events(moment(-7))).map(({ eventType }) => eventType)).toEqual(expected);
});

it('tells what was moved with what it was before', async () => {
	const first = ago(5, () => request(1, '2039-05-04', { autoApprove: true }));
	const second = ago(4, () => hibob.moveTimeOff(first, { from: '2039-06-04' }));
	const moved = (await events(moment(-7))).at(-1);
	expect(moved).toMatchObject({
		eventType: 'leave.updated',
		effectiveDate: '2039-06-04',
		leave: { id: String(second), previousId: String(first), originalId: String(first) },
	});
});

it('tells an import as an approval', async () => {
	const id = ago(2, () => hibob.importTimeOff({ employeeId: nth(1), from: '2039-05-04' }));
	expect(told(await events(moment(-7)))).toEqual([['leave.approved', id]]);
});

it('tells a change of an unknown kind as a leave of unknown status', async () => {
	const item = {
		employeeId: nth(1),
		requestId: 7,
		changeType: 'Reticulated',
		startDate: '2039-05-04',
	};
	hibob.load({ timeOffChanges: [{ at: Date.now() - DAY_MS, isPending: false, item }] });
	expect(await events(moment(-7))).toMatchObject([
		{ eventType: 'leave.created', leave: { id: '7', status: 'unknown', isConfirmed: null } },
	]);
});

describe('the ids', () => {
	/** What the trigger emits for everything HiBob sends while something happens. */
	async function toldByTrigger(happen: () => void): Promise<HrEvent[]> {
		const node = triggerIn(hibob, {
			parameters: {
				listenFor: 'vendorEvents',
				vendorEvents: offered('vendorEvents'),
				options: { skipRepeats: false },
			},
		});
		server.asked.length = 0;
		happen();
		await hibob.deliveries.idle();
		const found: HrEvent[] = [];
		for (const { body } of server.asked) {
			const outputs = await through(node, Buffer.from(body));
			expect(outputs.unrecognised).toEqual([]);
			found.push(...outputs.events);
		}
		return found;
	}
	const idsOf = (found: readonly HrEvent[]): string[] =>
		found.map(({ eventType, eventId }) => `${eventType} ${eventId}`).sort();

	async function addWebhook(): Promise<void> {
		const types = offered('vendorEvents').filter((one) => one.startsWith('timeoff.'));
		await hibob.addWebhook({ name: 'n8n', url: server.url, events: types });
	}
	beforeEach(addWebhook);

	/** Lets things happen one after the other; gives what the trigger told of them. */
	function listening() {
		const heard: HrEvent[] = [];
		const hear = async (happen: () => number | void): Promise<number> => {
			let id = 0;
			heard.push(...(await toldByTrigger(() => (id = happen() ?? 0))));
			return id;
		};
		return { heard, hear };
	}

	it('are those of the trigger, for the same facts', async () => {
		const { heard, hear } = listening();
		const one = await hear(() => request(1, '2039-05-04'));
		await hear(() => hibob.approveTimeOff(one));
		await hear(() => hibob.cancelTimeOff(one));
		await hear(() => hibob.importTimeOff({ employeeId: nth(3), from: '2039-05-04' }));
		const two = await hear(() => request(4, '2039-07-04', { autoApprove: true }));
		await hear(() => hibob.moveTimeOff(two, { from: '2039-08-04' }));

		const found = await events(moment(-1));
		// The trigger is told of a move once; the list also has the end of what was moved.
		const ended = found.filter(
			({ eventType, leave }) => eventType === 'leave.cancelled' && leave?.id === String(two),
		);
		expect(ended).toHaveLength(1);
		// Approved at once: the list does not tell that it was asked for before.
		const askedFor = heard.filter(
			({ eventType, leave }) => eventType === 'leave.requested' && leave?.id === String(two),
		);
		expect(askedFor).toHaveLength(1);
		expect(idsOf(found.filter((event) => !ended.includes(event)))).toEqual(
			idsOf(heard.filter((event) => !askedFor.includes(event))),
		);
	});

	// What cannot be read any more has no days for the trigger, and those of the list are part of its id.
	it.each<[HiBobOptions, boolean]>([
		[{ deletedRequests: 'status' }, true],
		[{ deletedRequests: 'not-found' }, false],
	])(
		'are those of the trigger for what was deleted, where it can be read: %j',
		async (options, isRead) => {
			await start(options);
			await addWebhook();
			const { heard, hear } = listening();
			const id = await hear(() => request(2, '2039-05-04', { autoApprove: true }));
			heard.length = 0;
			await hear(() => hibob.deleteTimeOff(id));
			expect(told(heard)).toEqual([['leave.cancelled', id]]);
			const found = await events(moment(-1));
			expect(heard[0]?.leave?.startDate).toBe(isRead ? '2039-05-04' : null);
			expect(found.at(-1)).toMatchObject({
				eventType: 'leave.cancelled',
				leave: { id: String(id), startDate: '2039-05-04' },
			});
			expect(found.at(-1)?.eventId === heard[0]?.eventId).toBe(isRead);
		},
	);

	it('are the same whenever it is asked', async () => {
		const id = ago(5, () => request(1, '2039-05-04'));
		ago(4, () => hibob.approveTimeOff(id));
		const once = await events(moment(-7));
		expect(await events(moment(-200))).toMatchObject(once.map(({ eventId }) => ({ eventId })));
	});
});

describe('since', () => {
	it('reads a long time by windows that HiBob takes, without a gap', async () => {
		const ids = Array.from({ length: 24 }, (_, index) =>
			ago(725 - index * 30, () => request(index % 6, '2039-05-04', { autoApprove: true })),
		);
		const found = await events(moment(-730));
		expect(found.map(({ leave }) => Number(leave?.id))).toEqual(ids);
		expect(asked(CHANGES)).toHaveLength(5);
		for (const { query } of asked(CHANGES)) expect(query['includePending']).toBe('true');
	});

	it('tells a change on the border of two windows once', async () => {
		const from = Date.now() - 300 * DAY_MS;
		clock = from + 180 * DAY_MS;
		const id = request(1, '2039-05-04', { autoApprove: true });
		clock = Date.now();
		expect(told(await events(new Date(from).toISOString()))).toEqual([['leave.approved', id]]);
	});

	it('is this time or later; without a zone it is the workflow’s', async () => {
		const at = Date.now() - 5 * DAY_MS;
		clock = at;
		request(1, '2039-05-04', { autoApprove: true });
		clock = Date.now();
		expect(await events(new Date(at).toISOString())).toHaveLength(1);
		expect(await events(new Date(at + 1).toISOString())).toHaveLength(0);
		await since('2026-03-02T09:00:00');
		expect(asked(CHANGES).map(({ query }) => query['since'])).toContain('2026-03-02T08:00:00.000Z');
	});

	it.each([
		['soon', "'Since' is not a date and time"],
		['', "'Since' is empty"],
	])('refuses %j', async (instant, message) => {
		expect((await failure(since(instant))).message).toBe(message);
		expect(hibob.requests).toEqual([]);
	});
});

describe('no more is read than it takes', () => {
	it('the limit is 50 by default; later windows and people are left alone', async () => {
		for (let number = 0; number < 60; number++) {
			ago(700, () => request(number % 6, '2039-05-04', { autoApprove: true }));
		}
		expect(await since(moment(-730), { returnAll: false })).toHaveLength(50);
		expect(asked(CHANGES)).toHaveLength(1);
		const before = asked(/^\/people\//).length;
		expect(await since(moment(-730), { returnAll: false, limit: 1 })).toHaveLength(1);
		expect(asked(/^\/people\//).length - before).toBe(1);
	});

	it('each person is read once, however much changed', async () => {
		for (let number = 0; number < 20; number++) {
			ago(2, () => request(number % 2, '2039-05-04', { autoApprove: true }));
		}
		expect(await since(moment(-3))).toHaveLength(20);
		expect(asked(/^\/people\//).length).toBeLessThanOrEqual(2);
	});
});

describe('what cannot be read', () => {
	beforeEach(() => {
		ago(2, () => request(1, '2039-05-04', { autoApprove: true }));
	});

	it('of a person is said, and does not stop the event', async () => {
		const match = { path: new RegExp(`/people/(search|${nth(1)})$`) };
		hibob.faults.add({ kind: 'status', status: 403, body: { key: 'forbidden' }, match, times: 2 });
		expect(await events(moment(-3))).toMatchObject([
			{
				eventType: 'leave.approved',
				employee: { id: nth(1), displayName: null },
				enrichment: { status: 'failed', reason: expect.stringContaining('does not allow this') },
			},
		]);
	});

	it('of a person who is gone is said too', async () => {
		hibob.deleteEmployee(nth(1));
		expect(await events(moment(-3))).toMatchObject([
			{ eventType: 'leave.approved', enrichment: { status: 'failed' } },
		]);
	});

	it('in part is said as well', async () => {
		expect(await events(moment(-3), {}, limited({ peopleFields: [] }))).toMatchObject([
			{
				employee: { displayName: 'Noor Haddad', status: 'unknown' },
				enrichment: { status: 'partial', reason: expect.stringContaining('internal.status') },
			},
		]);
	});

	it('at all names the permission', async () => {
		const error = await failure(since(moment(-3), {}, limited({ timeOffLists: false })));
		expect(error.message).toBe('HiBob does not allow this with the credential');
		expect(error.description).toContain("See who's out");
	});

	it('as it is a page is told', async () => {
		hibob.faults.add({ kind: 'status', status: 200, body: '<html>', match: { path: CHANGES } });
		expect((await failure(since(moment(-3)))).message).toBe(
			'HiBob answered with something other than a list of changes of time off',
		);
	});
});

it('gives the change itself, or some fields, where that is asked for', async () => {
	const id = ago(2, () => request(1, '2039-05-04', { autoApprove: true }));
	expect(await since(moment(-3), { output: 'raw' })).toMatchObject([
		{ requestId: id, employeeId: nth(1), changeType: 'Created' },
	]);
	const outputFields = 'eventType, leave.id';
	expect(await since(moment(-3), { output: 'selected', outputFields })).toEqual([
		{ eventType: 'leave.approved', leave: { id: String(id) } },
	]);
	expect(JSON.stringify(await since(moment(-3)))).not.toContain(PRIVATE_MARK);
});
