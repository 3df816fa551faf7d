import type { IDataObject } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { selects } from '../../nodes/shared/selection';
import {
	chosenNativeEvents,
	isOptionOn,
	repeatScopeOf,
	selectedNativeEvents,
	selectionOf,
} from '../../nodes/shared/settings';
import { hrEventsOf } from '../../nodes/shared/vendor';
import { fakeVendor, signed, surroundFake } from '../support/fakeVendor';
import { executeContext, hookContext, webhookContext } from '../support/n8n';

const vendor = fakeVendor();
/** One that may be asked for events that are not in its list. */
const open = fakeVendor({ takesOtherEvents: true });
const contextsOf = async (parameters: IDataObject, whose = vendor) => {
	const surroundings = surroundFake(whose, { parameters, timezone: 'Asia/Tokyo' });
	return [
		hookContext(surroundings),
		(await webhookContext(surroundings, signed(''))).context,
		executeContext(surroundings, [{}]),
	];
};

it.each<[string, IDataObject, string[]]>([
	['one event', { hrEvents: ['employee.hired'] }, ['person_hired']],
	['an event of two webhooks', { hrEvents: ['employee.created'] }, ['person_hired', 'person_left']],
	[
		'the vendor’s order',
		{ hrEvents: ['employee.terminated', 'employee.hired'] },
		['person_hired', 'person_left'],
	],
	[
		'any leave event, for a leave of unknown status',
		{ hrEvents: ['leave.declined'] },
		['leave_changed'],
	],
	['nothing chosen', { hrEvents: [] }, []],
	['something that is no event', { hrEvents: ['employee.promoted'] }, []],
	[
		'vendor events',
		{ listenFor: 'vendorEvents', vendorEvents: ['job_posted', 'job_posted'] },
		['job_posted'],
	],
	[
		'vendor events alone',
		{ listenFor: 'vendorEvents', vendorEvents: [], hrEvents: ['employee.hired'] },
		[],
	],
])('selects the vendor events for %s, whoever asks', async (_, parameters, expected) => {
	for (const context of await contextsOf(parameters)) {
		expect(selectedNativeEvents(context, vendor)).toEqual(expected);
	}
});

it.each<[string, unknown, string[]]>([
	['nothing', '', ['job_posted']],
	['one name', 'person.archived', ['job_posted', 'person.archived']],
	[
		'several, with blanks between them',
		' person.archived ,document.viewed,\n a b ',
		['job_posted', 'person.archived', 'document.viewed', 'a b'],
	],
	['commas too many', ',, person.archived,,', ['job_posted', 'person.archived']],
	['commas and blanks alone', ' , ,', ['job_posted']],
	['a name that is in the list', 'person_left', ['job_posted', 'person_left']],
	[
		'a name twice, and one that is ticked',
		'person.archived, job_posted, person.archived',
		['job_posted', 'person.archived'],
	],
	['no text', 42, ['job_posted']],
	['a list', ['person.archived'], ['job_posted']],
])('selects other vendor events: %s', async (_, otherVendorEvents, expected) => {
	const parameters = { listenFor: 'vendorEvents', vendorEvents: ['job_posted'] };
	for (const context of await contextsOf(
		{ ...parameters, otherVendorEvents } as IDataObject,
		open,
	)) {
		expect(selectedNativeEvents(context, open)).toEqual(expected);
	}
});

it('selects other vendor events alone', async () => {
	const parameters = { listenFor: 'vendorEvents', otherVendorEvents: 'person.archived' };
	for (const context of await contextsOf(parameters, open)) {
		expect(selectedNativeEvents(context, open)).toEqual(['person.archived']);
	}
});

it('forgets other vendor events when the user listens for HR events', async () => {
	const parameters = { hrEvents: ['employee.hired'], otherVendorEvents: 'person.archived' };
	for (const context of await contextsOf(parameters, open)) {
		expect(selectedNativeEvents(context, open)).toEqual(['person_hired']);
	}
});

it('knows no other vendor events where the vendor has a list of all', async () => {
	const parameters = {
		listenFor: 'vendorEvents',
		vendorEvents: ['job_posted'],
		otherVendorEvents: 'person.archived',
	};
	for (const context of await contextsOf(parameters)) {
		expect(selectedNativeEvents(context, vendor)).toEqual(['job_posted']);
	}
});

it.each<[IDataObject, string[]]>([
	[{ hrEvents: ['employee.created'] }, ['person_hired', 'person_left']],
	[{ listenFor: 'vendorEvents', vendorEvents: ['job_posted'] }, ['job_posted']],
	[{ listenFor: 'vendorEvents', vendorEvents: [], otherVendorEvents: ' a , b,a' }, ['a', 'b']],
])('what is chosen with %j is what to listen for', async (parameters, expected) => {
	for (const context of await contextsOf(parameters, open)) {
		expect(chosenNativeEvents(context, open)).toEqual(expected);
	}
});

it.each<IDataObject>([
	{ hrEvents: [] },
	{ hrEvents: ['employee.promoted'] },
	{ listenFor: 'vendorEvents', vendorEvents: [], hrEvents: ['employee.hired'] },
	{ listenFor: 'vendorEvents', vendorEvents: [], otherVendorEvents: ' , ' },
])('nothing is chosen with %j, and that is refused', async (parameters) => {
	for (const context of await contextsOf(parameters, open)) {
		expect(() => chosenNativeEvents(context, open)).toThrow(NodeOperationError);
		expect(() => chosenNativeEvents(context, open)).toThrow('No event is chosen');
	}
});

it('lets a leave of unknown status through with any leave event, and with nothing else', async () => {
	const [context] = await contextsOf({ hrEvents: ['leave.declined'] });
	const [other] = await contextsOf({ hrEvents: ['employee.hired'] });
	if (context === undefined || other === undefined) throw new RangeError('No context');
	expect(selects(selectionOf(context), 'leave.created')).toBe(true);
	expect(selects(selectionOf(context), 'leave.approved')).toBe(false);
	expect(selects(selectionOf(other), 'leave.created')).toBe(false);
});

it.each([
	[{ includeRaw: false }, true, false],
	[{ includeRaw: true }, false, true],
	[{}, true, true],
	[{}, false, false],
])('of the options %j with %s by default it reads %s', async (options, byDefault, expected) => {
	for (const context of await contextsOf({ options })) {
		expect(isOptionOn(context, 'includeRaw', byDefault)).toBe(expected);
	}
});

it.each<[IDataObject, string | null]>([
	[{}, 'node'],
	[{ skipRepeats: 'node' }, 'node'],
	[{ skipRepeats: 'workflow' }, 'workflow'],
	[{ skipRepeats: 'off' }, null],
	// As workflows were saved when the option was on or off.
	[{ skipRepeats: true }, 'node'],
	[{ skipRepeats: false }, null],
	[{ skipRepeats: '' }, 'node'],
])('with the options %j repeats are those of: %s', async (options, scope) => {
	for (const context of await contextsOf({ options })) {
		expect(repeatScopeOf(context)).toBe(scope);
	}
});

it('a vendor’s HR events come once each', () => {
	expect(hrEventsOf(vendor)).toEqual([
		'employee.hired',
		'employee.created',
		'leave.approved',
		'leave.created',
		'employee.terminated',
		'employee.access_ended',
	]);
});
