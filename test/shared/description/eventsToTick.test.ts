import type { INodeProperties } from 'n8n-workflow';
import { displayParameter } from 'n8n-workflow';

import { eventsToTick } from '../../../nodes/shared/description/eventsToTick';
import type { EventType } from '../../../nodes/shared/model/eventTypes';
import { hrEventsOf } from '../../../nodes/shared/vendor';
import { fakeGuidedVendor, surroundFake } from '../../support/fakeVendor';

const vendor = fakeGuidedVendor();
const lines = eventsToTick(vendor);

/** The lines that n8n shows while these parameters are chosen. */
function shown(parameters: Record<string, string | string[]>): string[] {
	const { node } = surroundFake(vendor);
	const values = { listenFor: 'hrEvents', hrEvents: [], ...parameters };
	const isShown = (line: INodeProperties): boolean => displayParameter(values, line, node, null);
	return lines.filter(isShown).map(({ displayName }) => displayName);
}

const HEAD = 'Tick these events in Fake HR:';
const HIRED = '☐ Person Hired (person_hired)';
const LEFT = '☐ Person Left (person_left)';

it.each<[string, EventType[], string[]]>([
	['one event', ['employee.hired'], [HIRED]],
	['an event that two events of the vendor can become', ['employee.created'], [HIRED, LEFT]],
	[
		'events that need the same event of the vendor',
		['employee.created', 'employee.terminated', 'employee.access_ended'],
		[HIRED, LEFT],
	],
	['several, in the order of the vendor', ['employee.terminated', 'employee.hired'], [HIRED, LEFT]],
	['an event this vendor does not have', ['employee.rehired'], []],
	['nothing', [], []],
])('lists each event of the vendor once: %s', (_, hrEvents, expected) => {
	expect(shown({ hrEvents })).toEqual([HEAD, ...expected]);
});

it('can list every event that produces something, and no other', () => {
	const all = shown({ hrEvents: hrEventsOf(vendor) }).join();
	for (const { name, produces } of vendor.nativeEvents) {
		expect(all.includes(name)).toBe(produces.length > 0);
	}
});

it('shows one line for vendor events: they are called the same there', () => {
	const parameters = { vendorEvents: ['job_posted'], hrEvents: ['employee.hired'] };
	expect(shown({ listenFor: 'vendorEvents', ...parameters })).toEqual([
		'Tick the same events in Fake HR',
	]);
});

it('holds nothing of its own: notices with names that n8n can store, each once', () => {
	const names = lines.map(({ name }) => name);
	expect(new Set(names).size).toBe(names.length);
	for (const line of lines) {
		expect(line).toMatchObject<Partial<INodeProperties>>({ type: 'notice', default: '' });
		expect(line.name).toMatch(/^toTick\w*$/);
	}
});
