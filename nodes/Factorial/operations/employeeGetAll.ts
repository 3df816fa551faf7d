import type { IExecuteFunctions } from 'n8n-workflow';

import {
	filters,
	limitFields,
	limitOf,
	listOf,
	recordChoice,
	textOf,
} from '../../shared/actions/fields';
import type { Operation } from '../../shared/actions/operation';
import { asData } from '../../shared/actions/operation';
import { updatedSinceField, updatedSinceOf } from '../../shared/actions/updatedSince';
import { todayIn } from '../../shared/model/dates';
import { employeeSchema } from '../../shared/model/employee';
import { take } from '../../shared/outbound/paging';
import { contractsByPerson } from '../records/contracts';
import { readNames } from '../records/directory';
import { normaliseEmployee } from '../records/employee';
import type { EmployeeFilter } from '../records/employees';
import { listEmployees } from '../records/employees';

/** https://apidoc.factorialhr.com/reference/get_employees-employees */
export const employeeGetAll: Operation = {
	resource: 'employee',
	operation: 'getAll',
	name: 'Get Many',
	action: 'Get many employees',
	description: 'Retrieve a list of employees, including those who have left',
	output: employeeSchema,
	fields: [
		...limitFields,
		filters(
			{
				displayName: 'Active Only',
				name: 'activeOnly',
				type: 'boolean',
				default: true,
				description:
					'Whether to leave out those who have left; those who are about to are included',
			},
			{
				displayName: 'Emails',
				name: 'emails',
				type: 'string',
				default: '',
				placeholder: 'e.g. nathan@example.com',
				description: 'E-mail addresses, separated by commas',
			},
			recordChoice({
				displayName: 'Location Names or IDs',
				name: 'locationIds',
				loadOptionsMethod: 'getLocations',
			}),
			{
				displayName: 'Name',
				name: 'name',
				type: 'string',
				default: '',
				description: 'Words in the name',
			},
			recordChoice({
				displayName: 'Team Names or IDs',
				name: 'teamIds',
				loadOptionsMethod: 'getTeams',
			}),
			updatedSinceField('people'),
		),
	],
	async run(context, itemIndex, api) {
		const people = await take(
			listEmployees(api, filterOf(context, itemIndex)),
			limitOf(context, itemIndex),
		);
		const [contracts, { names }] = await Promise.all([
			contractsByPerson(
				api,
				people.map(({ id }) => id),
			),
			readNames(api),
		]);
		const today = todayIn(context.getTimezone());
		const known = new Map(people.map((person) => [person.id, person]));
		return people.map((person) => {
			const own = contracts.get(person.id) ?? [];
			const manager = known.get(person.manager_id ?? '') ?? null;
			return {
				normalised: normaliseEmployee(
					person.id,
					{ person, contracts: own, manager },
					{ names, today },
				),
				raw: asData({ ...person, contract_versions: own }),
			};
		});
	},
};

function filterOf(context: IExecuteFunctions, itemIndex: number): EmployeeFilter {
	return {
		emails: textOf(context, 'filters.emails', itemIndex)
			.split(',')
			.map((email) => email.trim())
			.filter((email) => email !== ''),
		isActiveOnly: context.getNodeParameter('filters.activeOnly', itemIndex, false) === true,
		locationIds: listOf(context, 'filters.locationIds', itemIndex),
		name: textOf(context, 'filters.name', itemIndex),
		teamIds: listOf(context, 'filters.teamIds', itemIndex),
		...updatedSinceOf(context, itemIndex),
	};
}
