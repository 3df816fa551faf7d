import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod/v4';
import type { Application } from '../../simulators/factorial/index.mts';
import { PRIVATE_MARK, SALARY_CENTS } from '../../simulators/factorial/index.mts';
import {
	assertPreviewsServed,
	actionNode,
	createCredential,
	listSearch,
	loadOptions,
	runAction,
	statusesOf,
	testCredential,
	updateCredential,
	waitForExecutions,
	withTool,
	type Credential,
} from '../support/index.mts';
import {
	ACTION,
	credentialData,
	day,
	listening,
	setStage,
	TRIGGER,
	type Stage,
} from './support.mts';

const PEOPLE = 125;
const MONTHS_MS = 60 * 86_400_000;
const SCOPES = [
	...['employees', 'contracts', 'time_off', 'company_locations'],
	'company_legal_entities',
];

let stage: Stage;
let personId: string;
/** How far the vendor's clock is behind. */
let behindMs = MONTHS_MS;

before(async () => {
	// Everyone was entered two months ago.
	const now = () => Date.now() - behindMs;
	stage = await setStage({
		editor: true,
		factorial: { employees: PEOPLE, now },
		// The sign-in below is followed without a browser that has n8n's cookie.
		env: { N8N_SKIP_AUTH_ON_OAUTH_CALLBACK: 'true' },
	});
	behindMs = 0;
	personId = stage.factorial.employees[1]?.id ?? '';
});

after(async () => {
	await stage?.close();
});

afterEach(() => {
	stage.factorial.faults.clear();
	assert.deepEqual(stage.factorial.violations.list, []);
});

type Item = Record<string, unknown>;

/** What one action yields; throws with what the node says if it fails. */
async function read(parameters: Item, on = stage): Promise<Item[]> {
	const run = await runAction(on, parameters, { timeoutMs: 60_000 });
	assert.equal(run.status, 'success', run.nodeError(ACTION));
	return run.items(ACTION);
}

const idsIn = (items: readonly Item[], name = 'id'): string[] =>
	items.map((item) => String(item[name])).sort();

const byId = (value: string) => ({ __rl: true, mode: 'id', value });

/** The paths that were asked for while something was done. */
async function askedFor(act: () => Promise<unknown>): Promise<string[]> {
	const before = stage.factorial.requests.length;
	await act();
	return stage.factorial.requests.slice(before).map(({ path }) => path);
}

test('the credential test says what is wrong with a credential', async () => {
	const { factorial, n8n, credential } = stage;
	const tested = async (more: Record<string, string>) => {
		await updateCredential(n8n, credential, credentialData(factorial, more));
		return await testCredential(n8n, credential);
	};
	factorial.addApiKey('example-key-of-the-demo', { isElsewhere: true });
	factorial.addApiKey('example-key-revoked');
	factorial.revokeCredential('example-key-revoked');
	try {
		assert.equal((await tested({})).status, 'OK');
		assert.equal((await tested({ baseUrl: `${factorial.baseUrl}/` })).status, 'OK');

		for (const apiKey of ['example-bad-key', 'example-key-revoked']) {
			const bad = await tested({ apiKey });
			assert.equal(bad.status, 'Error', apiKey);
			assert.match(bad.message, /^Factorial did not accept the API key\./);
		}

		const elsewhere = await tested({ apiKey: 'example-key-of-the-demo' });
		assert.equal(elsewhere.status, 'Error');
		assert.match(elsewhere.message, /a key of another environment: check 'Environment'/);
	} finally {
		assert.equal((await tested({})).status, 'OK');
	}
});

test('an action right behind the trigger reads the record the event is about', async () => {
	// No id is entered: the node's own default is the id in the event.
	const following = [actionNode(stage, { resource: 'employee', operation: 'get' })];
	await listening(
		stage,
		{ hrEvents: ['employee.hired'] },
		async (workflow) => {
			const id = stage.factorial.createEmployee({ first_name: 'Robin', full_name: 'Robin Hale' });
			const [run] = await waitForExecutions(stage.n8n, workflow.id, 1);
			const [item, ...more] = run?.items(ACTION) ?? [];
			assert.deepEqual(more, []);
			assert.equal(item?.id, id, run?.nodeError(ACTION));
			assert.equal(item.displayName, 'Robin Hale');
			assert.equal(item.jobTitle, 'Support Agent');
			assert.equal(item.startDate, day(14));
			assert.partialDeepStrictEqual(item.manager, { id: stage.factorial.employees[0]?.id });
		},
		following,
	);
});

test('so do a contract version and a leave', async () => {
	const contract = actionNode(stage, { resource: 'contractVersion', operation: 'get' });
	await listening(
		stage,
		{ hrEvents: ['table.entry_created'] },
		async (workflow) => {
			const id = stage.factorial.changeContract(personId, { job_title: 'Head of Tests' });
			const [run] = await waitForExecutions(stage.n8n, workflow.id, 1);
			const items = run?.items(ACTION) ?? [];
			assert.deepEqual(idsIn(items, 'entryId'), [id], run?.nodeError(ACTION));
			assert.partialDeepStrictEqual(items[0], {
				employeeId: personId,
				record: { job_title: 'Head of Tests' },
			});
		},
		[contract],
	);
	const leave = actionNode(stage, { resource: 'timeOff', operation: 'get' });
	await listening(
		stage,
		{ hrEvents: ['leave.cancelled'] },
		async (workflow) => {
			const id = stage.factorial.enterLeave({ employeeId: personId, from: day(3), to: day(4) });
			stage.factorial.deleteLeave(id);
			const [run] = (await waitForExecutions(stage.n8n, workflow.id, 1)).slice(-1);
			const items = run?.items(ACTION) ?? [];
			assert.deepEqual(idsIn(items), [id], run?.nodeError(ACTION));
			assert.equal(items[0]?.status, 'deleted');
		},
		[leave],
	);
});

test('Get Many pages to the end, with contracts, and leaves private data out', async () => {
	let items: Item[] = [];
	const paths = await askedFor(async () => {
		items = await read({ resource: 'employee', operation: 'getAll', returnAll: true });
	});
	const { employees } = stage.factorial;
	assert.ok(employees.length >= PEOPLE);
	assert.deepEqual(idsIn(items), employees.map(({ id }) => id).sort());
	assert.equal(paths.filter((path) => path === '/employees/employees').length, 2, 'two pages');
	for (const { displayName, jobTitle, startDate, location, legalEntity, workEmail } of items) {
		assert.ok(displayName && jobTitle && startDate && location && legalEntity && workEmail);
	}
	const managed = items.find(({ id }) => id === employees[1]?.id);
	assert.partialDeepStrictEqual(managed?.manager, { workEmail: employees[0]?.email });
	const text = JSON.stringify(items);
	assert.ok(!text.includes(PRIVATE_MARK), 'something private is told');
	assert.ok(!text.includes(String(SALARY_CENTS)), 'pay is told');

	const few = await read({ resource: 'employee', operation: 'getAll', limit: 7 });
	assert.deepEqual(
		few.map(({ id }) => id),
		employees.slice(0, 7).map(({ id }) => id),
	);
	const hundredAndOne = await read({ resource: 'employee', operation: 'getAll', limit: 101 });
	assert.equal(hundredAndOne.length, 101);
});

test('people are found by the filters', async () => {
	const { factorial } = stage;
	const found = async (filters: Item) =>
		idsIn(await read({ resource: 'employee', operation: 'getAll', returnAll: true, filters }));
	const [gone = '', leaving = '', member = '', lately = ''] = factorial.employees
		.slice(20, 24)
		.map(({ id }) => id);
	factorial.terminateEmployee(gone, { on: day(-10) });
	factorial.terminateEmployee(leaving, { on: day(10) });
	factorial.joinTeam(member, '502');
	const { employees } = factorial;
	const idsOf = (wanted: (one: (typeof employees)[number]) => boolean) =>
		employees
			.filter(wanted)
			.map(({ id }) => id)
			.sort();

	const active = await found({ activeOnly: true });
	assert.ok(!active.includes(gone) && active.includes(leaving));
	assert.equal(active.length, employees.length - 1);
	assert.ok((await found({})).includes(gone), 'those who have left are included');
	assert.deepEqual(await found({ teamIds: ['502'] }), [member]);
	const berlin = idsOf(({ location_id: location }) => location === '302');
	assert.ok(berlin.length > 10 && berlin.length < employees.length);
	assert.deepEqual(await found({ locationIds: ['302'] }), berlin);
	const emails = employees.slice(4, 6).map(({ email }) => String(email));
	assert.deepEqual(
		await found({ emails: ` ${emails.join(' , ')}, ` }),
		idsOf(({ email }) => emails.includes(String(email))),
	);
	const { full_name: name = '' } = employees[8] ?? {};
	assert.deepEqual(
		await found({ name }),
		idsOf((one) => one.full_name === name),
	);
	const since = new Date().toISOString();
	factorial.updateEmployee(lately, { preferred_name: 'Bo' });
	// Factorial looks at the day only, and others have changed today as well.
	assert.deepEqual(await found({ updatedSince: since }), [lately]);
});

test('Output is normalised, raw or selected', async () => {
	const of = async (more: Item) => {
		const employeeId = byId(personId);
		const items = await read({ resource: 'employee', operation: 'get', employeeId, ...more });
		assert.equal(items.length, 1);
		return items[0] ?? {};
	};
	const person = stage.factorial.employees.find(({ id }) => id === personId);
	const normalised = await of({ output: 'normalised' });
	assert.equal(normalised.firstName, person?.first_name);
	assert.ok(!JSON.stringify(normalised).includes(PRIVATE_MARK));
	const raw = await of({ output: 'raw' });
	assert.equal(raw.first_name, person?.first_name);
	assert.equal(raw.bank_number, person?.bank_number);
	assert.match(String(raw.bank_number), new RegExp(PRIVATE_MARK));
	assert.deepEqual(
		idsIn(raw.contract_versions as Item[]),
		stage.factorial.contracts
			.filter(({ employee_id: owner }) => owner === personId)
			.map(({ id }) => id)
			.sort(),
	);
	assert.deepEqual(await of({ output: 'selected', outputFields: 'id, firstName' }), {
		id: personId,
		firstName: person?.first_name,
	});
});

test('contract versions are read of one person and of everyone, without pay', async () => {
	const { factorial } = stage;
	const [id = ''] = factorial.seedPeople(1);
	const first = factorial.contracts.find(({ employee_id: owner }) => owner === id)?.id ?? '';
	// Those of the start may be of this very millisecond.
	await sleep(2);
	const since = new Date().toISOString();
	const next = factorial.changeContract(id, {
		effective_on: day(30),
		job_title: 'Team Lead',
		working_time_percentage_in_cents: 5_000,
	});
	const many = { resource: 'contractVersion', operation: 'getAll', returnAll: true };
	const one = { ...many, people: 'one', employeeId: byId(id) };
	const versions = await read(one);
	assert.deepEqual(idsIn(versions, 'entryId'), [first, next].sort());
	assert.ok(!JSON.stringify(versions).includes('salary'));
	assert.partialDeepStrictEqual(
		versions.find(({ entryId }) => entryId === next),
		{
			employeeId: id,
			name: 'contract_version',
			effectiveDate: day(30),
			record: { job_title: 'Team Lead' },
		},
	);
	assert.deepEqual(idsIn(await read({ ...one, filters: { date: day(29) } }), 'entryId'), [first]);
	const raw = await read({ ...one, output: 'raw' });
	assert.ok(raw.every(({ salary_amount: pay }) => pay === SALARY_CENTS));

	const everyone = { ...many, people: 'everyone' };
	const all = await read(everyone);
	assert.ok(all.length > PEOPLE);
	assert.deepEqual(idsIn(all, 'entryId'), factorial.contracts.map((version) => version.id).sort());
	assert.equal((await read({ ...everyone, returnAll: false, limit: 5 })).length, 5);
	const lately = await read({ ...everyone, filters: { updatedSince: since } });
	assert.deepEqual(idsIn(lately, 'entryId'), [next]);

	const single = { resource: 'contractVersion', operation: 'get', contractVersionId: next };
	assert.partialDeepStrictEqual(await read(single), [{ entryId: next, employeeId: id }]);
});

test('time off is read with its days, with what was deleted, and by the filters', async () => {
	const { factorial } = stage;
	const [id = '', other = ''] = factorial.seedPeople(2);
	const enter = (from: string, to: string | null, more = {}) =>
		factorial.enterLeave({ employeeId: id, from, to, ...more });
	// Friday to Monday: two days.
	const approved = enter('2030-03-01', '2030-03-04');
	factorial.approveLeave(approved);
	const declined = enter('2030-04-01', '2030-04-02', { type: 'Unpaid leave' });
	factorial.rejectLeave(declined);
	const requested = enter('2030-05-06', '2030-05-06', { halfDay: 'end_of_day' });
	const sick = enter('2030-06-03', null, { type: 'Sick leave' });
	const deleted = enter('2030-07-01', '2030-07-02');
	factorial.deleteLeave(deleted);
	factorial.enterLeave({ employeeId: other, from: '2030-03-01', to: '2030-03-01' });

	const many = { resource: 'timeOff', operation: 'getAll', returnAll: true };
	const one = { ...many, people: 'one', employeeId: byId(id) };
	const plain = await read(one);
	assert.deepEqual(idsIn(plain), [approved, declined, requested, sick].sort());
	assert.ok(!JSON.stringify(plain).includes(PRIVATE_MARK), 'something private is told');
	assert.partialDeepStrictEqual(
		plain.find((leave) => leave.id === approved),
		{
			employeeId: id,
			status: 'approved',
			isConfirmed: true,
			category: 'vacation',
			typeName: 'Holidays',
			startDate: '2030-03-01',
			endDate: '2030-03-04',
			amount: 2,
			unit: 'days',
			isPaid: true,
		},
	);
	assert.deepEqual(plain.find((leave) => leave.id === approved)?.days, []);
	assert.partialDeepStrictEqual(
		plain.find((leave) => leave.id === requested),
		{ status: 'requested', startPart: 'afternoon', amount: 0.5 },
	);
	assert.equal(plain.find((leave) => leave.id === sick)?.endDate, null, 'open-ended');

	const withDays = await read({ ...one, includeDays: true });
	assert.partialDeepStrictEqual(
		withDays.find((leave) => leave.id === approved),
		{ days: [{ date: '2030-03-01' }, { date: '2030-03-04' }] },
	);

	const by = async (filters: Item) => idsIn(await read({ ...one, filters }));
	const all = [approved, declined, requested, sick, deleted].sort();
	assert.deepEqual(await by({ includeDeleted: true }), all);
	assert.deepEqual(await by({ includeDeleted: true, statuses: ['deleted'] }), [deleted]);
	assert.deepEqual(await by({ statuses: ['requested', 'declined'] }), [declined, requested].sort());
	assert.deepEqual(await by({ leaveTypeIds: ['902', '904'] }), [declined, sick].sort());
	assert.deepEqual(
		await by({ from: '2030-04-02', to: '2030-05-06' }),
		[declined, requested].sort(),
	);
	assert.deepEqual(await by({ from: '2031-01-01' }), [sick], 'the one without an end');

	const since = new Date().toISOString();
	factorial.updateLeave(requested, { half_day: null });
	factorial.deleteLeave(declined);
	assert.deepEqual(await by({ updatedSince: since }), [requested]);
	assert.deepEqual(
		await by({ updatedSince: since, includeDeleted: true }),
		[declined, requested].sort(),
	);

	const everyone = await read({ ...many, people: 'everyone' });
	assert.ok(everyone.some(({ employeeId }) => employeeId === other));
	assert.equal((await read({ ...many, people: 'everyone', returnAll: false, limit: 2 })).length, 2);

	const get = { resource: 'timeOff', operation: 'get', leaveId: deleted, includeDays: true };
	assert.partialDeepStrictEqual(await read(get), [
		{ id: deleted, status: 'deleted', days: [{ date: '2030-07-01' }, { date: '2030-07-02' }] },
	]);
});

test('events since a date have the ids they had when they were delivered', async () => {
	const { factorial } = stage;
	const hrEvents = [
		...['employee.created', 'employee.hired', 'employee.termination_scheduled', 'leave.approved'],
		'leave.cancelled',
	];
	const since = new Date().toISOString();
	let delivered: Item[] = [];
	await listening(stage, { hrEvents }, async (workflow) => {
		const hired = factorial.createEmployee();
		factorial.terminateEmployee(personId, { on: day(40) });
		factorial.enterLeave({
			...{ employeeId: hired, from: day(20), to: day(21) },
			type: 'Sick leave',
		});
		const cancelled = factorial.enterLeave({ employeeId: hired, from: day(23), to: day(24) });
		factorial.deleteLeave(cancelled);
		await factorial.deliveries.idle();
		await waitForExecutions(stage.n8n, workflow.id, 5);
		const runs = await waitForExecutions(stage.n8n, workflow.id, 5);
		delivered = runs.flatMap((run) => run.items(TRIGGER));
	});
	assert.deepEqual(idsIn(delivered, 'eventType'), [...hrEvents].sort());

	const found = await read({ resource: 'event', operation: 'getAllSince', since, returnAll: true });
	for (const { eventId, eventType } of delivered) {
		const same = found.filter((event) => event.eventId === eventId);
		assert.deepEqual(
			same.map((event) => [event.eventType, (event.source as { delivery: string }).delivery]),
			[[eventType, 'manual']],
		);
	}
	assert.ok(!JSON.stringify(found).includes(PRIVATE_MARK));
	assert.equal(new Set(idsIn(found, 'eventId')).size, found.length);
	const limited = { resource: 'event', operation: 'getAllSince', since, limit: 2 };
	assert.equal((await read(limited)).length, 2);
	const later = { ...limited, since: new Date().toISOString() };
	assert.deepEqual(await read(later), []);
});

test('an unknown id ends in a message that says what to do', async () => {
	const failureOf = async (parameters: Item) => {
		const run = await runAction(stage, parameters);
		assert.equal(run.status, 'error');
		return run.nodeError(ACTION) ?? '';
	};
	assert.match(
		await failureOf({ resource: 'employee', operation: 'get', employeeId: byId('999999') }),
		/Factorial has no such record/,
	);
	assert.match(
		await failureOf({ resource: 'timeOff', operation: 'get', leaveId: '999999' }),
		/Factorial does not know this leave/,
	);
	// An expression that finds nothing must not read everyone's.
	const nobody = byId('={{ $json.nothing }}');
	assert.match(
		await failureOf({
			resource: 'timeOff',
			operation: 'getAll',
			people: 'one',
			employeeId: nobody,
		}),
		/'Employee' is empty/,
	);
});

/** Somebody in a team alone, and the id of that team. */
function newInTeam(teamId: string): string {
	const id = stage.factorial.createEmployee({ first_name: 'Kim', full_name: 'Kim Teamer' });
	stage.factorial.joinTeam(id, teamId);
	return id;
}

test('filters are applied or refused, whatever expressions find', async () => {
	const team = '502';
	newInTeam(team);
	const many = { resource: 'employee', operation: 'getAll', returnAll: true };
	const found = async (filters: Item) => idsIn(await read({ ...many, filters }));
	const expected = await found({ teamIds: [team] });
	assert.ok(expected.length > 0 && expected.length < stage.factorial.employees.length);
	for (const teamIds of [`={{ [${team}] }}`, `={{ ${team} }}`, `["${team}"]`, ` ${team}, `]) {
		assert.deepEqual(await found({ teamIds }), expected, teamIds);
	}
	for (const updatedSince of ['={{ $now.plus(1, "day") }}', '={{ new Date("2099-01-01") }}']) {
		assert.deepEqual(await found({ updatedSince }), [], updatedSince);
	}

	const refused = async (parameters: Item) => {
		let message = '';
		const asked = await askedFor(async () => {
			const run = await runAction(stage, { ...many, ...parameters });
			assert.equal(run.status, 'error');
			message = run.nodeError(ACTION) ?? '';
		});
		assert.deepEqual(asked, []);
		return message;
	};
	for (const value of ['={{ $json.nothing }}', '={{ null }}', '={{ [] }}', '']) {
		const filters = { teamIds: value };
		assert.match(await refused({ filters }), /'Team Names or IDs' is empty/, value);
	}
	for (const updatedSince of ['={{ $json.nothing }}', '']) {
		assert.match(await refused({ filters: { updatedSince } }), /'Updated Since' is empty/);
	}
	assert.match(
		await refused({ filters: { updatedSince: '31.01.2026' } }),
		/'Updated Since' is not a date and time/,
	);
	assert.match(await refused({ returnAll: false, limit: '={{ 0 }}' }), /'Limit' is not a whole/);
});

test('as the tool of an agent it applies what the agent fills in, or tells what to send', async () => {
	const team = '501';
	const id = newInTeam(team);
	const parameters = {
		resource: 'employee',
		operation: 'getAll',
		limit: "={{ $fromAI('limit', 'How many', 'number') }}",
		filters: {
			activeOnly: "={{ $fromAI('active', 'Whether to leave out those who left', 'boolean') }}",
			teamIds: "={{ $fromAI('teams', 'IDs of teams', 'string') }}",
			updatedSince: "={{ $fromAI('since', 'ISO date', 'string') }}",
		},
		output: 'selected',
		outputFields: 'id',
	};
	await withTool(stage, parameters, async (tools) => {
		assert.deepEqual(await tools.arguments(), ['active', 'limit', 'since', 'teams']);
		const given = { limit: 50, active: true, teams: team, since: '2020-01-01' };
		for (const teams of [team, `["${team}"]`, `[${team}]`, `${team}, 599`]) {
			const answer = await tools.call({ ...given, teams });
			assert.equal(answer.isError, false, answer.text);
			assert.match(answer.text, new RegExp(`"id":"${id}"`), teams);
			assert.ok(!answer.text.includes(`"${personId}"`), 'nobody of another team');
		}
		const asked = await askedFor(async () => {
			for (const [wrong, message] of [
				[{ teams: '' }, /'Team Names or IDs' is empty[^]*takes one or more IDs/],
				[{ teams: 'null' }, /'Team Names or IDs' is empty/],
				[{ teams: 'Support' }, /'Team Names or IDs' is not a list of IDs, which are numbers/],
				[{ since: '' }, /'Updated Since' is empty/],
				[{ since: 'last week' }, /'Updated Since' is not a date[^]*such as 2026-01-31/],
				[{ limit: 0 }, /'Limit' is not a whole number from 1 on/],
			] as const) {
				const answer = await tools.call({ ...given, ...wrong });
				assert.match(answer.text, message);
			}
		});
		assert.deepEqual(asked, []);
	});
});

test('the drop-downs are filled, and show what Factorial refuses', async () => {
	const { results } = await listSearch(stage, 'searchEmployees');
	assert.equal(results.length, 100);
	const [first] = stage.factorial.employees;
	const filter = first?.full_name ?? '';
	const found = await listSearch(stage, 'searchEmployees', { filter });
	assert.ok(found.results.some(({ value }) => value === first?.id));
	assert.ok(found.results.every(({ name }) => name === filter));

	const namesOf = async (method: string) =>
		(await loadOptions(stage, method)).map(({ name, value }) => `${value} ${name}`);
	assert.deepEqual(await namesOf('getLocations'), ['301 Barcelona', '302 Berlin']);
	assert.deepEqual(await namesOf('getTeams'), ['502 Platform', '501 Support']);
	assert.deepEqual(await namesOf('getLeaveTypes'), [
		'901 Holidays',
		'903 Maternity',
		'902 Sick leave',
		'904 Unpaid leave',
	]);
	const match = { path: '/teams/teams' };
	stage.factorial.faults.add({ match, kind: 'status', status: 403, times: 100 });
	await assert.rejects(loadOptions(stage, 'getTeams'), /does not allow/);
});

test("the editor's previews are served for both nodes", async () => {
	await assertPreviewsServed(stage.n8n, [
		'factorialTrigger/2.0.0.json',
		'factorial/1.0.0/contractVersion/get.json',
		'factorial/1.0.0/contractVersion/getAll.json',
		'factorial/1.0.0/employee/get.json',
		'factorial/1.0.0/employee/getAll.json',
		'factorial/1.0.0/event/getAllSince.json',
		'factorial/1.0.0/timeOff/get.json',
		'factorial/1.0.0/timeOff/getAll.json',
	]);
});

test('an administrator connects the company with OAuth2: actions and the trigger work', async () => {
	const { factorial, n8n } = stage;
	const { credential } = await connected({ clientId: 'example-company-app', scopes: SCOPES });
	const on: Stage = { ...stage, credential };
	const token = factorial.credentials.at(-1);
	assert.equal(token?.kind, 'company');

	const asked = factorial.requests.length;
	const oAuth2 = { authentication: 'oAuth2' };
	const items = await read({ ...oAuth2, resource: 'employee', operation: 'getAll', limit: 3 }, on);
	assert.equal(items.length, 3);
	assert.ok(items.every(({ jobTitle, location }) => jobTitle && location));

	await listening(on, { ...oAuth2, hrEvents: ['employee.hired'] }, async (workflow) => {
		const id = factorial.createEmployee();
		await factorial.deliveries.idle();
		assert.deepEqual(statusesOf(factorial.deliveries.attempts, workflow), [200]);
		const [run] = await waitForExecutions(n8n, workflow.id, 1);
		const [item] = run?.items(TRIGGER) ?? [];
		assert.partialDeepStrictEqual(item, { eventType: 'employee.hired', employee: { id } });
		assert.partialDeepStrictEqual(item, { enrichment: { status: 'full' } });
	});
	const askedBy = factorial.requests.slice(asked).map(({ tokenIndex }) => tokenIndex);
	assert.ok(askedBy.length > 5);
	assert.ok(
		askedBy.every((index) => factorial.credentials[index ?? -1]?.value === token.value),
		'with the token and nothing else',
	);
});

test("a user's token that has ended is renewed, and a scope that is missing is named", async () => {
	const { factorial } = stage;
	const scopes = ['employees', 'contracts', 'time_off'];
	const { credential } = await connected(
		{ clientId: 'example-user-app', scopes },
		{ authQueryParameters: '' },
	);
	const on: Stage = { ...stage, credential };
	const token = factorial.credentials.at(-1);
	assert.equal(token?.kind, 'user');
	factorial.revokeCredential(token.value);
	const get = {
		authentication: 'oAuth2',
		resource: 'employee',
		operation: 'get',
		employeeId: byId(personId),
	};
	const [item] = await read(get, on);
	assert.equal(item?.id, personId);
	assert.equal(item.location, '301', 'names of locations may not be read');
	const renewed = factorial.credentials.at(-1);
	assert.equal(renewed?.kind, 'user');
	assert.notEqual(renewed.value, token.value);

	const narrow = await connected({ clientId: 'example-narrow-app', scopes: ['employees'] });
	const refused = await runAction({ ...stage, credential: narrow.credential }, get);
	assert.equal(refused.status, 'error');
	assert.match(refused.nodeError(ACTION) ?? '', /Factorial does not allow this/);
});

/** Makes an application and a credential for it, and signs in as the editor's button does. */
async function connected(
	{ clientId, scopes }: Pick<Application, 'clientId' | 'scopes'>,
	more: Record<string, string> = {},
): Promise<{ credential: Credential }> {
	const { factorial, n8n } = stage;
	const clientSecret = `${clientId}-secret`;
	factorial.addApplication({ clientId, clientSecret, scopes });
	const credential = await createCredential(n8n, {
		name: clientId,
		type: 'factorialHrOAuth2Api',
		data: {
			clientId,
			clientSecret,
			environment: 'custom',
			baseUrl: factorial.baseUrl,
			// Without it, the credential's own default is what is asked for.
			...(scopes.length < SCOPES.length && { scope: scopes.join(' ') }),
			...more,
		},
	});
	const { id } = credential;
	const start = z.string().parse(await n8n.rest('GET', `/oauth2-credential/auth?id=${id}`));
	assert.ok(start.startsWith(`${factorial.baseUrl}/oauth/authorize?`), start);
	const agreed = await fetch(start, { redirect: 'manual' });
	assert.equal(agreed.status, 302, await agreed.text());
	const back = agreed.headers.get('location') ?? '';
	assert.ok(back.startsWith(`${n8n.url}/rest/oauth2-credential/callback?`), back);
	const page = await (await fetch(back)).text();
	assert.match(page, /connected|success/i);
	assert.ok(
		factorial.credentials.some(({ owner }) => owner === clientId),
		page,
	);
	return { credential };
}
