import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { HiBobSimulator } from './index.mts';
import { get, idAt, post, rules, search, start } from './testing.mts';

interface Page {
	results: Array<{ employeeId: string; values: Array<Record<string, unknown>> }>;
	response_metadata: Record<string, string | null>;
}

async function pages(hibob: HiBobSimulator, query: string, name = 'cursor'): Promise<Page[]> {
	const read: Page[] = [];
	let cursor: string | null | undefined;
	do {
		const next = cursor ? `&cursor=${encodeURIComponent(cursor)}` : '';
		const { json } = await get(hibob, `/bulk/people/work?${query}${next}`);
		const page = json as unknown as Page;
		read.push(page);
		cursor = page.response_metadata[name];
	} while (cursor);
	return read;
}

test('pages lead to everybody once, and the last one says so', async () => {
	const hibob = await start({ employees: 450 });
	const read = await pages(hibob, 'limit=200');
	assert.deepEqual(
		read.map(({ results }) => results.length),
		[200, 200, 50],
	);
	assert.equal(read.at(-1)?.response_metadata['cursor'], null);
	const ids = read.flatMap(({ results }) => results.map(({ employeeId }) => employeeId));
	assert.deepEqual(new Set(ids), new Set(hibob.employees.map((person) => person['root.id'])));
	assert.equal(new Set(ids).size, 450);
	const [first] = await pages(hibob, 'limit=1&employeeIds=' + idAt(hibob, 0));
	assert.equal(first?.results[0]?.values.length, 1);
	assert.equal((await get(hibob, '/bulk/people/work')).text.match(/employeeId/g)?.length, 50);
	assert.deepEqual(rules(hibob), []);
});

test('pages go by the ids, however people came in', async () => {
	const hibob = await start({ employees: 0 });
	const ids = ['3332883884017713299', '999', '3332883884017713238', '3332883884017713245'];
	hibob.load({ people: ids.map((id) => ({ 'root.id': id })) });
	const read = await pages(hibob, 'limit=1');
	assert.deepEqual(
		read.flatMap(({ results }) => results.map(({ employeeId }) => employeeId)),
		['999', '3332883884017713238', '3332883884017713245', '3332883884017713299'],
	);
});

test('ids narrow the pages down, and unknown ones are left out', async () => {
	const hibob = await start({ employees: 250, cursorName: 'next_cursor' });
	const ids = hibob.employees.slice(0, 199).map((person) => person['root.id']);
	const query = `limit=80&employeeIds=${[...ids, '1'].join(',')}`;
	const read = await pages(hibob, query, 'next_cursor');
	assert.deepEqual(
		read.map(({ results }) => results.length),
		[80, 80, 39],
	);
	assert.ok(!('cursor' in (read[0]?.response_metadata ?? {})));
	const tooMany = [...ids, '1', '2'].join(',');
	assert.equal((await get(hibob, `/bulk/people/work?employeeIds=${tooMany}`)).status, 400);
	assert.deepEqual(rules(hibob), ['too-many-ids']);
});

test('a cursor that is not encoded is none, and limits have limits', async () => {
	const hibob = await start({ employees: 3 });
	const [page] = await pages(hibob, 'limit=2');
	const cursor = page?.response_metadata['cursor'] ?? '';
	assert.match(cursor, /\+.*=$/);
	assert.equal((await get(hibob, `/bulk/people/work?limit=2&cursor=${cursor}`)).status, 400);
	for (const limit of ['0', '201', 'x', '1.5']) {
		assert.equal((await get(hibob, `/bulk/people/work?limit=${limit}`)).status, 400);
	}
	assert.equal((await get(hibob, '/bulk/people/work?employeeIds=a')).status, 400);
	assert.deepEqual(rules(hibob), ['bad-cursor', ...Array<string>(5).fill('bad-parameter')]);
});

test('every table that can be read in bulk, and none by another name', async () => {
	const hibob = await start({ employees: 1 });
	const id = idAt(hibob, 0);
	for (const table of ['entitlement', 'deduction', 'dependents', 'rightToWork', 'variable']) {
		hibob.addRow(table, id, {});
	}
	const names = ['work', 'employment', 'lifecycle', 'salaries', 'variable', 'entitlement'];
	for (const name of [...names, 'deduction', 'dependents', 'right-to-work']) {
		const { results } = (await get(hibob, `/bulk/people/${name}`)).json as unknown as Page;
		assert.deepEqual([name, results[0]?.values.length], [name, 1]);
	}
	assert.deepEqual(rules(hibob), []);
	assert.equal((await get(hibob, '/bulk/people/salary')).status, 404);
});

test('payments are searched', async () => {
	const hibob = await start({ employees: 2 });
	const [first, second] = [idAt(hibob, 0), idAt(hibob, 1)];
	for (const payDate of ['2026-01-31', '2026-02-28']) {
		for (const id of [first, second]) hibob.addRow('actualPayments', id, { payDate });
	}
	const path = '/people/actual-payments/search';
	const filters = [{ fieldPath: 'employeeId', operator: 'equals', values: [first] }];
	const page = await post(hibob, path, { filters, pagination: { limit: 1 } });
	const { results, response_metadata: more } = page.json as unknown as Page;
	assert.deepEqual([results.length, results[0]?.employeeId], [1, first]);
	const pagination = { limit: 1, cursor: more['next_cursor'] };
	const rest = (await post(hibob, path, { filters, pagination })).json as unknown as Page;
	assert.deepEqual([rest.results.length, rest.response_metadata['next_cursor']], [1, null]);
	const since = (operator: string, value: string) => [
		{ fieldPath: 'employeeId', operator: 'equals', values: [first, second] },
		{ fieldPath: 'payDate', operator, value },
	];
	for (const filter of [
		since('greaterThanOrEquals', '2026-02-28'),
		since('lessThanOrEquals', '2026-01-31'),
	]) {
		const dated = (await post(hibob, path, { filters: filter })).json as unknown as Page;
		assert.equal(dated.results.length, 2);
	}
	assert.deepEqual(rules(hibob), []);
});

test('three thousand people are made, and searched, in no time', async () => {
	// Of the processor, which a busy machine gives to others as well.
	const begin = process.cpuUsage();
	const hibob = await start({ employees: 3000 });
	assert.equal((await search(hibob, { fields: ['root.id', 'work.title'] })).length, 3000);
	assert.ok(process.cpuUsage(begin).user < 3_000_000);
	assert.equal(hibob.rows('bankAccounts').length, 3000);
	assert.equal((await pages(hibob, 'limit=200')).length, 15);
});

test('of the first record of a list a detail, or what decides, cannot be read', async () => {
	const odd = ['odd', 'odd'];
	for (const [oddRecords, person, row, whose] of [
		['detail', 'humanReadable', 'endEffectiveDate', null],
		['deciding', 'id', null, 'employeeId'],
	] as const) {
		const hibob = await start({ employees: 3, oddRecords });
		const [first, second] = await search(hibob, {
			fields: ['root.id', 'work.title'],
			humanReadable: 'APPEND',
		});
		assert.deepEqual(first?.[person], odd);
		assert.notDeepEqual(second?.[person], odd);
		const [page] = await pages(hibob, 'limit=200');
		const [one, another] = page?.results ?? [];
		if (row !== null) assert.deepEqual(one?.values[0]?.[row], odd);
		if (whose !== null) assert.deepEqual(one?.[whose], odd);
		assert.equal(typeof another?.employeeId, 'string');
		assert.notDeepEqual(another?.values[0]?.['endEffectiveDate'], odd);
		// The company itself is as it was, and so is what is read alone.
		assert.equal(hibob.employees.length, 3);
		assert.equal(typeof hibob.employees[0]?.['root.id'], 'string');
	}
});
