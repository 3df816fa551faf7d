import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import {
	createCredential,
	itemsOf,
	publishedWorkflow,
	waitForExecutions,
	waitForStragglers,
	type Workflow,
	ZONE_AT_NOON,
	dayAtNoon as day,
} from '../support/index.mts';
import {
	attemptsAt,
	credentialData,
	setStage,
	TRIGGER,
	webhookOf,
	type Stage,
} from './support.mts';

const LEAVING = ['employee.termination_scheduled', 'employee.access_ended', 'employee.terminated'];

let stage: Stage;

before(async () => {
	stage = await setStage();
});

after(async () => {
	await stage?.close();
});

afterEach(() => {
	assert.deepEqual(stage.personio.violations.list, []);
});

test('a hire: created and hired while it is to come, started on the day', async () => {
	const workflow = await publishedWorkflow(stage, {
		hrEvents: ['employee.created', 'employee.hired', 'employee.started'],
		options: { timeZone: ZONE_AT_NOON },
	});
	const startDate = day(14);
	const { personId } = stage.personio.hire({
		first_name: 'Mika',
		last_name: 'Stone',
		email: 'mika@work.example',
		position: { title: 'Test Pilot' },
		supervisor: { id: '3003' },
		startDate,
	});
	const [manager] = stage.personio.people;
	const items = await told(workflow);
	assert.deepEqual(items.map(({ eventType }) => eventType).sort(), [
		'employee.created',
		'employee.hired',
	]);
	const hired = items.find(({ eventType }) => eventType === 'employee.hired');
	assert.equal(hired?.effectiveDate, startDate);
	assert.equal(hired?.phase, 'scheduled');
	assert.deepEqual(hired?.enrichment, { status: 'full', reason: null });
	assert.partialDeepStrictEqual(hired?.employee, {
		id: personId,
		displayName: 'Mika Stone',
		workEmail: 'mika@work.example',
		jobTitle: 'Test Pilot',
		department: 'Engineering',
		team: 'Platform',
		legalEntity: 'Acme GmbH',
		status: 'pending',
		startDate,
		manager: {
			id: '3003',
			displayName: `${manager?.first_name} ${manager?.last_name}`,
			workEmail: manager?.email,
		},
	});

	stage.personio.startEmployment(personId);
	const later = await told(workflow);
	assert.deepEqual(
		later.slice(items.length).map(({ eventType }) => eventType),
		['employee.started'],
	);
});

test('a leaver: scheduled, ended by Personio, set inactive; the end is told once', async () => {
	const workflow = await publishedWorkflow(stage, {
		hrEvents: LEAVING,
		options: { timeZone: ZONE_AT_NOON },
	});
	const { personId } = stage.personio.hire({ startDate: '2020-01-01' });
	const today = day(0);
	stage.personio.scheduleTermination(personId, {
		terminationDate: today,
		lastWorkingDay: today,
		type: 'QUIT',
		reason: 'A private reason',
	});
	const scheduled = await told(workflow);
	assert.deepEqual(typesAndDates(scheduled), [['employee.termination_scheduled', today]]);
	// The last day is not over yet.
	assert.equal(scheduled[0]?.phase, 'scheduled');
	assert.partialDeepStrictEqual(scheduled[0]?.termination, {
		date: today,
		lastWorkingDate: today,
		type: 'voluntary',
	});

	stage.personio.endEmployment(personId);
	const ended = await told(workflow);
	assert.deepEqual(typesAndDates(ended.slice(1)), [
		['employee.access_ended', today],
		['employee.terminated', today],
	]);

	stage.personio.setInactive(personId);
	assert.deepEqual(await told(workflow), ended, 'the same facts by another road are repeats');
	assert.ok(!JSON.stringify(ended).includes('A private reason'));
	assert.deepEqual(await itemsOf(stage, workflow, 1), []);
});

test('a leaver without a date: set inactive by hand, told once', async () => {
	const workflow = await publishedWorkflow(stage, {
		hrEvents: LEAVING,
		options: { timeZone: ZONE_AT_NOON },
	});
	const { personId } = stage.personio.hire({ startDate: '2020-01-01' });
	stage.personio.setInactive(personId);
	const ended = await told(workflow);
	assert.deepEqual(typesAndDates(ended), [
		['employee.access_ended', day(0)],
		['employee.terminated', day(0)],
	]);
	assert.partialDeepStrictEqual(ended[1]?.employee, { id: personId, status: 'inactive' });

	stage.personio.updatePerson(personId, { preferred_name: 'Someone' });
	assert.deepEqual(await told(workflow), ended, 'an edit of a leaver is but an edit');
});

test('an absence: asked for, approved, moved, deleted', async () => {
	const workflow = await publishedWorkflow(stage, {
		hrEvents: [
			...['leave.requested', 'leave.approved', 'leave.declined', 'leave.updated'],
			...['leave.cancelled'],
		],
		options: { fetchLeaveDays: true },
	});
	const { personId } = stage.personio.hire();
	const { personio } = stage;
	// A Thursday to a Monday.
	const id = personio.requestAbsence({
		personId,
		from: '2086-06-06',
		to: '2086-06-10',
		comment: 'A private comment',
	});
	await told(workflow);
	personio.setAbsenceStatus(id, 'APPROVED');
	await told(workflow);
	personio.moveAbsence(id, { from: '2086-06-13', to: '2086-06-14', endPart: 'FIRST_HALF' });
	await told(workflow);
	personio.deleteAbsence(id);
	const items = await told(workflow);
	assert.deepEqual(
		items.map(({ eventType, phase }) => [eventType, phase]),
		[
			['leave.requested', 'scheduled'],
			['leave.approved', 'scheduled'],
			['leave.updated', 'scheduled'],
			['leave.cancelled', 'cancelled'],
		],
	);
	const [requested, approved, moved, cancelled] = items;
	assert.partialDeepStrictEqual(requested?.leave, {
		id,
		status: 'requested',
		isConfirmed: false,
		category: 'vacation',
		typeName: 'Paid vacation',
		startDate: '2086-06-06',
		endDate: '2086-06-10',
		amount: 3,
		unit: 'days',
	});
	assert.partialDeepStrictEqual(approved?.leave, { id, status: 'approved', isConfirmed: true });
	assert.partialDeepStrictEqual(moved?.leave, {
		id,
		isConfirmed: true,
		startDate: '2086-06-13',
		endDate: '2086-06-14',
		endPart: 'morning',
		amount: 1.5,
	});
	assert.partialDeepStrictEqual(cancelled?.leave, { id, status: 'deleted', isConfirmed: false });
	for (const item of [requested, approved, moved]) {
		assert.partialDeepStrictEqual(item?.refs, { employeeId: personId, leaveId: id });
	}
	assert.ok(!JSON.stringify(items).includes('A private comment'));
});

test('employments that are not granted end in Unrecognised, with what to do', async () => {
	const client = { clientId: 'papi-example-blind', clientSecret: 'papi-example-blind-secret' };
	stage.personio.addClient({ ...client, attributes: 'none' });
	const credential = await createCredential(stage.n8n, {
		name: 'Sees nothing',
		type: stage.credential.type,
		data: credentialData(stage.personio, client),
	});
	const workflow = await publishedWorkflow({ ...stage, credential }, { hrEvents: LEAVING });
	const { personId } = stage.personio.hire({ startDate: '2020-01-01' });
	stage.personio.scheduleTermination(personId, { terminationDate: '2020-06-30' });
	await told(workflow);
	stage.personio.setInactive(personId);
	assert.deepEqual(await told(workflow), []);
	const unrecognised = await itemsOf(stage, workflow, 1);
	assert.equal(unrecognised.length, 2);
	for (const item of unrecognised) {
		assert.equal(item.eventType, 'unmapped');
		assert.partialDeepStrictEqual(item.enrichment, { status: 'failed' });
		assert.match(
			JSON.stringify(item.enrichment),
			/not granted the attributes of employments.*Grant it the start date/,
		);
		assert.partialDeepStrictEqual(item.refs, { employeeId: personId });
		assert.ok(item.raw);
	}
	// Personio tells every webhook of the company; those of earlier tests have seen it all.
	assert.equal(webhookOf(stage, workflow).status, 'ENABLED');
});

/** What a workflow has told, once everything sent to it has been through. */
async function told(workflow: Workflow): Promise<Array<Record<string, unknown>>> {
	await stage.personio.deliveries.idle();
	const attempts = attemptsAt(stage, workflow);
	assert.ok(attempts.every(({ status }) => status === 200));
	const runs = await waitForExecutions(stage.n8n, workflow.id, attempts.length);
	assert.ok(
		runs.every(({ status }) => status === 'success'),
		runs.map((run) => run.nodeError(TRIGGER)).join(),
	);
	await waitForStragglers();
	return await itemsOf(stage, workflow);
}

function typesAndDates(items: ReadonlyArray<Record<string, unknown>>): unknown[] {
	return items.map(({ eventType, effectiveDate }) => [eventType, effectiveDate]);
}
