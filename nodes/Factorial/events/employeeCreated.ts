import { interpretationOf } from '../../shared/interpret/interpretation';
import { dayOf, instantOf } from '../../shared/model/dates';
import { attemptOptionalRead } from '../../shared/outbound/attempt';
import { oldestFirst } from '../records/contract';
import { readAllContracts } from '../records/fetch/contracts';
import { deliveredEmployeeSchema } from '../records/employee';
import { describePerson } from '../records/fetch/describePerson';
import { defineEvent } from './defineEvent';

/**
 * A person was added with a contract. Factorial has no event for other new employees. E-mail
 * addresses may be null at that moment, so the person is read again.
 */
export const employeeCreated = defineEvent({
	name: 'employees/employee/create_with_contract',
	label: 'Employees: Employee Create With Contract',
	description: 'A person was added with a contract',
	produces: ['employee.created', 'employee.hired'],
	schema: deliveredEmployeeSchema,
	interpret: async (delivered, context) => {
		const contracts = await attemptOptionalRead(readAllContracts(context.api, delivered.id));
		const known = 'value' in contracts ? { contracts: contracts.value.versions } : {};
		const described = await describePerson(delivered.id, { ...known, delivered }, context);
		const isFirstKnown = 'value' in contracts && contracts.value.isComplete;
		const [first] = isFirstKnown ? oldestFirst(contracts.value.versions) : [];
		const startDate = dayOf(first?.starts_on) ?? dayOf(first?.effective_on);
		return interpretationOf(
			[
				{ eventType: 'employee.created', effectiveDate: startDate },
				{ eventType: 'employee.hired', effectiveDate: startDate },
			],
			described,
			{ occurredAt: instantOf(delivered.created_at) },
		);
	},
});
