import { showHint } from '../../shared/actions/showHint';
import type { Operation } from '../../shared/actions/operation';
import { employee, employeeIdOf } from '../../shared/actions/people';
import { todayIn } from '../../shared/model/dates';
import { employeeSchema } from '../../shared/model/employee';
import { attemptOptionalRead } from '../../shared/outbound/attempt';
import { workflowTimeZone } from '../../shared/timeZone';
import { sentOf } from '../../shared/reading/sent';
import { readContracts } from '../records/fetch/contracts';
import { readNames } from '../records/fetch/directory';
import { normaliseEmployee } from '../records/employee';
import { readEmployee } from '../records/fetch/employees';

/** https://apidoc.factorialhr.com/reference/get_employees-employees-id */
export const employeeGet: Operation = {
	resource: 'employee',
	operation: 'get',
	name: 'Get',
	action: 'Get an employee',
	description: 'Retrieve one employee',
	output: employeeSchema,
	fields: [employee.property],
	async run(context, itemIndex, api) {
		const id = employeeIdOf(context, itemIndex);
		const person = await readEmployee(api, id);
		const managerId = person.manager_id;
		const [contracts, { names }, manager] = await Promise.all([
			readContracts(api, id),
			readNames(api),
			managerId == null ? { value: null } : attemptOptionalRead(readEmployee(api, managerId)),
		]);
		if ('reason' in manager) showHint(context, manager.reason);
		const today = todayIn(workflowTimeZone(context));
		return [
			{
				normalised: normaliseEmployee(
					id,
					{ person, contracts, manager: 'value' in manager ? manager.value : null },
					{ names, today },
				),
				raw: { ...sentOf(person), contract_versions: contracts.map(sentOf) },
			},
		];
	},
};
