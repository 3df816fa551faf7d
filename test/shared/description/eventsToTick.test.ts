import type { INodeProperties } from 'n8n-workflow';
import { displayParameter } from 'n8n-workflow';

import { eventsToTick } from '../../../nodes/shared/description/eventsToTick';
import type { EventType } from '../../../nodes/shared/model/eventTypes';
import { factsOf } from '../../../nodes/shared/model/eventTypes';
import { hrEventsOf } from '../../../nodes/shared/vendor';
import { fakeGuidedVendor, surroundFake } from '../../support/fakeVendor';

const vendor = fakeGuidedVendor();
const lines = eventsToTick(vendor);

/** What a line says: for which event, what to tick; the words around that are not looked at. */
function saidBy({ displayName }: INodeProperties): [label: string, names: string[]] {
	const text = displayName.replace(/<[^>]+>/g, '');
	const [, label = '', names = ''] = /^For (.+?),? tick in Fake HR: (.+)$/.exec(text) ?? [];
	return [label, names.split(', ')];
}

/** The lines that n8n shows while these parameters are chosen. */
function shown(parameters: Record<string, string | string[]>): INodeProperties[] {
	const { node } = surroundFake(vendor);
	const values = { listenFor: 'hrEvents', hrEvents: [], ...parameters };
	return lines.filter((line) => displayParameter(values, line, node, null));
}

const lineFor = (eventType: EventType, ...names: string[]) => [factsOf(eventType).label, names];

it('has a line for each HR event, with the very names that produce it', () => {
	expect(lines.slice(0, -1).map(saidBy)).toEqual([
		lineFor('employee.hired', 'person_hired'),
		lineFor('employee.created', 'person_hired', 'person_left'),
		lineFor('leave.approved', 'leave_changed'),
		lineFor('leave.created', 'leave_changed'),
		lineFor('employee.terminated', 'person_left'),
		lineFor('employee.access_ended', 'person_left'),
	]);
	expect(lines).toHaveLength(hrEventsOf(vendor).length + 1);
});

it.each<[string, string[], unknown[]]>([
	['nothing', [], []],
	['one event', ['employee.created'], [lineFor('employee.created', 'person_hired', 'person_left')]],
	[
		'several',
		['employee.terminated', 'employee.hired'],
		[lineFor('employee.hired', 'person_hired'), lineFor('employee.terminated', 'person_left')],
	],
	['an event this vendor does not have', ['employee.rehired'], []],
])('shows what belongs to what is chosen: %s', (_, hrEvents, expected) => {
	expect(shown({ hrEvents }).map(saidBy)).toEqual(expected);
});

it('shows one line for vendor events: they are called the same there', () => {
	const parameters = { vendorEvents: ['job_posted'], hrEvents: ['employee.hired'] };
	expect(shown({ listenFor: 'vendorEvents', ...parameters })).toMatchObject([
		{ displayName: expect.stringContaining('in Fake HR') },
	]);
});

it('holds nothing of its own: notices with names that n8n can store, each once', () => {
	const names = lines.map(({ name }) => name);
	expect(new Set(names).size).toBe(names.length);
	for (const line of lines) {
		expect(line).toMatchObject<Partial<INodeProperties>>({ type: 'notice', default: '' });
		expect(line.name).toMatch(/^toTick(_[a-z_]+)?$/);
	}
});

it('names no event that produces nothing', () => {
	expect(JSON.stringify(lines)).not.toContain('job_posted');
});
