import type { Operation } from '../../shared/actions/operation';
import { asData } from '../../shared/actions/operation';
import { todayIn } from '../../shared/model/dates';
import { employeeSchema } from '../../shared/model/employee';
import { readDirectory } from '../records/directory';
import { readEmployee, readManager } from '../records/read';
import { normaliseEmployee } from '../records/employee';
import { employeeField, employeeIdOf } from '../../shared/actions/people';

/** https://workable.readme.io/reference/employeesid */
export const employeeGet: Operation = {
	resource: 'employee',
	operation: 'get',
	name: 'Get',
	action: 'Get an employee',
	description: 'Retrieve the full record of one employee',
	output: employeeSchema,
	fields: [employeeField],
	async run(context, itemIndex, api) {
		const record = await readEmployee(api, employeeIdOf(context, itemIndex));
		const today = todayIn(context.getTimezone());
		const [{ directory }, { manager }] = await Promise.all([
			readDirectory(api),
			readManager(api, record),
		]);
		const normalised = normaliseEmployee(record, { directory, manager, today });
		return [{ normalised: { ...normalised }, raw: asData(record) }];
	},
};
