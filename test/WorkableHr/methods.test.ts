import type { INodeListSearchResult, INodePropertyOptions } from 'n8n-workflow';

import type { WorkableSimulator } from '../../simulators/workable/index.mts';
import { loadOptionsContext } from '../support/n8n';
import { action, actionIn, credentialFor, startRoomyWorkable } from '../support/workable';

jest.mock('n8n-workflow', () => jest.requireActual('../support/sleep/hundredth'));

let workable: WorkableSimulator;
beforeEach(async () => {
	workable = await startRoomyWorkable();
});
afterEach(async () => {
	await workable.close();
	expect(workable.violations.list).toEqual([]);
});

async function search(
	filter?: string,
	token?: string,
	credential = credentialFor(workable),
): Promise<INodeListSearchResult> {
	const context = loadOptionsContext(actionIn(workable, { credential }));
	return await action.methods.listSearch.searchEmployees.call(context, filter, token);
}

async function options(
	name: keyof typeof action.methods.loadOptions,
	credential = credentialFor(workable),
): Promise<INodePropertyOptions[]> {
	const context = loadOptionsContext(actionIn(workable, { credential }));
	return await action.methods.loadOptions[name].call(context);
}

describe('searchEmployees', () => {
	it('gives names and ids, page by page', async () => {
		workable.seedPeople(114);
		const found: unknown[] = [];
		let token: unknown;
		let pages = 0;
		do {
			const page = await search(undefined, token as string | undefined);
			found.push(...page.results.map(({ value }) => value));
			token = page.paginationToken;
			pages += 1;
		} while (token !== undefined && pages < 9);
		expect(found.map(String).sort()).toEqual(workable.employees.map(({ id }) => id).sort());
		expect(pages).toBe(3);
		expect((await search('zoë')).results).toContainEqual({
			name: 'Zoë Núñez',
			value: workable.employees[0]?.id,
		});
	});

	it('filters', async () => {
		const id = workable.createEmployee({ firstname: 'Quentin', lastname: '' });
		expect(await search('quentin')).toEqual({ results: [{ name: 'Quentin', value: id }] });
		expect(await search('nobody at all')).toEqual({ results: [] });
	});

	it('asks with the member of the credential', async () => {
		await search('x', undefined, credentialFor(workable, { memberId: 'a11' }));
		expect(workable.requests[0]?.query).toMatchObject({ member_id: 'a11', query: 'x' });
	});
});

describe('drop-downs', () => {
	it('are sorted by name, without blanks around it', async () => {
		expect(await options('getDepartments')).toEqual([
			{ name: 'Engineering', value: '4d3' },
			{ name: 'People & Culture', value: '4d5' },
			{ name: 'Platform', value: '4d6' },
			{ name: 'Sales', value: '4d4' },
		]);
		expect((await options('getLegalEntities')).slice(0, 2)).toEqual([
			{ name: 'Acme Aotearoa', value: 'le-auckland' },
			{ name: 'Acme Denver', value: 'le-denver' },
		]);
		expect(await options('getTimeOffCategories')).toEqual([
			{ name: 'Paid time off', value: '2f1' },
			{ name: 'Parental leave', value: '2f4' },
			{ name: 'Sick leave', value: '2f2' },
			{ name: 'Unpaid leave', value: '2f3' },
		]);
	});
});

describe('what Workable refuses is shown, not an empty list', () => {
	const lists = {
		searchEmployees: async (credential?: ReturnType<typeof credentialFor>) =>
			await search(undefined, undefined, credential),
		getDepartments: async (credential?: ReturnType<typeof credentialFor>) =>
			await options('getDepartments', credential),
		getLegalEntities: async (credential?: ReturnType<typeof credentialFor>) =>
			await options('getLegalEntities', credential),
		getTimeOffCategories: async (credential?: ReturnType<typeof credentialFor>) =>
			await options('getTimeOffCategories', credential),
	};

	it.each([
		['searchEmployees', 'r_employees'],
		['getDepartments', 'r_account'],
		['getLegalEntities', 'r_account'],
		['getTimeOffCategories', 'r_timeoff'],
	] as const)('%s: without %s, with a bad token, in an outage', async (name, scope) => {
		workable.addToken('example-without-rights', ['r_jobs']);
		const poor = credentialFor(workable, { accessToken: 'example-without-rights' });
		await expect(lists[name](poor)).rejects.toMatchObject({
			message: 'Workable does not allow this with the credential',
			description: expect.stringContaining(scope),
		});
		const wrong = credentialFor(workable, { accessToken: 'example-nobody' });
		await expect(lists[name](wrong)).rejects.toThrow('did not accept the credential');
		workable.faults.add({ kind: 'status', times: 3 });
		await expect(lists[name]()).rejects.toThrow('not available');
		workable.faults.add({ kind: 'status', status: 200, body: { html: 1 } });
		await expect(lists[name]()).rejects.toThrow('something other than');
	});
});
