import type { EventFilters, Filtered } from '../../../nodes/shared/eventFilters/passes';
import { passes } from '../../../nodes/shared/eventFilters/passes';
import type { Employee } from '../../../nodes/shared/model/employee';
import { employee } from '../../../nodes/shared/model/employee';
import type { Leave } from '../../../nodes/shared/model/leave';
import { leave } from '../../../nodes/shared/model/leave';

type Given = Partial<EventFilters>;

const SALES = { department: 'Sales', departmentId: '402' };

function of(person: Partial<Employee>, more: Partial<Filtered> = {}): Filtered {
	return { category: 'hire', employee: employee({ id: '7', ...person }), leave: null, ...more };
}

const away = (category: Leave['category'], person: Partial<Employee> = {}): Filtered =>
	of(person, { category: 'leave', leave: leave({ category }) });

/** What the filters say: `unknown` if the switch decides. */
function verdict(event: Filtered, filters: Given): boolean | 'unknown' {
	const [open, strict] = [true, false].map((passIfUnknown) =>
		passes(event, { ...filters, passIfUnknown }),
	);
	return open === strict ? (open ?? false) : 'unknown';
}

it('everything passes without a filter', () => {
	for (const event of [of({}), of(SALES), away('sick'), of({}, { category: 'other' })]) {
		expect(verdict(event, {})).toBe(true);
	}
});

it.each<[string, Partial<Employee>, string[], boolean | 'unknown']>([
	['the name', SALES, ['Sales'], true],
	['the id', SALES, ['402'], true],
	['one of several', SALES, ['Legal', 'Sales'], true],
	['another spelling', SALES, ['  sALES '], true],
	['another spelling of an id', { ...SALES, departmentId: '4dA' }, ['4Da'], true],
	['an id after the department was renamed', { ...SALES, department: 'Revenue' }, ['402'], true],
	['another name', SALES, ['Legal'], false],
	['another id', SALES, ['401'], false],
	['part of the name', SALES, ['Sale'], false],
	['a name, where the vendor gives no ids', { department: 'Sales' }, ['sales'], true],
	['another name, where the vendor gives no ids', { department: 'Sales' }, ['Legal'], false],
	['nothing', {}, ['Sales'], 'unknown'],
	['no name, but the id', { departmentId: '402' }, ['402'], true],
	['no name, but another id', { departmentId: '402' }, ['401'], false],
	['no name, where a name is wanted', { departmentId: '402' }, ['Sales'], 'unknown'],
	['an id in place of the name', { department: '402', departmentId: '402' }, ['402'], true],
	['another id in its place', { department: '402', departmentId: '402' }, ['401'], false],
	[
		'an id, where a name is wanted',
		{ department: '402', departmentId: '402' },
		['Sales'],
		'unknown',
	],
	['an id in letters too', { department: '4d3', departmentId: '4d3' }, ['4d4'], false],
	['an id in letters, and a name', { department: '4d3', departmentId: '4d3' }, ['HR'], 'unknown'],
	['an entry that was not replaced by its name', { department: '251101' }, ['Sales'], 'unknown'],
	[
		'an id, and a name with a digit',
		{ department: '402', departmentId: '402' },
		['B2B'],
		'unknown',
	],
	['an entry, and a name with a digit', { department: '402' }, ['IT-2'], 'unknown'],
	['no name, and a name with a digit', { departmentId: '4d3' }, ['Team1'], 'unknown'],
	['an id or a name', { department: '402', departmentId: '402' }, ['401', 'HR & IT'], 'unknown'],
])('of a department, %s', (_, person, departments, expected) => {
	expect(verdict(of(person), { departments })).toBe(expected);
});

it.each<[string, Given]>([
	['locations', { locations: ['301'] }],
	['legal entities', { legalEntities: ['Acme SL'] }],
	['kinds of employment', { employmentKinds: ['intern'] }],
])('%s are compared in the same way', (_, filters) => {
	const place = { location: 'Madrid', locationId: '301', legalEntity: 'Acme SL' };
	expect(verdict(of({ ...place, relationship: 'intern' }), filters)).toBe(true);
	const other = { location: 'Berlin', locationId: '302', legalEntity: 'Acme AG' };
	expect(verdict(of({ ...other, relationship: 'employee' }), filters)).toBe(false);
	expect(verdict(of({}), filters)).toBe('unknown');
});

it('all filters have to be met, and one that is not met decides', () => {
	const filters: Given = { departments: ['Sales'], locations: ['Berlin'] };
	expect(verdict(of({ ...SALES, location: 'Berlin' }), filters)).toBe(true);
	expect(verdict(of({ ...SALES, location: 'Madrid' }), filters)).toBe(false);
	expect(verdict(of({ ...SALES }), filters)).toBe('unknown');
	expect(verdict(of({ location: 'Madrid' }), filters)).toBe(false);
});

describe('the kind of a leave', () => {
	const filters: Given = { leaveCategories: ['vacation', 'parental'] };

	it('counts for leaves', () => {
		expect(verdict(away('parental'), filters)).toBe(true);
		expect(verdict(away('sick'), filters)).toBe(false);
		expect(verdict(away('other'), filters)).toBe(false);
		expect(verdict(away('unknown'), filters)).toBe('unknown');
		expect(verdict(of({}, { category: 'leave' }), filters)).toBe('unknown');
	});

	it('does not count for other events', () => {
		expect(verdict(of(SALES), filters)).toBe(true);
	});

	it('is one filter among others', () => {
		const both = { ...filters, departments: ['Sales'] };
		expect(verdict(away('vacation', SALES), both)).toBe(true);
		expect(verdict(away('vacation', { department: 'Legal' }), both)).toBe(false);
	});
});

describe('an event about nobody', () => {
	const filters: Given = { departments: ['Sales'], employmentKinds: ['employee'] };

	it.each(['other', 'table'] as const)('passes, if it is of the category %s', (category) => {
		expect(verdict(of({ id: null }, { category }), filters)).toBe(true);
	});

	it('is not the same as an event of a person who cannot be read', () => {
		for (const category of ['leave', 'profile', 'termination'] as const) {
			expect(verdict(of({ id: null }, { category }), filters)).toBe('unknown');
		}
		expect(verdict(of({ id: '7' }, { category: 'table' }), filters)).toBe('unknown');
	});
});
