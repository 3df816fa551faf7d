import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { z } from 'zod/v4';
import { privateValues } from '../../simulators/workable/index.mts';
import {
	assertPreviewsServed,
	runManually,
	testCredential,
	updateCredential,
	waitForExecutions,
	type Execution,
} from '../support/index.mts';
import {
	ACTION,
	ACTION_TYPE,
	actionWorkflow,
	credentialData,
	publishedWorkflow,
	setStage,
	START,
	type Stage,
} from './support.mts';

let stage: Stage;
let personId: string;

before(async () => {
	stage = await setStage({ editor: true, workable: { employees: 120 } });
	personId = stage.workable.employees[0]?.id ?? '';
});

after(async () => {
	await stage?.close();
});

afterEach(() => {
	stage.workable.faults.clear();
	assert.deepEqual(stage.workable.violations.list, []);
});

test('the credential test tells a good token from a bad one', async () => {
	assert.equal((await testCredential(stage.n8n, stage.credential)).status, 'OK');
	await updateCredential(
		stage.n8n,
		stage.credential,
		credentialData(stage.workable, { accessToken: 'example-bad-token' }),
	);
	const bad = await testCredential(stage.n8n, stage.credential);
	assert.equal(bad.status, 'Error');
	assert.match(bad.message, /expired|did not accept/);
	await updateCredential(stage.n8n, stage.credential, credentialData(stage.workable));
});

test('an action right behind the trigger reads the record the event is about', async () => {
	const workflow = await publishedWorkflow(stage, { hrEvents: ['employee.hired'] }, [
		{
			name: ACTION,
			type: ACTION_TYPE,
			parameters: {
				resource: 'employee',
				operation: 'get',
				employeeId: { __rl: true, mode: 'id', value: '={{ $json.refs.employeeId }}' },
			},
			credentials: { workableHrApi: { id: stage.credential.id, name: stage.credential.name } },
		},
	]);
	const id = stage.workable.createEmployee();
	stage.workable.publishEmployee(id);
	const [run] = await waitForExecutions(stage.n8n, workflow.id, 1);
	const [item] = run?.items(ACTION) ?? [];
	assert.equal(item?.id, id);
	assert.ok(item?.displayName);
});

test('Get Many pages to the end and leaves private data out', async () => {
	const run = await runAction({ resource: 'employee', operation: 'getAll', returnAll: true });
	const items = run.items(ACTION);
	assert.equal(items.length, stage.workable.employees.length);
	const told = JSON.stringify(items);
	for (const record of stage.workable.employees) {
		for (const value of privateValues(record))
			assert.ok(!told.includes(value), 'a private value is told');
	}
	const limited = await runAction({ resource: 'employee', operation: 'getAll', limit: 7 });
	assert.equal(limited.items(ACTION).length, 7);
});

test('Output is normalised, raw or selected', async () => {
	const of = async (
		output: Record<string, unknown>,
	): Promise<Record<string, unknown> | undefined> => {
		const run = await runAction({
			resource: 'employee',
			operation: 'get',
			employeeId: { __rl: true, mode: 'id', value: personId },
			...output,
		});
		return run.items(ACTION)[0];
	};
	assert.equal(
		(await of({ output: 'normalised' }))?.firstName,
		stage.workable.employees[0]?.firstname,
	);
	assert.equal((await of({ output: 'raw' }))?.firstname, stage.workable.employees[0]?.firstname);
	assert.deepEqual(await of({ output: 'selected', outputFields: 'id' }), { id: personId });
});

test('rows, time off, balances and events are read', async () => {
	const rows = await runAction({
		resource: 'tableEntry',
		operation: 'getAll',
		table: 'employment_group',
		employeeId: { __rl: true, mode: 'id', value: personId },
	});
	const [row] = rows.items(ACTION);
	assert.equal(row?.name, 'employment_group');
	assert.ok(row?.record);

	const leaveId = stage.workable.requestTimeOff({
		employeeId: personId,
		from: '2086-06-03',
		to: '2086-06-05',
		category: 'Paid time off',
	});
	stage.workable.approveTimeOff(leaveId);
	const timeOff = await runAction({
		resource: 'timeOff',
		operation: 'get',
		employeeId: { __rl: true, mode: 'id', value: personId },
		leaveId,
		from: '2086-06-03',
	});
	assert.equal(timeOff.items(ACTION)[0]?.status, 'approved');
	assert.equal(timeOff.items(ACTION)[0]?.isPaid, true);

	const balances = await runAction({
		resource: 'timeOff',
		operation: 'getBalances',
		employeeId: { __rl: true, mode: 'id', value: personId },
	});
	assert.ok(balances.items(ACTION).length > 0);

	const events = await runAction({ resource: 'event', operation: 'getAllSince' });
	assert.ok(
		events.items(ACTION).some(({ refs }) => (refs as { leaveId: string }).leaveId === leaveId),
	);
});

test('an unknown id ends in a message that says what to do', async () => {
	const run = await runAction({
		resource: 'employee',
		operation: 'get',
		employeeId: { __rl: true, mode: 'id', value: 'nobody' },
	});
	assert.equal(run.status, 'error');
	assert.match(run.nodeError(ACTION) ?? '', /Workable has no such record/);
});

test('the drop-downs are filled, and show what Workable refuses', async () => {
	const people = await listSearch('searchEmployees', {});
	assert.equal(people.results.length, 50);
	assert.ok(people.paginationToken, 'there are more');
	const found = await listSearch('searchEmployees', {
		filter: people.results[0]?.name.split(' ')[1] ?? '',
	});
	assert.ok(found.results.length >= 1 && found.results.length < 50);
	assert.ok((await loadOptions('getDepartments')).length > 0);
	assert.ok(
		(await loadOptions('getTimeOffCategories')).some(({ name }) => name === 'Unpaid leave'),
	);
	stage.workable.faults.add({ match: { path: '/departments' }, kind: 'status', status: 403 });
	await assert.rejects(loadOptions('getDepartments'), /does not allow/);
});

test("the editor's previews are served for both nodes", async () => {
	await assertPreviewsServed(stage.n8n, [
		'workableHrTrigger/2.0.0.json',
		'workableHr/1.0.0/employee/get.json',
		'workableHr/1.0.0/tableEntry/getAll.json',
	]);
});

async function runAction(parameters: Record<string, unknown>): Promise<Execution> {
	const workflow = await actionWorkflow(stage, parameters);
	return await runManually(stage.n8n, workflow, START);
}

/** What the editor asks for when a drop-down is opened. */
function dynamic(method: string, more: Record<string, unknown>): Record<string, unknown> {
	return {
		methodName: method,
		path: 'parameters',
		nodeTypeAndVersion: { name: ACTION_TYPE, version: 1 },
		currentNodeParameters: { resource: 'employee', operation: 'get' },
		credentials: { workableHrApi: { id: stage.credential.id, name: stage.credential.name } },
		...more,
	};
}

const optionsSchema = z.array(z.object({ name: z.string(), value: z.string() }));
const searchSchema = z.object({ results: optionsSchema, paginationToken: z.string().optional() });

async function loadOptions(method: string): Promise<z.infer<typeof optionsSchema>> {
	const answer = await stage.n8n.rest(
		'POST',
		'/dynamic-node-parameters/options',
		dynamic(method, {}),
	);
	return optionsSchema.parse(answer);
}

async function listSearch(
	method: string,
	more: Record<string, unknown>,
): Promise<z.infer<typeof searchSchema>> {
	const answer = await stage.n8n.rest(
		'POST',
		'/dynamic-node-parameters/resource-locator-results',
		dynamic(method, more),
	);
	return searchSchema.parse(answer);
}
