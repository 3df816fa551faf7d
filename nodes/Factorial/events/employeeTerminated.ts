import type { Happening } from '../../shared/interpret/interpretation';
import { interpretationOf } from '../../shared/interpret/interpretation';
import type { Day } from '../../shared/model/dates';
import { instantOf } from '../../shared/model/dates';
import type { EventType } from '../../shared/model/eventTypes';
import type { EmployeeRecord } from '../records/employee';
import { deliveredEmployeeSchema } from '../records/employee';
import { describePerson } from '../records/fetch/describePerson';
import type { FactorialEvent } from './defineEvent';
import { defineEvent } from './defineEvent';
import type { Leaving } from './leaving';
import { LEAVER_EVENTS, leaverEvents, readLeaving } from './leaving';

/** The day of a termination was entered. The day may be in the future. */
export const employeeTerminated = leavingEvent(
	{
		name: 'employees/employee/terminate',
		label: 'Employees: Employee Terminate',
		description: 'A termination was entered, for a future or a past day',
		produces: LEAVER_EVENTS,
	},
	({ ending }, today) => {
		if (ending === null) return NOT_TERMINATED;
		return leaverEvents(ending, { today, stated: true });
	},
);

/** The reason if a delivery reports a termination that Factorial does not have. */
export const NOT_TERMINATED =
	'The delivery says that the person was terminated, but Factorial has no day of termination for them now: it may have been withdrawn since.';

/** A termination was taken back. */
export const employeeUnterminated = leavingEvent(
	{
		name: 'employees/employee/unterminate',
		label: 'Employees: Employee Unterminate',
		description: 'A termination was taken back',
		produces: ['employee.termination_cancelled'],
	},
	({ known, ending }) => {
		if (ending !== null) return STILL_TERMINATED;
		const hasNoDay = known.person?.terminated_on !== undefined;
		return hasNoDay ? [{ eventType: 'employee.termination_cancelled' }] : DAY_NOT_SHOWN;
	},
);

const DAY_NOT_SHOWN =
	'The delivery says that the termination was taken back, but the record of the person does not have the field that would show it: terminated_on. Look at the person in Factorial.';

const STILL_TERMINATED =
	'The delivery says that the termination was taken back, but Factorial has a day of termination for the person now: it may have been entered again since.';

/**
 * Defines an event that is only about a person leaving.
 * @param meaning the events that follow from what was read, or a text that says why this cannot be
 *   decided
 */
function leavingEvent(
	event: { name: string; label: string; description: string; produces: readonly EventType[] },
	meaning: (leaving: Leaving, today: Day) => Happening[] | string,
): FactorialEvent {
	return defineEvent<EmployeeRecord>({
		...event,
		schema: deliveredEmployeeSchema,
		interpret: async (delivered, context) => {
			const leaving = await readLeaving(context.api, delivered.id);
			const described = await describePerson(
				delivered.id,
				{ delivered, ...leaving.known },
				context,
			);
			const meant = leaving.reason ?? meaning(leaving, context.today);
			const occurred = { occurredAt: instantOf(delivered.updated_at) };
			return typeof meant === 'string'
				? interpretationOf([], described, occurred, meant)
				: interpretationOf(meant, described, occurred);
		},
	});
}
