import { operations } from '../../nodes/Factorial/operations';
import { act, actionIn, startRoomyFactorial } from '../support/factorial';
import type { ListsOfVendor } from '../support/lists';
import { dayFromNow, EVERYONE, listOperations, PEOPLE, SINCE } from '../support/lists';

export const lists: ListsOfVendor = {
	act,
	offered: listOperations(operations),
	async start(employees) {
		const company = await startRoomyFactorial({ employees, sometimes: 'none' });
		for (const { id: employeeId } of company.employees) {
			company.enterLeave({ employeeId, from: dayFromNow(10), to: dayFromNow(11) });
		}
		return {
			company,
			surroundings: (parameters, credentialId) => actionIn(company, { parameters, credentialId }),
		};
	},
	operations: [
		{
			...{ resource: 'employee', operation: 'getAll' },
			why: 'a page of people, the contract versions of 100 people, the names of 3 kinds',
			requests: [1 + 1 + 3, 1 + 1 + 3, 3 + 3 + 3],
			items: PEOPLE,
		},
		{
			...{ resource: 'contractVersion', operation: 'getAll', parameters: EVERYONE },
			why: 'a page of contract versions',
			requests: [1, 1, 3],
			items: PEOPLE,
		},
		{
			...{ resource: 'timeOff', operation: 'getAll', parameters: EVERYONE },
			why: 'a page of leaves, the leave types',
			requests: [1 + 1, 1 + 1, 3 + 1],
			items: PEOPLE,
		},
		{
			...{ resource: 'event', operation: 'getAllSince', parameters: SINCE },
			why: 'a page of people, of contract versions and of leaves (with the limit 1, of people alone), the contract versions of 100 people, the names of 3 kinds, the leave types as soon as there is an event about a leave',
			requests: [1 + 1 + 3, 3 + 1 + 3, 3 + 3 + 3 + 3 + 3 + 1],
			items: 4 * PEOPLE,
		},
	],
};
