import type {
	EmployeeRecord,
	ManualDelivery,
	EventType,
	WorkableSimulator,
} from '../../../simulators/workable/index.mts';
import { now } from '../../../e2e/support/clock.mts';
import { dayFromNow } from '../days.mts';
import type { Button } from '../types.mts';
import { NOBODY_LISTENS } from '../types.mts';

const LEAVE_STARTS_IN_DAYS = 10;
const LEAVE_DAYS = 5;
const JOB_TITLES = ['Team Lead', 'Head of Operations', 'Principal Engineer'];

/** What can be made to happen in the simulated Workable account. */
export function workableButtons(workable: WorkableSimulator): Button[] {
	/** The leaves that were approved here and can still be cancelled. */
	const approvedLeaves: string[] = [];
	let titlesGiven = 0;

	/** The newest person who still works here, but never the head of the company. */
	function newest(): EmployeeRecord {
		const staff = workable.employees.slice(1);
		const found = staff.findLast(({ status }) => status === 'status_active');
		if (!found) throw new Error('Everybody has left. Press "Hire" first.');
		return found;
	}

	function approveLeave(): string {
		const person = newest();
		const from = dayFromNow(LEAVE_STARTS_IN_DAYS);
		const to = dayFromNow(LEAVE_STARTS_IN_DAYS + LEAVE_DAYS - 1);
		const leave = workable.requestTimeOff({
			employeeId: person.id,
			from,
			to,
			category: 'Paid time off',
		});
		workable.approveTimeOff(leave);
		approvedLeaves.push(leave);
		return `${nameOf(person)}: vacation from ${from} to ${to} approved.`;
	}

	/** Sends what Workable itself would not, and gives the answers. */
	async function sendByHand(delivery: ManualDelivery): Promise<Array<number | null>> {
		const attempts = await workable.deliver(delivery);
		if (attempts.length === 0) throw new Error(NOBODY_LISTENS);
		return attempts.map(({ status }) => status);
	}

	return [
		{
			id: 'hire',
			label: 'Hire',
			description: 'Creates a draft for a new employee and publishes it.',
			expects: ['employee.created', 'employee.hired'],
			press() {
				const id = workable.createEmployee();
				workable.publishEmployee(id);
				return `${nameOf(newest())} was created and published.`;
			},
		},
		{
			id: 'complete-onboarding',
			label: 'Complete onboarding',
			description: 'The employee hired last finishes the onboarding steps.',
			expects: ['employee.onboarding_completed'],
			press() {
				const person = newest();
				workable.completeOnboarding(person.id);
				return `${nameOf(person)} finished onboarding.`;
			},
		},
		{
			id: 'change-job-title',
			label: 'Change job title',
			description:
				'Both workflows get the update, because Workable reports leavers as updates, too. In one of them, no event comes out.',
			expects: ['employee.job_changed'],
			press() {
				const person = newest();
				const title = JOB_TITLES[titlesGiven++ % JOB_TITLES.length];
				workable.updateEmployee(person.id, { job_title: title });
				return `${nameOf(person)} is now ${title}.`;
			},
		},
		{
			id: 'outage',
			label: 'API outage',
			description:
				'The next two requests for a record are answered 503. Press "Approve leave" afterwards: the event still arrives complete, a little later.',
			expects: [],
			press() {
				workable.faults.add({ kind: 'status', status: 503, times: 2, match: { method: 'GET' } });
				return 'The next two requests for a record will be answered 503.';
			},
		},
		{
			id: 'approve-leave',
			label: 'Approve leave',
			description: 'A week of vacation is requested and approved.',
			expects: ['leave.approved'],
			press: approveLeave,
		},
		{
			id: 'cancel-leave',
			label: 'Cancel leave',
			description: 'Takes back the leave approved last.',
			expects: ['leave.cancelled'],
			press() {
				const leave = approvedLeaves.pop();
				if (!leave) throw new Error('There is no leave to cancel. Press "Approve leave" first.');
				workable.revertTimeOff(leave);
				return 'The leave approved last was cancelled.';
			},
		},
		{
			id: 'deliver-twice',
			label: 'Deliver twice',
			description:
				'Approves a leave and sends its delivery again, as Workable does when our answer got lost. Both are answered 200, only the first starts an execution.',
			expects: ['leave.approved'],
			press() {
				workable.deliveries.duplicateNext();
				return `${approveLeave()} The delivery is sent twice.`;
			},
		},
		{
			id: 'offboard',
			label: 'Offboard',
			description: 'The status of the employee hired last becomes inactive.',
			expects: ['employee.access_ended'],
			press() {
				const person = newest();
				workable.offboard(person.id);
				return `${nameOf(person)} was offboarded.`;
			},
		},
		{
			id: 'unknown-event',
			label: 'Unknown event',
			description:
				'A genuine delivery of an event that did not exist when the node was written. It leaves the trigger through the output Unrecognised.',
			expects: ['unmapped'],
			async press() {
				const body = bodyOf('employee_promoted', newest());
				await sendByHand({ event: 'timeoff_updated', body });
				return 'The event "employee_promoted" was sent.';
			},
		},
		{
			id: 'forged-delivery',
			label: 'Forged delivery',
			description: 'Somebody who does not know the API token reports a hire. It is answered 401.',
			expects: [],
			async press() {
				const body = bodyOf('employee_published', newest());
				const answers = await sendByHand({ event: 'employee_published', body, sign: 'wrong' });
				if (answers.some((status) => status !== 401)) {
					throw new Error(`The forged delivery was answered ${answers.join(', ')} instead of 401.`);
				}
				return 'Refused with 401: the signature is not from Workable.';
			},
		},
	];
}

function bodyOf(eventType: EventType | 'employee_promoted', { id, work_email }: EmployeeRecord) {
	return {
		event_type: eventType,
		id,
		resource_type: 'employee',
		fired_at: new Date(now()).toISOString(),
		data: { workEmail: work_email ?? null },
	};
}

function nameOf({ firstname, lastname }: EmployeeRecord): string {
	return `${firstname} ${lastname}`;
}
