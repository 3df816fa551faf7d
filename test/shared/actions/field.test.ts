import type { IDataObject, IExecuteFunctions, INodeType } from 'n8n-workflow';
import { NodeConnectionTypes, NodeOperationError } from 'n8n-workflow';

import { someOf } from '../../../nodes/shared/actions/choices';
import type { Field } from '../../../nodes/shared/actions/field';
import { field, optionalValueOf, valueOf } from '../../../nodes/shared/actions/field';
import { filters } from '../../../nodes/shared/actions/filters';
import { textOrNumber } from '../../../nodes/shared/actions/kind';
import { limitFields, limitOf } from '../../../nodes/shared/actions/limit';
import { ids } from '../../../nodes/shared/actions/lists';
import { day, instant } from '../../../nodes/shared/actions/moments';
import { employeeIdOf, onePersonOf, peopleFields } from '../../../nodes/shared/actions/people';
import { checkPeriod } from '../../../nodes/shared/actions/period';
import { recordChoice, recordLocator } from '../../../nodes/shared/actions/records';
import { updatedSince } from '../../../nodes/shared/actions/updatedSince';
import { fakeCredential } from '../../support/fakeVendor';
import { executeContext, surround } from '../../support/n8n';

/*
 * Fields as n8n hands over what they hold: expressions are evaluated by n8n's own code.
 */

const when = field({ displayName: 'When', name: 'when', type: 'dateTime', default: '' }, instant);
const date = field({ displayName: 'Date', name: 'date', type: 'dateTime', default: '' }, day);
const word = field(
	{ displayName: 'Word', name: 'word', type: 'string', default: '' },
	textOrNumber,
);
const record = recordLocator({
	displayName: 'Record',
	name: 'recordId',
	searchListMethod: 'searchRecords',
	fromTrigger: '={{ $json.refs.leaveId }}',
});
const STATES = [
	{ name: 'Open', value: 'open' },
	{ name: 'Done', value: 'done' },
] as const;
const narrowedBy = filters(
	field(
		recordChoice({ displayName: 'Teams', name: 'teamIds', loadOptionsMethod: 'getTeams' }),
		ids,
	),
	field(
		{
			displayName: 'States',
			name: 'states',
			type: 'multiOptions',
			options: [...STATES],
			default: [],
		},
		someOf(STATES),
	),
	updatedSince('records'),
);

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
		properties: [
			...[when, date, word, record].map(({ property }) => property),
			...peopleFields,
			...limitFields,
			narrowedBy.property,
		],
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

describe('dates of expressions', () => {
	const items = [{ at: '2026-03-01T23:30:00Z' }];

	it.each([
		['={{ $json.at }}', '2026-03-01T23:30:00.000Z', '2026-03-01'],
		['={{ DateTime.fromISO($json.at) }}', '2026-03-01T23:30:00.000Z', '2026-03-01'],
		[
			'={{ DateTime.fromISO($json.at).setZone("Asia/Tokyo") }}',
			'2026-03-01T23:30:00.000Z',
			'2026-03-02',
		],
		['={{ new Date($json.at) }}', '2026-03-01T23:30:00.000Z', '2026-03-01'],
		['={{ new Date("2026-03-02") }}', '2026-03-02T00:00:00.000Z', '2026-03-02'],
		['={{ new Date($json.at).getTime() }}', '2026-03-01T23:30:00.000Z', '2026-03-01'],
	])('%s is an instant and a day', (value, expectedInstant, expectedDay) => {
		const context = contextOf({ when: value, date: value }, { items });
		expect(valueOf(context, when, 0)).toBe(expectedInstant);
		expect(valueOf(context, date, 0)).toBe(expectedDay);
	});

	it('$now and $today are today', () => {
		const context = contextOf({ when: '={{ $now }}', date: '={{ $today }}' });
		const today = new Intl.DateTimeFormat('sv', { timeZone: 'America/New_York' });
		expect(valueOf(context, date, 0)).toBe(today.format(new Date()));
		expect(Math.abs(Date.parse(valueOf(context, when, 0)) - Date.now())).toBeLessThan(60_000);
	});

	it('without a zone follow the workflow', () => {
		const context = contextOf({ when: '2026-01-31T10:00:00' }, { timezone: 'Asia/Tokyo' });
		expect(valueOf(context, when, 0)).toBe('2026-01-31T01:00:00.000Z');
	});

	it('without a zone are refused where the workflow has none that exists', () => {
		const nowhere = { timezone: 'CEST' };
		const context = contextOf({ when: '2026-01-31T10:00:00', date: '2026-01-31' }, nowhere);
		expect(refusal(() => valueOf(context, when, 0)).message).toContain("'Timezone'");
		// A day belongs to no zone.
		expect(valueOf(context, date, 0)).toBe('2026-01-31');
	});
});

describe('a field', () => {
	it.each(['', ' \n', '={{ $json.nothing }}', '={{ null }}', '={{ [] }}', '={{ "undefined" }}'])(
		'that holds %j is empty, which is told by the name the user sees',
		(value) => {
			const context = contextOf({ word: value, when: value }, { items: [{}, {}] });
			for (const one of [word, when] as Array<Field<string>>) {
				const { displayName } = one.property;
				const error = refusal(() => valueOf(context, one, 1));
				expect(error.message).toBe(`'${displayName}' is empty`);
				expect(error.description).toContain(`'${displayName}' takes ${one.kind.takes}.`);
				expect(error.description).toContain('the item before this node');
				expect(error.description).not.toContain('remove the filter');
				expect(error.context).toMatchObject({ itemIndex: 1 });
			}
		},
	);

	it('that holds something else is told with what it takes, and without what it holds', () => {
		const items = [{ at: '2026-01-31' }, { at: 'ada@example.com' }];
		const context = contextOf({ date: '={{ $json.at }}' }, { items });
		expect(valueOf(context, date, 0)).toBe('2026-01-31');
		const error = refusal(() => valueOf(context, date, 1));
		expect(error.message).toBe("'Date' is not a date");
		expect(error.description).toContain("'Date' takes a date such as 2026-01-31");
		expect(`${error.message} ${error.description}`).not.toContain('ada');
		expect(error.context).toMatchObject({ itemIndex: 1 });
	});

	it('may be left empty where that means something, but not by an expression that finds nothing', () => {
		const given = (value: unknown) =>
			optionalValueOf(contextOf({ date: value } as IDataObject), date, 0);
		expect(given('')).toBeUndefined();
		expect(given('2026-01-31')).toBe('2026-01-31');
		expect(refusal(() => given('={{ $json.nothing }}')).message).toBe("'Date' is empty");
		expect(refusal(() => given('31.01.2026')).message).toBe("'Date' is not a date");
	});
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
		expect(valueOf(context, record, 0)).toBe(expected);
	});

	it.each<[string, unknown]>([
		['nothing', located('')],
		['blanks', located('  ')],
		['nothing from the list', located('', 'list')],
		['an expression that finds nothing', located('={{ $json.refs?.leaveId }}')],
		['an expression that finds null', located('={{ null }}')],
		['an expression that finds an empty list', located('={{ [] }}')],
	])('of %s is told, and nothing else is read instead', (_, recordId) => {
		const context = contextOf({ recordId } as IDataObject);
		const error = refusal(() => valueOf(context, record, 0));
		expect(error.message).toBe("'Record' is empty");
		expect(error.context).toMatchObject({ itemIndex: 0 });
	});

	it('is one', () => {
		const context = contextOf({ recordId: located('={{ ["a"] }}') });
		expect(refusal(() => valueOf(context, record, 0)).message).toBe("'Record' is not an ID");
	});

	it('is by default the one that the item of the trigger is about', () => {
		expect(record.property).toMatchObject({
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
	});

	it.each(['everyone', 'Everyone', '={{ "EVERYONE" }}'])('are everyone as %j', (people) => {
		const context = contextOf({ people, employeeId: located('e-1') });
		expect(onePersonOf(context, 0)).toBeNull();
	});

	it.each(['', '={{ $json.refs?.nobody }}'])('are never everyone because of %j', (value) => {
		const context = contextOf({ people: 'one', employeeId: located(value) });
		for (const read of [onePersonOf, employeeIdOf]) {
			expect(refusal(() => read(context, 0)).message).toBe("'Employee' is empty");
		}
	});

	it.each(['all', '={{ $json.nothing }}'])('are not %j', (people) => {
		const context = contextOf({ people, employeeId: located('e-1') });
		expect(refusal(() => onePersonOf(context, 0)).message).toContain("'People' is");
	});
});

describe('filters', () => {
	const of = (given: IDataObject) => narrowedBy.of(contextOf({ filters: given }), 0);

	it('that were not added are not there', () => {
		expect(of({})).toEqual({});
		expect(narrowedBy.of(contextOf({}), 0)).toEqual({});
	});

	it('that were added are read', () => {
		const given = { teamIds: '={{ [501, 502] }}', updatedSince: '2026-01-31T10:00:00' };
		expect(of({ ...given, states: ['done'] })).toEqual({
			teamIds: ['501', '502'],
			states: ['done'],
			updatedSince: '2026-01-31T15:00:00.000Z',
		});
	});

	it.each<[string, IDataObject]>([
		['left empty', { teamIds: [] }],
		['found nothing', { teamIds: '={{ $json.teams }}' }],
		['found null', { teamIds: '={{ null }}' }],
		['an empty date', { updatedSince: '' }],
	])('that were added and are %s are refused', (_, given) => {
		const error = refusal(() => of(given));
		expect(error.message).toMatch(/^'(Teams|Updated Since)' is empty$/);
		expect(error.description).toContain('remove the filter');
		expect(error.context).toMatchObject({ itemIndex: 0 });
	});

	it('that hold another word are refused, with the words that they take', () => {
		const error = refusal(() => of({ states: ['done', 'closed'] }));
		expect(error.message).toBe("'States' is not a list of: Open, Done");
		expect(error.description).toContain('one or more of: Open, Done');
	});
});

describe('the limit', () => {
	it.each<[IDataObject, number | null]>([
		[{}, 50],
		[{ limit: 3 }, 3],
		[{ limit: '3' }, 3],
		[{ limit: '={{ 7 }}' }, 7],
		[{ returnAll: true, limit: 3 }, null],
		[{ returnAll: '={{ "true" }}', limit: 0 }, null],
		[{ returnAll: false, limit: 3 }, 3],
	])('with %j is %s', (parameters, expected) => {
		expect(limitOf(contextOf(parameters), 0)).toBe(expected);
	});

	it.each<[IDataObject, string]>([
		[{ limit: 0 }, "'Limit' is not a whole number from 1 on"],
		[{ limit: -1 }, "'Limit' is not a whole number from 1 on"],
		[{ limit: 2.5 }, "'Limit' is not a whole number from 1 on"],
		[{ limit: 'abc' }, "'Limit' is not a whole number from 1 on"],
		[{ limit: '' }, "'Limit' is empty"],
		[{ limit: null }, "'Limit' is empty"],
		[{ limit: '={{ $json.limit }}' }, "'Limit' is empty"],
		[{ returnAll: '={{ $json.all }}' }, "'Return All' is empty"],
		[{ returnAll: 'yes' }, "'Return All' is not true or false"],
	])('with %j is refused', (parameters, message) => {
		expect(refusal(() => limitOf(contextOf(parameters), 0)).message).toBe(message);
	});
});

it('a period does not end before it begins', () => {
	const context = contextOf(
		{ date: '={{ $json.at }}' },
		{ items: [{ at: '2026-01-31' }, { at: '2026-01-30' }] },
	);
	const [later, earlier] = [valueOf(context, date, 0), valueOf(context, date, 1)];
	const error = refusal(() => checkPeriod(context, { from: later, to: earlier }, 1));
	expect(error.message).toBe("'To' is before 'From'");
	expect(error.context).toMatchObject({ itemIndex: 1 });
	expect(() => checkPeriod(context, { from: later, to: later }, 0)).not.toThrow();
	expect(() => checkPeriod(context, { from: later }, 0)).not.toThrow();
	expect(() => checkPeriod(context, { to: earlier }, 0)).not.toThrow();
});
