import { operations } from '../../nodes/HiBob/operations';
import { act, actionIn, startRoomyHiBob } from '../support/hibob';
import type { ListsOfVendor } from '../support/lists';
import { dayFromNow, EVERYONE, listOperations, PEOPLE, SINCE } from '../support/lists';

export const lists: ListsOfVendor = {
	act,
	offered: listOperations(operations),
	async start(employees) {
		const company = await startRoomyHiBob({ employees, sometimes: 'none' });
		for (const person of company.employees) {
			const wish = { employeeId: person['root.id'], from: dayFromNow(10) };
			company.requestTimeOff({ ...wish, autoApprove: true });
		}
		return {
			company,
			surroundings: (parameters, credentialId) => actionIn(company, { parameters, credentialId }),
		};
	},
	operations: [
		{
			...{ resource: 'employee', operation: 'getAll' },
			why: 'everybody in one answer',
			requests: [1, 1, 1],
			items: PEOPLE,
		},
		{
			...{ resource: 'tableEntry', operation: 'getAll' },
			parameters: { ...EVERYONE, table: 'lifecycle' },
			why: 'the rows of 200 people',
			requests: [1, 1, 2],
			items: PEOPLE,
		},
		{
			...{ resource: 'tableEntry', operation: 'getAll' },
			parameters: { ...EVERYONE, table: 'bankAccounts' },
			why: 'everybody in one answer, the rows of each person: this table has no bulk read',
			requests: [1 + 1, 1 + 50, 1 + 250],
			items: PEOPLE,
		},
		{
			...{ resource: 'timeOff', operation: 'getAll' },
			parameters: { ...EVERYONE, list: 'out', from: dayFromNow(0), to: dayFromNow(30) },
			why: 'the period in one answer',
			requests: [1, 1, 1],
			items: PEOPLE,
		},
		{
			...{ resource: 'timeOff', operation: 'getAll' },
			parameters: { ...EVERYONE, list: 'changes', ...SINCE },
			why: 'half a year in one answer',
			requests: [1, 1, 1],
			items: PEOPLE,
		},
		{
			...{ resource: 'event', operation: 'getAllSince', parameters: SINCE },
			why: 'half a year in one answer, everybody in one answer',
			requests: [1 + 1, 1 + 1, 1 + 1],
			items: PEOPLE,
		},
	],
};
