import type { Operation } from '../../shared/actions/operation';
import { asData } from '../../shared/actions/operation';
import { employeeField, employeeIdOf } from '../../shared/actions/people';
import { todayIn } from '../../shared/model/dates';
import { employeeSchema } from '../../shared/model/employee';
import { readContracts } from '../records/contracts';
import { readNames } from '../records/directory';
import { normaliseEmployee } from '../records/employee';
import { readEmployee } from '../records/read';

/** https://apidoc.factorialhr.com/reference/get_employees-employees-id */
export const employeeGet: Operation = {
	resource: 'employee',
	operation: 'get',
	name: 'Get',
	action: 'Get an employee',
	description: 'Retrieve one employee',
	output: employeeSchema,
	fields: [employeeField],
	async run(context, itemIndex, api) {
		const id = employeeIdOf(context, itemIndex);
		const person = await readEmployee(api, id);
		const managerId = person.manager_id;
		const [contracts, { names }, manager] = await Promise.all([
			readContracts(api, id),
			readNames(api),
			managerId == null ? null : readEmployee(api, managerId),
		]);
		const today = todayIn(context.getTimezone());
		return [
			{
				normalised: normaliseEmployee(id, { person, contracts, manager }, { names, today }),
				raw: asData({ ...person, contract_versions: contracts }),
			},
		];
	},
};
