import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { triggerProperties } from '../../../nodes/shared/description/triggerProperties';
import { eventsToTick } from '../../../nodes/shared/description/eventsToTick';
import type { KeyedVendor, Vendor } from '../../../nodes/shared/vendor';
import { fakeGuidedVendor, fakeVendor } from '../../support/fakeVendor';

const WORDING = {
	notice: 'You need an account',
	preselected: ['employee.hired'],
	fetchDetails: 'the person',
};

type Wording = Parameters<typeof triggerProperties>[1];

function propertiesOf(changes: Partial<KeyedVendor> = {}, wording: Partial<Wording> = {}) {
	return described(fakeVendor(changes), wording);
}

function described(vendor: Vendor, wording: Partial<Wording> = {}) {
	const properties = triggerProperties(vendor, { ...WORDING, ...wording });
	const find = (name: string): INodeProperties | undefined =>
		properties.find((property) => property.name === name);
	const collection = find('options')?.options ?? [];
	return {
		names: properties.map(({ name }) => name),
		find,
		options: collection.map(({ name }) => name),
		option: (name: string) => collection.find((one) => one.name === name),
		choices: (name: string) => (find(name)?.options ?? []) as INodePropertyOptions[],
	};
}

const PLAIN = ['notice', 'listenFor', 'hrEvents', 'vendorEvents', 'options'];
const PLAIN_OPTIONS = [
	'timeZone',
	'fetchDetails',
	'includeRaw',
	'replaceEarlierAddress',
	'skipRepeats',
];

it('a vendor of no special kind has these parameters and no others', () => {
	const { names, options } = propertiesOf();
	expect(names).toEqual(PLAIN);
	expect([...options].sort()).toEqual([...PLAIN_OPTIONS].sort());
});

describe('Other Events', () => {
	it('are there where the vendor takes names that are not listed', () => {
		const { names, find } = propertiesOf({ takesOtherEvents: true });
		expect(names).toEqual([...PLAIN.slice(0, -1), 'otherVendorEvents', 'options']);
		expect(find('otherVendorEvents')).toMatchObject({
			displayName: 'Other Events',
			type: 'string',
			noDataExpression: true,
			default: '',
			description: expect.stringMatching(/Fake HR.*separated by commas/),
			displayOptions: { show: { listenFor: ['vendorEvents'] } },
		});
	});

	it.each([[undefined], [false]])('are not there where it says %s', (takesOtherEvents) => {
		const changes = takesOtherEvents === undefined ? {} : { takesOtherEvents };
		expect(propertiesOf(changes).names).toEqual(PLAIN);
	});

	it.each([
		[undefined, true],
		[false, true],
		[true, false],
	])('with %s, an event of the list is required: %s', (takesOtherEvents, expected) => {
		const changes = takesOtherEvents === undefined ? {} : { takesOtherEvents };
		const { find } = propertiesOf(changes);
		expect(find('vendorEvents')).toMatchObject({
			required: expected,
			displayOptions: { show: { listenFor: ['vendorEvents'] } },
		});
		// The HR events are always a choice from the list.
		expect(find('hrEvents')?.required).toBe(true);
	});
});

describe('Fetch Leave Days', () => {
	it('is there where the wording says what it costs, off, and says so', () => {
		const { options, option } = propertiesOf({}, { fetchLeaveDays: 'one request per leave' });
		expect([...options].sort()).toEqual([...PLAIN_OPTIONS, 'fetchLeaveDays'].sort());
		expect(option('fetchLeaveDays')).toMatchObject({
			displayName: 'Fetch Leave Days',
			type: 'boolean',
			default: false,
			description: expect.stringMatching(/^Whether .*; one request per leave$/),
		});
	});

	it('is not there where leaves come with their days', () => {
		expect(propertiesOf().options).not.toContain('fetchLeaveDays');
	});
});

describe('Include Pay Tables', () => {
	it('is there where the vendor has tables of pay, off', () => {
		const { options, option } = propertiesOf({}, { hasPayTables: true });
		expect([...options].sort()).toEqual([...PLAIN_OPTIONS, 'includePayTables'].sort());
		expect(option('includePayTables')).toMatchObject({ type: 'boolean', default: false });
	});

	it('is not there where it has none', () => {
		for (const wording of [{}, { hasPayTables: false }]) {
			expect(propertiesOf({}, wording).options).not.toContain('includePayTables');
		}
	});
});

it('Take Over is there where the vendor has one listener per event', () => {
	const { registration } = fakeVendor();
	const { options } = propertiesOf({ registration: { ...registration, exclusive: true } });
	expect([...options].sort()).toEqual([...PLAIN_OPTIONS, 'takeOver'].sort());
});

describe('a vendor whose webhooks are made by hand', () => {
	const vendor = fakeGuidedVendor({ takesOtherEvents: true });
	const { names, options } = described(vendor, { hasPayTables: true });

	it('is told what to tick, below the choice of events', () => {
		const toTick = eventsToTick(vendor).map(({ name }) => name);
		expect(toTick.length).toBeGreaterThan(1);
		expect(names).toEqual([...PLAIN.slice(0, -1), 'otherVendorEvents', ...toTick, 'options']);
	});

	it('has no option about webhooks that the node makes', () => {
		const others = PLAIN_OPTIONS.filter((name) => name !== 'replaceEarlierAddress');
		expect([...options].sort()).toEqual([...others, 'includePayTables'].sort());
	});

	it('is the only kind that is told', () => {
		expect(propertiesOf().names.filter((name) => name.startsWith('toTick'))).toEqual([]);
	});
});

describe('the events to choose from', () => {
	it('are what the vendor can produce and what it sends, by name', () => {
		const { choices } = propertiesOf();
		const hrEvents = choices('hrEvents');
		expect(hrEvents.map(({ value }) => value).sort()).toEqual([
			'employee.access_ended',
			'employee.created',
			'employee.hired',
			'employee.terminated',
			'leave.approved',
			'leave.created',
		]);
		for (const options of [hrEvents, choices('vendorEvents')]) {
			const names = options.map(({ name }) => name);
			expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b)));
		}
		expect(choices('vendorEvents')).toContainEqual({
			name: 'Person Hired',
			value: 'person_hired',
			description: 'A person was hired (person_hired)',
		});
	});

	it('carry a remark where the vendor is not sure to send one', () => {
		const remarks = { 'employee.hired': 'Fake HR may not send it' };
		const hired = ({ choices }: ReturnType<typeof propertiesOf>) =>
			choices('hrEvents').find(({ value }) => value === 'employee.hired')?.description;
		const plain = hired(propertiesOf());
		expect(hired(propertiesOf({}, { remarks }))).toBe(`${plain}. Fake HR may not send it`);
	});

	it('are ticked as the wording says, for HR events only', () => {
		const { find } = propertiesOf();
		expect(find('hrEvents')?.default).toEqual(['employee.hired']);
		expect(find('vendorEvents')?.default).toEqual([]);
		expect(find('listenFor')?.default).toBe('hrEvents');
	});
});
