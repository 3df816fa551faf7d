import type { IDataObject, IExecuteFunctions, INodeProperties, INodeType } from 'n8n-workflow';
import { NodeConnectionTypes, NodeOperationError } from 'n8n-workflow';

import {
	dayFrom,
	filters,
	instantIn,
	isOneOf,
	limitFields,
	limitOf,
	listOf,
	locatedId,
	recordChoice,
	recordLocator,
	requiredTextOf,
	textOf,
} from '../../../nodes/shared/actions/fields';
import {
	employeeField,
	employeeIdOf,
	onePersonOf,
	peopleFields,
} from '../../../nodes/shared/actions/people';
import { updatedSinceField, updatedSinceOf } from '../../../nodes/shared/actions/updatedSince';
import { fakeCredential } from '../../support/fakeVendor';
import { executeContext, surround } from '../../support/n8n';

/** A field of each kind, as the operations of an action node have them. */
const properties: INodeProperties[] = [
	{ displayName: 'When', name: 'when', type: 'dateTime', default: '' },
	{ displayName: 'Word', name: 'word', type: 'string', default: '' },
	recordLocator({
		displayName: 'Record',
		name: 'recordId',
		searchListMethod: 'searchRecords',
		fromTrigger: '={{ $json.refs.leaveId }}',
	}),
	...peopleFields,
	...limitFields,
	filters(
		updatedSinceField('records'),
		recordChoice({ displayName: 'Teams', name: 'teamIds', loadOptionsMethod: 'getTeams' }),
	),
];

const node: INodeType = {
	description: {
		displayName: 'Fake HR',
		name: 'fakeHr',
		group: ['transform'],
		version: 1,
		description: 'Reads the records of nobody',
		defaults: { name: 'Fake HR' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		properties,
	},
};

function contextOf(
	parameters: IDataObject,
	{
		items = [{}],
		timezone = 'America/New_York',
	}: { items?: IDataObject[]; timezone?: string } = {},
): IExecuteFunctions {
	const surroundings = surround({
		type: node,
		credentialType: fakeCredential,
		credential: {},
		parameters,
		timezone,
	});
	return executeContext(surroundings, items);
}

/** What reading a field fails with. */
function refusal(read: () => unknown): NodeOperationError {
	let thrown: unknown = new RangeError('It did not fail');
	try {
		read();
	} catch (error) {
		thrown = error;
	}
	if (thrown instanceof NodeOperationError) return thrown;
	throw thrown;
}

const WHEN = { name: 'when', displayName: 'When' };
const WORD = { name: 'word', displayName: 'Word' };
const RECORD = { name: 'recordId', displayName: 'Record' };

const GARBAGE = ['tomorrow', '31.01.2026', '01/31/2026', '2026-13-01', '2026-02-30', '{"a":1}'];

describe('a date and time', () => {
	it.each([
		['with a zone', '2026-01-31T10:00:00+02:00', '2026-01-31T08:00:00.000Z'],
		['in UTC', '2026-01-31T10:00:00Z', '2026-01-31T10:00:00.000Z'],
		['without a zone, in that of the workflow', '2026-01-31T10:00:00', '2026-01-31T15:00:00.000Z'],
		['of the summer, without a zone', '2026-07-31T10:00:00', '2026-07-31T14:00:00.000Z'],
		['of a day', '2026-01-31', '2026-01-31T05:00:00.000Z'],
		['with blanks around it', ' 2026-01-31T10:00:00Z\n', '2026-01-31T10:00:00.000Z'],
		['as an expression', '={{ $json.at }}', '2026-03-01T23:30:00.000Z'],
		['as an object of luxon', '={{ DateTime.fromISO($json.at) }}', '2026-03-01T23:30:00.000Z'],
		[
			'as an object of luxon in another zone',
			'={{ DateTime.fromISO($json.at).setZone("Asia/Tokyo") }}',
			'2026-03-01T23:30:00.000Z',
		],
		[
			'as a day of luxon',
			'={{ DateTime.fromISO($json.at, { zone: "America/New_York" }).startOf("day") }}',
			'2026-03-01T05:00:00.000Z',
		],
	])('%s is an instant in UTC', (_, when, expected) => {
		const context = contextOf({ when }, { items: [{ at: '2026-03-01T23:30:00Z' }] });
		expect(instantIn(context, WHEN, 0)).toBe(expected);
	});

	it('without a zone follows the workflow', () => {
		const given = { timezone: 'Asia/Tokyo' };
		const context = contextOf({ when: '2026-01-31T10:00:00' }, given);
		expect(instantIn(context, WHEN, 0)).toBe('2026-01-31T01:00:00.000Z');
	});

	it.each(['', '  ', '={{ $json.nothing }}', '={{ null }}'])('%j is none', (when) => {
		expect(instantIn(contextOf({ when }), WHEN, 0)).toBeNull();
	});

	it.each([...GARBAGE, '2026-01-31T25:00:00', '={{ DateTime.fromISO("tomorrow") }}x'])(
		'%j is told, by the name the user sees',
		(when) => {
			const error = refusal(() => instantIn(contextOf({ when }), WHEN, 0));
			expect(error.message).toBe("'When' is not a date and time");
			expect(error.description).toContain('2026-01-31T00:00:00Z');
			expect(error.context).toMatchObject({ itemIndex: 0 });
		},
	);

	it('is read for each item', () => {
		const items = [{ at: '2026-01-31' }, { at: 'soon' }];
		const context = contextOf({ when: '={{ $json.at }}' }, { items });
		expect(instantIn(context, WHEN, 0)).toBe('2026-01-31T05:00:00.000Z');
		const error = refusal(() => instantIn(context, WHEN, 1));
		expect(error.context).toMatchObject({ itemIndex: 1 });
	});
});

describe('a day', () => {
	it.each([
		['a day', '2026-01-31', '2026-01-31'],
		['a date and time, cut and never converted', '2026-01-31T23:59:00-11:00', '2026-01-31'],
		['with blanks around it', ' 2026-01-31 ', '2026-01-31'],
		['as an expression', '={{ $json.at }}', '2026-03-01'],
		[
			'as an object of luxon, on its own calendar',
			'={{ DateTime.fromISO($json.at).setZone("Asia/Tokyo") }}',
			'2026-03-02',
		],
	])('%s', (_, when, expected) => {
		const context = contextOf({ when }, { items: [{ at: '2026-03-01T23:30:00Z' }] });
		expect(dayFrom(context, WHEN, 0)).toBe(expected);
	});

	it.each(['', '  ', '={{ $json.nothing }}'])('%j is none', (when) => {
		expect(dayFrom(contextOf({ when }), WHEN, 0)).toBeNull();
	});

	it.each(GARBAGE)('%j is told, by the name the user sees', (when) => {
		const error = refusal(() => dayFrom(contextOf({ when }), WHEN, 0));
		expect(error.message).toBe("'When' is not a date");
		expect(error.description).toContain('such as 2026-01-31.');
		expect(error.context).toMatchObject({ itemIndex: 0 });
	});
});

describe('a text that may not be empty', () => {
	it.each([
		['Ada', 'Ada'],
		[' Ada ', 'Ada'],
		['0', '0'],
		['={{ 42 }}', '42'],
		['={{ 0 }}', '0'],
	])('%j is %j', (word, expected) => {
		const context = contextOf({ word });
		expect(requiredTextOf(context, WORD, 0)).toBe(expected);
		expect(textOf(context, 'word', 0)).toBe(expected);
	});

	it.each(['', ' \n', '={{ $json.nothing }}', '={{ null }}', '={{ [] }}', '={{ true }}'])(
		'%j is told, by the name the user sees',
		(word) => {
			const context = contextOf({ word }, { items: [{}, {}] });
			const error = refusal(() => requiredTextOf(context, WORD, 1));
			expect(error.message).toBe("'Word' is empty");
			expect(error.description).toContain('the item before this node');
			expect(error.context).toMatchObject({ itemIndex: 1 });
			expect(textOf(context, 'word', 1)).toBe('');
		},
	);
});

const located = (value: unknown, mode = 'id') => ({ __rl: true, mode, value }) as IDataObject;

describe('a record', () => {
	it.each<[string, unknown, string]>([
		['by id', located('leave-1'), 'leave-1'],
		['by id with blanks', located(' leave-1 '), 'leave-1'],
		['by a number', located(42), '42'],
		['from the list', located('leave-2', 'list'), 'leave-2'],
		['from the item', located('={{ $json.refs.leaveId }}'), 'leave-3'],
	])('%s', (_, recordId, expected) => {
		const items = [{ refs: { leaveId: 'leave-3' } }];
		const context = contextOf({ recordId } as IDataObject, { items });
		expect(locatedId(context, RECORD, 0)).toBe(expected);
	});

	it.each<[string, unknown]>([
		['nothing', located('')],
		['blanks', located('  ')],
		['nothing from the list', located('', 'list')],
		['an expression that finds nothing', located('={{ $json.refs?.leaveId }}')],
		['an expression that finds null', located('={{ null }}')],
		['an expression that finds a list', located('={{ ["a"] }}')],
	])('%s is told, and nothing else is read instead', (_, recordId) => {
		const context = contextOf({ recordId } as IDataObject);
		const error = refusal(() => locatedId(context, RECORD, 0));
		expect(error.message).toBe("'Record' is empty");
		expect(error.context).toMatchObject({ itemIndex: 0 });
	});

	it('is by default the one that the item of the trigger is about', () => {
		expect(properties.find(({ name }) => name === 'recordId')).toMatchObject({
			type: 'resourceLocator',
			required: true,
			default: { mode: 'id', value: '={{ $json.refs.leaveId }}' },
		});
	});
});

describe('people', () => {
	const items = [{ refs: { employeeId: 'e-1' } }];
	const fromItem = located('={{ $json.refs.employeeId }}');

	it('are one by default: the person of the event', () => {
		const context = contextOf({ employeeId: fromItem }, { items });
		expect(employeeIdOf(context, 0)).toBe('e-1');
		expect(onePersonOf(context, 0)).toBe('e-1');
		expect(peopleFields.map(({ name }) => name)).toEqual(['people', 'employeeId']);
		expect(peopleFields[0]?.default).toBe('one');
		expect(peopleFields[1]).toMatchObject({
			default: { value: '={{ $json.refs.employeeId }}' },
			displayOptions: { show: { people: ['one'] } },
		});
		expect(employeeField.displayOptions).toBeUndefined();
	});

	it('are everyone only when that is chosen', () => {
		const context = contextOf({ people: 'everyone', employeeId: located('e-1') });
		expect(onePersonOf(context, 0)).toBeNull();
	});

	it.each(['', '={{ $json.refs?.nobody }}'])('are never everyone because of %j', (value) => {
		const context = contextOf({ people: 'one', employeeId: located(value) });
		for (const read of [onePersonOf, employeeIdOf]) {
			expect(refusal(() => read(context, 0)).message).toBe("'Employee' is empty");
		}
	});
});

describe('filters', () => {
	it('updatedSince is an instant in UTC, or not there at all', () => {
		const since = (updatedSince?: string) =>
			updatedSinceOf(contextOf({ filters: updatedSince === undefined ? {} : { updatedSince } }), 0);
		expect(since('2026-01-31T10:00:00')).toEqual({ updatedSince: '2026-01-31T15:00:00.000Z' });
		expect(since('')).toEqual({});
		expect(since()).toEqual({});
		expect(refusal(() => since('soon')).message).toBe("'Updated Since' is not a date and time");
	});

	it.each<[unknown, string[]]>([
		[
			['a', 'b'],
			['a', 'b'],
		],
		['={{ ["a"] }}', ['a']],
		['a', []],
		[[], []],
	])('the list %j is %j', (teamIds, expected) => {
		const context = contextOf({ filters: { teamIds } } as IDataObject);
		expect(listOf(context, 'filters.teamIds', 0)).toEqual(expected);
	});

	it('lets everything pass where nothing is chosen, and nothing unknown otherwise', () => {
		expect(isOneOf([], null)).toBe(true);
		expect(isOneOf(['a'], 'a')).toBe(true);
		expect(isOneOf(['a'], 'b')).toBe(false);
		expect(isOneOf(['a'], null)).toBe(false);
		expect(isOneOf(['a'], undefined)).toBe(false);
	});
});

it.each<[IDataObject, number | null]>([
	[{}, 50],
	[{ limit: 3 }, 3],
	[{ limit: 0 }, 50],
	[{ limit: 2.5 }, 50],
	[{ limit: '={{ 7 }}' }, 7],
	[{ returnAll: true, limit: 3 }, null],
	[{ returnAll: false, limit: 3 }, 3],
])('with %j the limit is %s', (parameters, expected) => {
	expect(limitOf(contextOf(parameters), 0)).toBe(expected);
});
