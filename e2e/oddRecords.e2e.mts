import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { runManually, waitForExecutions, type Execution } from './support/index.mts';
import {
	ACTION,
	actionWorkflow,
	publishedWorkflow,
	setStage,
	START,
	TRIGGER,
	type Stage,
} from './workable/support.mts';

/*
 * One field of another kind than documented costs that field, and nothing else.
 */

let stage: Stage;

before(async () => {
	stage = await setStage({ workable: { employees: 3 } });
});

after(async () => {
	await stage?.close();
});

afterEach(() => {
	stage.workable.faults.clear();
});

/** What Workable answers to every read of this path from now on. */
function answers(path: string, body: unknown): void {
	stage.workable.faults.add({ kind: 'status', status: 200, body, times: 1_000, match: { path } });
}

test('a list keeps the records that fit, and says above the output what it left out', async () => {
	const employees = stage.workable.employees.slice(0, 3);
	const [first, second, third] = employees.map(({ id, firstname, lastname }) => ({
		id,
		firstname,
		lastname,
		status_semantic_type: 'active',
	}));
	answers('/employees', {
		employees: [first, { ...second, id: { odd: true } }, { ...third, firstname: { odd: true } }],
		total_count: 3,
	});
	const run = await getMany();
	assert.equal(run.status, 'success');
	const items = run.items(ACTION);
	assert.deepEqual(
		items.map(({ id, firstName, lastName }) => ({ id, firstName, lastName })),
		[
			{ id: first?.id, firstName: first?.firstname, lastName: first?.lastname },
			{ id: third?.id, firstName: null, lastName: third?.lastname },
		],
	);
	const hints = run.hints(ACTION).join('\n');
	assert.match(hints, /cannot be read: firstname/);
	assert.match(hints, /1 record that cannot be read and is left out, because of: id/);
	assert.ok(!/proxy/.test(hints));
});

test('raw is what Workable sent, and what cannot be read is said all the same', async () => {
	const [employee] = stage.workable.employees;
	const odd = {
		...{ employee_number: 4077, hire_date: 'soon', job_title: { odd: true }, lastname: null },
		...{ id: employee?.id, employment_group: [{ row_id: 7, is_primary: 'perhaps' }] },
	};
	answers('/employees', { employees: [odd], total_count: 1 });
	const run = await getMany({ output: 'raw' });
	assert.deepEqual(run.items(ACTION), [odd]);
	assert.match(
		run.hints(ACTION).join('\n'),
		/cannot be read: employment_group.is_primary, hire_date, job_title/,
	);
});

test('a list in which nothing fits is refused, and never told as an empty one', async () => {
	answers('/employees', { employees: [{ id: { odd: true }, firstname: 'Ada' }], total_count: 1 });
	const run = await getMany();
	assert.equal(run.status, 'error');
	assert.match(run.nodeError(ACTION) ?? '', /a list of employees that cannot be read/);
});

test('a hire is told though a detail of the person cannot be read, and the detail is named', async () => {
	const workflow = await publishedWorkflow(stage, { hrEvents: ['employee.hired'] });
	const id = stage.workable.createEmployee();
	const record = stage.workable.employees.find((one) => one.id === id);
	answers(`/employees/${id}`, { ...record, job_title: { odd: true } });
	stage.workable.publishEmployee(id);
	const [run] = await waitForExecutions(stage.n8n, workflow.id, 1);
	const [event] = run?.items(TRIGGER) ?? [];
	assert.equal(event?.['eventType'], 'employee.hired');
	const enrichment = JSON.stringify(event?.['enrichment']);
	assert.match(enrichment, /"status":"partial"/);
	assert.match(enrichment, /cannot be read: job_title/);
	assert.deepEqual(run?.items(TRIGGER, 1), []);
});

async function getMany(more: Readonly<Record<string, unknown>> = {}): Promise<Execution> {
	const workflow = await actionWorkflow(stage, {
		resource: 'employee',
		operation: 'getAll',
		returnAll: true,
		...more,
	});
	return await runManually(stage.n8n, workflow, START);
}
