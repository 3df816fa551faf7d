import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { receiver } from '../kit/afterEach.mts';
import { EVENT_TYPES } from './index.mts';
import type { PersonioOptions, PersonioSimulator } from './index.mts';
import { eventsAt, get, start } from './testing.mts';

const now = () => Date.parse('2026-06-15T09:00:00Z');

/** A company with a webhook for everything; `told` gives what has been delivered since last asked. */
async function company(options: PersonioOptions = {}) {
	const hook = await receiver();
	const simulator = await start({ now, ...options });
	simulator.addWebhook({ url: hook.url, enabled_events: EVENT_TYPES });
	const told = async () => {
		await simulator.deliveries.idle();
		const events = eventsAt(hook).map(({ event_name: name, payload }) => [name, payload]);
		hook.received.length = 0;
		return events;
	};
	const [{ id: personId, employments }] = simulator.people as [PersonioSimulator['people'][0]];
	return { simulator, told, personId, employmentId: employments[0]!.id };
}

const employmentOf = ({ employments }: PersonioSimulator, wanted: string) =>
	employments.find(({ id }) => id === wanted);

describe('people', () => {
	test('a profile, then an employment', async () => {
		const { simulator, told } = await company();
		const id = simulator.addPerson({ first_name: 'Ada', custom_attributes: { iban: 'XX99' } });
		assert.deepEqual(await told(), [['person.created', { person: { id } }]]);
		const person = simulator.people.at(-1);
		assert.deepEqual([person?.first_name, person?.preferred_name], ['Ada', 'Ada']);
		assert.equal(person?.created_at, '2026-06-15T09:00:00Z');
		assert.deepEqual(person?.employments, []);
		const employment = simulator.addEmployment(id, { startDate: '2026-06-15' });
		assert.deepEqual(await told(), [
			['employment.created', { employment: { id: employment }, person: { id } }],
		]);
		assert.equal(employmentOf(simulator, employment)?.status, 'ACTIVE');
		assert.equal(employmentOf(simulator, employment)?.employment_start_date, '2026-06-15');
	});

	test('a hire, now or ahead, and the first day', async () => {
		const { simulator, told } = await company();
		const title = { position: { title: 'Baker' } };
		const ahead = simulator.hire({ first_name: 'Bo', startDate: '2026-06-16', ...title });
		assert.deepEqual(
			(await told()).map(([name]) => name),
			['person.created', 'employment.created'],
		);
		const { employmentId: id, personId } = ahead;
		assert.equal(employmentOf(simulator, id)?.status, 'ONBOARDING');
		assert.deepEqual(employmentOf(simulator, id)?.position, { title: 'Baker' });
		assert.equal(simulator.people.at(-1)?.first_name, 'Bo');
		assert.equal(Object.hasOwn(simulator.people.at(-1)!, 'position'), false);
		simulator.startEmployment(id);
		assert.deepEqual(await told(), [
			['employment.started', { employment: { id }, person: { id: personId } }],
		]);
		assert.equal(employmentOf(simulator, id)?.status, 'ACTIVE');
		const today = simulator.hire();
		assert.equal(employmentOf(simulator, today.employmentId)?.status, 'ACTIVE');
	});

	test('changes of persons and employments; costs apart, jobs untold', async () => {
		const { simulator, told, personId, employmentId } = await company();
		const changes = { last_name: 'Byron', custom_attributes: { dynamic_305: 'XL' } };
		simulator.updatePerson(personId, changes);
		assert.deepEqual(await told(), [['person.updated', { person: { id: personId } }]]);
		const { json } = await get(simulator, `/v2/persons/${personId}`);
		assert.deepEqual([json['last_name'], json['updated_at']], ['Byron', '2026-06-15T09:00:00Z']);
		assert.match(JSON.stringify(json['custom_attributes']), /"XL"/);
		simulator.updatePerson(personId, { language_code: 'de' });
		assert.equal(Object.hasOwn(simulator.people[0]!, 'language_code'), false);
		assert.equal((await told()).length, 1);

		const names = async () => (await told()).map(([name]) => name);
		simulator.updateEmployment(employmentId, { position: { title: 'Head' } });
		assert.deepEqual(await names(), ['employment.updated']);
		simulator.updateEmployment(employmentId, { cost_centers: [] });
		assert.deepEqual(await names(), ['employment.updated.cost-centers']);
		simulator.updateEmployment(employmentId, { job: { id: 'x' } });
		assert.deepEqual(await names(), []);
		assert.equal(employmentOf(simulator, employmentId)?.job.id, 'x');
		assert.equal(employmentOf(simulator, employmentId)?.updated_at, '2026-06-15T09:00:00Z');
	});

	test('a termination is scheduled, moved, withdrawn; the status stays', async () => {
		const { simulator, told, personId, employmentId } = await company();
		const updated = [
			['employment.updated', { employment: { id: employmentId }, person: { id: personId } }],
		];
		simulator.scheduleTermination(employmentId, { terminationDate: '2026-07-31' });
		assert.deepEqual(await told(), updated);
		assert.deepEqual(employmentOf(simulator, employmentId)?.termination, {
			termination_date: '2026-07-31',
			last_working_day: '2026-07-31',
			terminated_at: '2026-06-15',
			type: 'EMPLOYEE',
			reason: null,
		});
		assert.equal(employmentOf(simulator, employmentId)?.status, 'ACTIVE');
		assert.equal(employmentOf(simulator, employmentId)?.employment_end_date, null);
		simulator.scheduleTermination(personId, {
			...{ terminationDate: '2026-08-31', lastWorkingDay: '2026-08-15', type: 'QUIT' },
			...{ terminatedAt: '2026-06-01', reason: 'Moves away', spelling: 'last_working_date' },
		});
		assert.deepEqual(await told(), updated);
		assert.deepEqual(employmentOf(simulator, employmentId)?.termination, {
			termination_date: '2026-08-31',
			last_working_date: '2026-08-15',
			terminated_at: '2026-06-01',
			type: 'QUIT',
			reason: 'Moves away',
		});
		simulator.withdrawTermination(employmentId);
		assert.deepEqual(await told(), updated);
		assert.equal(employmentOf(simulator, employmentId)?.termination, null);
	});

	test('the day of a termination, and a status set by hand', async () => {
		const { simulator, told, personId, employmentId } = await company();
		simulator.scheduleTermination(employmentId, { terminationDate: '2026-06-14' });
		simulator.endEmployment(employmentId);
		assert.deepEqual((await told())[1], [
			...['employment.terminated', { employment: { id: employmentId }, person: { id: personId } }],
		]);
		const ended = employmentOf(simulator, employmentId);
		assert.deepEqual([ended?.status, ended?.employment_end_date], ['INACTIVE', '2026-06-14']);

		const other = simulator.people[1]!;
		simulator.setInactive(other.id);
		assert.deepEqual(await told(), [['person.updated', { person: { id: other.id } }]]);
		const { status, employment_end_date: end } = employmentOf(simulator, other.employments[0]!.id)!;
		assert.deepEqual([status, end], ['INACTIVE', null]);
		simulator.endEmployment(simulator.people[2]!.id);
		assert.equal(simulator.employments[2]?.employment_end_date, '2026-06-15');
	});

	test('who is deleted is gone, with all employments', async () => {
		const { simulator, told, personId, employmentId } = await company();
		const second = simulator.addEmployment(personId);
		const absence = simulator.requestAbsence({ personId, from: '2026-06-20' });
		await told();
		simulator.deletePerson(personId);
		const person = { id: personId };
		assert.deepEqual(await told(), [
			['employment.deleted', { employment: { id: second }, person }],
			['employment.deleted', { employment: { id: employmentId }, person }],
			['person.deleted', { person }],
		]);
		for (const path of [
			`/v2/persons/${personId}`,
			`/v2/persons/${personId}/employments`,
			`/v2/persons/${personId}/employments/${employmentId}`,
			`/v2/absence-periods/${absence}`,
		]) {
			assert.equal((await get(simulator, path)).status, 404, path);
		}
		const left = simulator.people[0]!;
		simulator.deleteEmployment(left.employments[0]!.id);
		const path = `/v2/persons/${left.id}/employments/${left.employments[0]!.id}`;
		assert.equal((await get(simulator, path)).status, 404);
		assert.equal((await get(simulator, `/v2/persons/${left.id}`)).status, 200);
	});

	test('a mistake in a test is reported at once', async () => {
		const { simulator, personId } = await company();
		assert.throws(() => simulator.updatePerson('1', {}), /no person 1/);
		assert.throws(() => simulator.startEmployment('1'), /no employment/);
		assert.throws(() => simulator.setAbsenceStatus('1', 'APPROVED'), /no absence 1/);
		const wish = { personId, from: '2026-06-20', typeId: 'x' };
		assert.throws(() => simulator.requestAbsence(wish), /no absence type x/);
	});

	test('seeding tells nobody', async () => {
		const { simulator, told } = await company();
		const ids = simulator.seedPeople(3);
		assert.deepEqual(
			simulator.people.slice(6).map(({ id, status }) => [id, status]),
			ids.map((id) => [id, 'ACTIVE']),
		);
		assert.deepEqual(await told(), []);
	});
});

describe('absences', () => {
	test('come, move, are decided and go; events name the absence only', async () => {
		const { simulator, told, personId } = await company();
		const id = simulator.requestAbsence({ personId, from: '2026-06-20', to: '2026-06-21' });
		simulator.setAbsenceStatus(id, 'APPROVED');
		simulator.moveAbsence(id, { from: '2026-06-22', to: '2026-06-23' });
		const [absence] = simulator.absences;
		assert.equal(absence?.approval.status, 'APPROVED');
		assert.equal(absence?.starts_from.date_time, '2026-06-22T00:00:00');
		assert.equal(absence?.ends_at?.date_time, '2026-06-24T00:00:00');
		simulator.deleteAbsence(id);
		assert.deepEqual(simulator.absences, []);
		const payload = { absence_period: { id } };
		assert.deepEqual(await told(), [
			['absence-period.created', payload],
			['absence-period.updated.status', payload],
			['absence-period.updated.timerange', payload],
			['absence-period.deleted', payload],
		]);
	});

	test('a long leave is open-ended and approved; the status follows once it has begun', async () => {
		const { simulator, told, personId, employmentId } = await company();
		const id = simulator.addLongTermLeave({ personId, from: '2026-06-16' });
		assert.deepEqual(await told(), [['absence-period.created', { absence_period: { id } }]]);
		assert.equal(simulator.absences[0]?.approval.status, 'APPROVED');
		assert.equal(employmentOf(simulator, employmentId)?.status, 'ACTIVE');
		simulator.addLongTermLeave({ personId, from: '2026-06-15' });
		assert.equal(employmentOf(simulator, employmentId)?.status, 'LEAVE');
		assert.equal(simulator.people[0]?.status, 'ACTIVE');
	});
});

describe('payloads', () => {
	test('all other families', async () => {
		const { simulator, told, personId } = await company();
		const time = simulator.recordAttendance({ personId });
		simulator.changeAttendance(time, { end: '2026-06-15T18:00:00' });
		simulator.deleteAttendance(time);
		const document = simulator.addDocument({ personId, name: 'Contract.pdf' });
		simulator.updateDocument(document, { name: 'Contract 2.pdf' });
		simulator.signDocument(document);
		simulator.deleteDocument(document);
		assert.deepEqual(await told(), [
			['attendance-period.created', { attendance_period: { id: time } }],
			['attendance-period.updated', { attendance_period: { id: time } }],
			['attendance-period.deleted', { attendance_period: { id: time } }],
			['document.created', { document: { id: document } }],
			['document.updated', { document: { id: document } }],
			['document.signed', { document: { id: document } }],
			['document.deleted', { document: { id: document } }],
		]);
	});

	test('can be spelt as documented, and leave the person out', async () => {
		const { simulator, told, personId } = await company({
			payloadKeys: 'hyphen',
			personInPayload: false,
		});
		const id = simulator.requestAbsence({ personId, from: '2026-06-20' });
		const employment = simulator.addEmployment(personId);
		const time = simulator.recordAttendance({ personId });
		assert.deepEqual(
			(await told()).map(([, payload]) => payload),
			[
				{ 'absence-period': { id } },
				{ employment: { id: employment } },
				{ 'attendance-period': { id: time } },
			],
		);
	});
});
