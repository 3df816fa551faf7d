import { interpretationOf } from '../../shared/interpret/interpretation';
import { instantOf } from '../../shared/model/dates';
import type { Interpretation, InterpretContext, NativeEvent } from '../../shared/vendor';
import type { EmployeeRecord } from '../records/employee';
import { deliveredEmployeeSchema } from '../records/employee';
import { describePerson } from '../records/fetch/describePerson';
import type { FactorialEvent } from './defineEvent';
import { defineEvent } from './defineEvent';
import { NOT_TERMINATED } from './employeeTerminated';
import type { Leaving } from './leaving';
import { isNews, LEAVER_EVENTS, leaverEvents, readLeaving } from './leaving';

/** Factorial may send this event when the day of a termination is moved. */
export const employeeUpdated = defineEvent({
	name: 'employees/employee/update',
	label: 'Employees: Employee Update',
	description: 'A profile was changed, or the day of a termination was moved',
	produces: ['employee.updated', ...LEAVER_EVENTS],
	schema: deliveredEmployeeSchema,
	interpret: async (delivered, context) => {
		const { api, today, selects } = context;
		const mayLeave = delivered.terminated_on != null && LEAVER_EVENTS.some(selects);
		const leaving = mayLeave ? await readLeaving(api, delivered.id) : NOT_ASKED;
		const { known, ending } = leaving;
		const described = await describePerson(delivered.id, { delivered, ...known }, context);
		const leaves =
			ending !== null && isNews(ending, today)
				? leaverEvents(ending, { today, stated: false })
				: [];
		const isDenied = mayLeave && ending === null ? NOT_TERMINATED : null;
		const interpretation = interpretationOf(
			[{ eventType: 'employee.updated' }, ...leaves],
			described,
			{ occurredAt: instantOf(delivered.updated_at) },
			leaving.reason ?? isDenied,
		);
		return delivered.terminated_on === null
			? {
					...interpretation,
					undone: { employeeId: delivered.id, what: ['termination', 'leaving'] },
				}
			: interpretation;
	},
});

const NOT_ASKED: Leaving = { known: {}, ending: null, reason: null };

/** Access is given, or its first day is moved. This is only a change of the person. */
export const accessEvents: readonly FactorialEvent[] = [
	plainUpdate(
		'employees/employee/invite',
		'Employees: Employee Invite',
		'A person was invited to Factorial',
	),
	plainUpdate(
		'employees/employee/set_regular_access_start_date',
		'Employees: Employee Set Regular Access Start Date',
		'The day from which a person has full access was set',
	),
];

function plainUpdate(
	name: NativeEvent['name'],
	label: string,
	description: string,
): FactorialEvent {
	return defineEvent({
		name,
		label,
		description,
		produces: ['employee.updated'],
		schema: deliveredEmployeeSchema,
		interpret: updated,
	});
}

async function updated(person: EmployeeRecord, context: InterpretContext): Promise<Interpretation> {
	const described = await describePerson(person.id, { delivered: person }, context);
	return interpretationOf([{ eventType: 'employee.updated' }], described, {
		occurredAt: instantOf(person.updated_at),
	});
}
