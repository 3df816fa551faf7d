import omit from 'lodash/omit';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { operations } from '../../nodes/Personio/operations';
import type { PersonioOptions, PersonioSimulator } from '../../simulators/personio/index.mts';
import { privateValues } from '../../simulators/personio/index.mts';
import { act, actionIn, credentialFor, failure, startRoomyPersonio } from '../support/personio';
import { operationRunner } from '../support/vendorNodes';

jest.mock('n8n-workflow', () => jest.requireActual('../support/sleep/hundredth'));

const BUSY_DAY = Date.parse('2026-03-02T08:00:00.000Z');

/** For tests of records as they were sent, and of their order. */
const AS_DOCUMENTED = { sometimes: 'none' } as const;

let personio: PersonioSimulator;
let clock: number;
async function start(options: PersonioOptions = {}): Promise<void> {
	await personio?.close();
	personio = await startRoomyPersonio({ now: () => clock, ...options });
}
beforeEach(async () => {
	clock = BUSY_DAY;
	await start();
});
afterEach(async () => {
	await personio.close();
	expect(personio.violations.list).toEqual([]);
});

const doing = operationRunner({ act }, operations, (given) => actionIn(personio, given));

const jsons = (items: INodeExecutionData[]): IDataObject[] => items.map(({ json }) => json);
const idsIn = (items: INodeExecutionData[]): unknown[] => items.map(({ json }) => json['id']);
const people = (): string[] => personio.people.map(({ id }) => id);
const employmentOf = (personId: string) => {
	const found = personio.employments.find(({ person }) => person.id === personId);
	if (found === undefined) throw new Error(`No employment of ${personId}`);
	return found;
};
const byId = (value: unknown): IDataObject => ({
	people: 'one',
	employeeId: { __rl: true, mode: 'id', value } as IDataObject,
});
/** The queries a path was asked for with, oldest first. */
const queries = (path: string | RegExp): Array<Record<string, unknown>> =>
	personio.requests
		.filter((one) => (typeof path === 'string' ? one.path === path : path.test(one.path)))
		.map(({ query }) => query);
const EMPLOYMENTS = /\/employments$/;

/** A credential of somebody who may do, or see, only some things. */
function limited(granted: {
	scopes?: NonNullable<Parameters<PersonioSimulator['addClient']>[0]['scopes']>;
	attributes?: 'none' | string[];
}): { credential: IDataObject } {
	const client = { clientId: 'papi-poor', clientSecret: 'papi-poor-secret' };
	personio.addClient({ ...client, ...granted });
	return { credential: credentialFor(personio, client) };
}

describe('Employee: Get', () => {
	const GET = ['employee', 'get'] as const;

	it('gives the person with the latest employment, and names for ids', async () => {
		const id = '3004';
		expect(jsons(await doing(GET, byId(id)))).toEqual([
			{
				id,
				employeeNumber: null,
				displayName: "Obediah O'Halloran",
				firstName: 'Obediah',
				lastName: "O'Halloran",
				preferredName: 'Obediah',
				workEmail: 'obediah.ohalloran.2@work.example',
				jobTitle: 'Account Manager',
				department: 'Sales',
				departmentId: '402',
				team: 'Key Accounts',
				location: '60303',
				locationId: '60303',
				country: null,
				legalEntity: 'Acme España S.L.',
				legalEntityId: '171',
				costCenter: '9002',
				timezone: null,
				manager: {
					id: '3003',
					displayName: 'Zoë Núñez',
					workEmail: 'zoe.nunez.1@work.example',
				},
				status: 'active',
				statusRaw: 'ACTIVE',
				relationship: 'employee',
				schedule: 'full_time',
				typeRaw: 'INTERNAL',
				startDate: '2016-02-01',
				originalStartDate: '2016-02-01',
				probationEndDate: null,
				contractEndDate: null,
				terminationDate: null,
				url: null,
			},
		]);
	});

	it('gives raw records with all employments, and selected fields', async () => {
		await start(AS_DOCUMENTED);
		personio.scheduleTermination('3004', { terminationDate: '2026-01-31' });
		personio.endEmployment('3004');
		personio.addEmployment('3004', { startDate: '2026-02-15' });
		const own = personio.employments.filter(({ person }) => person.id === '3004');
		const raw = jsons(await doing(GET, { ...byId('3004'), output: 'raw' }))[0];
		const person = personio.people.find(({ id }) => id === '3004');
		expect(raw).toMatchObject({ ...person, employments: [own[1], own[0]] });
		const outputFields = ' id, startDate ,originalStartDate,manager.id';
		const selected = await doing(GET, { ...byId('3004'), output: 'selected', outputFields });
		expect(jsons(selected)).toEqual([
			{
				id: '3004',
				startDate: '2026-02-15',
				originalStartDate: '2016-02-01',
				manager: { id: '3003' },
			},
		]);
	});

	it('reads the id of the item by default', async () => {
		const items = ['3005', '3004'].map((id) => ({ refs: { employeeId: id } }));
		const output = await doing(GET, {}, { items });
		expect(idsIn(output)).toEqual(['3005', '3004']);
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
	});

	it('of somebody without an employment has what the person has', async () => {
		const id = personio.addPerson({ first_name: 'Quentin' });
		const [json] = jsons(await doing(GET, byId(id)));
		expect(json).toMatchObject({ id, firstName: 'Quentin', startDate: null, department: null });
	});

	it('of an unknown id fails in plain words, naming the item', async () => {
		const error = await failure(
			doing(GET, byId('={{ $itemIndex === 0 ? "3003" : "1" }}'), { items: [{}, {}] }),
		);
		expect(error.message).toBe('Personio has no such record');
		expect(error.context.itemIndex).toBe(1);
	});

	it('of an id with a slash asks for nothing else', async () => {
		const error = await failure(doing(GET, byId('../webhooks')));
		expect(error.message).toBe('Personio has no such record');
		expect(personio.requests.map(({ path }) => path)).not.toContain('/v2/webhooks');
	});

	it('without an id fails in plain words, without a request', async () => {
		const error = await failure(doing(GET, byId('')));
		expect(error.message).toBe("'Employee' is empty");
		expect(personio.requests).toEqual([]);
	});

	it('goes on after a failure where that is wanted', async () => {
		const output = await doing(GET, byId('={{ $itemIndex === 1 ? "1" : "3003" }}'), {
			items: [{}, {}, {}],
			continueOnFail: true,
		});
		expect(jsons(output).map(({ id, error }) => id ?? error)).toEqual([
			'3003',
			'Personio has no such record',
			'3003',
		]);
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual([0, 1, 2].map((item) => ({ item })));
	});

	it('keeps ids where names cannot be read', async () => {
		const poor = limited({ scopes: ['personio:persons:read'] });
		expect(jsons(await doing(GET, byId('3004'), poor))[0]).toMatchObject({
			department: '402',
			team: '4502',
			legalEntity: '171',
		});
	});

	it('names the scope that is missing', async () => {
		const poor = limited({ scopes: ['personio:absences:read'] });
		const error = await failure(doing(GET, byId('3004'), poor));
		expect(error.message).toBe('Personio does not allow this with the credential');
		expect(error.description).toContain("'personio:persons:read'");
		expect(error.description).toContain('Personio says: common.forbidden.');
	});

	it('of somebody of whom nothing may be seen gives what is left', async () => {
		const poor = limited({ attributes: 'none' });
		expect(jsons(await doing(GET, byId('3004'), poor))[0]).toMatchObject({
			id: '3004',
			displayName: null,
			statusRaw: 'ACTIVE',
			startDate: null,
			manager: { id: null },
		});
	});

	it('never gives away anything private', async () => {
		const items = people().map((id) => ({ refs: { employeeId: id } }));
		const output = JSON.stringify(jsons(await doing(GET, {}, { items })));
		const values = personio.people.flatMap((person) => privateValues(person));
		expect(values.filter((value) => output.includes(value))).toEqual([]);
	});

	it('adds custom attributes when asked to, by global ID or ID, with what they are', async () => {
		const parameters = { ...byId('3003'), includeCustomAttributes: true };
		const [json] = jsons(await doing(GET, parameters));
		const custom = json?.['customAttributes'];
		const keys = personio.people[0]?.custom_attributes.map(({ id, global_id: name }) => name ?? id);
		expect(Object.keys(custom ?? {})).toEqual(keys);
		expect(custom).toMatchObject({
			dynamic_305: { value: 'S', type: 'string', label: null },
			dynamic_306: { value: ['German', 'English'], type: 'string_list', label: 'Languages' },
			dynamic_307: { value: true, type: 'boolean', label: null },
			personnel_number: { value: 'P-0000', type: 'string', label: null },
			dynamic_406: { value: 90007, type: 'double', label: null },
		});
	});

	it('tells numbers and yes or no from text, in either spelling of types', async () => {
		const attribute = (id: string, type: string | null, value: unknown) => ({ id, type, value });
		const custom_attributes = [
			attribute('a', 'INT', '7'),
			attribute('b', 'DOUBLE', '7.5'),
			attribute('c', 'BOOLEAN', 'false'),
			attribute('d', 'boolean', 'perhaps'),
			attribute('e', 'int', ''),
			attribute('f', null, '7'),
			attribute('g', 'STRING_LIST', [{ name: 'x' }]),
			attribute('h', 'string', null),
			attribute('i', 'string_list', '["Forklift","First aid"]'),
			attribute('j', 'INT_LIST', '[1, 2]'),
			attribute('k', 'tags', '[]'),
			// Not a list.
			attribute('l', 'string_list', 'Forklift'),
			attribute('m', 'string_list', '{"0":"Forklift"}'),
			attribute('n', 'string', '["Forklift"]'),
			attribute('o', 'enlisted', '["Forklift"]'),
			{ id: 9, type: 'string', global_id: '' },
		];
		const match = { path: '/v2/persons/3003' };
		const body = { id: 3003, custom_attributes };
		personio.faults.add({ kind: 'status', status: 200, body, match });
		const [json] = jsons(await doing(GET, { ...byId('3003'), includeCustomAttributes: true }));
		expect(json?.['customAttributes']).toEqual({
			a: { value: 7, type: 'int', label: null },
			b: { value: 7.5, type: 'double', label: null },
			c: { value: false, type: 'boolean', label: null },
			d: { value: 'perhaps', type: 'boolean', label: null },
			e: { value: '', type: 'int', label: null },
			f: { value: '7', type: 'unspecified', label: null },
			g: { value: [{ name: 'x' }], type: 'string_list', label: null },
			h: { value: null, type: 'string', label: null },
			i: { value: ['Forklift', 'First aid'], type: 'string_list', label: null },
			j: { value: [1, 2], type: 'int_list', label: null },
			k: { value: [], type: 'tags', label: null },
			l: { value: 'Forklift', type: 'string_list', label: null },
			m: { value: '{"0":"Forklift"}', type: 'string_list', label: null },
			n: { value: '["Forklift"]', type: 'string', label: null },
			o: { value: '["Forklift"]', type: 'enlisted', label: null },
			9: { value: null, type: 'string', label: null },
		});
	});
});

describe('Employee: Get Many', () => {
	const ALL = ['employee', 'getAll'] as const;

	it.each<PersonioOptions>([{}, { nextLink: 'wrong-path' }, { nextLink: 'self' }])(
		'reads all pages of an account of the kind %j',
		async (options) => {
			await start({ people: 120, ...options });
			const output = await doing(ALL, { returnAll: true });
			expect(idsIn(output)).toEqual(people());
			const asked = queries('/v2/persons');
			expect(asked[0]).toEqual({ limit: '50' });
			expect(asked.length).toBeLessThanOrEqual(options.nextLink === 'self' ? 4 : 3);
			expect(queries(EMPLOYMENTS).length).toBeGreaterThanOrEqual(120);
			expect(jsons(output).every(({ jobTitle }) => typeof jobTitle === 'string')).toBe(true);
		},
	);

	it.each([
		[1, 1],
		[50, 1],
		[51, 2],
	])('reads %i in no more requests than it takes', async (limit, requests) => {
		await start({ people: 120 });
		expect(await doing(ALL, { limit })).toHaveLength(limit);
		expect(queries('/v2/persons')).toHaveLength(requests);
		expect(queries(EMPLOYMENTS)).toHaveLength(limit);
	});

	it('has a limit of 50 by default', async () => {
		await start({ people: 60 });
		expect(await doing(ALL)).toHaveLength(50);
	});

	it('uses the same words as a single record, but for managers outside the list', async () => {
		const [one] = jsons(await doing(['employee', 'get'], byId('3006')));
		const listed = jsons(await doing(ALL, { returnAll: true })).find(({ id }) => id === '3006');
		expect(listed).toEqual(one);
		// The manager is not among those listed, and nobody is read for it.
		const filters = { emails: 'lukas.weiss.4@work.example' };
		expect(jsons(await doing(ALL, { filters }))).toMatchObject([
			{ id: '3006', manager: { id: '3003', displayName: null } },
		]);
	});

	it('without employments asks for people alone', async () => {
		await start(AS_DOCUMENTED);
		const output = await doing(ALL, { returnAll: true, includeEmployments: false });
		expect(idsIn(output)).toEqual(people());
		expect(personio.requests.map(({ path }) => path)).toEqual(['/v2/auth/token', '/v2/persons']);
		expect(jsons(output)[0]).toMatchObject({ jobTitle: null, statusRaw: 'ACTIVE' });
		const raw = await doing(ALL, { limit: 1, includeEmployments: false, output: 'raw' });
		expect(jsons(raw)[0]).toMatchObject({ ...personio.people[0] });
	});

	it('adds employments to raw records, and custom attributes where asked for', async () => {
		await start(AS_DOCUMENTED);
		const raw = jsons(await doing(ALL, { limit: 1, output: 'raw' }))[0];
		expect(raw).toMatchObject({ ...personio.people[0], employments: [employmentOf('3003')] });
		expect(jsons(await doing(ALL, { limit: 1 }))[0]).not.toHaveProperty('customAttributes');
		const parameters = { limit: 1, includeCustomAttributes: true, includeEmployments: false };
		expect(jsons(await doing(ALL, parameters))[0]).toMatchObject({
			customAttributes: { dynamic_305: { value: 'S' } },
		});
	});

	it('filters by status and e-mail addresses', async () => {
		personio.setInactive('3005');
		const filtered = async (filters: IDataObject): Promise<unknown[]> =>
			idsIn(await doing(ALL, { returnAll: true, filters }));
		expect(await filtered({ status: 'INACTIVE' })).toEqual(['3005']);
		expect(await filtered({ status: 'ACTIVE' })).toEqual(people().filter((id) => id !== '3005'));
		const emails = ' zoe.nunez.1@work.example,, ngozi.okafor.3@work.example ';
		expect(await filtered({ emails })).toEqual(['3003', '3005']);
		expect(await filtered({ emails, status: 'ACTIVE' })).toEqual(['3003']);
		expect(await filtered({ emails: 'nobody@work.example' })).toEqual([]);
	});

	describe.each<PersonioOptions>([{}, { dateFilters: 'date-only' }])(
		'updated since, of an account of the kind %j',
		(options) => {
			beforeEach(async () => {
				await start(options);
				clock = Date.parse('2026-03-02T09:59:59.000Z');
				personio.updatePerson('3003', { preferred_name: 'A' });
				clock = Date.parse('2026-03-02T10:00:00.000Z');
				personio.updatePerson('3004', { preferred_name: 'B' });
				clock = Date.parse('2026-03-03T00:00:00.000Z');
				personio.updatePerson('3005', { preferred_name: 'C' });
			});

			it.each([
				['2026-03-02T10:00:00Z', ['3004', '3005']],
				['2026-03-02T10:00:00.500Z', ['3005']],
				// Without a zone it is the workflow's: an hour ahead.
				['2026-03-02T11:00:00', ['3004', '3005']],
				['2026-03-02T11:00:00+01:00', ['3004', '3005']],
				['2026-03-02', ['3003', '3004', '3005']],
				['2026-03-03T00:00:00Z', ['3005']],
				['2026-03-04', []],
			])('%s', async (updatedSince, expected) => {
				const output = await doing(ALL, { returnAll: true, filters: { updatedSince } });
				expect(idsIn(output)).toEqual(expected);
			});

			it('keeps to the other filters', async () => {
				const filters = { updatedSince: '2026-03-01', emails: 'zoe.nunez.1@work.example' };
				expect(idsIn(await doing(ALL, { filters }))).toEqual(['3003']);
			});
		},
	);

	it('asks Personio for what changed since, and only once', async () => {
		await doing(ALL, { filters: { updatedSince: '2026-03-02T10:00:00Z' } });
		expect(queries('/v2/persons')).toEqual([
			{ limit: '50', 'updated_at.gt': '2026-03-02T09:59:59Z' },
		]);
	});

	it('refuses a date that is none', async () => {
		const error = await failure(doing(ALL, { filters: { updatedSince: 'lately' } }));
		expect(error.message).toBe("'Updated Since' is not a date and time");
		expect(personio.requests).toEqual([]);
	});

	it('leaves the employments of whoever was deleted meanwhile empty', async () => {
		const match = { path: '/v2/persons/3004/employments' };
		personio.faults.add({ kind: 'status', status: 404, match });
		const output = jsons(await doing(ALL, { returnAll: true }));
		expect(output.map(({ id }) => id)).toEqual(people());
		expect(output[1]).toMatchObject({ jobTitle: null, firstName: 'Obediah' });
	});

	it('fails when somebody cannot be read for another reason', async () => {
		const match = { path: '/v2/persons/3004/employments' };
		personio.faults.add({ kind: 'status', status: 403, match });
		const error = await failure(doing(ALL, { returnAll: true }));
		expect(error.message).toBe('Personio does not allow this with the credential');
		expect(error.description).toContain("'personio:persons:read'");
	});

	it('gives nothing for nobody', async () => {
		await start({ people: 0 });
		expect(await doing(ALL, { returnAll: true })).toEqual([]);
	});

	it('meets an answer that is none with plain words', async () => {
		const match = { path: '/v2/persons' };
		personio.faults.add({ kind: 'status', status: 200, body: '<html>', match });
		expect((await failure(doing(ALL))).message).toMatch(/something other than a list of people/);
	});
});

describe('Employment', () => {
	const GET = ['employment', 'get'] as const;
	const ALL = ['employment', 'getAll'] as const;

	it('gives one, without the words somebody wrote about it', async () => {
		await start(AS_DOCUMENTED);
		const wish = { terminationDate: '2026-06-30', reason: 'example-gossip' };
		const entryId = personio.scheduleTermination('3004', wish);
		const output = jsons(await doing(GET, { ...byId('3004'), entryId }));
		const termination = omit(employmentOf('3004').termination, 'reason');
		expect(output).toEqual([
			{
				employeeId: '3004',
				name: 'employment',
				entryId,
				effectiveDate: '2016-02-01',
				record: { ...employmentOf('3004'), termination },
			},
		]);
		expect(JSON.stringify(output)).not.toContain('example-gossip');
		const raw = await doing(GET, { ...byId('3004'), entryId, output: 'raw' });
		expect(jsons(raw)[0]).toMatchObject({ ...employmentOf('3004') });
		const outputFields = 'entryId,effectiveDate';
		const selected = await doing(GET, {
			...byId('3004'),
			entryId,
			output: 'selected',
			outputFields,
		});
		expect(jsons(selected)).toEqual([{ entryId, effectiveDate: '2016-02-01' }]);
	});

	it('reads what the event of the item is about', async () => {
		const { id: entryId } = employmentOf('3005');
		const refs = { employeeId: '3005', entryId };
		expect(jsons(await doing(GET, {}, { items: [{ refs }] }))).toMatchObject([
			{ employeeId: '3005', entryId },
		]);
	});

	it('of another person, or of nobody, is no record', async () => {
		const { id: entryId } = employmentOf('3005');
		for (const id of ['3004', '1']) {
			const error = await failure(doing(GET, { ...byId(id), entryId }));
			expect(error.message).toBe('Personio has no such record');
			expect(error.context.itemIndex).toBe(0);
		}
		const error = await failure(doing(GET, { ...byId('3005'), entryId: ' ' }));
		expect(error.message).toBe("'Employment ID' is empty");
	});

	it('gives all of one person, and up to a limit', async () => {
		await start(AS_DOCUMENTED);
		const first = employmentOf('3004').id;
		personio.endEmployment('3004', { endDate: '2026-01-31' });
		const second = personio.addEmployment('3004', { startDate: '2026-02-15' });
		const output = await doing(ALL, byId('3004'));
		expect(jsons(output).map(({ entryId }) => entryId)).toEqual([second, first]);
		expect(queries('/v2/persons')).toEqual([]);
		const one = await doing(ALL, { ...byId('3004'), limit: 1 });
		expect(jsons(one).map(({ entryId }) => entryId)).toEqual([second]);
		expect((await failure(doing(ALL, byId('1')))).message).toBe('Personio has no such record');
	});

	it.each<PersonioOptions>([{}, { nextLink: 'wrong-path' }, { nextLink: 'self' }])(
		'gives all pages of one person, in an account of the kind %j',
		async (options) => {
			await start(options);
			for (let year = 1950; year < 2010; year++) {
				personio.addEmployment('3004', { startDate: `${year}-01-01` });
			}
			const output = await doing(ALL, { ...byId('3004'), returnAll: true });
			const ids = jsons(output).map(({ entryId }) => entryId);
			expect(new Set(ids).size).toBe(61);
			expect(ids).toHaveLength(61);
		},
	);

	it('gives those of everyone', async () => {
		await start({ people: 120 });
		const output = await doing(ALL, { people: 'everyone', returnAll: true });
		expect(jsons(output).map(({ employeeId }) => employeeId)).toEqual(people());
		expect(queries('/v2/persons')).toHaveLength(3);
	});

	it('asks nobody more than it takes to reach the limit', async () => {
		await start({ people: 120 });
		expect(await doing(ALL, { people: 'everyone', limit: 5 })).toHaveLength(5);
		expect(queries('/v2/persons')).toHaveLength(1);
		expect(queries(EMPLOYMENTS)).toHaveLength(5);
	});

	it('leaves out whoever was deleted while the list was read, and nobody else', async () => {
		const match = { path: '/v2/persons/3005/employments' };
		personio.faults.add({ kind: 'status', status: 404, match });
		const output = await doing(ALL, { people: 'everyone', returnAll: true });
		expect(jsons(output).map(({ employeeId }) => employeeId)).toEqual(
			people().filter((id) => id !== '3005'),
		);
		personio.faults.add({ kind: 'status', status: 403, match });
		const error = await failure(doing(ALL, { people: 'everyone', returnAll: true }));
		expect(error.description).toContain("'personio:persons:read'");
	});

	it.each<PersonioOptions>([{}, { dateFilters: 'date-only' }])(
		'gives those that changed since, in an account of the kind %j',
		async (options) => {
			await start(options);
			clock = Date.parse('2026-03-02T09:59:59.000Z');
			personio.updateEmployment('3003', { weekly_working_hours: 30 });
			clock = Date.parse('2026-03-02T10:00:00.000Z');
			personio.updateEmployment('3004', { weekly_working_hours: 30 });
			const filters = { updatedSince: '2026-03-02T10:00:00Z' };
			const everyone = { people: 'everyone', returnAll: true, filters };
			const changed = jsons(await doing(ALL, everyone)).map(({ employeeId }) => employeeId);
			expect(changed).toEqual(['3004']);
			expect(await doing(ALL, { ...byId('3003'), filters })).toEqual([]);
			expect(await doing(ALL, { ...byId('3004'), filters })).toHaveLength(1);
		},
	);

	it('never decides for everyone by an empty field', async () => {
		const error = await failure(doing(ALL, byId('')));
		expect(error.message).toBe("'Employee' is empty");
		expect(personio.requests).toEqual([]);
	});

	it('of which nothing may be seen is told by its ids', async () => {
		const poor = limited({ attributes: 'none' });
		const { id, status } = employmentOf('3004');
		expect(jsons(await doing(ALL, byId('3004'), poor))).toEqual([
			{
				employeeId: '3004',
				name: 'employment',
				entryId: id,
				effectiveDate: null,
				record: { id, status, person: { id: '3004' } },
			},
		]);
	});
});

describe('the limit of Personio', () => {
	it('is never met while sixty people are read with all there is', async () => {
		clock = Date.now();
		await start({ people: 60, rateLimit: {}, now: () => Date.now() });
		expect(await doing(['employee', 'getAll'], { returnAll: true })).toHaveLength(60);
		expect(personio.requests.map(({ status }) => status)).not.toContain(429);
	});

	it('used up by others is waited for', async () => {
		const match = { path: '/v2/persons' };
		const headers = {
			'x-ratelimit-replenish-rate': '10',
			'x-ratelimit-burst-capacity': '10',
			'x-ratelimit-requested-tokens': '1',
			'x-ratelimit-remaining': '0',
		};
		personio.faults.add({ kind: 'status', status: 429, headers, match, times: 2 });
		const began = Date.now();
		const parameters = { includeEmployments: false, limit: 1 };
		expect(await doing(['employee', 'getAll'], parameters)).toHaveLength(1);
		expect(queries('/v2/persons')).toHaveLength(3);
		// Without a `Retry-After`: a second, then two.
		expect(Date.now() - began).toBeGreaterThanOrEqual(2_900);
	});
});

it('has an operation for every choice, and refuses what is none', async () => {
	expect(operations.map(({ resource, operation }) => `${resource}.${operation}`)).toEqual([
		'absenceType.getAll',
		'employee.get',
		'employee.getAll',
		'employment.get',
		'employment.getAll',
		'event.getAllSince',
		'timeOff.get',
		'timeOff.getAll',
	]);
	const node = actionIn(personio, { parameters: { resource: 'employee', operation: 'delete' } });
	await expect(act(node)).rejects.toThrow("'Operation' is not one of this node's");
});
