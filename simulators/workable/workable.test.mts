import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { describe, test } from 'node:test';

import { receiver, untilTestEnds } from '../kit/afterEach.mts';
import { exchange, textOf, until } from '../kit/testing.mts';
import type { Reply } from '../kit/testing.mts';
import { privateValues, startWorkable } from './index.mts';
import type { WorkableOptions, WorkableSimulator } from './index.mts';

const TOKEN = 'example-workable-token-of-acme';
const OTHER_TOKEN = 'example-second-token';

interface Sent {
	token?: string | null;
	body?: unknown;
	headers?: Record<string, string>;
	url?: string;
}

async function start(options: WorkableOptions = {}): Promise<WorkableSimulator> {
	return untilTestEnds(
		await startWorkable({
			...{ rateLimit: false, timeScale: 0.0005, sometimes: 'none' },
			...options,
		}),
	);
}

async function call(
	simulator: WorkableSimulator,
	method: string,
	path: string,
	{ token = TOKEN, body, headers = {}, url = simulator.baseUrl + path }: Sent = {},
): Promise<Reply> {
	return await exchange(url, method, {
		body: textOf(body),
		headers: {
			...(token !== null && { authorization: `Bearer ${token}` }),
			...(body !== undefined && { 'content-type': 'application/json' }),
			...headers,
		},
	});
}

const get = (simulator: WorkableSimulator, path: string, sent?: Sent) =>
	call(simulator, 'GET', path, sent);
const register = (simulator: WorkableSimulator, body: unknown, sent: Sent = {}) =>
	call(simulator, 'POST', '/subscriptions', { body, ...sent });

const rules = (simulator: WorkableSimulator) => simulator.violations.list.map(({ rule }) => rule);

function items(reply: Reply, key: string): Array<Record<string, unknown>> {
	return reply.json[key] as Array<Record<string, unknown>>;
}

describe('access', () => {
	test('a missing, wrong or revoked token is answered 401 with the nested body', async () => {
		const simulator = await start({ rateLimit: { requests: 10, windowMs: 10_000 } });
		simulator.addToken(OTHER_TOKEN);
		simulator.revokeToken(TOKEN);
		for (const sent of [
			{ token: null },
			{ token: 'nonsense' },
			{ token: TOKEN },
			{ token: null, headers: { authorization: `Basic ${OTHER_TOKEN}` } },
			{ token: null, headers: { authorization: OTHER_TOKEN } },
		]) {
			const reply = await get(simulator, '/departments', sent);
			assert.equal(reply.status, 401);
			assert.deepEqual(reply.json, {
				error: {
					error: {
						error: { name: 'invalid_token', state: 'unauthorized' },
						reason: 'unknown',
						description: 'The access token is invalid',
					},
				},
			});
			assert.equal(reply.headers['x-rate-limit-limit'], undefined);
		}
	});

	test('an added token is let in, with its scopes only', async () => {
		const simulator = await start();
		simulator.addToken(OTHER_TOKEN, ['r_timeoff']);
		const allowed = await get(simulator, '/timeoff/categories', { token: OTHER_TOKEN });
		assert.equal(allowed.status, 200);
		for (const path of ['/employees', '/employees/x', '/members', '/departments', '/accounts']) {
			const reply = await get(simulator, path, { token: OTHER_TOKEN });
			assert.deepEqual([reply.status, reply.json], [403, { error: 'Forbidden' }], path);
		}
		assert.equal((await get(simulator, '/subscriptions', { token: OTHER_TOKEN })).status, 403);
		assert.equal(simulator.requests.at(-1)?.tokenIndex, 1);
	});

	test('one of the two scopes for webhooks is enough', async () => {
		for (const scope of ['r_candidates', 'r_employees'] as const) {
			const simulator = await start({ tokens: [{ token: TOKEN, scopes: [scope] }] });
			assert.equal((await get(simulator, '/subscriptions')).status, 404);
			assert.equal((await get(simulator, '/timeoff/categories')).status, 403);
		}
	});

	test('unknown paths and methods are answered 404 and are violations', async () => {
		const simulator = await start();
		for (const [method, path] of [
			['GET', '/nothing'],
			['PUT', '/subscriptions/1'],
			['PATCH', '/subscriptions/1'],
			['GET', '/subscriptions/1'],
		] as const) {
			const reply = await call(simulator, method, path);
			assert.deepEqual([reply.status, reply.json], [404, { error: 'Not found' }]);
			assert.deepEqual(simulator.violations.list.at(-1), {
				rule: 'unknown-path',
				detail: `${method} ${path}`,
			});
		}
		assert.equal(simulator.violations.list.length, 4);
		const headers = { authorization: `Bearer ${TOKEN}` };
		const head = await fetch(`${simulator.baseUrl}/employees`, { method: 'HEAD', headers });
		assert.equal(head.status, 404);
	});
});

describe('rate limit', () => {
	test('is shared by all tokens, slides, and is announced in headers', async () => {
		let at = 1_700_000_000_600;
		const simulator = await start({
			now: () => at,
			rateLimit: { requests: 3, windowMs: 10_000 },
			tokens: [{ token: TOKEN }, { token: OTHER_TOKEN }],
		});
		simulator.violations.expect('rate-limit');
		const ask = async (token: string) => {
			const { status, headers, json } = await get(simulator, '/departments', { token });
			return { status, json, left: headers['x-rate-limit-remaining'], headers };
		};
		const first = await ask(TOKEN);
		assert.equal(first.headers['x-rate-limit-limit'], '3');
		assert.equal(first.left, '2');
		assert.equal(first.headers['x-rate-limit-reset'], '1700000011');
		at += 5000;
		assert.equal((await ask(OTHER_TOKEN)).left, '1');
		assert.equal((await ask(TOKEN)).left, '0');
		at += 4999;
		const refused = await ask(OTHER_TOKEN);
		assert.equal(refused.status, 429);
		assert.deepEqual(refused.json, { error: 'Too many requests' });
		assert.equal(refused.left, '0');
		assert.deepEqual(simulator.violations.all, [
			{ rule: 'rate-limit', detail: 'GET /departments' },
		]);
		assert.deepEqual(simulator.violations.list, []);
		at += 1;
		assert.equal((await ask(TOKEN)).status, 200);
		assert.equal((await ask(TOKEN)).status, 429);
	});

	test('counts 404 and 403 and is 10 in 10 seconds by default', async () => {
		const simulator = await start({ now: () => 1, rateLimit: undefined });
		simulator.addToken(OTHER_TOKEN, []);
		for (let count = 0; count < 5; count += 1) {
			await get(simulator, '/employees/none');
			await get(simulator, '/employees', { token: OTHER_TOKEN });
		}
		assert.equal((await get(simulator, '/departments')).status, 429);
		assert.deepEqual(rules(simulator), ['rate-limit']);
	});

	test('refused tokens do not count', async () => {
		const simulator = await start({ rateLimit: { requests: 1, windowMs: 10_000 } });
		await get(simulator, '/departments', { token: 'nonsense' });
		assert.equal((await get(simulator, '/departments')).status, 200);
	});
});

describe('webhooks', () => {
	const target = 'https://n8n.example/webhook/1?event=a';

	test('are created, listed and removed', async () => {
		const simulator = await start();
		const created = await register(simulator, { target, event: 'employee_created' });
		assert.equal(created.status, 200);
		assert.deepEqual(Object.keys(created.json), ['id']);
		const id = created.json['id'];
		assert.ok(Number.isInteger(id));

		const [listed] = items(await get(simulator, '/subscriptions'), 'subscriptions');
		assert.match(String(listed?.['created_at']), /^\d{4}-.*Z$/);
		assert.deepEqual(
			{ ...listed, created_at: '' },
			{ id, event: 'employee_created', target, valid_until: null, created_at: '' },
		);

		const removed = await call(simulator, 'DELETE', `/subscriptions/${String(id)}`);
		assert.deepEqual([removed.status, removed.json], [200, {}]);
		const again = await call(simulator, 'DELETE', `/subscriptions/${String(id)}`);
		assert.deepEqual([again.status, again.json], [404, {}]);
		assert.deepEqual(simulator.webhooks, []);
		assert.deepEqual(rules(simulator), []);
	});

	test('creation answers 201 when told so', async () => {
		const simulator = await start({ createStatus: 201 });
		assert.equal((await register(simulator, { target, event: 'employee_created' })).status, 201);
	});

	test('an empty list is 404, or an empty list when told so', async () => {
		const empty = await get(await start(), '/subscriptions');
		assert.deepEqual([empty.status, empty.json], [404, {}]);
		const listed = await get(await start({ emptyListIs404: false }), '/subscriptions');
		assert.deepEqual([listed.status, listed.json], [200, { subscriptions: [] }]);
	});

	test('the same target is refused for another event and another token', async () => {
		const simulator = await start({ tokens: [{ token: TOKEN }, { token: OTHER_TOKEN }] });
		await register(simulator, { target, event: 'employee_created' });
		const other = { target, event: 'employee_updated' };
		for (const token of [TOKEN, OTHER_TOKEN]) {
			const reply = await register(simulator, other, { token });
			assert.deepEqual([reply.status, reply.json], [409, { error: 'Conflict' }]);
		}
		const differs = await register(simulator, { ...other, target: `${target}b` });
		assert.equal(differs.status, 200);
		assert.equal(simulator.webhooks.length, 2);
	});

	test('a wrapped body is refused as the vendor does', async () => {
		const simulator = await start();
		const reply = await register(simulator, {
			subscription: { target, event: 'employee_created' },
		});
		assert.equal(reply.status, 422);
		assert.deepEqual(reply.json, { error: 'param is missing or the value is empty: event' });
		assert.deepEqual(rules(simulator), ['unknown-field']);
		assert.deepEqual(simulator.webhooks, []);
	});

	test('unknown events and bad targets are refused by field', async () => {
		const simulator = await start();
		const refused = async (body: Record<string, unknown>) => {
			const reply = await register(simulator, body);
			assert.equal(reply.status, 422);
			return Object.keys(reply.json['validation_errors'] as object);
		};
		assert.deepEqual(await refused({ target, event: 'timeoff_request_approved' }), ['event']);
		for (const bad of ['/webhook/1', 'ftp://n8n.example/1', 'http:n8n.example', 7, undefined]) {
			assert.deepEqual(await refused({ target: bad, event: 'employee_created' }), ['target']);
		}
	});

	test('args belong to candidate events, all three or none', async () => {
		const simulator = await start();
		const args = { account_id: 'acme', job_shortcode: '', stage_slug: 'phone-screen' };
		const status = async (body: object) => (await register(simulator, { target, ...body })).status;
		assert.equal(await status({ event: 'employee_created', args }), 422);
		assert.equal(await status({ event: 'timeoff_updated', args: {} }), 422);
		for (const name of Object.keys(args)) {
			const short = { ...args, [name]: undefined };
			assert.equal(await status({ event: 'candidate_moved', args: short }), 422);
		}
		assert.equal(await status({ event: 'candidate_moved', args }), 200);
		const without = { event: 'candidate_created', target: `${target}b` };
		assert.equal((await register(simulator, without)).status, 200);
		const [filtered, all] = items(await get(simulator, '/subscriptions'), 'subscriptions');
		assert.equal(filtered?.['stage_slug'], 'phone-screen');
		assert.equal(filtered?.['job_shortcode'], null);
		assert.equal(all?.['stage_slug'], null);
	});

	test('only JSON is read', async () => {
		const simulator = await start();
		const body = JSON.stringify({ target, event: 'employee_created' });
		const typed = (type: string) =>
			register(simulator, body, { headers: { 'content-type': type } });
		assert.equal((await typed('application/x-www-form-urlencoded')).status, 415);
		assert.equal((await typed('text/plain')).status, 415);
		assert.deepEqual(rules(simulator), ['content-type', 'content-type']);
		assert.equal((await register(simulator, '{"target":')).status, 400);
		assert.equal((await register(simulator, '[]')).status, 400);
		assert.equal((await register(simulator, undefined)).status, 415);
		assert.deepEqual(rules(simulator).slice(2), ['invalid-json', 'invalid-json', 'content-type']);
		assert.equal((await typed('application/json; charset=utf-8')).status, 200);
	});

	test('the list shows the webhooks of all tokens, or only the own ones when told so', async () => {
		const tokens = [{ token: TOKEN }, { token: OTHER_TOKEN }];
		for (const listShowsOnlyOwn of [false, true]) {
			const simulator = await start({ tokens, listShowsOnlyOwn });
			const strange = { event: 'employee_created', target, token: OTHER_TOKEN } as const;
			const id = simulator.addWebhook(strange);
			const own = await get(simulator, '/subscriptions');
			assert.equal(own.status, listShowsOnlyOwn ? 404 : 200);
			const theirs = await get(simulator, '/subscriptions', { token: OTHER_TOKEN });
			assert.equal(items(theirs, 'subscriptions')[0]?.['id'], id);
		}
	});

	test('what the simulator shows of them are copies', async () => {
		const simulator = await start();
		simulator.addWebhook({ event: 'employee_created', target });
		simulator.webhooks[0]!.target = 'changed';
		assert.equal(simulator.webhooks[0]?.target, target);
	});
});

describe('employees', () => {
	test('are listed page by page, drafts and leavers too, under the keys of the list', async () => {
		const simulator = await start({ employees: 23 });
		const draft = simulator.createEmployee();
		const leaver = simulator.employees[3]!.id;
		simulator.offboard(leaver);
		const first = await get(simulator, '/employees');
		assert.equal(first.json['total_count'], 24);
		assert.equal(items(first, 'employees').length, 10);
		const rest = items(await get(simulator, '/employees?limit=20&offset=20'), 'employees');
		assert.deepEqual(
			rest.map(({ id }) => id),
			simulator.employees.slice(20).map(({ id }) => id),
		);
		const byId = (list: typeof rest, id: string) => list.find((item) => item['id'] === id);
		assert.equal(byId(rest, draft)?.['state'], 'draft');
		assert.equal(byId(rest, draft)?.['status_semantic_type'], 'status_draft');
		const gone = byId(items(first, 'employees'), leaver);
		assert.equal(gone?.['status_semantic_type'], 'status_inactive');
		const keys = Object.keys(gone ?? {});
		for (const key of ['department_id', 'legal_entity_id', 'manager_id', 'email', 'work_email']) {
			assert.ok(keys.includes(key), key);
		}
		for (const key of ['department', 'status', 'reports_to', 'salary_group', 'updated_at']) {
			assert.ok(!keys.includes(key), key);
		}
		assert.deepEqual(rules(simulator), []);
	});

	test('bad paging and sorting is refused and is a violation', async () => {
		const simulator = await start();
		const bad = [
			'limit=30',
			'limit=1000',
			'limit=',
			'offset=-1',
			'order_by=name',
			'limit=10&limit=20',
		];
		for (const query of bad) {
			assert.equal((await get(simulator, `/employees?${query}`)).status, 422, query);
		}
		assert.deepEqual(rules(simulator), Array(bad.length).fill('bad-parameter'));
		for (const query of ['limit=10', 'limit=20', 'limit=50', 'limit=100', 'order_by=division']) {
			assert.equal((await get(simulator, `/employees?${query}`)).status, 200, query);
		}
	});

	test('can be searched and sorted', async () => {
		const simulator = await start();
		const wanted = simulator.employees[2]!;
		const path = `/employees?query=${encodeURIComponent(wanted.lastname.toUpperCase())}`;
		assert.deepEqual(
			items(await get(simulator, path), 'employees').map(({ id }) => id),
			[wanted.id],
		);
		const sorted = items(await get(simulator, '/employees?order_by=department'), 'employees');
		const departments = sorted.map((item) => String(item['department_id']));
		assert.deepEqual(departments, departments.toSorted());
	});

	test('a single record is bare, has other keys and private fields', async () => {
		const simulator = await start();
		const { id } = simulator.employees[1]!;
		const { status, json } = await get(simulator, `/employees/${id}`);
		assert.equal(status, 200);
		assert.equal(json['id'], id);
		assert.equal(json['status'], 'status_active');
		for (const key of ['department', 'legal_entity', 'reports_to', 'work_schedule', 'start_date']) {
			assert.equal(typeof json[key], 'string', key);
		}
		for (const key of [
			...['salary_group', 'bank_details_group', 'birthdate', 'address', 'personal_email'],
			...['social_insurance_number_group', 'employment_group', 'direct_reports'],
		]) {
			assert.ok(json[key] !== undefined, key);
		}
		assert.equal(json['department_id'], undefined);
		const [row] = json['employment_group'] as Array<Record<string, unknown>>;
		assert.deepEqual(Object.keys(row!), ['row_id', 'history_of', 'is_primary', 'value']);
		const text = JSON.stringify(json);
		const secret = privateValues(simulator.employees[1]!);
		assert.ok(secret.length >= 9);
		assert.deepEqual(
			secret.filter((value) => !text.includes(value)),
			[],
		);
	});

	test('an unknown or deleted one is 404', async () => {
		const simulator = await start();
		const { id } = simulator.employees[1]!;
		simulator.deleteEmployee(id);
		for (const path of [`/employees/${id}`, '/employees/none']) {
			const reply = await get(simulator, path);
			assert.deepEqual([reply.status, reply.json], [404, { error: 'Not found' }]);
		}
		assert.deepEqual(rules(simulator), []);
	});

	test('a member must be active, and be named when the account demands it', async () => {
		const simulator = await start({ requireMember: true });
		const path = `/employees/${simulator.employees[0]!.id}`;
		assert.equal((await get(simulator, path)).status, 403);
		assert.equal((await get(simulator, `${path}?member_id=nobody`)).status, 403);
		assert.equal((await get(simulator, `${path}?member_id=a13`)).status, 403);
		assert.equal((await get(simulator, `${path}?member_id=a11`)).status, 200);
		const lenient = await start();
		assert.equal((await get(lenient, path)).status, 200);
	});

	test('are the same people every time, and never the same avatar link', async () => {
		const [one, two] = [await start(), await start()];
		assert.deepEqual(one.employees, two.employees);
		assert.equal(new Set(one.employees.map(({ work_email }) => work_email)).size, 6);
		const avatar = async () => items(await get(one, '/employees'), 'employees')[0]?.['avatar'];
		assert.notEqual(await avatar(), await avatar());
	});

	test('many can be added at once without any event', async () => {
		const simulator = await start({ employees: 0 });
		simulator.addWebhook({ event: 'employee_created', target: 'http://127.0.0.1:1/' });
		assert.equal(new Set(simulator.seedPeople(250)).size, 250);
		assert.equal((await get(simulator, '/employees?limit=100')).json['total_count'], 250);
		await simulator.deliveries.idle();
		assert.deepEqual(simulator.deliveries.attempts, []);
	});
});

describe('time off', () => {
	async function withRequests(options: WorkableOptions = {}) {
		const simulator = await start(options);
		const [first, second] = simulator.employees.map(({ id }) => id) as [string, string];
		const ids = [
			simulator.requestTimeOff({
				...{ employeeId: first, from: '2024-05-15', to: '2024-05-17', category: '2f1' },
			}),
			simulator.requestTimeOff({
				...{ employeeId: second, from: '2024-06-12', to: '2024-06-13', category: 'Sick leave' },
				halfDays: [{ date: '2024-06-13', half: 'first' }],
			}),
			simulator.requestTimeOff({
				...{ employeeId: second, from: '2024-07-01', to: '2024-07-01', category: 'Unpaid leave' },
				unit: 'hours',
			}),
		] as const;
		const list = async (query: string) =>
			items(await get(simulator, `/timeoff/requests?${query}`), 'requests').map(({ id }) => id);
		return { simulator, ids, list, first, second };
	}

	test('requests have the recorded shape', async () => {
		const { simulator, ids, first } = await withRequests();
		const reply = await get(simulator, '/timeoff/requests?from_date=2024-05-01');
		assert.equal(reply.json['total_count'], 3);
		const [item, half, hours] = items(reply, 'requests');
		assert.deepEqual(
			{ ...item, updated_at: '', updated_by: '', pending_approvals: [] },
			{
				id: ids[0],
				employee_id: first,
				from_date: '2024-05-15T00:00:00.000',
				to_date: '2024-05-17T00:00:00.000',
				formatted_period: '15 May 2024 - 17 May 2024',
				state: 'pending',
				requesting_total: 3,
				timeoff_tracking_unit: 'full_days',
				half_days: [],
				updated_by: '',
				updated_at: '',
				category_name: 'Paid time off',
				pending_approvals: [],
			},
		);
		assert.deepEqual(Object.keys((item?.['pending_approvals'] as object[])[0]!), [
			'id',
			'approver_id',
		]);
		assert.equal(half?.['timeoff_tracking_unit'], 'half_days');
		assert.equal(half?.['requesting_total'], 1.5);
		assert.equal(hours?.['requesting_total'], 8);
		assert.equal(hours?.['category_name'], 'Unpaid leave ');
	});

	test('requests are filtered by period, state, category and employee, in both list styles', async () => {
		const { simulator, ids, list, first, second } = await withRequests();
		simulator.approveTimeOff(ids[0]);
		simulator.rejectTimeOff(ids[1]);
		const all = 'from_date=2024-01-01';
		assert.deepEqual(await list('from_date=2024-05-17'), [...ids]);
		assert.deepEqual(await list('from_date=2024-05-18'), ids.slice(1));
		assert.deepEqual(await list(`${all}&to_date=2024-06-12`), ids.slice(0, 2));
		assert.deepEqual(await list(`${all}&to_date=2024-06-11T00:00:00.000`), ids.slice(0, 1));
		assert.deepEqual(await list(`${all}&states=approved&states=rejected`), ids.slice(0, 2));
		assert.deepEqual(await list(`${all}&states[]=pending`), ids.slice(2));
		assert.deepEqual(await list(`${all}&category_ids[]=2f2&category_ids[]=2f3`), ids.slice(1));
		assert.deepEqual(await list(`${all}&employee_id=${first}`), ids.slice(0, 1));
		assert.deepEqual(await list(`${all}&employee_ids[]=${second}`), ids.slice(1));
		assert.deepEqual(await list(`${all}&limit=10&offset=2`), ids.slice(2));
		assert.deepEqual(rules(simulator), []);
	});

	test('bad filters are refused and are violations', async () => {
		const { simulator } = await withRequests();
		const all = 'from_date=2024-01-01';
		const bad = [
			...['', 'from_date=', 'from_date=01.05.2024', 'from_date=2024-05-01T00:00:00.000Z'],
			...[`${all}&states=approved,rejected`, `${all}&limit=5`, `${all}&to_date=2024-13-01`],
		];
		for (const query of bad) {
			assert.equal((await get(simulator, `/timeoff/requests?${query}`)).status, 422, query);
		}
		assert.deepEqual(rules(simulator), Array(bad.length).fill('bad-parameter'));
	});

	test('an account may list only what lies within the period', async () => {
		const { ids, list } = await withRequests({ timeoffPeriod: 'within' });
		assert.deepEqual(await list('from_date=2024-05-16&to_date=2024-06-13'), [ids[1]]);
		assert.deepEqual(await list('from_date=2024-05-15&to_date=2024-06-12'), [ids[0]]);
	});

	test('an account may demand the employee', async () => {
		const { simulator, first } = await withRequests({ timeoffNeedsEmployee: true });
		const path = '/timeoff/requests?from_date=2024-01-01';
		assert.equal((await get(simulator, path)).status, 422);
		assert.equal((await get(simulator, `${path}&employee_id=${first}`)).status, 200);
	});

	test('pages are 10 long unless asked for more', async () => {
		const simulator = await start();
		const employeeId = simulator.employees[0]!.id;
		for (let count = 0; count < 12; count += 1) {
			simulator.requestTimeOff({
				...{ employeeId, from: '2024-05-15', to: '2024-05-15', category: '2f1' },
			});
		}
		const reply = await get(simulator, '/timeoff/requests?from_date=2024-01-01');
		assert.equal(reply.json['total_count'], 12);
		assert.equal(items(reply, 'requests').length, 10);
	});

	test('balances are for one employee, in strings', async () => {
		const { simulator, ids, first } = await withRequests();
		simulator.approveTimeOff(ids[0]);
		const weeks = { employeeId: first, from: '2024-05-17', to: '2024-05-27', category: '2f1' };
		simulator.approveTimeOff(simulator.requestTimeOff(weeks));
		simulator.requestTimeOff(weeks);
		const reply = await get(simulator, `/timeoff/balances?employee_id=${first}`);
		const [paid] = items(reply, 'balances');
		assert.equal(paid?.['units_used'], '10.00');
		assert.equal(paid?.['units_available'], '10.00');
		assert.equal((await get(simulator, '/timeoff/balances?employee_id=none')).status, 404);
		assert.deepEqual(rules(simulator), []);
		assert.equal((await get(simulator, '/timeoff/balances')).status, 422);
		assert.deepEqual(rules(simulator), ['bad-parameter']);
	});
});

describe('look-up data', () => {
	test('has the recorded shapes', async () => {
		const simulator = await start();
		const person = simulator.employees[0]!;
		for (const [path, id] of [
			['/departments', person.department],
			['/legal_entities', person.legal_entity],
			['/work_schedules', person.work_schedule],
		]) {
			const list = (await get(simulator, path!)).json as unknown as Array<{ id: string }>;
			assert.ok(list.some((entry) => entry.id === id));
		}
		assert.ok(Array.isArray((await get(simulator, '/employee_fields?member_id=a11')).json));
		const categories = await get(simulator, '/timeoff/categories');
		assert.equal(items(categories, 'categories')[0]?.['type'], 'paid');
		const accounts = await get(simulator, '/accounts');
		assert.equal(items(accounts, 'accounts')[0]?.['subdomain'], 'acme');
		assert.equal((await get(simulator, '/accounts/acme')).json['subdomain'], 'acme');
		assert.equal((await get(simulator, '/accounts/other')).status, 404);
		assert.deepEqual(rules(simulator), []);
	});

	test('members are the active ones, by pages that name the next', async () => {
		const simulator = await start();
		const active = await get(simulator, '/members');
		assert.equal(items(active, 'members').length, 2);
		assert.equal(active.json['paging'], undefined);
		assert.equal(items(active, 'members')[0]?.['hris_role'], 'hris_admin');
		const first = await get(simulator, '/members?status=all&limit=2');
		const { next } = first.json['paging'] as { next: string };
		assert.ok(next.startsWith(`${simulator.baseUrl}/members?`));
		const second = await get(simulator, '', { url: next });
		assert.deepEqual(
			items(second, 'members').map(({ active: isActive }) => isActive),
			[false],
		);
	});
});

describe('checks of every request', () => {
	test('a proper request breaks no rule, with or without Accept and User-Agent', async () => {
		const simulator = await start();
		for (const accept of ['application/json', '*/*', 'text/html, application/json;q=0.9']) {
			await get(simulator, '/employees?limit=10&offset=0', { headers: { accept } });
		}
		await get(simulator, '/employees');
		// Some clients name the type of a body they do not send.
		const headers = { 'content-type': 'application/json' };
		assert.equal((await get(simulator, '/employees', { headers })).status, 200);
		const removed = await call(simulator, 'DELETE', '/subscriptions/1', { headers });
		assert.deepEqual([removed.status, removed.json], [404, {}]);
		await fetch(`${simulator.baseUrl}/employees`, {
			headers: { authorization: `Bearer ${TOKEN}` },
		});
		assert.deepEqual(simulator.violations.all, []);
	});

	test('broken rules are recorded, without tokens', async () => {
		const simulator = await start();
		const broken: Array<[rule: string, path: string, sent: Sent]> = [
			['unexpected-body', '/employees', { body: {} }],
			['accept', '/employees', { headers: { accept: 'text/html' } }],
			['host', '/employees', { headers: { host: 'acme.workable.com' } }],
			['unknown-parameter', '/employees?state=draft', {}],
			['unknown-parameter', '/departments?limit=10', {}],
			['unknown-parameter', '/employees?limit[]=10', {}],
		];
		for (const [rule, path, sent] of broken) {
			simulator.violations.clear();
			await get(simulator, path, sent);
			const detail = `GET ${path.split('?')[0]}`;
			assert.deepEqual(simulator.violations.list, [{ rule, detail }], path);
		}
		simulator.violations.clear();
		await get(simulator, `/employees?access_token=${TOKEN}`);
		await get(simulator, `/employees/${TOKEN}`);
		assert.ok(rules(simulator).includes('token-in-query'));
		const logs = JSON.stringify([simulator.violations.all, simulator.requests]);
		assert.ok(!logs.includes(TOKEN));
	});

	test('a DELETE with a body is one too', async () => {
		const simulator = await start();
		await call(simulator, 'DELETE', '/subscriptions/1', { body: {} });
		assert.deepEqual(rules(simulator), ['unexpected-body']);
	});

	test('nothing is recorded when strict is off', async () => {
		const simulator = await start({ strict: false });
		assert.equal((await get(simulator, '/nothing')).status, 404);
		assert.deepEqual(simulator.violations.all, []);
	});

	test('requests are logged', async () => {
		const simulator = await start({ now: () => 1_700_000_000_000 });
		await get(simulator, '/employees?limit=10&a=1&a=2');
		await get(simulator, '/employees/none', { token: 'nonsense' });
		const common = { method: 'GET', at: 1_700_000_000_000, fault: null };
		assert.deepEqual(simulator.requests, [
			{
				...{ ...common, path: '/employees', query: { limit: '10', a: ['1', '2'] } },
				...{ status: 200, tokenIndex: 0 },
			},
			{ ...common, path: '/employees/none', query: {}, status: 401, tokenIndex: null },
		]);
	});
});

describe('faults', () => {
	const body = { target: 'https://n8n.example/1', event: 'employee_created' };

	test('status: answered without processing', async () => {
		const simulator = await start();
		const path = '/subscriptions';
		const headers = { 'Retry-After': '3' };
		simulator.faults.add({ kind: 'status', match: { path }, status: 502, body: { a: 1 }, headers });
		assert.equal((await get(simulator, '/departments')).status, 200);
		const reply = await register(simulator, body);
		assert.deepEqual([reply.status, reply.json], [502, { a: 1 }]);
		assert.equal(reply.headers['retry-after'], '3');
		assert.deepEqual(simulator.webhooks, []);
		assert.equal(simulator.requests.at(-1)?.fault, 'status');
		assert.equal((await register(simulator, body)).status, 200);
	});

	test('cut-before: not processed, no answer', async () => {
		const simulator = await start();
		simulator.faults.add({ kind: 'cut-before', match: { method: 'POST' } });
		await assert.rejects(register(simulator, body));
		assert.deepEqual(simulator.webhooks, []);
		assert.equal(simulator.requests[0]?.status, null);
		assert.equal((await register(simulator, body)).status, 200);
	});

	test('cut-after: processed, no answer', async () => {
		const simulator = await start();
		simulator.faults.add({ kind: 'cut-after' });
		await assert.rejects(register(simulator, body));
		assert.equal(simulator.webhooks.length, 1);
		assert.equal(simulator.requests[0]?.status, 200);
		assert.equal((await register(simulator, body)).status, 409);
	});

	for (const [kind, made] of [
		['hang', 0],
		['hang-after', 1],
	] as const) {
		test(`${kind}: no answer, ${made} webhooks made, and close does not wait for it`, async () => {
			const simulator = await start();
			simulator.faults.add({ kind });
			let ended = false;
			const hanging = register(simulator, body).finally(() => (ended = true));
			hanging.catch(() => undefined);
			await new Promise((done) => setTimeout(done, 100));
			assert.equal(ended, false);
			assert.equal(simulator.webhooks.length, made);
			await simulator.close();
			await assert.rejects(hanging);
		});
	}

	test('latency: processed late', async () => {
		const simulator = await start();
		simulator.faults.add({ kind: 'latency', ms: 80 });
		const before = performance.now();
		const pending = register(simulator, body);
		await until(() => simulator.requests.length === 1);
		assert.deepEqual(simulator.webhooks, []);
		assert.equal((await pending).status, 200);
		assert.ok(performance.now() - before >= 79);
		assert.equal(simulator.webhooks.length, 1);
	});

	test('cleared faults do not strike', async () => {
		const simulator = await start();
		simulator.faults.add({ kind: 'cut-before', times: 9 });
		simulator.faults.clear();
		assert.equal((await register(simulator, body)).status, 200);
	});
});

describe('deliveries', () => {
	const EVENTS = [
		...([
			'employee_created',
			'employee_updated',
			'employee_published',
			'onboarding_completed',
		] as const),
		...(['timeoff_updated', 'candidate_created', 'candidate_moved', 'candidate_deleted'] as const),
		'job_deleted' as const,
	];

	/** A simulator with one webhook for each event. */
	async function listening(options: WorkableOptions = {}) {
		const hook = await receiver();
		const simulator = await start({
			now: () => Date.parse('2024-05-15T12:58:59.365Z'),
			...options,
		});
		for (const event of EVENTS) {
			await register(simulator, { event, target: `${hook.url}/hook?for=${event}` });
		}
		const arrived = async () => {
			await simulator.deliveries.idle();
			return hook.received.splice(0).map(({ url, headers, body }) => ({
				for: url.split('=')[1],
				signature: headers['x-workable-signature'],
				type: headers['content-type'],
				raw: body,
				body: JSON.parse(body.toString()) as Record<string, unknown>,
			}));
		};
		return { simulator, hook, arrived };
	}

	const hmac = (raw: Buffer, token = TOKEN) =>
		createHmac('sha256', token).update(raw).digest('hex');

	test('a hire: created as a draft, published, onboarded', async () => {
		const { simulator, arrived } = await listening();
		const id = simulator.createEmployee({ firstname: 'Obediah' });
		const [created, ...more] = await arrived();
		assert.equal(more.length, 0);
		assert.equal(created?.for, 'employee_created');
		assert.equal(created.type, 'application/json');
		assert.equal(created.signature, hmac(created.raw));
		const { data, ...envelope } = created.body;
		assert.deepEqual(envelope, {
			id,
			resource_type: 'employee',
			event_type: 'employee_created',
			fired_at: '2024-05-15T12:58:59.365Z',
		});
		assert.deepEqual(Object.keys(data as object).toSorted(), [
			...['department', 'employee_number', 'firstname', 'id', 'job_title', 'lastname'],
			...['legal_entity', 'personal_email', 'phone_group', 'start_date', 'status'],
		]);
		const record = data as Record<string, unknown>;
		assert.deepEqual(
			[record['firstname'], record['status'], record['start_date']],
			['Obediah', 'status_draft', '2024-05-29T00:00:00.000Z'],
		);
		assert.equal((await get(simulator, `/employees/${id}`)).json['work_email'], undefined);

		simulator.publishEmployee(id);
		const [published] = await arrived();
		const { json } = await get(simulator, `/employees/${id}`);
		assert.equal(json['status'], 'status_active');
		assert.equal(published?.for, 'employee_published');
		assert.equal(published.body['id'], id);
		assert.deepEqual(published.body['data'], { workEmail: json['work_email'] });

		simulator.completeOnboarding(id);
		const [onboarded] = await arrived();
		const form = onboarded?.body['data'] as Record<string, Record<string, unknown>>;
		assert.equal(onboarded?.body['event_type'], 'onboarding_completed');
		assert.equal(form['employeeFormStep']?.['firstname'], 'Obediah');
		const [phone] = form['employeeFormStep']?.['phone_group'] as Array<Record<string, unknown>>;
		assert.equal(phone?.['history_of'], null);
		assert.equal((form['signatureDocuments']?.['employeeDocuments'] as object[]).length, 1);
	});

	test('an update carries the id and what changed; leaving is an update', async () => {
		const { simulator, arrived } = await listening();
		const { id } = simulator.employees[2]!;
		simulator.updateEmployee(id, { job_title: 'Lead', custom_field: 'x' });
		simulator.offboard(id);
		const [updated, left] = await arrived();
		assert.deepEqual(updated?.body['data'], { id, job_title: 'Lead', custom_field: 'x' });
		assert.equal(updated?.body['event_type'], 'employee_updated');
		assert.deepEqual(left?.body['data'], { id, status: 'status_inactive' });
		const { json } = await get(simulator, `/employees/${id}`);
		assert.deepEqual([json['job_title'], json['status']], ['Lead', 'status_inactive']);
	});

	test('time off: nothing for the request, then approved and reverted', async () => {
		const { simulator, arrived } = await listening();
		const employeeId = simulator.employees[2]!.id;
		const wish = { employeeId, from: '2024-05-15', to: '2024-05-17', category: 'Paid time off' };
		const id = simulator.requestTimeOff(wish);
		simulator.rejectTimeOff(simulator.requestTimeOff(wish));
		assert.deepEqual(await arrived(), []);
		simulator.approveTimeOff(id);
		const [approved] = await arrived();
		assert.equal(approved?.for, 'timeoff_updated');
		assert.deepEqual(approved.body, {
			data: {
				id,
				state: 'approved',
				to_date: '2024-05-17T00:00:00.000',
				from_date: '2024-05-15T00:00:00.000',
				half_days: [],
				updated_at: '2024-05-15T12:58:59.365Z',
				updated_by: 'Nikos Dimos',
				category_name: 'Paid time off',
				formatted_period: '15 May 2024 - 17 May 2024',
				requesting_total: 3,
				timeoff_tracking_unit: 'full_days',
			},
			id: employeeId,
			resource_type: 'employee',
			event_type: 'timeoff_request_approved',
			fired_at: '2024-05-15T12:58:59.365Z',
		});
		simulator.revertTimeOff(id);
		const [reverted] = await arrived();
		assert.equal(reverted?.body['event_type'], 'timeoff_request_reverted');
		assert.equal((reverted.body['data'] as Record<string, unknown>)['state'], 'canceled');
		const states = simulator.timeOffRequests.map(({ state, pending_approvals }) => [
			state,
			pending_approvals.length,
		]);
		assert.deepEqual(states, [
			['canceled', 0],
			['rejected', 0],
		]);
	});

	test('recruiting', async () => {
		const { simulator, arrived } = await listening();
		const id = simulator.createCandidate();
		assert.equal(simulator.moveCandidate(), id);
		assert.equal(simulator.deleteCandidate(id), id);
		simulator.deleteJob();
		assert.deepEqual(
			(await arrived()).map((event) => [event.for, event.body['event_type']]),
			EVENTS.slice(5).map((event) => [event, event]),
		);
	});

	test('candidate filters are kept to', async () => {
		const hook = await receiver();
		const simulator = await start();
		const filters = [
			['phone-screen', ''],
			['offer', ''],
			['', '5C0FFEE'],
			['', 'OTHER'],
			['', ''],
		] as const;
		for (const [stage, job] of filters) {
			await register(simulator, {
				event: 'candidate_moved',
				target: `${hook.url}/${stage}-${job}`,
				args: { account_id: 'acme', job_shortcode: job, stage_slug: stage },
			});
		}
		simulator.moveCandidate(simulator.createCandidate());
		await simulator.deliveries.idle();
		const urls = hook.received.map(({ url }) => url).toSorted();
		assert.deepEqual(urls, ['/-', '/-5C0FFEE', '/phone-screen-']);
	});

	test('go to every webhook, signed with the token that made it, but not to dead ones', async () => {
		const hook = await receiver();
		const simulator = await start({ tokens: [{ token: TOKEN }, { token: OTHER_TOKEN }] });
		const event = 'employee_updated';
		await register(simulator, { event, target: `${hook.url}/a` });
		await register(simulator, { event, target: `${hook.url}/b` }, { token: OTHER_TOKEN });
		const dead = simulator.addWebhook({ event, target: `${hook.url}/c` });
		simulator.expireWebhook(dead);
		simulator.revokeToken(OTHER_TOKEN);
		simulator.offboard(simulator.employees[0]!.id);
		await simulator.deliveries.idle();
		const signed = hook.received.map(({ url, headers, body }) => [
			url,
			headers['x-workable-signature'] === hmac(body, url === '/a' ? TOKEN : OTHER_TOKEN),
		]);
		assert.deepEqual(signed.toSorted(), [
			['/a', true],
			['/b', true],
		]);
		const listed = items(await get(simulator, '/subscriptions'), 'subscriptions');
		assert.ok(Date.parse(String(listed[2]?.['valid_until'])) < Date.now());
	});

	test('are repeated until exactly 200, with the same bytes', async () => {
		const { simulator, hook } = await listening();
		hook.answers.push(201, 204, 410, 500);
		simulator.offboard(simulator.employees[0]!.id);
		await simulator.deliveries.idle();
		assert.deepEqual(
			simulator.deliveries.attempts.map(({ attempt, status, eventType }) => [
				...[attempt, status, eventType],
			]),
			[201, 204, 410, 500, 200].map((status, index) => [index + 1, status, 'employee_updated']),
		);
		assert.equal(new Set(hook.received.map(({ body }) => body.toString())).size, 1);
	});

	test('can be duplicated and cut', async () => {
		const { simulator, hook } = await listening();
		simulator.deliveries.duplicateNext();
		simulator.deliveries.cutNext();
		simulator.offboard(simulator.employees[0]!.id);
		await simulator.deliveries.idle();
		assert.deepEqual(
			simulator.deliveries.attempts.map(({ attempt, status }) => [attempt, status]),
			[
				[1, null],
				[2, 200],
				[1, 200],
			],
		);
		assert.equal(new Set(hook.received.map(({ body }) => body.toString())).size, 1);
	});

	test('by hand: byte for byte, once, with chosen headers', async () => {
		const { simulator, hook } = await listening();
		const body = Buffer.from(' {"event_type" : "timeoff_request_x",\n"ü":"\\u00fc"} ');
		hook.answers.push(500);
		const attempts = await simulator.deliver({
			...{ event: 'timeoff_updated', body, headers: { 'X-Extra': '1' } },
		});
		assert.equal(attempts.length, 1);
		assert.equal(attempts[0]?.eventType, 'timeoff_request_x');
		const [got] = hook.received;
		assert.deepEqual(got?.body, body);
		assert.equal(got?.headers['x-extra'], '1');
		assert.equal(got?.headers['x-workable-signature'], hmac(body));
	});

	test('by hand: repeated when asked, text and objects as they are', async () => {
		const { simulator, hook } = await listening();
		hook.answers.push(500);
		const repeated = await simulator.deliver({
			...{ event: 'employee_updated', body: 'not JSON', retry: true },
		});
		assert.deepEqual(
			repeated.map(({ status }) => status),
			[500, 200],
		);
		await simulator.deliver({ event: 'employee_updated', body: { a: 1 } });
		const sent = hook.received.map(({ body }) => body.toString());
		assert.deepEqual(sent, ['not JSON', 'not JSON', '{"a":1}']);
	});

	test('by hand: signed in every way', async () => {
		const { simulator, hook } = await listening();
		const body = '{"event_type":"employee_updated","id":"4d3"}';
		const signatureOf = async (sign: Parameters<typeof simulator.deliver>[0]['sign']) => {
			await simulator.deliver({ event: 'employee_updated', body, sign });
			return hook.received.at(-1)?.headers['x-workable-signature'] as string | undefined;
		};
		const good = hmac(Buffer.from(body));
		assert.equal(await signatureOf(undefined), good);
		assert.equal(await signatureOf('good'), good);
		assert.equal(await signatureOf('none'), undefined);
		assert.equal(await signatureOf({ token: 'other' }), hmac(Buffer.from(body), 'other'));
		const wrong = await signatureOf('wrong');
		assert.match(wrong ?? '', /^[0-9a-f]{64}$/);
		assert.notEqual(wrong, good);
		const truncated = await signatureOf('truncated');
		assert.ok(truncated && truncated.length < 64 && good.startsWith(truncated));
		const other = Buffer.from(JSON.stringify(JSON.parse(body), null, 1));
		assert.equal(await signatureOf('reserialised'), hmac(other));
		assert.equal(hook.received.at(-1)?.body.toString(), body);
	});

	test('an unknown subject is a mistake of the test and is reported at once', async () => {
		const simulator = await start();
		assert.throws(() => simulator.offboard('none'), /employee none/);
		assert.throws(() => simulator.approveTimeOff('none'), /request none/);
		assert.throws(() => simulator.expireWebhook(1), /webhook 1/);
		assert.throws(() => simulator.moveCandidate('none'), /candidate none/);
		assert.throws(() => simulator.revokeToken('none'), /token/);
	});
});

describe('what is only sometimes so', () => {
	test('is one option, and each of it can be said apart', async () => {
		const simulator = await start({ sometimes: 'all', employees: 3, totals: 'left-out' });
		const { json: list } = await call(simulator, 'GET', '/employees');
		const { employees, ...rest } = list as { employees: Array<Record<string, unknown>> };
		assert.deepEqual(rest, {});
		const [last, , first] = simulator.employees.toReversed();
		assert.ok(first && last);
		assert.deepEqual(
			employees.map(({ id }) => id),
			simulator.employees.map(({ id }) => id).toReversed(),
		);
		assert.partialDeepStrictEqual(employees[0], {
			employee_number: 3,
			department: { id: last.department },
			legal_entity: { id: 'le-nowhere' },
			status: 'status_active',
			division_id: '',
		});

		const { json: single } = await call(simulator, 'GET', `/employees/${first.id}`);
		const { employment_group: group, id } = single as Record<string, unknown>;
		assert.equal(id, undefined);
		assert.partialDeepStrictEqual(group, { is_primary: 'true' });
		assert.partialDeepStrictEqual(single, {
			status_semantic_type: 'status_active',
			country: first.country.display,
		});
		// The company itself is as it was.
		assert.equal(first.employment_group[0]?.is_primary, true);
	});

	test('of the first record of a list a detail, or what decides, cannot be read', async () => {
		for (const [oddRecords, name] of [
			['detail', 'firstname'],
			['deciding', 'status_semantic_type'],
		] as const) {
			const simulator = await start({ oddRecords });
			const { json } = await call(simulator, 'GET', '/employees');
			const [first, second] = (json as { employees: Array<Record<string, unknown>> }).employees;
			assert.deepEqual(first?.[name], { odd: true });
			assert.equal(typeof second?.[name], 'string');
		}
	});
});
