import { operations } from '../../nodes/WorkableHr/operations';
import type { ListsOfVendor } from '../support/lists';
import { dayFromNow, EVERYONE, listOperations, PEOPLE, SINCE } from '../support/lists';
import { act, actionIn, startRoomyWorkable } from '../support/workable';

export const lists: ListsOfVendor = {
	act,
	offered: listOperations(operations),
	async start(employees) {
		const company = await startRoomyWorkable({ employees, sometimes: 'none' });
		const period = { from: dayFromNow(10), to: dayFromNow(11) };
		for (const { id: employeeId } of company.employees) {
			company.requestTimeOff({ employeeId, ...period, category: 'Paid time off' });
		}
		return {
			company,
			surroundings: (parameters, credentialId) => actionIn(company, { parameters, credentialId }),
		};
	},
	operations: [
		{
			...{ resource: 'employee', operation: 'getAll' },
			why: 'a page of employees (100 each), the departments, the legal entities',
			requests: [1 + 2, 1 + 2, 3 + 2],
			items: PEOPLE,
		},
		{
			...{ resource: 'tableEntry', operation: 'getAll' },
			parameters: { ...EVERYONE, table: 'employment_group' },
			why: 'a page of employees (100 each), each employee',
			requests: [1 + 1, 1 + 50, 3 + 250],
			items: PEOPLE,
		},
		{
			...{ resource: 'timeOff', operation: 'getAll' },
			parameters: { ...EVERYONE, from: dayFromNow(-1) },
			why: 'a page of requests (100 each), the categories',
			requests: [1 + 1, 1 + 1, 3 + 1],
			items: PEOPLE,
		},
		{
			...{ resource: 'event', operation: 'getAllSince', parameters: SINCE },
			why: 'a page of requests (100 each), the categories',
			requests: [1 + 1, 1 + 1, 3 + 1],
			items: PEOPLE,
		},
	],
};
