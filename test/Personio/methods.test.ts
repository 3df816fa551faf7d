import type { IDataObject, INodeListSearchResult, INodePropertyOptions } from 'n8n-workflow';

import type { PersonioOptions, PersonioSimulator } from '../../simulators/personio/index.mts';
import { ABSENCE_TYPES } from '../../simulators/personio/index.mts';
import { loadOptionsContext } from '../support/n8n';
import { action, actionIn, credentialFor, startRoomyPersonio } from '../support/personio';

jest.mock('n8n-workflow', () => jest.requireActual('../support/sleep/hundredth'));

let personio: PersonioSimulator;
async function start(options: PersonioOptions = {}): Promise<void> {
	await personio?.close();
	personio = await startRoomyPersonio(options);
}
beforeEach(async () => {
	await start();
});
afterEach(async () => {
	await personio.close();
	expect(personio.violations.list).toEqual([]);
});

async function search(
	filter?: string,
	credential: IDataObject = credentialFor(personio),
): Promise<INodeListSearchResult> {
	const context = loadOptionsContext(actionIn(personio, { credential }));
	return await action.methods.listSearch.searchEmployees.call(context, filter);
}

async function types(
	credential: IDataObject = credentialFor(personio),
): Promise<INodePropertyOptions[]> {
	const context = loadOptionsContext(actionIn(personio, { credential }));
	return await action.methods.loadOptions.getAbsenceTypes.call(context);
}

const asked = (path: string): number =>
	personio.requests.filter((request) => request.path === path).length;
const namesOf = ({ results }: INodeListSearchResult): unknown[] => results.map(({ name }) => name);

describe('searchEmployees', () => {
	it('gives names and ids', async () => {
		const { results } = await search();
		expect(results).toEqual(
			personio.people.map((person) => ({
				name: `${person.first_name} ${person.last_name}`,
				value: person.id,
			})),
		);
		expect(results[0]).toEqual({ name: 'Zoë Núñez', value: '3003' });
	});

	it('shows a hundred at most, and reads no more pages than that takes', async () => {
		personio.seedPeople(194);
		expect((await search()).results).toHaveLength(100);
		expect(asked('/v2/persons')).toBe(2);
	});

	it('finds whoever is further down, page by page', async () => {
		personio.seedPeople(194);
		const id = personio.addPerson({ first_name: 'Quentin', last_name: 'Zzyzx' });
		expect(await search('zzyzx')).toEqual({ results: [{ name: 'Quentin Zzyzx', value: id }] });
		expect(asked('/v2/persons')).toBe(5);
	});

	it.each([
		['obediah', ["Obediah O'Halloran"]],
		['OBEDIAH', ["Obediah O'Halloran"]],
		['hallo', ["Obediah O'Halloran"]],
		["o'halloran obediah", ["Obediah O'Halloran"]],
		['  obediah   hall ', ["Obediah O'Halloran"]],
		['obediah weiß', []],
		['lukas.weiss', ['Lukas Weiß']],
		['ngozi.okafor.3@work.example', ['Ngozi Okafor']],
		['nobody at all', []],
	])('finds by the words %j', async (filter, expected) => {
		expect(namesOf(await search(filter))).toEqual(expected);
	});

	it('finds by the preferred name', async () => {
		personio.updatePerson('3003', { preferred_name: 'Zizi' });
		expect(namesOf(await search('zizi'))).toEqual(['Zoë Núñez']);
	});

	it('finds nobody by what is private', async () => {
		expect(await search('private.example')).toEqual({ results: [] });
		expect(await search('invented street')).toEqual({ results: [] });
	});

	it('shows the id where the API credential may not see names', async () => {
		const client = { clientId: 'papi-poor', clientSecret: 'papi-poor-secret' };
		personio.addClient({ ...client, attributes: 'none' });
		const { results } = await search(undefined, credentialFor(personio, client));
		expect(results[0]).toEqual({ name: '3003', value: '3003' });
	});

	it('gives whole names without blanks where a part is missing', async () => {
		const id = personio.addPerson({ first_name: 'Cher', last_name: '' });
		expect((await search('cher')).results).toContainEqual({ name: 'Cher', value: id });
	});
});

describe('getAbsenceTypes', () => {
	it('is sorted by name', async () => {
		const names = ABSENCE_TYPES.map(({ name }) => name).sort((a, b) => a.localeCompare(b));
		const options = await types();
		expect(options.map(({ name }) => name)).toEqual(names);
		expect(options[0]).toEqual({
			name: 'Overtime compensation',
			value: ABSENCE_TYPES.find(({ name }) => name === 'Overtime compensation')?.id,
		});
	});

	it('works where Personio wants to be told of the beta', async () => {
		await start({ absencesNeedBeta: true });
		expect(await types()).toHaveLength(ABSENCE_TYPES.length);
	});

	it('shows the id of a type without a name', async () => {
		personio.faults.add({
			kind: 'status',
			status: 200,
			match: { path: '/v2/absence-types' },
			body: { _data: [{ id: 7 }, { id: 'b', name: ' Sabbatical ' }, { id: 'c', name: ' ' }] },
		});
		expect(await types()).toEqual([
			{ name: '7', value: '7' },
			{ name: 'c', value: 'c' },
			{ name: 'Sabbatical', value: 'b' },
		]);
	});
});

describe('where people work', () => {
	const places = async (
		name: 'getDepartments' | 'getLegalEntities' | 'getLocations',
		credential: IDataObject = credentialFor(personio),
	): Promise<INodePropertyOptions[]> => {
		const context = loadOptionsContext(actionIn(personio, { credential }));
		return await action.methods.loadOptions[name].call(context);
	};

	it('has names where Personio shows them, with ids, each once', async () => {
		expect(await places('getDepartments')).toEqual([
			{ name: 'Engineering', value: '401' },
			{ name: 'People & Culture', value: '403' },
			{ name: 'Sales', value: '402' },
		]);
		expect(await places('getLegalEntities')).toEqual([
			{ name: 'Acme España S.L.', value: '171' },
			{ name: 'Acme GmbH', value: '170' },
		]);
		expect(await places('getLocations')).toEqual([
			{ name: '60302', value: '60302' },
			{ name: '60303', value: '60303' },
		]);
		// One reading fills the three drop-downs.
		expect(asked('/v2/persons')).toBe(1);
	});

	it('is read of fifty people at most', async () => {
		personio.seedPeople(194);
		await places('getDepartments');
		expect(asked('/v2/persons')).toBe(1);
		const read = personio.requests.filter(({ path }) => path.endsWith('/employments'));
		expect(read).toHaveLength(50);
	});

	it('has ids where the credential may not read the names', async () => {
		const client = { clientId: 'papi-poor', clientSecret: 'papi-poor-secret' };
		personio.addClient({ ...client, scopes: ['personio:persons:read'] });
		expect(await places('getDepartments', credentialFor(personio, client))).toEqual(
			['401', '402', '403'].map((id) => ({ name: id, value: id })),
		);
	});

	it('is not shown in part: what Personio refuses is shown', async () => {
		const match = { path: `/v2/persons/${personio.people[1]?.id ?? ''}/employments` };
		personio.faults.add({ kind: 'status', status: 403, match });
		await expect(places('getDepartments')).rejects.toThrow('does not allow');
		expect(await places('getDepartments')).toHaveLength(3);
	});
});

describe('what Personio refuses is shown, not an empty list', () => {
	const lists = {
		searchEmployees: async (credential?: IDataObject) => await search(undefined, credential),
		getAbsenceTypes: async (credential?: IDataObject) => await types(credential),
	};

	it.each([
		['searchEmployees', 'personio:persons:read', '/v2/persons'],
		['getAbsenceTypes', 'personio:absences:read', '/v2/absence-types'],
	] as const)('%s: without %s, with a bad secret, in an outage', async (name, scope, path) => {
		const client = { clientId: 'papi-poor', clientSecret: 'papi-poor-secret' };
		personio.addClient({ ...client, scopes: ['personio:webhooks:read'] });
		await expect(lists[name](credentialFor(personio, client))).rejects.toMatchObject({
			message: 'Personio does not allow this with the credential',
			description: expect.stringContaining(scope),
		});
		const wrong = credentialFor(personio, { clientSecret: 'papi-wrong' });
		await expect(lists[name](wrong)).rejects.toThrow('did not accept the credential');
		const match = { path };
		personio.faults.add({ kind: 'status', times: 3, match });
		await expect(lists[name]()).rejects.toThrow('not available');
		personio.faults.add({ kind: 'status', status: 200, body: { html: 1 }, match });
		await expect(lists[name]()).rejects.toThrow('something other than');
	});
});
