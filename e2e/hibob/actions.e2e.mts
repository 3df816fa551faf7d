import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import {
	CUSTOM_FIELD,
	EQUIPMENT_COLUMNS,
	EQUIPMENT_TABLE,
	PRIVATE_MARK,
	SALARY_AMOUNT,
} from '../../simulators/hibob/index.mts';
import {
	assertPreviewsServed,
	actionNode,
	listSearch,
	loadOptions,
	runAction,
	waitForExecutions,
	type Execution,
} from '../support/index.mts';
import {
	ACTION,
	day,
	listening,
	setStage,
	startQuickHiBob,
	told,
	typesIn,
	withCredential,
	type Stage,
} from './support.mts';

const PEOPLE = 120;

let stage: Stage;
let person: string;

before(async () => {
	stage = await setStage({ editor: true, hibob: { employees: PEOPLE } });
	person = stage.hibob.employees[1]?.['root.id'] ?? '';
});

after(async () => {
	await stage?.close();
});

afterEach(() => {
	stage.hibob.faults.clear();
	assert.deepEqual(stage.hibob.violations.list, []);
});

const byId = (value: string) => ({ __rl: true, mode: 'id', value });

/** Runs an action that has to succeed. */
async function done(parameters: Record<string, unknown>, on = stage): Promise<Execution> {
	const run = await runAction(on, parameters, { timeoutMs: 60_000 });
	assert.equal(run.status, 'success', run.nodeError(ACTION));
	return run;
}

async function itemsOf(parameters: Record<string, unknown>): Promise<Item[]> {
	return (await done(parameters)).items(ACTION);
}
type Item = Record<string, unknown>;

/** The requests that something took. */
async function requestsOf(act: () => Promise<unknown>): Promise<string[]> {
	const asked = stage.hibob.requests.length;
	await act();
	return stage.hibob.requests.slice(asked).map(({ method, path }) => `${method} ${path}`);
}

function assertNothingPrivate(items: unknown): void {
	const text = JSON.stringify(items);
	assert.ok(!text.includes(PRIVATE_MARK), 'something private is told');
	assert.ok(!text.includes(String(SALARY_AMOUNT)), 'pay is told');
}

const GET = { resource: 'employee', operation: 'get' };
const GET_ALL = { resource: 'employee', operation: 'getAll', returnAll: true };

test('an employee: normalised, raw, selected, with fields of the company', async () => {
	const record = stage.hibob.employees[1];
	const of = async (more: object) =>
		(await itemsOf({ ...GET, employeeId: byId(person), ...more }))[0];
	const normalised = await of({});
	assert.partialDeepStrictEqual(normalised, {
		id: person,
		displayName: record?.['root.displayName'],
		workEmail: record?.['root.email'],
		jobTitle: 'Support Agent',
		department: 'Support',
		location: 'London',
		status: 'active',
		manager: { id: stage.hibob.employees[0]?.['root.id'] },
	});
	assertNothingPrivate(normalised);
	assert.partialDeepStrictEqual(await of({ output: 'raw' }), {
		work: { startDate: normalised?.['startDate'] },
	});
	assert.deepEqual(await of({ output: 'selected', outputFields: 'id, jobTitle' }), {
		id: person,
		jobTitle: 'Support Agent',
	});
	const extra = await of({ extraFields: [CUSTOM_FIELD, 'payroll.employment.weeklyHours'] });
	assert.partialDeepStrictEqual(extra?.['extraFields'], {
		[CUSTOM_FIELD]: { value: '331000002', text: 'M' },
	});
});

test('what HiBob leaves out without a word is said above the output', async () => {
	const narrow = { serviceUserId: 'SERVICE-1', serviceUserToken: 'example-token-of-SERVICE-1' };
	stage.hibob.addServiceUser({
		id: narrow.serviceUserId,
		token: narrow.serviceUserToken,
		permissions: { peopleFields: [] },
	});
	const own = await withCredential(stage, narrow);
	const extraFields = ['home.mobilePhone'];
	for (const parameters of [{ ...GET, employeeId: byId(person), extraFields }, GET_ALL]) {
		const run = await done(parameters, own);
		assert.ok(run.items(ACTION)[0]?.['displayName']);
		const [hint, ...more] = run.hints(ACTION);
		assert.deepEqual(more, []);
		assert.match(hint ?? '', /HiBob left out .*internal\.lifecycleStatus/);
		assert.match(hint ?? '', /permission group/);
	}
	const run = await done({ ...GET, employeeId: byId(person) });
	assert.deepEqual(run.hints(ACTION), [], 'nothing is said where nothing is left out');
});

test('all employees come in one request, those who have left or not started on request', async () => {
	const { hibob } = stage;
	const [gone = ''] = hibob.seedPeople(1);
	hibob.scheduleTermination(gone, { date: day(-5) });
	hibob.leave(gone);
	const coming = hibob.hire({ startDate: day(30), firstName: 'Robin', surname: 'Hale' });
	const idsOf = (items: Item[]) => items.map(({ id }) => String(id)).sort();
	const all = hibob.employees.map((one) => one['root.id']).sort();

	let items: Item[] = [];
	const everyone = { ...GET_ALL, filters: { includeInactive: true } };
	const requests = await requestsOf(async () => (items = await itemsOf(everyone)));
	assert.deepEqual(requests, ['POST /people/search']);
	assert.deepEqual(idsOf(items), all);
	assertNothingPrivate(items);
	assert.partialDeepStrictEqual(
		items.find(({ id }) => id === gone),
		{
			status: 'terminated',
			terminationDate: day(-5),
		},
	);
	assert.partialDeepStrictEqual(
		items.find(({ id }) => id === coming),
		{ status: 'pending' },
	);

	const active = idsOf(await itemsOf(GET_ALL));
	assert.deepEqual(
		active,
		all.filter((id) => id !== gone && id !== coming),
	);
	assert.equal((await itemsOf({ ...GET_ALL, returnAll: false })).length, 50);
	const email = String(hibob.employees[1]?.['root.email']);
	assert.deepEqual(idsOf(await itemsOf({ ...GET_ALL, filters: { emails: email } })), [person]);
	const named = { ...GET_ALL, filters: { name: 'hale rob', includeInactive: true } };
	assert.deepEqual(idsOf(await itemsOf(named)), [coming]);
});

test('behind the trigger, an employee, a row and a request are those of the event', async () => {
	const { hibob } = stage;
	await listening(
		stage,
		{ hrEvents: ['employee.created'] },
		async (workflow) => {
			const hired = hibob.hire({ startDate: day(7), firstName: 'Kim', surname: 'Lake' });
			const [run] = await waitForExecutions(stage.n8n, workflow.id, 1);
			assert.partialDeepStrictEqual(run?.items(ACTION), [{ id: hired, displayName: 'Kim Lake' }]);
		},
		[actionNode(stage, GET)],
	);

	const rowsOf = async (more: object, happen: () => unknown): Promise<Item[]> => {
		let items: Item[] = [];
		await listening(
			stage,
			{ hrEvents: ['table.entry_created'] },
			async (workflow) => {
				happen();
				const [run] = await waitForExecutions(stage.n8n, workflow.id, 1);
				assert.equal(run?.status, 'success', run?.nodeError(ACTION));
				items = run.items(ACTION);
			},
			[actionNode(stage, { resource: 'tableEntry', operation: 'get', ...more })],
		);
		return items;
	};
	const effectiveDate = day(45);
	const promoted = await rowsOf({}, () =>
		hibob.schedulePromotion(person, { effectiveDate, title: 'Team Lead' }),
	);
	assert.equal(promoted.length, 1);
	assert.partialDeepStrictEqual(promoted[0], {
		employeeId: person,
		name: 'work',
		effectiveDate,
		record: { humanReadable: { title: 'Team Lead' } },
	});
	assertNothingPrivate(promoted);

	const raised = await rowsOf({}, () => {
		const base = { value: SALARY_AMOUNT, currency: 'EUR' };
		hibob.addRow('salary', person, { base, effectiveDate });
	});
	assert.partialDeepStrictEqual(
		raised,
		[{ name: 'salary', effectiveDate, record: { base: { value: SALARY_AMOUNT } } }],
		'whoever asks for a pay table is told of pay',
	);

	let entryId = 0;
	const kit = await rowsOf({ findBy: 'entryId' }, () => {
		const columns = { [EQUIPMENT_COLUMNS.item]: 'Phone' };
		entryId = hibob.addRow(EQUIPMENT_TABLE, person, columns).id;
	});
	assert.partialDeepStrictEqual(kit, [
		{
			employeeId: person,
			name: EQUIPMENT_TABLE,
			entryId: String(entryId),
			record: { [EQUIPMENT_COLUMNS.item]: 'Phone' },
		},
	]);

	await listening(
		stage,
		{ hrEvents: ['leave.requested'] },
		async (workflow) => {
			const id = hibob.requestTimeOff({ employeeId: person, from: day(20), to: day(21) });
			const [run] = await waitForExecutions(stage.n8n, workflow.id, 1);
			const items = run?.items(ACTION) ?? [];
			assert.partialDeepStrictEqual(
				items,
				[{ employeeId: person, id: String(id), startDate: day(20), status: 'requested' }],
				run?.nodeError(ACTION),
			);
			assertNothingPrivate(items);
		},
		[actionNode(stage, { resource: 'timeOff', operation: 'get' })],
	);
});

const ROWS = { resource: 'tableEntry', operation: 'getAll', returnAll: true };

test("everyone's rows come by 200 people with each request, those of one person by one", async () => {
	const { hibob } = stage;
	hibob.seedPeople(150);
	for (const [table, path] of [
		['lifecycle', 'lifecycle'],
		['work', 'work'],
		['employment', 'employment'],
		['salary', 'salaries'],
	] as const) {
		let items: Item[] = [];
		const requests = await requestsOf(async () => {
			items = await itemsOf({ ...ROWS, table, people: 'everyone' });
		});
		assert.deepEqual(requests, Array(2).fill(`GET /bulk/people/${path}`));
		const expected = hibob.rows(table).map(({ id, employeeId }) => `${employeeId} ${id}`);
		assert.deepEqual(
			items.map(({ employeeId, entryId }) => `${String(employeeId)} ${String(entryId)}`).sort(),
			expected.sort(),
		);
		assert.ok(!JSON.stringify(items).includes(PRIVATE_MARK));

		const one = { ...ROWS, table, people: 'one', employeeId: byId(person) };
		const own = await requestsOf(async () => (items = await itemsOf(one)));
		assert.deepEqual(own, [`GET /people/${person}/${path}`]);
		assert.equal(items.length, hibob.rows(table, person).length);
	}
	const limited = { ...ROWS, table: 'work', people: 'everyone', returnAll: false, limit: 7 };
	assert.equal((await itemsOf(limited)).length, 7);
});

test('a table of the company and bank accounts are read without saying what type the body is', async () => {
	const { hibob } = stage;
	const people = hibob.employees.length;
	for (const [table, path] of [
		[EQUIPMENT_TABLE, /^GET \/people\/custom-tables\/\d+\/category_/],
		['bankAccounts', /^GET \/people\/\d+\/bank-accounts$/],
	] as const) {
		const parameters = { ...ROWS, table, people: 'everyone', output: 'raw' };
		let items: Item[] = [];
		const requests = await requestsOf(async () => (items = await itemsOf(parameters)));
		assert.equal(requests.filter((one) => path.test(one)).length, people, 'each person once');
		assert.deepEqual(
			items.map(({ employeeId, id }) => `${String(employeeId)} ${String(id)}`).sort(),
			hibob
				.rows(table)
				.map(({ employeeId, id }) => `${employeeId} ${id}`)
				.sort(),
		);
		// HiBob answers 400 with a page where a GET carries a type.
		assert.ok(hibob.requests.every(({ status }) => status !== 400));
	}
	const one = { ...ROWS, table: 'bankAccounts', people: 'one', employeeId: byId(person) };
	const [account] = await itemsOf(one);
	assert.partialDeepStrictEqual(account, { name: 'bankAccounts', record: null });
	assertNothingPrivate(account);
});

test('requests that changed in two years come once each, as they were left', async (t) => {
	// Time off of its own, so that nothing else is in the lists.
	const hibob = await startQuickHiBob();
	t.after(() => hibob.close());
	const own = await withCredential(stage, { hibob });
	const employeeId = hibob.employees[1]?.['root.id'] ?? '';
	const DAY_MS = 86_400_000;
	const old = [10, 200, 400, 600, 720].map((daysAgo, index) => ({
		at: Date.now() - daysAgo * DAY_MS,
		isPending: false,
		item: {
			...{ changeType: 'Created', employeeId, requestId: 1_000 + index, type: 'days' },
			...{ startDate: day(-daysAgo), endDate: day(-daysAgo), status: 'approved' },
			...{ policyTypeDisplayName: 'Holiday', durationUnit: 'days', totalDuration: 1 },
		},
	}));
	hibob.load({ timeOffChanges: old });
	const kept = hibob.requestTimeOff({ employeeId, from: day(3), to: day(4) });
	hibob.approveTimeOff(kept);
	const dropped = hibob.requestTimeOff({ employeeId, from: day(6) });
	hibob.cancelTimeOff(dropped);
	const sick = hibob.requestTimeOff({ employeeId, from: day(0), policyType: 'Sick leave' });

	const changed = {
		...{ resource: 'timeOff', operation: 'getAll', returnAll: true, list: 'changes' },
		people: 'everyone',
		since: new Date(Date.now() - 730 * DAY_MS).toISOString(),
		filters: { includePending: true },
	};
	const run = await done(changed, own);
	const items = run.items(ACTION);
	assert.deepEqual(
		items.map(({ id, status }) => `${String(id)} ${String(status)}`).sort(),
		[
			...['1000', '1001', '1002', '1003', '1004'].map((id) => `${id} approved`),
			...[`${kept} approved`, `${dropped} cancelled`, `${sick} approved`],
		].sort(),
	);
	const windows = hibob.requests.filter(({ path }) => path === '/timeoff/requests/changes');
	assert.ok(windows.length >= 5, 'HiBob takes half a year at most');
	const idsOf = (one: Execution) =>
		one
			.items(ACTION)
			.map(({ id }) => String(id))
			.sort();
	const recent = { ...changed, since: day(-30), filters: {} };
	assert.deepEqual(
		idsOf(await done(recent, own)),
		['1000', String(kept), String(sick)],
		'what was never approved is not told without what waits for approval',
	);

	const out = { ...changed, list: 'out', filters: {} };
	assert.deepEqual(idsOf(await done(out, own)), [String(kept)], 'sick leave is private');
	const waiting = hibob.requestTimeOff({ employeeId, from: day(9) });
	const filters = { includePending: true, includePrivate: true };
	assert.deepEqual(
		idsOf(await done({ ...out, filters }, own)),
		[kept, sick, waiting].map(String).sort(),
	);
	const holidays = { ...filters, policyTypes: '={{ ["Holiday"] }}' };
	const one = { people: 'one', employeeId: byId(employeeId) };
	assert.deepEqual(
		idsOf(await done({ ...out, ...one, filters: holidays }, own)),
		[kept, waiting].map(String).sort(),
	);
	const nextMonth = { ...out, from: day(4), to: day(40), filters: {} };
	assert.deepEqual(idsOf(await done(nextMonth, own)), [String(kept)]);
	assertNothingPrivate(items);
	assert.deepEqual(hibob.violations.list, []);
});

test('events since a date have the ids they had when they were delivered', async () => {
	const { hibob } = stage;
	const [employeeId = ''] = hibob.seedPeople(1);
	const hrEvents = ['leave.requested', 'leave.approved', 'leave.cancelled', 'leave.updated'];
	await listening(stage, { hrEvents }, async (workflow) => {
		let id = 0;
		const delivered = [
			...(await told(stage, workflow, () => {
				id = hibob.requestTimeOff({ employeeId, from: day(50), to: day(52) });
			})),
			...(await told(stage, workflow, () => hibob.approveTimeOff(id))),
			...(await told(stage, workflow, () => hibob.cancelTimeOff(id))),
		];
		assert.deepEqual(typesIn(delivered), ['leave.requested', 'leave.approved', 'leave.cancelled']);
		const since = { resource: 'event', operation: 'getAllSince', returnAll: true };
		const found = (await done(since)).items(ACTION);
		for (const { eventId, eventType } of delivered) {
			const same = found.filter((event) => event['eventId'] === eventId);
			assert.deepEqual(
				same.map((event) => [event['eventType'], Object(event['source']).delivery]),
				[[eventType, 'manual']],
			);
		}
		assertNothingPrivate(found);
	});
});

test('an answer 429 is waited for, as long as HiBob says', async () => {
	const path = `/people/${person}/lifecycle`;
	stage.hibob.faults.add({
		match: { path },
		kind: 'status',
		status: 429,
		headers: { 'Retry-After': '2' },
	});
	const parameters = { ...ROWS, table: 'lifecycle', people: 'one', employeeId: byId(person) };
	const requests = await requestsOf(async () => await itemsOf(parameters));
	assert.equal(requests.length, 2);
	const [first, second] = stage.hibob.requests.slice(-2);
	assert.ok(Number(second?.at) - Number(first?.at) >= 1_900, 'not before the two seconds are over');
});

test('what is not there, not allowed or empty ends in a message that says what to do', async () => {
	const failed = async (parameters: Record<string, unknown>, on = stage) => {
		const run = await runAction(on, parameters);
		assert.equal(run.status, 'error');
		return run.nodeError(ACTION) ?? '';
	};
	const unknown = byId('3332889999999999999');
	assert.match(await failed({ ...GET, employeeId: unknown }), /HiBob has no such record/);
	assert.match(await failed(GET), /'Employee' is empty/);
	const row = { resource: 'tableEntry', operation: 'get', employeeId: byId(person) };
	assert.match(
		await failed({ ...row, table: 'work', effectiveDate: '1999-01-01' }),
		/There is no row with this 'Effective Date'/,
	);
	assert.match(
		await failed({ ...row, table: 'nonsense', effectiveDate: '1999-01-01' }),
		/'Table Name or ID' is not one of HiBob's/,
	);
	const narrow = { serviceUserId: 'SERVICE-2', serviceUserToken: 'example-token-of-SERVICE-2' };
	stage.hibob.addServiceUser({
		id: narrow.serviceUserId,
		token: narrow.serviceUserToken,
		permissions: { tables: ['work'] },
	});
	const own = await withCredential(stage, narrow);
	for (const people of [{ people: 'everyone' }, { people: 'one', employeeId: byId(person) }]) {
		const message = await failed({ ...ROWS, table: 'salary', ...people }, own);
		assert.match(message, /HiBob does not allow this/);
	}
});

test('the drop-downs are filled, and show what HiBob refuses', async () => {
	const { results } = await listSearch(stage, 'searchEmployees');
	assert.equal(results.length, 100);
	const someone = stage.hibob.employees.at(-1);
	const filter = String(someone?.['root.email']).toUpperCase();
	const found = await listSearch(stage, 'searchEmployees', { filter });
	assert.deepEqual(found.results, [
		{ name: someone?.['root.displayName'], value: someone?.['root.id'] },
	]);
	const tables = await loadOptions(stage, 'getTables');
	assert.partialDeepStrictEqual(
		tables.filter(({ value }) => ['salary', EQUIPMENT_TABLE].includes(value)),
		[
			{ name: 'Equipment', value: EQUIPMENT_TABLE },
			{ name: 'Salary', value: 'salary' },
		],
	);
	const fields = await loadOptions(stage, 'getFields');
	assert.ok(fields.some(({ name, value }) => value === 'work.title' && name === 'Work: Job title'));
	assert.ok(fields.some(({ value }) => value === CUSTOM_FIELD));
	const types = await loadOptions(stage, 'getPolicyTypes');
	assert.ok(types.some(({ name }) => name === 'Sick leave'));

	const [user] = stage.hibob.serviceUsers;
	stage.hibob.setPermissions(user?.id ?? '', { timeOffSettings: false });
	await assert.rejects(loadOptions(stage, 'getPolicyTypes'), /does not allow/);
	stage.hibob.setPermissions(user?.id ?? '', { timeOffSettings: true });
});

test("the editor's previews are served for both nodes", async () => {
	await assertPreviewsServed(stage.n8n, [
		'hiBobTrigger/2.0.0.json',
		'hiBob/1.0.0/employee/get.json',
		'hiBob/1.0.0/tableEntry/getAll.json',
		'hiBob/1.0.0/timeOff/getAll.json',
		'hiBob/1.0.0/event/getAllSince.json',
	]);
});
