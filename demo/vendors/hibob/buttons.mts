import type {
	HiBobSimulator,
	ManualDelivery,
	PersonRecord,
} from '../../../simulators/hibob/index.mts';
import { now } from '../../../e2e/support/clock.mts';
import { dayFromNow, firstOfNextMonth, shiftDay } from '../days.mts';
import type { Button } from '../types.mts';
import { NOBODY_LISTENS } from '../types.mts';

const FIRST_DAY_IN_DAYS = 14;
const LEAVE_STARTS_IN_DAYS = 10;
const LEAVE_DAYS = 5;
const MOVED_BY_DAYS = 7;
const LAST_DAY_IN_DAYS = 30;
const DISMISSED_IN_DAYS = 14;
const PARENTAL_LEAVE = 'Parental leave';
/**
 * Rows of one lifecycle must not contradict each other, so people with one of these rows are left out.
 */
const NOT_FOR_US: readonly unknown[] = [PARENTAL_LEAVE, 'Garden leave', 'Terminated'];

/** What can be made to happen in the simulated company at HiBob. */
export function hiBobButtons(hibob: HiBobSimulator): Button[] {
	/** Requests that can still be changed, by what was done with them here. */
	const requested: number[] = [];
	const approved: number[] = [];
	const onLeave: string[] = [];
	/** People who are leaving, by how that was entered here. */
	const leavingLater: string[] = [];
	const leavingToday: string[] = [];
	let terminations = 0;

	/** The newest person who fits, but never the head of the company. */
	function newestWhere(fits: (person: PersonRecord) => boolean, otherwise: string): PersonRecord {
		const found = hibob.employees.slice(1).findLast(fits);
		if (!found) throw new Error(otherwise);
		return found;
	}

	/** Of whoever works here, is not leaving and has not been away for long. */
	function current(fits: (person: PersonRecord) => boolean = () => true): PersonRecord {
		return newestWhere(
			(person) =>
				person['internal.lifecycleStatus'] === 'Employed' &&
				!statusesOf(person).some((status) => NOT_FOR_US.includes(status)) &&
				fits(person),
			'Nobody is left for this. Press "Hire", then "First day".',
		);
	}

	function statusesOf({ 'root.id': id }: PersonRecord): unknown[] {
		return hibob.rows('lifecycle', id).map(({ status }) => status);
	}

	function isSettled(person: PersonRecord): boolean {
		return String(person['work.startDate']) < dayFromNow(-1);
	}

	function nameOf(id: string): string {
		const person = hibob.employees.find((one) => one['root.id'] === id);
		return String(person?.['root.displayName']);
	}

	function lastOf<T>(list: readonly T[], otherwise: string): T {
		const last = list.at(-1);
		if (last === undefined) throw new Error(otherwise);
		return last;
	}

	/** Where this machine is ahead of UTC, what is entered for its today may be still to come there. */
	function takesEffect(employeeId: string, day: string): void {
		const row = hibob.rows('lifecycle', employeeId).findLast((one) => one.effectiveDate === day);
		if (!row?.isCurrent) hibob.becomeEffective('lifecycle', employeeId, day);
	}

	/** Sends what HiBob itself would not, and gives the answers. */
	async function sendByHand(delivery: ManualDelivery): Promise<Array<number | null>> {
		const attempts = await hibob.deliver(delivery);
		if (attempts.length === 0) throw new Error(NOBODY_LISTENS);
		return attempts.map(({ status }) => status);
	}

	const joining: Button[] = [
		{
			id: 'hire',
			label: 'Hire',
			description:
				'Adds a person who starts in two weeks. HiBob reports the person and the rows of three tables: each starts an execution, and one event comes out.',
			expects: ['employee.hired'],
			press() {
				const startDate = dayFromNow(FIRST_DAY_IN_DAYS);
				const id = hibob.hire({ startDate });
				return `${nameOf(id)} was hired and starts on ${startDate}.`;
			},
		},
		{
			id: 'first-day',
			label: 'First day',
			description:
				'Whoever was hired last starts today instead: the hire comes once more with its new first day. HiBob reports the start at the midnight at which the first day begins.',
			expects: ['employee.hired', 'employee.started'],
			press() {
				const { 'root.id': id } = newestWhere(
					(person) => person['internal.lifecycleStatus'] === 'Hired',
					'Nobody is about to start. Press "Hire" first.',
				);
				const today = dayFromNow(0);
				hibob.changeFields(id, { 'work.startDate': today });
				hibob.start(id, today);
				return `${nameOf(id)} starts today.`;
			},
		},
	];

	const changes: Button[] = [
		{
			id: 'promote',
			label: 'Promote',
			description:
				'Somebody who has been here for a while becomes team lead from next month on. Reported at once, with the day it takes effect.',
			expects: ['employee.job_changed'],
			press() {
				const effectiveDate = firstOfNextMonth();
				const { 'root.id': id } = current(
					(person) => isSettled(person) && hibob.rows('work', person['root.id']).length === 1,
				);
				hibob.schedulePromotion(id, { effectiveDate, title: 'Team Lead' });
				return `${nameOf(id)} will be team lead on ${effectiveDate}.`;
			},
		},
		{
			id: 'change-field',
			label: 'Change a field',
			description:
				'The newest employee gets a hobby. The event is ticked in Bob, but the trigger does not listen for it: answered 200, and nothing starts. Choose "Employee Updated" in the trigger and publish to see which field it was.',
			expects: [],
			press() {
				const { 'root.id': id } = current();
				hibob.changeFields(id, { 'about.hobbies': ['Chess'] });
				return `${nameOf(id)} plays chess now.`;
			},
		},
	];

	const leaves: Button[] = [
		{
			id: 'request-leave',
			label: 'Request leave',
			description: 'A week of holidays is asked for.',
			expects: ['leave.requested'],
			press() {
				const { 'root.id': employeeId } = current();
				const from = dayFromNow(LEAVE_STARTS_IN_DAYS);
				const to = shiftDay(from, LEAVE_DAYS - 1);
				requested.push(hibob.requestTimeOff({ employeeId, from, to }));
				return `${nameOf(employeeId)} asks for holidays from ${from} to ${to}.`;
			},
		},
		{
			id: 'approve-leave',
			label: 'Approve leave',
			description: 'The leave asked for last is approved.',
			expects: ['leave.approved'],
			press() {
				const leave = lastOf(requested, 'No leave waits. Press "Request leave" first.');
				hibob.approveTimeOff(leave);
				requested.pop();
				approved.push(leave);
				return 'The leave was approved.';
			},
		},
		{
			id: 'move-leave',
			label: 'Move leave',
			description:
				'The leave approved last begins and ends a week later. HiBob makes a new request of it; the event names the one before.',
			expects: ['leave.updated'],
			press() {
				const leave = lastOf(approved, 'There is no leave to move. Press "Approve leave" first.');
				const found = hibob.timeOff.find(({ requestId }) => requestId === leave);
				const from = shiftDay(String(found?.['startDate']), MOVED_BY_DAYS);
				const to = shiftDay(from, LEAVE_DAYS - 1);
				const moved = hibob.moveTimeOff(leave, { from, to });
				approved.splice(-1, 1, moved);
				return `The leave was moved: from ${from} to ${to}. It was request ${leave} and is ${moved} now.`;
			},
		},
		{
			id: 'cancel-leave',
			label: 'Cancel leave',
			description: 'The leave approved last is cancelled.',
			expects: ['leave.cancelled'],
			press() {
				const leave = lastOf(approved, 'There is no leave to cancel. Press "Approve leave" first.');
				hibob.cancelTimeOff(leave);
				approved.pop();
				return 'The leave approved last was cancelled.';
			},
		},
		{
			id: 'parental-leave',
			label: 'Parental leave begins',
			description:
				'No request, but a status of the person. HR enters it a day late, so it is approved and has begun at once.',
			expects: ['leave.approved', 'leave.started'],
			press() {
				const { 'root.id': id } = current(isSettled);
				const from = dayFromNow(-1);
				hibob.temporaryLeave(id, { from, status: PARENTAL_LEAVE });
				takesEffect(id, from);
				onLeave.push(id);
				return `${nameOf(id)} is on parental leave since ${from}.`;
			},
		},
		{
			id: 'back-from-leave',
			label: 'Back from leave',
			description:
				'Whoever went on parental leave last works again from today on. The leave ended yesterday; HiBob reports it at the midnight that follows.',
			expects: ['leave.ended'],
			press() {
				const id = lastOf(onLeave, 'Nobody is on leave. Press "Parental leave begins" first.');
				const today = dayFromNow(0);
				hibob.endLeave(id, today);
				takesEffect(id, today);
				onLeave.pop();
				return `${nameOf(id)} is back.`;
			},
		},
	];

	const leaving: Button[] = [
		{
			id: 'schedule-termination',
			label: 'Schedule termination',
			description: 'The newest employee leaves in about a month. Reported at once.',
			expects: ['employee.termination_scheduled'],
			press() {
				const { 'root.id': id } = current();
				// The same day again would be the same fact, which is dropped as a repeat.
				terminations += 1;
				const date = dayFromNow(LAST_DAY_IN_DAYS + terminations);
				hibob.scheduleTermination(id, { date, reasonType: 'Voluntary' });
				leavingLater.push(id);
				return `${nameOf(id)} leaves; the last day is ${date}.`;
			},
		},
		{
			id: 'withdraw-termination',
			label: 'Withdraw termination',
			description:
				'The termination scheduled last is deleted. HiBob reports nothing: look into the lifecycle before you act on a termination that was scheduled.',
			expects: [],
			press() {
				const id = lastOf(
					leavingLater,
					'Nobody is leaving later. Press "Schedule termination" first.',
				);
				hibob.withdrawTermination(id);
				leavingLater.pop();
				return `${nameOf(id)} stays. HiBob sends nothing.`;
			},
		},
		{
			id: 'garden-leave',
			label: 'Plan garden leave',
			description:
				'The newest employee leaves in a month, and today is the last day worked: garden leave follows. Two rows, one event with both days.',
			expects: ['employee.termination_scheduled'],
			press() {
				const { 'root.id': id } = current();
				const today = dayFromNow(0);
				const date = dayFromNow(LAST_DAY_IN_DAYS);
				hibob.scheduleTermination(id, { date, gardenLeaveFrom: today, reasonType: 'Voluntary' });
				leavingToday.push(id);
				return `${nameOf(id)} works until ${today} and is employed until ${date}.`;
			},
		},
		{
			id: 'last-day-over',
			label: 'Last day over',
			description:
				'The midnight after the last day worked, of whoever goes on garden leave. The employment itself goes on.',
			expects: ['employee.access_ended'],
			press() {
				const id = lastOf(
					leavingToday,
					'Nobody works for the last time today. Press "Plan garden leave" first.',
				);
				hibob.leave(id);
				leavingToday.pop();
				return `${nameOf(id)} does not come any more.`;
			},
		},
		{
			id: 'dismiss',
			label: 'Dismiss at once',
			description:
				'The employment of the newest employee ends in two weeks, and access is revoked immediately.',
			expects: ['employee.access_ended', 'employee.termination_scheduled'],
			press() {
				const { 'root.id': id } = current();
				const date = dayFromNow(DISMISSED_IN_DAYS);
				hibob.scheduleTermination(id, { date, reasonType: 'Involuntary', revokeAccess: true });
				return `${nameOf(id)} was dismissed and has no access any more.`;
			},
		},
	];

	const oddities: Button[] = [
		{
			id: 'deliver-twice',
			label: 'Deliver twice',
			description:
				'HR enters a day off that is approved already, and its delivery is sent again, as HiBob does when our answer got lost. Both are answered 200, only the first starts an execution.',
			expects: ['leave.approved'],
			press() {
				const { 'root.id': employeeId } = current();
				const from = dayFromNow(0);
				hibob.deliveries.duplicateNext();
				hibob.importTimeOff({ employeeId, from });
				return `${nameOf(employeeId)} is away today. The delivery is sent twice.`;
			},
		},
		{
			id: 'version-1',
			label: 'Version 1 delivery',
			description:
				'A webhook from before 2025 still sends its old kind of deliveries. It leaves the trigger through the output Unrecognised, and says what to do.',
			expects: ['unmapped'],
			async press() {
				const { 'root.id': id, 'root.displayName': displayName } = current();
				const body = {
					companyId: hibob.companyId,
					type: 'employee.joined',
					triggeredAt: new Date(now()).toISOString(),
					employee: { id, displayName },
				};
				await sendByHand({ event: 'employee.joined', body });
				return `"employee.joined" of version 1 was sent for ${nameOf(id)}.`;
			},
		},
		{
			id: 'unknown-event',
			label: 'Unknown event',
			description:
				'A genuine delivery of an event that did not exist when the node was written. It leaves the trigger through the output Unrecognised.',
			expects: ['unmapped'],
			press() {
				if (!hibob.webhooks.some(({ active }) => active)) throw new Error(NOBODY_LISTENS);
				hibob.unknownEvent('employee.promoted', { employeeId: current()['root.id'] });
				return 'The event "employee.promoted" was sent.';
			},
		},
		{
			id: 'forged-delivery',
			label: 'Forged delivery',
			description:
				'Somebody who does not know the secret of the webhook reports a hire. It is answered 401.',
			expects: [],
			async press() {
				const body = {
					companyId: hibob.companyId,
					type: 'employee.created',
					triggeredBy: 'system',
					triggeredAt: new Date(now()).toISOString().replace('Z', '000'),
					version: 'v2',
					data: { employeeId: current()['root.id'] },
				};
				const answers = await sendByHand({ event: 'employee.created', body, sign: 'wrong' });
				if (answers.some((status) => status !== 401)) {
					throw new Error(`The forged delivery was answered ${answers.join(', ')} instead of 401.`);
				}
				return 'Refused with 401: the signature is not one of the webhook.';
			},
		},
	];

	return [...joining, ...changes, ...leaves, ...leaving, ...oddities];
}
