import type { IDataObject } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import {
	chosenNativeEvents,
	companyTimeZone,
	option,
	selectedNativeEvents,
	selectionOf,
	selects,
} from '../../nodes/shared/settings';
import { hrEventsOf } from '../../nodes/shared/vendor';
import { fakeVendor, signed, surroundFake } from '../support/fakeVendor';
import { executeContext, hookContext, webhookContext } from '../support/n8n';

const vendor = fakeVendor();
/** One that may be asked for events that are not in its list. */
const open = fakeVendor({ takesOtherEvents: true });
const contextsOf = (parameters: IDataObject, whose = vendor) => {
	const surroundings = surroundFake(whose, { parameters, timezone: 'Asia/Tokyo' });
	return [
		hookContext(surroundings),
		webhookContext(surroundings, signed('')).context,
		executeContext(surroundings, [{}]),
	];
};

it.each<[string, IDataObject, string[]]>([
	['one event', { hrEvents: ['employee.hired'] }, ['person_hired']],
	[
		'an event of two subscriptions',
		{ hrEvents: ['employee.created'] },
		['person_hired', 'person_left'],
	],
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
])('subscribes for %s, whoever asks', (_, parameters, expected) => {
	for (const context of contextsOf(parameters)) {
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
])('subscribes for other vendor events: %s', (_, otherVendorEvents, expected) => {
	const parameters = { listenFor: 'vendorEvents', vendorEvents: ['job_posted'] };
	for (const context of contextsOf({ ...parameters, otherVendorEvents } as IDataObject, open)) {
		expect(selectedNativeEvents(context, open)).toEqual(expected);
	}
});

it('subscribes for other vendor events alone', () => {
	const parameters = { listenFor: 'vendorEvents', otherVendorEvents: 'person.archived' };
	for (const context of contextsOf(parameters, open)) {
		expect(selectedNativeEvents(context, open)).toEqual(['person.archived']);
	}
});

it('forgets other vendor events when the user listens for HR events', () => {
	const parameters = { hrEvents: ['employee.hired'], otherVendorEvents: 'person.archived' };
	for (const context of contextsOf(parameters, open)) {
		expect(selectedNativeEvents(context, open)).toEqual(['person_hired']);
	}
});

it('knows no other vendor events where the vendor has a list of all', () => {
	const parameters = {
		listenFor: 'vendorEvents',
		vendorEvents: ['job_posted'],
		otherVendorEvents: 'person.archived',
	};
	for (const context of contextsOf(parameters)) {
		expect(selectedNativeEvents(context, vendor)).toEqual(['job_posted']);
	}
});

it.each<[IDataObject, string[]]>([
	[{ hrEvents: ['employee.created'] }, ['person_hired', 'person_left']],
	[{ listenFor: 'vendorEvents', vendorEvents: ['job_posted'] }, ['job_posted']],
	[{ listenFor: 'vendorEvents', vendorEvents: [], otherVendorEvents: ' a , b,a' }, ['a', 'b']],
])('what is chosen with %j is what to listen for', (parameters, expected) => {
	for (const context of contextsOf(parameters, open)) {
		expect(chosenNativeEvents(context, open)).toEqual(expected);
	}
});

it.each<IDataObject>([
	{ hrEvents: [] },
	{ hrEvents: ['employee.promoted'] },
	{ listenFor: 'vendorEvents', vendorEvents: [], hrEvents: ['employee.hired'] },
	{ listenFor: 'vendorEvents', vendorEvents: [], otherVendorEvents: ' , ' },
])('nothing is chosen with %j, and that is refused', (parameters) => {
	for (const context of contextsOf(parameters, open)) {
		expect(() => chosenNativeEvents(context, open)).toThrow(NodeOperationError);
		expect(() => chosenNativeEvents(context, open)).toThrow('No event is chosen');
	}
});

it('lets a leave of unknown status through with any leave event, and with nothing else', () => {
	const [context] = contextsOf({ hrEvents: ['leave.declined'] });
	const [other] = contextsOf({ hrEvents: ['employee.hired'] });
	if (context === undefined || other === undefined) throw new RangeError('No context');
	expect(selects(selectionOf(context), 'leave.created')).toBe(true);
	expect(selects(selectionOf(context), 'leave.approved')).toBe(false);
	expect(selects(selectionOf(other), 'leave.created')).toBe(false);
});

it.each([
	['America/New_York', 'America/New_York'],
	[' Europe/Berlin ', 'Europe/Berlin'],
	['', 'Asia/Tokyo'],
	['  ', 'Asia/Tokyo'],
])('the time zone %j is %s', (timeZone, expected) => {
	for (const context of contextsOf({ options: { timeZone } })) {
		expect(companyTimeZone(context)).toBe(expected);
	}
});

it('without the option the time zone is the workflow’s', () => {
	for (const context of contextsOf({})) expect(companyTimeZone(context)).toBe('Asia/Tokyo');
});

it('a time zone that is none is refused', () => {
	for (const context of contextsOf({ options: { timeZone: 'Berlin' } })) {
		expect(() => companyTimeZone(context)).toThrow(NodeOperationError);
		expect(() => companyTimeZone(context)).toThrow('does not name a time zone: Berlin');
	}
});

it.each([
	[{ skipRepeats: false }, true, false],
	[{ skipRepeats: true }, false, true],
	[{}, true, true],
	[{}, false, false],
])('of the options %j with %s by default it reads %s', (options, byDefault, expected) => {
	for (const context of contextsOf({ options })) {
		expect(option(context, 'skipRepeats', byDefault)).toBe(expected);
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
