import { tell } from '../../shared/interpret/tell';
import { instantOf } from '../../shared/model/dates';
import type { Interpretation, InterpretContext, NativeEvent } from '../../shared/vendor';
import { attempt } from '../../shared/outbound/attempt';
import { readContracts } from '../records/contracts';
import type { EmployeeRecord } from '../records/employee';
import { employeeSchema } from '../records/employee';
import { describePerson } from '../records/read';
import type { FactorialEvent } from './defineEvent';
import { defineEvent } from './defineEvent';
import { isNews, leaverEvents, terminationOf } from './leaving';

/** Moving the day of a termination may come as a change of the person. */
export const employeeUpdated = defineEvent({
	name: 'employees/employee/update',
	label: 'Employees: Employee Update',
	description: 'A profile was changed, or the day of a termination was moved',
	produces: [
		'employee.updated',
		'employee.termination_scheduled',
		'employee.access_ended',
		'employee.terminated',
	],
	schema: employeeSchema,
	interpret: async (delivered, context) => {
		const { api, today } = context;
		const isLeaving = delivered.terminated_on != null;
		const contracts = isLeaving ? await attempt(readContracts(api, delivered.id)) : null;
		const known = contracts !== null && 'value' in contracts ? contracts.value : undefined;
		const ending = terminationOf(delivered, known ?? []);
		const leaves =
			ending !== null && isNews(ending, today)
				? leaverEvents(ending, delivered, { today, stated: false })
				: [];
		const described = await describePerson(
			delivered.id,
			{ person: delivered, ...(known === undefined ? {} : { contracts: known }) },
			context,
		);
		return tell([{ eventType: 'employee.updated' }, ...leaves], described, {
			occurredAt: instantOf(delivered.updated_at),
		});
	},
});

/** Access is given or moved: a change of the person, nothing more. */
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
		schema: employeeSchema,
		interpret: updated,
	});
}

async function updated(person: EmployeeRecord, context: InterpretContext): Promise<Interpretation> {
	const described = await describePerson(person.id, { person }, context);
	return tell([{ eventType: 'employee.updated' }], described, {
		occurredAt: instantOf(person.updated_at),
	});
}
