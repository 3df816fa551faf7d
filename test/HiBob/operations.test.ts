import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { operations } from '../../nodes/HiBob/operations';
import type { HiBobOptions, HiBobSimulator, Permissions } from '../../simulators/hibob/index.mts';
import { CUSTOM_FIELD, PRIVATE_MARK, SALARY_AMOUNT } from '../../simulators/hibob/index.mts';
import { action, actionIn, credentialFor, failure, startRoomyHiBob } from '../support/hibob';
import type { HttpServer } from '../support/httpServer.mts';
import { startServer } from '../support/httpServer.mts';
import { hintingAct, operationRunner } from '../support/vendorNodes';

jest.mock('n8n-workflow', () => jest.requireActual('../support/sleep/hundredth'));

const GET = ['employee', 'get'] as const;
const ALL = ['employee', 'getAll'] as const;
const BUSY_DAY = Date.parse('2026-03-02T08:00:00.000Z');

let hibob: HiBobSimulator;
let server: HttpServer;
async function start(options: HiBobOptions = {}): Promise<void> {
	await hibob?.close();
	hibob = await startRoomyHiBob({ now: () => BUSY_DAY, ...options });
}
beforeEach(async () => {
	hints.length = 0;
	fullHints.length = 0;
	server = await startServer();
	await start();
});
afterEach(async () => {
	await server.close();
	await hibob.close();
	expect(hibob.violations.list).toEqual([]);
});

const { act, hints, fullHints } = hintingAct(action);
const doing = operationRunner({ act }, operations, (given) => actionIn(hibob, given));
const jsons = (items: INodeExecutionData[]): IDataObject[] => items.map(({ json }) => json);
const idsIn = (items: INodeExecutionData[]): unknown[] => items.map(({ json }) => json['id']);
const people = (): string[] => hibob.employees.map((person) => person['root.id']);
const nth = (index: number): string => people()[index] ?? '';
const emailOf = (index: number): string => String(hibob.employees[index]?.['root.email']);
const byId = (value: unknown): IDataObject => ({
	employeeId: { __rl: true, mode: 'id', value } as IDataObject,
});
const asked = (): string[] => hibob.requests.map(({ method, path }) => `${method} ${path}`);

/** A credential of a service user who may not do everything. */
function limited(permissions: Partial<Permissions>): { credential: IDataObject } {
	hibob.addServiceUser({ id: 'SERVICE-1', token: 'example-poor-token', permissions });
	const user = { serviceUserId: 'SERVICE-1', serviceUserToken: 'example-poor-token' };
	return { credential: credentialFor(hibob, user) };
}

/** Somebody who has left, and somebody who has not started. */
function inactive(): { left: string; coming: string } {
	const left = nth(2);
	hibob.scheduleTermination(left, { date: '2026-02-01', reasonType: 'Voluntary' });
	hibob.leave(left);
	return { left, coming: hibob.hire({ startDate: '2039-01-01', firstName: 'Zora' }) };
}

const NOOR = {
	employeeNumber: '2',
	displayName: 'Noor Haddad',
	firstName: 'Noor',
	lastName: 'Haddad',
	preferredName: null,
	workEmail: 'noor.haddad.1@work.example',
	jobTitle: 'Support Agent',
	department: 'Support',
	team: null,
	location: 'London',
	country: null,
	legalEntity: null,
	costCenter: null,
	timezone: null,
	status: 'active',
	statusRaw: 'Employed',
	relationship: 'employee',
	schedule: 'full_time',
	typeRaw: 'Permanent, Full time',
	startDate: '2024-03-02',
	probationEndDate: null,
	contractEndDate: null,
	terminationDate: null,
	url: null,
};

describe('Employee: Get', () => {
	it('gives the person, with names for what are ids at HiBob', async () => {
		const [json] = jsons(await doing(GET, byId(nth(1))));
		expect(json).toMatchObject({
			id: nth(1),
			...NOOR,
			manager: { id: nth(0), displayName: 'Amy Miles', workEmail: emailOf(0) },
		});
		expect(asked()).toEqual([`POST /people/${nth(1)}`]);
		expect(hints).toEqual([]);
	});

	it.each<HiBobOptions>([
		{ personAnswer: 'list' },
		{ siteForm: 'name' },
		{ statusSpelling: 'machine' },
	])('says the same of an account of the kind %j', async (options) => {
		await start(options);
		const [json] = jsons(await doing(GET, byId(nth(1))));
		const { statusRaw, ...told } = NOOR;
		expect(json).toMatchObject({
			id: nth(1),
			...told,
			statusRaw: expect.stringMatching(/employed/i),
		});
		expect(statusRaw).toBe('Employed');
	});

	it('gives the raw record, and selected fields', async () => {
		await start({ sometimes: 'none' });
		const [raw] = jsons(await doing(GET, { ...byId(nth(1)), output: 'raw' }));
		expect(raw).toMatchObject({
			id: nth(1),
			'/root/email': { value: emailOf(1) },
			work: { title: expect.stringMatching(/^\d+$/) },
			humanReadable: { work: { title: 'Support Agent' } },
		});
		const outputFields = ' id, startDate ,manager.id';
		expect(jsons(await doing(GET, { ...byId(nth(1)), output: 'selected', outputFields }))).toEqual([
			{ id: nth(1), startDate: '2024-03-02', manager: { id: nth(0) } },
		]);
	});

	it('finds those who have left and those who have not started', async () => {
		const { left, coming } = inactive();
		expect(jsons(await doing(GET, byId(left)))).toMatchObject([
			{ id: left, status: 'terminated', terminationDate: '2026-02-01' },
		]);
		expect(jsons(await doing(GET, byId(coming)))).toMatchObject([
			{ id: coming, firstName: 'Zora', status: 'pending', startDate: '2039-01-01' },
		]);
	});

	it('takes an e-mail address for an id, as HiBob does', async () => {
		expect(idsIn(await doing(GET, byId(emailOf(3))))).toEqual([nth(3)]);
	});

	it('reads the id of the item by default', async () => {
		const items = [nth(3), nth(1)].map((id) => ({ refs: { employeeId: id } }));
		const output = await doing(GET, {}, { items });
		expect(idsIn(output)).toEqual([nth(3), nth(1)]);
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
	});

	it('never gives away anything private, nor pay', async () => {
		const items = people().map((id) => ({ refs: { employeeId: id } }));
		const output = JSON.stringify(jsons(await doing(GET, {}, { items })));
		expect(output).not.toContain(PRIVATE_MARK);
		expect(output).not.toContain(String(SALARY_AMOUNT));
	});

	it('of an unknown id fails in plain words, naming the item', async () => {
		const error = await failure(
			doing(GET, byId(`={{ $itemIndex === 0 ? "${nth(1)}" : "1" }}`), { items: [{}, {}] }),
		);
		expect(error.message).toBe('HiBob has no such record');
		expect(error.context.itemIndex).toBe(1);
	});

	it('goes on after a failure where that is wanted', async () => {
		const output = await doing(GET, byId(`={{ $itemIndex === 1 ? "1" : "${nth(1)}" }}`), {
			items: [{}, {}, {}],
			continueOnFail: true,
		});
		expect(jsons(output).map(({ id, error }) => id ?? error)).toEqual([
			nth(1),
			'HiBob has no such record',
			nth(1),
		]);
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual([0, 1, 2].map((item) => ({ item })));
	});

	it.each(['../company/people/fields', 'search/..', '..', '.', 'a/b', 'a?b', 'a#b'])(
		'of the id %j asks for nothing else',
		async (id) => {
			expect((await failure(doing(GET, byId(id)))).message).toBe('HiBob has no such record');
			expect(hibob.requests).toHaveLength(1);
			expect(hibob.requests[0]?.path).toMatch(/^\/people\/[^/]+$/);
		},
	);

	// It is an address of its own: the search for everybody.
	it('of the id "search" does not give somebody else', async () => {
		expect((await failure(doing(GET, byId('search')))).message).toMatch(/HiBob/);
	});

	it('without an id fails in plain words, without a request', async () => {
		expect((await failure(doing(GET, byId('')))).message).toBe("'Employee' is empty");
		expect(asked()).toEqual([]);
	});

	it('of somebody the service user may not access says so', async () => {
		const poor = limited({ people: [nth(0)] });
		expect((await failure(doing(GET, byId(nth(1)), poor))).message).toBe(
			'HiBob has no such record',
		);
		expect(idsIn(await doing(GET, byId(nth(0)), poor))).toEqual([nth(0)]);
	});

	it('is tried again after an outage: it only reads, although it is posted', async () => {
		const match = { path: `/people/${nth(1)}` };
		hibob.faults.add({ kind: 'status', status: 503, match, times: 2 });
		hibob.faults.add({ kind: 'cut-before', match });
		expect(idsIn(await doing(GET, byId(nth(1))))).toEqual([nth(1)]);
	});

	it.each([
		['a page', '<!DOCTYPE html>', 'something other than a person'],
		['nobody', { employees: [] }, 'something other than a person'],
		['somebody without an id', { displayName: 'Amy' }, 'a person that cannot be read'],
		[
			'an id that is too long a number, and so somebody else’s',
			{ id: 3332883884017713000 },
			'a person that cannot be read',
		],
	])('that is answered with %s fails in plain words', async (_, body, what) => {
		hibob.faults.add({ kind: 'status', status: 200, body, match: { method: 'POST' } });
		const error = await failure(doing(GET, byId(nth(1))));
		expect(error.message).toBe(`HiBob answered with ${what}`);
	});
});

describe('extra fields', () => {
	const extra = async (index: number, ...extraFields: string[]): Promise<unknown> => {
		const [json] = jsons(await doing(GET, { ...byId(nth(index)), extraFields }));
		return json?.['extraFields'];
	};

	it('come by their ids: as HiBob keeps them, and as people read them', async () => {
		expect(
			await extra(
				1,
				CUSTOM_FIELD,
				'work.originalStartDate',
				'work.isManager',
				'work.reportsTo',
				'root.fullName',
				'personal.birthDate',
			),
		).toEqual({
			[CUSTOM_FIELD]: { value: '331000002', text: 'M' },
			'work.originalStartDate': { value: '2024-03-02', text: '02/03/2024' },
			'work.isManager': { value: false, text: 'No' },
			'work.reportsTo': { value: expect.objectContaining({ id: nth(0) }), text: 'Amy Miles' },
			'root.fullName': { value: 'Noor Haddad', text: 'Noor Haddad' },
			'personal.birthDate': { value: '1990-02-03', text: '03/02/1990' },
		});
		expect(hints).toEqual([]);
	});

	it('that are empty are null, and there', async () => {
		expect(await extra(1, 'personal.pronouns')).toEqual({
			'personal.pronouns': { value: null, text: null },
		});
	});

	it('may be fields that the record has anyway', async () => {
		expect(await extra(1, 'work.title', 'internal.lifecycleStatus')).toMatchObject({
			'work.title': { text: 'Support Agent' },
			'internal.lifecycleStatus': { value: 'Employed' },
		});
	});

	it('are not there unless they are asked for', async () => {
		expect(jsons(await doing(GET, byId(nth(1))))[0]).not.toHaveProperty('extraFields');
	});

	it('that HiBob leaves out are not there, and that is said', async () => {
		const poor = limited({ peopleFields: ['lifecycle'] });
		const parameters = { ...byId(nth(1)), extraFields: ['personal.birthDate', CUSTOM_FIELD] };
		const [json] = jsons(await doing(GET, parameters, poor));
		expect(json?.['extraFields']).toEqual({});
		expect(fullHints).toEqual([
			{
				message: expect.stringMatching(
					`HiBob left out personal.birthDate, ${CUSTOM_FIELD}\\..*permission group`,
				),
				type: 'warning',
				location: 'outputPane',
			},
		]);
	});

	it('come with each of many, and in selected fields', async () => {
		const parameters = { returnAll: true, extraFields: [CUSTOM_FIELD] };
		const output = jsons(await doing(ALL, parameters));
		expect(output.map(({ extraFields }) => extraFields)).toEqual(
			people().map(() => ({ [CUSTOM_FIELD]: { value: '331000002', text: 'M' } })),
		);
		const some = { output: 'selected', outputFields: 'id, extraFields', limit: 1 };
		expect(jsons(await doing(ALL, { ...parameters, ...some, returnAll: false }))).toEqual([
			{ id: nth(0), extraFields: { [CUSTOM_FIELD]: { value: '331000002', text: 'M' } } },
		]);
	});

	it('that are more than HiBob takes are refused in plain words, without a request', async () => {
		const extraFields = Array.from({ length: 400 }, (_, index) => `custom.field_${index}`);
		for (const operation of [GET, ALL]) {
			const error = await failure(doing(operation, { ...byId(nth(1)), extraFields }));
			expect(error.message).toContain('Extra Field Names or IDs');
			expect(`${error.message} ${error.description}`).toMatch(/\b400\b/);
		}
		expect(asked()).toEqual([]);
	});
});

describe('what the service user may not see', () => {
	const STATUS = ['internal.status', 'internal.lifecycleStatus', 'internal.terminationDate'];

	it('is said, and is not silently null', async () => {
		const poor = limited({ peopleFields: [] });
		const [json] = jsons(await doing(GET, byId(nth(1)), poor));
		expect(json).toMatchObject({ id: nth(1), status: 'unknown', statusRaw: null });
		expect(hints).toHaveLength(1);
		for (const field of STATUS) expect(hints[0]).toContain(field);
		expect(hints[0]).not.toContain('work.title');
	});

	it('is said of many, once', async () => {
		const poor = limited({ peopleFields: [] });
		await doing(ALL, { returnAll: true }, poor);
		expect(hints).toHaveLength(1);
		for (const field of STATUS) expect(hints[0]).toContain(field);
	});

	it('is said once, for however many items', async () => {
		const poor = limited({ peopleFields: [] });
		const items = people().map((id) => ({ refs: { employeeId: id } }));
		await doing(GET, {}, { ...poor, items });
		expect(hints).toHaveLength(1);
	});

	it('names nobody', async () => {
		const poor = limited({ peopleFields: [] });
		await doing(ALL, { returnAll: true }, poor);
		const said = hints.join();
		for (const person of hibob.employees) {
			expect(said).not.toContain(person['root.id']);
			expect(said).not.toContain(String(person['root.displayName']));
		}
	});

	it('is not what is empty', async () => {
		await doing(ALL, { returnAll: true });
		expect(hints).toEqual([]);
	});
});

describe('Employee: Get Many', () => {
	it('gives those who are active, all in one request', async () => {
		const { left } = inactive();
		hibob.seedPeople(120);
		const output = await doing(ALL, { returnAll: true });
		expect(idsIn(output)).toEqual(
			hibob.employees
				.filter((person) => person['internal.status'] === 'Active')
				.map((person) => person['root.id']),
		);
		expect(idsIn(output)).not.toContain(left);
		expect(asked()).toEqual(['POST /people/search']);
		expect(output.every(({ pairedItem }) => JSON.stringify(pairedItem) === '{"item":0}')).toBe(
			true,
		);
	});

	it('gives the others too where that is asked for', async () => {
		const { left, coming } = inactive();
		const found = async (includeInactive: boolean): Promise<unknown[]> =>
			idsIn(await doing(ALL, { returnAll: true, filters: { includeInactive } }));
		expect(await found(true)).toEqual(people());
		const others = people().filter((id) => id !== left && id !== coming);
		expect(await found(false)).toEqual(others);
	});

	it('has a limit of 50 by default, and another one where that is wanted', async () => {
		hibob.seedPeople(60);
		expect(await doing(ALL)).toHaveLength(50);
		expect(idsIn(await doing(ALL, { limit: 2 }))).toEqual([nth(0), nth(1)]);
		expect(await doing(ALL, { returnAll: true })).toHaveLength(66);
	});

	it('uses the same words as a single record', async () => {
		const [one] = jsons(await doing(GET, byId(nth(1))));
		const listed = jsons(await doing(ALL, { returnAll: true })).find(({ id }) => id === nth(1));
		expect(listed).toEqual(one);
	});

	it('gives raw records, and selected fields', async () => {
		expect(jsons(await doing(ALL, { limit: 1, output: 'raw' }))).toMatchObject([
			{ id: nth(0), '/root/id': { value: nth(0) }, humanReadable: {} },
		]);
		const outputFields = 'displayName, workEmail';
		expect(jsons(await doing(ALL, { limit: 1, output: 'selected', outputFields }))).toEqual([
			{ displayName: 'Amy Miles', workEmail: emailOf(0) },
		]);
	});

	it('filters by e-mail addresses', async () => {
		const found = async (emails: string): Promise<unknown[]> =>
			idsIn(await doing(ALL, { returnAll: true, filters: { emails } }));
		expect(await found(emailOf(1))).toEqual([nth(1)]);
		expect(await found(` ${emailOf(3)},, ${emailOf(1)} `)).toEqual([nth(1), nth(3)]);
		expect(await found('nobody@work.example')).toEqual([]);
		const employees = hibob.employees.map((person, index) => ({
			id: person['root.id'],
			email: emailOf(index),
		}));
		const match = { path: '/people/search' };
		hibob.faults.add({ kind: 'status', status: 200, match, body: { employees } });
		expect(await found(emailOf(1).toUpperCase())).toEqual([nth(1)]);
	});

	it('finds the addresses of those who have left only where these are asked for', async () => {
		inactive();
		const emails = emailOf(2);
		expect(await doing(ALL, { filters: { emails } })).toEqual([]);
		expect(idsIn(await doing(ALL, { filters: { emails, includeInactive: true } }))).toEqual([
			nth(2),
		]);
	});

	it.each([
		['noor', ['Noor Haddad']],
		['HADDAD  noor', ['Noor Haddad']],
		['o', ['Noor Haddad', 'Kofi Mensah', 'Lena Vogel', 'Omar Farouk']],
		['noor mensah', []],
		// Only the name counts here.
		['work.example', []],
	])('filters by the words %j in the name', async (name, expected) => {
		const output = await doing(ALL, { returnAll: true, filters: { name } });
		expect(jsons(output).map(({ displayName }) => displayName)).toEqual(expected);
	});

	it('counts to the limit after filtering', async () => {
		const filters = { name: 'omar' };
		expect(jsons(await doing(ALL, { limit: 1, filters }))).toMatchObject([
			{ displayName: 'Omar Farouk' },
		]);
	});

	it('combines filters', async () => {
		const filters = { name: 'noor', emails: `${emailOf(1)},${emailOf(2)}` };
		expect(idsIn(await doing(ALL, { filters }))).toEqual([nth(1)]);
	});

	it('asks for what an employee is made of, by one filter or none', async () => {
		const credential = credentialFor(hibob, { baseUrl: server.url });
		const bodies = async (filters: IDataObject): Promise<Record<string, unknown>> => {
			server.replies.push({ status: 200, body: '{"employees":[]}' });
			await doing(ALL, { filters }, { credential });
			return JSON.parse(server.asked.at(-1)?.body ?? '');
		};
		const plain = await bodies({});
		expect(plain).toMatchObject({ humanReadable: 'APPEND', showInactive: false });
		expect(plain).not.toHaveProperty('filters');
		expect(plain['fields']).toEqual(expect.arrayContaining(['root.id', 'work.title']));
		expect(JSON.stringify(plain['fields'])).not.toMatch(/birth|salary|home|address|identification/);
		expect(
			await bodies({ emails: 'a@b.example, c@d.example', includeInactive: true }),
		).toMatchObject({
			showInactive: true,
			filters: [
				{ fieldPath: 'root.email', operator: 'equals', values: ['a@b.example', 'c@d.example'] },
			],
		});
	});

	it('is tried again after an outage: it only reads, although it is posted', async () => {
		const match = { path: '/people/search' };
		hibob.faults.add({ kind: 'status', status: 503, match, times: 2 });
		hibob.faults.add({ kind: 'cut-after', match });
		expect(await doing(ALL)).toHaveLength(6);
	});

	it('shows whom the service user may access', async () => {
		const poor = limited({ people: [nth(4)] });
		expect(idsIn(await doing(ALL, { returnAll: true }, poor))).toEqual([nth(4)]);
	});

	it('never gives away anything private, nor pay', async () => {
		const output = JSON.stringify(jsons(await doing(ALL, { returnAll: true })));
		expect(output).not.toContain(PRIVATE_MARK);
		expect(output).not.toContain(String(SALARY_AMOUNT));
	});

	it('goes on after a failure where that is wanted', async () => {
		const match = { path: '/people/search' };
		hibob.faults.add({ kind: 'status', status: 400, match });
		const output = await doing(ALL, { limit: 1 }, { items: [{}, {}], continueOnFail: true });
		expect(output).toEqual([
			{ json: { error: 'HiBob refused the request' }, pairedItem: { item: 0 } },
			{ json: expect.objectContaining({ id: nth(0) }), pairedItem: { item: 1 } },
		]);
	});
});

it('an operation that is none is refused', async () => {
	const node = actionIn(hibob, { parameters: { resource: 'employee', operation: 'delete' } });
	expect((await failure(act(node))).message).toBe("'Operation' is not one of this node's");
	expect(asked()).toEqual([]);
});
