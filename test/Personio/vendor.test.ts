import { Settings } from 'luxon';
import type { IDataObject } from 'n8n-workflow';

import { personio as vendor } from '../../nodes/Personio/vendor';
import { factsOf } from '../../nodes/shared/model/eventTypes';
import type { Vendor } from '../../nodes/shared/vendor';
import { hrEventsOf } from '../../nodes/shared/vendor';
import type { PersonioSimulator } from '../../simulators/personio/index.mts';
import { EVENT_TYPES } from '../../simulators/personio/index.mts';
import { eventJson, eventNames } from '../fixtures/personio/read.mts';
import { serveRecords } from '../fixtures/personio/serve.mts';
import {
	credentialFor,
	hooks,
	offered,
	startRoomyPersonio,
	through,
	trigger,
	triggerIn,
} from '../support/personio';

/** The query is handed over at every vendor. */
const asShared: Vendor = vendor;

const SECRET = 'papi-example-secret-of-acme';

let personio: PersonioSimulator;
beforeEach(async () => {
	personio = await startRoomyPersonio({ people: 0 });
	Settings.now = () => Date.parse('2026-03-18T10:00:00.000Z');
});
afterEach(async () => {
	Settings.now = () => Date.now();
	await personio.close();
	expect(personio.violations.list).toEqual([]);
});

/** Comes with any leave event when the status cannot be read; nobody ticks it. */
const UNREADABLE = 'leave.created';

/** The HR events that each native event becomes in some fixture. */
async function produced(listenFor: 'hrEvents' | 'vendorEvents'): Promise<Map<string, Set<string>>> {
	serveRecords(personio);
	const found = new Map<string, Set<string>>();
	for (const name of eventNames()) {
		const node = triggerIn(personio, {
			parameters: {
				listenFor,
				[listenFor]: offered(listenFor),
				options: { fetchDetails: false, skipRepeats: false },
			},
		});
		const body = eventJson(name);
		const { events } = await through(node, body, SECRET);
		const { nativeEvent } = vendor.identify(body);
		const types = found.get(nativeEvent ?? '') ?? new Set();
		for (const { eventType } of events) types.add(eventType);
		found.set(nativeEvent ?? '', types);
	}
	return found;
}

it('has a fixture for every native event', () => {
	const names = eventNames().map((name) => vendor.identify(eventJson(name)).nativeEvent);
	expect([...new Set(names)].sort()).toEqual([...EVENT_TYPES].sort());
	for (const type of EVENT_TYPES) expect(eventNames()).toContain(type);
});

it('offers exactly the HR events that some delivery becomes', async () => {
	const found = [...(await produced('hrEvents')).values()].flatMap((types) => [...types]);
	const tickable = found.filter((type) => type !== UNREADABLE);
	expect([...new Set(tickable)].sort()).toEqual(offered('hrEvents').sort());
	expect(offered('hrEvents').sort()).toEqual([...hrEventsOf(vendor)].sort());
});

it('declares for each native event exactly what it becomes', async () => {
	const found = await produced('vendorEvents');
	for (const { name, produces } of vendor.nativeEvents) {
		const types = [...(found.get(name) ?? [])].filter((type) => type !== UNREADABLE);
		const declared = produces.length === 0 ? ['other'] : [...produces];
		expect([name, types.sort()]).toEqual([name, declared.sort()]);
	}
});

it('lets every native event be chosen, and knows every one there is', () => {
	expect(offered('vendorEvents').sort()).toEqual([...EVENT_TYPES].sort());
	expect(vendor.nativeEvents.map(({ name }) => name).sort()).toEqual([...EVENT_TYPES].sort());
});

it.each<[string, string[]]>([
	['employee.terminated', ['person.updated', 'employment.updated', 'employment.terminated']],
	['employee.access_ended', ['person.updated', 'employment.updated', 'employment.terminated']],
	['employee.termination_scheduled', ['employment.updated']],
	['employee.hired', ['employment.created']],
	['employee.started', ['employment.started']],
	[
		'employee.transferred',
		['employment.created', 'employment.updated', 'employment.started', 'employment.terminated'],
	],
	['leave.approved', ['absence-period.created', 'absence-period.updated.status']],
	['leave.cancelled', ['absence-period.deleted']],
])('asks Personio for %s under all the names it may come by', async (hrEvent, names) => {
	const node = triggerIn(personio, { parameters: { hrEvents: [hrEvent] } });
	await hooks(node).create();
	expect(personio.webhooks[0]?.enabled_events.sort()).toEqual([...names].sort());
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
		...[{ event_name: 7 }, { event_name: null }, { event_name: ['person.created'] }],
		...[{ event_name: '' }, { event_name: 'person.created', payload: 'x', company_id: {} }],
		...[{ payload: { person: { id: {} } } }, { event_name: '__proto__' }],
		{ event_name: 'toString', payload: { constructor: 1, __proto__: { person: '1' } } },
		JSON.parse('{"__proto__":{"event_name":"person.created"},"event_name":"constructor"}'),
	])('%j without a throw', (body: unknown) => {
		// Never from the query, which nothing proves.
		const facts = asShared.identify(body, { event_name: 'person.created' });
		const isKnown = JSON.stringify(body)?.includes('"event_name":"person.created","payload"');
		expect(facts.nativeEvent).toBe(isKnown === true ? 'person.created' : null);
		expect(facts.identity.every((part) => part === null || typeof part === 'string')).toBe(true);
	});

	it.each<[object, Array<string | null>]>([
		[{ person: { id: '5005' } }, ['5005', null]],
		[{ person: 5005 }, ['5005', null]],
		[{ person_id: '5005' }, ['5005', null]],
		[{ employment: { id: 'e' }, person: { id: '5005' } }, ['5005', 'e']],
		[{ employment: { id: 'e', person: { id: '5005' } } }, ['5005', 'e']],
		[{ employment: { id: 'e', person_id: '5005' } }, ['5005', 'e']],
		[{ employment: { id: 'e', 'person-id': 5005 } }, ['5005', 'e']],
		[{ absence_period: { id: 'a' } }, [null, 'a']],
		[{ 'absence-period': { id: 'a', person: '5005' } }, ['5005', 'a']],
		[{ 'attendance-period': 't' }, [null, 't']],
		[{ attendance_period: { id: 't', person: { id: '5005' } } }, ['5005', 't']],
		[{ document: { id: 'd', person: { id: '5005' } } }, ['5005', 'd']],
		[{ something_else: { id: 'x' } }, [null, null]],
	])('the ids in the payload %j', (payload, ids) => {
		const body = { event_name: 'x', occurred_at: '2026-03-18T10:15:00+01:00', payload };
		expect(vendor.identify(body).identity).toEqual(['x', '2026-03-18T09:15:00.000Z', ...ids]);
	});

	it('whether a body tells a time', () => {
		const hasTime = (at: unknown): boolean => vendor.identify({ occurred_at: at }).hasTime;
		expect(hasTime('2026-03-18T10:15:00+01:00')).toBe(true);
		for (const at of [undefined, null, '', '2026-03-18', 'now', 5]) expect(hasTime(at)).toBe(false);
	});

	it('the company, as a text or as a number', () => {
		for (const company_id of ['48151', 48151]) {
			expect(vendor.identify({ company_id }).companyId).toBe('48151');
		}
		expect(vendor.identify({ company_id: '' }).companyId).toBeNull();
	});

	it('a ping, which nobody can choose', () => {
		expect(vendor.identify({ event_name: 'ping', payload: {} })).toMatchObject({
			nativeType: 'ping',
			nativeEvent: 'ping',
		});
		expect(offered('vendorEvents')).not.toContain('ping');
	});
});

it('takes a delivery without a secret for proved by nothing', () => {
	const delivery = { body: Buffer.from('{}'), headers: {}, query: {} };
	const node = { workflowId: 'w', nodeId: 'n', mode: 'production' } as const;
	const credential: IDataObject = credentialFor(personio);
	const [key = ''] = vendor.verification.keysOf(
		{ clientSecret: String(credential['clientSecret']) },
		node,
	);
	expect(key).not.toBe('');
	expect(vendor.verification.hasProof(delivery)).toBe(false);
	expect(vendor.verification.isAuthentic(delivery, key, Date.now())).toBe(false);
});
