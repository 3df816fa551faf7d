import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { z } from 'zod/v4';
import { importExample } from '../../demo/examples.mts';
import type { FactorialSimulator } from '../../simulators/factorial/index.mts';
import type { HiBobSimulator } from '../../simulators/hibob/index.mts';
import type { PersonioSimulator } from '../../simulators/personio/index.mts';
import type { WorkableSimulator } from '../../simulators/workable/index.mts';
import {
	dayAtNoon as day,
	executions,
	pollUntil,
	publishOrThrow,
	retryExecution,
	runManually,
	waitForExecutions,
	type N8n,
	type VendorStage,
	type Workflow,
} from '../support/index.mts';
import { setStages, type Stages } from './tasks/stages.mts';

/*
 * The examples that start from a schedule trigger, as a user imports them. n8n looks when a workflow is
 * published and when it starts: so each round is one restart, in which something has happened at the
 * vendors. The clocks are right; only the days at the vendors are chosen.
 */

const LOOK_TIMEOUT_MS = 60_000;

let stages: Stages;
let n8n: N8n;
let factorial: FactorialSimulator;
let hibob: HiBobSimulator;
let personio: PersonioSimulator;
let workable: WorkableSimulator;
let lock: Workflow;
let laptop: Workflow;
let away: Workflow;
let anniversaries: Workflow;
let both: Workflow;

/** Two people who start soon at Workable, and two who are away at Personio. */
let ada: string;
let grace: string;
let sick: Colleague;
let onVacation: Colleague;
let vacation: string;

interface Colleague {
	personId: string;
	email: string;
}

before(async () => {
	stages = await setStages();
	({ n8n } = stages);
	factorial = stages.factorial.company;
	hibob = stages.hibob.company;
	personio = stages.personio.company;
	workable = stages.workable.company;
	lock = await published('factorial-lock-after-last-day', stages.factorial);
	laptop = await published('workable-laptop', stages.workable);
	away = await published('personio-away-status', stages.personio);
	anniversaries = await published('hibob-anniversaries', stages.hibob);
	both = await published('personio-both-triggers', stages.personio);
});

after(async () => {
	await stages?.close();
});

/** Imports an example, chooses a credential in it, and publishes it, as a user does. */
async function published(example: string, { credential }: VendorStage): Promise<Workflow> {
	return await importExample(n8n, { file: `${example}.json`, isPublished: true }, credential);
}

type Item = Record<string, unknown>;

/** What a node of a published example has handed on so far. */
async function itemsAt({ id }: Workflow, node: string): Promise<Item[]> {
	const runs = await executions(n8n, id);
	return runs.filter(({ mode }) => mode !== 'manual').flatMap((run) => run.items(node));
}

/** Waits until a node has handed on so many items, and checks that there are no more. */
async function waitForItems(workflow: Workflow, node: string, count: number): Promise<Item[]> {
	const items = await pollUntil(
		async () => {
			const found = await itemsAt(workflow, node);
			return found.length >= count ? found : undefined;
		},
		{ what: `${count} items from "${node}" of "${workflow.name}"`, timeoutMs: LOOK_TIMEOUT_MS },
	);
	assert.equal(items.length, count, `"${node}" of "${workflow.name}"`);
	return items;
}

/** Somebody who is hired at Workable. */
function hiredAtWorkable(firstname: string, startDay: string): string {
	const id = workable.createEmployee({ firstname, lastname: 'Lovelace', ...startingOn(startDay) });
	workable.publishEmployee(id);
	return id;
}

function startingOn(startDay: string): { start_date: string; hire_date: string } {
	const instant = `${startDay}T00:00:00.000Z`;
	return { start_date: instant, hire_date: instant };
}

/** Somebody who works here, and the address that a status has to reach. */
function colleagueAtPersonio(index: number): Colleague {
	const person = personio.people[index];
	assert.ok(person?.email);
	return { personId: person.id, email: person.email };
}

/** A leave that is approved as it is entered. */
function approvedLeave(
	{ personId }: Pick<Colleague, 'personId'>,
	from: string,
	to: string,
): string {
	return personio.requestAbsence({ personId, from, to, status: 'APPROVED' });
}

/** Whom an event is about. */
function personIn({ refs }: Item): unknown {
	return z.object({ employeeId: z.string() }).parse(refs).employeeId;
}

/** The same day so many years ago; of 29 February in leap years only. */
function yearsAgo(years: number): string {
	const [year = '', ...rest] = day(0).split('-');
	return [Number(year) - years, ...rest].join('-');
}

test('as it is published: a laptop for whoever starts soon, a message on the anniversary', async () => {
	ada = hiredAtWorkable('Ada', day(10));
	grace = hiredAtWorkable('Grace', day(10));
	hiredAtWorkable('Mary', day(30));
	hibob.hire({ startDate: yearsAgo(4), firstName: 'Ruth', surname: 'Moss' });

	const { status, error } = await runManually(n8n, laptop, 'Set up: once');
	assert.equal(status, 'success', error);
	const all = [lock, laptop, away, anniversaries, both];
	await Promise.all(all.map(({ id }) => publishOrThrow(n8n, id)));

	assert.deepEqual(await waitForItems(laptop, 'Replace me: order a laptop', 2), [
		{ employeeId: ada, name: 'Ada Lovelace', firstDay: day(10) },
		{ employeeId: grace, name: 'Grace Lovelace', firstDay: day(10) },
	]);
	await waitForItems(laptop, 'Remember the order', 2);
	// Others of this company may have begun on the same day of a year.
	const ofRuth = await pollUntil(
		async () => {
			const messages = await itemsAt(anniversaries, 'Replace me: message to the manager');
			const found = messages.filter(({ text }) => String(text).startsWith('Ruth Moss'));
			return found.length > 0 ? found : undefined;
		},
		{ what: 'the message about Ruth', timeoutMs: LOOK_TIMEOUT_MS },
	);
	assert.deepEqual(ofRuth, [
		{
			to: hibob.employees[0]?.['root.email'],
			text: 'Ruth Moss has worked here for 4 years today.',
		},
	]);
});

test('while n8n is off: a start is moved, a hire cancelled, people are away, others leave', async () => {
	const heard = personio.hire({ startDate: day(7) }).personId;
	await waitForItems(both, 'Replace me: your steps', 1);
	await n8n.stop();

	workable.updateEmployee(ada, startingOn(day(20)));
	workable.offboard(grace);
	[sick, onVacation] = [colleagueAtPersonio(1), colleagueAtPersonio(2)];
	approvedLeave(sick, day(-3), day(-1));
	vacation = approvedLeave(onVacation, day(-2), day(5));
	const { personId: withoutAddress } = colleagueAtPersonio(3);
	personio.updatePerson(withoutAddress, { email: '' });
	approvedLeave({ personId: withoutAddress }, day(-2), day(5));
	const [leaver, stays, unreachable] = factorial.employees.slice(1).map(({ id }) => id);
	assert.ok(leaver && stays && unreachable);
	const nowhere = { email: null, login_email: null, communications_email: null };
	factorial.updateEmployee(unreachable, nowhere);
	for (const id of [leaver, stays, unreachable]) factorial.terminateEmployee(id, { on: day(-1) });
	const record = new RegExp(`/employees/${stays}$`);
	factorial.faults.add({ kind: 'status', status: 403, match: { path: record } });
	personio.deliveries.pause();
	const found = personio.hire({ startDate: day(8) }).personId;
	await n8n.restart();

	assert.deepEqual(await waitForItems(laptop, 'Replace me: move the delivery', 1), [
		{ employeeId: ada, name: 'Ada Lovelace', from: day(10), firstDay: day(20) },
	]);
	assert.deepEqual(await waitForItems(laptop, 'Replace me: recall the laptop', 1), [
		{ employeeId: grace, name: 'Grace Lovelace', firstDay: day(10) },
	]);
	await waitForItems(laptop, 'Forget the order', 1);
	assert.deepEqual(await waitForItems(away, 'Replace me: set the status', 1), [
		{ email: onVacation.email, status: `Away until ${day(5)}` },
	]);
	// The leave that is over already is cleared, which does no harm.
	assert.deepEqual(await waitForItems(away, 'Replace me: clear the status', 1), [
		{ email: sick.email, status: '' },
	]);

	// The lock failed as a whole. Until somebody retries it, one of them has withdrawn.
	const failed = await pollUntil(
		async () => (await executions(n8n, lock.id)).find(({ status }) => status === 'error'),
		{ what: 'the lock to fail', timeoutMs: LOOK_TIMEOUT_MS },
	);
	assert.deepEqual(failed.items('Replace me: lock the account'), []);
	factorial.unterminateEmployee(stays);
	const retried = await retryExecution(n8n, failed.id);
	assert.equal(retried.status, 'success', retried.error);
	const recordOf = (id: string) => factorial.employees.find((one) => one.id === id);
	const nameOf = (id: string) => recordOf(id)?.full_name;
	assert.deepEqual(
		retried.items('Replace me: lock the account').map(({ name, lastDay }) => [name, lastDay]),
		[[nameOf(leaver), day(-1)]],
	);
	assert.deepEqual(retried.items('Replace me: somebody has to look'), [
		{
			...{ name: nameOf(stays), email: recordOf(stays)?.login_email },
			...{ lastDayThen: day(-1), lastDayNow: 'none' },
		},
		{
			...{ name: nameOf(unreachable), email: 'none' },
			...{ lastDayThen: day(-1), lastDayNow: day(-1) },
		},
	]);

	// The look found both hires; the first one was emitted as it was entered.
	const steps = await waitForItems(both, 'Replace me: your steps', 2);
	assert.deepEqual(steps.map(personIn), [heard, found]);
	personio.deliveries.resume();
	// By webhook, by the look, and by the webhook that was late.
	const [, , late] = await waitForExecutions(n8n, both.id, 3, { timeoutMs: LOOK_TIMEOUT_MS });
	assert.equal(late?.mode, 'webhook');
	assert.deepEqual(late.items('At once'), []);
});

test('a first day that comes near again orders no second laptop; a leave that ends early is over', async () => {
	await n8n.stop();
	workable.updateEmployee(ada, startingOn(day(12)));
	personio.moveAbsence(vacation, { from: day(-2), to: day(-1) });
	await n8n.restart();

	const moved = await waitForItems(laptop, 'Replace me: move the delivery', 2);
	assert.deepEqual(moved.at(-1), {
		...{ employeeId: ada, name: 'Ada Lovelace' },
		...{ from: day(20), firstDay: day(12) },
	});
	const told = await itemsAt(laptop, 'First days');
	assert.deepEqual(
		told.slice(-2).map(({ eventType }) => eventType),
		['employee.start_changed', 'employee.start_upcoming'],
	);
	assert.equal((await itemsAt(laptop, 'Replace me: order a laptop')).length, 2);
	const cleared = await waitForItems(away, 'Replace me: clear the status', 2);
	assert.deepEqual(cleared.at(-1), { email: onVacation.email, status: '' });
	await waitForItems(both, 'Replace me: your steps', 2);
});
