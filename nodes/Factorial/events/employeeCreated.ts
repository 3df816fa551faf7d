import { tell } from '../../shared/interpret/tell';
import { dayOf, instantOf } from '../../shared/model/dates';
import { attempt } from '../../shared/outbound/attempt';
import { oldestFirst } from '../records/contract';
import { readContracts } from '../records/contracts';
import { employeeSchema } from '../records/employee';
import { describePerson } from '../records/read';
import { defineEvent } from './defineEvent';

/**
 * A person with a contract: Factorial knows no other new employees. E-mail addresses may be null
 * at that moment, so the person is read anew.
 */
export const employeeCreated = defineEvent({
	name: 'employees/employee/create_with_contract',
	label: 'Employees: Employee Create With Contract',
	description: 'A person was added with a contract',
	produces: ['employee.created', 'employee.hired'],
	schema: employeeSchema,
	interpret: async (delivered, context) => {
		const contracts = await attempt(readContracts(context.api, delivered.id));
		const known = 'value' in contracts ? { contracts: contracts.value } : {};
		const described = await describePerson(
			delivered.id,
			context.fetchDetails ? known : { ...known, person: delivered },
			context,
		);
		const [first] = 'value' in contracts ? oldestFirst(contracts.value) : [];
		const startDate = dayOf(first?.starts_on) ?? dayOf(first?.effective_on);
		return tell(
			[
				{ eventType: 'employee.created', effectiveDate: null },
				{ eventType: 'employee.hired', effectiveDate: startDate },
			],
			described,
			{ occurredAt: instantOf(delivered.created_at) },
		);
	},
});
