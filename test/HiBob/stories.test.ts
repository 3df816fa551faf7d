import { Settings } from 'luxon';

import type { HrEvent } from '../../nodes/shared/model/hrEvent';
import type { HiBobOptions, HiBobSimulator } from '../../simulators/hibob/index.mts';
import {
	EVENT_TYPES,
	PRIVATE_MARK,
	SALARY_AMOUNT,
	SIGNATURE_HEADER,
} from '../../simulators/hibob/index.mts';
import type { Receiver } from '../../simulators/kit/testing.mts';
import { startReceiver } from '../../simulators/kit/testing.mts';
import { credentialFor, offered, post, run, startRoomyHiBob, triggerIn } from '../support/hibob';
import type { Surroundings } from '../support/n8n';
import { useDeduplicator } from '../support/n8n';
import { sleptMs } from '../support/sleep/clock';
import type { Order, Told } from '../support/stories';
import { toldBy, toldOnce } from '../support/stories';

/*
 * What a company goes through, as a published trigger tells it: the webhook is added in Bob by hand,
 * the simulator signs and delivers what it causes, and Skip Repeats is on. Each list is all that is
 * told.
 */

jest.mock('n8n-workflow', () => jest.requireActual('../support/sleep/counted'));

let hibob: HiBobSimulator;
let receiver: Receiver;
/** Published; Skip Repeats is on. */
let live: Surroundings;
/** The same without Skip Repeats. */
let forgetful: Surroundings;
let unrecognised: HrEvent[];
let everything: HrEvent[];
let heard: number;
let moment: { at: number; slept: number };
/** Somebody of the company, and whom she reports to. */
let amara: string;
let boss: string;

/** The clock of the vendor and of n8n. It goes on as the product sleeps, however fast or slow this machine is. */
const now = (): number => moment.at + sleptMs() - moment.slept;

function clockIs(instant: string): void {
	moment = { at: Date.parse(instant), slept: sleptMs() };
}

/** Ten o'clock in UTC on that day: noon or so in Berlin. */
const dayIs = (day: string): void => clockIs(`${day}T10:00:00.000Z`);

/** The midnight in Berlin on which that day begins, where Bob tells of what takes effect. */
function dayBegins(day: string): void {
	const at = new Date(`${day}T00:00:00.000Z`);
	const isSummer = day > '2026-03-29' && day < '2026-10-25';
	clockIs(new Date(at.getTime() - (isSummer ? 2 : 1) * 3_600_000).toISOString());
}

async function start(options: HiBobOptions = {}): Promise<void> {
	await hibob?.close();
	hibob = await startRoomyHiBob({ now, employees: 3, ...options });
	const [first, second] = hibob.employees.map((person) => person['root.id']);
	if (first === undefined || second === undefined) throw new Error('The company is empty');
	[boss, amara] = [first, second];
}

/** From here on the trigger hears what happens. */
async function publish(): Promise<void> {
	const { url } = receiver;
	const { secret } = await hibob.addWebhook({ name: 'n8n', url, events: EVENT_TYPES });
	// The ping is answered, and tells nothing.
	heard = receiver.received.length;
	const given = (skipRepeats: boolean) => ({
		credential: credentialFor(hibob, { webhookSecrets: secret }),
		parameters: { hrEvents: offered('hrEvents'), options: { skipRepeats } },
	});
	live = triggerIn(hibob, given(true));
	forgetful = triggerIn(hibob, given(false));
}

interface Arrived {
	bytes: Buffer;
	header: string;
}

/** Hands deliveries to a trigger, one after the other. */
async function handOver(node: Surroundings, arrived: readonly Arrived[]): Promise<HrEvent[]> {
	const events: HrEvent[] = [];
	for (const { bytes, header } of arrived) {
		const { answer, items } = await post(node, bytes, { header });
		expect(answer.status).toBe(200);
		if (items.length === 0) continue;
		const found = await run(node, items);
		events.push(...found.events);
		if (node === live) unrecognised.push(...found.unrecognised);
	}
	everything.push(...events);
	return events;
}

const ORDERS: Order[] = ['as it happened', 'the other way round'];

/** What arrived since. */
async function arrivals(order: Order): Promise<Arrived[]> {
	await hibob.deliveries.idle();
	const fresh = receiver.received.slice(heard);
	heard = receiver.received.length;
	if (order === 'the other way round') fresh.reverse();
	return fresh.map(({ body, headers }) => ({
		bytes: body,
		header: String(headers[SIGNATURE_HEADER.toLowerCase()]),
	}));
}

/** What the trigger tells of all that arrived since. */
async function hearEvents(order: Order = 'as it happened'): Promise<HrEvent[]> {
	const arrived = await arrivals(order);
	return await toldOnce({
		live: async () => await handOver(live, arrived),
		forgetful: async () => await handOver(forgetful, arrived),
		unrecognised,
	});
}

async function hear(order?: Order): Promise<Told> {
	return toldBy(await hearEvents(order));
}

/** The same, whatever the order. */
const sorted = (told: Told): Told =>
	[...told].sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));

beforeEach(async () => {
	await useDeduplicator();
	dayIs('2026-03-18');
	Settings.now = now;
	receiver = await startReceiver();
	heard = 0;
	unrecognised = [];
	everything = [];
	await start();
});
afterEach(async () => {
	Settings.now = () => Date.now();
	await hibob.close();
	await receiver.close();
	expect(hibob.violations.list).toEqual([]);
	expect(unrecognised).toEqual([]);
	expect(JSON.stringify(everything)).not.toContain(PRIVATE_MARK);
	expect(JSON.stringify(everything)).not.toContain(String(SALARY_AMOUNT));
});

const SCHEDULED = 'employee.termination_scheduled';
const ENDED = 'employee.access_ended';
const LEFT = 'employee.terminated';
const ADDED = 'table.entry_created';
const CHANGED = 'table.entry_updated';
const EDITED: [string, null] = ['employee.updated', null];
const ACTIVATED: [string, null] = ['employee.activated', null];
const DEACTIVATED: [string, null] = ['employee.deactivated', null];

describe('a promotion', () => {
	beforeEach(publish);

	it('is scheduled, edited and takes effect', async () => {
		hibob.schedulePromotion(amara, { effectiveDate: '2026-04-17', title: 'Team Lead' });
		const events = await hearEvents();
		expect(toldBy(events)).toEqual([
			['employee.job_changed', '2026-04-17'],
			[ADDED, '2026-04-17'],
		]);
		expect(events).toMatchObject([
			{
				phase: 'scheduled',
				changedFields: ['jobTitle'],
				employee: { id: amara, jobTitle: 'Support Agent' },
				enrichment: { status: 'full' },
			},
			{
				phase: 'scheduled',
				table: { name: 'work', record: { humanReadable: { title: 'Team Lead' } } },
			},
		]);

		dayIs('2026-03-23');
		hibob.editPromotion(amara, {
			effectiveDate: '2026-04-17',
			newDate: '2026-05-04',
			department: 'People',
		});
		expect(await hear()).toEqual([
			['employee.job_changed', '2026-05-04'],
			[CHANGED, '2026-05-04'],
		]);

		dayBegins('2026-05-04');
		hibob.becomeEffective('work', amara, '2026-05-04');
		const effective = await hearEvents();
		expect(toldBy(effective)).toEqual([EDITED]);
		expect(effective).toMatchObject([
			{
				changedFields: expect.arrayContaining(['work.title', 'work.department']),
				actor: { id: null, type: 'system' },
				employee: { jobTitle: 'Team Lead', department: 'People', manager: { id: boss } },
			},
		]);
	});

	it('on the same day tells the row, the job and the edit', async () => {
		hibob.addRow('work', amara, { effectiveDate: '2026-03-18', title: 'Team Lead' });
		expect(await hear()).toEqual([
			['employee.job_changed', '2026-03-18'],
			[ADDED, '2026-03-18'],
			EDITED,
		]);
	});

	it('that is none, but a move to another site, is but a row', async () => {
		hibob.addRow('work', amara, { effectiveDate: '2026-04-01', site: 'Tel Aviv' });
		expect(await hear()).toEqual([[ADDED, '2026-04-01']]);
	});

	it('that is deleted is told by nothing', async () => {
		hibob.schedulePromotion(amara, { effectiveDate: '2026-04-17', title: 'Team Lead' });
		await hear();
		hibob.deleteRow('work', amara, { effectiveDate: '2026-04-17' });
		expect(await hear()).toEqual([]);
	});

	it('with a raise tells that there was one, and not how much', async () => {
		hibob.addRow('salary', amara, {
			effectiveDate: '2026-03-18',
			base: { value: SALARY_AMOUNT, currency: 'GBP' },
		});
		const events = await hearEvents();
		expect(toldBy(events)).toEqual([[ADDED, '2026-03-18'], EDITED]);
		expect(events[0]?.table).toMatchObject({ name: 'salary', record: null });
	});
});

describe('a termination', () => {
	beforeEach(publish);

	it('is scheduled, moved and withdrawn', async () => {
		hibob.scheduleTermination(amara, { date: '2026-06-30', reasonType: 'Voluntary' });
		const events = await hearEvents();
		expect(toldBy(events)).toEqual([
			[SCHEDULED, '2026-06-30'],
			[ADDED, '2026-06-30'],
		]);
		expect(events[0]).toMatchObject({
			phase: 'scheduled',
			employee: { id: amara, status: 'active', terminationDate: '2026-06-30' },
			termination: {
				date: '2026-06-30',
				lastWorkingDate: null,
				accessEndDate: null,
				type: 'voluntary',
				gardenLeave: false,
			},
		});

		dayIs('2026-03-20');
		hibob.moveTermination(amara, { date: '2026-07-31' });
		expect(await hear()).toEqual([
			[SCHEDULED, '2026-07-31'],
			[CHANGED, '2026-07-31'],
		]);

		// Rows that are deleted are told by nothing: whoever heard of the end has to look on the day.
		hibob.withdrawTermination(amara);
		expect(await hear()).toEqual([]);

		// Entered anew as it was, on another day: nobody has heard that it was withdrawn.
		dayIs('2026-03-24');
		hibob.scheduleTermination(amara, { date: '2026-07-31', reasonType: 'Voluntary' });
		expect(await hear()).toEqual([
			[SCHEDULED, '2026-07-31'],
			[ADDED, '2026-07-31'],
		]);
	});

	it.each(ORDERS)('takes effect at the midnight after, told %s', async (order) => {
		hibob.scheduleTermination(amara, { date: '2026-06-30', reasonType: 'Voluntary' });
		await hear();
		dayBegins('2026-07-01');
		hibob.leave(amara);
		const events = await hearEvents(order);
		const expected: Told = [[ENDED, '2026-06-30'], [LEFT, '2026-06-30'], DEACTIVATED, EDITED];
		expect(sorted(toldBy(events))).toEqual(sorted(expected));
		const [ended] = events.filter(({ eventType }) => eventType === ENDED);
		expect(ended).toMatchObject({
			phase: 'effective',
			employee: { status: 'terminated', terminationDate: '2026-06-30' },
			termination: { date: '2026-06-30', type: 'voluntary' },
			source: { nativeType: 'employee.left' },
		});
	});

	it('of last week is told as over, and by the event of it not again', async () => {
		hibob.scheduleTermination(amara, { date: '2026-03-11' });
		expect(await hear()).toEqual([
			[ENDED, '2026-03-11'],
			[LEFT, '2026-03-11'],
			[ADDED, '2026-03-11'],
		]);
		hibob.leave(amara);
		expect(await hear()).toEqual([DEACTIVATED, EDITED]);
	});

	it.each(ORDERS)('after a garden leave comes in two steps, told %s', async (order) => {
		hibob.scheduleTermination(amara, {
			date: '2026-06-30',
			gardenLeaveFrom: '2026-05-15',
			reasonType: 'Involuntary',
		});
		const entered = await hearEvents(order);
		expect(sorted(toldBy(entered))).toEqual([
			[SCHEDULED, '2026-06-30'],
			[ADDED, '2026-05-15'],
			[ADDED, '2026-06-30'],
		]);
		const [scheduled] = entered.filter(({ eventType }) => eventType === SCHEDULED);
		const both = { date: '2026-06-30', lastWorkingDate: '2026-05-15', gardenLeave: true };
		expect(scheduled?.termination).toMatchObject(both);

		dayBegins('2026-05-16');
		hibob.leave(amara);
		const locked = await hearEvents(order);
		expect(sorted(toldBy(locked))).toEqual(sorted([[ENDED, '2026-05-15'], DEACTIVATED, EDITED]));
		for (const { employee } of locked) expect(employee.status).toBe('garden_leave');

		dayBegins('2026-07-01');
		hibob.leave(amara);
		const left = await hearEvents(order);
		expect(toldBy(left)).toEqual([EDITED, [LEFT, '2026-06-30']]);
		expect(left[1]).toMatchObject({ phase: 'effective', termination: both });
	});

	it.each(ORDERS)('with access revoked at once locks out on the day, told %s', async (order) => {
		hibob.scheduleTermination(amara, {
			date: '2026-04-30',
			reasonType: 'Involuntary',
			revokeAccess: true,
		});
		const events = await hearEvents(order);
		expect(sorted(toldBy(events))).toEqual(
			sorted([
				[SCHEDULED, '2026-04-30'],
				[ADDED, '2026-04-30'],
				[ENDED, '2026-03-18'],
			]),
		);
		const [ended] = events.filter(({ eventType }) => eventType === ENDED);
		expect(ended).toMatchObject({
			phase: 'effective',
			employee: { status: 'active', terminationDate: '2026-04-30' },
			termination: { date: '2026-04-30', accessEndDate: '2026-03-18', type: 'involuntary' },
		});
		// When access went is nowhere in the rows: in the end it is told with the last day.
		dayBegins('2026-05-01');
		hibob.leave(amara);
		expect(sorted(await hear(order))).toEqual(
			sorted([[ENDED, '2026-04-30'], [LEFT, '2026-04-30'], DEACTIVATED, EDITED]),
		);
	});

	it('that is over before n8n hears of it is told as it is then', async () => {
		hibob.scheduleTermination(amara, { date: '2026-06-30' });
		hibob.moveTermination(amara, { date: '2026-03-31' });
		dayBegins('2026-04-01');
		hibob.leave(amara);
		dayIs('2026-04-02');
		const told = await hear();
		const day = '2026-03-31';
		expect(sorted(told.filter(([type]) => type !== SCHEDULED))).toEqual(
			sorted([[ENDED, day], [LEFT, day], [CHANGED, day], DEACTIVATED, EDITED]),
		);
		// The row was found under its new day by one of its two events.
		expect(unrecognised).toHaveLength(1);
		unrecognised.length = 0;
	});
});

describe('a leave that is a status', () => {
	beforeEach(publish);

	it.each(ORDERS)('begins and ends, told %s', async (order) => {
		const leave = { from: '2026-03-18', until: '2026-09-30', status: 'Parental leave' };
		hibob.temporaryLeave(amara, leave);
		const begun = await hearEvents(order);
		expect(sorted(toldBy(begun))).toEqual(
			sorted([
				['leave.approved', '2026-03-18'],
				[ADDED, '2026-03-18'],
				['leave.started', '2026-03-18'],
				DEACTIVATED,
				EDITED,
			]),
		);
		const [started] = begun.filter(({ eventType }) => eventType === 'leave.started');
		expect(started).toMatchObject({
			phase: 'effective',
			summary: expect.stringMatching(/^Leave of .* from 2026-03-18 to 2026-09-30 has started\.$/),
			employee: { status: 'on_leave' },
			leave: { kind: 'status', category: 'parental', endDate: '2026-09-30', isConfirmed: true },
		});

		dayIs('2026-09-14');
		hibob.endLeave(amara, '2026-10-01');
		expect(await hear(order)).toEqual([[ADDED, '2026-10-01']]);
		dayBegins('2026-10-01');
		hibob.becomeEffective('lifecycle', amara, '2026-10-01');
		const ended = await hearEvents(order);
		expect(sorted(toldBy(ended))).toEqual(
			sorted([ACTIVATED, ['leave.ended', '2026-09-30'], EDITED]),
		);
		for (const { employee } of ended) expect(employee.status).toBe('active');
	});

	it('ends today, earlier than it was meant to', async () => {
		hibob.temporaryLeave(amara, { from: '2026-03-18', until: '2026-09-30' });
		await hear();
		dayIs('2026-05-04');
		hibob.endLeave(amara);
		expect(await hear()).toEqual([
			[ADDED, '2026-05-04'],
			ACTIVATED,
			['leave.ended', '2026-05-03'],
			EDITED,
		]);
	});

	it('ahead is told, and begins on its day', async () => {
		hibob.temporaryLeave(amara, { from: '2026-05-04' });
		const events = await hearEvents();
		expect(toldBy(events)).toEqual([
			['leave.approved', '2026-05-04'],
			[ADDED, '2026-05-04'],
		]);
		expect(events[0]).toMatchObject({ phase: 'scheduled', leave: { endDate: null } });
		dayBegins('2026-05-04');
		hibob.becomeEffective('lifecycle', amara, '2026-05-04');
		expect(await hear()).toEqual([['leave.started', '2026-05-04'], DEACTIVATED, EDITED]);
	});

	it('on which somebody stays active takes no access away', async () => {
		hibob.temporaryLeave(amara, { from: '2026-03-18', keepsAccess: true });
		expect(await hear()).toEqual([
			['leave.approved', '2026-03-18'],
			[ADDED, '2026-03-18'],
			['leave.started', '2026-03-18'],
			EDITED,
		]);
	});

	it('ends in a termination as well', async () => {
		hibob.temporaryLeave(amara, { from: '2026-03-18' });
		await hear();
		hibob.scheduleTermination(amara, { date: '2026-04-30', reasonType: 'Voluntary' });
		expect(await hear()).toEqual([
			[SCHEDULED, '2026-04-30'],
			[ADDED, '2026-04-30'],
		]);
		dayBegins('2026-05-01');
		hibob.leave(amara);
		expect(await hear()).toEqual([[ENDED, '2026-04-30'], [LEFT, '2026-04-30'], EDITED]);
	});
});

describe('time off', () => {
	beforeEach(publish);

	it('is requested, approved, moved and cancelled', async () => {
		const wish = { employeeId: amara, from: '2026-04-06', to: '2026-04-10' };
		const id = hibob.requestTimeOff(wish);
		const requested = await hearEvents();
		expect(requested).toMatchObject([
			{
				eventType: 'leave.requested',
				effectiveDate: '2026-04-06',
				phase: 'scheduled',
				leave: { id: String(id), status: 'requested', isConfirmed: false, amount: 5 },
				refs: { leaveId: String(id) },
			},
		]);
		hibob.approveTimeOff(id);
		const approved = await hearEvents();
		expect(toldBy(approved)).toEqual([['leave.approved', '2026-04-06']]);
		expect(approved[0]?.leave).toMatchObject({ isConfirmed: true, approver: 'Zoe Clark' });

		const moved = hibob.moveTimeOff(id, { from: '2026-04-13', to: '2026-04-17' });
		expect(moved).not.toBe(id);
		expect(await hearEvents()).toMatchObject([
			{
				eventType: 'leave.updated',
				effectiveDate: '2026-04-13',
				leave: {
					id: String(moved),
					previousId: String(id),
					originalId: String(id),
					isConfirmed: true,
				},
			},
		]);
		hibob.cancelTimeOff(moved);
		expect(await hearEvents()).toMatchObject([
			{
				eventType: 'leave.cancelled',
				effectiveDate: '2026-04-13',
				phase: 'cancelled',
				leave: { id: String(moved), status: 'cancelled', isConfirmed: false },
			},
		]);
	});

	it('is declined, or deleted', async () => {
		const id = hibob.requestTimeOff({ employeeId: amara, from: '2026-04-06' });
		hibob.declineTimeOff(id);
		expect(await hear()).toEqual([
			['leave.requested', '2026-04-06'],
			['leave.declined', '2026-04-06'],
		]);
		const other = hibob.requestTimeOff({ employeeId: amara, from: '2026-04-07' });
		await hear();
		hibob.deleteTimeOff(other);
		expect(await hear()).toEqual([['leave.cancelled', null]]);
	});

	it('that is approved at once is told as both', async () => {
		const sick = { employeeId: amara, from: '2026-03-18', policyType: 'Sick leave' };
		hibob.requestTimeOff(sick);
		const events = await hearEvents();
		expect(toldBy(events)).toEqual([
			['leave.requested', '2026-03-18'],
			['leave.approved', '2026-03-18'],
		]);
		for (const { summary, leave } of events) {
			expect(summary).toMatch(/^Leave of /);
			expect(leave).toMatchObject({ category: 'sick', isConfirmed: true });
		}
	});

	it('is imported', async () => {
		hibob.importTimeOff({ employeeId: amara, from: '2026-02-02', to: '2026-02-06' });
		expect(await hearEvents()).toMatchObject([
			{ eventType: 'leave.approved', phase: 'effective', leave: { isConfirmed: true } },
		]);
	});

	it('without an end is given one', async () => {
		const wish = { employeeId: amara, from: '2026-03-16', type: 'openEnded' as const };
		const id = hibob.requestTimeOff({ ...wish, policyType: 'Parental leave' });
		const [open] = await hearEvents();
		expect(open?.leave).toMatchObject({ startDate: '2026-03-16', endDate: null, amount: null });
		hibob.approveTimeOff(id);
		await hear();
		hibob.setEndDate(id, { to: '2026-08-28' });
		expect(await hearEvents()).toMatchObject([
			{
				eventType: 'leave.updated',
				effectiveDate: '2026-03-16',
				leave: { id: String(id), endDate: '2026-08-28', isConfirmed: true },
			},
		]);
	});

	it('edited in its words is not told', async () => {
		const id = hibob.requestTimeOff({ employeeId: amara, from: '2026-04-06' });
		await hear();
		hibob.editTimeOff(id, { description: `${PRIVATE_MARK}other words` });
		expect(await hear()).toEqual([]);
	});
});

describe('somebody new', () => {
	beforeEach(publish);

	const HIRE = { startDate: '2026-04-01', firstName: 'Ola', surname: 'Nyberg' };

	it.each(ORDERS)('is added, hired and starts on a day to come, told %s', async (order) => {
		const id = hibob.hire(HIRE);
		const events = await hearEvents(order);
		expect(sorted(toldBy(events))).toEqual(
			sorted([
				['employee.created', '2026-04-01'],
				['employee.hired', '2026-04-01'],
				[ADDED, '2026-03-18'],
				[ADDED, '2026-04-01'],
				[ADDED, '2026-04-01'],
			]),
		);
		for (const { employee, eventType, phase } of events) {
			expect(employee).toMatchObject({ id, status: 'pending', startDate: '2026-04-01' });
			if (!eventType.startsWith('table')) expect(phase).toBe('scheduled');
		}

		dayBegins('2026-04-01');
		hibob.start(id);
		const started = await hearEvents(order);
		expect(sorted(toldBy(started))).toEqual(
			sorted([[ADDED, '2026-04-01'], ['employee.started', '2026-04-01'], ACTIVATED, EDITED]),
		);
		for (const { employee } of started) expect(employee.status).toBe('active');
	});

	it('starts today', async () => {
		const id = hibob.hire({ ...HIRE, startDate: '2026-03-18' });
		hibob.start(id);
		expect(await hear()).toEqual([
			['employee.created', '2026-03-18'],
			['employee.hired', '2026-03-18'],
			[ADDED, '2026-03-18'],
			[ADDED, '2026-03-18'],
			[ADDED, '2026-03-18'],
			['employee.started', '2026-03-18'],
			ACTIVATED,
		]);
	});

	it('is deleted again', async () => {
		const id = hibob.hire(HIRE);
		await hear();
		hibob.deleteEmployee(id);
		expect(await hear()).toEqual([['employee.deleted', null]]);
	});
});

describe('somebody who had left', () => {
	beforeEach(async () => {
		hibob.scheduleTermination(amara, { date: '2025-06-30' });
		hibob.leave(amara);
		await publish();
	});

	it('is rehired, and starts on the day', async () => {
		hibob.rehire(amara, { startDate: '2026-04-01' });
		const events = await hearEvents();
		expect(toldBy(events)).toEqual([
			['employee.rehired', '2026-04-01'],
			[ADDED, '2026-04-01'],
		]);
		expect(events[0]).toMatchObject({
			phase: 'scheduled',
			employee: { id: amara, startDate: '2026-04-01' },
		});
		dayBegins('2026-04-01');
		hibob.start(amara);
		const started = await hearEvents();
		expect(toldBy(started)).toEqual([['employee.started', '2026-04-01'], ACTIVATED, EDITED]);
		expect(started[0]?.employee).toMatchObject({ status: 'active', terminationDate: null });
	});

	it('is rehired today', async () => {
		hibob.rehire(amara, { startDate: '2026-03-18' });
		expect(await hear()).toEqual([
			['employee.rehired', '2026-03-18'],
			[ADDED, '2026-03-18'],
			['employee.started', '2026-03-18'],
			ACTIVATED,
			EDITED,
		]);
	});

	it('and is edited is edited', async () => {
		hibob.changeFields(amara, { 'root.surname': 'Alumna' });
		const events = await hearEvents();
		expect(toldBy(events)).toEqual([EDITED]);
		expect(events[0]?.changedFields).toEqual(['root.surname']);
	});
});

describe('a HiBob that tells it in another way', () => {
	it.each<HiBobOptions>([
		{ entryKeys: 'both' },
		{ fieldUpdatesName: 'fieldUpdates' },
		{ fieldUpdatesName: 'both' },
		{ updatedFirst: true },
		{ statusSpelling: 'machine', humanReadableOnTables: 'refused' },
		{ tableAnswer: 'list', personAnswer: 'list', siteForm: 'name' },
		// Less than the pause for a change in place.
		{ lagMs: 1_500 },
	])('%j tells the same', async (options) => {
		await start(options);
		await publish();
		hibob.scheduleTermination(amara, {
			date: '2026-06-30',
			gardenLeaveFrom: '2026-05-15',
			reasonType: 'Voluntary',
		});
		expect(sorted(await hear())).toEqual([
			[SCHEDULED, '2026-06-30'],
			[ADDED, '2026-05-15'],
			[ADDED, '2026-06-30'],
		]);
		dayIs('2026-03-20');
		hibob.moveTermination(amara, { date: '2026-07-31' });
		expect(sorted(await hear())).toEqual([
			[SCHEDULED, '2026-07-31'],
			[CHANGED, '2026-07-31'],
		]);
		dayBegins('2026-05-16');
		hibob.leave(amara);
		expect(sorted(await hear())).toEqual(sorted([[ENDED, '2026-05-15'], DEACTIVATED, EDITED]));
		dayBegins('2026-08-01');
		hibob.leave(amara);
		// The edit is all that tells of the end.
		dayIs('2026-08-01');
		expect(sorted(await hear())).toEqual(sorted([EDITED, [LEFT, '2026-07-31']]));
	});
});
