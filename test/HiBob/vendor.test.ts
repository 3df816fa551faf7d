import { Settings } from 'luxon';

import { hiBob as vendor } from '../../nodes/HiBob/vendor';
import { factsOf } from '../../nodes/shared/model/eventTypes';
import type { Vendor } from '../../nodes/shared/vendor';
import { hrEventsOf } from '../../nodes/shared/vendor';
import type { HiBobSimulator } from '../../simulators/hibob/index.mts';
import { EVENT_TYPES, sign } from '../../simulators/hibob/index.mts';
import { eventJson, eventNames, records, typeOf } from '../fixtures/hibob/read.mts';
import { offered, SECRET, startRoomyHiBob, through, trigger, triggerIn } from '../support/hibob';

/** The query is handed over at every vendor. */
const asShared: Vendor = vendor;

jest.mock('n8n-workflow', () => jest.requireActual('../support/sleep/none'));

let hibob: HiBobSimulator;
beforeEach(async () => {
	hibob = await startRoomyHiBob({ employees: 0 });
	hibob.load(records());
	Settings.now = () => Date.parse('2025-01-09T10:00:00.000Z');
});
afterEach(async () => {
	Settings.now = () => Date.now();
	await hibob.close();
	expect(hibob.violations.list).toEqual([]);
});

/** What of version 1, and what nobody knows, belongs to none of the events. */
const isKnown = (name: string): boolean => !/^(v1|unknown)\./.test(name);

/** The HR events that each native event becomes in some fixture. */
async function produced(listenFor: 'hrEvents' | 'vendorEvents'): Promise<Map<string, Set<string>>> {
	const found = new Map<string, Set<string>>();
	for (const name of eventNames().filter(isKnown)) {
		const node = triggerIn(hibob, {
			parameters: {
				listenFor,
				[listenFor]: offered(listenFor),
				options: { fetchDetails: false, skipRepeats: false },
			},
		});
		const { events } = await through(node, eventJson(name), SECRET);
		const types = found.get(typeOf(name)) ?? new Set();
		for (const { eventType } of events) types.add(eventType);
		found.set(typeOf(name), types);
	}
	return found;
}

it('has a fixture for every native event', () => {
	const names = eventNames()
		.filter(isKnown)
		.map((name) => vendor.identify(eventJson(name)).nativeEvent);
	expect([...new Set(names)].sort()).toEqual([...EVENT_TYPES].sort());
	for (const name of eventNames().filter(isKnown)) {
		expect(`${name}.`).toMatch(new RegExp(`^${typeOf(name).replaceAll('.', '\\.')}\\.`));
	}
});

it('offers exactly the HR events that some delivery becomes', async () => {
	const found = [...(await produced('hrEvents')).values()].flatMap((types) => [...types]);
	expect([...new Set(found)].sort()).toEqual(offered('hrEvents').sort());
	expect(offered('hrEvents').sort()).toEqual([...hrEventsOf(vendor)].sort());
});

it('declares for each native event exactly what it becomes', async () => {
	const found = await produced('vendorEvents');
	for (const { name, produces } of vendor.nativeEvents) {
		const declared = produces.length === 0 ? ['other'] : [...produces];
		expect([name, [...(found.get(name) ?? [])].sort()]).toEqual([name, declared.sort()]);
	}
});

it('lets every native event be chosen, and knows every one there is', () => {
	expect(offered('vendorEvents').sort()).toEqual([...EVENT_TYPES].sort());
	expect(vendor.nativeEvents.map(({ name }) => name).sort()).toEqual([...EVENT_TYPES].sort());
	expect(vendor.takesOtherEvents).toBe(true);
});

it.each<[string, string[]]>([
	['employee.created', ['employee.created']],
	['employee.hired', ['employee.created', 'table.entry.created', 'table.entry.updated']],
	['employee.started', ['employee.joined']],
	['employee.rehired', ['table.entry.created', 'table.entry.updated']],
	['employee.termination_scheduled', ['table.entry.created', 'table.entry.updated']],
	[
		'employee.access_ended',
		[
			'employee.left',
			'employee.access.revoked.immediately',
			'table.entry.created',
			'table.entry.updated',
		],
	],
	[
		'employee.terminated',
		['employee.updated', 'employee.left', 'table.entry.created', 'table.entry.updated'],
	],
	['employee.activated', ['employee.activated']],
	['employee.deactivated', ['employee.inactivated']],
	['employee.job_changed', ['table.entry.created', 'table.entry.updated']],
	['leave.requested', ['timeoff.request.requested']],
	[
		'leave.approved',
		[
			'table.entry.created',
			'table.entry.updated',
			'timeoff.request.approved',
			'timeoff.request.imported',
		],
	],
	['leave.declined', ['timeoff.request.declined']],
	['leave.cancelled', ['timeoff.request.cancelled', 'timeoff.request.deleted']],
	['leave.updated', ['timeoff.request.updated', 'timeoff.request.setEndDate']],
	['leave.started', ['employee.temporaryLeave']],
	['leave.ended', ['employee.activated']],
])('takes %s from all the events it may come by', (hrEvent, names) => {
	const found = vendor.nativeEvents.filter(({ produces }) =>
		produces.some((type) => type === hrEvent),
	);
	expect(found.map(({ name }) => name).sort()).toEqual([...names].sort());
});

it('preselects what it offers, and words every choice', () => {
	const property = (name: string) =>
		trigger.description.properties.find((one) => one.name === name);
	const preselected = [property('hrEvents')?.default].flat().map(String);
	expect(preselected.length).toBeGreaterThan(0);
	expect(offered('hrEvents')).toEqual(expect.arrayContaining(preselected));
	for (const type of hrEventsOf(vendor)) {
		expect(property('hrEvents')?.options).toContainEqual(
			expect.objectContaining({
				value: type,
				name: factsOf(type).label,
				description: expect.stringContaining(factsOf(type).description),
			}),
		);
	}
});

describe('identifies', () => {
	it.each([
		...[undefined, null, 0, 1.5, true, '', 'text', [], [1], {}, [[[]]]],
		...[{ type: 7 }, { type: null }, { type: ['employee.left'] }, { type: '' }],
		...[{ type: '__proto__' }, { type: 'employee.leftover', data: { employeeId: {} } }],
		{ type: 'toString', data: { constructor: 1, __proto__: { employeeId: '1' } } },
		JSON.parse('{"__proto__":{"type":"employee.left"},"type":"constructor"}'),
	])('%j without a throw', (body: unknown) => {
		// Never from the query, which nothing proves.
		const facts = asShared.identify(body, { type: 'employee.left' });
		expect(facts.nativeEvent).toBeNull();
		expect(facts.identity.every((part) => part === null || typeof part === 'string')).toBe(true);
	});

	it.each<[string, object, Array<string | null>]>([
		['employee.left', { employeeId: '333' }, ['333', null, null, null]],
		['employee.left', { employeeId: 333 }, ['333', null, null, null]],
		['employee.left', {}, [null, null, null, null]],
		[
			'table.entry.created',
			{ employeeId: '333', tableId: 'work', effectiveDate: '2025-01-08' },
			['333', 'work', '2025-01-08', null],
		],
		[
			'table.entry.created',
			{ employeeId: '333', tableId: 'work', effectiveDate: '2025-01-08', id: null },
			['333', 'work', '2025-01-08', null],
		],
		[
			'table.entry.created',
			{ employeeId: '333', tableId: 'bankAccounts', effectiveDate: null, id: 6236350 },
			['333', 'bankAccounts', '6236350', null],
		],
		[
			'table.entry.created',
			{ employeeId: '333', tableId: 'x__table_1', entryId: '6236350' },
			['333', 'x__table_1', '6236350', null],
		],
		[
			'timeoff.request.updated',
			{ employeeId: '333', timeoffRequestId: 32832853, previousRequestId: 32832850 },
			['333', null, null, '32832853'],
		],
	])('%s with the data %j', (type, data, ids) => {
		const triggeredAt = '2025-01-08T13:06:26.935613';
		const facts = vendor.identify({ type, triggeredAt, companyId: 636192, data });
		expect(facts).toEqual({
			nativeType: type,
			nativeEvent: type,
			companyId: '636192',
			identity: [type, triggeredAt, ...ids],
			hasTime: true,
		});
	});

	it.each([undefined, null, '', 'soon', '2025-01-08', 1736341586])(
		'no time in triggeredAt %j: the same body may come again as news',
		(triggeredAt) => {
			const body = { ...eventJson('employee.updated'), triggeredAt };
			expect(vendor.identify(body).hasTime).toBe(false);
		},
	);

	it('deliveries as others by their microseconds', () => {
		const at = (triggeredAt: string) =>
			vendor.identify({ ...eventJson('employee.updated'), triggeredAt }).identity;
		expect(at('2025-01-08T13:06:26.935613')).not.toEqual(at('2025-01-08T13:06:26.935614'));
	});

	it('deliveries about tasks, documents and positions of one moment by what they are about', () => {
		const triggeredAt = '2025-01-08T13:06:26.935613';
		const about = (type: string, data: object) => vendor.identify({ type, triggeredAt, data });
		for (const [type, one, other] of [
			['todo.assign', { workflowId: 1 }, { workflowId: 2 }],
			['documents.eSign.completed', { documentId: 1 }, { documentId: 2 }],
			['workforcePlanning.positionOpening.created', { id: 1 }, { id: 2 }],
		] as const) {
			expect(about(type, one).identity).not.toEqual(about(type, other).identity);
			expect(about(type, one).identity).toEqual(about(type, { ...one }).identity);
		}
	});

	it('the company, as a text or as a number', () => {
		for (const companyId of ['636192', 636192]) {
			expect(vendor.identify({ companyId }).companyId).toBe('636192');
		}
		for (const companyId of ['', null, {}, undefined]) {
			expect(vendor.identify({ companyId }).companyId).toBeNull();
		}
	});

	it.each([
		['v1.employee.updated', 'employee.updated'],
		['v1.timeoff.request.approved', 'timeoff.request.approved'],
	])('%s as nothing anybody listens for: somebody should learn of it', (name, nativeType) => {
		const facts = vendor.identify(eventJson(name));
		expect([facts.nativeType, facts.nativeEvent]).toEqual([nativeType, null]);
	});

	it('time off of version 2 by its envelope, though the ids are the same', () => {
		const { nativeEvent } = vendor.identify(eventJson('timeoff.request.approved'));
		expect(nativeEvent).toBe('timeoff.request.approved');
	});
});

it('takes a delivery without a signature for proved by nothing', () => {
	const body = Buffer.from('{}');
	const of = (headers: Record<string, string>) => ({ body, headers, query: {} });
	const { hasProof, isAuthentic } = vendor.verification;
	expect(hasProof(of({}))).toBe(false);
	expect(isAuthentic(of({}), SECRET, Date.now())).toBe(false);
	expect(isAuthentic(of({ 'bob-signature': '' }), SECRET, Date.now())).toBe(false);
	expect(isAuthentic(of({ 'bob-signature': sign(body, 'another') }), SECRET, Date.now())).toBe(
		false,
	);
	expect(isAuthentic(of({ 'bob-signature': sign(body, SECRET) }), SECRET, Date.now())).toBe(true);
});
