import { Settings } from 'luxon';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { operations } from '../../nodes/Personio/operations';
import type { PersonioSimulator } from '../../simulators/personio/index.mts';
import { answer } from '../fixtures/personio/serve.mts';
import { datesOf } from '../support/outputs';
import type { Outputs } from '../support/personio';
import {
	action,
	actionIn,
	hooks,
	offered,
	startRoomyPersonio,
	through,
	triggerIn,
} from '../support/personio';
import { hintingAct, operationRunner } from '../support/vendorNodes';

/*
 * Records of which something comes in another form: what decides is never guessed, what is detail costs
 * no event and no list, and what could not be read is said.
 */

const NOW = Date.parse('2025-06-02T10:00:00.000Z');

let personio: PersonioSimulator;
beforeEach(async () => {
	hints.length = 0;
	personio = await startRoomyPersonio({ people: 3, now: () => NOW });
	Settings.now = () => NOW;
});
afterEach(async () => {
	Settings.now = () => Date.now();
	await personio.close();
	expect(personio.violations.list).toEqual([]);
});

const person = (): string => personio.people[1]?.id ?? '';
const employmentsAt = (): string => `/v2/persons/${person()}/employments`;
const { act, hints } = hintingAct(action);
const doing = operationRunner({ act }, operations, (given) => actionIn(personio, given));
const everybody = { people: 'everyone', returnAll: true };

async function told(eventName: string, payload: object): Promise<Outputs> {
	const node = triggerIn(personio, {
		parameters: { hrEvents: offered('hrEvents'), options: { skipRepeats: false } },
	});
	const body = {
		...{ event_name: eventName, company_id: '48151', version: '1', payload },
		occurred_at: '2025-06-02T09:59:00Z',
	};
	return await through(node, body, personio.clients[0]?.clientSecret ?? '');
}
const ended = async (): Promise<Outputs> =>
	await told('employment.terminated', { employment: { id: '40' }, person: { id: person() } });

const leaver = {
	...{ id: '40', status: 'INACTIVE', employment_start_date: '2021-09-01' },
	employment_end_date: '2025-05-30',
};

describe('an employment that has ended', () => {
	it.each<[object, string[]]>([
		[{ supervisor: [], office: '', termination: [] }, []],
		[{ org_units: {}, cost_centers: '', position: [], legal_entity: '' }, []],
		[{ weekly_working_hours: '20', full_time_weekly_working_hours: '40.0' }, []],
		[{ id: 40, termination: '' }, []],
		[{ position: 'Baker', type: {}, created_at: 'long ago' }, ['created_at', 'position', 'type']],
		[{ weekly_working_hours: 'twenty', probation_end_date: 'soon' }, ['probation', 'weekly']],
		[{ org_units: ['u'], cost_centers: [{ id: 'c', weight: 'all' }] }, ['org_units', 'weight']],
		[{ termination: { terminated_at: 'in May' } }, ['termination.terminated_at']],
	])('with %j is told, and what cannot be read is named', async (odd, fields) => {
		answer(personio, employmentsAt(), { _data: [{ ...leaver, ...odd }] });
		const outputs = await ended();
		expect(outputs.unrecognised).toEqual([]);
		expect(datesOf(outputs)).toEqual([
			['employee.access_ended', '2025-05-30'],
			['employee.terminated', '2025-05-30'],
		]);
		const { status, reason } = outputs.events[0]?.enrichment ?? {};
		if (fields.length === 0) expect({ status, reason }).toEqual({ status: 'full', reason: null });
		else expect(status).toBe('partial');
		for (const field of fields) expect(reason).toContain(field);
	});

	it.each<[object, string]>([
		[{ status: {} }, 'status'],
		[{ employment_end_date: 'in May' }, 'employment_end_date'],
		[{ employment_start_date: 20210901 }, 'employment_start_date'],
		[{ termination: { last_working_day: [1] } }, 'termination.last_working_day'],
		[{ termination: 'fired' }, 'termination'],
		[{ id: null }, 'id'],
	])('with %j is undecided', async (odd, field) => {
		answer(personio, employmentsAt(), { _data: [{ ...leaver, ...odd }] });
		const { events, unrecognised } = await ended();
		expect(events.map(({ eventType }) => eventType)).not.toContain('employee.terminated');
		expect(unrecognised).toMatchObject([
			{ enrichment: { reason: expect.stringContaining(`: ${field}.`) } },
		]);
	});

	it('beside one that cannot be read is undecided: the person may have stayed', async () => {
		answer(personio, employmentsAt(), {
			_data: [leaver, { ...leaver, id: '41', status: 7.5e300 }],
		});
		const { events, unrecognised } = await ended();
		expect(events.map(({ eventType }) => eventType)).not.toContain('employee.terminated');
		expect(unrecognised).toHaveLength(1);
	});
});

/** A link to another page. */
const LINK = { href: 'https://api.personio.de/v2/absence-types?cursor=cur_2' };

describe('a list', () => {
	it('of people has those who can be read, and says who was left out', async () => {
		const [one, two, three] = personio.people;
		answer(personio, '/v2/persons', {
			_data: [{ ...one, first_name: {}, custom_attributes: '' }, { ...two, id: ' ' }, three, three],
			_meta: '',
		});
		const found = await doing(['employee', 'getAll'], { returnAll: true });
		expect(found.map(({ json }) => json['id'])).toEqual([one?.id, three?.id]);
		expect(hints.join()).toMatch(/1 record that cannot be read.*: id/);
		expect(hints.join()).toContain('first_name');
	});

	it('of people has somebody with an odd employment, without guessing at the others', async () => {
		const current = { ...leaver, id: '41', status: 'ACTIVE', employment_end_date: {} };
		answer(personio, employmentsAt(), { _data: [leaver, current] });
		const found = await doing(['employee', 'getAll'], { returnAll: true });
		expect(found.map(({ json }) => json)).toMatchObject([
			{ jobTitle: expect.any(String) as string },
			{ id: person(), status: 'active', startDate: null, terminationDate: null },
			{ jobTitle: expect.any(String) as string },
		]);
		expect(hints.join()).toContain('employment_end_date');
	});

	it.each([{}, { _data: '' }, { _data: [{ id: [] }] }, { _data: {} }, { _meta: {} }])(
		'is refused where nothing fits: %j',
		async (body) => {
			answer(personio, '/v2/absence-periods', body);
			await expect(doing(['timeOff', 'getAll'], everybody)).rejects.toThrow(
				/Personio answered with/,
			);
		},
	);

	it.each([
		...[[7], [{ href: {} }], [{ href: 7 }], [[1]], [{ url: '?cursor=abc' }]],
		...[['/v2/absence-types?page=2'], [{ href: '/v2/absence-types?limit=100&Cursor=abc' }]],
	] as Array<[unknown]>)('does not end where the next page cannot be told: %j', async (next) => {
		answer(personio, '/v2/absence-types', { _data: [{ id: 't' }], _meta: { links: { next } } });
		await expect(doing(['absenceType', 'getAll'], { returnAll: true })).rejects.toThrow();
	});

	it.each([
		...[
			{ _meta: { next: LINK } },
			{ _meta: { next: LINK.href } },
			{ _meta: { links: {}, next: LINK } },
		],
		...[{ meta: { links: { next: LINK } } }, { meta: { next: LINK } }, { next: LINK.href }],
		...[{ _links: { next: LINK } }, { _meta: '', links: { next: LINK } }],
	])('goes on where the next page is named in another place: %j', async (paging) => {
		const path = '/v2/absence-types';
		answer(personio, path, { _data: [{ id: 't' }], ...paging }, { times: 1 });
		answer(personio, path, { _data: [{ id: 'u' }] });
		const found = await doing(['absenceType', 'getAll'], { returnAll: true });
		expect(found.map(({ json }) => json['id'])).toEqual(['t', 'u']);
		expect(personio.requests.at(-1)).toMatchObject({ path, query: { cursor: 'cur_2' } });
	});

	it.each([{}, { _meta: null }, { _meta: '' }])(
		'does not end with a full page that does not say whether it is the last: %j',
		async (paging) => {
			const _data = Array.from({ length: 100 }, (_, id) => ({ id: `t${id}` }));
			answer(personio, '/v2/absence-types', { _data, ...paging });
			await expect(doing(['absenceType', 'getAll'], { returnAll: true })).rejects.toThrow(
				/Personio/,
			);
		},
	);

	it.each([
		...[[null], [{}], [[]], [''], [{ href: null }], [{ href: ' ' }]],
		...[['/v2/absence-types'], [{ href: '/v2/absence-types?limit=100' }]],
	] as Array<[unknown]>)('ends where no other page is named: %j', async (next) => {
		answer(personio, '/v2/absence-types', { _data: [{ id: 't' }], _meta: { links: { next } } });
		expect(await doing(['absenceType', 'getAll'], { returnAll: true })).toHaveLength(1);
	});

	it('of events that is no list is not taken for an empty one', async () => {
		personio.addWebhook({ url: 'https://elsewhere.example.com/' });
		answer(personio, /\/events$/, { _data: null, _meta: {} });
		const parameters = { since: '2025-06-01T00:00:00.000Z' } as IDataObject;
		await expect(doing(['event', 'getAllSince'], parameters)).rejects.toThrow(/list of events/);
	});
});

describe('a list that was filtered', () => {
	const ids = (found: INodeExecutionData[]): unknown[] => found.map(({ json }) => json['id']);
	const absence = (id: string, more: object): object => ({
		...{ id, person: { id: person() }, absence_type: { id: 'u1' } },
		...{ starts_from: { date_time: '2025-06-09T00:00:00' }, approval: { status: 'APPROVED' } },
		...more,
	});
	const ofOne = (): IDataObject => ({
		...{ people: 'one', employeeId: { __rl: true, mode: 'id', value: person() } },
		returnAll: true,
	});

	it.each([{}, [[]], null, '', { id: '' }, { id: null }, { uuid: 'x' }, true])(
		'by a person says that it has left out an absence of which nobody tells whose it is: %j',
		async (owner) => {
			answer(personio, '/v2/absence-periods', {
				_data: [absence('1', {}), absence('2', { person: owner }), absence('3', {})],
			});
			expect(ids(await doing(['timeOff', 'getAll'], ofOne()))).toEqual(['1', '3']);
			expect(hints.join()).toMatch(/1 record that cannot be read.*: person/);
		},
	);

	it("by a person says nothing of somebody else's", async () => {
		answer(personio, '/v2/absence-periods', {
			_data: [absence('1', {}), absence('2', { person: { id: '9' } })],
		});
		expect(ids(await doing(['timeOff', 'getAll'], ofOne()))).toEqual(['1']);
		expect(hints).toEqual([]);
	});

	it.each<[unknown, boolean]>([
		...[{}, null, '', { uuid: 1 }, 7.5].map((type) => [type, true] as [unknown, boolean]),
		['u1', true],
		[{ id: 'u2' }, false],
	])('by a type keeps an absence of which it is not told: %j', async (type, isKept) => {
		answer(personio, '/v2/absence-periods', {
			_data: [absence('1', {}), absence('2', { absence_type: type })],
		});
		const filters = { typeIds: ['u1'] };
		const found = await doing(['timeOff', 'getAll'], { ...everybody, filters });
		expect(ids(found)).toEqual(isKept ? ['1', '2'] : ['1']);
	});

	it.each<[string, unknown, boolean]>([
		...['active', ' ACTIVE', 'Leave', 'ONBOARDING', 'SUSPENDED', '', null].map(
			(status) => ['ACTIVE', status, true] as [string, unknown, boolean],
		),
		['ACTIVE', 'Inactive', false],
		['INACTIVE', 'inactive ', true],
		['INACTIVE', 'UNSPECIFIED', true],
		['INACTIVE', 'on leave', true],
		['INACTIVE', 'leave', false],
	])('by the status %s with %j: %j', async (status, said, isKept) => {
		answer(personio, '/v2/persons', {
			_data: [
				{ id: '1', status },
				{ id: '2', status: said },
			],
		});
		const found = await doing(['employee', 'getAll'], {
			...{ returnAll: true, includeEmployments: false, filters: { status } },
		});
		expect(ids(found)).toEqual(isKept ? ['1', '2'] : ['1']);
	});

	it.each<[unknown, boolean]>([
		[' A@X.example ', true],
		[null, true],
		['', true],
		[5, true],
		['b@x.example', false],
	])('by an e-mail address with %j: %j', async (email, isKept) => {
		answer(personio, '/v2/persons', { _data: [{ id: '1', email }] });
		const found = await doing(['employee', 'getAll'], {
			...{ returnAll: true, includeEmployments: false, filters: { emails: 'a@x.example' } },
		});
		expect(ids(found)).toEqual(isKept ? ['1'] : []);
	});
});

it("a stranger's odd webhook keeps nobody from publishing", async () => {
	answer(
		personio,
		'/v2/webhooks',
		{ _data: [{ id: 1, url: {}, enabled_events: 'all' }] },
		{ times: 1 },
	);
	const node = triggerIn(personio, { parameters: { hrEvents: ['employee.hired'] } });
	expect(await hooks(node).checkExists()).toBe(false);
});

it('the days of a leave that cannot be read cost no other one, and are named', async () => {
	const id = personio.requestAbsence({ personId: person(), from: '2025-06-09', to: '2025-06-11' });
	const one = (date: unknown, value: unknown, unit: unknown = 'DAY'): object => ({
		...{ date, effective_duration: { unit, value } },
	});
	answer(personio, `/v2/absence-periods/${id}/breakdowns`, {
		_data: [one('2025-06-09', '1'), one('2025-06-10', {}), one(null, 1), { date: '2025-06-11' }],
	});
	const [found] = await doing(['timeOff', 'get'], { leaveId: id, fetchLeaveDays: true });
	expect(found?.json).toMatchObject({ days: [{ date: '2025-06-09', part: 'full' }] });
	expect(hints.join()).toMatch(/3 records.*date, effective_duration.value/);
});

it('a leave that ends before it starts has no days', async () => {
	const id = personio.requestAbsence({ personId: person(), from: '2025-06-09', to: '2025-06-11' });
	const odd = { ...personio.absences[0], ends_at: { date_time: '2025-06-08T00:00:00' } };
	answer(personio, `/v2/absence-periods/${id}`, odd);
	const { events, unrecognised } = await told('absence-period.created', { 'absence-period': id });
	expect(events).toEqual([]);
	expect(unrecognised[0]?.enrichment.reason).toContain('ends_at');
	answer(personio, '/v2/absence-periods', { _data: [{ ...odd, id: '1', ends_at: null }, odd] });
	const found = await doing(['timeOff', 'getAll'], everybody);
	expect(found.map(({ json }) => json['id'])).toEqual(['1']);
	expect(hints.join()).toMatch(/1 record that cannot be read.*: ends_at/);
});

it('the person and the zone of a leave that come in another form', async () => {
	const id = personio.requestAbsence({ personId: person(), from: '2025-06-09', to: '2025-06-11' });
	const record = personio.absences[0];
	const odd = { person: person(), timezone_id: 'Berlin', absence_type: '', approval: [] };
	answer(personio, `/v2/absence-periods/${id}`, { ...record, ...odd });
	const { events } = await told('absence-period.created', { 'absence-period': id });
	expect(events).toMatchObject([
		{
			employee: { id: person() },
			leave: { status: 'unknown', startDate: '2025-06-09', endDate: '2025-06-11', timezone: null },
			enrichment: { status: 'partial', reason: expect.stringContaining('timezone_id') as string },
		},
	]);
});

it('an id of a delivery that cannot be read is named, where it does not decide', async () => {
	const payload = { absence_period: { id: 'a-1' }, person: { id: [1] } };
	const { events } = await told('absence-period.deleted', payload);
	expect(events).toMatchObject([
		{
			leave: { id: 'a-1' },
			enrichment: { reason: expect.stringContaining('payload.person') as string },
		},
	]);
});
