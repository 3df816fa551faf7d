import type { PollSettings, Memory, PollReading } from '../../../nodes/shared/schedule/findEvents';
import { findEvents, peopleWithSomethingDue } from '../../../nodes/shared/schedule/findEvents';
import { instant, timeZone } from '../../support/days';
import fc from '../../support/fastCheck.mts';
import { away, person, settings } from './people';

const WITH_TODAY = { ...settings(), tellsWhatIsDue: true };

const reading = (changes: Partial<PollReading> = {}): PollReading => ({
	people: [],
	everybody: 'end',
	leaves: [],
	...changes,
});

/** Polls at one reading after the other. @returns what each poll finds, as `type person day` */
function polls(
	seen: ReadonlyArray<readonly [string, PollReading]>,
	how: PollSettings = WITH_TODAY,
): string[][] {
	let memory: Memory | null = null;
	return seen.map(([at, what]) => {
		const found = findEvents(what, memory, instant(at), how);
		memory = found.memory;
		return found.events.map(({ eventType, employee, effectiveDate }) =>
			[eventType, employee.id, effectiveDate].filter(Boolean).join(' '),
		);
	});
}

describe('the first poll', () => {
	const people = [
		person({ id: '1', start: '2026-05-15' }),
		person({ id: '2', start: '2026-05-20' }),
		person({ id: '3', start: '2026-05-14' }),
		person({ id: '4', start: '2020-01-01', end: '2026-05-14' }),
		person({ id: '5', start: '2020-01-01', end: '2026-05-13' }),
	];
	const leaves = [
		away('2026-05-15', '2026-05-16'),
		{ ...away('2026-05-14', '2026-05-16'), key: '78' },
	];
	const first = (how: PollSettings) =>
		polls([['2026-05-15T10:00:00Z', reading({ people, leaves })]], how)[0];

	it('tells what is due today, and reminders of days ahead', () => {
		expect(first(WITH_TODAY)).toEqual([
			'employee.start_upcoming 2 2026-05-20',
			'employee.started 1 2026-05-15',
			'leave.started 1 2026-05-15',
		]);
	});

	it('tells nothing if that is not wanted', () => {
		expect(first({ ...WITH_TODAY, tellsWhatIsDue: false })).toEqual([]);
	});
});

it('does not remember a leave that nobody has confirmed', () => {
	const asked = reading({ leaves: [away('2026-05-15', '2026-05-16', false)] });
	const { before, memory } = findEvents(asked, null, instant('2026-05-15T10:00:00Z'), WITH_TODAY);
	expect([before.leaves?.size, memory.leaves?.size]).toEqual([0, 0]);
});

describe('the polls after it', () => {
	it('tell changes before what is due, and each once', () => {
		const hired = reading({ people: [person({ start: '2026-05-15' })] });
		expect(
			polls([
				['2026-05-14T10:00:00Z', reading()],
				['2026-05-15T10:00:00Z', hired],
				['2026-05-15T11:00:00Z', hired],
			]),
		).toEqual([
			[],
			[
				'employee.created 1 2026-05-15',
				'employee.hired 1 2026-05-15',
				'employee.started 1 2026-05-15',
			],
			[],
		]);
	});

	it('say nothing about people who were not read', () => {
		const one = person({ id: '1', start: '2020-01-01' });
		const other = person({ id: '2', start: '2020-01-01' });
		expect(
			polls([
				['2026-05-14T10:00:00Z', reading({ people: [one, other] })],
				['2026-05-14T11:00:00Z', reading({ people: [one], everybody: 'nothing' })],
				['2026-05-14T12:00:00Z', reading({ people: [one] })],
			]),
		).toEqual([[], [], ['employee.deleted 2']]);
	});

	it('do not take a leave that was only asked for as one', () => {
		expect(
			polls([
				['2026-05-14T10:00:00Z', reading({ leaves: [away('2026-05-15', '2026-05-16', false)] })],
				['2026-05-15T10:00:00Z', reading({ leaves: [away('2026-05-15', '2026-05-16', null)] })],
				['2026-05-15T11:00:00Z', reading({ leaves: [away('2026-05-15', '2026-05-16')] })],
				['2026-05-15T12:00:00Z', reading({ leaves: [away('2026-05-15', '2026-05-16')] })],
			]),
		).toEqual([[], [], ['leave.started 1 2026-05-15'], []]);
	});

	it('tell a leave that is over before the one that follows it, in whatever order they are listed', () => {
		const sick = { ...away('2026-05-15', '2026-05-16'), key: '78' };
		const leaves = [sick, away('2026-05-12', '2026-05-14')];
		expect(
			polls([
				['2026-05-14T10:00:00Z', reading({ leaves })],
				['2026-05-15T10:00:00Z', reading({ leaves })],
			])[1],
		).toEqual(['leave.ended 1 2026-05-14', 'leave.started 1 2026-05-15']);
	});

	it('know for whom something is due, although nothing of them has changed', () => {
		const people = [
			person({ id: '1', start: '2026-05-15' }),
			person({ id: '2', start: '2026-09-15' }),
		];
		const { memory } = findEvents(
			reading({ people }),
			null,
			instant('2026-05-14T10:00:00Z'),
			WITH_TODAY,
		);
		const dueAt = (at: string) => peopleWithSomethingDue(memory, instant(at), settings());
		expect(dueAt('2026-05-15T03:59:59Z')).toEqual([]);
		expect(dueAt('2026-05-15T04:00:00Z')).toEqual(['1']);
	});
});

it('tells the same once more when it begins again with what was remembered before', () => {
	const first = reading({
		people: [person({ id: '1', start: '2026-05-20' }), person({ id: '2', start: '2020-01-01' })],
	});
	const then = reading({
		people: [person({ id: '1', start: '2026-05-16' }), person({ id: '3', start: '2026-06-01' })],
		leaves: [away('2026-05-15', '2026-05-16')],
	});
	const at = [
		instant('2026-05-14T10:00:00Z'),
		instant('2026-05-15T10:00:00Z'),
		instant('2026-05-15T12:00:00Z'),
	] as const;
	const one = findEvents(first, null, at[0], WITH_TODAY);
	const other = findEvents(then, one.memory, at[1], WITH_TODAY);
	const typesOf = ({ events }: { events: ReadonlyArray<{ eventType: string }> }) =>
		events.map(({ eventType }) => eventType);
	expect(typesOf(one)).toEqual(['employee.start_upcoming']);
	expect(typesOf(findEvents(first, one.before, at[0], WITH_TODAY))).toEqual(typesOf(one));
	expect(typesOf(other)).toEqual([
		...['employee.start_changed', 'employee.created', 'employee.hired', 'employee.deleted'],
		...['employee.start_upcoming', 'leave.started'],
	]);
	expect(typesOf(findEvents(then, other.before, at[2], WITH_TODAY))).toEqual(typesOf(other));
});

const ZONES = [
	'Pacific/Pago_Pago',
	'America/New_York',
	'Europe/Berlin',
	'Australia/Lord_Howe',
	'Pacific/Kiritimati',
];

describe('it makes no difference how often somebody polls', () => {
	const HOUR = 3_600_000;
	const BEGIN = Date.parse('2026-02-01T00:00:00Z');
	const at = (hours: number) => instant(new Date(BEGIN + hours * HOUR).toISOString());
	const dayAt = (days: number) => new Date(BEGIN + days * 24 * HOUR).toISOString().slice(0, 10);
	const anyDay = fc.integer({ min: 20, max: 100 });
	const fate = fc.record({
		start: anyDay,
		stays: fc.option(fc.integer({ min: 0, max: 60 })),
		worksUntil: fc.option(fc.integer({ min: 0, max: 5 })),
	});
	/** Hours of polls, from the first on day 0 to the last on day 180. */
	const anyLooks = fc
		.uniqueArray(fc.integer({ min: 1, max: 180 * 24 - 1 }), { maxLength: 200 })
		.map((hours) => [0, ...hours.sort((a, b) => a - b), 180 * 24]);

	it('at two polls or at two hundred, in each time zone', () => {
		fc.assert(
			fc.property(
				fc.array(fate, { minLength: 1, maxLength: 5 }),
				fc.constantFrom(...ZONES),
				anyLooks,
				(fates, zone, hours) => {
					const people = fates.map(({ start, stays, worksUntil }, index) =>
						person({
							id: String(index),
							start: dayAt(start),
							end: stays === null ? null : dayAt(start + stays),
							lastDay:
								stays === null || worksUntil === null
									? null
									: dayAt(Math.max(start, start + stays - worksUntil)),
						}),
					);
					const how = { ...WITH_TODAY, timeZone: timeZone(zone), daysBefore: [14, 3] };
					const told = (when: readonly number[]) =>
						polls(
							when.map((hour) => [at(hour), reading({ people })]),
							how,
						)
							.flat()
							.sort();
					expect(told(hours)).toEqual(told([0, 180 * 24]));
				},
			),
			{ numRuns: 60 },
		);
	});
});
