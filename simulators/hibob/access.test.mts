import assert from 'node:assert/strict';
import { test } from 'node:test';

import { basic, call, get, idAt, post, rowsAt, rules, search, start } from './testing.mts';

const FIELDS = '/company/people/fields';
const LIMITED = { id: 'SERVICE-2', token: 'another-token' };
const asLimited = { authorization: basic(LIMITED.id, LIMITED.token) };

test('lets in service users by id and token, and nobody else', async () => {
	const hibob = await start();
	assert.equal((await get(hibob, FIELDS)).status, 200);
	for (const authorization of [
		null,
		basic('SERVICE-5772', 'wrong'),
		basic('SERVICE-1', 'example-hibob-token-of-acme'),
		'example-hibob-token-of-acme',
		'Bearer example-hibob-token-of-acme',
	]) {
		const { status, json } = await get(hibob, FIELDS, { authorization });
		assert.deepEqual([status, json['key'], typeof json['error']], [401, 'tokenNotMatch', 'string']);
	}
	hibob.addServiceUser(LIMITED);
	assert.equal((await get(hibob, FIELDS, asLimited)).status, 200);
	hibob.revokeServiceUser(LIMITED.id);
	assert.equal((await get(hibob, FIELDS, asLimited)).status, 401);
	assert.deepEqual(rules(hibob), []);
	assert.deepEqual(
		hibob.requests.map(({ path, tokenIndex }) => [path, tokenIndex]),
		[0, null, null, null, null, null, 1, null].map((index) => [FIELDS, index]),
	);
});

test('more than fifty refusals of a header within ten seconds block that header', async () => {
	let at = 1_000_000;
	const hibob = await start({ now: () => at, serviceUsers: [{ id: 'A', token: 'a' }, LIMITED] });
	hibob.violations.expect('waf-block');
	hibob.setPermissions('A', { timeOffSettings: false });
	for (let count = 0; count < 51; count += 1) {
		assert.equal((await get(hibob, '/timeoff/policy-types')).json['key'], 'forbidden');
	}
	const blocked = await get(hibob, FIELDS);
	assert.equal(blocked.status, 403);
	assert.match(String(blocked.headers['content-type']), /text\/html/);
	assert.match(blocked.text, /^<!DOCTYPE html>/);
	assert.equal((await get(hibob, FIELDS, asLimited)).status, 200);
	assert.deepEqual(
		hibob.violations.all.map(({ rule }) => rule),
		['waf-block'],
	);
	at += 5 * 60_000 - 1;
	assert.equal((await get(hibob, FIELDS)).status, 403);
	at += 1;
	assert.equal((await get(hibob, FIELDS)).status, 200);
});

test('more than fifty unknown tokens in ten seconds block everybody', async () => {
	let at = 1_000_000;
	const hibob = await start({ now: () => at });
	hibob.violations.expect('waf-block');
	for (let count = 0; count < 50; count += 1) {
		await get(hibob, FIELDS, { authorization: basic('SERVICE-1', String(count)) });
	}
	at += 10_000;
	for (let count = 0; count < 50; count += 1) {
		await get(hibob, FIELDS, { authorization: basic('SERVICE-1', String(count)) });
	}
	assert.equal((await get(hibob, FIELDS)).status, 200);
	await get(hibob, FIELDS, { authorization: null });
	assert.equal((await get(hibob, FIELDS)).status, 403);
});

test('fields of a category without permission are left out in silence', async () => {
	const hibob = await start({ employees: 1 });
	hibob.setPermissions('SERVICE-5772', { peopleFields: ['personal'] });
	const fields = [
		...['root.id', 'work.title', 'personal.birthDate', 'internal.status'],
		...['employee.recentLeaveStartDate', 'home.privateEmail', 'no.such.field'],
	];
	const [person] = await search(hibob, { fields });
	assert.deepEqual(Object.keys(person ?? {}).sort(), [
		...['/personal/birthDate', '/root/id', '/work/title'],
		...['id', 'personal', 'work'],
	]);
	const one = await post(hibob, `/people/${idAt(hibob, 0)}`, { fields });
	assert.deepEqual(one.json, person);
	assert.deepEqual(rules(hibob), []);
});

test('the permission hangs on the category and not on how the id begins', async () => {
	const hibob = await start({ employees: 1 });
	const { json } = await get(hibob, FIELDS);
	const metadata = json as unknown as Array<Record<string, unknown>>;
	const categoryOf = (id: string) => metadata.find((field) => field['id'] === id)?.['categoryId'];
	assert.equal(categoryOf('internal.status'), 'lifecycle');
	assert.equal(categoryOf('employee.recentLeaveStartDate'), 'lifecycle');
	assert.equal(categoryOf('payroll.employment.type'), 'employment');
	assert.equal(categoryOf('payroll.salary.payment'), 'payroll');
	hibob.setPermissions('SERVICE-5772', { peopleFields: [] });
	const fields = ['payroll.employment.type', 'payroll.salary.payment', 'internal.lifecycleStatus'];
	const [person] = await search(hibob, { fields });
	assert.deepEqual(person?.['payroll'], { employment: { type: 'Permanent' } });
	assert.ok(!('internal' in person));
});

test('people outside are left out, not found, forbidden or an error, each in its place', async () => {
	const hibob = await start({ employees: 3 });
	const [mine, other] = [idAt(hibob, 0), idAt(hibob, 1)];
	hibob.setPermissions('SERVICE-5772', { people: [mine] });
	const request = hibob.requestTimeOff({ employeeId: other, from: '2030-01-02' });
	hibob.approveTimeOff(request);
	assert.deepEqual(
		(await search(hibob, { fields: ['root.id'] })).map(({ id }) => id),
		[mine],
	);
	const filters = [{ fieldPath: 'root.id', operator: 'equals', values: [other] }];
	assert.deepEqual(await search(hibob, { filters }), []);
	const statusOf = async (path: string) => (await get(hibob, path)).status;
	assert.equal((await post(hibob, `/people/${other}`, {})).status, 404);
	assert.equal(await statusOf(`/people/${other}/work`), 403);
	assert.equal(await statusOf(`/timeoff/employees/${other}/requests/${request}`), 403);
	assert.equal(
		await statusOf(`/timeoff/employees/${other}/balance?policyType=Holiday&date=2030-01-01`),
		403,
	);
	const outs = (await get(hibob, '/timeoff/whosout?from=2030-01-01&to=2030-01-31')).json['outs'];
	assert.deepEqual(outs, []);
	const { json } = await get(hibob, `/bulk/people/work?employeeIds=${mine},${other}`);
	assert.deepEqual(
		(json['results'] as Array<{ employeeId: string }>).map(({ employeeId }) => employeeId),
		[mine],
	);
	const [error] = json['errors'] as Array<Record<string, { error: string }>>;
	assert.equal(error?.[other]?.error, 'MISSING_PERMISSION');
	assert.deepEqual((await get(hibob, '/bulk/people/work')).json['errors'], []);
	hibob.addRow('actualPayments', other, {});
	const wanted = [{ fieldPath: 'employeeId', operator: 'equals', values: [mine, other] }];
	const payments = '/people/actual-payments/search';
	const named = (await post(hibob, payments, { filters: wanted })).json;
	assert.deepEqual([named['results'], named['errors']], [[], json['errors']]);
	// Whose payments has to be said.
	assert.equal((await post(hibob, payments, {})).status, 400);
	assert.equal((await post(hibob, payments, { filters: [] })).status, 400);
});

test('columns may be hidden, and that is said', async () => {
	const hibob = await start({ employees: 1 });
	const path = `/people/${idAt(hibob, 0)}/lifecycle`;
	hibob.setPermissions('SERVICE-5772', { hiddenColumns: { lifecycle: ['status'] } });
	const { json, headers } = await get(hibob, path);
	assert.deepEqual(json['restricted_columns'], {
		no_view_permission: ['status'],
		no_view_history_permission: [],
	});
	assert.equal(headers['x-has-restricted-columns'], 'true');
	const rows = json['values'] as Array<Record<string, unknown>>;
	assert.deepEqual(
		rows.map(({ status }) => status),
		rows.map(() => null),
	);
});

test('a table is readable, readable as far as it is current, or forbidden', async () => {
	const hibob = await start({ employees: 1 });
	const id = idAt(hibob, 0);
	hibob.addRow('work', id, { effectiveDate: '2999-01-01', title: 'Team Lead' });
	const path = `/people/${id}/work`;
	const datesIn = async (at: string) => (await rowsAt(hibob, at)).map((row) => row['isCurrent']);
	assert.deepEqual(await datesIn(path), [true, false]);
	hibob.setPermissions('SERVICE-5772', { currentRowOnly: ['work'] });
	assert.deepEqual(await datesIn(path), [true]);
	const bulk = (await get(hibob, '/bulk/people/work')).json['results'] as Array<{ values: [] }>;
	assert.equal(bulk[0]?.values.length, 1);
	hibob.setPermissions('SERVICE-5772', { tables: ['lifecycle'], currentRowOnly: [] });
	assert.equal((await get(hibob, path)).status, 403);
	assert.equal((await get(hibob, '/bulk/people/work')).status, 403);
	assert.equal((await get(hibob, `/people/${id}/lifecycle`)).status, 200);
	assert.equal((await get(hibob, `/people/${id}/salaries`)).status, 403);
});

test('time off has a permission for requests, one for lists, one for settings', async () => {
	const hibob = await start({ employees: 1 });
	const id = idAt(hibob, 0);
	const request = hibob.requestTimeOff({ employeeId: id, from: '2030-01-02' });
	const paths = {
		request: `/timeoff/employees/${id}/requests/${request}`,
		changes: '/timeoff/requests/changes?since=2026-11-01T00:00:00Z&to=2026-11-02T00:00:00Z',
		out: '/timeoff/whosout?from=2030-01-01&to=2030-01-31&includePending=true',
		types: '/timeoff/policy-types',
		policies: '/timeoff/policies/names?policyTypeName=Holiday',
	};
	const statuses = async () =>
		await Promise.all(Object.values(paths).map(async (path) => (await get(hibob, path)).status));
	assert.deepEqual(await statuses(), [200, 200, 200, 200, 200]);
	const outs = async () => (await get(hibob, paths.out)).json['outs'] as unknown[];
	assert.equal((await outs()).length, 1);
	const since = new Date(Date.now() - 60_000).toISOString();
	const pending = `/timeoff/requests/changes?since=${since}&includePending=true`;
	const changes = async () => (await get(hibob, pending)).json['changes'] as unknown[];
	assert.equal((await changes()).length, 1);
	hibob.setPermissions('SERVICE-5772', { timeOffRequests: false });
	assert.deepEqual(await statuses(), [403, 200, 200, 200, 200]);
	assert.deepEqual([await outs(), await changes()], [[], []]);
	hibob.setPermissions('SERVICE-5772', { timeOffLists: false, timeOffSettings: false });
	assert.deepEqual(await statuses(), [403, 403, 403, 403, 403]);
	assert.deepEqual(rules(hibob), []);
});

test('each endpoint has its own limit for the company, announced on every answer', async () => {
	let at = 1_000_000_000;
	const hibob = await start({
		now: () => at,
		rateLimit: {},
		serviceUsers: [LIMITED, { id: 'B', token: 'b' }],
	});
	hibob.violations.expect('rate-limit');
	const path = `/people/${idAt(hibob, 0)}/salaries`;
	const announced = ({ headers }: Awaited<ReturnType<typeof get>>) =>
		['limit', 'remaining', 'reset'].map((name) => headers[`x-ratelimit-${name}`]);
	assert.deepEqual(announced(await get(hibob, path)), ['10', '9', '1000060']);
	at += 20_000;
	for (let count = 0; count < 8; count += 1) await get(hibob, path);
	// Another person's, and another service user: the same counter.
	const other = `/people/${idAt(hibob, 1)}/salaries`;
	const authorization = basic('B', 'b');
	assert.deepEqual(announced(await get(hibob, other, { authorization })), ['10', '0', '1000060']);
	const refused = await get(hibob, path);
	assert.equal(refused.status, 429);
	assert.equal(refused.headers['retry-after'], '40');
	assert.deepEqual(
		hibob.violations.all.map(({ rule }) => rule),
		['rate-limit'],
	);
	assert.deepEqual(announced(await get(hibob, FIELDS)), ['50', '49', '1000080']);
	const stranger = await get(hibob, path, { authorization: null });
	assert.deepEqual([stranger.status, ...announced(stranger)], [401, '10', '10', '1000060']);
	at += 40_000;
	assert.equal((await get(hibob, path)).status, 200);
});

test('limits can be set for one endpoint or all, and announced or not', async () => {
	const hibob = await start({
		rateLimit: {
			everything: { requests: 3, windowMs: 60_000 },
			'POST /people/{identifier}': { requests: 1, windowMs: 60_000 },
		},
		rateLimitHeaders: false,
	});
	hibob.violations.expect('rate-limit');
	const id = idAt(hibob, 0);
	assert.equal((await post(hibob, `/people/${id}`, {})).status, 200);
	assert.equal((await post(hibob, `/people/${id}`, {})).status, 429);
	const statuses: number[] = [];
	for (let count = 0; count < 4; count += 1) statuses.push((await get(hibob, FIELDS)).status);
	assert.deepEqual(statuses, [200, 200, 200, 429]);
	assert.equal((await get(hibob, '/profiles')).headers['x-ratelimit-limit'], undefined);
	const free = await start({ rateLimit: false });
	assert.equal((await get(free, FIELDS)).headers['x-ratelimit-limit'], undefined);
});

test('unknown paths lead to a page that looks like success, or nowhere', async () => {
	const hibob = await start();
	const id = idAt(hibob, 0);
	for (const path of [`/people/${id}/variables`, `/people/${id}/bankAccounts`]) {
		const { status, headers, text } = await get(hibob, path);
		assert.equal(status, 200);
		assert.match(String(headers['content-type']), /text\/html/);
		assert.match(text, /^<!DOCTYPE html>/);
	}
	for (const path of ['/people', `/people/${id}`, '/bulk/people/entitlements', '/employees']) {
		const { status, text } = await get(hibob, path);
		assert.deepEqual([path, status, text], [path, 404, '']);
	}
	for (const method of ['GET', 'POST', 'DELETE']) {
		const { status, text } = await call(hibob, method, '/webhooks');
		assert.deepEqual([status, text.slice(0, 9)], [200, '<!DOCTYPE']);
	}
	assert.deepEqual(
		hibob.violations.all.map(({ rule }) => rule),
		[...Array<string>(6).fill('unknown-path'), ...Array<string>(3).fill('webhooks-api')],
	);
});

test('what the contract does not allow is recorded', async () => {
	const hibob = await start();
	const id = idAt(hibob, 0);
	const form = { 'content-type': 'text/plain' };
	const steps: ReadonlyArray<[string, () => Promise<{ status: number }>, number]> = [
		['unknown-parameter', () => get(hibob, '/timeoff/policy-types?limit=1'), 200],
		['unknown-parameter', () => post(hibob, '/people/search', { field: [] }), 200],
		['content-type', () => call(hibob, 'POST', `/people/${id}`), 400],
		['content-type', () => post(hibob, '/people/search', {}, { headers: form }), 400],
		['bad-body', () => post(hibob, '/people/search', '[]'), 400],
		['bad-body', () => post(hibob, '/people/search', '{'), 400],
		['bad-parameter', () => post(hibob, '/people/search', { humanReadable: 'append' }), 200],
		['bad-parameter', () => get(hibob, `/people/${id}/work?includeHumanReadable=1`), 400],
		['unexpected-body', () => call(hibob, 'DELETE', '/profiles', { body: {} }), 404],
	];
	for (const [rule, step, status] of steps) {
		hibob.violations.clear();
		assert.deepEqual([rule, (await step()).status], [rule, status]);
		assert.ok(rules(hibob).includes(rule), `${rule}: ${rules(hibob).join()}`);
	}
	const quiet = await start({ strict: false });
	await get(quiet, '/nowhere');
	assert.deepEqual(rules(quiet), []);
});

test('a GET with a content type is a violation, and for some tables the end', async () => {
	const hibob = await start({ employees: 1 });
	const id = idAt(hibob, 0);
	const [table] = (await get(hibob, '/people/custom-tables/metadata')).json['tables'] as Array<{
		id: string;
	}>;
	const headers = { 'content-type': 'application/json' };
	for (const path of [`/people/${id}/bank-accounts`, `/people/custom-tables/${id}/${table?.id}`]) {
		assert.equal((await get(hibob, path)).status, 200);
		const { status, text } = await get(hibob, path, { headers });
		assert.deepEqual([status, text.slice(0, 9)], [400, '<!DOCTYPE']);
	}
	assert.equal((await get(hibob, `/people/${id}/work`, { headers })).status, 200);
	assert.deepEqual(rules(hibob), Array(3).fill('content-type-on-get'));
});

test('no token gets into the log', async () => {
	const hibob = await start();
	await get(hibob, '/profiles?token=example-hibob-token-of-acme');
	assert.ok(!JSON.stringify([hibob.requests, hibob.violations.all]).includes('token-of-acme'));
	assert.ok(rules(hibob).includes('token-in-query'));
});
