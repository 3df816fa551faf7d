import { filterProperty } from '../../../nodes/shared/description/filterProperty';
import { RELATIONSHIPS } from '../../../nodes/shared/model/employee';
import { LEAVE_CATEGORIES } from '../../../nodes/shared/model/leave';
import { employmentKinds, leaveCategories } from '../../../nodes/shared/eventFilters/fields';

const ALL = {
	departments: { load: 'getDepartments' },
	employmentKinds: ['employee', 'contractor'],
	legalEntities: { load: 'getLegalEntities', remark: 'Those of Acme.' },
	locations: { load: 'getLocations' },
} as const;

const optionsIn = ({ options = [] }: { options?: unknown }): Array<Record<string, unknown>> =>
	options as Array<Record<string, unknown>>;
const valuesIn = (property: { options?: unknown }): unknown[] =>
	optionsIn(property).map(({ value }) => value);
const isSorted = (property: { options?: unknown }, by: string): void => {
	const names = optionsIn(property).map((one) => String(one[by]));
	expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b)));
};

it('every kind that the model knows can be chosen, by name', () => {
	const known = (all: readonly string[]): string[] =>
		all.filter((one) => one !== 'unknown' && one !== 'other').sort();
	expect([...valuesIn(employmentKinds().property)].sort()).toEqual(known(RELATIONSHIPS));
	expect([...valuesIn(leaveCategories.property)].sort()).toEqual(known(LEAVE_CATEGORIES));
	isSorted(employmentKinds().property, 'name');
	isSorted(leaveCategories.property, 'name');
});

it('a vendor that knows everything offers all filters, by name', () => {
	const property = filterProperty(ALL, 'nobody says so');
	expect(property).toMatchObject({ name: 'filters', type: 'collection', default: {} });
	isSorted(property, 'displayName');
	const by = Object.fromEntries(optionsIn(property).map((one) => [String(one['name']), one]));
	expect(Object.keys(by).sort()).toEqual(
		[...Object.keys(ALL), 'leaveCategories', 'passIfUnknown'].sort(),
	);
	for (const name of ['departments', 'legalEntities', 'locations'] as const) {
		expect(by[name]).toMatchObject({
			type: 'multiOptions',
			typeOptions: { loadOptionsMethod: ALL[name].load },
			default: [],
		});
	}
	expect(by['legalEntities']?.['description']).toContain('legal entities. Those of Acme. Choose');
	expect(valuesIn(by['employmentKinds'] ?? {})).toEqual(['contractor', 'employee']);
	expect(by['passIfUnknown']).toMatchObject({
		type: 'boolean',
		default: true,
		description: expect.stringMatching(/^Whether .*, because nobody says so\. /),
	});
});

it('a vendor offers only what its items can have', () => {
	const names = optionsIn(
		filterProperty({ locations: { load: 'getLocations' } }, 'of nothing'),
	).map(({ name }) => name);
	expect(names).toEqual(['leaveCategories', 'locations', 'passIfUnknown']);
});
