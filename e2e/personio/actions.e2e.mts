import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { privateValues } from '../../simulators/personio/index.mts';
import {
	assertPreviewsServed,
	actionNode,
	actionWorkflow,
	listSearch,
	loadOptions,
	pollUntil,
	publishedWorkflow,
	runAction,
	runManually,
	START,
	testCredential,
	unpublish,
	updateCredential,
	waitForExecutions,
} from '../support/index.mts';
import { ACTION, credentialData, setStage, type Stage } from './support.mts';

let stage: Stage;
let personId: string;

before(async () => {
	stage = await setStage({ editor: true, personio: { people: 120 } });
	personId = stage.personio.people[0]?.id ?? '';
});

after(async () => {
	await stage?.close();
});

afterEach(() => {
	stage.personio.faults.clear();
	assert.deepEqual(stage.personio.violations.list, []);
});

test('the credential test says what is wrong with a credential', async () => {
	const tested = async (more: Record<string, string>) => {
		const data = credentialData(stage.personio, more);
		await updateCredential(stage.n8n, stage.credential, data);
		return await testCredential(stage.n8n, stage.credential);
	};
	const reader = { clientId: 'papi-example-narrow', clientSecret: 'papi-example-narrow-secret' };
	stage.personio.addClient({ ...reader, scopes: ['personio:webhooks:read'] });

	assert.equal((await tested({})).status, 'OK');

	const wrong = await tested({ clientSecret: 'papi-example-wrong-secret' });
	assert.equal(wrong.status, 'Error');
	assert.match(wrong.message, /did not accept the client ID and the client secret/);
	assert.doesNotMatch(wrong.message, /wrong-secret/);

	const narrow = await tested(reader);
	assert.equal(narrow.status, 'Error');
	assert.match(narrow.message, /lacks the scope personio:persons:read/);

	// Personio was seen to answer a missing scope with 401 as well.
	stage.personio.faults.add({
		match: { path: '/v2/persons' },
		kind: 'status',
		status: 401,
		times: 10,
	});
	const refused = await tested({});
	assert.equal(refused.status, 'Error');
	assert.match(refused.message, /lacks the scope personio:persons:read/);
	stage.personio.faults.clear();
	assert.equal((await tested({})).status, 'OK');
});

test('an action right behind the trigger reads the record the event is about', async () => {
	// No id is entered: the node's own default is the id in the event.
	const workflow = await publishedWorkflow(stage, { hrEvents: ['employee.hired'] }, [
		actionNode(stage, { resource: 'employee', operation: 'get' }),
	]);
	const hired = stage.personio.hire({ first_name: 'Robin', last_name: 'Hale' });
	const [run] = await waitForExecutions(stage.n8n, workflow.id, 1);
	const [item] = run?.items(ACTION) ?? [];
	assert.equal(item?.id, hired.personId);
	assert.equal(item?.displayName, 'Robin Hale');
	assert.ok(item.jobTitle);
	await unpublish(stage.n8n, workflow.id);
});

test('so do an employment and an absence', async () => {
	const employment = { resource: 'employment', operation: 'get' };
	const workflow = await publishedWorkflow(stage, { hrEvents: ['table.entry_created'] }, [
		actionNode(stage, employment),
	]);
	const { employmentId } = stage.personio.hire();
	const [run] = await waitForExecutions(stage.n8n, workflow.id, 1);
	assert.deepEqual(
		run?.items(ACTION).map(({ entryId }) => entryId),
		[employmentId],
		run?.nodeError(ACTION),
	);
	await unpublish(stage.n8n, workflow.id);

	const leaves = await publishedWorkflow(stage, { hrEvents: ['leave.requested'] }, [
		actionNode(stage, { resource: 'timeOff', operation: 'get' }),
	]);
	const leaveId = stage.personio.requestAbsence({ personId, from: '2030-01-07' });
	const [leave] = await waitForExecutions(stage.n8n, leaves.id, 1);
	assert.deepEqual(
		leave?.items(ACTION).map(({ id }) => id),
		[leaveId],
	);
	await unpublish(stage.n8n, leaves.id);
});

test('Get Many pages to the end, with employments, and leaves private data out', async () => {
	const run = await runAction(stage, {
		resource: 'employee',
		operation: 'getAll',
		returnAll: true,
	});
	const items = run.items(ACTION);
	assert.deepEqual(
		items.map(({ id }) => String(id)).sort(),
		stage.personio.people.map(({ id }) => id).sort(),
	);
	assert.ok(
		items.every(({ jobTitle, department, startDate }) => jobTitle && department && startDate),
	);
	const managed = items.find(({ id }) => id === stage.personio.people[1]?.id);
	assert.partialDeepStrictEqual(managed?.manager, { workEmail: stage.personio.people[0]?.email });
	const text = JSON.stringify(items);
	for (const person of stage.personio.people) {
		for (const value of privateValues(person)) {
			assert.ok(!text.includes(value), 'a private value is told');
		}
	}

	const asked = stage.personio.requests.length;
	const limited = await runAction(stage, {
		resource: 'employee',
		operation: 'getAll',
		limit: 7,
		includeEmployments: false,
	});
	assert.equal(limited.items(ACTION).length, 7);
	assert.ok(stage.personio.requests.slice(asked).every(({ path }) => path === '/v2/persons'));
});

test('Output is normalised, raw or selected; custom attributes come when asked for', async () => {
	const of = async (more: Record<string, unknown>) => {
		const employeeId = { __rl: true, mode: 'id', value: personId };
		const run = await runAction(stage, {
			resource: 'employee',
			operation: 'get',
			employeeId,
			...more,
		});
		return run.items(ACTION)[0];
	};
	const [person] = stage.personio.people;
	assert.equal((await of({ output: 'normalised' }))?.firstName, person?.first_name);
	assert.equal((await of({ output: 'raw' }))?.first_name, person?.first_name);
	assert.deepEqual(await of({ output: 'selected', outputFields: 'id' }), { id: personId });
	const withCustom = await of({ includeCustomAttributes: true });
	assert.partialDeepStrictEqual(withCustom?.customAttributes, {
		personnel_number: { value: 'P-0000' },
	});
});

test('the employments of everyone are read, and a token that ends in the middle is renewed', async () => {
	const everyone = {
		resource: 'employment',
		operation: 'getAll',
		people: 'everyone',
		returnAll: true,
	};
	const expected = stage.personio.employments.map(({ id }) => id).sort();
	const idsIn = (items: ReadonlyArray<Record<string, unknown>>) =>
		items.map(({ entryId }) => String(entryId)).sort();
	const plain = await runAction(stage, everyone);
	assert.deepEqual(idsIn(plain.items(ACTION)), expected);

	const workflow = await actionWorkflow(stage, everyone);
	const asked = stage.personio.requests.length;
	const since = () => stage.personio.requests.slice(asked);
	const isRead = ({ path, status }: { path: string; status: number | null }) =>
		path.endsWith('/employments') && status === 200;
	const running = runManually(stage.n8n, workflow, START, { timeoutMs: 60_000 });
	await pollUntil(() => since().filter(isRead).length > 10 || undefined, {
		what: 'the run to have read some employments',
		timeoutMs: 30_000,
	});
	stage.personio.revokeTokens();
	const run = await running;
	assert.equal(run.status, 'success', run.nodeError(ACTION));
	assert.deepEqual(idsIn(run.items(ACTION)), expected);
	const signIns = since().filter(({ path }) => path === '/v2/auth/token');
	assert.ok(
		since().some(({ status }) => status === 401),
		'the token did end in the middle',
	);
	assert.ok(signIns.length >= 1);
});

test('absences are read with their days, and absence types', async () => {
	const { personId: away } = stage.personio.hire();
	// Friday to Monday: two days.
	const leaveId = stage.personio.requestAbsence({
		personId: away,
		from: '2030-03-01',
		to: '2030-03-04',
		status: 'APPROVED',
		comment: 'A private comment',
	});
	const run = await runAction(stage, {
		resource: 'timeOff',
		operation: 'getAll',
		people: 'one',
		employeeId: { __rl: true, mode: 'id', value: away },
		fetchLeaveDays: true,
	});
	const items = run.items(ACTION);
	assert.equal(items.length, 1, run.nodeError(ACTION));
	assert.partialDeepStrictEqual(items[0], {
		employeeId: away,
		id: leaveId,
		status: 'approved',
		isConfirmed: true,
		startDate: '2030-03-01',
		endDate: '2030-03-04',
		amount: 2,
		unit: 'days',
		days: [{ date: '2030-03-01' }, { date: '2030-03-04' }],
	});
	assert.ok(!JSON.stringify(items).includes('A private comment'));

	const types = await runAction(stage, { resource: 'absenceType', operation: 'getAll' });
	assert.ok(types.items(ACTION).some(({ name }) => name === 'Sick leave'));
});

test('events since a date have the ids they had when they were delivered', async () => {
	const workflow = await publishedWorkflow(stage, {
		hrEvents: ['employee.created', 'employee.hired', 'leave.approved'],
	});
	const { personId: hired } = stage.personio.hire();
	stage.personio.requestAbsence({ personId: hired, from: '2030-05-06', status: 'APPROVED' });
	const runs = await waitForExecutions(stage.n8n, workflow.id, 3);
	const delivered = runs.flatMap((run) => run.items('Personio Trigger'));
	assert.equal(delivered.length, 3);

	const since = await runAction(stage, { resource: 'event', operation: 'getAllSince' });
	const found = since.items(ACTION);
	for (const { eventId, eventType } of delivered) {
		const same = found.filter((event) => event.eventId === eventId);
		assert.deepEqual(
			same.map((event) => [event.eventType, (event.source as { delivery: string }).delivery]),
			[[eventType, 'manual']],
			since.nodeError(ACTION),
		);
	}
	await unpublish(stage.n8n, workflow.id);
});

test('an unknown id ends in a message that says what to do', async () => {
	const run = await runAction(stage, {
		resource: 'employee',
		operation: 'get',
		employeeId: { __rl: true, mode: 'id', value: '999999' },
	});
	assert.equal(run.status, 'error');
	assert.match(run.nodeError(ACTION) ?? '', /Personio has no such record/);
});

test('the drop-downs are filled, and show what Personio refuses', async () => {
	const { results } = await listSearch(stage, 'searchEmployees');
	assert.equal(results.length, 100);
	const filter = results[0]?.name.split(' ')[1] ?? '';
	const found = await listSearch(stage, 'searchEmployees', { filter });
	assert.ok(found.results.length >= 1 && found.results.length < 100);
	assert.ok(
		(await loadOptions(stage, 'getAbsenceTypes')).some(({ name }) => name === 'Sick leave'),
	);
	stage.personio.faults.add({ match: { path: '/v2/absence-types' }, kind: 'status', status: 403 });
	await assert.rejects(loadOptions(stage, 'getAbsenceTypes'), /does not allow/);
});

test("the editor's previews are served for both nodes", async () => {
	await assertPreviewsServed(stage.n8n, [
		'personioTrigger/2.0.0.json',
		'personio/1.0.0/employee/get.json',
		'personio/1.0.0/employment/getAll.json',
		'personio/1.0.0/absenceType/getAll.json',
	]);
});
