import { tell } from '../../shared/interpret/tell';
import { instantOf } from '../../shared/model/dates';
import { attempt, attemptRequired } from '../../shared/outbound/attempt';
import { readContracts } from '../records/contracts';
import { employeeSchema } from '../records/employee';
import { describePerson, readEmployee } from '../records/read';
import { defineEvent } from './defineEvent';
import { leaverEvents, terminationOf } from './leaving';

/**
 * The day of a termination was entered; it may lie ahead. No proof covers the body, and the day may
 * have been moved since: the person is read anew, and is a leaver only if Factorial says so.
 */
export const employeeTerminated = defineEvent({
	name: 'employees/employee/terminate',
	label: 'Employees: Employee Terminate',
	description: 'A termination was entered, for a day to come or one that is over',
	produces: ['employee.termination_scheduled', 'employee.access_ended', 'employee.terminated'],
	schema: employeeSchema,
	interpret: async (delivered, context) => {
		const { api, today } = context;
		const read = await attemptRequired(readEmployee(api, delivered.id));
		const contracts = await attempt(readContracts(api, delivered.id));
		const known = {
			...('value' in read ? { person: read.value } : {}),
			...('value' in contracts ? { contracts: contracts.value } : {}),
		};
		const described = await describePerson(delivered.id, known, context);
		const undecided = (reason: string) => ({
			events: [],
			unrecognised: { reason, employee: described.employee },
		});
		if ('reason' in read) {
			return undecided(`It cannot be told when the person leaves. ${read.reason}`);
		}
		const ending = terminationOf(read.value, 'value' in contracts ? contracts.value : []);
		if (ending === null) {
			return undecided(
				'The delivery says that the person was terminated, but Factorial has no day of termination for them now: it may have been withdrawn since.',
			);
		}
		return tell(leaverEvents(ending, read.value, { today, stated: true }), described, {
			occurredAt: instantOf(delivered.updated_at),
		});
	},
});

/** A termination was taken back. */
export const employeeUnterminated = defineEvent({
	name: 'employees/employee/unterminate',
	label: 'Employees: Employee Unterminate',
	description: 'A termination was taken back',
	produces: ['employee.termination_cancelled'],
	schema: employeeSchema,
	interpret: async (delivered, context) => {
		const described = await describePerson(delivered.id, { person: delivered }, context);
		return tell([{ eventType: 'employee.termination_cancelled' }], described, {
			occurredAt: instantOf(delivered.updated_at),
		});
	},
});
