import assert from 'node:assert/strict';
import { test } from 'node:test';

import { PRIVATE_MARK } from './index.mts';
import type { HiBobSimulator, RequestType } from './index.mts';
import { get, idAt, rules, start } from './testing.mts';

type Item = Record<string, unknown>;

const CLOCK = Date.parse('2026-08-31T12:00:00Z');

async function changes(hibob: HiBobSimulator, query: string): Promise<Item[]> {
	const { status, json } = await get(hibob, `/timeoff/requests/changes?${query}`);
	assert.equal(status, 200);
	return json['changes'] as Item[];
}

const told = (items: Item[]) =>
	items.map((item) => [item['changeType'], item['requestId'], item['startDate'] ?? item['date']]);

test('each type of request has its own fields', async () => {
	const hibob = await start({ employees: 1 });
	const employeeId = idAt(hibob, 0);
	const types: Record<RequestType, string[]> = {
		days: ['startDate', 'startPortion', 'endDate', 'endPortion'],
		hours: ['date', 'hoursOnDate'],
		portionOnRange: ['startDate', 'endDate', 'dayPortion'],
		hoursOnRange: ['startDate', 'endDate', 'dailyHours'],
		differentDayDurations: ['startDate', 'endDate', 'durations'],
		specificHoursDayDurations: ['startDate', 'endDate', 'durations', 'timeZone'],
		differentSpecificHoursDayDurations: ['startDate', 'endDate', 'durations', 'timeZone'],
		percentageOnRange: ['startDate', 'endDate', 'percentageOfDay'],
		openEnded: ['startDate', 'startPortion', 'timeZone'],
	};
	const special = new Set(Object.values(types).flat());
	for (const [type, names] of Object.entries(types) as Array<[RequestType, string[]]>) {
		const wish = { employeeId, type, from: '2030-01-01', to: '2030-01-04' };
		const id = hibob.requestTimeOff(wish);
		const { json } = await get(hibob, `/timeoff/employees/${employeeId}/requests/${id}`);
		const found = Object.keys(json).filter((name) => special.has(name));
		assert.deepEqual([type, found.sort()], [type, names.sort()]);
		assert.deepEqual([json['type'], json['requestId'], json['status']], [type, id, 'pending']);
		assert.ok(String(json['description']).startsWith(PRIVATE_MARK));
	}
	assert.deepEqual(rules(hibob), []);
});

test('durations are in the unit of the policy', async () => {
	const hibob = await start({ employees: 1 });
	const wish = { employeeId: idAt(hibob, 0), from: '2030-01-01', to: '2030-01-02' };
	const durationOf = (id: number) => {
		const request = hibob.timeOff.find(({ requestId }) => requestId === id);
		return [request?.['durationUnit'], request?.['totalDuration']];
	};
	const half = hibob.requestTimeOff({ ...wish, startPortion: 'afternoon' });
	assert.deepEqual(durationOf(half), ['days', 1.5]);
	const hourly = hibob.requestTimeOff({ ...wish, policyType: 'Hourly leave', hours: 3 });
	assert.deepEqual(durationOf(hourly), ['hours', 6]);
	const whole = { ...wish, policyType: 'Work from home (hours)', type: 'days' as const };
	assert.deepEqual(durationOf(hibob.requestTimeOff(whole)), ['hours', 16]);
	assert.deepEqual(durationOf(hibob.requestTimeOff({ ...wish, type: 'openEnded' })), [
		'days',
		null,
	]);
	assert.throws(() => hibob.requestTimeOff({ ...wish, policyType: 'Nothing' }));
});

test('a request is found with its person only, and gone ones as the options say', async () => {
	const hibob = await start({ employees: 2 });
	const employeeId = idAt(hibob, 0);
	const [first = 0, second = 0] = ['2030-01-01', '2030-02-01'].map((from) =>
		hibob.importTimeOff({ employeeId, from }),
	);
	const at = (id: number, whose = employeeId) => `/timeoff/employees/${whose}/requests/${id}`;
	assert.equal((await get(hibob, at(first))).json['status'], 'approved');
	assert.equal((await get(hibob, at(first, idAt(hibob, 1)))).status, 404);
	assert.equal((await get(hibob, at(1))).status, 404);
	hibob.cancelTimeOff(first);
	hibob.deleteTimeOff(second);
	assert.equal((await get(hibob, at(first))).json['status'], 'canceled');
	assert.equal((await get(hibob, at(second))).status, 404);
	const other = await start({
		...{ employees: 1, cancelledRequests: 'not-found', deletedRequests: 'status' },
	});
	const id = other.importTimeOff({ employeeId, from: '2030-01-01' });
	other.cancelTimeOff(id);
	assert.equal((await get(other, at(id))).status, 404);
	other.deleteTimeOff(id);
	assert.equal((await get(other, at(id))).json['status'], 'deleted');
});

test('the history has each change as it was, and pending ones for those who ask', async () => {
	let at = CLOCK;
	const hibob = await start({ employees: 1, now: () => at });
	const employeeId = idAt(hibob, 0);
	const from = '2027-01-01';
	const id = hibob.requestTimeOff({ employeeId, from });
	at += 1000;
	hibob.approveTimeOff(id);
	at += 1000;
	const moved = hibob.moveTimeOff(id, { from: '2027-02-01', to: '2027-02-03' });
	at += 1000;
	hibob.cancelTimeOff(moved);
	const declined = hibob.requestTimeOff({ employeeId, from: '2027-03-01' });
	hibob.declineTimeOff(declined);
	const since = 'since=2026-08-31T12:00:00Z';
	const approved = [
		['Created', id, from],
		['Canceled', id, from],
		['Created', moved, '2027-02-01'],
		['Canceled', moved, '2027-02-01'],
	];
	assert.deepEqual(told(await changes(hibob, since)), approved);
	assert.deepEqual(told(await changes(hibob, `${since}&includePending=true`)), [
		['Pending', id, from],
		...approved,
		['Pending', declined, '2027-03-01'],
		['Canceled', declined, '2027-03-01'],
	]);
	const [created, , replacement] = await changes(hibob, since);
	assert.ok(!('previousRequestId' in (created ?? {})));
	assert.deepEqual(
		[replacement?.['previousRequestId'], replacement?.['originalRequestId']],
		[id, id],
	);
	assert.equal(created?.['employeeEmail'], hibob.employees[0]?.['root.email']);
	assert.ok(!JSON.stringify(await changes(hibob, since)).includes(PRIVATE_MARK));
	// Both ends count.
	const exact = 'since=2026-08-31T14:00:01%2B02:00&to=2026-08-31T12:00:01.000Z';
	assert.deepEqual(told(await changes(hibob, exact)), approved.slice(0, 1));
	assert.deepEqual(rules(hibob), []);
});

test('moved again, a request still knows the first one', async () => {
	const hibob = await start({ employees: 1, now: () => CLOCK, editRemovesOld: false });
	const first = hibob.importTimeOff({ employeeId: idAt(hibob, 0), from: '2027-01-01' });
	const second = hibob.moveTimeOff(first, { from: '2027-01-02' });
	const third = hibob.moveTimeOff(second, { from: '2027-01-03' });
	const items = await changes(hibob, 'since=2026-08-31T00:00:00Z');
	assert.deepEqual(
		items.map((item) => [item['requestId'], item['previousRequestId'], item['originalRequestId']]),
		[
			[first, undefined, undefined],
			[second, first, first],
			[third, second, first],
		],
	);
});

test('a window needs a zone and is at most six months long', async () => {
	const hibob = await start({ employees: 0, now: () => CLOCK });
	const statusOf = async (query: string) =>
		(await get(hibob, `/timeoff/requests/changes?${query}`)).status;
	assert.equal(await statusOf('since=2026-03-01T12:00:00Z'), 200);
	assert.equal(await statusOf('since=2026-02-28T12:00:00Z'), 400);
	assert.equal(await statusOf('since=2025-08-31T00:00:00Z&to=2026-02-28T00:00:00Z'), 200);
	assert.equal(await statusOf('since=2025-08-31T00:00:00Z&to=2026-03-01T00:00:00Z'), 400);
	assert.deepEqual(rules(hibob), ['window', 'window']);
	hibob.violations.clear();
	for (const query of [
		...['', 'since=2026-08-30', 'since=2026-08-30T12:00:00', 'since=yesterday'],
		...['since=2026-08-30T12:00:00Z&to=2026-08-30T13:00:00', 'since=2026-08-30T12:00:00+02:00'],
		'since=2026-08-30T12:00:00Z&to=2026-08-29T12:00:00Z',
	]) {
		assert.deepEqual([query, await statusOf(query)], [query, 400]);
	}
	assert.deepEqual(rules(hibob), Array(7).fill('bad-parameter'));
});

test('who is out: active people, whole days and public ones unless more is asked for', async () => {
	const hibob = await start({ employees: 4 });
	const [one, two, three, four] = [0, 1, 2, 3].map((place) => idAt(hibob, place));
	assert.ok(one && two && three && four);
	const from = '2030-01-10';
	hibob.importTimeOff({ employeeId: one, from, to: '2030-01-12' });
	hibob.importTimeOff({ employeeId: two, from, policyType: 'Sick leave' });
	hibob.importTimeOff({
		employeeId: two,
		from: '2030-01-05',
		policyType: 'Hourly leave',
		hours: 2,
	});
	hibob.requestTimeOff({ employeeId: three, from: '2030-01-01', type: 'openEnded' });
	hibob.importTimeOff({ employeeId: four, from });
	hibob.scheduleTermination(four, { date: '2026-01-01' });
	hibob.leave(four);
	const out = async (query: string) =>
		((await get(hibob, `/timeoff/whosout?${query}`)).json['outs'] as Item[]).map(
			(item) => item['employeeId'],
		);
	const month = 'from=2030-01-01&to=2030-01-31';
	assert.deepEqual(await out(month), [one]);
	assert.deepEqual(await out(`${month}&includePrivate=true`), [one, two]);
	assert.deepEqual(await out(`${month}&includeHourly=true`), [one, two]);
	assert.deepEqual(await out(`${month}&includePending=true`), [one, three]);
	assert.deepEqual(await out('from=2030-01-12&to=2030-01-12'), [one]);
	assert.deepEqual(await out('from=2030-01-13&to=2030-02-12'), []);
	assert.deepEqual(await out('from=2031-01-13&to=2031-02-12&includePending=true'), [three]);
	const today = await get(hibob, '/timeoff/outtoday?today=2030-01-10');
	const [item] = today.json['outs'] as Item[];
	assert.deepEqual(
		[item?.['requestRangeType'], item?.['startDatePortion'], item?.['type']],
		['days', 'all_day', undefined],
	);
	const elsewhere = await get(hibob, '/timeoff/outtoday?today=2030-01-10&siteId=2510069');
	assert.deepEqual(elsewhere.json['outs'], []);
	assert.deepEqual(rules(hibob), []);
	assert.equal((await get(hibob, '/timeoff/whosout?from=2030-01-01')).status, 400);
});

test('balances need a type and a date', async () => {
	const hibob = await start({ employees: 1 });
	const path = `/timeoff/employees/${idAt(hibob, 0)}/balance`;
	const { status, json } = await get(hibob, `${path}?policyType=Holiday&date=2030-01-01`);
	assert.deepEqual([status, json['policyTypeDisplayName']], [200, 'Holiday']);
	assert.equal((await get(hibob, `${path}?policyType=Holiday`)).status, 400);
	assert.equal((await get(hibob, `${path}?date=2030-01-01`)).status, 400);
	assert.deepEqual(rules(hibob), ['bad-parameter', 'bad-parameter']);
});

test('policy types, their reasons and their policies', async () => {
	const hibob = await start({ employees: 0 });
	const types = (await get(hibob, '/timeoff/policy-types')).json['policyTypes'] as string[];
	for (const name of ['Holiday', 'Sick leave', 'Parental leave', 'Work from home (hours)']) {
		assert.ok(types.includes(name), name);
	}
	const path = `/timeoff/policy-types/${encodeURIComponent('Work from home (hours)')}`;
	assert.deepEqual((await get(hibob, path)).json, {
		name: 'Work from home (hours)',
		activity: 'work',
		unit: 'hours',
	});
	const reasons = await get(hibob, '/timeoff/policy-types/Sick%20leave/reason-codes');
	assert.deepEqual((reasons.json['reasonCodes'] as Item[])[0], {
		id: 3000,
		displayName: 'Illness',
	});
	const names = await get(hibob, '/timeoff/policies/names?policyTypeName=Holiday');
	const [policy] = names.json['policies'] as string[];
	const policies = await get(hibob, `/timeoff/policies?policyName=${policy}`);
	assert.equal(policies.json['policyTypeName'], 'Holiday');
	assert.equal((await get(hibob, '/timeoff/policy-types/Nothing')).status, 404);
	assert.deepEqual(rules(hibob), []);
});
