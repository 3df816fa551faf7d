import { normaliseEmployee } from '../../nodes/HiBob/records/employee';
import { unreadableMessage } from '../../nodes/HiBob/records/fetch/people';
import { personSchema } from '../../nodes/HiBob/records/person';
import { todayIn, timeZoneOf } from '../../nodes/shared/model/dates';

/*
 * What stands for an entry of a list, in whatever form it comes.
 */

const utc = timeZoneOf('UTC');
if (utc === null) throw new Error('No time zone');
const today = todayIn(utc);

const personOf = (work: object): ReturnType<typeof personSchema.parse> =>
	personSchema.parse({ id: '2876543210987654321', work });

it.each<[unknown, string | null]>([
	['Sales', 'Sales'],
	[' Sales ', 'Sales'],
	[267, '267'],
	[{ id: '267', name: 'Sales' }, 'Sales'],
	[{ id: 267, displayName: 'Sales' }, 'Sales'],
	[{ id: 267, value: 'Sales' }, 'Sales'],
	[{ id: 267 }, '267'],
	[{ id: 267, name: null }, '267'],
	[{ id: 267, name: { de: 'Vertrieb' } }, '267'],
	[{}, null],
	[['Sales'], 'Sales'],
	[['Sales', 'People'], null],
	[null, null],
	['', null],
])('%j is %j', (department, expected) => {
	expect(normaliseEmployee(personOf({ department }), today).department).toBe(expected);
});

it.each([
	[{ department: { code: 'x' } }, 'work.department'],
	[{ title: true, department: ['Sales', 'People'] }, 'work.title, work.department'],
])('that nobody can read %j is said', (work, fields) => {
	expect(unreadableMessage([personOf(work)])).toContain(fields);
});

it('that there is nothing is not worth a word', () => {
	const work = {
		title: null,
		department: '',
		site: [],
		reportsTo: { id: '1', displayName: 'Ann' },
	};
	expect(unreadableMessage([personOf(work)])).toBeNull();
});

it.each([
	[
		{ id: '332', displayName: 'Ann', email: 'ann@work.example' },
		{ id: '332', displayName: 'Ann' },
	],
	['332', { id: '332', displayName: null }],
	['Ann Roy', { id: null, displayName: 'Ann Roy' }],
	[null, { id: null, displayName: null }],
])('a manager may be %j', (reportsTo, manager) => {
	expect(normaliseEmployee(personOf({ reportsTo }), today)).toMatchObject({ manager });
});

it.each([
	['Permanent', 'Full time', 'employee', 'full_time'],
	['Employee', 'Part-time', 'employee', 'part_time'],
	['employees', 'FullTime', 'employee', 'full_time'],
	['Fixed-term', 'Hourly', 'temporary', 'hourly'],
	['Internship', null, 'intern', 'unknown'],
	['Internal', null, 'unknown', 'unknown'],
	['Subcontractor', null, 'contractor', 'unknown'],
	['Freelancers', null, 'freelancer', 'unknown'],
	['Working student', null, 'working_student', 'unknown'],
	['Apprenticeship', null, 'apprentice', 'unknown'],
	['Werkstudentin', null, 'working_student', 'unknown'],
	['Befristet', 'Teilzeit', 'temporary', 'part_time'],
	['Unbefristet', 'Vollzeit', 'employee', 'full_time'],
	['Nicht befristet', null, 'unknown', 'unknown'],
	['Becaria', 'Jornada parcial', 'intern', 'part_time'],
	['Autónomo', null, 'freelancer', 'unknown'],
	['Onbepaalde tijd', 'Deeltijd', 'employee', 'part_time'],
	['Bepaalde tijd', null, 'temporary', 'unknown'],
	['CDI', 'Temps plein', 'employee', 'full_time'],
	['Non-employee', null, 'unknown', 'unknown'],
	['Non-permanent', 'not full-time', 'unknown', 'unknown'],
	['Impermanent', null, 'unknown', 'unknown'],
	['Contractorship', null, 'unknown', 'unknown'],
	['Nonhourly', null, 'unknown', 'unknown'],
])('the kind of employment "%s", "%s" is known by its whole words', (type, contract, ...kind) => {
	const person = personSchema.parse({
		id: '2876543210987654321',
		payroll: { employment: { type, contract } },
	});
	const { relationship, schedule } = normaliseEmployee(person, today);
	expect([relationship, schedule]).toEqual(kind);
});
