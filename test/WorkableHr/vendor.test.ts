import type { IDataObject } from 'n8n-workflow';

import { factsOf } from '../../nodes/shared/model/eventTypes';
import type { Vendor } from '../../nodes/shared/vendor';
import { hrEventsOf } from '../../nodes/shared/vendor';
import { workable as vendor } from '../../nodes/WorkableHr/vendor';
import type { WorkableSimulator } from '../../simulators/workable/index.mts';
import { EVENT_TYPES } from '../../simulators/workable/index.mts';
import { eventJson, eventNames } from '../fixtures/workable/read.mts';
import { useDeduplicator } from '../support/n8n';
import {
	offered,
	startRoomyWorkable,
	through,
	tokenOf,
	trigger,
	triggerIn,
} from '../support/workable';

/** The query is handed over at every vendor. */
const asShared: Vendor = vendor;

let workable: WorkableSimulator;
beforeEach(async () => {
	await useDeduplicator();
	workable = await startRoomyWorkable();
});
afterEach(async () => {
	await workable.close();
	expect(workable.violations.list).toEqual([]);
});

async function produced(listenFor: 'hrEvents' | 'vendorEvents'): Promise<Map<string, Set<string>>> {
	const found = new Map<string, Set<string>>();
	for (const name of eventNames()) {
		const body = eventJson(name);
		const node = triggerIn(workable, {
			parameters: {
				listenFor,
				[listenFor]: offered(listenFor),
				options: { fetchDetails: false, skipRepeats: false },
			},
		});
		const { events } = await through(node, body, tokenOf(workable));
		const { nativeEvent } = vendor.identify(body);
		const types = found.get(nativeEvent ?? '') ?? new Set();
		for (const { eventType } of events) types.add(eventType);
		found.set(nativeEvent ?? '', types);
	}
	return found;
}

it('offers exactly the HR events that some delivery becomes', async () => {
	const found = [...(await produced('hrEvents')).values()].flatMap((types) => [...types]);
	// Comes with any leave event when the status cannot be read; nobody ticks it.
	const tickable = found.filter((type) => type !== 'leave.created');
	expect([...new Set(tickable)].sort()).toEqual(offered('hrEvents').sort());
	expect(offered('hrEvents').sort()).toEqual([...hrEventsOf(vendor)].sort());
});

it('declares for each native event exactly what it becomes', async () => {
	const found = await produced('vendorEvents');
	for (const { name, produces } of vendor.nativeEvents) {
		const types = [...(found.get(name) ?? [])].filter((type) => type !== 'leave.created');
		expect([name, types.sort()]).toEqual([
			name,
			produces.length === 0 ? ['other'] : [...produces].sort(),
		]);
	}
});

it('lets every native event be chosen, and knows every one there is', () => {
	expect(offered('vendorEvents').sort()).toEqual([...EVENT_TYPES].sort());
	expect(vendor.nativeEvents.map(({ name }) => name).sort()).toEqual(
		offered('vendorEvents').sort(),
	);
});

it('preselects what it offers, and words every choice', () => {
	const property = (name: string) =>
		trigger.description.properties.find((one) => one.name === name);
	const preselected = property('hrEvents')?.default as string[];
	expect(preselected.length).toBeGreaterThan(0);
	expect(offered('hrEvents')).toEqual(expect.arrayContaining(preselected));
	for (const option of property('hrEvents')?.options ?? []) {
		if (!('value' in option)) continue;
		const facts = factsOf(option.value as Parameters<typeof factsOf>[0]);
		expect(option.name).toBe(facts.label);
		expect(option.description).toContain(facts.description);
	}
});

it.each([
	...[undefined, null, 0, 1.5, true, '', 'text', [], [1], {}, [[[]]]],
	...[{ event_type: 7 }, { event_type: null }, { event_type: ['employee_created'] }],
	...[{ event_type: 'employee_created', id: 5, data: 'x' }, { data: { account: 'acme' } }],
	JSON.parse('{"__proto__":{"event_type":"employee_created"},"event_type":"constructor"}'),
	{ event_type: '__proto__' },
	{ event_type: 'toString' },
])('identifies %j without a throw', (body: unknown) => {
	const facts = asShared.identify(body, { event: 'employee_created' });
	// Never from the query, which is not signed.
	if (typeof (body as IDataObject | null)?.['event_type'] !== 'string') {
		expect(facts).toMatchObject({ nativeType: null, nativeEvent: null });
	} else if ((body as IDataObject)['event_type'] !== 'employee_created') {
		expect(facts.nativeEvent).toBeNull();
	}
	expect(facts.identity.every((part) => part === null || typeof part === 'string')).toBe(true);
});

it('tells the account of recruiting events from the body', () => {
	expect(vendor.identify(eventJson('candidate_created'))).toEqual({
		nativeType: 'candidate_created',
		nativeEvent: 'candidate_created',
		companyId: 'acme-recruiting',
		identity: ['candidate_created', 'ce4', 'ce4', '2024-06-10T22:29:30.000Z'],
		hasTime: true,
	});
});

it('tells whether a body tells a time: the same body may come again as news without', () => {
	const hasTime = (body: object): boolean => vendor.identify(body).hasTime;
	expect(hasTime({ fired_at: '2024-06-10T22:29:30.000Z' })).toBe(true);
	expect(hasTime({ data: { updated_at: '2024-06-10T22:29:30.000Z' } })).toBe(true);
	for (const body of [{}, { fired_at: '2024-06-10' }, { fired_at: 'now' }, { data: {} }]) {
		expect(hasTime(body)).toBe(false);
	}
});

it('hides what holds bank accounts and official numbers, in both nodes', () => {
	const hidden = trigger.description.sensitiveOutputFields ?? [];
	for (const group of ['bank_details_group', 'passport_group', 'tax_identification_number_group']) {
		expect(hidden).toContain(`raw.data.${group}`);
	}
});

it('takes a delivery without a signature for proved by nothing', () => {
	const delivery = { body: Buffer.from('{}'), headers: {}, query: {} };
	expect(vendor.verification.hasProof(delivery)).toBe(false);
	expect(vendor.verification.isAuthentic(delivery, tokenOf(workable), Date.now())).toBe(false);
});
