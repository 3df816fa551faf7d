import type { IDataObject } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { checkEventFilters, eventFiltersOf } from '../../../nodes/shared/eventFilters/settings';
import { fakeVendor, surroundFake } from '../../support/fakeVendor';
import { executeContext, hookContext } from '../../support/n8n';

const vendor = fakeVendor();
const around = (filters: IDataObject) => surroundFake(vendor, { parameters: { filters } });
const read = (filters: IDataObject, item: IDataObject = {}) =>
	eventFiltersOf(executeContext(around(filters), [item]));
const check = (filters: IDataObject): void => checkEventFilters(hookContext(around(filters)));

it('without a filter, only the switch is there, and lets everything pass', () => {
	expect(read({})).toEqual({ passIfUnknown: true });
});

it.each<[string, IDataObject, object]>([
	[
		'a list',
		{ departments: ['402', 'Sales & Service'] },
		{ departments: ['402', 'Sales & Service'] },
	],
	[
		'a name with a comma, chosen from the list',
		{ departments: ['Sales, EMEA'] },
		{ departments: ['Sales, EMEA'] },
	],
	[
		'an expression with a text',
		{ departments: '={{ "402, Sales" }}' },
		{ departments: ['402', 'Sales'] },
	],
	[
		'an expression with numbers',
		{ departments: '={{ [402, 403] }}' },
		{ departments: ['402', '403'] },
	],
	[
		'an expression with the item',
		{ departments: '={{ $json.wanted }}' },
		{ departments: ['Legal'] },
	],
	['kinds', { employmentKinds: ['employee'] }, { employmentKinds: ['employee'] }],
	[
		'kinds by their labels',
		{ employmentKinds: '={{ "Contractor, employee" }}' },
		{ employmentKinds: ['contractor', 'employee'] },
	],
	[
		'leaves',
		{ leaveCategories: ['time_in_lieu', 'sick'] },
		{ leaveCategories: ['time_in_lieu', 'sick'] },
	],
	['the switch', { passIfUnknown: false }, { passIfUnknown: false }],
])('reads %s', (_, filters, expected) => {
	expect(read(filters, { wanted: 'Legal' })).toEqual({ passIfUnknown: true, ...expected });
	expect(() => check(filters)).not.toThrow();
});

it.each<[IDataObject, string, RegExp]>([
	[{ departments: [] }, "'Department Names or IDs' is empty", /names or IDs.*or remove the filter/],
	[{ departments: '' }, "'Department Names or IDs' is empty", /remove the filter/],
	[{ employmentKinds: ['boss'] }, "'Kinds of Employment' is not a list of", /Contractor/],
	[{ leaveCategories: [] }, "'Leave Categories' is empty", /Vacation/],
	[{ leaveCategories: ['holiday'] }, "'Leave Categories' is not a list of", /Vacation/],
	[{ departments: [{ id: 7 }] }, "'Department Names or IDs' is not a list", /names or IDs/],
])('refuses %j, when it is published and in a run', (filters, message, description) => {
	for (const refused of [() => check(filters), () => read(filters)]) {
		let error: unknown;
		try {
			refused();
		} catch (thrown) {
			error = thrown;
		}
		expect(error).toBeInstanceOf(NodeOperationError);
		expect((error as NodeOperationError).message).toContain(message);
		expect((error as NodeOperationError).description).toMatch(description);
	}
});

it('an expression that finds nothing is refused in the run, where there is an event', () => {
	const filters = { departments: '={{ $json.nothing }}' };
	expect(() => check(filters)).not.toThrow();
	expect(() => read(filters)).toThrow("'Department Names or IDs' is empty");
});
