import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
	CUSTOM_CATEGORY,
	EQUIPMENT_COLUMNS,
	EQUIPMENT_TABLE,
	PRIVATE_MARK,
	SALARY_AMOUNT,
} from './index.mts';
import type { HiBobSimulator } from './index.mts';
import { get, idAt, post, rowsAt, rules, search, start } from './testing.mts';

type Answered = Record<string, unknown>;

const one = async (hibob: HiBobSimulator, id: string, body: object = {}) =>
	(await post(hibob, `/people/${encodeURIComponent(id)}`, body)).json;

test('a person is answered nested with nulls, and with slashes where there is a value', async () => {
	const hibob = await start({ employees: 2 });
	const id = idAt(hibob, 1);
	const fields = ['root.id', 'root.secondName', 'work.title', 'work.reportsTo', 'internal.status'];
	const person = await one(hibob, id, { fields: [...fields, 'internal.terminationDate'] });
	const [boss] = hibob.employees;
	const reportsTo = {
		id: boss?.['root.id'],
		firstName: 'Amy',
		surname: 'Miles',
		email: boss?.['root.email'],
		displayName: 'Amy Miles',
	};
	assert.deepEqual(person, {
		'/root/id': { value: id },
		'/work/title': { value: '261314341' },
		'/work/reportsTo': { value: reportsTo },
		'/internal/status': { value: 'Active' },
		id,
		secondName: null,
		work: { title: '261314341', reportsTo },
		internal: { status: 'Active', terminationDate: null },
	});
	assert.ok(!('root' in person));
});

test('without fields the default categories come, and never anything private', async () => {
	const hibob = await start({ employees: 2 });
	const person = await one(hibob, idAt(hibob, 1));
	assert.deepEqual(Object.keys(person['work'] as object).sort(), [
		...['activeEffectiveDate', 'department', 'employeeIdInCompany', 'isManager', 'manager'],
		...['originalStartDate', 'reportsTo', 'site', 'siteId', 'startDate', 'title', 'workChangeType'],
	]);
	for (const category of ['personal', 'internal', 'home', 'custom'])
		assert.ok(!(category in person));
	assert.ok(!JSON.stringify(person).includes(PRIVATE_MARK));
	assert.ok(!JSON.stringify(person).includes(String(SALARY_AMOUNT)));
});

test('what people read is added, comes instead, or is not asked for', async () => {
	const hibob = await start({ employees: 2 });
	const id = idAt(hibob, 1);
	const fields = ['root.id', 'work.department', 'work.site', 'work.startDate', 'work.isManager'];
	const asked = { fields: [...fields, 'work.reportsTo', 'root.secondName'] };
	const readable = {
		id,
		work: {
			department: 'Support',
			site: 'London',
			startDate: hibob.employees[1]?.['work.startDate'],
			isManager: 'No',
			reportsTo: 'Amy Miles',
		},
	};
	readable.work.startDate = String(readable.work.startDate).split('-').reverse().join('/');
	const appended = await one(hibob, id, { ...asked, humanReadable: 'APPEND' });
	assert.deepEqual(appended['humanReadable'], readable);
	assert.equal((appended['work'] as Answered)['site'], '2510069');
	assert.deepEqual(await one(hibob, id, { ...asked, humanReadable: 'REPLACE' }), readable);
	assert.ok(!('humanReadable' in (await one(hibob, id, asked))));
	const named = await start({ employees: 2, siteForm: 'name' });
	assert.equal(((await one(named, idAt(named, 1), asked))['work'] as Answered)['site'], 'London');
});

test('a person is found by id or e-mail, active or not; nobody else is an empty 404', async () => {
	const hibob = await start({ employees: 2 });
	const id = hibob.hire({ startDate: '2999-01-01', email: 'new+one@work.example' });
	assert.equal((await one(hibob, id))['id'], id);
	assert.equal((await one(hibob, 'new+one@work.example'))['id'], id);
	const { status, text } = await post(hibob, '/people/3332883884017713999', {});
	assert.deepEqual([status, text], [404, '']);
	const listed = await start({ employees: 1, personAnswer: 'list' });
	const list = (await one(listed, idAt(listed, 0)))['employees'] as Answered[];
	assert.deepEqual(
		list.map(({ id: found }) => found),
		[idAt(listed, 0)],
	);
});

test('ids are texts of nineteen digits that no number can tell apart', async () => {
	const hibob = await start({ employees: 2 });
	const [first, second] = [idAt(hibob, 0), idAt(hibob, 1)];
	assert.match(first, /^\d{19}$/);
	assert.notEqual(first, second);
	assert.equal(Number(first), Number(second));
});

test('the search leaves out who is not active unless it is told otherwise', async () => {
	const hibob = await start({ employees: 3 });
	const hired = hibob.hire({ startDate: '2999-01-01' });
	const left = idAt(hibob, 1);
	hibob.scheduleTermination(left, { date: '2026-01-01' });
	hibob.leave(left);
	const ids = async (body: object) =>
		(await post(hibob, '/people/search', { fields: ['root.id'], ...body })).json['employees'];
	const found = (await ids({})) as Answered[];
	assert.deepEqual(
		found.map(({ id }) => id),
		[idAt(hibob, 0), idAt(hibob, 2)],
	);
	const all = (await ids({ showInactive: true })) as Answered[];
	assert.equal(all.length, 4);
	assert.ok(all.some(({ id }) => id === hired));
	const profiles = (await get(hibob, '/profiles')).json['employees'] as Answered[];
	assert.equal(profiles.length, 2);
});

test('the search takes one filter, by id or e-mail, with values', async () => {
	const hibob = await start({ employees: 3 });
	const [first, second] = hibob.employees;
	const filter = { fieldPath: 'root.id', operator: 'equals', values: [first?.['root.id'], '1'] };
	assert.deepEqual(
		(await search(hibob, { filters: [filter] })).map(({ id }) => id),
		[first?.['root.id']],
	);
	const byEmail = { ...filter, fieldPath: 'root.email', values: [second?.['root.email']] };
	assert.deepEqual(
		(await search(hibob, { filters: [byEmail] })).map(({ id }) => id),
		[second?.['root.id']],
	);
	assert.deepEqual(rules(hibob), []);
	for (const filters of [
		[],
		[filter, filter],
		[{ ...filter, values: [] }],
		[{ ...filter, operator: 'notEqual' }],
		[{ ...filter, fieldPath: 'work.site' }],
	]) {
		assert.equal((await post(hibob, '/people/search', { filters })).status, 400);
	}
	const fields = Array.from({ length: 401 }, (_, index) => `custom.field_${index}`);
	assert.equal((await post(hibob, '/people/search', { fields })).status, 400);
	const fewer = await post(hibob, '/people/search', { fields: fields.slice(1) });
	assert.equal(fewer.status, 200);
	assert.equal(rules(hibob).length, 6);
});

test('every table of a person can be read, the oldest row first', async () => {
	const hibob = await start({ employees: 1 });
	const id = idAt(hibob, 0);
	hibob.addRow('variable', id, { effectiveDate: '2026-01-01' });
	hibob.addRow('equity', id, {});
	hibob.addRow('training', id, {});
	const columns = {
		lifecycle: ['status', 'employeeStatus', 'reasonType', 'leaveReason'],
		work: ['title', 'department', 'site', 'siteId', 'reportsTo', 'workChangeType'],
		employment: ['contract', 'type', 'fte', 'weeklyHours', 'actualWorkingPattern'],
		salaries: ['base', 'payPeriod', 'payFrequency'],
		'bank-accounts': ['iban', 'accountNumber', 'bicOrSwift', 'changedBy'],
		variable: ['amount', 'variableType', 'paymentPeriod', 'companyPercent'],
		equities: ['quantity', 'equityType', 'grantDate'],
		training: ['name', 'status', 'startDate', 'documentId'],
	};
	for (const [path, names] of Object.entries(columns)) {
		const [row] = await rowsAt(hibob, `/people/${id}/${path}`);
		for (const name of ['id', ...names]) assert.ok(name in (row ?? {}), `${path}: ${name}`);
	}
	const [salary] = await rowsAt(hibob, `/people/${id}/salaries`);
	assert.deepEqual(salary?.['base'], { value: SALARY_AMOUNT, currency: 'EUR' });
	hibob.addRow('work', id, { effectiveDate: '2999-06-01', title: 'Team Lead' });
	hibob.addRow('work', id, { effectiveDate: '2998-06-01', title: 'Engineer' });
	const rows = await rowsAt(hibob, `/people/${id}/work`);
	assert.deepEqual(
		rows.map((row) => [row['isCurrent'], row['endEffectiveDate']]),
		[
			[true, '2998-05-31'],
			[false, '2999-05-31'],
			[false, null],
		],
	);
	assert.deepEqual(rules(hibob), []);
	assert.equal((await get(hibob, '/people/12345/work')).status, 404);
});

test('rows come under a name or bare, and none may be no body at all', async () => {
	const bare = await start({ employees: 1, tableAnswer: 'list', emptyTableAnswer: 'empty-body' });
	const id = idAt(bare, 0);
	assert.ok(Array.isArray((await get(bare, `/people/${id}/work`)).json));
	const { status, text } = await get(bare, `/people/${id}/training`);
	assert.deepEqual([status, text], [200, '']);
	const usual = await start({ employees: 1 });
	assert.deepEqual((await get(usual, `/people/${id}/training`)).json, { values: [] });
});

test('rows come with what people read, where that is accepted', async () => {
	const hibob = await start({ employees: 1 });
	const id = idAt(hibob, 0);
	const readableOf = async (path: string) =>
		(await rowsAt(hibob, `${path}?includeHumanReadable=true`))[0]?.['humanReadable'] as Answered;
	const work = await readableOf(`/people/${id}/work`);
	assert.equal(work['title'], 'Engineer');
	assert.equal(work['department'], 'Engineering');
	const path = `/people/custom-tables/${id}/${EQUIPMENT_TABLE}`;
	assert.equal((await readableOf(path))[EQUIPMENT_COLUMNS.kind], 'Laptop');
	assert.ok(!('humanReadable' in ((await rowsAt(hibob, path))[0] ?? {})));
	const refusing = await start({ employees: 1, humanReadableOnTables: 'refused' });
	const withReadable = `/people/${id}/work?includeHumanReadable=true`;
	assert.equal((await get(refusing, withReadable)).status, 400);
	assert.equal((await get(refusing, `${path}?includeHumanReadable=true`)).status, 200);
	const paging = await start({ employees: 1, humanReadableOnTables: 'html' });
	const page = await get(paging, withReadable);
	assert.deepEqual([page.status, page.text.slice(0, 9)], [200, '<!DOCTYPE']);
	assert.deepEqual([rules(hibob), rules(refusing), rules(paging)], [[], [], []]);
});

test('a status is written as people read it, or as a machine word', async () => {
	for (const [statusSpelling, expected] of [
		['title', 'Garden leave'],
		['machine', 'gardenLeave'],
	] as const) {
		const hibob = await start({ employees: 1, statusSpelling });
		const id = idAt(hibob, 0);
		hibob.scheduleTermination(id, { date: '2999-02-01', gardenLeaveFrom: '2999-01-01' });
		hibob.leave(id);
		const fields = ['internal.lifecycleStatus'];
		const person = await one(hibob, id, { fields, humanReadable: 'APPEND' });
		assert.deepEqual(person['internal'], { lifecycleStatus: expected });
		assert.deepEqual(person['humanReadable'], { internal: { lifecycleStatus: 'Garden leave' } });
		const rows = await rowsAt(hibob, `/people/${id}/lifecycle`);
		assert.equal(rows.find((row) => row['isCurrent'])?.['status'], expected);
		const { json } = await get(hibob, '/bulk/people/lifecycle');
		assert.ok(JSON.stringify(json).includes(expected));
	}
});

test('custom tables have metadata, and rows with their columns at the top', async () => {
	const hibob = await start({ employees: 1 });
	const id = idAt(hibob, 0);
	const { tables } = (await get(hibob, '/people/custom-tables/metadata')).json as {
		tables: Array<{ id: string; category: string; columns: Answered[] }>;
	};
	const [equipment] = tables;
	assert.deepEqual([equipment?.id, equipment?.category], [EQUIPMENT_TABLE, CUSTOM_CATEGORY]);
	const single = await get(hibob, `/people/custom-tables/metadata/${EQUIPMENT_TABLE}`);
	assert.deepEqual(single.json, equipment);
	assert.equal((await get(hibob, '/people/custom-tables/metadata/other')).status, 404);
	assert.equal((await get(hibob, `/people/custom-tables/${id}/other`)).status, 404);
	const [row] = await rowsAt(hibob, `/people/custom-tables/${id}/${EQUIPMENT_TABLE}`);
	assert.deepEqual(Object.keys(row ?? {}).sort(), [
		'changedBy',
		...Object.values(EQUIPMENT_COLUMNS).sort(),
		'id',
	]);
	const kind = equipment?.columns.find((column) => column['id'] === EQUIPMENT_COLUMNS.kind);
	const { listId } = kind?.['typeData'] as { listId: string };
	const list = await get(hibob, `/company/named-lists/${listId}`);
	const items = list.json['items'] as Answered[];
	assert.ok(items.some((item) => item['id'] === row?.[EQUIPMENT_COLUMNS.kind]));
});

test('lists are there together or each by its name, whose case counts', async () => {
	const hibob = await start({ employees: 1 });
	const all = (await get(hibob, '/company/named-lists')).json;
	const department = await get(hibob, '/company/named-lists/department');
	assert.deepEqual(all['department'], department.json);
	assert.equal((await get(hibob, '/company/named-lists/Department')).status, 404);
	const id = idAt(hibob, 0);
	hibob.addRow('work', id, { title: 'Something new' });
	const titles = (await get(hibob, '/company/named-lists/title?includeArchived=true')).json;
	const items = titles['items'] as Answered[];
	const added = items.find(({ name }) => name === 'Something new');
	assert.equal(((await one(hibob, id))['work'] as Answered)['title'], added?.['id']);
});

test('private values are marked, and the birth date is there without a mark', async () => {
	const hibob = await start({ employees: 1 });
	const id = idAt(hibob, 0);
	const { json } = await get(hibob, '/company/people/fields');
	const fields = (json as unknown as Array<{ id: string }>).map((field) => field.id);
	const person = JSON.stringify(await one(hibob, id, { fields }));
	for (const part of ['street', 'national-id', 'contact-phone', 'mobile']) {
		assert.ok(person.includes(`${PRIVATE_MARK}${part}`), part);
	}
	assert.match(person, /PRIVATE-\d+@home\.example/);
	assert.match(person, /1990-02-03/);
	assert.ok(JSON.stringify(hibob.rows('bankAccounts', id)).includes(`${PRIVATE_MARK}iban`));
	assert.ok(JSON.stringify(hibob.rows('lifecycle')).includes(`${PRIVATE_MARK}change-reason`));
});

test('exact records can be put in place', async () => {
	const hibob = await start({ employees: 0 });
	const id = '3980342332732998349';
	const field = {
		...{ id: 'custom.field_1', categoryId: 'work', categoryDisplayName: 'Work', category: 'work' },
		...{ name: 'Desk', description: null, jsonPath: 'custom.field_1', type: 'text' },
		...{ typeData: {}, historical: false },
	};
	const table = {
		...{ id: 'root__table_9', category: 'root', name: 'Keys', description: null, columns: [] },
	};
	hibob.load({
		people: [{ 'root.id': id, 'root.email': 'a@b.c', 'custom.field_1': 'A1' }],
		rows: [
			{ table: 'work', employeeId: id, id: 1, effectiveDate: '2026-01-01', isCurrent: false },
			{ table: 'work', employeeId: id, effectiveDate: '2020-01-01', isCurrent: true, title: null },
			{ table: 'root__table_9', employeeId: id, id: 7, column_1: 'x' },
		],
		timeOff: [{ employeeId: id, requestId: 5, type: 'other', status: 'odd' }],
		timeOffChanges: [{ at: Date.now(), isPending: false, item: { employeeId: id, requestId: 5 } }],
		fields: [field],
		customTables: [table],
	});
	const person = await one(hibob, id, { fields: ['root.email', 'custom.field_1'] });
	assert.deepEqual([person['email'], person['custom']], ['a@b.c', { field_1: 'A1' }]);
	const rows = await rowsAt(hibob, `/people/${id}/work`);
	assert.deepEqual(
		rows.map((row) => [row['effectiveDate'], row['isCurrent']]),
		[
			['2026-01-01', false],
			['2020-01-01', true],
		],
	);
	assert.deepEqual(await rowsAt(hibob, `/people/custom-tables/${id}/root__table_9`), [
		{ id: 7, column_1: 'x' },
	]);
	assert.equal((await get(hibob, `/timeoff/employees/${id}/requests/5`)).json['status'], 'odd');
	assert.deepEqual(hibob.deliveries.attempts, []);
});

test('a change is seen only after the lag', async () => {
	let at = Date.parse('2026-11-02T10:00:00Z');
	const hibob = await start({ now: () => at, lagMs: 20_000, employees: 2, timeScale: 0 });
	const id = idAt(hibob, 0);
	const hired = hibob.hire({ startDate: '2026-11-01' });
	hibob.changeFields(id, { 'root.firstName': 'Anna' });
	hibob.addRow('work', id, { title: 'Team Lead' });
	hibob.deleteEmployee(idAt(hibob, 1));
	const request = hibob.importTimeOff({ employeeId: id, from: '2026-12-01' });
	const seen = async () => {
		const path = `/timeoff/requests/changes?since=2026-11-01T00:00:00Z`;
		return [
			(await search(hibob)).length,
			(await post(hibob, `/people/${hired}`, {})).status,
			(await one(hibob, id))['displayName'],
			(await rowsAt(hibob, `/people/${id}/work`)).length,
			(await get(hibob, `/timeoff/employees/${id}/requests/${request}`)).status,
			((await get(hibob, path)).json['changes'] as unknown[]).length,
		];
	};
	assert.deepEqual(await seen(), [2, 404, 'Amy Miles', 1, 404, 0]);
	at += 19_999;
	assert.deepEqual(await seen(), [2, 404, 'Amy Miles', 1, 404, 0]);
	at += 1;
	assert.deepEqual(await seen(), [2, 200, 'Anna Miles', 2, 200, 1]);
});

test('in the sandbox everything is of another company', async () => {
	const hibob = await start({ sandbox: true, employees: 1 });
	const live = await start({ employees: 1 });
	assert.deepEqual([hibob.companyId, hibob.sandbox], [990_001, true]);
	assert.deepEqual([live.companyId, live.sandbox], [636_192, false]);
	assert.equal((await one(hibob, idAt(hibob, 0)))['companyId'], 990_001);
	assert.notEqual(idAt(hibob, 0), idAt(live, 0));
	assert.notEqual(hibob.rows('work')[0]?.id, live.rows('work')[0]?.id);
	assert.equal((await start({ companyId: 5 })).companyId, 5);
});
