import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { operations } from '../../nodes/Factorial/operations';
import type { FactorialOptions, FactorialSimulator } from '../../simulators/factorial/index.mts';
import { PRIVATE_MARK, SALARY_CENTS } from '../../simulators/factorial/index.mts';
import { act, actionIn, credentialFor, failure, startRoomyFactorial } from '../support/factorial';
import { operationRunner } from '../support/vendorNodes';
import { inOneForm } from '../support/inOneForm';

jest.mock('n8n-workflow', () => jest.requireActual('../support/sleep/hundredth'));

const TODAY = Date.parse('2026-03-02T08:00:00.000Z');

let factorial: FactorialSimulator;
let clock: number;
async function start(options: FactorialOptions = {}): Promise<void> {
	await factorial?.close();
	factorial = await startRoomyFactorial({ now: () => clock, ...options });
}
beforeEach(async () => {
	clock = TODAY;
	await start();
});
afterEach(async () => {
	await factorial.close();
	expect(factorial.violations.list).toEqual([]);
});

const doing = operationRunner({ act }, operations, (given) => actionIn(factorial, given));

const jsons = (items: INodeExecutionData[]): IDataObject[] => items.map(({ json }) => json);
const idsIn = (items: INodeExecutionData[]): unknown[] => items.map(({ json }) => json['id']);
const ids = (): string[] => factorial.employees.map(({ id }) => id);
const nth = (index: number): string => ids()[index] ?? '';
const byId = (value: unknown): IDataObject => ({
	people: 'one',
	employeeId: { __rl: true, mode: 'id', value } as IDataObject,
});
const ALL = { returnAll: true };
/** The queries a path was asked for with, oldest first. */
const queries = (path: string): Array<Record<string, unknown>> =>
	factorial.requests.filter((one) => one.path === path).map(({ query }) => query);

describe('Employee: Get', () => {
	const GET = ['employee', 'get'] as const;

	it('gives the person with the contract that counts, and names for ids', async () => {
		const id = nth(1);
		const boss = factorial.employees[0];
		factorial.joinTeam(id, '501');
		factorial.changeContract(id, { job_title: 'Team Lead', effective_on: '2030-01-01' });
		const [employee] = jsons(await doing(GET, byId(id)));
		expect(employee).toMatchObject({
			id,
			employeeNumber: `E-${id}`,
			jobTitle: 'Support Agent',
			department: null,
			team: 'Support',
			location: 'Barcelona',
			country: 'es',
			legalEntity: 'Acme Iberia SL',
			manager: { id: boss?.id, displayName: boss?.full_name, workEmail: boss?.email },
			status: 'active',
			schedule: 'full_time',
			terminationDate: null,
		});
		expect(JSON.stringify(employee)).not.toContain(PRIVATE_MARK);
	});

	it('gives raw records with all contract versions, and selected fields', async () => {
		const id = nth(1);
		const [raw] = jsons(await doing(GET, { ...byId(id), output: 'raw' }));
		const own = factorial.contracts.filter(({ employee_id: owner }) => owner === id);
		const wanted = { ...factorial.employees[1], contract_versions: own };
		expect(inOneForm(raw)).toEqual(inOneForm(wanted));
		const outputFields = 'id, manager.id';
		const selected = await doing(GET, { ...byId(id), output: 'selected', outputFields });
		expect(jsons(selected)).toEqual([{ id, manager: { id: nth(0) } }]);
	});

	it('of nobody says so', async () => {
		const error = await failure(doing(GET, byId('99999')));
		expect(error.message).toMatch(/Factorial has no such record|Factorial does not know/);
	});

	it.each(['../contracts', '1?only_active=true'])('keeps %s inside the path', async (id) => {
		await failure(doing(GET, byId(id)));
		const asked = factorial.requests.map(({ path }) => path);
		const [single, ...then] = asked;
		expect(single).toMatch(/^\/employees\/employees\//);
		// Looked for in the list, where it is a value; that being empty, the company is asked for.
		expect(then).toEqual(['/employees/employees', '/api_public/credentials']);
	});
});

describe('Employee: Get Many', () => {
	const MANY = ['employee', 'getAll'] as const;

	it('pages to the end, a hundred at a time', async () => {
		factorial.seedPeople(244);
		expect(idsIn(await doing(MANY, ALL))).toEqual(ids());
		expect(queries('/employees/employees')).toHaveLength(3);
		// Contracts of a hundred people at a time.
		expect(queries('/contracts/contract_versions')).toHaveLength(3);
	});

	it('does not take the silence of another environment for nobody', async () => {
		factorial.addApiKey('example-demo-key', { isElsewhere: true });
		const credential = credentialFor(factorial, { apiKey: 'example-demo-key' });
		const node = actionIn(factorial, {
			credential,
			parameters: { resource: 'employee', operation: 'getAll', ...ALL },
		});
		const error = await failure(act(node));
		expect(error.message).toMatch(/does not say which company/);
		expect(error.description).toContain("check 'Environment'");
	});

	it('stops at the limit', async () => {
		factorial.seedPeople(244);
		expect(await doing(MANY, { limit: 7 })).toHaveLength(7);
		expect(queries('/employees/employees')).toHaveLength(1);
	});

	it('filters by every filter there is', async () => {
		factorial.terminateEmployee(nth(2), { on: '2026-02-01' });
		factorial.terminateEmployee(nth(3), { on: '2026-09-01' });
		factorial.joinTeam(nth(4), '502');
		const emailOf = (index: number) => factorial.employees[index]?.email ?? '';
		const found = async (filters: IDataObject) => idsIn(await doing(MANY, { ...ALL, filters }));
		expect(await found({ activeOnly: true })).toEqual(ids().filter((id) => id !== nth(2)));
		expect(await found({ activeOnly: false })).toEqual(ids());
		expect(await found({ emails: ` ${emailOf(1)} , ${emailOf(3)},` })).toEqual([nth(1), nth(3)]);
		expect(await found({ teamIds: ['502'] })).toEqual([nth(4)]);
		expect(await found({ locationIds: ['302'] })).toEqual([nth(2), nth(5)]);
		const name = factorial.employees[5]?.full_name ?? '';
		expect(await found({ name: name.slice(2, 8) })).toEqual([nth(5)]);
	});

	it('looks at the time of a change, where Factorial looks at the day', async () => {
		clock += 60_000;
		factorial.updateEmployee(nth(1), { preferred_name: 'A' });
		clock += 60_000;
		factorial.updateEmployee(nth(2), { preferred_name: 'B' });
		const filters = { updatedSince: '2026-03-02T08:01:30Z' };
		expect(idsIn(await doing(MANY, { ...ALL, filters }))).toEqual([nth(2)]);
		expect(queries('/employees/employees')[0]).toMatchObject({ updated_at_gteq: '2026-03-02' });
	});

	it('keeps private data and pay to itself', async () => {
		const text = JSON.stringify(jsons(await doing(MANY, ALL)));
		expect(text).not.toContain(PRIVATE_MARK);
		expect(text).not.toContain(String(SALARY_CENTS));
	});
});

describe('Contract Version', () => {
	const MANY = ['contractVersion', 'getAll'] as const;

	it('Get gives one, without pay unless raw is asked for', async () => {
		const [contract] = factorial.contracts;
		const parameters = { contractVersionId: contract?.id ?? '' };
		const [found] = jsons(await doing(['contractVersion', 'get'], parameters));
		expect(found).toMatchObject({
			name: 'contract_version',
			entryId: contract?.id,
			employeeId: contract?.employee_id,
			effectiveDate: contract?.effective_on,
			record: { job_title: 'Support Agent' },
		});
		expect(JSON.stringify(found)).not.toContain('salary');
		expect(JSON.stringify(found)).not.toContain(PRIVATE_MARK);
		const raw = await doing(['contractVersion', 'get'], { ...parameters, output: 'raw' });
		expect(inOneForm(jsons(raw))).toEqual(inOneForm([contract]));
	});

	it('Get Many gives those of one person or of everyone, to the end', async () => {
		factorial.seedPeople(120);
		expect(await doing(MANY, { ...ALL, people: 'everyone' })).toHaveLength(126);
		const later = factorial.changeContract(nth(1), { effective_on: '2027-01-01' });
		const own = await doing(MANY, { ...ALL, ...byId(nth(1)) });
		expect(jsons(own).map(({ entryId }) => entryId)).toContain(later);
		expect(own).toHaveLength(2);
		expect(JSON.stringify(jsons(own))).not.toContain(PRIVATE_MARK);
	});

	it('Get Many filters by day and by change', async () => {
		clock += 60_000;
		const id = factorial.changeContract(nth(1), { effective_on: '2027-01-01' });
		const found = async (filters: IDataObject) =>
			jsons(await doing(MANY, { ...ALL, people: 'everyone', filters })).map(
				(one) => one['entryId'],
			);
		expect(await found({ date: '2026-12-31T00:00:00' })).toHaveLength(6);
		expect(await found({ date: '2027-01-01T00:00:00' })).toContain(id);
		expect(await found({ updatedSince: '2026-03-02T08:00:30Z' })).toEqual([id]);
	});
});

describe('Time Off', () => {
	const GET = ['timeOff', 'get'] as const;
	const MANY = ['timeOff', 'getAll'] as const;
	let holidays: string;
	let sick: string;
	let gone: string;
	beforeEach(() => {
		holidays = factorial.enterLeave({ employeeId: nth(1), from: '2026-04-06', to: '2026-04-10' });
		sick = factorial.enterLeave({
			...{ employeeId: nth(2), from: '2026-03-02', to: null },
			type: 'Sick leave',
		});
		gone = factorial.enterLeave({ employeeId: nth(1), from: '2026-05-04', to: '2026-05-05' });
		factorial.deleteLeave(gone);
	});

	it('Get gives one, with the days where asked, also a deleted one', async () => {
		expect(jsons(await doing(GET, { leaveId: holidays }))).toMatchObject([
			{ id: holidays, employeeId: nth(1), status: 'requested', amount: 5, days: [], isPaid: true },
		]);
		const [withDays] = jsons(await doing(GET, { leaveId: holidays, includeDays: true }));
		expect(withDays?.['days']).toHaveLength(5);
		expect(withDays?.['amount']).toBe(5);
		expect(jsons(await doing(GET, { leaveId: gone }))).toMatchObject([{ status: 'deleted' }]);
		const error = await failure(doing(GET, { leaveId: '99999' }));
		expect(error.message).toBe('Factorial does not know this leave');
	});

	it('Get Many leaves deleted ones out unless they are asked for', async () => {
		const found = async (filters: IDataObject = {}) =>
			idsIn(await doing(MANY, { ...ALL, people: 'everyone', filters }));
		expect(await found()).toEqual([holidays, sick]);
		expect(await found({ includeDeleted: true })).toEqual([holidays, sick, gone]);
		expect(await found({ statuses: ['deleted'] })).toEqual([gone]);
		expect(await found({ statuses: ['requested', 'approved'] })).toEqual([holidays, sick]);
		expect(await found({ from: '2026-04-11T00:00:00' })).toEqual([sick]);
		expect(await found({ to: '2026-04-05T00:00:00' })).toEqual([sick]);
		expect(await found({ leaveTypeIds: ['902'] })).toEqual([sick]);
	});

	it('Get Many of one person, with days, and none of the reasons', async () => {
		const found = jsons(await doing(MANY, { ...ALL, ...byId(nth(1)), includeDays: true }));
		expect(found).toMatchObject([{ id: holidays, typeName: 'Holidays' }]);
		expect(found[0]?.['days']).toHaveLength(5);
		expect(JSON.stringify(found)).not.toContain(PRIVATE_MARK);
	});
});
