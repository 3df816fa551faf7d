import type { IDataObject, INodeListSearchResult, INodePropertyOptions } from 'n8n-workflow';

import { TABLES } from '../../nodes/HiBob/records/tables';
import type { HiBobOptions, HiBobSimulator, Permissions } from '../../simulators/hibob/index.mts';
import { CUSTOM_FIELD, EQUIPMENT_TABLE, PRIVATE_MARK } from '../../simulators/hibob/index.mts';
import { action, actionIn, credentialFor, startRoomyHiBob } from '../support/hibob';
import { loadOptionsContext } from '../support/n8n';

jest.mock('n8n-workflow', () => jest.requireActual('../support/sleep/hundredth'));

let hibob: HiBobSimulator;
async function start(options: HiBobOptions = {}): Promise<void> {
	await hibob?.close();
	hibob = await startRoomyHiBob(options);
}
beforeEach(async () => {
	await start();
});
afterEach(async () => {
	await hibob.close();
	expect(hibob.violations.list).toEqual([]);
});

const contextWith = (credential: IDataObject = credentialFor(hibob)) =>
	loadOptionsContext(actionIn(hibob, { credential }));

async function search(filter?: string, credential?: IDataObject): Promise<INodeListSearchResult> {
	return await action.methods.listSearch.searchEmployees.call(contextWith(credential), filter);
}

type Name = keyof typeof action.methods.loadOptions;
async function options(name: Name, credential?: IDataObject): Promise<INodePropertyOptions[]> {
	return await action.methods.loadOptions[name].call(contextWith(credential));
}

const namesOf = ({ results }: INodeListSearchResult): unknown[] => results.map(({ name }) => name);
const byName = (a: { name: string }, b: { name: string }): number => a.name.localeCompare(b.name);
const asked = (): string[] => hibob.requests.map(({ method, path }) => `${method} ${path}`);

/** The credential of a service user who may not do everything. */
function limited(permissions: Partial<Permissions>): IDataObject {
	hibob.addServiceUser({ id: 'SERVICE-1', token: 'example-poor-token', permissions });
	const user = { serviceUserId: 'SERVICE-1', serviceUserToken: 'example-poor-token' };
	return credentialFor(hibob, user);
}

describe('searchEmployees', () => {
	it('gives names and ids, by name, in one request', async () => {
		const { results } = await search();
		const expected = hibob.employees
			.map((person) => ({ name: String(person['root.displayName']), value: person['root.id'] }))
			.sort(byName);
		expect(results).toEqual(expected);
		expect(results[0]).toEqual({ name: 'Amy Miles', value: '3332883884017713238' });
		expect(asked()).toEqual(['POST /people/search']);
	});

	it('shows a hundred at most, the first by name', async () => {
		hibob.seedPeople(244);
		const { results } = await search();
		expect(results).toHaveLength(100);
		const all = hibob.employees.map((person) => ({ name: String(person['root.displayName']) }));
		expect(namesOf({ results })).toEqual(
			[...all]
				.sort(byName)
				.slice(0, 100)
				.map(({ name }) => name),
		);
	});

	it('finds whoever is further down', async () => {
		hibob.seedPeople(244);
		const names = { firstName: 'Zora', surname: 'Zzyzx' };
		const value = hibob.hire({ startDate: '2020-01-01', ...names });
		expect(await search('zzyzx')).toEqual({ results: [{ name: 'Zora Zzyzx', value }] });
	});

	it('finds those who have left, and those who have not started', async () => {
		const left = hibob.hire({ startDate: '2020-01-01', firstName: 'Left', surname: 'Inactive' });
		hibob.scheduleTermination(left, { date: '2021-01-01' });
		hibob.leave(left);
		const coming = hibob.hire({ startDate: '2039-01-01', firstName: 'New', surname: 'Inactive' });
		const { results } = await search('inactive');
		expect(results.map(({ value }) => value)).toEqual([left, coming]);
	});

	it.each([
		['noor', ['Noor Haddad']],
		['NOOR', ['Noor Haddad']],
		['hadd', ['Noor Haddad']],
		['haddad noor', ['Noor Haddad']],
		['  noor   hadd ', ['Noor Haddad']],
		['noor miles', []],
		['noor.haddad.1@work.example', ['Noor Haddad']],
		['work.example haddad', ['Noor Haddad']],
		['nobody at all', []],
	])('finds by the words %j', async (filter, expected) => {
		expect(namesOf(await search(filter))).toEqual(expected);
	});

	it('finds nobody by what is private, and reads nothing of it', async () => {
		for (const filter of [PRIVATE_MARK, 'home.example', '765432', 'engineer']) {
			expect(await search(filter)).toEqual({ results: [] });
		}
	});

	it('shows the id where a name is missing', async () => {
		const [person] = hibob.employees;
		const id = person?.['root.id'] ?? '';
		const match = { path: '/people/search' };
		const body = {
			employees: [
				{ id, displayName: ' ' },
				{ id: '7', displayName: null },
			],
		};
		hibob.faults.add({ kind: 'status', status: 200, body, match });
		expect((await search()).results).toEqual([
			{ name: id, value: id },
			{ name: '7', value: '7' },
		]);
	});

	it('shows whom the service user may see', async () => {
		const visible = hibob.employees[2]?.['root.id'] ?? '';
		const { results } = await search(undefined, limited({ people: [visible] }));
		expect(results.map(({ value }) => value)).toEqual([visible]);
	});
});

describe('getFields', () => {
	it('is sorted, with the category before the name, the company’s own among them', async () => {
		const found = await options('getFields');
		expect(found).toEqual([...found].sort(byName));
		expect(found).toHaveLength(new Set(found.map(({ value }) => value)).size);
		expect(found).toContainEqual({ name: 'Work: Job title', value: 'work.title' });
		expect(found).toContainEqual({ name: 'Equipment: T-shirt size', value: CUSTOM_FIELD });
		// The category is what a permission is given for, not the beginning of the id.
		expect(found).toContainEqual({
			name: 'Employment: Employment type',
			value: 'payroll.employment.type',
		});
		expect(asked()).toEqual(['GET /company/people/fields']);
	});

	it('takes no permission', async () => {
		const poor = limited({ peopleFields: [], people: [], tables: [] });
		expect(await options('getFields', poor)).toEqual(await options('getFields'));
	});

	it.each([
		[{ id: 'a.b', name: 'Name' }, 'Name'],
		[{ id: 'a.b', name: 'Name', category: 'a' }, 'a: Name'],
		[{ id: 'a.b', name: null, category: 'a', categoryDisplayName: '' }, 'a: a.b'],
		[{ id: 'a.b' }, 'a.b'],
	])('names the field %j %j', async (field, name) => {
		const match = { path: '/company/people/fields' };
		hibob.faults.add({ kind: 'status', status: 200, body: [field], match });
		expect(await options('getFields')).toEqual([{ name, value: 'a.b' }]);
	});
});

describe('getTables', () => {
	const BUILT_IN = TABLES.map(({ name, label }) => ({ name: label, value: name })).sort(byName);

	it('gives those every company has and the company’s own, by name', async () => {
		const found = await options('getTables');
		expect(found).toEqual([...found].sort(byName));
		for (const table of BUILT_IN) expect(found).toContainEqual(table);
		expect(found).toContainEqual({ name: 'Equipment', value: EQUIPMENT_TABLE });
		expect(found).toHaveLength(BUILT_IN.length + 2);
		expect(asked()).toEqual(['GET /people/custom-tables/metadata']);
	});

	it('gives those every company has where the others are refused', async () => {
		const match = { path: '/people/custom-tables/metadata' };
		hibob.faults.add({ kind: 'status', status: 403, body: { key: 'forbidden' }, match });
		expect(await options('getTables')).toEqual(BUILT_IN);
	});

	it('gives them where there are no others', async () => {
		const match = { path: '/people/custom-tables/metadata' };
		hibob.faults.add({ kind: 'status', status: 200, body: { tables: [] }, match });
		expect(await options('getTables')).toEqual(BUILT_IN);
	});

	it('shows the id of a table without a name', async () => {
		const match = { path: '/people/custom-tables/metadata' };
		const body = { tables: [{ id: 'root__table_7', name: ' ' }, { id: 'root__table_8' }] };
		hibob.faults.add({ kind: 'status', status: 200, body, match });
		const found = await options('getTables');
		for (const id of ['root__table_7', 'root__table_8']) {
			expect(found).toContainEqual({ name: id, value: id });
		}
	});
});

describe('the values of a field', () => {
	it('are its names, each once, in one request', async () => {
		expect(await options('getDepartments')).toEqual(
			['Engineering', 'People', 'Support'].map((name) => ({ name, value: name })),
		);
		expect(asked()).toEqual(['POST /people/search']);
		const places = (await options('getLocations')).map(({ name }) => name);
		expect(places).toEqual([...new Set(places)].sort());
		expect(places).toContain('Berlin');
	});

	it('are names, also where HiBob has ids in the field', async () => {
		await start({ siteForm: 'id' });
		expect((await options('getLocations')).map(({ name }) => name)).toContain('Berlin');
	});

	it('that the service user may not see are refused, and say which permission is missing', async () => {
		const body = { employees: [{ id: '7', displayName: 'Ada' }] };
		const match = { path: '/people/search' };
		hibob.faults.add({ kind: 'status', status: 200, body, match });
		await expect(options('getDepartments')).rejects.toMatchObject({
			message: 'HiBob does not allow this with the credential',
			description: expect.stringContaining('HiBob left out work.department'),
		});
	});
});

describe('getPolicyTypes', () => {
	it('gives them by name; the name is what requests carry', async () => {
		const names = ['Holiday', 'Hourly leave', 'Parental leave', 'Sick leave'];
		const found = await options('getPolicyTypes');
		expect(found).toEqual([...found].sort(byName));
		for (const name of names) expect(found).toContainEqual({ name, value: name });
		expect(asked()).toEqual(['GET /timeoff/policy-types']);
	});
});

describe('what HiBob refuses is shown, not an empty list', () => {
	const lists: Record<string, (credential?: IDataObject) => Promise<unknown>> = {
		'/people/search': async (credential) => await search(undefined, credential),
		'/company/people/fields': async (credential) => await options('getFields', credential),
		'/people/custom-tables/metadata': async (credential) => await options('getTables', credential),
		'/timeoff/policy-types': async (credential) => await options('getPolicyTypes', credential),
	};

	it.each(Object.entries(lists))(
		'%s: with a bad token, in an outage, by a page',
		async (path, list) => {
			const wrong = credentialFor(hibob, { serviceUserToken: 'example-wrong-token' });
			await expect(list(wrong)).rejects.toThrow('HiBob did not accept the credential');
			const match = { path };
			hibob.faults.add({ kind: 'status', times: 3, match });
			await expect(list()).rejects.toThrow('HiBob is not available');
			hibob.faults.add({ kind: 'status', status: 200, body: '<!DOCTYPE html>', match });
			await expect(list()).rejects.toThrow('HiBob answered with something other than');
			hibob.faults.add({ kind: 'cut-before', times: 3, match });
			await expect(list()).rejects.toThrow('HiBob could not be reached');
		},
	);

	it('names the permission that kinds of time off take', async () => {
		await expect(
			options('getPolicyTypes', limited({ timeOffSettings: false })),
		).rejects.toMatchObject({
			message: 'HiBob does not allow this with the credential',
			description: expect.stringContaining(
				"Features > Time off > Settings > Manage company's time off settings",
			),
		});
	});
});
