import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { startHiBob } from '../../../simulators/hibob/index.mts';
import type {
	HiBobOptions,
	HiBobSimulator,
	Permissions,
} from '../../../simulators/hibob/index.mts';
import { written } from '../report.mts';
import { asked, Canned, testEachAnswer } from '../testing.mts';
import { vendor as hibob } from './index.mts';

const CHANGES = 'GET /timeoff/requests/changes';
const BULK = 'GET /bulk/people';

const changes = (...list: object[]) => ({ [CHANGES]: { changes: list } });
const created = (more: object = {}) => ({
	changeType: 'Created',
	employeeId: '1',
	requestId: 7,
	policyTypeDisplayName: 'Holiday',
	type: 'days',
	status: 'approved',
	...more,
});
const BALANCE = 'GET /timeoff/employees/1/balance';
const noBalance = (...costs: object[]) => ({
	...changes(...costs.map((cost) => created({ totalDuration: 2, ...cost }))),
	[BALANCE]: new Canned(404),
});
/** From Friday to Monday. */
const OVER_WEEKEND = { startDate: '2027-02-05', endDate: '2027-02-08', totalDuration: 4 };
const request = (answer: unknown, id = 7) => ({
	[`GET /timeoff/employees/1/requests/${id}`]: answer,
});
const read = (more: object) => ({
	...changes(created()),
	...request({ requestId: 7, ...OVER_WEEKEND, ...more }),
});
const DAYS = [
	{ date: '2027-02-05', cost: 1 },
	{ date: '2027-02-08', cost: 1 },
];
const off = (cost: number) => [
	{ date: '2027-02-06', cost },
	{ date: '2027-02-07', cost },
];
const bulk = (table: string, ...people: object[][]) => ({
	[`${BULK}/${table}`]: { results: people.map((values) => ({ employeeId: '1', values })) },
});
const metadata = (response_metadata: object) => ({
	[`${BULK}/employment`]: { results: [], response_metadata },
});
const rowsOn = (...days: string[]) => days.map((effectiveDate) => ({ effectiveDate }));
const [EARLY, LATE] = ['2024-01-01', '2025-01-01'];
const noWork = bulk('work');
const PEOPLE = { 'POST /people/search': { employees: [{ id: '1' }] } };
const work = (answer: unknown) => ({ ...PEOPLE, 'GET /people/1/work': answer });
const outs = (...list: object[]) => ({ 'GET /timeoff/whosout': { outs: list } });
const lifecycle = (...statuses: string[]) =>
	bulk(
		'lifecycle',
		statuses.map((status) => ({ status })),
	);
const HIDDEN = { restricted_columns: { no_view_permission: ['status'] } };
const tables = (own: unknown, bulkRead: unknown) => ({
	...PEOPLE,
	'GET /people/1/*': own,
	[`${BULK}/*`]: bulkRead,
});
const gone = (...ids: number[]) =>
	changes(...ids.map((requestId) => created({ changeType: 'Canceled', requestId })));

test('HiBob sends nothing besides GET but two searches', () => {
	assert.deepEqual(hibob.readOnlyPosts, ['/people/search', '/people/actual-payments/search']);
});

testEachAnswer(hibob, {
	'cost-without-balance': {
		zero: noBalance({ totalCost: 0 }),
		missing: noBalance({ totalCost: null }, {}),
		duration: noBalance({ totalCost: 2 }),
		several: noBalance({ totalCost: 0 }, { totalCost: 2 }),
		unseen: { ...changes(created({ totalCost: 2 })), [BALANCE]: { balance: 12.5 } },
	},
	'cost-of-weekends': {
		less: changes(created({ ...OVER_WEEKEND, totalCost: 2 })),
		same: changes(created({ ...OVER_WEEKEND, totalCost: 4 })),
		missing: changes(created(OVER_WEEKEND)),
		unseen: changes(created({ ...OVER_WEEKEND, endDate: '2027-02-05', totalCost: 1 })),
	},
	'durations-name': {
		durations: read({ durations: DAYS }),
		dailyDurations: read({ dailyDurations: DAYS }),
		dailyBreakdown: read({ dailyBreakdown: DAYS }),
		other: read({ perDay: DAYS }),
		none: read({ attachmentLinks: [] }),
		unseen: changes(created()),
	},
	'days-off': {
		absent: read({ durations: DAYS }),
		zero: read({ durations: [...DAYS, ...off(0)] }),
		counted: read({ durations: [...DAYS, ...off(1)] }),
		several: read({ durations: [...DAYS, off(0)[0]] }),
		unseen: read({}),
	},
	'bulk-rows': {
		bare: bulk('employment', [{ id: 1 }]),
		wrapped: bulk('employment', [{ values: [{ id: 1 }] }]),
		mixed: bulk('employment', [{ id: 1 }, { values: [{ id: 2 }] }]),
		unseen: bulk('employment', []),
	},
	'bulk-cursor': {
		cursor: metadata({ cursor: null }),
		next: metadata({ next_cursor: 'abc' }),
		both: metadata({ cursor: null, next_cursor: null }),
		other: metadata({ page: 1 }),
	},
	'restricted-columns': {
		bulk: tables({ values: [], ...HIDDEN }, { results: [{ values: [], ...HIDDEN }] }),
		own: tables(new Canned(200, { values: [] }, { 'x-has-restricted-columns': 'true' }), {
			results: [],
		}),
		'bulk-only': tables({ values: [] }, { results: [], ...HIDDEN }),
		unseen: tables({ values: [] }, { results: [] }),
	},
	'row-order': {
		newest: { ...bulk('lifecycle', rowsOn(LATE, EARLY)), ...noWork },
		oldest: { ...bulk('lifecycle', [{ values: rowsOn(EARLY, LATE) }]), ...noWork },
		none: { ...bulk('lifecycle', rowsOn(LATE, EARLY)), ...bulk('work', rowsOn(EARLY, LATE)) },
		unseen: { ...bulk('lifecycle', rowsOn(EARLY), rowsOn(LATE)), ...noWork },
	},
	'change-order': {
		newest: changes({ createdOn: LATE }, { createdOn: EARLY }),
		oldest: changes({ createdOn: EARLY }, { createdOn: LATE }),
		none: changes({ createdOn: EARLY }, { createdOn: LATE }, { createdOn: EARLY }),
		unseen: changes({ createdOn: EARLY }),
	},
	'payments-without-filters': {
		refused: { 'POST /people/actual-payments/search': new Canned(400) },
		accepted: { 'POST /people/actual-payments/search': { results: [] } },
		page: { 'POST /people/actual-payments/search': '<!DOCTYPE html>' },
	},
	'person-form': {
		nested: { 'POST /people/search': { employees: [{ work: {} }] } },
		slashes: { 'POST /people/search': { employees: [{ '/work/title': {} }] } },
		both: { 'POST /people/search': { employees: [{ work: {}, '/work/title': {} }] } },
		unseen: PEOPLE,
	},
	'human-readable': {
		accepted: work({ values: [{ id: 1, humanReadable: {} }] }),
		ignored: work({ values: [{ id: 1 }] }),
		refused: work(new Canned(400)),
		page: work('<!DOCTYPE html>'),
		unseen: work({ values: [] }),
	},
	'time-off-words': {
		known: changes(created()),
		status: { ...changes(created()), ...request({ requestId: 7, type: 'days', status: 'lost' }) },
		type: changes(created({ type: 'weeks' })),
		unseen: changes(),
	},
	'gone-requests': {
		read: { ...gone(7), ...request({ requestId: 7 }) },
		missing: gone(7),
		several: { ...gone(7, 8), ...request({ requestId: 8 }, 8) },
		unseen: changes(created()),
	},
	'out-units': {
		none: outs({ type: 'days' }),
		both: outs({ durationUnit: 'days', totalDuration: 1 }),
		unit: outs({ durationUnit: 'days' }),
		total: outs({ totalDuration: 1 }),
		unseen: outs(),
	},
	'lifecycle-words': {
		titles: lifecycle('Employed', 'Garden leave'),
		machine: lifecycle('employed', 'gardenLeave'),
		several: lifecycle('Employed', 'gardenLeave'),
		other: lifecycle('Employed', 'On the moon'),
		unseen: lifecycle(),
	},
});

describe('HiBob: against its simulator', () => {
	const NOTHING: Partial<Permissions> = {
		tables: [],
		timeOffRequests: false,
		timeOffLists: false,
		timeOffBalances: false,
		timeOffSettings: false,
	};

	async function answersOf(options: HiBobOptions = {}, permissions: Partial<Permissions> = {}) {
		const simulator = await startHiBob({ timeScale: 0, ...options });
		try {
			tell(simulator);
			const [user] = simulator.serviceUsers;
			simulator.setPermissions(String(user?.id), permissions);
			const { answers, report } = await asked(hibob, {
				HIBOB_SERVICE_USER_ID: user?.id,
				HIBOB_SERVICE_USER_TOKEN: user?.token,
				HIBOB_BASE_URL: simulator.baseUrl,
			});
			return { answers, report, simulator };
		} finally {
			await simulator.close();
		}
	}

	/** Time off over a weekend, an hour, something cancelled, and a leaver with a second row. */
	function tell(simulator: HiBobSimulator): void {
		const [employeeId = '', other = ''] = simulator.employees.map((one) => one['root.id']);
		const day = (days: number) =>
			new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
		const wish = { employeeId, from: day(-4), to: day(4) };
		simulator.approveTimeOff(simulator.requestTimeOff(wish));
		simulator.cancelTimeOff(simulator.requestTimeOff({ employeeId: other, from: day(9) }));
		simulator.scheduleTermination(other, { date: day(30) });
	}

	test('everything is read, and nothing else is sent', async () => {
		const { answers, report, simulator } = await answersOf();
		const expected = {
			'cost-without-balance': 'unseen',
			'cost-of-weekends': 'less',
			'durations-name': 'durations',
			'days-off': 'absent',
			'bulk-rows': 'bare',
			'bulk-cursor': 'cursor',
			'restricted-columns': 'unseen',
			'row-order': 'oldest',
			'payments-without-filters': 'refused',
			'person-form': 'both',
			'human-readable': 'accepted',
			'time-off-words': 'known',
			'gone-requests': 'read',
			'out-units': 'none',
			'lifecycle-words': 'titles',
			limits: 'all',
		};
		for (const [name, answer] of Object.entries(expected))
			assert.equal(answers[name], answer, name);
		assert.ok(report.outcomes.every(({ result }) => result.kind === 'answered'));
		const isSearch = (path: string) =>
			['/people/search', '/people/actual-payments/search'].includes(path);
		assert.ok(simulator.requests.every(({ method, path }) => method === 'GET' || isSearch(path)));
		// Whether payments may be asked for without saying whose is found out by trying.
		simulator.violations.expect('payments-of-nobody');
		assert.deepEqual(simulator.violations.list, []);
	});

	test('the switches of the simulator', async () => {
		const { answers } = await answersOf({
			bulkRows: 'wrapped',
			cursorName: 'next_cursor',
			newestFirst: true,
			humanReadableOnTables: 'refused',
			cancelledRequests: 'not-found',
			statusSpelling: 'machine',
		});
		const expected = {
			'bulk-rows': 'wrapped',
			'bulk-cursor': 'next',
			'row-order': 'newest',
			'human-readable': 'refused',
			'gone-requests': 'missing',
			'lifecycle-words': 'machine',
		};
		for (const [name, answer] of Object.entries(expected))
			assert.equal(answers[name], answer, name);
		const withPage = await answersOf({ humanReadableOnTables: 'html' });
		assert.equal(withPage.answers['human-readable'], 'page');
	});

	test('columns that may not be seen', async () => {
		const { answers } = await answersOf({}, { hiddenColumns: { lifecycle: ['status'] } });
		assert.equal(answers['restricted-columns'], 'own');
	});

	test('what a service user may not do is said with the permission, and nobody is blocked', async () => {
		const { report, answers, simulator } = await answersOf({}, NOTHING);
		for (const name of ['bulk-rows', 'restricted-columns', 'change-order', 'out-units']) {
			assert.equal(answers[name], '403', name);
		}
		assert.match(written(report), /Not allowed \(403\)\. It takes: People's data > Time off > See/);
		assert.ok(!simulator.violations.all.some(({ rule }) => rule === 'waf-block'));
	});
});
