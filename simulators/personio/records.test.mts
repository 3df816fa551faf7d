import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { ABSENCE_TYPES, privateValues } from './index.mts';
import type { PersonioSimulator } from './index.mts';
import { CLIENT, dataOf, get, idsOf, nextOf, rules, start } from './testing.mts';

const DAY_MS = 86_400_000;

const statusOf = async (simulator: PersonioSimulator, path: string) =>
	(await get(simulator, path)).status;
const follow = (simulator: PersonioSimulator, href: string | undefined) =>
	get(simulator, String(href).slice(simulator.baseUrl.length));

describe('persons', () => {
	test('are listed ten at a time, 50 at most, by links that carry a cursor only', async () => {
		const simulator = await start({ people: 23 });
		const all = simulator.people.map(({ id }) => id);
		const first = await get(simulator, '/v2/persons?status=ACTIVE');
		assert.deepEqual(Object.keys(first.json), ['_data', '_meta']);
		assert.deepEqual(idsOf(first), all.slice(0, 10));
		const href = String(nextOf(first));
		assert.ok(href.startsWith(`${simulator.baseUrl}/v2/persons?cursor=cur_`), href);
		assert.ok(!href.includes('&'));
		const second = await follow(simulator, href);
		assert.deepEqual(idsOf(second), all.slice(10, 20));
		const third = await follow(simulator, nextOf(second));
		assert.deepEqual(idsOf(third), all.slice(20));
		assert.equal(nextOf(third), undefined);
		assert.equal(idsOf(await get(simulator, '/v2/persons?limit=50')).length, 23);
		assert.deepEqual(rules(simulator), []);
		for (const bad of [
			'limit=51',
			'limit=0',
			'limit=-1',
			'limit=',
			'status=LEAVE',
			'id=',
			'id=1,,2',
		]) {
			assert.equal(await statusOf(simulator, `/v2/persons?${bad}`), 400, bad);
		}
		assert.deepEqual(rules(simulator), Array(7).fill('bad-parameter'));
	});

	test('a cursor remembers limit and filters; they may be repeated, not changed', async () => {
		const simulator = await start({ people: 8 });
		const [left] = simulator.people;
		simulator.setInactive(left!.id);
		const first = await get(simulator, '/v2/persons?status=ACTIVE&limit=3');
		const cursor = new URL(nextOf(first) ?? '').searchParams.get('cursor');
		const path = `/v2/persons?cursor=${cursor}`;
		const expected = simulator.people.slice(4, 7).map(({ id }) => id);
		assert.deepEqual(idsOf(await get(simulator, path)), expected);
		assert.deepEqual(idsOf(await get(simulator, `${path}&status=ACTIVE&limit=3`)), expected);
		assert.equal(idsOf(await get(simulator, `${path}&limit=1`)).length, 1);
		assert.deepEqual(rules(simulator), []);
		assert.equal(await statusOf(simulator, `${path}&status=INACTIVE`), 400);
		assert.equal(await statusOf(simulator, `${path}&email=x`), 400);
		assert.equal(await statusOf(simulator, `/v2/absence-types?cursor=${cursor}`), 400);
		assert.equal(await statusOf(simulator, '/v2/persons?cursor=cur_nonsense'), 400);
		assert.equal(await statusOf(simulator, '/v2/persons?cursor=2'), 400);
	});

	test('can be filtered', async () => {
		const simulator = await start();
		const [a, b, c] = simulator.people;
		simulator.setInactive(c!.id);
		const found = async (query: string) => idsOf(await get(simulator, `/v2/persons?${query}`));
		assert.deepEqual(await found(`id=${a!.id},${c!.id},9`), [a!.id, c!.id]);
		assert.deepEqual(await found(`email=${b!.email}`), [b!.id]);
		assert.deepEqual(await found(`first_name=${encodeURIComponent(a!.first_name)}`), [a!.id]);
		assert.deepEqual(await found(`last_name=${encodeURIComponent(b!.last_name)}`), [b!.id]);
		assert.deepEqual(await found(`preferred_name=${b!.preferred_name}&id=${a!.id}`), []);
		assert.deepEqual(await found('status=INACTIVE'), [c!.id]);
		assert.equal((await found('status=ACTIVE')).length, 5);
	});

	test('can be filtered by when they were created and updated', async () => {
		let at = Date.parse('2026-02-04T10:00:00.900Z');
		const simulator = await start({ now: () => at });
		const [person] = simulator.people;
		simulator.updatePerson(person!.id, { first_name: 'Ada' });
		at += DAY_MS;
		const created = simulator.addPerson();
		const found = async (query: string) => idsOf(await get(simulator, `/v2/persons?${query}`));
		assert.equal(simulator.people[0]?.updated_at, '2026-02-04T10:00:00Z');
		for (const [query, ids] of [
			['updated_at.gt=2026-02-04T09:59:59Z', [person!.id, created]],
			['updated_at.gt=2026-02-04T10:00:00Z', [created]],
			['updated_at.gt=2026-02-04T10:59:59%2B01:00', [person!.id, created]],
			['updated_at=2026-02-04T10:00:00Z', [person!.id]],
			['updated_at=2026-02-04', [person!.id]],
			['updated_at.gt=2026-02-04&updated_at.lt=2026-02-06', [created]],
			['updated_at.gt=2026-02-03&updated_at.lt=2026-02-05', [person!.id]],
			['created_at.gt=2026-02-04', [created]],
			['created_at.lt=2015-01-02', [person!.id]],
		] as const) {
			assert.deepEqual(await found(query), ids, query);
		}
		for (const bad of ['2026-02-04T10:00:00', '2026-13-01', 'yesterday', '1770199200']) {
			assert.equal(await statusOf(simulator, `/v2/persons?updated_at.gt=${bad}`), 400, bad);
		}
		assert.deepEqual(rules(simulator), Array(4).fill('bad-parameter'));
	});

	test('may be filtered by plain dates only, which is no violation to find out', async () => {
		const simulator = await start({ dateFilters: 'date-only' });
		const paths = ['/v2/persons', '/v2/persons/3003/employments'];
		for (const path of paths) {
			assert.equal(await statusOf(simulator, `${path}?updated_at.gt=2020-01-01T00:00:00Z`), 400);
			assert.equal(await statusOf(simulator, `${path}?updated_at.gt=2020-01-01`), 200);
		}
		assert.deepEqual(rules(simulator), []);
	});

	test('one is bare, with its employments and custom attributes in lower case', async () => {
		const simulator = await start();
		const [person] = simulator.people;
		const { json, status } = await get(simulator, `/v2/persons/${person!.id}`);
		assert.equal(status, 200);
		const { _meta, ...shown } = json;
		assert.deepEqual(shown, { ...person });
		assert.deepEqual(_meta, {
			links: {
				self: { href: `${simulator.baseUrl}/v2/persons/${person!.id}` },
				employments: { href: `${simulator.baseUrl}/v2/persons/${person!.id}/employments` },
			},
		});
		assert.match(person!.id, /^\d+$/);
		assert.equal(person!.status, 'ACTIVE');
		const { custom_attributes: custom } = person!;
		assert.ok(custom.every(({ type }) => type === type.toLowerCase()));
		assert.ok(custom.some(({ label }) => label === undefined));
		assert.ok(custom.some(({ global_id: id }) => id !== undefined));
		assert.ok(custom.some(({ value }) => Array.isArray(value)));
		assert.equal(await statusOf(simulator, '/v2/persons/1'), 404);
		assert.equal(await statusOf(simulator, '/v2/persons/1/employments'), 404);
	});

	test('private values are found and belong to one person each', async () => {
		const { people } = await start();
		const [one, other] = people.map((person) => privateValues(person));
		assert.ok(one && other && one.length >= 7);
		assert.ok(one.some((value) => value.endsWith('@private.example')));
		assert.ok(one.some((value) => value.startsWith('XX00')));
		assert.ok(one.every((value) => !other.includes(value)));
		const open = people.map(({ custom_attributes: _custom, ...rest }) => JSON.stringify(rest));
		assert.ok([...one, ...other].every((value) => !open.join().includes(value)));
	});

	test('the status follows the newest employment', async () => {
		const simulator = await start();
		const [person] = simulator.people;
		const statusNow = () => simulator.people[0]?.status;
		const [old] = person!.employments;
		simulator.endEmployment(old!.id);
		assert.equal(statusNow(), 'INACTIVE');
		const id = simulator.addEmployment(person!.id, { startDate: '2999-01-01' });
		assert.equal(statusNow(), 'ACTIVE');
		assert.deepEqual(simulator.people[0]?.employments, [{ id }, old]);
		simulator.updateEmployment(id, { status: 'LEAVE' });
		assert.equal(statusNow(), 'ACTIVE');
		simulator.updateEmployment(id, { status: 'UNSPECIFIED' });
		assert.equal(statusNow(), 'INACTIVE');
		simulator.addPerson();
		assert.equal(simulator.people.at(-1)?.status, 'INACTIVE');
	});
});

describe('employments', () => {
	test('are listed below a person only, newest first', async () => {
		const simulator = await start();
		const [first, second] = simulator.people;
		const [old] = second!.employments;
		const ahead = simulator.addEmployment(second!.id, { startDate: '2999-01-01' });
		const between = simulator.addEmployment(second!.id, { startDate: '2020-01-01' });
		const path = `/v2/persons/${second!.id}/employments`;
		assert.deepEqual(idsOf(await get(simulator, path)), [ahead, between, old!.id]);
		assert.deepEqual(idsOf(await get(simulator, `${path}?id=${between},x`)), [between]);
		const { json } = await get(simulator, `${path}/${old!.id}`);
		assert.deepEqual(
			{ ...json, _meta: undefined },
			{ ...simulator.employments[1], _meta: undefined },
		);
		assert.deepEqual(json['_meta'], {
			links: {
				person: { href: `${simulator.baseUrl}/v2/persons/${second!.id}` },
				supervisor: { href: `${simulator.baseUrl}/v2/persons/${first!.id}` },
			},
		});
		const strange = `/v2/persons/${first!.id}/employments/${old!.id}`;
		assert.equal(await statusOf(simulator, strange), 404);
		assert.equal(await statusOf(simulator, `${path}?limit=50`), 200);
		assert.equal(await statusOf(simulator, `${path}?limit=51`), 400);
		assert.equal(await statusOf(simulator, `${path}?updated_at.gt=2999-01-01`), 200);
		assert.equal(await statusOf(simulator, `${path}?created_at=2020-01-01`), 400);
	});

	test('everybody has a whole one, but the head no supervisor', async () => {
		const simulator = await start({ people: 12 });
		assert.equal(simulator.employments.length, 12);
		const ids = simulator.people.map(({ id }) => id);
		for (const [index, employment] of simulator.employments.entries()) {
			assert.equal(employment.status, 'ACTIVE');
			assert.equal(employment.person.id, ids[index]);
			assert.equal(employment.termination, null);
			assert.deepEqual(employment.org_units.map(({ type }) => type).toSorted(), [
				...['department', 'team'],
			]);
			for (const { type, id } of employment.org_units) {
				assert.equal(await statusOf(simulator, `/v2/org-units/${id}?type=${type}`), 200);
			}
			assert.ok(employment.office && employment.legal_entity && employment.cost_centers[0]);
			if (index > 0) assert.ok(ids.includes(employment.supervisor?.id ?? ''));
		}
		assert.equal(simulator.employments[0]?.supervisor, null);
	});

	test('next links can lead astray', async () => {
		const astray = await start({ nextLink: 'wrong-path' });
		const { id } = astray.people[0]!;
		const later = astray.addEmployment(id);
		const path = `/v2/persons/${id}/employments`;
		const first = await get(astray, `${path}?limit=1`);
		assert.deepEqual(idsOf(first), [later]);
		const next = new URL(nextOf(first) ?? '');
		assert.equal(next.pathname, '/v2/employments');
		assert.equal(await statusOf(astray, next.pathname + next.search), 404);
		const right = await get(astray, path + next.search);
		assert.deepEqual(idsOf(right), [astray.people[0]?.employments[1]?.id]);
		assert.match(nextOf(await get(astray, '/v2/persons?limit=1')) ?? '', /\/v2\/persons\?cursor=/);

		const circling = await start({ nextLink: 'self', people: 3 });
		const page = await get(circling, '/v2/persons?limit=2');
		const last = await follow(circling, nextOf(page));
		assert.equal(nextOf(last), nextOf(page));
	});
});

describe('granted attributes', () => {
	test('none: persons are bare and employments are stubs', async () => {
		const simulator = await start({ clients: [{ ...CLIENT, attributes: 'none' }] });
		const [{ id, employments }] = simulator.people as [PersonioSimulator['people'][0]];
		const person = await get(simulator, `/v2/persons/${id}`);
		assert.deepEqual(Object.keys(person.json), ['id', '_meta']);
		const path = `/v2/persons/${id}/employments`;
		const [stub] = dataOf(await get(simulator, path));
		assert.deepEqual(Object.keys(stub ?? {}).toSorted(), ['_meta', 'id', 'person', 'status']);
		const single = await get(simulator, `${path}/${employments[0]!.id}`);
		assert.deepEqual(single.json, stub);
	});

	test('some: the fields named and no others', async () => {
		const attributes = ['email', 'position', 'dynamic_305', 'iban'];
		const simulator = await start({ clients: [{ ...CLIENT, attributes }] });
		const person = await get(simulator, '/v2/persons/3004');
		assert.deepEqual(Object.keys(person.json), ['id', 'email', 'custom_attributes', '_meta']);
		const custom = person.json['custom_attributes'] as Array<Record<string, unknown>>;
		assert.deepEqual(
			custom.map(({ id }) => id),
			['dynamic_305', 'dynamic_405'],
		);
		const [employment] = dataOf(await get(simulator, '/v2/persons/3004/employments'));
		assert.deepEqual(Object.keys(employment ?? {}).toSorted(), [
			...['_meta', 'id', 'person', 'position', 'status'],
		]);
		const { links } = employment?.['_meta'] as { links: object };
		assert.deepEqual(Object.keys(links), ['person']);
	});
});

describe('absences', () => {
	const [day, , , , hourly] = ABSENCE_TYPES;

	async function company(options: Parameters<typeof start>[0] = {}) {
		const now = () => Date.parse('2026-06-01T09:00:00Z');
		const simulator = await start({ now, ...options });
		const [a, b] = simulator.people as Array<{ id: string }>;
		return { simulator, a: a!.id, b: b!.id };
	}

	test('end at the exclusive midnight, or at a time when counted in hours', async () => {
		const { simulator, a } = await company();
		const read = async (id: string) => (await get(simulator, `/v2/absence-periods/${id}`)).json;
		const whole = simulator.requestAbsence({ personId: a, from: '2026-06-10', to: '2026-06-12' });
		assert.deepEqual(await read(whole), {
			id: whole,
			person: { id: a },
			absence_type: { id: day?.id },
			starts_from: { date_time: '2026-06-10T00:00:00', type: 'FIRST_HALF' },
			ends_at: { date_time: '2026-06-13T00:00:00', type: 'SECOND_HALF' },
			timezone_id: 'Europe/Berlin',
			comment: null,
			approval: { status: 'PENDING' },
			created_at: '2026-06-01T09:00:00Z',
			updated_at: '2026-06-01T09:00:00Z',
		});
		const from = '2026-06-30';
		const halves = simulator.requestAbsence({
			...{ personId: a, from, to: from, startPart: 'SECOND_HALF', status: 'APPROVED' },
		});
		const half = await read(halves);
		assert.deepEqual(half['starts_from'], { date_time: `${from}T00:00:00`, type: 'SECOND_HALF' });
		assert.deepEqual(half['ends_at'], { date_time: '2026-07-01T00:00:00', type: 'SECOND_HALF' });
		assert.deepEqual(half['approval'], { status: 'APPROVED' });
		const hours = await read(simulator.requestAbsence({ personId: a, from, to: from, hours: 2.5 }));
		assert.deepEqual(hours['absence_type'], { id: hourly?.id });
		assert.deepEqual(hours['starts_from'], { date_time: `${from}T09:00:00` });
		assert.deepEqual(hours['ends_at'], { date_time: `${from}T11:30:00` });
		const open = await read(simulator.addLongTermLeave({ personId: a, from }));
		assert.equal(open['ends_at'], null);
		assert.equal(await statusOf(simulator, '/v2/absence-periods/x'), 404);
	});

	test('breakdowns count days and hours, halves and weekends', async () => {
		const { simulator, a } = await company();
		const of = async (wish: object) => {
			const id = simulator.requestAbsence({ personId: a, from: '2026-06-12', ...wish });
			const { json } = await get(simulator, `/v2/absence-periods/${id}/breakdowns`);
			assert.deepEqual(Object.keys(json), ['_data']);
			return json['_data'];
		};
		const days = (...values: number[]) =>
			values.map((value, index) => ({
				date: `2026-06-${12 + index}`,
				effective_duration: { unit: 'DAY', value },
			}));
		assert.deepEqual(await of({ to: '2026-06-15' }), days(1, 0, 0, 1));
		const both = { to: '2026-06-16', startPart: 'SECOND_HALF', endPart: 'FIRST_HALF' };
		assert.deepEqual(await of(both), days(0.5, 0, 0, 1, 0.5));
		assert.deepEqual(await of({ endPart: 'FIRST_HALF' }), days(0.5));
		assert.deepEqual(await of({ hours: 3 }), [
			{ date: '2026-06-12', effective_duration: { unit: 'HOUR', value: 3 } },
		]);
		const open = simulator.addLongTermLeave({ personId: a, from: '2026-05-31' });
		const { json } = await get(simulator, `/v2/absence-periods/${open}/breakdowns`);
		assert.equal((json['_data'] as unknown[]).length, 2);
		assert.equal(await statusOf(simulator, '/v2/absence-periods/x/breakdowns'), 404);
	});

	test('are found by what they overlap and by when they changed', async () => {
		const { simulator, a, b } = await company();
		const first = simulator.requestAbsence({ personId: a, from: '2026-06-10', to: '2026-06-12' });
		const second = simulator.requestAbsence({ personId: b, from: '2026-06-20' });
		const open = simulator.addLongTermLeave({ personId: b, from: '2026-07-01' });
		const type = simulator.absences.at(-1)?.absence_type.id;
		const [start, end] = ['starts_from.date_time', 'ends_at.date_time'];
		const berlin = encodeURIComponent('2026-06-20T00:00:00+02:00');
		for (const [query, ids] of [
			['', [first, second, open]],
			[`id=${first},${open}`, [first, open]],
			[`person.id=${b}`, [second, open]],
			[`person.id=${b}&absence_type.id=${type}`, [open]],
			[`${start}.gte=2026-06-12T00:00:00&${end}.lte=2026-06-19T00:00:00`, [first]],
			[`${start}.gte=2026-06-13T00:00:00&${end}.lte=2026-06-19T00:00:00`, []],
			[`${start}.gte=2026-06-13T00:00:00`, [second, open]],
			[`${start}.lte=2026-06-19T23:59:59`, [first]],
			[`${end}.gte=2026-06-14T00:00:00Z`, [second, open]],
			[`${end}.lte=${berlin}`, [first, second]],
			[`${end}.lte=2026-06-19T21:59:59Z`, [first]],
			[`${end}.lte=2026-06-19T22:00:00Z`, [first, second]],
			['updated_at.gte=2026-06-01T09:00:00Z', [first, second, open]],
			['updated_at.gte=2026-06-01T09:00:01Z', []],
			['updated_at.lte=2026-06-01T08:59:59', []],
		] as const) {
			assert.deepEqual(idsOf(await get(simulator, `/v2/absence-periods?${query}`)), ids, query);
		}
		assert.deepEqual(rules(simulator), []);
		for (const bad of [`${start}.gte=2026-06-10`, `${end}.lte=x`, 'limit=101', 'person.id=']) {
			assert.equal(await statusOf(simulator, `/v2/absence-periods?${bad}`), 400, bad);
		}
		assert.deepEqual(rules(simulator), Array(4).fill('bad-parameter'));
		assert.equal(await statusOf(simulator, '/v2/absence-periods?limit=100'), 200);
	});

	test('are listed a hundred at a time', async () => {
		const { simulator, a } = await company();
		for (let count = 0; count < 101; count += 1) {
			simulator.requestAbsence({ personId: a, from: '2026-06-10' });
		}
		const first = await get(simulator, '/v2/absence-periods');
		assert.equal(dataOf(first).length, 100);
		assert.equal(dataOf(await follow(simulator, nextOf(first))).length, 1);
	});

	test('filters with a zone may be refused, which is no violation to find out', async () => {
		const { simulator } = await company({ absenceFilterZone: 'refused' });
		const asked = (value: string) =>
			statusOf(simulator, `/v2/absence-periods?updated_at.gte=${value}`);
		assert.equal(await asked('2026-06-01T09:00:00Z'), 400);
		assert.equal(await asked('2026-06-01T09:00:00%2B02:00'), 400);
		assert.equal(await asked('2026-06-01T09:00:00'), 200);
		assert.deepEqual(rules(simulator), []);
	});

	test('have types with a unit', async () => {
		const { simulator } = await company();
		const listed = dataOf(await get(simulator, '/v2/absence-types?limit=100'));
		assert.deepEqual(listed, JSON.parse(JSON.stringify(ABSENCE_TYPES)));
		assert.deepEqual((await get(simulator, `/v2/absence-types/${hourly?.id}`)).json, {
			...{ id: hourly?.id, name: hourly?.name, category: hourly?.category, unit: 'HOUR' },
		});
		assert.equal(await statusOf(simulator, '/v2/absence-types/x'), 404);
		assert.equal(await statusOf(simulator, '/v2/absence-types?limit=101'), 400);
	});

	test('may need the beta header', async () => {
		const { simulator, a } = await company({ absencesNeedBeta: true });
		const id = simulator.requestAbsence({ personId: a, from: '2026-06-10' });
		for (const path of [
			...['/v2/absence-periods', `/v2/absence-periods/${id}`, '/v2/absence-types'],
			...[`/v2/absence-periods/${id}/breakdowns`, `/v2/absence-types/${day?.id}`],
		]) {
			assert.equal(await statusOf(simulator, path), 404, path);
			const headers = { beta: 'true' };
			assert.equal((await get(simulator, path, { headers })).status, 200, path);
		}
		assert.deepEqual(rules(simulator), []);
	});
});

describe('organisation', () => {
	test('departments and teams are read one at a time, by type', async () => {
		const simulator = await start();
		const list = await get(simulator, '/v2/org-units?type=team');
		assert.deepEqual(
			(list.json['_data'] as Array<{ id: string }>).map(({ id }) => id),
			['4501', '4502', '4503'],
		);
		const team = await get(simulator, '/v2/org-units/4501?type=team&include_parent_chain=true');
		assert.equal(team.json['type'], 'team');
		const [parent] = team.json['parent_chain'] as Array<Record<string, unknown>>;
		assert.equal(parent?.['id'], team.json['parent_id']);
		const department = await get(simulator, '/v2/org-units/401?type=department');
		assert.deepEqual(
			[department.json['name'], department.json['parent_id']],
			['Engineering', null],
		);
		assert.equal(department.json['parent_chain'], undefined);
		assert.equal(await statusOf(simulator, '/v2/org-units/401?type=team'), 404);
		assert.deepEqual(rules(simulator), []);
		assert.equal(await statusOf(simulator, '/v2/org-units/401'), 400);
		assert.equal(await statusOf(simulator, '/v2/org-units/401?type=squad'), 400);
		assert.deepEqual(rules(simulator), ['bad-parameter', 'bad-parameter']);
	});

	test('legal entities are listed and read', async () => {
		const simulator = await start();
		assert.deepEqual(idsOf(await get(simulator, '/v2/legal-entities')), ['170', '171']);
		assert.deepEqual(idsOf(await get(simulator, '/v2/legal-entities?country=ES')), ['171']);
		assert.deepEqual(idsOf(await get(simulator, '/v2/legal-entities?id=170')), ['170']);
		assert.equal((await get(simulator, '/v2/legal-entities/170')).json['name'], 'Acme GmbH');
		assert.equal(await statusOf(simulator, '/v2/legal-entities/1'), 404);
	});

	test('cost centers and workplaces need the beta header', async () => {
		const simulator = await start();
		for (const path of ['/v2/cost-centers', '/v2/workplaces']) {
			assert.equal(await statusOf(simulator, path), 404);
			assert.equal((await get(simulator, path, { headers: { beta: 'yes' } })).status, 404);
			const reply = await get(simulator, path, { headers: { beta: 'true' } });
			assert.equal(typeof dataOf(reply)[0]?.['name'], 'string');
		}
		assert.deepEqual(rules(simulator), []);
	});
});
