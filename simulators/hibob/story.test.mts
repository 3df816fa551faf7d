import assert from 'node:assert/strict';
import { test } from 'node:test';

import { EQUIPMENT_TABLE, EVENT_TYPES, PRIVATE_MARK } from './index.mts';
import type { HiBobOptions, HiBobSimulator } from './index.mts';
import type { EventBody } from './testing.mts';
import { eventsAt, get, idAt, listen, post, start } from './testing.mts';

const TODAY = '2026-11-02';

/** A company with a listener; `told` gives what one step has told. */
async function company(options: HiBobOptions = {}) {
	const now = () => Date.parse(`${TODAY}T10:00:00Z`);
	const hibob = await start({ now, employees: 3, ...options });
	const target = await listen(hibob);
	async function told(step: () => unknown): Promise<EventBody[]> {
		target.received.length = 0;
		step();
		await hibob.deliveries.idle();
		return eventsAt(target);
	}
	return { hibob, told, id: idAt(hibob, 1) };
}

const fieldsIn = ({ data }: EventBody) =>
	(data['fieldUpdatesIds'] as Array<{ id: string }> | undefined)?.map(({ id }) => id);

/** An event in short: its type, with the table and key of a row or the changed fields. */
function short(event: EventBody): string {
	const { type, data } = event;
	const { tableId, effectiveDate, id } = data;
	const details = tableId ? [tableId, effectiveDate ?? id] : (fieldsIn(event) ?? []);
	return [type, ...details].join(' ');
}

const shorts = async (events: Promise<EventBody[]>) => (await events).map(short);

const status = (hibob: HiBobSimulator, id: string) => {
	const person = hibob.employees.find((one) => one['root.id'] === id);
	return [person?.['internal.status'], person?.['internal.lifecycleStatus']];
};
const current = (hibob: HiBobSimulator, id: string, table = 'lifecycle') =>
	hibob.rows(table, id).find(({ isCurrent }) => isCurrent);

test('the envelope is that of the second version', async () => {
	const { hibob, told, id } = await company();
	const [event] = await told(() => hibob.changeFields(id, { 'personal.birthDate': '1991-01-01' }));
	assert.deepEqual(event, {
		companyId: 636_192,
		type: 'employee.updated',
		triggeredBy: '3332883804594373380',
		triggeredAt: event?.triggeredAt,
		version: 'v2',
		data: { employeeId: id, fieldUpdatesIds: [{ id: 'personal.birthDate' }] },
	});
	assert.match(String(event?.triggeredAt), /^2026-11-02T10:00:00\.\d{6}$/);
});

test('no two events happen at the same time, even when the clock stands still', async () => {
	const { hibob, told } = await company();
	const events = await told(() => {
		for (let count = 0; count < 3; count += 1) hibob.hire({ startDate: '2026-12-01' });
	});
	const times = events.map(({ triggeredAt }) => triggeredAt);
	assert.equal(times.length, 12);
	assert.deepEqual([...new Set(times)].sort(), times);
});

test('somebody is hired and starts', async () => {
	const { hibob, told } = await company();
	let id = '';
	const hire = () =>
		(id = hibob.hire({ startDate: '2026-12-01', firstName: 'Ada', title: 'Team Lead' }));
	assert.deepEqual(await shorts(told(hire)), [
		'employee.created',
		`table.entry.created lifecycle ${TODAY}`,
		'table.entry.created work 2026-12-01',
		'table.entry.created employment 2026-12-01',
	]);
	assert.deepEqual(status(hibob, id), ['Inactive', 'Hired']);
	assert.equal(current(hibob, id, 'work')?.effectiveDate, '2026-12-01');
	assert.deepEqual(await shorts(told(() => hibob.start(id))), [
		'table.entry.created lifecycle 2026-12-01',
		'employee.joined',
		'employee.activated',
		'employee.updated internal.status internal.lifecycleStatus',
	]);
	assert.deepEqual(status(hibob, id), ['Active', 'Employed']);
	assert.equal(current(hibob, id)?.effectiveDate, '2026-12-01');
});

test('somebody who is hired for today is employed at once', async () => {
	const { hibob, told } = await company();
	let id = '';
	await told(() => (id = hibob.hire({ startDate: TODAY, managerId: idAt(hibob, 2) })));
	assert.deepEqual(status(hibob, id), ['Active', 'Employed']);
	const reportsTo = hibob.rows('work', id)[0]?.['reportsTo'] as { id: string };
	assert.equal(reportsTo.id, idAt(hibob, 2));
	assert.deepEqual(await shorts(told(() => hibob.start(id))), [
		'employee.joined',
		'employee.activated',
	]);
});

test('fields are listed as given, and what is calculated from them is not', async () => {
	const { hibob, told, id } = await company();
	const fields = { 'root.firstName': 'Ada', 'home.privateEmail': 'a@home.example' };
	assert.deepEqual(await shorts(told(() => hibob.changeFields(id, fields))), [
		'employee.updated root.firstName home.privateEmail',
	]);
	assert.match(String(hibob.employees[1]?.['root.displayName']), /^Ada /);
});

test('a current row is told of with the fields it changes, one for later without', async () => {
	const { hibob, told, id } = await company();
	let key = {};
	const add = () => (key = hibob.addRow('work', id, { title: 'Team Lead' }));
	assert.deepEqual(await shorts(told(add)), [
		`table.entry.created work ${TODAY}`,
		'employee.updated work.activeEffectiveDate work.title work.workChangeType',
	]);
	const change = () => hibob.updateRow('work', id, key, { department: 'People' });
	assert.deepEqual(await shorts(told(change)), [
		`table.entry.updated work ${TODAY}`,
		'employee.updated work.department',
	]);
	const later = { effectiveDate: '2027-01-01', title: 'Engineer' };
	assert.deepEqual(await shorts(told(() => hibob.addRow('work', id, later))), [
		'table.entry.created work 2027-01-01',
	]);
	const past = { effectiveDate: '2025-01-01', title: 'Engineer' };
	assert.deepEqual(await shorts(told(() => hibob.addRow('work', id, past))), [
		'table.entry.created work 2025-01-01',
	]);
	assert.equal(current(hibob, id, 'work')?.effectiveDate, TODAY);
	// What is not said is as in the current row.
	assert.equal(hibob.rows('work', id).at(-1)?.['site'], 'London');
});

test('employment and salary change fields of their own', async () => {
	const { hibob, told, id } = await company();
	const [employment] = hibob.rows('employment', id);
	const type = { type: 'Temporary' };
	assert.deepEqual(
		await shorts(told(() => hibob.updateRow('employment', id, employment ?? {}, type))),
		[
			`table.entry.updated employment ${employment?.effectiveDate}`,
			'employee.updated payroll.employment.type',
		],
	);
	const [salary] = hibob.rows('salary', id);
	const base = { base: { value: 5, currency: 'EUR' } };
	assert.deepEqual(await shorts(told(() => hibob.updateRow('salary', id, salary ?? {}, base))), [
		`table.entry.updated salary ${salary?.effectiveDate}`,
		[
			...['employee.updated', 'payroll.salary.monthlyPayment', 'payroll.salary.yearlyPayment'],
			'payroll.salary.payment',
		].join(' '),
	]);
});

test('rows of bank accounts and custom tables are told of by id and change no field', async () => {
	const { hibob, told, id } = await company();
	for (const table of ['bankAccounts', EQUIPMENT_TABLE, 'variable']) {
		let made: { id: number; effectiveDate: string | null } = { id: 0, effectiveDate: '' };
		const events = await told(() => (made = hibob.addRow(table, id, {})));
		assert.deepEqual(
			events.map(({ data }) => data),
			[{ employeeId: id, tableId: table, id: made.id }],
		);
		assert.equal(made.effectiveDate, null);
		assert.deepEqual(
			await shorts(told(() => hibob.updateRow(table, id, made, { nickname: 'x' }))),
			[`table.entry.updated ${table} ${made.id}`],
		);
		assert.deepEqual(await told(() => hibob.deleteRow(table, id, made)), []);
	}
});

test('of some tables nothing is ever told, and of deleted rows neither', async () => {
	const { hibob, told, id } = await company();
	for (const table of ['training', 'equity', 'positions', 'jobs']) {
		let key = {};
		assert.deepEqual(await told(() => (key = hibob.addRow(table, id, {}))), []);
		assert.deepEqual(await told(() => hibob.updateRow(table, id, key, { name: 'x' })), []);
	}
	const before = current(hibob, id, 'work');
	const key = hibob.addRow('work', id, { title: 'Team Lead' });
	await hibob.deliveries.idle();
	assert.deepEqual(await told(() => hibob.deleteRow('work', id, key)), []);
	assert.equal(current(hibob, id, 'work')?.id, before?.id);
	assert.equal(hibob.employees[1]?.['work.title'], before?.['title']);
	assert.throws(() => hibob.deleteRow('work', id, key));
});

test('where the current row is deleted, the latest one that has been in effect counts', async () => {
	const { hibob, id } = await company();
	const key = hibob.addRow('work', id, { title: 'Team Lead' });
	hibob.addRow('work', id, { effectiveDate: '2026-01-01', title: 'HR Manager' });
	hibob.addRow('work', id, { effectiveDate: '2027-01-01', title: 'Engineer' });
	hibob.deleteRow('work', id, key);
	assert.equal(current(hibob, id, 'work')?.effectiveDate, '2026-01-01');
	assert.equal(hibob.employees[1]?.['work.title'], '261314342');
});

test('rows that were put in place take part in what happens', async () => {
	const { hibob, id } = await company();
	const row = { table: 'work', employeeId: id };
	hibob.load({
		rows: [
			{ ...row, effectiveDate: '2026-05-01', isCurrent: false },
			{ ...row, effectiveDate: '2026-03-01', isCurrent: true },
		],
	});
	const later = hibob.addRow('work', id, { effectiveDate: '2027-01-01' });
	assert.equal(current(hibob, id, 'work')?.effectiveDate, '2026-03-01');
	hibob.deleteRow('work', id, { effectiveDate: '2026-03-01' });
	assert.equal(current(hibob, id, 'work')?.effectiveDate, '2026-05-01');
	hibob.deleteRow('work', id, later);
});

test('a promotion is entered, edited, and takes effect at its midnight', async () => {
	const { hibob, told, id } = await company();
	const effectiveDate = '2027-04-17';
	const promotion = { effectiveDate, title: 'Team Lead', managerId: idAt(hibob, 2) };
	assert.deepEqual(await shorts(told(() => hibob.schedulePromotion(id, promotion))), [
		`table.entry.created work ${effectiveDate}`,
	]);
	const edit = () => hibob.editPromotion(id, { effectiveDate, department: 'People' });
	assert.deepEqual(await shorts(told(edit)), [`table.entry.updated work ${effectiveDate}`]);
	const { json } = await post(hibob, `/people/${id}`, { fields: ['work.title'] });
	assert.notEqual((json['work'] as { title: string }).title, '261314343');
	const events = await told(() => hibob.becomeEffective('work', id, effectiveDate));
	assert.deepEqual(
		events.map(({ type, triggeredBy }) => [type, triggeredBy]),
		[['employee.updated', 'system']],
	);
	assert.deepEqual(fieldsIn(events[0] as EventBody)?.sort(), [
		...['work.activeEffectiveDate', 'work.department', 'work.manager', 'work.reportsTo'],
		...['work.title', 'work.workChangeType'],
	]);
	assert.equal(current(hibob, id, 'work')?.effectiveDate, effectiveDate);
	assert.throws(() => hibob.becomeEffective('work', id, effectiveDate));
});

test('a termination is entered, moved, and takes effect the midnight after', async () => {
	const { hibob, told, id } = await company();
	assert.deepEqual(
		await shorts(told(() => hibob.scheduleTermination(id, { date: '2026-12-31' }))),
		['table.entry.created lifecycle 2026-12-31'],
	);
	assert.deepEqual(status(hibob, id), ['Active', 'Employed']);
	assert.deepEqual(await shorts(told(() => hibob.moveTermination(id, { date: '2027-01-31' }))), [
		'table.entry.updated lifecycle 2027-01-31',
	]);
	const events = await told(() => hibob.leave(id));
	assert.deepEqual(events.map(short), [
		'employee.left',
		'employee.inactivated',
		'employee.updated internal.status internal.lifecycleStatus internal.terminationDate',
	]);
	assert.ok(events.every(({ triggeredBy }) => triggeredBy === 'system'));
	assert.deepEqual(status(hibob, id), ['Inactive', 'Terminated']);
	assert.equal(hibob.employees[1]?.['internal.terminationDate'], '2027-01-31');
	assert.throws(() => hibob.leave(id));
});

test('who goes on garden leave has left, once', async () => {
	const { hibob, told, id } = await company();
	const termination = { date: '2027-03-31', gardenLeaveFrom: '2027-01-01', revokeAccess: true };
	assert.deepEqual(await shorts(told(() => hibob.scheduleTermination(id, termination))), [
		'table.entry.created lifecycle 2027-01-01',
		'table.entry.created lifecycle 2027-03-31',
		'employee.access.revoked.immediately',
	]);
	assert.deepEqual(await shorts(told(() => hibob.leave(id))), [
		'employee.left',
		'employee.inactivated',
		'employee.updated internal.status internal.lifecycleStatus internal.terminationDate',
	]);
	assert.deepEqual(status(hibob, id), ['Inactive', 'Garden leave']);
	assert.deepEqual(await shorts(told(() => hibob.leave(id))), [
		'employee.updated internal.lifecycleStatus',
	]);
	assert.deepEqual(status(hibob, id), ['Inactive', 'Terminated']);
});

test('of a past termination no access is revoked at once; a type changes a field', async () => {
	const { hibob, told, id } = await company();
	const past = { date: '2026-10-31', revokeAccess: true, reasonType: '301000001' };
	assert.deepEqual(await shorts(told(() => hibob.scheduleTermination(id, past))), [
		'table.entry.created lifecycle 2026-10-31',
	]);
	const [, , updated] = await told(() => hibob.leave(id));
	assert.ok(fieldsIn(updated as EventBody)?.includes('internal.terminationType'));
});

test('of a termination that is withdrawn nobody is told', async () => {
	const { hibob, told, id } = await company();
	const termination = { date: '2027-03-31', gardenLeaveFrom: '2027-01-01' };
	await told(() => hibob.scheduleTermination(id, termination));
	assert.deepEqual(await told(() => hibob.withdrawTermination(id)), []);
	assert.deepEqual(
		hibob.rows('lifecycle', id).map((row) => [row['status'], row['endEffectiveDate']]),
		[['Employed', null]],
	);
	assert.throws(() => hibob.leave(id));
});

test('somebody comes back after having left', async () => {
	const { hibob, told, id } = await company();
	hibob.scheduleTermination(id, { date: '2026-10-31' });
	hibob.leave(id);
	await hibob.deliveries.idle();
	assert.deepEqual(await shorts(told(() => hibob.rehire(id, { startDate: '2027-01-01' }))), [
		'table.entry.created lifecycle 2027-01-01',
	]);
	assert.deepEqual(status(hibob, id), ['Inactive', 'Terminated']);
	assert.deepEqual(await shorts(told(() => hibob.start(id))), [
		'employee.joined',
		'employee.activated',
		[
			...['employee.updated', 'internal.status', 'internal.lifecycleStatus'],
			...['internal.terminationDate', 'work.startDate'],
		].join(' '),
	]);
	assert.equal(hibob.employees[1]?.['internal.terminationDate'], null);
	assert.equal(hibob.employees[1]?.['work.startDate'], '2027-01-01');
});

test('somebody goes on leave and comes back', async () => {
	const { hibob, told, id } = await company();
	const leave = { from: TODAY, until: '2027-02-01', status: 'Parental leave' };
	assert.deepEqual(await shorts(told(() => hibob.temporaryLeave(id, leave))), [
		`table.entry.created lifecycle ${TODAY}`,
		'employee.temporaryLeave',
		'employee.inactivated',
		[
			...['employee.updated', 'internal.status', 'internal.lifecycleStatus'],
			...['employee.recentLeaveStartDate', 'employee.recentLeaveEndDate'],
		].join(' '),
	]);
	assert.deepEqual(status(hibob, id), ['Inactive', 'Parental leave']);
	assert.equal(current(hibob, id)?.['endEffectiveDate'], '2027-02-01');
	assert.ok(String(current(hibob, id)?.['leaveReason']).startsWith(PRIVATE_MARK));
	assert.deepEqual(await shorts(told(() => hibob.endLeave(id))), [
		`table.entry.created lifecycle ${TODAY}`,
		'employee.activated',
		[
			...['employee.updated', 'internal.status', 'internal.lifecycleStatus'],
			'employee.recentLeaveEndDate',
		].join(' '),
	]);
	assert.deepEqual(status(hibob, id), ['Active', 'Employed']);
});

test('a leave for later begins at its midnight, and one with access inactivates nobody', async () => {
	const { hibob, told, id } = await company();
	const leave = { from: '2027-01-01', keepsAccess: true, status: 'Sabbatical' };
	assert.deepEqual(await shorts(told(() => hibob.temporaryLeave(id, leave))), [
		'table.entry.created lifecycle 2027-01-01',
	]);
	assert.deepEqual(await shorts(told(() => hibob.becomeEffective('lifecycle', id, '2027-01-01'))), [
		'employee.temporaryLeave',
		'employee.updated internal.lifecycleStatus employee.recentLeaveStartDate',
	]);
	assert.deepEqual(status(hibob, id), ['Active', 'Sabbatical']);
	assert.deepEqual(await shorts(told(() => hibob.endLeave(id, '2027-02-01'))), [
		'table.entry.created lifecycle 2027-02-01',
	]);
	assert.deepEqual(await shorts(told(() => hibob.becomeEffective('lifecycle', id, '2027-02-01'))), [
		'employee.updated internal.lifecycleStatus employee.recentLeaveEndDate',
	]);
});

test('a person is deleted', async () => {
	const { hibob, told, id } = await company();
	assert.deepEqual(await shorts(told(() => hibob.deleteEmployee(id))), ['employee.deleted']);
	assert.equal((await post(hibob, `/people/${id}`, {})).status, 404);
	assert.equal((await get(hibob, `/people/${id}/work`)).status, 404);
	assert.throws(() => hibob.changeFields(id, {}));
});

test('time off is requested, decided on, moved and removed', async () => {
	const { hibob, told, id: employeeId } = await company();
	let id = 0;
	const from = '2027-01-04';
	const typesOf = async (step: () => unknown) => (await told(step)).map(({ type }) => type);
	const [requested] = await told(() => (id = hibob.requestTimeOff({ employeeId, from })));
	assert.equal(requested?.type, 'timeoff.request.requested');
	assert.deepEqual(requested?.data, {
		timeoffRequestId: id,
		employeeId,
		getApi: `https://api.hibob.com/v1/timeoff/employees/${employeeId}/requests/${id}`,
	});
	assert.deepEqual(await typesOf(() => hibob.approveTimeOff(id)), ['timeoff.request.approved']);
	const edit = () => hibob.editTimeOff(id, { description: 'x' });
	assert.deepEqual(await typesOf(edit), ['timeoff.request.updated']);
	let moved = 0;
	const [updated] = await told(() => (moved = hibob.moveTimeOff(id, { from: '2027-01-05' })));
	assert.notEqual(moved, id);
	assert.deepEqual(updated?.data, {
		timeoffRequestId: moved,
		employeeId,
		getApi: `https://api.hibob.com/v1/timeoff/employees/${employeeId}/requests/${moved}`,
		previousRequestId: id,
		originalRequestId: id,
	});
	assert.deepEqual(await typesOf(() => hibob.cancelTimeOff(moved)), ['timeoff.request.cancelled']);
	assert.deepEqual(await typesOf(() => hibob.deleteTimeOff(moved)), ['timeoff.request.deleted']);
	const wish = { employeeId, from, autoApprove: true };
	assert.deepEqual(await typesOf(() => hibob.requestTimeOff(wish)), [
		...['timeoff.request.requested', 'timeoff.request.approved'],
	]);
	const other = hibob.requestTimeOff({ employeeId, from });
	await hibob.deliveries.idle();
	assert.deepEqual(await typesOf(() => hibob.declineTimeOff(other)), ['timeoff.request.declined']);
	const imported = await typesOf(() => hibob.importTimeOff({ employeeId, from }));
	assert.deepEqual(imported, ['timeoff.request.imported']);
});

test('an open-ended request gets an end', async () => {
	const { hibob, told, id: employeeId } = await company();
	const id = hibob.requestTimeOff({ employeeId, from: '2027-01-04', type: 'openEnded' });
	await hibob.deliveries.idle();
	const [event] = await told(() => hibob.setEndDate(id, { to: '2027-01-08' }));
	assert.deepEqual(
		[event?.type, event?.data['timeoffRequestId']],
		['timeoff.request.setEndDate', id],
	);
	const request = hibob.timeOff.find(({ requestId }) => requestId === id);
	assert.deepEqual(
		[request?.type, request?.['endDate'], request?.['totalDuration']],
		['days', '2027-01-08', 5],
	);
	assert.throws(() => hibob.setEndDate(id, { to: '2027-01-09' }));
});

test('tasks, signatures, the workforce and the unknown', async () => {
	const { hibob, told, id } = await company();
	let todo = 0;
	const [assigned] = await told(() => (todo = hibob.assignTodo(id)));
	assert.deepEqual(
		[assigned?.type, assigned?.data['requestedForEmployeeId'], assigned?.data['toDoIds']],
		['todo.assign', id, [todo]],
	);
	const [done] = await told(() => hibob.changeTodo(todo));
	assert.deepEqual([done?.type, done?.data['newStatus']], ['todo.changedStatus', 'closed']);
	const [signed] = await told(() => hibob.completeESign(id));
	assert.deepEqual([signed?.type, signed?.triggeredBy], ['documents.eSign.completed', 'system']);
	assert.ok(String(signed?.data['downloadUrl']).includes(PRIVATE_MARK));
	for (const type of EVENT_TYPES.filter((one) => one.startsWith('workforcePlanning.'))) {
		const [event] = await told(() => hibob.workforceEvent(type));
		assert.equal(event?.type, type);
		assert.equal('positionId' in (event?.data ?? {}), !type.includes('Opening'));
	}
	const [unknown] = await told(() => hibob.unknownEvent('employee.sang', { song: 1 }));
	assert.deepEqual([unknown?.type, unknown?.data], ['employee.sang', { song: 1 }]);
});

test('rows are keyed by what counts, or by both with a null', async () => {
	const { hibob, told, id } = await company({ entryKeys: 'both' });
	const dated = await told(() => hibob.addRow('work', id, { effectiveDate: '2999-01-01' }));
	assert.deepEqual(dated[0]?.data, {
		...{ employeeId: id, tableId: 'work', effectiveDate: '2999-01-01', id: null },
	});
	const [plain] = await told(() => hibob.addRow('bankAccounts', id, {}));
	assert.equal(plain?.data['effectiveDate'], null);
	assert.equal(typeof plain?.data['id'], 'number');
});

test('the changed fields have one name, the other, or both', async () => {
	for (const [fieldUpdatesName, names] of [
		['fieldUpdatesIds', ['employeeId', 'fieldUpdatesIds']],
		['fieldUpdates', ['employeeId', 'fieldUpdates']],
		['both', ['employeeId', 'fieldUpdatesIds', 'fieldUpdates']],
	] as const) {
		const { hibob, told, id } = await company({ fieldUpdatesName });
		const [event] = await told(() => hibob.changeFields(id, { 'work.title': null }));
		assert.deepEqual(Object.keys(event?.data ?? {}), names);
		for (const name of names.slice(1)) assert.deepEqual(event?.data[name], [{ id: 'work.title' }]);
	}
});

test('changes of people come first where that is chosen, and are the earlier ones', async () => {
	const { hibob, told, id } = await company({ updatedFirst: true });
	const events = await told(() => {
		hibob.temporaryLeave(id, { from: TODAY });
		hibob.addRow('work', id, { title: 'Team Lead' });
	});
	assert.deepEqual(
		events.map(({ type }) => type),
		[
			...['employee.updated', 'table.entry.created', 'employee.temporaryLeave'],
			...['employee.inactivated', 'employee.updated', 'table.entry.created'],
		],
	);
	const times = events.map(({ triggeredAt }) => triggeredAt);
	assert.deepEqual(times.toSorted(), times);
});

test('in the sandbox events are of another company, and point there', async () => {
	const { hibob, told, id: employeeId } = await company({ sandbox: true });
	const [event] = await told(() => hibob.requestTimeOff({ employeeId, from: '2027-01-04' }));
	assert.equal(event?.companyId, 990_001);
	assert.match(String(event?.data['getApi']), /^https:\/\/api\.sandbox\.hibob\.com\/v1\//);
});
