import type { Operation } from '../../shared/actions/operation';
import { todayIn } from '../../shared/model/dates';
import { employeeSchema } from '../../shared/model/employee';
import { employee, employeeIdOf } from '../../shared/actions/people';
import { workflowTimeZone } from '../../shared/timeZone';
import { sentOf } from '../../shared/reading/sent';
import { readDirectory } from '../records/fetch/directory';
import { readEmployee } from '../records/fetch/employees';
import { readManager } from '../records/fetch/describePerson';
import { normaliseEmployee } from '../records/employee';

/** https://workable.readme.io/reference/employeesid */
export const employeeGet: Operation = {
	resource: 'employee',
	operation: 'get',
	name: 'Get',
	action: 'Get an employee',
	description: 'Retrieve the full record of one employee',
	output: employeeSchema,
	fields: [employee.property],
	async run(context, itemIndex, api) {
		const record = await readEmployee(api, employeeIdOf(context, itemIndex));
		const today = todayIn(workflowTimeZone(context));
		const [{ directory }, { manager }] = await Promise.all([
			readDirectory(api),
			readManager(api, record),
		]);
		const normalised = normaliseEmployee(record, { directory, manager, today });
		return [{ normalised: { ...normalised }, raw: sentOf(record) }];
	},
};
