import type {
	EmployeeRecord,
	FactorialSimulator,
	ManualDelivery,
} from '../../../simulators/factorial/index.mts';
import { dayFromNow } from '../days.mts';
import type { Button } from '../types.mts';
import { NOBODY_LISTENS } from '../types.mts';

const LEAVE_STARTS_IN_DAYS = 10;
const LEAVE_DAYS = 5;
const LAST_DAY_IN_DAYS = 30;

/** What can be made to happen in the simulated Factorial account. */
export function factorialButtons(factorial: FactorialSimulator): Button[] {
	/** Leaves that can still be changed, by what was done with them here. */
	const requested: string[] = [];
	const approved: string[] = [];

	/** The newest person who is not leaving, but never the head of the company. */
	function newest(): EmployeeRecord {
		const staff = factorial.employees.slice(1);
		const found = staff.findLast(({ terminated_on: end }) => end === null);
		if (!found) throw new Error('Everybody is leaving. Press "Hire" first.');
		return found;
	}

	function requestLeave(): string {
		const { id, full_name: name } = newest();
		const from = dayFromNow(LEAVE_STARTS_IN_DAYS);
		const to = dayFromNow(LEAVE_STARTS_IN_DAYS + LEAVE_DAYS - 1);
		requested.push(factorial.enterLeave({ employeeId: id, from, to }));
		return `${name} asks for a leave from ${from} to ${to}.`;
	}

	/** Sends what Factorial itself would not, and gives the answers. */
	async function sendByHand(delivery: ManualDelivery): Promise<Array<number | null>> {
		const attempts = await factorial.deliver(delivery);
		if (attempts.length === 0) throw new Error(NOBODY_LISTENS);
		return attempts.map(({ status }) => status);
	}

	return [
		{
			id: 'hire',
			label: 'Hire',
			description:
				'Adds a person with a contract that starts in two weeks. The delivery has no e-mail address yet; the item has.',
			expects: ['employee.hired'],
			press() {
				factorial.createEmployee();
				return `${newest().full_name} was hired.`;
			},
		},
		{
			id: 'request-leave',
			label: 'Request leave',
			description: 'A week of holidays is asked for.',
			expects: ['leave.requested'],
			press: requestLeave,
		},
		{
			id: 'approve-leave',
			label: 'Approve leave',
			description: 'The leave asked for last is approved.',
			expects: ['leave.approved'],
			press() {
				const leave = requested.pop();
				if (!leave) throw new Error('There is no request. Press "Request leave" first.');
				factorial.approveLeave(leave);
				approved.push(leave);
				return 'The leave asked for last was approved.';
			},
		},
		{
			id: 'report-sick',
			label: 'Report sick',
			description:
				'A sick leave without an end. It needs no approval: Factorial reports it once, as approved.',
			expects: ['leave.approved'],
			press() {
				const { id, full_name: name } = newest();
				const from = dayFromNow(0);
				factorial.enterLeave({ employeeId: id, from, to: null, type: 'Sick leave' });
				return `${name} is ill from ${from} on.`;
			},
		},
		{
			id: 'outage',
			label: 'API outage',
			description:
				'The next two requests for a record are answered 503. Press "Cancel leave" afterwards: the event still arrives complete, a little later.',
			expects: [],
			press() {
				factorial.faults.add({ kind: 'status', status: 503, times: 2, match: { method: 'GET' } });
				return 'The next two requests for a record will be answered 503.';
			},
		},
		{
			id: 'cancel-leave',
			label: 'Cancel leave',
			description: 'Deletes the leave approved last.',
			expects: ['leave.cancelled'],
			press() {
				const leave = approved.pop();
				if (!leave) throw new Error('There is no leave to cancel. Press "Approve leave" first.');
				factorial.deleteLeave(leave);
				return 'The leave approved last was deleted.';
			},
		},
		{
			id: 'deliver-twice',
			label: 'Deliver twice',
			description:
				'A leave is asked for, and its delivery is sent again, as Factorial does when our answer got lost. Both are answered 200, only the first starts an execution.',
			expects: ['leave.requested'],
			press() {
				factorial.deliveries.duplicateNext();
				return `${requestLeave()} The delivery is sent twice.`;
			},
		},
		{
			id: 'enter-termination',
			label: 'Enter termination',
			description: 'For the person hired last, with the last day in a month. Reported at once.',
			expects: ['employee.termination_scheduled'],
			press() {
				const { id, full_name: name } = newest();
				const on = dayFromNow(LAST_DAY_IN_DAYS);
				factorial.terminateEmployee(id, { on });
				return `${name} leaves on ${on}.`;
			},
		},
		{
			id: 'terminate-at-once',
			label: 'Terminate at once',
			description: 'For somebody whose last day was yesterday.',
			expects: ['employee.access_ended'],
			press() {
				const { id, full_name: name } = newest();
				factorial.terminateEmployee(id, { on: dayFromNow(-1) });
				return `${name} has left.`;
			},
		},
		{
			id: 'odd-delivery',
			label: 'Odd delivery',
			description:
				'A genuine delivery to the address for terminations, about somebody who is not leaving. It leaves the trigger through the output Unrecognised: nobody is locked out.',
			expects: ['unmapped'],
			async press() {
				const person = newest();
				await sendByHand({ type: 'employees/employee/terminate', body: person });
				return `"Terminate" was sent for ${person.full_name}, who stays.`;
			},
		},
		{
			id: 'forged-delivery',
			label: 'Forged delivery',
			description: 'Somebody who does not know the challenge reports a hire. It is answered 401.',
			expects: [],
			async press() {
				const answers = await sendByHand({
					type: 'employees/employee/create_with_contract',
					body: newest(),
					challenge: 'a-guess',
				});
				if (answers.some((status) => status !== 401)) {
					throw new Error(`The forged delivery was answered ${answers.join(', ')} instead of 401.`);
				}
				return 'Refused with 401: the challenge is not the one of the webhook.';
			},
		},
	];
}
