import { ObservableObject } from 'n8n-workflow';

import { findEvents } from '../../../nodes/shared/schedule/findEvents';
import { kept, remembered } from '../../../nodes/shared/schedule/memory';
import { instant } from '../../support/days';
import fc, { someTries } from '../../support/fastCheck.mts';
import { away, person, settings } from './people';

const anyDay = fc.option(
	fc
		.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
		.map((date) => date.toISOString().slice(0, 10)),
);

/** The people of a large company. */
const MANY = someTries(20_000);

const memoryOf = (people: Parameters<typeof findEvents>[0]['people']) =>
	findEvents(
		{
			people,
			everybody: 'end',
			leaves: [away('2026-05-01', null), { ...away('2026-05-01', '2026-05-20'), key: '78' }],
		},
		null,
		instant('2026-05-15T10:00:00Z'),
		{ ...settings({ daysBefore: [30, 7] }), tellsWhatIsDue: true },
	).memory;

const keptOf = (people: Parameters<typeof findEvents>[0]['people']) =>
	kept(memoryOf(people), memoryOf(people));

it('comes back as it was, through JSON', () => {
	const anyone = fc.record({
		start: anyDay,
		end: anyDay,
		lastDay: anyDay,
		contractEnd: anyDay,
		probationEnd: anyDay,
		isWhole: fc.boolean(),
	});
	fc.assert(
		fc.property(fc.array(anyone), (all) => {
			const people = all.map((one, index) => person({ ...one, id: String(index) }));
			const before = memoryOf(people.slice(1));
			const memory = memoryOf(people.slice(0, -1));
			const read: unknown = JSON.parse(JSON.stringify(kept(memory, before)));
			expect(remembered(read, { isBefore: false })).toEqual(memory);
			expect(remembered(read, { isBefore: true })).toEqual(before);
		}),
	);
});

it('comes back from n8n, which puts a key of its own into every object', () => {
	const memory = memoryOf([person({ start: '2026-05-12' })]);
	const data = ObservableObject.create({ memory: kept(memory, memory) });
	expect(remembered(data['memory'], { isBefore: false })).toEqual(memory);
});

it.each<[string, unknown]>([
	['nothing', undefined],
	['something else', { lastLook: 1 }],
	['another form', { ...keptOf([]), form: 1 }],
	['a person that cannot be read', { ...keptOf([]), people: { 1: 'x' } }],
	['a day that cannot be read', { ...keptOf([]), people: { 1: 'zzzzzzz.......' } }],
	['a leave that cannot be read', { ...keptOf([]), leaves: { 1: 'abc' } }],
	['a leave that is gone since no time', { ...keptOf([]), leaves: { 1: '..zzzzzzzzzzzz' } }],
	[
		'a time of day that is none',
		{ ...keptOf([]), settings: { ...settings(), dayBeginsAt: '25:00' } },
	],
])('does not understand %s', (_, value) => {
	expect(remembered(value, { isBefore: false })).toBeNull();
});

it('takes at most 100 bytes a person, with the longest ids', () => {
	const everybody = Array.from({ length: MANY }, (_, index) =>
		person({
			id: String(10n ** 18n + BigInt(index)),
			...{ start: '2020-01-01', end: '2026-12-31', lastDay: '2026-12-15' },
			...{ contractEnd: '2026-12-31', probationEnd: '2020-07-01' },
			known: { jobTitle: `Job ${index}` },
		}),
	);
	expect(JSON.stringify(keptOf(everybody)).length).toBeLessThan(MANY * 100);
});

it('takes at most 100 bytes a person also while everybody is read, and many have to wait', () => {
	const people = Array.from({ length: MANY }, (_, index) =>
		person({
			id: String(10n ** 18n + BigInt(index)),
			...{ start: '2020-01-01', end: '2026-12-31', lastDay: '2026-12-15' },
		}),
	);
	const ids = people.map(({ employee: { id } }) => id);
	const { polledAt, settings: usual, ...memory } = memoryOf(people);
	const asOf = { polledAt, settings: usual };
	const busy = {
		...{ ...memory, ...asOf },
		behind: [{ ...asOf, people: new Set([...ids.slice(0, (MANY * 3) / 4), 'somebody new']) }],
		pass: { startedAt: polledAt, position: '{"cursor":"abc"}', seen: new Set(ids.slice(3, 900)) },
		first: { ...asOf, startedAt: polledAt },
	};
	const text = JSON.stringify(kept(busy, busy));
	expect(text.length).toBeLessThan(MANY * 100);
	expect(remembered(JSON.parse(text), { isBefore: false })).toEqual(busy);
	expect(remembered(JSON.parse(text), { isBefore: true })).toEqual(busy);
});

it('holds no name and no value of a record', () => {
	const secret = 'Lovelace';
	const one = person({
		known: {
			displayName: secret,
			jobTitle: secret,
			workEmail: `${secret}@example.com`,
			department: secret,
		},
	});
	expect(JSON.stringify(keptOf([one]))).not.toContain(secret);
});
