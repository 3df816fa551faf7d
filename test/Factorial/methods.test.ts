import type { IDataObject } from 'n8n-workflow';

import type { FactorialSimulator } from '../../simulators/factorial/index.mts';
import {
	action,
	actionIn,
	credentialFor,
	failure,
	startRoomyFactorial,
} from '../support/factorial';
import { loadOptionsContext } from '../support/n8n';

jest.mock('n8n-workflow', () => jest.requireActual('../support/sleep/hundredth'));

let factorial: FactorialSimulator;
beforeEach(async () => {
	factorial = await startRoomyFactorial();
});
afterEach(async () => {
	await factorial.close();
	expect(factorial.violations.list).toEqual([]);
});

const contextOf = (credential: IDataObject = credentialFor(factorial)) =>
	loadOptionsContext(actionIn(factorial, { credential }));

describe('people', () => {
	const search = async (filter?: string) =>
		await action.methods.listSearch.searchEmployees.call(contextOf(), filter);

	it('come with names and ids', async () => {
		const { results } = await search();
		expect(results).toEqual(
			factorial.employees.map(({ id, full_name: name }) => ({ name, value: id })),
		);
	});

	it('are a hundred at most, in one request; whoever is further down is found by typing', async () => {
		factorial.seedPeople(150);
		const id = factorial.createEmployee({ full_name: 'Quentin Zzyzx' });
		expect((await search()).results).toHaveLength(100);
		const lists = factorial.requests.filter(({ path }) => path === '/employees/employees');
		expect(lists).toHaveLength(1);
		expect(await search(' zzyzx ')).toEqual({ results: [{ name: 'Quentin Zzyzx', value: id }] });
	});

	it('without a name are listed by id', async () => {
		const id = factorial.createEmployee({ full_name: ' ' });
		expect((await search()).results).toContainEqual({ name: id, value: id });
	});
});

describe('lists', () => {
	it.each([
		['getLeaveTypes', ['Holidays', 'Maternity', 'Sick leave', 'Unpaid leave'], '901'],
		['getLegalEntities', ['Acme Iberia SL'], '701'],
		['getLocations', ['Barcelona', 'Berlin'], '301'],
		['getTeams', ['Platform', 'Support'], '502'],
	] as const)('%s comes sorted by name', async (method, names, firstId) => {
		const found = await action.methods.loadOptions[method].call(contextOf());
		expect(found.map(({ name }) => name)).toEqual(names);
		expect(found[0]?.value).toBe(firstId);
	});

	it('that Factorial refuses fail with what to do', async () => {
		const credential = credentialFor(factorial, { apiKey: 'example-revoked' });
		const error = await failure(action.methods.loadOptions.getTeams.call(contextOf(credential)));
		expect(error.message).toMatch(/did not accept the credential/);
	});
});
