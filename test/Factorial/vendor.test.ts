import { Settings } from 'luxon';

import { factorial as vendor } from '../../nodes/Factorial/vendor';
import { factsOf } from '../../nodes/shared/model/eventTypes';
import { hrEventsOf } from '../../nodes/shared/vendor';
import type { FactorialSimulator } from '../../simulators/factorial/index.mts';
import { EVENT_TYPES } from '../../simulators/factorial/index.mts';
import { eventBytes, eventNames, records, typeOf } from '../fixtures/factorial/read.mts';
import {
	hooks,
	keyOf,
	offered,
	startRoomyFactorial,
	through,
	trigger,
	triggerIn,
} from '../support/factorial';

jest.mock('n8n-workflow', () => jest.requireActual('../support/sleep/hundredth'));

let factorial: FactorialSimulator;
beforeEach(async () => {
	factorial = await startRoomyFactorial({ employees: 0 });
	factorial.load(records());
	Settings.now = () => Date.parse('2026-03-18T10:00:00.000Z');
});
afterEach(async () => {
	Settings.now = () => Date.now();
	await factorial.close();
	expect(factorial.violations.list).toEqual([]);
});

/** The HR events that each type becomes in some fixture. */
async function produced(): Promise<Map<string, Set<string>>> {
	const found = new Map<string, Set<string>>();
	for (const name of eventNames()) {
		const node = triggerIn(factorial, {
			parameters: {
				listenFor: 'vendorEvents',
				vendorEvents: offered('vendorEvents'),
				options: { fetchDetails: false, skipRepeats: false },
			},
		});
		const sent = { type: typeOf(name), body: eventBytes(name) };
		const { events } = await through(node, sent, keyOf(factorial));
		const types = found.get(typeOf(name)) ?? new Set();
		for (const { eventType } of events) types.add(eventType);
		found.set(typeOf(name), types);
	}
	return found;
}

it('has a fixture for everything of employees, contracts, time off and memberships', () => {
	const types = new Set(eventNames().map(typeOf));
	const wanted = EVENT_TYPES.filter((type) =>
		/^(employees|contracts|timeoff|teams\/membership)\//.test(type),
	);
	expect(wanted.filter((type) => !types.has(type))).toEqual([]);
	expect(wanted).toHaveLength(30);
});

it('declares for each type exactly what it becomes, and offers exactly that', async () => {
	const found = await produced();
	for (const { name, produces } of vendor.nativeEvents) {
		const types = found.get(name);
		// What is no HR event comes as it is; not each of those has a fixture.
		if (types === undefined) expect([name, produces]).toEqual([name, []]);
		else expect([name, [...types].sort()]).toEqual([name, declared(produces)]);
	}
	const told = [...found.values()].flatMap((types) => [...types]).filter((one) => one !== 'other');
	expect([...new Set(told)].sort()).toEqual(offered('hrEvents').sort());
	expect([...hrEventsOf(vendor)].sort()).toEqual(offered('hrEvents').sort());
});

const declared = (produces: readonly string[]): string[] =>
	produces.length === 0 ? ['other'] : [...produces].sort();

it.each<[string, string[]]>([
	['employee.hired', ['employees/employee/create_with_contract']],
	['employee.terminated', ['employees/employee/terminate', 'employees/employee/update']],
	['employee.termination_cancelled', ['employees/employee/unterminate']],
	['leave.approved', ['timeoff/leave/approve', 'timeoff/leave/create']],
	['leave.cancelled', ['timeoff/leave/delete', 'timeoff/leave/update']],
])('asks Factorial for %s under all the names it may come by', async (hrEvent, names) => {
	await hooks(triggerIn(factorial, { parameters: { hrEvents: [hrEvent] } })).create();
	expect(factorial.webhooks.map(({ type }) => type).sort()).toEqual(names);
});

it('preselects what it offers, and words and sorts every choice', () => {
	const property = (name: string) =>
		trigger.description.properties.find((one) => one.name === name);
	const preselected = [property('hrEvents')?.default].flat().map(String);
	expect(preselected).toEqual(['employee.hired', 'employee.termination_scheduled']);
	expect(offered('hrEvents')).toEqual(expect.arrayContaining(preselected));
	for (const type of hrEventsOf(vendor)) {
		expect(property('hrEvents')?.options).toContainEqual(
			expect.objectContaining({ value: type, name: factsOf(type).label }),
		);
	}
	// By domain and resource, so that they stand in groups and are found by typing.
	const labels = property('vendorEvents')?.options?.map(({ name }) => name) ?? [];
	expect(labels).toHaveLength(134);
	expect(labels).toContain('Time Off: Leave Approve');
	expect(labels).toContain('ATS: Job Posting Duplicate');
	expect([...labels].sort((a, b) => a.localeCompare(b))).toEqual(labels);
});

describe('identifies', () => {
	it.each([
		...[undefined, null, 0, 1.5, true, '', 'text', [], [1], {}, [[[]]]],
		...[{ id: 7 }, { id: { odd: 1 } }, { company_id: {}, updated_at: 7 }],
		{ constructor: 1, __proto__: { id: '1' } },
		JSON.parse('{"__proto__":{"id":"1"},"updated_at":"constructor"}'),
	])('%j without a throw', (body: unknown) => {
		for (const event of ['timeoff/leave/create', '__proto__', 'toString', '', ['a'], null, {}]) {
			const facts = vendor.identify(body, { event });
			const isKnown = event === 'timeoff/leave/create';
			expect(facts.nativeType).toBe(typeof event === 'string' && event !== '' ? event : null);
			expect(facts.nativeEvent).toBe(isKnown ? event : null);
			expect(facts.identity.every((part) => part === null || typeof part === 'string')).toBe(true);
		}
	});

	it('a record by what it is, its id and time of change, whichever way ids are written', () => {
		const at = '2026-03-18T08:30:00.000Z';
		const query = { event: 'timeoff/leave/update' };
		for (const id of ['801', 801]) {
			expect(vendor.identify({ id, company_id: 55, updated_at: at }, query)).toMatchObject({
				companyId: '55',
				identity: ['timeoff/leave', '801', at],
			});
		}
	});

	it('whether a body tells a time: a membership tells none, and may come again as news', () => {
		const query = { event: 'teams/membership/create' };
		const hasTime = (body: object): boolean => vendor.identify(body, query).hasTime;
		expect(hasTime({ id: 1, updated_at: '2026-03-02T10:00:00.000Z' })).toBe(true);
		expect(hasTime({ id: 1, employee_id: 2, team_id: 3, lead: true })).toBe(false);
		expect(hasTime({ id: 1, updated_at: '2026-03-02' })).toBe(false);
	});

	it('what has no time of change by all that it says', () => {
		const query = { event: 'teams/membership/create' };
		const identityOf = (body: object) => vendor.identify(body, query).identity;
		expect(identityOf({ id: '1', lead: true })).toEqual(identityOf({ id: '1', lead: true }));
		expect(identityOf({ id: '1', lead: true })).not.toEqual(identityOf({ id: '1', lead: false }));
	});
});
