import type { IDataObject } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { operations } from '../../nodes/HiBob/operations';
import { TABLES } from '../../nodes/HiBob/records/tables';
import type { HiBobOptions, HiBobSimulator, Permissions } from '../../simulators/hibob/index.mts';
import {
	EQUIPMENT_COLUMNS,
	EQUIPMENT_TABLE,
	PRIVATE_MARK,
	SALARY_AMOUNT,
} from '../../simulators/hibob/index.mts';
import { action, actionIn, credentialFor, failure, startRoomyHiBob } from '../support/hibob';
import { hintingAct, operationRunner } from '../support/vendorNodes';

jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	sleep: jest.fn(),
}));
const { sleep: asleep } = jest.requireActual<typeof import('n8n-workflow')>('n8n-workflow');

const GET = ['tableEntry', 'get'] as const;
const ALL = ['tableEntry', 'getAll'] as const;
const EVERYONE = { people: 'everyone', returnAll: true };
const BUSY_DAY = Date.parse('2026-03-02T08:00:00.000Z');
const HIRED = '2024-03-02';

let hibob: HiBobSimulator;
async function start(options: HiBobOptions = {}): Promise<void> {
	await hibob?.close();
	hibob = await startRoomyHiBob({ now: () => BUSY_DAY, ...options });
}
beforeEach(async () => {
	jest.mocked(sleep).mockImplementation(async (ms) => await asleep(ms / 100));
	hints.length = 0;
	fullHints.length = 0;
	await start();
});
afterEach(async () => {
	jest.restoreAllMocks();
	await hibob.close();
	expect(hibob.violations.list).toEqual([]);
});

const { act, hints, fullHints } = hintingAct(action);
const run = operationRunner({ act }, operations, (given) => actionIn(hibob, given));
const doing = async (...asked: Parameters<typeof run>): Promise<IDataObject[]> =>
	(await run(...asked)).map(({ json }) => json);

const people = (): string[] => hibob.employees.map((person) => person['root.id']);
const nth = (index: number): string => people()[index] ?? '';
const byId = (value: unknown): IDataObject => ({
	people: 'one',
	employeeId: { __rl: true, mode: 'id', value } as IDataObject,
});
const queries = (path: string | RegExp): Array<Record<string, unknown>> =>
	hibob.requests
		.filter((one) => (typeof path === 'string' ? one.path === path : path.test(one.path)))
		.map(({ query }) => query);
const inOrder = (ids: readonly unknown[]): string[] =>
	ids.map(String).sort((a, b) => a.localeCompare(b));

/** A credential of a service user who may not do everything. */
function limited(permissions: Partial<Permissions>): { credential: IDataObject } {
	hibob.addServiceUser({ id: 'SERVICE-1', token: 'example-poor-token', permissions });
	const user = { serviceUserId: 'SERVICE-1', serviceUserToken: 'example-poor-token' };
	return { credential: credentialFor(hibob, user) };
}

/** Somebody has a row in each of the tables that nobody has one in at first. */
function fillTables(employeeId: string): void {
	for (const { name } of TABLES) {
		if (hibob.rows(name, employeeId).length === 0) {
			hibob.addRow(name, employeeId, { note: `${PRIVATE_MARK}note` });
		}
	}
}

describe('every table', () => {
	const NAMES = [...TABLES.map(({ name }) => name), EQUIPMENT_TABLE];
	const PRIVATE = ['bankAccounts', 'dependents', 'rightToWork'];

	it.each(NAMES)('%s is read of one employee', async (table) => {
		fillTables(nth(1));
		const [row, ...more] = hibob.rows(table, nth(1));
		expect(more).toEqual([]);
		const output = await doing(ALL, { ...byId(nth(1)), table });
		expect(output).toEqual([
			{
				employeeId: nth(1),
				name: table,
				entryId: String(row?.id),
				effectiveDate: row?.effectiveDate ?? null,
				record: PRIVATE.includes(table) ? null : expect.objectContaining({ id: row?.id }),
			},
		]);
		expect(hints).toEqual([]);
	});

	it.each(NAMES)('%s is read of everyone', async (table) => {
		fillTables(nth(1));
		fillTables(nth(4));
		const rows = hibob.rows(table);
		expect(rows.length).toBeGreaterThanOrEqual(2);
		const output = await doing(ALL, { ...EVERYONE, table });
		expect(inOrder(output.map(({ entryId }) => entryId))).toEqual(
			inOrder(rows.map(({ id }) => id)),
		);
		for (const { employeeId, entryId } of output) {
			expect(rows.find(({ id }) => String(id) === entryId)?.employeeId).toBe(employeeId);
		}
		expect(hints).toEqual([]);
	});

	it.each(NAMES)('%s is given raw, with whose it is', async (table) => {
		await start({ sometimes: 'none' });
		fillTables(nth(1));
		const [row] = hibob.rows(table, nth(1));
		for (const whose of [byId(nth(1)), EVERYONE]) {
			const output = await doing(ALL, { ...whose, table, output: 'raw' });
			expect(output.find(({ id }) => id === row?.id)).toMatchObject({ ...row, employeeId: nth(1) });
		}
	});

	it('keeps what is private to itself, and pay to whoever asks for a table of pay', async () => {
		fillTables(nth(1));
		for (const { name, kind } of TABLES) {
			for (const whose of [byId(nth(1)), EVERYONE]) {
				const text = JSON.stringify(await doing(ALL, { ...whose, table: name }));
				expect(text).not.toContain(PRIVATE_MARK);
				if (kind !== 'pay') expect(text).not.toContain(String(SALARY_AMOUNT));
			}
		}
		const salary = await doing(ALL, { ...byId(nth(1)), table: 'salary' });
		expect(salary).toMatchObject([{ record: { base: { value: SALARY_AMOUNT } } }]);
	});

	it('of bank accounts gives rows as raw only', async () => {
		const [row] = hibob.rows('bankAccounts', nth(1));
		const parameters = { ...byId(nth(1)), table: 'bankAccounts' };
		expect(await doing(ALL, parameters)).toMatchObject([
			{ entryId: String(row?.id), record: null },
		]);
		expect(await doing(ALL, { ...parameters, output: 'selected', outputFields: 'record' })).toEqual(
			[{ record: null }],
		);
		expect(await doing(ALL, { ...parameters, output: 'raw' })).toMatchObject([
			{ iban: row?.['iban'], accountNumber: row?.['accountNumber'] },
		]);
	});

	it('has names for what are ids at HiBob, where one employee is read', async () => {
		await start({ sometimes: 'none' });
		expect(await doing(ALL, { ...byId(nth(1)), table: 'work' })).toMatchObject([
			{
				record: {
					title: expect.stringMatching(/^\d+$/),
					humanReadable: { title: 'Support Agent', department: 'Support' },
				},
			},
		]);
		expect(await doing(ALL, { ...byId(nth(1)), table: EQUIPMENT_TABLE })).toMatchObject([
			{
				record: {
					[EQUIPMENT_COLUMNS.kind]: '341000001',
					humanReadable: { [EQUIPMENT_COLUMNS.kind]: 'Laptop' },
				},
			},
		]);
	});

	it('leaves out reasons and comments, in rows and in what people read of them', async () => {
		hibob.temporaryLeave(nth(1), { from: '2026-02-01', status: 'Parental leave' });
		const output = await doing(ALL, { ...byId(nth(1)), table: 'lifecycle' });
		expect(output).toHaveLength(2);
		expect(output[1]).toMatchObject({ record: { status: 'Parental leave' } });
		for (const { record } of output) {
			expect(record).not.toHaveProperty('change');
			expect(record).not.toHaveProperty('leaveReason');
			expect(record).not.toHaveProperty(['humanReadable', 'leaveReason']);
		}
		expect(JSON.stringify(output)).not.toContain(PRIVATE_MARK);
	});

	it.each<HiBobOptions>([
		{ humanReadableOnTables: 'refused' },
		{ humanReadableOnTables: 'html' },
		{ tableAnswer: 'list' },
		{ emptyTableAnswer: 'empty-body' },
		{ statusSpelling: 'machine' },
		{ siteForm: 'name' },
	])('is read in an account of the kind %j', async (options) => {
		await start(options);
		for (const { name } of TABLES) {
			const ids = hibob.rows(name, nth(1)).map(({ id }) => String(id));
			const output = await doing(ALL, { ...byId(nth(1)), table: name });
			expect(output.map(({ entryId }) => entryId)).toEqual(ids);
			const all = await doing(ALL, { ...EVERYONE, table: name });
			expect(all).toHaveLength(hibob.rows(name).length);
		}
	});

	it('that is none is refused before anything is asked for', async () => {
		for (const operation of [GET, ALL]) {
			for (const table of [
				'payroll',
				'__proto__',
				'constructor',
				'../search',
				'work/../salaries',
			]) {
				const error = await failure(doing(operation, { ...byId(nth(1)), table }));
				expect(error.message).toBe("'Table Name or ID' is not one of HiBob's");
				expect(error.description).toContain('Lifecycle, Work, Employment');
			}
			const error = await failure(doing(operation, { ...byId(nth(1)), table: ' ' }));
			expect(error.message).toBe("'Table Name or ID' is empty");
		}
		expect(hibob.requests).toEqual([]);
	});

	it('of the company’s own that is not there says so', async () => {
		const parameters = { ...byId(nth(1)), table: 'category_7__table_7' };
		expect((await failure(doing(ALL, parameters))).message).toBe('HiBob has no such record');
	});
});

describe('Table Entry: Get', () => {
	const dated = (effectiveDate: unknown, table = 'lifecycle'): IDataObject => ({
		table,
		findBy: 'effectiveDate',
		effectiveDate: effectiveDate as string,
	});
	const numbered = (entryId: unknown, table: string): IDataObject => ({
		table,
		findBy: 'entryId',
		entryId: entryId as string,
	});

	beforeEach(() => {
		hibob.scheduleTermination(nth(1), { date: '2031-06-30', reasonType: 'Voluntary' });
	});

	it.each([
		[HIRED, 'Employed'],
		['2031-06-30', 'Terminated'],
		// Cut, and never converted.
		['2031-06-30T00:00:00.000-11:00', 'Terminated'],
		['2031-06-30T23:59:59.000+14:00', 'Terminated'],
		['={{ "2031-06-30".toDateTime() }}', 'Terminated'],
	])('finds the row of the day %s', async (day, status) => {
		expect(await doing(GET, { ...byId(nth(1)), ...dated(day) })).toMatchObject([
			{ employeeId: nth(1), name: 'lifecycle', record: { status } },
		]);
		expect(hibob.requests).toHaveLength(1);
	});

	it('finds a row by its id, whether that is entered as a text or comes as a number', async () => {
		const [row] = hibob.rows(EQUIPMENT_TABLE, nth(1));
		for (const entryId of [String(row?.id), ` ${row?.id} `, row?.id, `={{ ${row?.id} }}`]) {
			const output = await doing(GET, { ...byId(nth(1)), ...numbered(entryId, EQUIPMENT_TABLE) });
			expect(output).toMatchObject([
				{ entryId: String(row?.id), effectiveDate: null, record: { id: row?.id } },
			]);
		}
	});

	it('finds rows of tables with days by their id too', async () => {
		const [first] = hibob.rows('lifecycle', nth(1));
		const output = await doing(GET, { ...byId(nth(1)), ...numbered(first?.id, 'lifecycle') });
		expect(output).toMatchObject([{ effectiveDate: HIRED }]);
	});

	it('finds rows in every table', async () => {
		await start({ sometimes: 'none' });
		fillTables(nth(1));
		for (const { name } of TABLES) {
			const [row] = hibob.rows(name, nth(1));
			const output = await doing(GET, { ...byId(nth(1)), ...numbered(row?.id, name) });
			expect(output.map(({ entryId }) => entryId)).toEqual([String(row?.id)]);
			const raw = { ...numbered(row?.id, name), output: 'raw' };
			expect(await doing(GET, { ...byId(nth(1)), ...raw })).toMatchObject([
				{ ...row, employeeId: nth(1) },
			]);
		}
	});

	it('gives all rows of a day that has several', async () => {
		for (const site of ['Berlin', 'Tel Aviv']) {
			hibob.addRow('work', nth(1), { effectiveDate: '2026-01-01', site });
		}
		const output = await run(GET, { ...byId(nth(1)), ...dated('2026-01-01', 'work') });
		expect(output.map(({ json }) => json['record'])).toMatchObject([
			{ site: 'Berlin' },
			{ site: 'Tel Aviv' },
		]);
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 0 }]);
	});

	it('reads what the item of the trigger is about by default', async () => {
		const [row] = hibob.rows(EQUIPMENT_TABLE, nth(2));
		const byDay = {
			refs: { employeeId: nth(1), tableName: 'lifecycle', entryId: null },
			table: { effectiveDate: '2031-06-30' },
		};
		const byNumber = {
			refs: { employeeId: nth(2), tableName: EQUIPMENT_TABLE, entryId: String(row?.id) },
			table: { effectiveDate: null },
		};
		expect(await doing(GET, {}, { items: [byDay] })).toMatchObject([
			{ employeeId: nth(1), record: { status: 'Terminated' } },
		]);
		expect(await doing(GET, { findBy: 'entryId' }, { items: [byNumber] })).toMatchObject([
			{ employeeId: nth(2), entryId: String(row?.id) },
		]);
	});

	it.each<[string, IDataObject, string]>([
		['day', dated('2031-07-01'), '2031-07-01'],
		['id', numbered('7', EQUIPMENT_TABLE), '7'],
		['day in a table without days', dated('2026-01-01', EQUIPMENT_TABLE), '2026-01-01'],
		['day in a table without rows', dated('2026-01-01', 'training'), '2026-01-01'],
	])('says so where there is no row of the %s', async (_, parameters, wanted) => {
		const error = await failure(doing(GET, { ...byId(nth(1)), ...parameters }));
		expect(error.message).toMatch(/^There is no row with this '(Effective Date|Entry ID)'$/);
		expect(error.description).toContain(wanted);
		expect(error.description).toContain("'Find By'");
		expect(error.context.itemIndex).toBe(0);
	});

	it.each<[string, IDataObject]>([
		["'Effective Date' is empty", dated('')],
		["'Effective Date' is not a date", dated('soon')],
		["'Entry ID' is empty", numbered(' ', EQUIPMENT_TABLE)],
		["'Employee' is empty", { ...dated(HIRED), ...byId('') }],
	])('refuses what says nothing: %s', async (message, parameters) => {
		const error = await failure(doing(GET, { ...byId(nth(1)), ...parameters }));
		expect(error.message).toBe(message);
		expect(hibob.requests).toEqual([]);
	});

	it('goes on after a failure where that is wanted', async () => {
		const items = [HIRED, '2020-01-01', '2031-06-30'].map((effectiveDate) => ({
			refs: { employeeId: nth(1), tableName: 'lifecycle' },
			table: { effectiveDate },
		}));
		const output = await run(GET, {}, { items, continueOnFail: true });
		expect(output.map(({ json }) => json['effectiveDate'] ?? json['error'])).toEqual([
			HIRED,
			"There is no row with this 'Effective Date'",
			'2031-06-30',
		]);
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual([0, 1, 2].map((item) => ({ item })));
	});
});

describe('Table Entry: Get Many of one employee', () => {
	it('gives past rows and those to come, oldest first', async () => {
		hibob.schedulePromotion(nth(1), { effectiveDate: '2031-01-01', title: 'Team Lead' });
		hibob.schedulePromotion(nth(1), { effectiveDate: '2030-01-01', title: 'Engineer' });
		const output = await doing(ALL, { ...byId(nth(1)), table: 'work' });
		expect(output.map(({ effectiveDate }) => effectiveDate)).toEqual([
			HIRED,
			'2030-01-01',
			'2031-01-01',
		]);
		expect(await doing(ALL, { ...byId(nth(1)), table: 'work', limit: 2 })).toHaveLength(2);
	});

	it('reads the employee of the item by default, and never everyone for an empty field', async () => {
		const items = [{ refs: { employeeId: nth(2) } }, { refs: { employeeId: nth(1) } }];
		const output = await run(ALL, { table: 'work' }, { items });
		expect(output.map(({ json }) => json['employeeId'])).toEqual([nth(2), nth(1)]);
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
		for (const table of ['work', 'entitlement', EQUIPMENT_TABLE]) {
			const error = await failure(doing(ALL, { ...byId(''), table }));
			expect(error.message).toBe("'Employee' is empty");
		}
	});

	it('asks by id for the one person, where there is only the read of many', async () => {
		fillTables(nth(1));
		fillTables(nth(2));
		for (const [table, path] of [
			['entitlement', '/bulk/people/entitlement'],
			['rightToWork', '/bulk/people/right-to-work'],
		]) {
			const output = await doing(ALL, { ...byId(nth(1)), table });
			expect(output.map(({ employeeId }) => employeeId)).toEqual([nth(1)]);
			expect(queries(path ?? '')).toEqual([{ limit: '200', employeeIds: nth(1) }]);
		}
	});

	it.each(['entitlement', 'actualPayments'])(
		'gives nobody the rows of others, where the read of %s does not keep to the person',
		async (table) => {
			const row = { id: '9', effectiveDate: '2026-01-01' };
			const results =
				table === 'entitlement'
					? [nth(2), nth(1)].map((employeeId) => ({ employeeId, values: [row] }))
					: [nth(2), nth(1)].map((employeeId) => ({ employeeId, ...row }));
			const path = /\/(entitlement|actual-payments\/search)$/;
			const errors = [{ [nth(3)]: 'forbidden' }];
			const body = { results, errors, response_metadata: { next_cursor: null } };
			hibob.faults.add({ kind: 'status', status: 200, match: { path }, body });
			const output = await doing(ALL, { ...byId(nth(1)), table });
			expect(output.map(({ employeeId, entryId }) => [employeeId, entryId])).toEqual([
				[nth(1), '9'],
			]);
		},
	);

	it('asks for the payments of the one person', async () => {
		for (const id of [nth(1), nth(2), nth(1)]) hibob.addRow('actualPayments', id, {});
		const output = await doing(ALL, { ...byId(nth(1)), table: 'actualPayments' });
		expect(output.map(({ entryId }) => entryId)).toEqual(
			hibob.rows('actualPayments', nth(1)).map(({ id }) => String(id)),
		);
		expect(queries('/people/actual-payments/search')).toHaveLength(1);
	});

	it('goes through all pages of payments', async () => {
		for (let month = 0; month < 75; month += 1) {
			for (const id of people()) hibob.addRow('actualPayments', id, {});
		}
		const output = await doing(ALL, { ...EVERYONE, table: 'actualPayments' });
		expect(new Set(output.map(({ entryId }) => entryId)).size).toBe(75 * people().length);
		const pages = Math.ceil((75 * people().length) / 200);
		expect(queries('/people/actual-payments/search')).toHaveLength(pages);
		expect(pages).toBeGreaterThan(2);
	});

	it('asks for the payments of 200 people at a time, and of no more than the limit needs', async () => {
		await start({ employees: 420 });
		for (const id of people()) hibob.addRow('actualPayments', id, {});
		const asked = () => queries('/people/actual-payments/search').length;
		const payments = { ...EVERYONE, table: 'actualPayments' };
		const output = await doing(ALL, payments);
		expect(output.map(({ employeeId }) => employeeId).sort()).toEqual(people().sort());
		expect(asked()).toBe(3);
		expect(queries('/people/search')).toHaveLength(1);
		expect(await doing(ALL, { ...payments, returnAll: false, limit: 150 })).toHaveLength(150);
		expect(asked()).toBe(4);
	});

	it.each<HiBobOptions>([{ bulkRows: 'wrapped' }, { newestFirst: true }])(
		'takes rows apart from what they are wrapped in: %j',
		async (options) => {
			await start(options);
			hibob.addRow('work', nth(1), { effectiveDate: '2999-01-01', title: 'Team Lead' });
			const output = await doing(ALL, { ...EVERYONE, table: 'work' });
			expect(inOrder(output.map(({ entryId }) => entryId))).toEqual(
				inOrder(hibob.rows('work').map(({ id }) => id)),
			);
			expect(output.every(({ effectiveDate }) => effectiveDate !== null)).toBe(true);
		},
	);

	it('says which columns are hidden', async () => {
		const poor = limited({ hiddenColumns: { work: ['title'] } });
		for (const operation of [
			{ ...byId(nth(1)), table: 'work' },
			{ ...byId(nth(2)), table: 'work' },
		]) {
			hints.length = 0;
			const [row] = await doing(ALL, operation, poor);
			expect(row).toMatchObject({ record: { title: null } });
			expect(hints).toEqual([
				expect.stringMatching(/hides the column title of the table Work: the service user may not/),
			]);
		}
	});

	it('of nobody says so, whatever the table', async () => {
		for (const table of ['work', 'bankAccounts', EQUIPMENT_TABLE]) {
			const error = await failure(doing(ALL, { ...byId('3332883884017799999'), table }));
			expect(error.message).toBe('HiBob has no such record');
		}
	});

	it.each(['a,b', '1,2', '../search', '..', 'custom-tables'])(
		'of the id %j reads nobody else',
		async (id) => {
			for (const table of ['work', 'entitlement', 'actualPayments', EQUIPMENT_TABLE]) {
				const parameters = { ...byId(id === '1,2' ? `${nth(1)},${nth(2)}` : id), table };
				const output = await doing(ALL, parameters).catch(() => []);
				expect(output).toEqual([]);
			}
			// What is no id is refused there, and what leads to no path is a page.
			for (const rule of ['bad-parameter', 'unknown-path']) hibob.violations.expect(rule);
		},
	);

	const HISTORY = (category: string): string =>
		`People's data > ${category} > View selected employees' section histories`;

	it.each([
		['work', 'Work'],
		['salary', 'Payroll'],
		['bankAccounts', 'Payroll'],
		['entitlement', 'Entitlement'],
		['actualPayments', 'Payroll'],
		[EQUIPMENT_TABLE, 'the category of the table'],
	])('of the table %s names the permission that is missing', async (table, category) => {
		const poor = limited({ tables: ['lifecycle'] });
		const error = await failure(doing(ALL, { ...byId(nth(1)), table }, poor));
		expect(error.message).toBe('HiBob does not allow this with the credential');
		expect(error.description).toContain(HISTORY(category));
	});

	it.each(['work', 'entitlement', 'actualPayments', EQUIPMENT_TABLE])(
		'(%s) says that a person may be out of reach, and not that there are no rows',
		async (table) => {
			fillTables(nth(1));
			const poor = limited({ people: [nth(0)] });
			const error = await failure(doing(ALL, { ...byId(nth(1)), table }, poor));
			expect(error.message).toBe('HiBob does not allow this with the credential');
			expect(error.description).toContain("'Access data for'");
		},
	);
});

describe('Table Entry: Get Many of everyone', () => {
	const BULK = '/bulk/people/lifecycle';

	it.each<HiBobOptions>([{ cursorName: 'cursor' }, { cursorName: 'next_cursor' }])(
		'reads all pages of an account of the kind %j',
		async (options) => {
			await start(options);
			hibob.seedPeople(450);
			const output = await run(ALL, { ...EVERYONE, table: 'lifecycle' });
			expect(output.map(({ json }) => json['employeeId'])).toEqual(people());
			const asked = queries(BULK);
			expect(asked).toHaveLength(3);
			expect(asked[0]).toEqual({ limit: '200' });
			expect(asked[1]).toEqual({ limit: '200', cursor: expect.stringContaining('+') });
			expect(output.every(({ pairedItem }) => JSON.stringify(pairedItem) === '{"item":0}')).toBe(
				true,
			);
		},
	);

	it.each([
		[1, 1],
		[200, 1],
		[201, 2],
		[50, 1],
	])('reads %i in no more requests than it takes', async (limit, requests) => {
		hibob.seedPeople(450);
		const parameters = { people: 'everyone', table: 'lifecycle', limit };
		expect(await doing(ALL, parameters)).toHaveLength(limit);
		expect(queries(BULK)).toHaveLength(requests);
	});

	it('has a limit of 50 by default', async () => {
		hibob.seedPeople(60);
		for (const table of ['lifecycle', EQUIPMENT_TABLE]) {
			expect(await doing(ALL, { people: 'everyone', table })).toHaveLength(50);
		}
	});

	it('gives several rows of a person, and those of people who have left or not started', async () => {
		const coming = hibob.hire({ startDate: '2039-01-01' });
		hibob.scheduleTermination(nth(1), { date: '2026-02-01' });
		hibob.leave(nth(1));
		for (const table of ['lifecycle', 'employment']) {
			const output = await doing(ALL, { ...EVERYONE, table });
			expect(output).toHaveLength(hibob.rows(table).length);
			const owners = output.map(({ employeeId }) => employeeId);
			expect(owners).toEqual(expect.arrayContaining([coming, nth(1)]));
		}
		const gone = hibob.rows(EQUIPMENT_TABLE).map(({ employeeId }) => employeeId);
		const output = await doing(ALL, { ...EVERYONE, table: EQUIPMENT_TABLE });
		expect(output.map(({ employeeId }) => employeeId)).toEqual(gone);
		expect(gone).toContain(nth(1));
	});

	it('says whose rows HiBob leaves out, by their number', async () => {
		const rows = [{ id: 7, effectiveDate: '2026-01-01' }];
		const hidden = (id: string) => ({ [id]: { error: 'MISSING_PERMISSION', message: 'Amy' } });
		const body = {
			results: [{ employeeId: nth(0), values: rows }],
			response_metadata: { cursor: null },
			errors: [hidden(nth(1)), { ...hidden(nth(2)), ...hidden(nth(3)) }],
		};
		hibob.faults.add({ kind: 'status', status: 200, body, match: { path: BULK } });
		const output = await doing(ALL, { ...EVERYONE, table: 'lifecycle' });
		expect(output).toMatchObject([{ employeeId: nth(0), entryId: '7' }]);
		expect(fullHints).toMatchObject([{ type: 'warning', location: 'outputPane' }]);
		const said = hints[0];
		expect(said).toMatch(/\b3 people\b/);
		expect(said).toContain(
			"People's data > Lifecycle > View selected employees' section histories",
		);
		expect(said).not.toMatch(/Amy|\d{10}/);
	});

	it('shows whom the service user may see', async () => {
		const poor = limited({ people: [nth(1), nth(3)] });
		for (const table of ['lifecycle', EQUIPMENT_TABLE]) {
			const output = await doing(ALL, { ...EVERYONE, table }, poor);
			expect(output.map(({ employeeId }) => employeeId)).toEqual([nth(1), nth(3)]);
		}
	});

	it('refuses a cursor that comes again, and goes on after a page without anybody', async () => {
		const page = (employeeId: string | null, cursor: string | null) => ({
			results: employeeId === null ? [] : [{ employeeId, values: [{ id: 7 }] }],
			response_metadata: { cursor },
		});
		const answer = (body: object) =>
			hibob.faults.add({ kind: 'status', status: 200, body, match: { path: BULK } });
		answer(page(nth(0), 'again'));
		answer(page(nth(1), 'again'));
		const error = await failure(doing(ALL, { ...EVERYONE, table: 'lifecycle' }));
		expect(error.message).toBe('HiBob did not give a complete list');
		answer(page(nth(0), 'one'));
		answer(page(null, 'two'));
		answer(page(nth(1), null));
		expect(await doing(ALL, { ...EVERYONE, table: 'lifecycle' })).toHaveLength(2);
	});

	it('names the permission that is missing, after one refusal', async () => {
		const poor = limited({ tables: [] });
		const error = await failure(doing(ALL, { ...EVERYONE, table: 'work' }, poor));
		expect(error.message).toBe('HiBob does not allow this with the credential');
		expect(error.description).toContain("People's data > Work");
		expect(hibob.requests).toHaveLength(1);
	});

	it('fails in plain words where a page comes in between', async () => {
		hibob.seedPeople(450);
		hibob.faults.add({ kind: 'latency', ms: 0, match: { path: BULK } });
		hibob.faults.add({
			kind: 'status',
			status: 200,
			body: '<!DOCTYPE html>',
			match: { path: BULK },
		});
		const error = await failure(doing(ALL, { ...EVERYONE, table: 'lifecycle' }));
		expect(error.message).toBe('HiBob answered with something other than the rows of many people');
	});

	it('reads on after an outage in between', async () => {
		hibob.seedPeople(450);
		hibob.faults.add({ kind: 'latency', ms: 0, match: { path: BULK } });
		hibob.faults.add({ kind: 'status', status: 503, match: { path: BULK }, times: 2 });
		hibob.faults.add({ kind: 'status', status: 429, match: { path: BULK } });
		expect(await doing(ALL, { ...EVERYONE, table: 'lifecycle' })).toHaveLength(456);
	});
});

describe('tables without a read of many, person by person', () => {
	const ONE = /^\/people\/custom-tables\/\d+\//;

	// Of reads at the same time, one that fails does not take the others back.
	afterEach(async () => {
		await asleep(100);
	});

	it('reads each person once, and no more of them than the limit takes', async () => {
		hibob.seedPeople(60);
		expect(await doing(ALL, { ...EVERYONE, table: EQUIPMENT_TABLE })).toHaveLength(66);
		expect(queries(ONE)).toHaveLength(66);
		expect(queries('/people/search')).toHaveLength(1);
		expect(await doing(ALL, { people: 'everyone', table: EQUIPMENT_TABLE, limit: 3 })).toHaveLength(
			3,
		);
		expect(queries(ONE)).toHaveLength(69);
	});

	it('reads on where people have no rows', async () => {
		hibob.addRow('training', nth(4), { name: 'First aid' });
		const parameters = { people: 'everyone', table: 'training', limit: 1 };
		expect(await doing(ALL, parameters)).toMatchObject([{ employeeId: nth(4) }]);
	});

	it('leaves out who was deleted while the list was being read', async () => {
		const path = `/people/custom-tables/${nth(2)}/${EQUIPMENT_TABLE}`;
		hibob.faults.add({ kind: 'status', status: 404, body: '', match: { path } });
		const output = await doing(ALL, { ...EVERYONE, table: EQUIPMENT_TABLE });
		expect(output.map(({ employeeId }) => employeeId)).toEqual(
			people().filter((id) => id !== nth(2)),
		);
	});

	it('without the permission does not get the service user blocked', async () => {
		hibob.seedPeople(120);
		const poor = limited({ tables: ['lifecycle'] });
		for (let times = 0; times < 3; times++) {
			const error = await failure(doing(ALL, { ...EVERYONE, table: 'bankAccounts' }, poor));
			expect(error.message).toBe('HiBob does not allow this with the credential');
			expect(error.description).toContain("People's data > Payroll");
		}
		expect(await doing(ALL, { ...byId(nth(1)), table: 'lifecycle' }, poor)).toHaveLength(1);
	});

	it('with a token that is revoked meanwhile does not get the sender blocked', async () => {
		hibob.seedPeople(120);
		const match = { path: ONE };
		hibob.faults.add({ kind: 'status', status: 401, match, times: 999 });
		for (let times = 0; times < 2; times++) {
			const error = await failure(doing(ALL, { ...EVERYONE, table: EQUIPMENT_TABLE }));
			expect(error.message).toBe('HiBob did not accept the credential');
		}
		const refused = hibob.requests.filter(({ status }) => status === 401);
		expect(refused.length).toBeLessThanOrEqual(50);
	});
});
