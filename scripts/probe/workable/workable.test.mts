import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { startWorkable } from '../../../simulators/workable/index.mts';
import type { WorkableOptions } from '../../../simulators/workable/index.mts';
import { written } from '../report.mts';
import { run } from '../shared/run.mts';
import { AS_MEMBER, asked, Canned, testEachAnswer } from '../testing.mts';
import { vendor as workable } from './index.mts';

const REQUESTS = 'GET /timeoff/requests';
const EMPLOYEES = 'GET /employees';
const requests = (...list: object[]) => ({
	[REQUESTS]: { total_count: list.length, requests: list },
});
const people = (...employees: object[]) => ({
	[EMPLOYEES]: { total_count: employees.length, employees },
});
const hours = (from: string, to: string) => ({
	timeoff_tracking_unit: 'hours',
	from_date: `2027-02-15T${from}.000`,
	to_date: `2027-02-${to}.000`,
});
const APPROVED = { id: '1', state: 'approved', timeoff_tracking_unit: 'full_days', half_days: [] };
const PENDING = { ...APPROVED, id: '2', state: 'pending' };
const LONG = {
	...APPROVED,
	from_date: '2027-02-01T00:00:00.000',
	to_date: '2027-02-03T00:00:00.000',
};
const LAST_DAY = `${REQUESTS}?from_date=2027-02-03`;
const filtered = (brackets: unknown, plain: unknown) => ({
	[`${REQUESTS}?states[]=`]: brackets,
	[`${REQUESTS}?states=`]: plain,
	...requests(APPROVED, PENDING),
});
const [ONLY_APPROVED, ALL_STATES] = [{ requests: [APPROVED] }, { requests: [APPROVED, PENDING] }];
const balances = (units: unknown) => ({
	...people({ id: 'a1' }),
	'GET /timeoff/balances': { balances: [{ units_available: units }] },
});
const entities = (...list: object[]) => ({ 'GET /legal_entities': list });
const subscriptions = (...list: object[]) => ({ 'GET /subscriptions': { subscriptions: list } });
const record = (answer: unknown) => ({ ...people({ id: 'a1' }), 'GET /employees/a1': answer });
const DOCUMENTED = { department: 'd1', reports_to: 'a2', employment_group: [{ row_id: '1' }] };

test('Workable sends nothing but GET', () => {
	assert.deepEqual(workable.readOnlyPosts, []);
});

testEachAnswer(workable, {
	'whole-days': {
		'last-second': requests(hours('00:00:00', '15T23:59:59')),
		'next-day': requests(hours('00:00:00', '16T00:00:00')),
		'same-day': requests(hours('00:00:00', '15T00:00:00')),
		several: requests(hours('00:00:00', '16T00:00:00'), hours('00:00:00', '15T23:59:59')),
		unseen: requests(hours('09:00:00', '15T12:00:00'), LONG),
	},
	'time-off-words': {
		known: requests(APPROVED, { ...APPROVED, half_days: [{ half: 'first' }] }),
		state: requests({ ...APPROVED, state: 'expired' }),
		unit: requests({ ...APPROVED, timeoff_tracking_unit: 'weeks' }),
		half: requests({ ...APPROVED, half_days: [{ half: null }] }),
		unseen: requests(),
	},
	'time-off-of-everyone': {
		optional: requests(APPROVED),
		required: { [REQUESTS]: new Canned(422) },
	},
	'several-states': {
		brackets: filtered(ONLY_APPROVED, ALL_STATES),
		plain: filtered(new Canned(422), ONLY_APPROVED),
		both: filtered(ONLY_APPROVED, ONLY_APPROVED),
		neither: filtered(ALL_STATES, { requests: [] }),
		unseen: requests(APPROVED),
	},
	period: {
		overlaps: { [LAST_DAY]: { requests: [LONG] }, ...requests(APPROVED, LONG) },
		begins: { [LAST_DAY]: { requests: [] }, ...requests(LONG) },
		unseen: requests({ ...LONG, to_date: LONG.from_date }),
	},
	numbers: {
		numbers: { ...requests({ requesting_total: 1.5 }), ...balances(11.5) },
		text: { ...requests({ requesting_total: '1.5' }), ...balances('11.50') },
		mixed: { ...requests({ requesting_total: 1.5 }), ...balances('11.50') },
		unseen: { ...requests(), ...people() },
	},
	'total-name': {
		snake: { [EMPLOYEES]: { total_count: 0, employees: [] } },
		camel: { [EMPLOYEES]: { totalCount: 0, employees: [] } },
		both: { [EMPLOYEES]: { totalCount: 0, total_count: 0 } },
		none: { [EMPLOYEES]: { employees: [] } },
	},
	'total-kept': {
		same: { ...people({ id: 'a1' }), ...requests(APPROVED) },
		larger: { [EMPLOYEES]: { total_count: 3, employees: [{}] }, ...requests() },
		smaller: { ...people(), [REQUESTS]: { total_count: 0, requests: [APPROVED] } },
		unseen: { [EMPLOYEES]: { total_count: 101, employees: [] }, [REQUESTS]: new Canned(422) },
	},
	zones: {
		named: entities({ timezone: 'America/Denver' }),
		some: entities({ timezone: 'America/Denver' }, { timezone: null }),
		other: entities({ timezone: 'Mountain Time (US & Canada)' }),
		none: entities({ timezone: null }, {}),
		unseen: entities(),
	},
	'wrapped-lists': {
		bare: { 'GET /departments': [], ...entities() },
		wrapped: {
			'GET /departments': { departments: [] },
			'GET /legal_entities': { legal_entities: [] },
		},
		mixed: { 'GET /departments': { departments: [] }, ...entities() },
	},
	'record-forms': {
		documented: record(DOCUMENTED),
		other: record({ ...DOCUMENTED, reports_to: { id: 'a2', name: 'Rui Costa' } }),
		unseen: people(),
	},
	member: {
		required: record(new Canned(403)),
		alone: record(DOCUMENTED),
		unseen: people(),
		fewer: {
			...record(DOCUMENTED),
			'GET /employees/a1?member_id=': { ...DOCUMENTED, salary_group: [] },
			[AS_MEMBER]: 'm1',
		},
		optional: { ...record(DOCUMENTED), [AS_MEMBER]: 'm1' },
	},
	leavers: {
		listed: people({ status_semantic_type: 'status_inactive' }),
		unseen: people({ status_semantic_type: 'status_active' }),
	},
	'no-webhooks': {
		missing: {},
		empty: subscriptions(),
		unseen: subscriptions({ id: 1 }),
	},
	webhooks: {
		kept: subscriptions({ target: 'https://n8n.example.com/webhook/1?node=2', valid_until: null }),
		ends: subscriptions({ target: 'https://a.example.com/?b', valid_until: '2030-01-01' }),
		bare: subscriptions({ target: 'https://n8n.example.com/webhook/1' }),
		unseen: {},
	},
});

describe('Workable: against its simulator', () => {
	async function answersOf(options: WorkableOptions = {}, member = '') {
		const simulator = await startWorkable({ rateLimit: false, ...options });
		try {
			const [employeeId = ''] = simulator.employees.map(({ id }) => id);
			const today = new Date().toISOString().slice(0, 10);
			const wish = { employeeId, from: today, to: today, category: 'Paid time off' };
			simulator.requestTimeOff(wish);
			simulator.approveTimeOff(simulator.requestTimeOff({ ...wish, unit: 'hours' }));
			const { answers, report } = await asked(workable, {
				WORKABLE_SUBDOMAIN: 'acme',
				WORKABLE_API_TOKEN: simulator.tokens[0]?.token,
				WORKABLE_MEMBER_ID: member,
				WORKABLE_BASE_URL: simulator.baseUrl,
			});
			return { answers, report, simulator };
		} finally {
			await simulator.close();
		}
	}

	test('everything is read, and nothing else is sent', async () => {
		const { answers, report, simulator } = await answersOf();
		const expected = {
			'whole-days': 'last-second',
			'time-off-words': 'known',
			'time-off-of-everyone': 'optional',
			numbers: 'mixed',
			'total-name': 'snake',
			'total-kept': 'same',
			'wrapped-lists': 'bare',
			'record-forms': 'documented',
			member: 'alone',
			'no-webhooks': 'missing',
		};
		for (const [name, answer] of Object.entries(expected))
			assert.equal(answers[name], answer, name);
		assert.ok(report.outcomes.every(({ result }) => result.kind === 'answered'));
		assert.deepEqual([...new Set(simulator.requests.map(({ method }) => method))], ['GET']);
		assert.deepEqual(simulator.violations.list, []);
	});

	test('the switches of the simulator', async () => {
		const other = await answersOf({
			emptyListIs404: false,
			requireMember: true,
			timeoffNeedsEmployee: true,
		});
		assert.equal(other.answers['no-webhooks'], 'empty');
		assert.equal(other.answers['member'], 'required');
		assert.equal(other.answers['time-off-of-everyone'], 'required');
		assert.equal(other.answers['whole-days'], 'last-second', 'asked for person by person');
	});

	test('the limit is kept', async () => {
		const simulator = await startWorkable({ rateLimit: { requests: 2, windowMs: 400 } });
		try {
			const vendor = { ...workable, pauseMs: 220 };
			const report = await run(vendor, {
				access: vendor.accessOf({
					WORKABLE_SUBDOMAIN: 'acme',
					WORKABLE_API_TOKEN: simulator.tokens[0]?.token,
					WORKABLE_BASE_URL: simulator.baseUrl,
				}),
			});
			assert.deepEqual(simulator.violations.list, []);
			assert.ok(report.outcomes.every(({ result }) => result.kind === 'answered'));
		} finally {
			await simulator.close();
		}
	});

	test('what a token may not do is said with the scope that it takes', async () => {
		const { report, simulator } = await answersOf({
			tokens: [{ token: 'narrow-token', scopes: ['r_employees'] }],
		});
		const text = written(report);
		assert.match(text, /Not allowed \(403\)\. It takes: an API token with the scope r_timeoff\./);
		assert.match(text, /Not allowed \(403\)\. It takes: an API token with the scope r_account\./);
		assert.deepEqual(simulator.violations.list, []);
	});
});
