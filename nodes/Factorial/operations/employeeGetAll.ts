import { emailFilter, nameFilter } from '../../shared/actions/employeeFilters';
import { field } from '../../shared/actions/field';
import { filters } from '../../shared/actions/filters';
import { yesOrNo } from '../../shared/actions/kind';
import { limitFields, limitOf } from '../../shared/actions/limit';
import { numericIds } from '../../shared/actions/lists';
import type { Operation } from '../../shared/actions/operation';
import { recordChoice } from '../../shared/actions/records';
import { updatedSince } from '../../shared/actions/updatedSince';
import { todayIn } from '../../shared/model/dates';
import { employeeSchema } from '../../shared/model/employee';
import { takeMapped, takeRecords } from '../../shared/outbound/paging';
import { isOneOf, matchingRecords } from '../../shared/reading/matchingRecords';
import { workflowTimeZone } from '../../shared/timeZone';
import { sentOf } from '../../shared/reading/sent';
import { withContracts } from '../records/fetch/contracts';
import { readNames } from '../records/fetch/directory';
import { normaliseEmployee } from '../records/employee';
import { LIST_OF_EMPLOYEES, listEmployees } from '../records/fetch/employees';

const narrowedBy = filters(
	field(
		{
			displayName: 'Active Only',
			name: 'activeOnly',
			type: 'boolean',
			default: true,
			description:
				'Whether to leave out people who have left. People who will leave later are included.',
		},
		yesOrNo,
	),
	emailFilter,
	field(
		recordChoice({
			displayName: 'Location Names or IDs',
			name: 'locationIds',
			loadOptionsMethod: 'getLocations',
		}),
		numericIds,
	),
	nameFilter,
	field(
		recordChoice({
			displayName: 'Team Names or IDs',
			name: 'teamIds',
			loadOptionsMethod: 'getTeams',
		}),
		numericIds,
	),
	updatedSince('people'),
);

/** https://apidoc.factorialhr.com/reference/get_employees-employees */
export const employeeGetAll: Operation = {
	resource: 'employee',
	operation: 'getAll',
	name: 'Get Many',
	action: 'Get many employees',
	description: 'Retrieve a list of employees, including those who have left',
	output: employeeSchema,
	fields: [...limitFields, narrowedBy.property],
	async run(context, itemIndex, api) {
		const limit = limitOf(context, itemIndex);
		const { activeOnly = false, ...filter } = narrowedBy.of(context, itemIndex);
		const found = listEmployees(api, { ...filter, isActiveOnly: activeOnly });
		// Several locations may be asked for at once. The result is checked, as far as a person has a
		// location.
		const matching = matchingRecords(
			found,
			{ unread: api.unread, what: LIST_OF_EMPLOYEES },
			{ location_id: (person) => isOneOf(filter.locationIds, person.location_id) ?? true },
		);
		const [people, { names }] = await Promise.all([takeRecords(matching, limit), readNames(api)]);
		const today = todayIn(workflowTimeZone(context));
		const managerIds = new Set(people.map((person) => person.manager_id));
		const managers = new Map(
			people.filter(({ id }) => managerIds.has(id)).map((person) => [person.id, person]),
		);
		return takeMapped(withContracts(api, people), null, ({ person, contracts }) => ({
			normalised: normaliseEmployee(
				person.id,
				{ person, contracts, manager: managers.get(person.manager_id ?? '') ?? null },
				{ names, today },
			),
			raw: { ...sentOf(person), contract_versions: contracts.map(sentOf) },
		}));
	},
};
