import { DateTime, Settings } from 'luxon';

import type { HrEvent } from '../../nodes/shared/model/hrEvent';
import { SECRET_HEADER } from '../../nodes/Personio/verification';
import type { PersonioOptions, PersonioSimulator } from '../../simulators/personio/index.mts';
import type { Receiver } from '../../simulators/kit/testing.mts';
import { startReceiver } from '../../simulators/kit/testing.mts';
import type { Surroundings } from '../support/n8n';
import { useDeduplicator } from '../support/n8n';
import {
	credentialFor,
	hooks,
	offered,
	post,
	run,
	secretFor,
	startRoomyPersonio,
	triggerIn,
} from '../support/personio';
import type { Order, Told } from '../support/stories';
import { toldBy, toldOnce } from '../support/stories';

/*
 * What a company goes through, as a published trigger tells it: the webhook is registered for real,
 * the simulator delivers what it causes, and Skip Repeats is on. Each list is all that is told.
 */

const SECRET = 'papi-example-secret-of-acme';
/** A colleague of the simulator, and the first day of that employment. */
const KWAME = '3004';
const JOINED = '2016-02-01';

let personio: PersonioSimulator;
let receiver: Receiver;
/** Published; Skip Repeats is on. */
let live: Surroundings;
/** The same without Skip Repeats. */
let forgetful: Surroundings;
let unrecognised: HrEvent[];
let heard = 0;
let moment: { at: number; since: number };

/** The clock of the vendor and of n8n; it goes on by itself. */
const now = (): number => moment.at + Date.now() - moment.since;
const today = (): string => DateTime.fromMillis(now(), { zone: 'utc' }).toISODate() ?? '';

/** Ten o'clock in UTC on that day: noon or so in Berlin. */
function dayIs(day: string): void {
	moment = { at: Date.parse(`${day}T10:00:00.000Z`), since: Date.now() };
}

async function start(options: PersonioOptions = {}): Promise<void> {
	await personio?.close();
	personio = await startRoomyPersonio({ now, tokenLifetimeSeconds: 1e9, ...options });
}

/** From here on the trigger hears what happens. */
async function publish(): Promise<void> {
	const given = (skipRepeats: boolean) => ({
		address: `${receiver.url}/`,
		credential: credentialFor(personio),
		parameters: { hrEvents: offered('hrEvents'), options: { skipRepeats } },
	});
	await personio.deliveries.idle();
	live = triggerIn(personio, given(true));
	forgetful = triggerIn(personio, given(false));
	expect(await hooks(live).create()).toBe(true);
}

/** Hands deliveries to a trigger, one after the other. */
async function handOver(
	node: Surroundings,
	bodies: ReadonlyArray<{ bytes: Buffer; secret: string }>,
): Promise<HrEvent[]> {
	const events: HrEvent[] = [];
	for (const { bytes, secret } of bodies) {
		const { answer, items } = await post(node, bytes, secret);
		expect([answer.status, items.length]).toEqual([200, 1]);
		const found = await run(node, items);
		events.push(...found.events);
		if (node === live) unrecognised.push(...found.unrecognised);
	}
	return events;
}

/** What arrived since; as one vendor's retries and several connections may shuffle it. */
async function arrived(order: Order): Promise<Array<{ bytes: Buffer; secret: string }>> {
	await personio.deliveries.idle();
	const fresh = receiver.received.slice(heard);
	heard = receiver.received.length;
	const occurredAt = ({ body }: { body: Buffer }): string =>
		/"occurred_at":"([^"]*)"/.exec(body.toString())?.[1] ?? '';
	const sorted = fresh.sort((a, b) => occurredAt(a).localeCompare(occurredAt(b)));
	if (order === 'the other way round') sorted.reverse();
	return sorted.map(({ body, headers }) => ({
		bytes: body,
		secret: String(headers[SECRET_HEADER.toLowerCase()]),
	}));
}

/** What the trigger tells of all that arrived since. */
async function hearEvents(order: Order = 'as it happened'): Promise<HrEvent[]> {
	const bodies = await arrived(order);
	const secret = secretFor(forgetful, SECRET);
	const own = bodies.map(({ bytes }) => ({ bytes, secret }));
	return await toldOnce({
		live: async () => await handOver(live, bodies),
		forgetful: async () => await handOver(forgetful, own),
		unrecognised,
	});
}

async function hear(order?: Order): Promise<Told> {
	return toldBy(await hearEvents(order));
}

beforeEach(async () => {
	await useDeduplicator();
	dayIs('2026-03-18');
	Settings.now = now;
	receiver = await startReceiver();
	heard = 0;
	unrecognised = [];
	await start();
});
afterEach(async () => {
	Settings.now = () => Date.now();
	await personio.close();
	await receiver.close();
	expect(personio.violations.list).toEqual([]);
});

const SCHEDULED = 'employee.termination_scheduled';
const ENDED = 'employee.access_ended';
const LEFT = 'employee.terminated';
const ROW = 'table.entry_updated';
const EDITED: [string, null] = ['employee.updated', null];
const row: [string, string] = [ROW, JOINED];

describe('a termination', () => {
	beforeEach(publish);
	afterEach(() => expect(unrecognised).toEqual([]));

	it('is set, moved and withdrawn', async () => {
		personio.scheduleTermination(KWAME, {
			terminationDate: '2026-06-30',
			lastWorkingDay: '2026-06-12',
			type: 'QUIT',
			reason: 'Private matters',
		});
		const events = await hearEvents();
		expect(toldBy(events)).toEqual([[SCHEDULED, '2026-06-30'], row]);
		const employment = personio.employments.find(({ person }) => person.id === KWAME);
		expect(events).toMatchObject([
			{
				phase: 'scheduled',
				employee: { id: KWAME, status: 'active', terminationDate: '2026-06-30' },
				termination: {
					date: '2026-06-30',
					lastWorkingDate: '2026-06-12',
					noticeDate: '2026-03-18',
					type: 'voluntary',
					reasonRaw: 'QUIT',
				},
			},
			{ refs: { employeeId: KWAME, tableName: 'employment', entryId: employment?.id } },
		]);
		expect(JSON.stringify(events)).not.toContain('Private matters');

		dayIs('2026-03-20');
		const moved = { terminationDate: '2026-07-31', spelling: 'last_working_date' } as const;
		personio.scheduleTermination(KWAME, moved);
		expect(await hear()).toEqual([[SCHEDULED, '2026-07-31'], row]);

		dayIs('2026-03-23');
		personio.withdrawTermination(KWAME);
		expect(await hear()).toEqual([row]);

		// Set anew, as it was: another notice is another termination.
		dayIs('2026-03-24');
		personio.scheduleTermination(KWAME, moved);
		expect(await hear()).toEqual([[SCHEDULED, '2026-07-31'], row]);
	});

	it('is told once, however often the employment is edited until then', async () => {
		personio.scheduleTermination(KWAME, { terminationDate: '2026-06-30' });
		expect(await hear()).toEqual([[SCHEDULED, '2026-06-30'], row]);
		dayIs('2026-04-02');
		personio.updateEmployment(KWAME, { weekly_working_hours: 32 });
		personio.updateEmployment(KWAME, { cost_centers: [{ id: '9002', weight: 100 }] });
		expect(await hear()).toEqual([row, row]);
		// Nobody is told of another job.
		personio.updateEmployment(KWAME, { job: { id: 'another' } });
		expect(await hear()).toEqual([]);
	});

	it.each<[Order, Told]>([
		['as it happened', [[ENDED, '2026-06-12'], [LEFT, '2026-06-30'], EDITED]],
		['the other way round', [[ENDED, '2026-06-12'], [LEFT, '2026-06-30'], EDITED]],
	])('takes effect by both roads, %s', async (order, expected) => {
		personio.scheduleTermination(KWAME, {
			terminationDate: '2026-06-30',
			lastWorkingDay: '2026-06-12',
		});
		await hear();
		dayIs('2026-07-01');
		personio.endEmployment(KWAME);
		personio.setInactive(KWAME);
		const events = await hearEvents(order);
		expect(toldBy(events)).toEqual(expected);
		expect(events.map(({ phase }) => phase)).toEqual(['effective', 'effective', 'unknown']);
		expect(events.map(({ refs }) => refs.employeeId)).toEqual([KWAME, KWAME, KWAME]);
		expect(events[0]?.source.nativeType).toBe(
			order === 'as it happened' ? 'employment.terminated' : 'person.updated',
		);
		// Whatever is edited afterwards.
		dayIs('2026-07-08');
		personio.updatePerson(KWAME, { last_name: 'Mensah-Weiß' });
		personio.updateEmployment(KWAME, { position: { title: 'Alumnus' } });
		expect(await hear()).toEqual([EDITED, row]);
	});

	it('takes effect by the event of the day alone', async () => {
		personio.scheduleTermination(KWAME, { terminationDate: '2026-03-31' });
		await hear();
		dayIs('2026-04-01');
		personio.endEmployment(KWAME);
		expect(await hear()).toEqual([
			[ENDED, '2026-03-31'],
			[LEFT, '2026-03-31'],
		]);
	});

	it('with a last working day before it ends in two steps', async () => {
		personio.scheduleTermination(KWAME, {
			terminationDate: '2026-04-30',
			lastWorkingDay: '2026-03-27',
		});
		expect(await hear()).toEqual([[SCHEDULED, '2026-04-30'], row]);
		dayIs('2026-03-27');
		personio.updateEmployment(KWAME, { weekly_working_hours: 8 });
		expect(await hear()).toEqual([row]);
		dayIs('2026-03-28');
		personio.updateEmployment(KWAME, { weekly_working_hours: 0 });
		expect(await hear()).toEqual([[ENDED, '2026-03-27'], row]);
		dayIs('2026-05-01');
		personio.endEmployment(KWAME);
		personio.setInactive(KWAME);
		expect(await hear()).toEqual([[LEFT, '2026-04-30'], EDITED]);
	});

	it('with garden leave: locked out, and the employment ends later', async () => {
		personio.scheduleTermination(KWAME, {
			terminationDate: '2026-04-30',
			lastWorkingDay: '2026-03-17',
			type: 'IRREVOCABLE_SUSPENSION',
		});
		expect(await hear()).toEqual([[SCHEDULED, '2026-04-30'], [ENDED, '2026-03-17'], row]);
		personio.setInactive(KWAME);
		expect(await hear()).toEqual([EDITED]);
		dayIs('2026-05-01');
		personio.endEmployment(KWAME);
		expect(await hear()).toEqual([[LEFT, '2026-04-30']]);
	});

	it('of last week is told as over', async () => {
		personio.scheduleTermination(KWAME, { terminationDate: '2026-03-11' });
		expect(await hear()).toEqual([[ENDED, '2026-03-11'], [LEFT, '2026-03-11'], row]);
		personio.setInactive(KWAME);
		expect(await hear()).toEqual([EDITED]);
	});

	it('of 40 days ago is but an edit', async () => {
		const terminationDate = DateTime.fromISO(today()).minus({ days: 40 }).toISODate() ?? '';
		personio.scheduleTermination(KWAME, { terminationDate });
		expect(await hear()).toEqual([row]);
	});

	it('that is set, moved and withdrawn while n8n is away leaves nothing but edits', async () => {
		personio.scheduleTermination(KWAME, { terminationDate: '2026-06-30' });
		personio.scheduleTermination(KWAME, { terminationDate: '2026-07-31' });
		personio.withdrawTermination(KWAME);
		expect(await hear('the other way round')).toEqual([row, row, row]);
	});
});

describe('someone set inactive by hand', () => {
	beforeEach(publish);
	afterEach(() => expect(unrecognised).toEqual([]));

	it('has left that day, once', async () => {
		personio.setInactive(KWAME);
		const events = await hearEvents();
		expect(toldBy(events)).toEqual([[ENDED, '2026-03-18'], [LEFT, '2026-03-18'], EDITED]);
		expect(events[0]).toMatchObject({
			employee: { status: 'inactive', terminationDate: null },
			termination: { date: null, lastWorkingDate: null },
		});
		dayIs('2026-03-20');
		personio.updatePerson(KWAME, { custom_attributes: { dynamic_305: 'XL' } });
		personio.setInactive(KWAME);
		expect(await hear()).toEqual([EDITED, EDITED]);
	});

	it('before a last working day that was set is locked out that day', async () => {
		personio.scheduleTermination(KWAME, { terminationDate: '2026-04-30' });
		await hear();
		personio.setInactive(KWAME);
		expect(await hear()).toEqual([[ENDED, '2026-03-18'], EDITED]);
		// The day of it is nowhere in Personio: in the end it is told with the last working day.
		dayIs('2026-05-01');
		personio.endEmployment(KWAME);
		expect(await hear()).toEqual([
			[ENDED, '2026-04-30'],
			[LEFT, '2026-04-30'],
		]);
	});
});

describe('an old leaver', () => {
	it('whose profile is edited is edited', async () => {
		personio.scheduleTermination(KWAME, { terminationDate: '2024-01-31' });
		personio.endEmployment(KWAME);
		personio.setInactive(KWAME);
		await publish();
		personio.updatePerson(KWAME, { email: 'kwame@alumni.example' });
		expect(await hear()).toEqual([EDITED]);
		personio.updateEmployment(KWAME, { position: { title: 'Alumnus' } });
		expect(await hear()).toEqual([row]);
	});

	it('who comes back is rehired, and starts on the day', async () => {
		personio.scheduleTermination(KWAME, { terminationDate: '2025-06-30' });
		personio.endEmployment(KWAME);
		await publish();
		const employmentId = personio.addEmployment(KWAME, { startDate: '2026-04-01' });
		const events = await hearEvents();
		expect(toldBy(events)).toEqual([
			['employee.rehired', '2026-04-01'],
			['table.entry_created', '2026-04-01'],
		]);
		expect(events[0]).toMatchObject({
			phase: 'scheduled',
			employee: { status: 'pending', startDate: '2026-04-01', originalStartDate: JOINED },
		});
		expect(events[1]?.refs.entryId).toBe(employmentId);
		dayIs('2026-04-01');
		personio.startEmployment(employmentId);
		expect(await hear()).toEqual([['employee.started', '2026-04-01']]);
	});
});

describe('someone new', () => {
	beforeEach(publish);
	afterEach(() => expect(unrecognised).toEqual([]));

	it('is created, hired and starts', async () => {
		const { personId, employmentId } = personio.hire({ startDate: '2026-04-01' });
		const events = await hearEvents();
		expect(toldBy(events)).toEqual([
			['employee.created', '2026-04-01'],
			['employee.hired', '2026-04-01'],
			['table.entry_created', '2026-04-01'],
		]);
		expect(events.map(({ refs }) => [refs.employeeId, refs.entryId])).toEqual([
			[personId, null],
			[personId, null],
			[personId, employmentId],
		]);
		dayIs('2026-04-01');
		personio.startEmployment(employmentId);
		expect(await hear()).toEqual([['employee.started', '2026-04-01']]);
	});

	it('is hired once the profile has an employment', async () => {
		const personId = personio.addPerson({ first_name: 'Ada' });
		expect(await hear()).toEqual([['employee.created', null]]);
		personio.addEmployment(personId, { startDate: '2026-04-01' });
		expect(await hear()).toEqual([
			['employee.hired', '2026-04-01'],
			['table.entry_created', '2026-04-01'],
		]);
	});
});

describe('a transfer between companies of the group', () => {
	const SWITCH = { terminationDate: '2026-03-31', type: 'SUB_COMPANY_SWITCH' } as const;
	const MOVED: [string, string] = ['employee.transferred', '2026-04-01'];
	const wish = { startDate: '2026-04-01', legal_entity: { id: '171' } } as const;
	const entry: [string, string] = ['table.entry_created', '2026-04-01'];

	beforeEach(publish);
	afterEach(() => expect(unrecognised).toEqual([]));

	/** On the day: one employment ends, the other begins, and neither is a leaver's or a hire's. */
	async function onTheDay(former: string, next: string, order?: Order): Promise<Told> {
		dayIs('2026-04-01');
		personio.endEmployment(former);
		personio.startEmployment(next);
		return await hear(order);
	}

	it('is one event, told as soon as it is entered', async () => {
		const former = personio.scheduleTermination(KWAME, SWITCH);
		expect(await hear()).toEqual([MOVED, row]);
		const next = personio.addEmployment(KWAME, wish);
		expect(await hear()).toEqual([entry]);
		expect(await onTheDay(former, next)).toEqual([]);
		personio.updatePerson(KWAME, { email: 'kwame@acme.example' });
		expect(await hear()).toEqual([EDITED]);
	});

	it.each<Order>(['as it happened', 'the other way round'])(
		'is one event on the day, if the new employment is entered first (%s)',
		async (order) => {
			const former = personio.employments.find(({ person }) => person.id === KWAME)?.id ?? '';
			const next = personio.addEmployment(KWAME, wish);
			expect(await hear()).toEqual([entry]);
			personio.scheduleTermination(former, SWITCH);
			expect(await hear()).toEqual([row]);
			expect(await onTheDay(former, next, order)).toEqual([MOVED]);
		},
	);
});

describe('two employments side by side', () => {
	beforeEach(publish);
	afterEach(() => expect(unrecognised).toEqual([]));

	it.each(['first', 'second'])('of which the %s ends: nobody leaves', async (which) => {
		const first = personio.employments.find(({ person }) => person.id === KWAME)?.id ?? '';
		const second = personio.addEmployment(KWAME, {
			startDate: '2026-02-01',
			weekly_working_hours: 10,
		});
		expect(await hear()).toEqual([['table.entry_created', '2026-02-01']]);
		const [ending, its] = which === 'first' ? [first, row] : [second, [ROW, '2026-02-01']];
		personio.scheduleTermination(ending, { terminationDate: '2026-03-31' });
		expect(await hear()).toEqual([its]);
		dayIs('2026-04-01');
		personio.endEmployment(ending);
		expect(await hear()).toEqual([its]);
	});
});

describe('what is deleted', () => {
	beforeEach(publish);
	afterEach(() => expect(unrecognised).toEqual([]));

	it('is told by its ids: a person with two employments', async () => {
		const first = personio.employments.find(({ person }) => person.id === KWAME)?.id;
		const second = personio.addEmployment(KWAME, { startDate: '2026-02-01' });
		await hear();
		personio.deletePerson(KWAME);
		const events = await hearEvents();
		expect(toldBy(events)).toEqual([
			['table.entry_deleted', null],
			['table.entry_deleted', null],
			['employee.deleted', null],
		]);
		expect(events.map(({ refs }) => [refs.employeeId, refs.entryId])).toEqual([
			[KWAME, second],
			[KWAME, first],
			[KWAME, null],
		]);
		for (const { table } of events) expect(table?.record ?? null).toBeNull();
	});

	it('is told by its ids: one employment', async () => {
		const employmentId = personio.deleteEmployment(KWAME);
		const events = await hearEvents();
		expect(toldBy(events)).toEqual([['table.entry_deleted', null]]);
		expect(events[0]?.refs).toMatchObject({ employeeId: KWAME, entryId: employmentId });
	});
});

describe('an absence', () => {
	beforeEach(publish);
	afterEach(() => expect(unrecognised).toEqual([]));
	const comment = 'An operation nobody need know of';

	it('is requested, approved, moved, on its way out, and deleted', async () => {
		const found: HrEvent[] = [];
		const next = async (): Promise<Told> => {
			const events = await hearEvents();
			found.push(...events);
			return toldBy(events);
		};
		const wish = { personId: KWAME, from: '2026-06-10', to: '2026-06-12', comment };
		const id = personio.requestAbsence(wish);
		expect(await next()).toEqual([['leave.requested', '2026-06-10']]);
		personio.setAbsenceStatus(id, 'APPROVED');
		expect(await next()).toEqual([['leave.approved', '2026-06-10']]);
		personio.moveAbsence(id, { from: '2026-06-17', to: '2026-06-19' });
		expect(await next()).toEqual([['leave.updated', '2026-06-17']]);
		personio.setAbsenceStatus(id, 'DELETION_PENDING');
		expect(await next()).toEqual([['leave.updated', '2026-06-17']]);
		personio.deleteAbsence(id);
		expect(await next()).toEqual([['leave.cancelled', null]]);

		expect(found.map(({ refs }) => [refs.leaveId, refs.employeeId])).toEqual([
			...Array.from({ length: 4 }, () => [id, KWAME]),
			[id, null],
		]);
		expect(found.map(({ leave }) => [leave?.isConfirmed, leave?.endDate])).toEqual([
			[false, '2026-06-12'],
			[true, '2026-06-12'],
			[true, '2026-06-19'],
			[true, '2026-06-19'],
			[false, null],
		]);
		expect(found[4]?.phase).toBe('cancelled');
		expect(new Set(found.map(({ eventId }) => eventId)).size).toBe(5);
		expect(JSON.stringify(found)).not.toContain(comment);
	});

	it('is requested and declined', async () => {
		const id = personio.requestAbsence({ personId: KWAME, from: '2026-06-10' });
		personio.setAbsenceStatus(id, 'SUBSTITUTE_REQUESTED');
		expect(await hear()).toEqual([['leave.requested', '2026-06-10']]);
		personio.setAbsenceStatus(id, 'REJECTED');
		expect(await hear()).toEqual([['leave.declined', '2026-06-10']]);
	});

	it('whose deletion was asked for and refused is as it was told before', async () => {
		const id = personio.requestAbsence({ personId: KWAME, from: '2026-06-10', status: 'APPROVED' });
		expect(await hear()).toEqual([['leave.approved', '2026-06-10']]);
		personio.setAbsenceStatus(id, 'DELETION_PENDING');
		expect(await hear()).toEqual([['leave.updated', '2026-06-10']]);
		personio.setAbsenceStatus(id, 'APPROVED');
		expect(await hear()).toEqual([]);
	});

	it.each<Order>(['as it happened', 'the other way round'])(
		'requested and approved at once is told as approved, once (%s)',
		async (order) => {
			const id = personio.requestAbsence({ personId: KWAME, from: '2026-06-10' });
			personio.setAbsenceStatus(id, 'APPROVED');
			expect(await hear(order)).toEqual([['leave.approved', '2026-06-10']]);
		},
	);

	it('told as moved without being moved is told once', async () => {
		const id = personio.requestAbsence({ personId: KWAME, from: '2026-06-10', status: 'APPROVED' });
		personio.moveAbsence(id, { from: '2026-06-10' });
		expect(await hear()).toEqual([['leave.approved', '2026-06-10']]);
		personio.moveAbsence(id, { from: '2026-06-10' });
		expect(await hear()).toEqual([]);
	});

	it('that is gone before it is read cannot be told, but for its end', async () => {
		const id = personio.requestAbsence({ personId: KWAME, from: '2026-06-10' });
		personio.deleteAbsence(id);
		expect(await hear()).toEqual([['leave.cancelled', null]]);
		expect(unrecognised).toMatchObject([
			{ source: { nativeType: 'absence-period.created' }, enrichment: { status: 'failed' } },
		]);
		unrecognised = [];
	});

	it('for a long time has no end, and gets one', async () => {
		const id = personio.addLongTermLeave({ personId: KWAME, from: '2026-03-16' });
		const events = await hearEvents();
		expect(toldBy(events)).toEqual([['leave.approved', '2026-03-16']]);
		expect(events[0]).toMatchObject({
			phase: 'effective',
			employee: { id: KWAME, status: 'on_leave', statusRaw: 'LEAVE' },
			leave: { category: 'parental', endDate: null, startPart: 'full', endPart: 'full' },
		});
		expect(events[0]?.summary).toMatch(/^Leave of .* from 2026-03-16 was approved\.$/);
		personio.moveAbsence(id, { from: '2026-03-16', to: '2026-09-30' });
		const [moved] = await hearEvents();
		expect(moved).toMatchObject({
			eventType: 'leave.updated',
			leave: { startDate: '2026-03-16', endDate: '2026-09-30' },
		});
	});
});

describe('where Personio shows or says less', () => {
	const STUB = /not granted the attributes of employments/;
	const reasons = (): unknown[] =>
		unrecognised.map(({ source, enrichment }) => [source.nativeType, enrichment.reason]);

	it('employments without their attributes: the row changed, the rest cannot be told', async () => {
		const clientSecret = SECRET;
		await start({ clients: [{ clientId: 'papi-stub', clientSecret, attributes: 'none' }] });
		await publish();
		personio.scheduleTermination(KWAME, { terminationDate: '2026-06-30' });
		expect(await hear()).toEqual([[ROW, null]]);
		expect(reasons()).toEqual([['employment.updated', expect.stringMatching(STUB)]]);
		expect(unrecognised[0]?.refs.employeeId).toBe(KWAME);

		unrecognised = [];
		personio.setInactive(KWAME);
		expect(await hear()).toEqual([EDITED]);
		expect(reasons()).toEqual([['person.updated', expect.stringMatching(STUB)]]);

		unrecognised = [];
		personio.updateEmployment(KWAME, { cost_centers: [] });
		expect([await hear(), unrecognised]).toEqual([[[ROW, null]], []]);
	});

	it('employments without their person: the row changed, the rest cannot be told', async () => {
		await start({ personInPayload: false });
		await publish();
		const { employmentId } = personio.hire({ startDate: '2026-04-01' });
		personio.scheduleTermination(employmentId, { terminationDate: '2026-06-30' });
		expect(await hear()).toEqual([
			['employee.created', '2026-04-01'],
			['table.entry_created', null],
			[ROW, null],
		]);
		personio.endEmployment(employmentId);
		expect(await hear()).toEqual([]);
		expect(reasons()).toEqual(
			['employment.created', 'employment.updated', 'employment.terminated'].map((name) => [
				name,
				expect.stringContaining('does not name the person'),
			]),
		);
	});

	it('keys with dashes, as documented', async () => {
		await start({ payloadKeys: 'hyphen' });
		await publish();
		const id = personio.requestAbsence({ personId: KWAME, from: '2026-06-10' });
		const events = await hearEvents();
		expect(events).toMatchObject([{ eventType: 'leave.requested', refs: { leaveId: id } }]);
		expect(unrecognised).toEqual([]);
	});

	it('time entries and documents are not even sent to whoever listens for HR events', async () => {
		await publish();
		personio.recordAttendance({ personId: KWAME });
		personio.signDocument(personio.addDocument({ personId: KWAME }));
		await personio.deliveries.idle();
		expect(receiver.received).toEqual([]);
	});
});
