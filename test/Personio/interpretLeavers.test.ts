import { Settings } from 'luxon';
import type { IDataObject } from 'n8n-workflow';

import type { HrEvent } from '../../nodes/shared/model/hrEvent';
import type { PersonioSimulator } from '../../simulators/personio/index.mts';
import { TERMINATION_TYPES } from '../../simulators/personio/index.mts';
import { eventJson, eventNames, expectedEvents } from '../fixtures/personio/read.mts';
import {
	answerEmployments,
	answerWith,
	employmentsOf,
	serveRecords,
} from '../fixtures/personio/serve.mts';
import { datesOf, typesOf } from '../support/outputs';
import type { Outputs } from '../support/personio';
import { offered, startRoomyPersonio, through, triggerIn } from '../support/personio';

jest.mock('../../nodes/shared/outbound/account', () => jest.requireActual('../support/oneAddress'));

/*
 * Who leaves, when, and who does not; the ids of it, and what stays at Personio.
 */

const SECRET = 'papi-example-secret-of-acme';
const NOW = '2026-03-18T10:00:00.000Z';

let personio: PersonioSimulator;
beforeEach(async () => {
	personio = await startRoomyPersonio({ people: 0 });
	Settings.now = () => Date.parse(NOW);
});
afterEach(async () => {
	Settings.now = () => Date.now();
	await personio.close();
	expect(personio.violations.list).toEqual([]);
});

/** Forgets what was answered before. */
function afresh(): void {
	personio.faults.clear();
}

async function told(delivery: string | object, options: IDataObject = {}): Promise<Outputs> {
	const sent = typeof delivery === 'string' ? eventJson(delivery) : delivery;
	const kind = /attendance|document/.test(JSON.stringify(sent)) ? 'vendorEvents' : 'hrEvents';
	const node = triggerIn(personio, {
		parameters: {
			listenFor: kind,
			[kind]: offered(kind),
			options: { skipRepeats: false, ...options },
		},
	});
	return await through(node, sent, SECRET);
}

/** The one employment of a person of the fixtures, with other fields. */
function employs(personId: string, changes: object): void {
	answerEmployments(personio, personId, [{ ...employmentsOf(personId)[0], ...changes }]);
	serveRecords(personio);
}

const SCHEDULED = 'employee.termination_scheduled';
const ENDED = 'employee.access_ended';
const LEFT = 'employee.terminated';
const ROW = 'table.entry_updated';

describe('an end in an employment', () => {
	const stated = (date: string | null, last: string | null): object => ({
		termination: { termination_date: date, last_working_day: last, type: 'EMPLOYEE' },
	});

	it.each<[string | null, string | null, Array<[string, string]>]>([
		['2026-06-30', '2026-06-12', [[SCHEDULED, '2026-06-30']]],
		['2026-06-30', null, [[SCHEDULED, '2026-06-30']]],
		// The last day belongs to it.
		['2026-03-18', '2026-03-18', [[SCHEDULED, '2026-03-18']]],
		['2026-03-31', '2026-03-18', [[SCHEDULED, '2026-03-31']]],
		[
			'2026-03-31',
			'2026-03-17',
			[
				[SCHEDULED, '2026-03-31'],
				[ENDED, '2026-03-17'],
			],
		],
		[
			'2026-03-17',
			'2026-03-13',
			[
				[ENDED, '2026-03-13'],
				[LEFT, '2026-03-17'],
			],
		],
		[
			'2026-03-17',
			null,
			[
				[ENDED, '2026-03-17'],
				[LEFT, '2026-03-17'],
			],
		],
		// Thirty days before the edit, and one more.
		[
			'2026-02-16',
			'2026-02-16',
			[
				[ENDED, '2026-02-16'],
				[LEFT, '2026-02-16'],
			],
		],
		['2026-02-15', '2026-02-15', []],
		[null, '2026-06-12', [[SCHEDULED, '2026-06-12']]],
		[null, null, []],
	])('on %s, last working day %s', async (date, last, expected) => {
		employs('5020', stated(date, last));
		expect(datesOf(await told('employment.updated.termination'))).toEqual([
			...expected,
			[ROW, '2018-10-01'],
		]);
	});

	it('is read from the end date of the employment too', async () => {
		employs('5020', { termination: null, employment_end_date: '2026-06-30' });
		const found = await told('employment.updated.termination');
		expect(datesOf(found)[0]).toEqual([SCHEDULED, '2026-06-30']);
		expect(found.events[0]?.termination).toMatchObject({ type: 'unknown', reasonRaw: null });
	});

	it('is over by the day it is in the company, not in UTC', async () => {
		Settings.now = () => Date.parse('2026-03-17T23:30:00.000Z');
		employs('5020', stated('2026-03-17', '2026-03-17'));
		const typesIn = async (timeZone: string): Promise<string[]> =>
			typesOf(await told('employment.updated.termination', { timeZone }));
		expect(await typesIn('Europe/Berlin')).toEqual([ENDED, LEFT, ROW]);
		expect(await typesIn('America/Los_Angeles')).toEqual([SCHEDULED, ROW]);
	});

	const KINDS = [
		...['EMPLOYEE', 'QUIT'].map((type) => [type, 'voluntary'] as const),
		...['FIRED', 'IRREVOCABLE_SUSPENSION'].map((type) => [type, 'involuntary'] as const),
		...['AGREEMENT', 'SETTLEMENT_AGREEMENT', 'COURT_SETTLEMENT'].map(
			(type) => [type, 'mutual'] as const,
		),
		...['CANCELLATION', 'COLLECTIVE_AGREEMENT'].map((type) => [type, 'other'] as const),
		['CONTRACT_EXPIRED', 'end_of_contract'],
		['RETIREMENT', 'retirement'],
		['DEATH', 'death'],
		['SUB_COMPANY_SWITCH', 'transfer'],
		['UNSPECIFIED', 'unknown'],
	] as const;

	it('is known by every type there is', () => {
		expect(KINDS.map(([type]) => type).sort()).toEqual([...TERMINATION_TYPES].sort());
	});

	it.each<readonly [string, string]>([
		...KINDS,
		['SOMETHING_NEW', 'unknown'],
		['constructor', 'unknown'],
	])('by %s is %s', async (type, expected) => {
		employs('5020', { termination: { termination_date: '2026-06-30', type } });
		const { events } = await told('employment.updated.termination');
		const first = type === 'SUB_COMPANY_SWITCH' ? 'employee.transferred' : SCHEDULED;
		expect(events[0]).toMatchObject({
			eventType: first,
			termination: {
				type: expected,
				reasonRaw: type,
				gardenLeave: type === 'IRREVOCABLE_SUSPENSION' ? true : null,
			},
		});
	});

	it.each(['ACTIVE', 'ONBOARDING', 'LEAVE'])(
		'ends nothing where another employment is %s',
		async (status) => {
			const [employment] = employmentsOf('5027');
			const start = { employment_start_date: '2016-01-01', status };
			const other = { ...employmentsOf('5005')[0], person: { id: '5027' }, ...start };
			answerEmployments(personio, '5027', [{ ...employment }, other]);
			serveRecords(personio);
			expect(typesOf(await told('employment.terminated'))).toEqual([ROW]);
			const sent = { ...eventJson('employment.terminated'), event_name: 'employment.updated' };
			expect(typesOf(await told(sent))).toEqual([ROW]);
			expect(typesOf(await told('person.updated.inactive_with_date'))).toEqual([
				'employee.updated',
			]);
		},
	);

	it.each([
		{ status: 'INACTIVE' },
		{ status: 'ACTIVE', employment_end_date: '2017-12-31' },
		{ status: 'SUSPENDED', employment_end_date: '2017-12-31' },
		{ status: null, employment_end_date: '2026-03-17' },
		{ status: 'ACTIVE', termination: { termination_date: '2026-03-17' } },
	])('ends all where the other one is over: %j', async (changes) => {
		const [employment] = employmentsOf('5027');
		const start = { employment_start_date: '2016-01-01', ...changes };
		const other = { ...employmentsOf('5005')[0], person: { id: '5027' }, ...start };
		answerEmployments(personio, '5027', [{ ...employment }, other]);
		serveRecords(personio);
		expect(typesOf(await told('employment.terminated'))).toEqual([ENDED, LEFT]);
		expect(typesOf(await told('person.updated.inactive_with_date'))).toEqual([
			ENDED,
			LEFT,
			'employee.updated',
		]);
	});

	describe('beside an employment whose status says nothing', () => {
		const edit = { ...eventJson('employment.terminated'), event_name: 'employment.updated' };
		const roads: Array<[string | object, string]> = [
			['employment.terminated', ROW],
			[edit, ROW],
			['person.updated.inactive_with_date', 'employee.updated'],
		];
		/** Employments beside the one of a person that ends. */
		function besides(personId: string, ending: object, ...others: object[]): void {
			const person = { id: personId };
			answerEmployments(personio, personId, [
				{ ...employmentsOf(personId)[0], ...ending },
				...others.map((other) => ({ ...employmentsOf('5005')[0], person, ...other })),
			]);
			serveRecords(personio);
		}

		it.each<[unknown, object]>([
			['SUSPENDED', { employment_start_date: '2016-01-01' }],
			['UNSPECIFIED', { employment_start_date: '2016-01-01', employment_end_date: '2026-03-18' }],
			[null, { employment_start_date: '2026-04-01' }],
			[undefined, { employment_start_date: null }],
		])('(%j) it is undecided by every road, with %j', async (status, more) => {
			besides('5027', {}, { status, ...more });
			for (const [road, change] of roads) {
				const outputs = await told(road);
				expect(typesOf(outputs)).toEqual([change]);
				const reason = expect.stringMatching(
					/^It is not known whether .*\(field: status\)\. Look at/,
				);
				expect(outputs.unrecognised).toMatchObject([
					{ eventType: 'unmapped', employee: { id: '5027' }, enrichment: { reason } },
				]);
			}
		});

		it('nobody leaves where a third one is known to run', async () => {
			const [status, start] = ['SUSPENDED', { employment_start_date: '2016-01-01' }];
			besides('5027', {}, { status }, { ...start, id: '9001', status: 'ACTIVE' });
			for (const [road, change] of roads) {
				const outputs = await told(road);
				expect([typesOf(outputs), outputs.unrecognised]).toEqual([[change], []]);
			}
		});

		it('an edit that enters no end is an edit', async () => {
			besides('5020', { termination: null }, { status: 'SUSPENDED' });
			const outputs = await told('employment.updated.termination');
			expect([typesOf(outputs), outputs.unrecognised]).toEqual([[ROW], []]);
		});

		it('a switch of companies is one all the same', async () => {
			const termination = { termination_date: '2026-06-30', type: 'SUB_COMPANY_SWITCH' };
			besides('5020', { termination }, { status: 'SUSPENDED' });
			const outputs = await told('employment.updated.termination');
			expect(typesOf(outputs)).toEqual(['employee.transferred', ROW]);
			expect(outputs.unrecognised).toEqual([]);
		});
	});

	it('of a former employment says nothing of the person', async () => {
		const [latest] = employmentsOf('5027');
		const [former] = employmentsOf('5020');
		const end = { termination_date: '2026-03-10', last_working_day: '2026-03-10' };
		const edited = { ...former, employment_start_date: '2015-01-01', termination: end };
		answerEmployments(personio, '5020', [{ ...latest, person: { id: '5020' } }, edited]);
		serveRecords(personio);
		expect(typesOf(await told('employment.updated.termination'))).toEqual([ROW]);
	});
});

describe('a person set inactive', () => {
	const edit = 'person.updated.inactive_with_date';

	it.each<[object, string[]]>([
		[{ termination: null, employment_end_date: null }, [ENDED, LEFT]],
		// On the last day itself: whoever is locked out by hand is gone.
		[{ employment_end_date: '2026-03-18', termination: null }, [ENDED, LEFT]],
		[{ employment_end_date: '2026-03-19', termination: null }, [ENDED]],
		[{ employment_end_date: '2026-02-16', termination: null }, [ENDED, LEFT]],
		[{ employment_end_date: '2026-02-15', termination: null }, []],
		[{ termination: { termination_date: '2026-03-17', type: 'SUB_COMPANY_SWITCH' } }, []],
		[{ status: 'ACTIVE' }, []],
		[{ status: 'UNSPECIFIED', employment_end_date: '2026-02-15' }, []],
	])('with the employment %j', async (changes, expected) => {
		employs('5027', { termination: null, ...changes });
		expect(typesOf(await told(edit))).toEqual([...expected, 'employee.updated']);
	});

	it.each<object>([
		{ status: 'UNSPECIFIED' },
		{ status: undefined },
		{ status: 'SUSPENDED', employment_end_date: '2026-06-30' },
		{ status: null, employment_end_date: null },
	])('is undecided with the employment %j', async (changes) => {
		employs('5027', { termination: null, ...changes });
		const outputs = await told(edit);
		expect(typesOf(outputs)).toEqual(['employee.updated']);
		expect(outputs.unrecognised).toMatchObject([
			{ enrichment: { reason: expect.stringContaining('(field: status).') as string } },
		]);
	});

	it.each(['INACTIVE', 'UNSPECIFIED', null, undefined])(
		'is looked for where the status says %s',
		async (status) => {
			answerWith(personio, '/v2/persons/5027', { status });
			serveRecords(personio);
			expect(typesOf(await told(edit))).toEqual([ENDED, LEFT, 'employee.updated']);
		},
	);

	it('is nobody who is active', async () => {
		answerWith(personio, '/v2/persons/5005', { status: 'ACTIVE' });
		serveRecords(personio);
		expect(typesOf(await told('person.updated'))).toEqual(['employee.updated']);
	});

	// Personio derives one status from the other; read one after the other, they may disagree.
	it.each(['5027', '5030'])(
		'whose own status still says ACTIVE (%s) means the same with and without Fetch Details',
		async (personId) => {
			answerWith(personio, `/v2/persons/${personId}`, { status: 'ACTIVE' });
			serveRecords(personio);
			const sent = { ...eventJson(edit), payload: { person: { id: personId } } };
			const [full, bare] = [await told(sent), await told(sent, { fetchDetails: false })];
			expect([typesOf(full), full.unrecognised.length]).toEqual([
				typesOf(bare),
				bare.unrecognised.length,
			]);
		},
	);

	it('without any employment is an edit', async () => {
		answerEmployments(personio, '5027', []);
		serveRecords(personio);
		const found = await told(edit);
		expect(typesOf(found)).toEqual(['employee.updated']);
		expect(found.unrecognised).toEqual([]);
	});

	it('before the last working day has worked to the day it happened, in the company', async () => {
		serveRecords(personio);
		const sent = { ...eventJson('person.updated.locked_out'), occurred_at: '2026-03-17T23:30:00Z' };
		for (const [timeZone, day] of [
			['Europe/Berlin', '2026-03-18'],
			['America/Los_Angeles', '2026-03-17'],
		] as const) {
			expect(datesOf(await told(sent, { timeZone }))[0]).toEqual([ENDED, day]);
		}
	});
});

describe('an end by the word of an event alone', () => {
	const date = (day: string | null): object => ({
		status: 'ACTIVE',
		employment_end_date: day,
		termination: day === null ? null : { termination_date: day, type: 'FIRED' },
	});

	it.each([
		['without an end', date(null), /shows no end now/],
		['that ends later', date('2026-06-30'), /shows 2026-06-30 as its last day now/],
		['that ends tomorrow', date('2026-03-19'), /shows 2026-03-19 as its last day now/],
		['without an end or a known status', { ...date(null), status: 'GONE' }, /\(field: status\)\./],
	])('is not told of an employment %s', async (_, changes, reason) => {
		employs('5027', changes);
		const { events, unrecognised } = await told('employment.terminated');
		expect(events.filter(({ category }) => category === 'termination')).toEqual([]);
		expect(unrecognised[0]?.enrichment.reason).toMatch(reason);
	});

	it('is told on the day, by whichever clock Personio counts it', async () => {
		employs('5027', date('2026-03-18'));
		Settings.now = () => Date.parse('2026-03-18T00:05:00.000Z');
		for (const timeZone of ['Europe/Berlin', 'America/Los_Angeles']) {
			expect(typesOf(await told('employment.terminated', { timeZone }))).toEqual([ENDED, LEFT]);
		}
	});

	it('locks whoever is inactive already, and ends nothing before its day', async () => {
		employs('5027', { ...date('2026-06-30'), status: 'INACTIVE' });
		expect(typesOf(await told('employment.terminated'))).toEqual([ENDED]);
	});
});

describe('an API credential without the attributes of employments', () => {
	it('still tells what Personio says itself', async () => {
		serveRecords(personio);
		const named = (event_name: string): object => ({
			...eventJson('employment.updated.stub'),
			event_name,
		});
		expect(datesOf(await told(named('employment.terminated')))).toEqual([
			[ENDED, '2026-03-18'],
			[LEFT, '2026-03-18'],
		]);
		expect(datesOf(await told(named('employment.created')))).toEqual([
			['employee.hired', null],
			['table.entry_created', null],
		]);
		expect(datesOf(await told(named('employment.started')))).toEqual([['employee.started', null]]);
		const costs = await told(named('employment.updated.cost-centers'));
		expect([typesOf(costs), costs.unrecognised]).toEqual([[ROW], []]);
	});

	it.each([
		{ employment_start_date: '2018-10-01' },
		{ employment_end_date: null },
		{ termination: null },
	])('is not meant where %j is granted', async (granted) => {
		employs('5030', granted);
		const found = await told('employment.updated.stub');
		expect([typesOf(found), found.unrecognised]).toEqual([[ROW], []]);
	});

	it('does not hide that somebody who is active was edited', async () => {
		answerWith(personio, '/v2/persons/5030', { status: 'ACTIVE' });
		employs('5030', { status: 'ACTIVE' });
		const found = await told('person.updated.stub');
		expect([typesOf(found), found.unrecognised]).toEqual([['employee.updated'], []]);
	});
});

describe('words in another case, with blanks around them,', () => {
	const other = (changes: object): object => ({
		...{ ...employmentsOf('5005')[0], person: { id: '5027' } },
		...{ employment_start_date: '2016-01-01', ...changes },
	});

	it.each(['Inactive', 'inactive', ' INACTIVE ', 'INACTIVE\n'])(
		'say by every road who has left: %j',
		async (status) => {
			employs('5027', { status, termination: null, employment_end_date: null });
			answerWith(personio, '/v2/persons/5027', { status });
			const byPerson = await told('person.updated.inactive_with_date');
			expect(typesOf(byPerson)).toEqual([ENDED, LEFT, 'employee.updated']);
			expect(byPerson.events[0]?.employee).toMatchObject({ statusRaw: 'INACTIVE' });
			expect(typesOf(await told('employment.terminated'))).toEqual([ENDED, LEFT]);
		},
	);

	it.each<[string, boolean]>([
		['inactive', true],
		[' Inactive', true],
		['active', false],
		['On_Leave', false],
		['Leave', false],
	])('of another employment, %j: leaves %j', async (status, leaves) => {
		answerEmployments(personio, '5027', [{ ...employmentsOf('5027')[0] }, other({ status })]);
		serveRecords(personio);
		const outputs = await told('employment.terminated');
		expect(typesOf(outputs)).toEqual(leaves ? [ENDED, LEFT] : [ROW]);
		expect(outputs.unrecognised).toHaveLength(status === 'On_Leave' ? 1 : 0);
	});

	it.each(['sub_company_switch', 'Sub_Company_Switch', ' SUB_COMPANY_SWITCH '])(
		'lock nobody out who goes on in another company: %j',
		async (type) => {
			employs('5027', { termination: { termination_date: '2026-03-17', type } });
			for (const name of ['employment.terminated', 'employment.updated']) {
				const sent = { ...eventJson('employment.terminated'), event_name: name };
				const { events } = await told(sent);
				expect(events[0]).toMatchObject({
					eventType: 'employee.transferred',
					termination: { type: 'transfer', reasonRaw: 'SUB_COMPANY_SWITCH' },
				});
				expect(typesOf({ events, unrecognised: [] })).not.toContain(ENDED);
			}
			expect(typesOf(await told('person.updated.inactive_with_date'))).toEqual([
				'employee.updated',
			]);
		},
	);

	it('say that somebody is active again', async () => {
		answerWith(personio, '/v2/persons/5005', { status: ' Active' });
		serveRecords(personio);
		await told('person.updated', { fetchDetails: false });
		expect(personio.requests.map(({ path }) => path)).not.toContain('/v2/persons/5005/employments');
	});
});

describe('a new employment after one whose status says nothing', () => {
	const created = { ...eventJson('employment.terminated'), event_name: 'employment.created' };
	const after = (before: object): void => {
		const person = { id: '5027' };
		const fresh = { ...employmentsOf('5027')[0], employment_start_date: '2026-04-01' };
		answerEmployments(personio, '5027', [
			{ ...fresh, status: 'ONBOARDING', termination: null, employment_end_date: null },
			{ ...employmentsOf('5005')[0], person, employment_start_date: '2016-01-01', ...before },
		]);
		serveRecords(personio);
	};
	const NEW_ROW = 'table.entry_created';

	it.each<object>([
		{ status: 'SUSPENDED' },
		{ status: null },
		{ status: 'UNSPECIFIED', employment_end_date: '2026-04-01' },
	])('is undecided after %j', async (before) => {
		after(before);
		const outputs = await told(created);
		expect(typesOf(outputs)).toEqual([NEW_ROW]);
		expect(outputs.unrecognised).toMatchObject([
			{
				enrichment: { reason: expect.stringMatching(/hired again.*\(field: status\)\./) as string },
			},
		]);
	});

	it.each<[object, string[]]>([
		[{ status: 'SUSPENDED', employment_end_date: '2026-03-31' }, ['employee.rehired']],
		[{ status: 'INACTIVE' }, ['employee.rehired']],
		[{ status: 'Inactive ' }, ['employee.rehired']],
		[{ status: ' leave' }, []],
		[{ status: 'LEAVE' }, []],
		[
			{ status: 'SUSPENDED', termination: { type: 'SUB_COMPANY_SWITCH' } },
			['employee.transferred'],
		],
	])('is decided after %j', async (before, expected) => {
		after(before);
		const outputs = await told(created);
		expect(typesOf(outputs)).toEqual([...expected, NEW_ROW]);
		expect(outputs.unrecognised).toEqual([]);
	});

	it('starts all the same', async () => {
		after({ status: 'SUSPENDED' });
		const outputs = await told({ ...created, event_name: 'employment.started' });
		expect([typesOf(outputs), outputs.unrecognised]).toEqual([['employee.started'], []]);
	});
});

describe('ids', () => {
	const idsOf = async (delivery: string | object): Promise<Record<string, string>> => {
		const { events } = await told(delivery);
		return Object.fromEntries(events.map(({ eventType, eventId }) => [eventType, eventId]));
	};

	it('of a leaver are the same by every road', async () => {
		serveRecords(personio);
		const [byPerson, byEnd, byEdit] = [
			await idsOf('person.updated.inactive_with_date'),
			await idsOf('employment.terminated'),
			await idsOf({ ...eventJson('employment.terminated'), event_name: 'employment.updated' }),
		];
		for (const type of [ENDED, LEFT]) {
			expect(byPerson[type]).toMatch(/^[0-9a-f]{64}$/);
			expect([byEnd[type], byEdit[type]]).toEqual([byPerson[type], byPerson[type]]);
		}
	});

	it('of a transfer are the same for the employment that ends and the one that begins', async () => {
		serveRecords(personio);
		const type = 'employee.transferred';
		const ending = await idsOf('employment.terminated.transfer');
		const beginning = await idsOf('employment.started.transfer');
		expect(ending[type]).toMatch(/^[0-9a-f]{64}$/);
		expect(beginning[type]).toBe(ending[type]);
	});

	it('do not hang on how the delivery is written', () => {
		const idsIn = (name: string): unknown[] => expectedEvents(name).map(({ eventId }) => eventId);
		for (const [name, variants] of [
			['employment.created', ['person_inside', 'hyphen_ids']],
			['employment.updated.termination', []],
			['absence-period.created', ['hyphen', 'bare_id', 'person_beside']],
			['person.created', ['bare_id']],
		] as const) {
			for (const variant of variants) expect(idsIn(`${name}.${variant}`)).toEqual(idsIn(name));
		}
		expect(idsIn('employment.updated.bare_ids')).toEqual(idsIn('employment.updated.termination'));
	});

	it('of an edit tell deliveries apart by their time, to the instant and not to its spelling', async () => {
		serveRecords(personio);
		for (const name of [
			'person.updated',
			'employment.updated',
			'employment.updated.cost-centers',
		]) {
			const [first] = Object.values(await idsOf(name));
			const idAt = async (occurred_at: string): Promise<string | undefined> =>
				Object.values(await idsOf({ ...eventJson(name), occurred_at }))[0];
			expect(await idAt('2026-03-18T10:15:00+01:00')).toBe(first);
			expect(await idAt('2026-03-18T09:15:00Z')).toBe(first);
			expect(await idAt('2026-03-18T09:15:00.001Z')).not.toBe(first);
		}
	});

	it('of facts do not hang on the time of day of the delivery', async () => {
		serveRecords(personio);
		const facts = /^(employee\.(created|hired|rehired|started|deleted|term|access|trans)|leave\.)/;
		for (const name of eventNames().filter((one) => /^(person|employment|absence)/.test(one))) {
			const sent = eventJson(name);
			const day = String(sent['occurred_at']).slice(0, 'YYYY-MM-DD'.length);
			const later = { ...sent, occurred_at: `${day}T09:16:00.000Z` };
			const ids = Object.entries(await idsOf(later)).filter(([type]) => facts.test(type));
			const expected = expectedEvents(name)
				.filter(({ eventType }) => facts.test(String(eventType)))
				.map(({ eventType, eventId }) => [eventType, eventId]);
			expect([name, ids]).toEqual([name, expected]);
		}
	});

	it('differ between persons, employments and dates', async () => {
		const ids: string[] = [];
		for (const [date, last, notice] of [
			['2026-06-30', '2026-06-12', '2026-03-17'],
			['2026-07-31', '2026-06-12', '2026-03-17'],
			['2026-06-30', '2026-06-30', '2026-03-17'],
			['2026-06-30', '2026-06-12', '2026-03-18'],
		]) {
			afresh();
			employs('5020', {
				termination: { termination_date: date, last_working_day: last, terminated_at: notice },
			});
			ids.push((await idsOf('employment.updated.termination'))[SCHEDULED] ?? '');
		}
		expect(new Set(ids).size).toBe(4);
	});
});

describe('what stays at Personio', () => {
	it('is every custom attribute, comment and reason, whatever the options', async () => {
		serveRecords(personio);
		const found: HrEvent[] = [];
		for (const options of [
			{},
			{ fetchLeaveDays: true, includePayTables: true, includeRaw: true },
		]) {
			for (const name of eventNames()) {
				const { events, unrecognised } = await told(name, options);
				found.push(...events, ...unrecognised);
			}
		}
		expect(found.length).toBeGreaterThan(150);
		expect(found.filter(({ table }) => table?.record != null).length).toBeGreaterThan(20);
		expect(JSON.stringify(found)).not.toMatch(/PRIVATE|custom_attributes|profile.picture|gender/);
	});

	it('is the delivery itself, unless it is asked for', async () => {
		serveRecords(personio);
		expect((await told('person.created')).events[0]).not.toHaveProperty('raw');
		const [event] = (await told('person.created', { includeRaw: true })).events;
		expect(event?.raw).toEqual(eventJson('person.created'));
	});
});

describe('a delivery that does not fit', () => {
	it.each([undefined, null, '', 'Kydde', '2026-02-30T10:00:00Z', 1773825300000, {}])(
		'in its time (%j) is told all the same, of today, and that is said',
		async (occurred_at) => {
			employs('5027', { termination: null, employment_end_date: null });
			const sent = { ...eventJson('employment.terminated'), occurred_at };
			const { events, unrecognised } = await told(sent);
			expect(unrecognised).toEqual([]);
			expect(events).toMatchObject(
				[ENDED, LEFT].map((eventType) => ({
					...{ eventType, effectiveDate: '2026-03-18', occurredAt: null },
					enrichment: {
						status: 'partial',
						reason: expect.stringContaining('occurred_at') as string,
					},
				})),
			);
		},
	);

	it.each<[object, RegExp]>([
		[{ payload: undefined }, /: payload\.$/],
		[{ payload: 'Kydde' }, /: payload\.$/],
		[{ payload: {} }, /: payload\.employment\.id\.$/],
		[{ payload: { employment: null, person: { id: 'Kydde' } } }, /: payload\.employment\.id\.$/],
		[{ payload: { employment: { id: '' } } }, /: payload\.employment\.id\.$/],
		[{ payload: { employment: { id: { odd: 'Kydde' } } } }, /: payload\.employment\.id\.$/],
		[{ occurred_at: 1773825300000, payload: null }, /: payload\.$/],
	])('%j is unrecognised; its fields are named, not their values', async (changes, reason) => {
		const sent = { ...eventJson('employment.terminated'), ...changes };
		const { events, unrecognised } = await told(sent);
		expect(events).toEqual([]);
		expect(unrecognised[0]?.enrichment.reason).toMatch(reason);
		expect(unrecognised[0]?.enrichment.reason).not.toContain('Kydde');
		expect(personio.requests).toEqual([]);
	});
});
