import assert from 'node:assert/strict';
import { afterEach, describe, test } from 'node:test';

import { EVENT_TYPES } from './index.mts';
import type { FactorialOptions } from './index.mts';
import type { Asking } from './testing.mts';
import { idsIn, startAsking } from './testing.mts';

const PATH = '/api_public/webhook_subscriptions';
const FLAGS = 'only_active=false&only_managers=false';
const HIRE = 'employees/employee/create_with_contract';
const WISH = { subscription_type: HIRE, target_url: 'https://n8n.example/1', company_id: '55' };
const APP = { clientId: 'app', clientSecret: 'app-secret', scopes: ['employees', 'contracts'] };

let asking: Asking | undefined;
async function start(options: FactorialOptions = {}): Promise<Asking> {
	asking = await startAsking(options);
	return asking;
}
describe('Factorial', () => {
	afterEach(async () => {
		await asking?.factorial.close();
		assert.deepEqual(asking?.factorial.violations.list ?? [], []);
		asking = undefined;
	});

	const metaOf = ({ body }: { body: unknown }) => (body as { meta: Record<string, unknown> }).meta;
	const companyIn = ({ body }: { body: unknown }) =>
		(body as { data: Array<{ company_id: unknown }> }).data[0]?.company_id;

	test('lets in API keys and tokens, each in its own header; of both the key counts', async () => {
		const { factorial, ask } = await start();
		const key = factorial.credentials[0]?.value ?? '';
		factorial.addToken('a-token', 'company', APP);
		const statusOf = async (headers: Record<string, string>) =>
			(await ask('GET', '/api_public/credentials', { headers })).status;
		assert.equal(await statusOf({ 'x-api-key': key }), 200);
		assert.equal(await statusOf({ authorization: 'Bearer a-token' }), 200);
		assert.equal(await statusOf({ 'x-api-key': 'wrong', authorization: 'Bearer a-token' }), 401);
		assert.equal(await statusOf({ authorization: `Bearer ${key}` }), 401);
		assert.equal(await statusOf({ 'x-api-key': 'a-token' }), 401);
		assert.equal(await statusOf({}), 401);
		factorial.revokeCredential(key);
		assert.equal(await statusOf({ 'x-api-key': key }), 401);
	});

	test('a key of the other environment is answered with nothing', async () => {
		const { factorial, ask } = await start({ employees: 2 });
		factorial.addApiKey('elsewhere', { isElsewhere: true });
		const headers = { 'x-api-key': 'elsewhere' };
		for (const path of ['/api_public/credentials', PATH, `/employees/employees?${FLAGS}`]) {
			const answer = await ask('GET', path, { headers });
			assert.deepEqual([answer.status, idsIn(answer)], [200, []]);
		}
		const id = factorial.employees[0]?.id ?? '';
		assert.equal((await ask('GET', `/employees/employees/${id}`, { headers })).status, 404);
		assert.equal((await ask('POST', PATH, { headers, body: WISH })).status, 404);
		assert.equal(companyIn(await ask('GET', '/api_public/credentials')), '55');
	});

	test('a token may do what its application may', async () => {
		const { factorial, ask } = await start();
		factorial.addToken('a-token', 'company', APP);
		const headers = { authorization: 'Bearer a-token' };
		assert.equal((await ask('GET', '/teams/teams', { headers })).status, 200);
		for (const path of ['/locations/locations', '/timeoff/leave_types']) {
			assert.equal((await ask('GET', path, { headers })).status, 403);
		}
	});

	test('errors come in both forms', async () => {
		for (const [errorForm, expected] of [
			['coded', [{ code: 'missing_resource', message: 'Not found', field: null }]],
			['plain', ['Not found']],
		] as const) {
			const { factorial, ask } = await start({ errorForm });
			const { body } = await ask('GET', '/employees/employees/9');
			assert.deepEqual(body, { errors: expected });
			await factorial.close();
		}
	});

	test('a retired version is answered in the oldest shape: ids are numbers', async () => {
		const { factorial, ask } = await start({ employees: 1 });
		const id = factorial.employees[0]?.id ?? '';
		for (const [version, expected] of [
			['2024-10-01', Number(id)],
			['2026-04-01', Number(id)],
			['2026-07-01', id],
			['2026-10-01', id],
		] as const) {
			const answer = await ask('GET', `/employees/employees?${FLAGS}`, { version });
			assert.deepEqual([answer.status, idsIn(answer)], [200, [expected]]);
		}
	});

	test('lists come by cursor, a hundred at most', async () => {
		const { factorial, ask } = await start({ employees: 230 });
		const found: unknown[] = [];
		let cursor: unknown = null;
		const sizes: number[] = [];
		do {
			const after = cursor === null ? '' : `&after_id=${encodeURIComponent(String(cursor))}`;
			const page = await ask('GET', `/employees/employees?${FLAGS}&limit=500${after}`);
			sizes.push(idsIn(page).length);
			found.push(...idsIn(page));
			cursor = metaOf(page)['has_next_page'] ? metaOf(page)['end_cursor'] : null;
		} while (cursor !== null);
		assert.deepEqual(sizes, [100, 100, 30]);
		assert.deepEqual(
			found,
			factorial.employees.map(({ id }) => id),
		);
		factorial.violations.expect('bad-parameter');
		for (const bad of ['after_id=nonsense', 'limit=0', 'limit=many']) {
			assert.equal((await ask('GET', `/teams/teams?${bad}`)).status, 400);
		}
	});

	test('what is not in the documents is a violation', async () => {
		const { factorial, ask } = await start();
		const rules = () => factorial.violations.all.map(({ rule }) => rule);
		await ask('GET', '/teams/teams?updated_at_gteq=2026-01-01');
		await ask('GET', '/employees/nobody');
		await ask('POST', PATH, { body: { ...WISH, colour: 'red' } });
		const id = factorial.webhooks[0]?.id ?? '';
		await ask('PUT', `${PATH}/${id}`, { body: { enabled: false } });
		await ask('PUT', `${PATH}/${id}`, { body: { id, company_id: '55' } });
		await ask('GET', '/employees/employees?only_active=1&only_managers=false');
		assert.deepEqual(rules(), [
			...['unknown-parameter', 'unknown-path', 'unknown-field', 'missing-id', 'unknown-field'],
			'bad-parameter',
		]);
		factorial.violations.clear();
	});

	test('filters that are declared as required are, unless that is switched off', async () => {
		for (const requiresFlags of [true, false]) {
			const { factorial, ask } = await start({ requiresFlags });
			if (requiresFlags) factorial.violations.expect('bad-parameter');
			const expected = requiresFlags ? 400 : 200;
			assert.equal((await ask('GET', '/employees/employees')).status, expected);
			assert.equal((await ask('GET', '/timeoff/leaves')).status, expected);
			assert.equal((await ask('GET', '/contracts/contract_versions')).status, 200);
			assert.deepEqual(factorial.violations.list, []);
			await factorial.close();
		}
	});

	test('people are found by each filter', async () => {
		const { factorial, ask } = await start({ employees: 4 });
		const [one, two, three, four] = factorial.employees;
		assert.ok(one && two && three && four);
		factorial.terminateEmployee(two.id, { on: '2020-01-01' });
		factorial.joinTeam(three.id, '502');
		const found = async (query: string, flags = FLAGS) =>
			idsIn(await ask('GET', `/employees/employees?${flags}&${query}`));
		assert.deepEqual(await found('', 'only_active=true&only_managers=false'), [
			...[one.id, three.id, four.id],
		]);
		assert.deepEqual(await found('', 'only_active=false&only_managers=true'), [one.id]);
		assert.deepEqual(await found(`ids[]=${one.id}&ids[]=${four.id}`), [one.id, four.id]);
		assert.deepEqual(await found(`emails[]=${three.email}`), [three.id]);
		assert.deepEqual(await found('team_ids[]=502'), [three.id]);
		assert.deepEqual(await found('location_ids[]=302'), [three.id]);
		assert.deepEqual(await found(`full_text_name=${four.last_name.toUpperCase()}`), [four.id]);
		assert.deepEqual(await found(`name_starts_with=${four.last_name}`), []);
		assert.deepEqual(await found(`company_identifier=E-${one.id}`), [one.id]);
		// Of an instant only the day counts.
		const today = new Date().toISOString().slice(0, 10);
		assert.equal((await found(`updated_at_gteq=${today}T23:59:59Z`)).length, 4);
		assert.deepEqual(await found('updated_at_gteq=2999-01-01'), []);
	});

	test('contract versions and leaves are found by each filter', async () => {
		const { factorial, ask } = await start({ employees: 2 });
		const [one, two] = factorial.employees;
		assert.ok(one && two);
		const version = factorial.changeContract(two.id, { effective_on: '2999-01-01' });
		const contracts = async (query: string) =>
			idsIn(await ask('GET', `/contracts/contract_versions?${query}`));
		assert.equal((await contracts('')).length, 3);
		assert.equal((await contracts(`employee_ids[]=${two.id}`)).length, 2);
		assert.equal((await contracts('date=2998-12-31')).length, 2);
		assert.deepEqual(await contracts(`ids[]=${version}`), [version]);
		assert.deepEqual(await contracts('updated_at_gteq=2999-01-01T00:00:00Z'), []);

		const pending = factorial.enterLeave({
			...{ employeeId: one.id, from: '2026-04-06', to: '2026-04-10' },
		});
		const ill = factorial.enterLeave({
			...{ employeeId: two.id, from: '2026-04-01', to: null, type: 'Sick leave' },
		});
		const gone = factorial.enterLeave({
			...{ employeeId: two.id, from: '2026-04-06', to: '2026-04-06' },
		});
		factorial.deleteLeave(gone);
		const leaves = async (query: string, deleted = false) =>
			idsIn(await ask('GET', `/timeoff/leaves?include_deleted_leaves=${deleted}&${query}`));
		assert.deepEqual(await leaves(''), [pending, ill]);
		assert.deepEqual(await leaves('', true), [pending, ill, gone]);
		assert.deepEqual(await leaves('approved=true'), [ill]);
		assert.deepEqual(await leaves('approved=true&include_pending=true'), [pending, ill]);
		assert.deepEqual(await leaves('include_pending=true'), [pending]);
		assert.deepEqual(await leaves('from=2026-04-11'), [ill]);
		assert.deepEqual(await leaves('to=2026-04-05'), [ill]);
		assert.deepEqual(await leaves('leave_type_id[]=901'), [pending]);
		assert.deepEqual(await leaves(`employee_ids[]=${one.id}`), [pending]);
		assert.equal((await ask('GET', `/timeoff/leaves/${gone}`)).status, 404);
		const path = `/timeoff/leaves?include_deleted_leaves=false&ids[]=${pending}`;
		const daysIn = async (query: string) => {
			const { body } = await ask('GET', `${path}${query}`);
			return (body as { data: Array<Record<string, unknown>> }).data[0]?.duration_by_day_attributes;
		};
		assert.equal(await daysIn(''), null);
		assert.notEqual(await daysIn('&include_duration_by_day=true'), null);
	});

	test('the days of a leave come by date, and are counted without days off where they are asked for', async () => {
		for (const freeDays of ['zero', 'absent'] as const) {
			const { factorial, ask } = await start({ employees: 1, freeDays });
			const employeeId = factorial.employees[0]?.id ?? '';
			const wish = { employeeId, from: '2027-02-05', to: '2027-02-08' };
			const id = factorial.enterLeave(wish);
			factorial.enterLeave({ ...wish, hours: 6 });
			factorial.enterLeave({ ...wish, halfDay: 'beggining_of_day' });
			factorial.enterLeave({ ...wish, to: null });
			const leaves = async (query = '', version?: string) => {
				const path = `/timeoff/leaves?include_deleted_leaves=false${query}`;
				const { body } = await ask('GET', path, version === undefined ? {} : { version });
				return (body as { data: Array<Record<string, unknown>> }).data;
			};
			const used = ({ duration_by_day_attributes: days }: Record<string, unknown>) =>
				(days as { used_units_by_day: unknown }).used_units_by_day;
			const free = freeDays === 'zero' ? { '2027-02-06': 0, '2027-02-07': 0 } : {};
			const units = (days: number) => ({ '2027-02-05': days, ...free, '2027-02-08': days });
			assert.deepEqual(
				(await leaves()).map((leave) => [leave['days_taken'], leave['duration_by_day_attributes']]),
				[4, 4, 2, 1].map((taken) => [taken, null]),
			);
			const withDays = await leaves('&include_duration_by_day=true');
			assert.deepEqual(
				withDays.map((leave) => leave['days_taken']),
				[2, 0.75, 1, 1],
			);
			assert.deepEqual(withDays.slice(0, 3).map(used), [
				{ days: units(1), hours: units(8) },
				{ days: units(0.375), hours: units(3) },
				{ days: units(0.5), hours: units(4) },
			]);
			const forced = await leaves('&include_duration_by_day=true&forced_finish_on=2027-02-09');
			assert.deepEqual(
				forced.map((leave) => leave['days_taken']),
				[2, 0.75, 1, 3],
			);
			assert.equal(forced[3]?.['finish_on'], null);

			// The version before does not know them: what is asked for is ignored.
			factorial.violations.expect('unknown-parameter');
			const [old] = await leaves(`&include_duration_by_day=true&ids[]=${id}`, '2026-07-01');
			assert.deepEqual([old?.['id'], old?.['days_taken']], [id, 4]);
			assert.equal(Object.hasOwn(old ?? {}, 'duration_by_day_attributes'), false);
			await factorial.close();
		}
	});

	test('each version has the fields of its time', async () => {
		const { factorial, ask } = await start({ employees: 1 });
		const id = factorial.contracts[0]?.id ?? '';
		for (const [version, expected] of [
			['2026-04-01', []],
			['2024-01-01', []],
			['2026-07-01', ['version_data']],
			['2026-10-01', ['salary_currency', 'version_data']],
		] as const) {
			const { body } = await ask('GET', `/contracts/contract_versions/${id}`, { version });
			const later = ['salary_currency', 'version_data'].filter((field) =>
				Object.hasOwn(body as object, field),
			);
			assert.deepEqual(later, expected, version);
		}
	});

	test('an empty list may come without its list, and a record by its id wrapped or not at all', async () => {
		for (const emptyLists of ['there', 'left-out'] as const) {
			const { factorial, ask } = await start({ emptyLists });
			const { body } = await ask('GET', `/employees/employees?${FLAGS}`);
			assert.equal(Object.hasOwn(body as object, 'data'), emptyLists === 'there');
			await factorial.close();
		}
		for (const singleReads of ['bare', 'wrapped', 'missing'] as const) {
			const { factorial, ask } = await start({ employees: 1, singleReads });
			const id = factorial.employees[0]?.id ?? '';
			const { status, body } = await ask('GET', `/employees/employees/${id}`);
			const { id: bare, data } = body as { id?: string; data?: { id: string } };
			assert.deepEqual(
				[status, bare, data?.id],
				{
					bare: [200, id, undefined],
					wrapped: [200, undefined, id],
					missing: [404, undefined, undefined],
				}[singleReads],
			);
			assert.deepEqual(idsIn(await ask('GET', `/employees/employees?${FLAGS}&ids[]=${id}`)), [id]);
			await factorial.close();
		}
	});

	test('a webhook is made, found, changed and removed', async () => {
		const { factorial, ask } = await start();
		const body = { ...WISH, name: 'n8n', challenge: 'c', api_version: '2026-10-01' };
		const made = await ask('POST', PATH, { body });
		const { id } = made.body as { id: string };
		const expected = {
			...{ id, company_id: '55', type: HIRE, target_url: WISH.target_url, name: 'n8n' },
			...{ challenge: 'c', enabled: true, api_version: '2026-10-01' },
		};
		assert.deepEqual([made.status, made.body], [201, expected]);
		assert.deepEqual((await ask('GET', `${PATH}/${id}`)).body, expected);
		for (const query of [`type=${HIRE}`, `id=${id}`, 'company_id=55', 'enabled=true']) {
			assert.deepEqual(idsIn(await ask('GET', `${PATH}?${query}`)), [id]);
		}
		assert.deepEqual(idsIn(await ask('GET', `${PATH}?type=ats/candidate/create`)), []);
		const off = await ask('PUT', `${PATH}/${id}`, { body: { id, enabled: false } });
		assert.deepEqual([off.status, off.body], [200, { ...expected, enabled: false }]);
		assert.deepEqual(idsIn(await ask('GET', `${PATH}?enabled=true`)), []);
		const removed = await ask('DELETE', `${PATH}/${id}`);
		assert.deepEqual([removed.status, removed.body], [200, { ...expected, enabled: false }]);
		assert.equal((await ask('DELETE', `${PATH}/${id}`)).status, 404);
		assert.deepEqual(factorial.webhooks, []);
	});

	test('a webhook that is not right is refused', async () => {
		const { factorial, ask } = await start();
		for (const wrong of [
			...[{ subscription_type: undefined }, { target_url: undefined }, { company_id: undefined }],
			...[{ company_id: 55 }, { company_id: '56' }, { subscription_type: 'a/b/c' }],
			...[{ target_url: 'n8n' }, { api_version: '2024-10-01' }, { enabled: 'yes' }, { name: 7 }],
		]) {
			const { status } = await ask('POST', PATH, { body: { ...WISH, ...wrong } });
			assert.equal(status, 422, JSON.stringify(wrong));
		}
		// Before ids were texts they were numbers here as well.
		const old = { version: '2026-01-01', body: { ...WISH, company_id: 55 } };
		assert.equal((await ask('POST', PATH, old)).status, 201);
		assert.equal(factorial.webhooks[0]?.api_version, '2026-01-01');
	});

	test('there is one webhook per type: a second is refused, or takes the place', async () => {
		const { factorial, ask } = await start();
		await ask('POST', PATH, { body: WISH });
		const second = { ...WISH, target_url: 'https://other.example' };
		const refused = await ask('POST', PATH, { body: second });
		assert.equal(refused.status, 422);
		assert.match(JSON.stringify(refused.body), /has already been taken/);
		const other = factorial.addWebhook({
			type: 'teams/team/create',
			target: 'https://x.example',
		});
		const moved = { body: { id: other, subscription_type: HIRE } };
		assert.equal((await ask('PUT', `${PATH}/${other}`, moved)).status, 422);
		await factorial.close();

		const overwriting = await start({ duplicates: 'overwrite' });
		await overwriting.ask('POST', PATH, { body: WISH });
		assert.equal((await overwriting.ask('POST', PATH, { body: second })).status, 201);
		assert.deepEqual(
			overwriting.factorial.webhooks.map(({ target_url: url }) => url),
			['https://other.example'],
		);
	});

	test("somebody else's webhooks can be hidden, and hold their place all the same", async () => {
		const { factorial, ask } = await start({ hidesForeign: true });
		const id = factorial.addWebhook({ type: HIRE, target: 'https://x.example' });
		assert.deepEqual(idsIn(await ask('GET', PATH)), []);
		assert.equal((await ask('GET', `${PATH}/${id}`)).status, 404);
		assert.equal((await ask('DELETE', `${PATH}/${id}`)).status, 404);
		assert.equal((await ask('POST', PATH, { body: WISH })).status, 422);
	});

	test('there are 200 POSTs a minute, and no limit for the rest', async () => {
		let now = Date.now();
		const { factorial, ask } = await start({ now: () => now });
		factorial.violations.expect('rate-limit');
		const post = async () => await ask('POST', PATH, { body: {} });
		for (let count = 0; count < 200; count += 1) assert.equal((await post()).status, 422);
		const refused = await post();
		assert.deepEqual([refused.status, refused.headers.get('retry-after')], [429, '60']);
		assert.equal((await ask('GET', PATH)).status, 200);
		now += 60_000;
		assert.equal((await post()).status, 422);
		assert.equal(factorial.violations.all.length, 1);
	});

	test('the catalogue has 134 types, each once', () => {
		assert.equal(EVENT_TYPES.length, 134);
		assert.equal(new Set(EVENT_TYPES).size, 134);
		assert.ok(EVENT_TYPES.every((type) => /^[a-z_]+\/[a-z_]+\/[a-z_]+$/.test(type)));
	});

	test('OAuth2: a code is good for one token; that of a user is renewed, that of a company lasts', async () => {
		const { factorial, ask } = await start();
		factorial.addApplication(APP);
		const redirect = 'http://127.0.0.1:9/callback';
		const token = async (fields: Record<string, string>) => {
			const answer = await fetch(`${factorial.baseUrl}/oauth/token`, {
				method: 'POST',
				body: new URLSearchParams({ client_id: 'app', client_secret: 'app-secret', ...fields }),
			});
			return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
		};
		const codeFor = async (more: Record<string, string>) => {
			const query = new URLSearchParams({
				...{ client_id: 'app', redirect_uri: redirect, response_type: 'code', state: 's' },
				...more,
			});
			const url = `${factorial.baseUrl}/oauth/authorize?${query}`;
			const answer = await fetch(url, { redirect: 'manual' });
			const target = new URL(answer.headers.get('location') ?? 'http://none.example');
			assert.equal(target.searchParams.get('state'), 's');
			return target.searchParams.get('code') ?? '';
		};
		const code = await codeFor({ resource_owner_type: 'company', scope: 'employees' });
		const byCode = { grant_type: 'authorization_code', redirect_uri: redirect };
		assert.equal((await token({ ...byCode, code, client_secret: 'wrong' })).status, 401);
		const company = await token({ ...byCode, code });
		assert.deepEqual(
			[company.status, company.body['expires_in'], company.body['refresh_token']],
			[200, undefined, undefined],
		);
		assert.equal((await token({ ...byCode, code })).status, 400);
		assert.equal(company.body['scope'], 'employees', 'no more than was asked for');
		const own = { authorization: `Bearer ${String(company.body['access_token'])}` };
		assert.equal((await ask('GET', '/teams/teams', { headers: own })).status, 200);
		assert.equal((await ask('GET', '/contracts/contract_versions', { headers: own })).status, 403);

		const user = await token({ ...byCode, code: await codeFor({}) });
		assert.equal(user.body['expires_in'], 7_200);
		const byToken = {
			grant_type: 'refresh_token',
			refresh_token: String(user.body['refresh_token']),
		};
		const renewed = await token(byToken);
		assert.notEqual(renewed.body['refresh_token'], user.body['refresh_token']);
		assert.equal((await token(byToken)).status, 400);
		const headers = { authorization: `Bearer ${String(renewed.body['access_token'])}` };
		const path = '/api/2026-10-01/resources/api_public/credentials';
		const whoami = await (await fetch(`${factorial.baseUrl}${path}`, { headers })).json();
		assert.equal((whoami as { data: Array<{ role: string }> }).data[0]?.role, 'admin');
	});

	test('all that is only sometimes so is one option, and each of it can be said apart', async () => {
		const { factorial, ask } = await start({ sometimes: 'all', employees: 2, singleReads: 'bare' });
		const [boss, one] = factorial.employees;
		assert.ok(boss && one);
		const { body } = await ask('GET', `/employees/employees/${one.id}`);
		assert.partialDeepStrictEqual(body, {
			manager_id: { id: boss.id },
			active: 'true',
			terminated_on: '',
		});
		assert.partialDeepStrictEqual(one, { manager_id: boss.id, active: true, terminated_on: null });
		factorial.enterLeave({
			...{ employeeId: one.id, from: '2026-04-06', to: '2026-04-06', halfDay: 'beginning_of_day' },
		});
		const leaves = await ask('GET', '/timeoff/leaves?include_deleted_leaves=false');
		assert.partialDeepStrictEqual(leaves.body, {
			data: [{ half_day: 'beggining_of_day', approved: null, days_taken: '0.5' }],
		});
		const none = await ask('GET', `/employees/employees?${FLAGS}&ids[]=9`);
		assert.deepEqual(none.body, {});
	});
});
