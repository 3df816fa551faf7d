import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { startFactorial } from '../../../simulators/factorial/index.mts';
import type { FactorialOptions } from '../../../simulators/factorial/index.mts';
import { asked, Canned, testEachAnswer } from '../testing.mts';
import { vendor as factorial } from './index.mts';

const at = (resource: string, version = '2026-10-01'): string =>
	`GET /api/${version}/resources/${resource}`;
const people = (...data: object[]) => ({ [at('employees/employees')]: { data, meta: {} } });
const leaves = (...data: object[]) => ({ [at('timeoff/leaves')]: { data, meta: {} } });
const CREDENTIALS = at('api_public/credentials');

/** From Friday to Monday. */
const OVER_WEEKEND = { start_on: '2027-02-05', finish_on: '2027-02-08' };
const used = (days: unknown) => ({
	...OVER_WEEKEND,
	duration_by_day_attributes: { used_units_by_day: { days, hours: {} } },
});
const NEWER = { '2027-02-05': 1, '2027-02-08': 1 };
const FREE = { '2027-02-06': 0, '2027-02-07': 0 };
const older = (...data: object[]) => ({ [at('timeoff/leaves', '2026-07-01')]: { data } });

/** `email`, `personal_email`, `login_email`. */
const addresses = (email: string | null, personal: string | null, login: string | null) => ({
	id: '1',
	email,
	personal_email: personal,
	login_email: login,
});

const LEAVER = { id: '7', active: false, terminated_on: '2024-10-31' };
const COLLEAGUE = { id: '1', active: true, terminated_on: null };
const own = (id: string, answer: unknown) => ({ [at(`employees/employees/${id}`)]: answer });
const retired = (answer: unknown) => ({ [at('employees/employees', '2024-10-01')]: answer });
const nobody = (answer: unknown) => ({ [`${at('employees/employees')}?ids[]=0`]: answer });

test('Factorial sends nothing but GET', () => {
	assert.deepEqual(factorial.readOnlyPosts, []);
});

testEachAnswer(factorial, {
	company: {
		listed: { [CREDENTIALS]: { data: [{ company_id: '55' }] } },
		single: { [CREDENTIALS]: { company_id: 55 } },
		none: { [CREDENTIALS]: { data: [] } },
	},
	'work-address': {
		work: people(addresses('ada@work', 'ada@home', 'ada@work'), addresses('b@work', null, null)),
		private: people(addresses('ada@home', 'ada@home', 'ada@work')),
		both: people(
			addresses('ada@work', 'ada@home', 'ada@work'),
			addresses('bo@home', 'bo@home', 'bo@work'),
		),
		unseen: people(addresses('a@work', 'a@work', 'a@work'), addresses('x', 'y', 'z')),
	},
	'leave-days': {
		documented: leaves(used(NEWER), { duration_by_day_attributes: null }),
		list: leaves({ duration_by_day_attributes: [{ date: '2027-02-05' }] }),
		other: leaves({ duration_by_day_attributes: { '2027-02-05': 1 } }),
		unseen: leaves({ duration_by_day_attributes: null }, {}),
	},
	'free-days': {
		zero: leaves(used({ ...NEWER, ...FREE })),
		absent: leaves(used(NEWER)),
		both: leaves(used({ ...NEWER, ...FREE }), used(NEWER)),
		counted: leaves(used({ ...NEWER, '2027-02-06': 1, '2027-02-07': 1 })),
		unseen: leaves({ ...used(NEWER), finish_on: '2027-02-05' }, OVER_WEEKEND),
	},
	'days-since': {
		newer: { ...leaves(used(NEWER)), ...older(OVER_WEEKEND) },
		both: { ...leaves(used(NEWER)), ...older(used(NEWER)) },
		older: { ...leaves(OVER_WEEKEND), ...older(used(NEWER)) },
		unseen: { ...leaves(OVER_WEEKEND), ...older() },
	},
	'half-days': {
		beginning: leaves({ half_day: 'beginning_of_day' }, { half_day: null }),
		beggining: leaves({ half_day: 'beggining_of_day' }),
		both: leaves({ half_day: 'beginning_of_day' }, { half_day: 'beggining_of_day' }),
		other: leaves({ half_day: 'morning' }),
		unseen: leaves({ half_day: 'end_of_day' }),
	},
	'retired-version': {
		refused: { ...people({ id: '1' }), ...retired(new Canned(410)) },
		older: { ...people({ id: '1' }), ...retired({ data: [{ id: 1 }] }) },
		same: { ...people({ id: '1' }), ...retired({ data: [{ id: '1' }] }) },
		unseen: { ...people(), ...retired({ data: [] }) },
	},
	ids: {
		texts: people({ id: '1', company_id: '55' }),
		numbers: people({ id: 1 }),
		both: people({ id: '1', company_id: 55 }),
		unseen: people(),
	},
	'empty-list': {
		data: nobody({ data: [], meta: {} }),
		without: nobody({ meta: {} }),
		bare: nobody([]),
		nothing: nobody(new Canned(200, '')),
		refused: nobody(new Canned(404)),
		ignored: nobody({ data: [COLLEAGUE] }),
		other: nobody({ data: {} }),
	},
	'single-record': {
		bare: { ...people(COLLEAGUE), ...own('1', COLLEAGUE) },
		wrapped: { ...people(COLLEAGUE), ...own('1', { data: COLLEAGUE }) },
		list: { ...people(COLLEAGUE), ...own('1', { data: [COLLEAGUE] }) },
		missing: people(COLLEAGUE),
		other: { ...people(COLLEAGUE), ...own('1', { employee: COLLEAGUE }) },
		unseen: people(LEAVER),
	},
	'leaver-record': {
		found: { ...people(COLLEAGUE, LEAVER), ...own('7', LEAVER) },
		missing: people(COLLEAGUE, LEAVER),
		unseen: people(COLLEAGUE),
	},
	'required-flags': {
		optional: people(COLLEAGUE),
		required: {
			[`${at('employees/employees')}?only_active`]: { data: [COLLEAGUE] },
			[at('employees/employees')]: new Canned(422),
		},
	},
	'termination-reasons': {
		known: people({ termination_reason_type: 'others' }, { termination_reason_type: null }),
		other: people({ termination_reason_type: 'ran away' }),
		unseen: people(COLLEAGUE),
	},
	'legal-entities': {
		legal: { [at('companies/legal_entities')]: { data: [{ legal_name: 'Acme SL' }] } },
		name: { [at('companies/legal_entities')]: { data: [{ name: 'Acme' }] } },
		both: { [at('companies/legal_entities')]: { data: [{ name: 'Acme', legal_name: 'SL' }] } },
		other: { [at('companies/legal_entities')]: { data: [{ id: '31' }] } },
		unseen: { [at('companies/legal_entities')]: { data: [] } },
	},
	webhooks: {
		told: { [at('api_public/webhook_subscriptions')]: { data: [{ challenge: 'secret' }] } },
		hidden: { [at('api_public/webhook_subscriptions')]: { data: [{ challenge: null }] } },
		unseen: { [at('api_public/webhook_subscriptions')]: { data: [] } },
	},
});

describe('Factorial: against its simulator', () => {
	async function answersOf(options: FactorialOptions = {}) {
		const simulator = await startFactorial(options);
		try {
			const [id] = simulator.employees.map((one) => one.id);
			simulator.terminateEmployee(String(id), { on: '2024-10-31' });
			// Two Saturdays and Sundays of the last fortnight.
			const day = (back: number) =>
				new Date(Date.now() - back * 86_400_000).toISOString().slice(0, 10);
			simulator.enterLeave({ employeeId: String(id), from: day(20), to: day(10) });
			simulator.enterLeave({
				employeeId: String(id),
				from: day(3),
				to: day(3),
				halfDay: 'beginning_of_day',
			});
			const { answers, report } = await asked(factorial, {
				FACTORIAL_API_KEY: simulator.credentials[0]?.value,
				FACTORIAL_BASE_URL: simulator.baseUrl,
			});
			return { answers, report, simulator };
		} finally {
			await simulator.close();
		}
	}

	test('everything is read, and nothing else is sent', async () => {
		const { answers, report, simulator } = await answersOf();
		const expected = {
			company: 'listed',
			'half-days': 'beginning',
			'retired-version': 'older',
			ids: 'texts',
			'empty-list': 'data',
			'single-record': 'bare',
			'leaver-record': 'found',
			'termination-reasons': 'known',
			webhooks: 'unseen',
		};
		for (const [name, answer] of Object.entries(expected))
			assert.equal(answers[name], answer, name);
		const isPrivate = simulator.employees.some((one) => one.email === one.personal_email);
		assert.equal(answers['work-address'], isPrivate ? 'both' : 'work');
		assert.ok(report.outcomes.every(({ result }) => result.kind === 'answered'));
		assert.deepEqual([...new Set(simulator.requests.map(({ method }) => method))], ['GET']);
		// Two filters are left out, and the earlier version is asked for days, to see what comes of it.
		simulator.violations.expect('bad-parameter');
		simulator.violations.expect('unknown-parameter');
		assert.deepEqual(simulator.violations.list, []);
	});

	test('filters that are declared as required are, or are not', async () => {
		assert.equal((await answersOf({ requiresFlags: true })).answers['required-flags'], 'required');
		assert.equal((await answersOf({ requiresFlags: false })).answers['required-flags'], 'optional');
	});

	test('a key of another environment, and one that is refused', async () => {
		const simulator = await startFactorial();
		try {
			simulator.addApiKey('elsewhere', { isElsewhere: true });
			const FACTORIAL_BASE_URL = simulator.baseUrl;
			const elsewhere = await asked(factorial, {
				FACTORIAL_API_KEY: 'elsewhere',
				FACTORIAL_BASE_URL,
			});
			assert.equal(elsewhere.answers['company'], 'none');
			const before = simulator.requests.length;
			const refused = await asked(factorial, { FACTORIAL_API_KEY: 'no key', FACTORIAL_BASE_URL });
			assert.deepEqual(refused.report.outcomes, []);
			assert.ok(
				refused.report.stopped?.kind === 'refused' && refused.report.stopped.status === 401,
			);
			assert.equal(simulator.requests.length, before + 1);
		} finally {
			await simulator.close();
		}
	});
});
