import { Settings } from 'luxon';

import { personio as vendor } from '../../nodes/Personio/vendor';
import { stayOn } from '../../nodes/Personio/records/stay';
import { employmentSchema } from '../../nodes/Personio/records/employment';
import type { RosterEntry } from '../../nodes/shared/schedule/roster';
import type { PersonioOptions, PersonioSimulator } from '../../simulators/personio/index.mts';
import { DEPARTMENTS } from '../../simulators/personio/index.mts';
import { BERLIN } from '../shared/schedule/people';
import { day } from '../support/days';
import { actionIn, failure, startRoomyPersonio } from '../support/personio';
import { rosterReader, pollsBy, recordsOn } from '../support/rosterPolls';

jest.mock('n8n-workflow', () => jest.requireActual('../support/sleep/hundredth'));

const TODAY = '2026-05-11';
let today: string;
let personio: PersonioSimulator;

const now = (): number => Date.parse(`${today}T08:00:00.000Z`);
/** Each company has a credential of its own: what is kept in memory is kept by credential. */
async function start(options: PersonioOptions = {}): Promise<void> {
	await personio?.close();
	const client = { clientId: `papi-client-${(companies += 1)}`, clientSecret: 'papi-secret' };
	personio = await startRoomyPersonio({
		...{ now, people: 0, tokenLifetimeSeconds: 1e9, clients: [client] },
		...options,
	});
}
let companies = 0;

beforeEach(async () => {
	today = TODAY;
	Settings.now = now;
	await start();
});
afterEach(async () => {
	Settings.now = () => Date.now();
	await personio.close();
	expect(personio.violations.list).toEqual([]);
});

const lists = () => recordsOn(today, rosterReader(vendor, actionIn(personio)));
const people = async () => await lists().people();
async function onlyPerson(): Promise<RosterEntry> {
	const [only, ...others] = await people();
	expect(others).toEqual([]);
	if (only === undefined) throw new Error('Nobody is listed');
	return only;
}

describe('people', () => {
	it('come with what their records, their manager and their department say', async () => {
		await start({ people: 2 });
		const [boss, report] = await people();
		expect(boss).toMatchObject({ employee: { id: '3003' }, termination: null, isWhole: true });
		const { employments } = personio;
		expect(report).toMatchObject({
			employee: {
				id: '3004',
				department: DEPARTMENTS[1]?.name,
				manager: { id: '3003', displayName: boss?.employee.displayName },
				status: 'active',
				startDate: employments[1]?.employment_start_date,
			},
			termination: null,
			employmentId: employments[1]?.id,
			isWhole: true,
		});
	});

	it('are those who are here, to come, or left in the last 60 days', async () => {
		const leaver = (startDate: string, endDate: string): string => {
			const { personId, employmentId } = personio.hire({ startDate });
			personio.scheduleTermination(employmentId, { terminationDate: endDate });
			personio.endEmployment(employmentId);
			return personId;
		};
		const here = personio.hire({ startDate: '2020-01-01' }).personId;
		const toCome = personio.hire({ startDate: '2026-09-01' }).personId;
		const lately = leaver('2020-01-01', '2026-03-12');
		leaver('2020-01-01', '2026-03-11');
		personio.addPerson();
		const listed = await people();
		expect(listed.map(({ employee }) => employee.id)).toEqual([here, toCome, lately]);
		expect(listed[1]).toMatchObject({ employee: { status: 'pending', startDate: '2026-09-01' } });
		expect(listed[2]).toMatchObject({ termination: { date: '2026-03-12' } });
	});

	it('have the days that are entered for them', async () => {
		const { employmentId } = personio.hire({
			startDate: '2026-02-01',
			probation_end_date: '2026-07-31',
			contract_end_date: '2027-01-31',
		});
		today = '2026-05-12';
		personio.scheduleTermination(employmentId, {
			terminationDate: '2026-06-30',
			lastWorkingDay: '2026-06-12',
			type: 'QUIT',
			reason: 'Private matters',
		});
		const entry = await onlyPerson();
		expect(entry).toMatchObject({
			employee: {
				startDate: '2026-02-01',
				probationEndDate: '2026-07-31',
				contractEndDate: '2027-01-31',
				terminationDate: '2026-06-30',
			},
			termination: {
				date: '2026-06-30',
				lastWorkingDate: '2026-06-12',
				noticeDate: '2026-05-12',
				type: 'voluntary',
			},
			employmentId,
			changedAt: '2026-05-12T08:00:00.000Z',
		});
		expect(JSON.stringify(entry)).not.toContain('Private matters');
	});

	it('are listed also where the list of employments has none that is to begin', async () => {
		await start({ comingEmployments: 'by-id-only' });
		personio.hire({ startDate: '2026-09-01' });
		expect(await onlyPerson()).toMatchObject({ employee: { startDate: '2026-09-01' } });
	});

	it('whose employment cannot be seen are not decided, if they are employed', async () => {
		personio.hire({ startDate: '2020-01-01' });
		personio.faults.answer(/employments(\?|$)/, { _data: [], _meta: {} });
		personio.faults.add({ kind: 'status', status: 404, match: { path: /employments\/./ } });
		const entry = await onlyPerson();
		expect(entry.employee.startDate).toBeNull();
		expect(entry).not.toHaveProperty('termination');
	});

	it('who are deleted while they are listed are left out', async () => {
		await start({ people: 3 });
		const match = { path: /persons\/3004/ };
		personio.faults.add({ kind: 'status', status: 404, match, times: 2 });
		expect((await people()).map(({ employee }) => employee.id)).toEqual(['3003', '3005']);
	});
});

describe('several employments', () => {
	const employment = (
		start: string | null,
		end: string | null,
		more: Record<string, unknown> = {},
	) =>
		employmentSchema.parse({
			id: `${start}`,
			status: 'ACTIVE',
			employment_start_date: start,
			termination: end === null ? null : { termination_date: end },
			...more,
		});
	const stay = (...employments: Array<ReturnType<typeof employment>>) => {
		const found = stayOn(employments, { today: day(TODAY), timeZone: BERLIN });
		return found && [found.start, found.termination && found.termination.date, found.last.id];
	};
	const INACTIVE = { status: 'INACTIVE' };
	const SWITCH = { termination_date: '2026-06-30', type: 'SUB_COMPANY_SWITCH' };

	it.each<[string, Array<ReturnType<typeof employment>>, ReturnType<typeof stay>]>([
		['none', [], null],
		['one without an end', [employment('2020-01-01', null)], ['2020-01-01', null, '2020-01-01']],
		[
			'the next contract follows on',
			[employment('2020-01-01', '2026-06-30'), employment('2026-07-01', null)],
			['2020-01-01', null, '2026-07-01'],
		],
		[
			'the next contract follows after a weekend',
			[employment('2020-01-01', '2026-06-26'), employment('2026-06-29', '2026-12-31')],
			['2020-01-01', '2026-12-31', '2026-06-29'],
		],
		[
			'a contract runs beside the main one',
			[employment('2020-01-01', null), employment('2025-01-01', '2026-05-31')],
			['2020-01-01', null, '2020-01-01'],
		],
		[
			'the longer of two that run beside each other ends',
			[employment('2020-01-01', '2026-06-30'), employment('2025-01-01', '2026-05-31')],
			['2020-01-01', '2026-06-30', '2020-01-01'],
		],
		[
			'hired again after years',
			[employment('2010-01-01', '2015-12-31', INACTIVE), employment('2026-06-01', null)],
			['2026-06-01', null, '2026-06-01'],
		],
		[
			'leaves, and is to be back after a break',
			[employment('2020-01-01', '2026-05-31'), employment('2026-09-01', null)],
			['2020-01-01', '2026-05-31', '2020-01-01'],
		],
		[
			'has left three days ago, and is to be back after a break',
			[employment('2020-01-01', '2026-05-08', INACTIVE), employment('2026-09-01', null)],
			['2020-01-01', '2026-05-08', '2020-01-01'],
		],
		[
			'has left some time ago, and is to be back',
			[employment('2020-01-01', '2026-05-03', INACTIVE), employment('2026-09-01', null)],
			['2026-09-01', null, '2026-09-01'],
		],
		[
			'a hire that was called off',
			[employment('2026-09-01', '2026-08-01')],
			['2026-09-01', '2026-08-01', '2026-09-01'],
		],
		[
			'a hire that was called off, years after the first one',
			[employment('2010-01-01', '2015-12-31', INACTIVE), employment('2026-09-01', '2026-08-01')],
			['2026-09-01', '2026-08-01', '2026-09-01'],
		],
		[
			'a next contract that was called off',
			[employment('2020-01-01', '2026-06-30'), employment('2026-07-01', '2026-06-01')],
			['2020-01-01', '2026-06-30', '2020-01-01'],
		],
		[
			'moves within the group',
			[
				employment('2020-01-01', null, { termination: SWITCH }),
				employment('2026-07-01', null, { status: 'ONBOARDING' }),
			],
			['2020-01-01', null, '2026-07-01'],
		],
		[
			'moves to a company of the group that is not shown',
			[
				employment('2020-01-01', null, {
					termination: { ...SWITCH, termination_date: '2025-06-30' },
				}),
			],
			['2020-01-01', null, '2020-01-01'],
		],
		[
			'was set inactive without a day',
			[employment('2020-01-01', null, { ...INACTIVE, updated_at: '2026-05-07T23:00:00Z' })],
			['2020-01-01', '2026-05-08', '2020-01-01'],
		],
		[
			'was set inactive without a day, and nobody knows when',
			[employment('2020-01-01', null, INACTIVE)],
			['2020-01-01', undefined, '2020-01-01'],
		],
		[
			'may go on: the status is not known',
			[employment('2020-01-01', null, { status: 'UNSPECIFIED' })],
			['2020-01-01', undefined, '2020-01-01'],
		],
		[
			'one goes on for certain, and one may',
			[employment('2020-01-01', null, { status: 'UNSPECIFIED' }), employment('2021-01-01', null)],
			['2020-01-01', null, '2021-01-01'],
		],
		['left long ago', [employment('2010-01-01', '2015-12-31', INACTIVE)], null],
		[
			'only the last day worked is entered',
			[employment('2020-01-01', null, { termination: { last_working_day: '2026-05-29' } })],
			['2020-01-01', null, '2020-01-01'],
		],
		['no first day is entered', [employment(null, null)], [null, null, 'null']],
		[
			'no first day is entered, and it is to come',
			[employment(null, null, { status: 'ONBOARDING' })],
			[null, null, 'null'],
		],
	])('%s', (_, employments, expected) => {
		expect(stay(...employments)).toEqual(expected);
		expect(stay(...employments.toReversed())).toEqual(expected);
	});
});

describe('half a list is none', () => {
	beforeEach(async () => await start({ people: 3 }));

	it.each<[string, RegExp]>([
		['the list of people', /^\/v2\/persons$/],
		['the employments of one person', /^\/v2\/persons\/3004\/employments/],
	])('%s fails', async (_, path) => {
		personio.faults.add({ kind: 'status', status: 503, match: { path }, times: 9 });
		expect((await failure(people())).message).toBe('Personio is not available at the moment');
	});

	it('a person who cannot be read', async () => {
		await start({ people: 3, oddRecords: 'id' });
		const error = await failure(people());
		expect(error.message).toBe('Personio answered with a list of people that cannot be read');
		expect(error.description).toContain('id');
	});

	it('the employments of a person are not there, but the person is', async () => {
		personio.faults.add({
			kind: 'status',
			status: 404,
			match: { path: /^\/v2\/persons\/3004\/employments/ },
		});
		expect((await failure(people())).message).toBe('Personio has no such record');
	});

	it.each([
		['nothing', 'none' as const, 'the start date, the end date and the termination'],
		[
			'no end',
			['first_name', 'status', 'employment_start_date'],
			'the end date and the termination',
		],
		['no start', ['status', 'employment_end_date', 'termination'], 'the start date'],
	])('the API credential may see %s of employments', async (_, attributes, missing) => {
		const client = { clientId: 'papi-a', clientSecret: 'papi-b' };
		await start({ people: 3, clients: [{ ...client, attributes }] });
		const error = await failure(people());
		expect(error.message).toBe('Personio does not show the API credential who is with the company');
		expect(error.description).toContain(`of everybody: ${missing}.`);
	});

	it('the scope for people or for absences is missing', async () => {
		const client = { clientId: 'papi-a', clientSecret: 'papi-b' };
		await start({ people: 3, clients: [{ ...client, scopes: ['personio:org-units:read'] }] });
		expect((await failure(people())).description).toContain("'personio:persons:read'");
		const leaves = lists().leaves('2026-05-01', TODAY);
		expect((await failure(leaves)).description).toContain("'personio:absences:read'");
	});

	it('an empty company is an empty list', async () => {
		await start();
		expect(await people()).toEqual([]);
	});
});

describe('a record is not compared if', () => {
	it('the name of a department cannot be read this time', async () => {
		await start({ people: 3, clients: [{ clientId: 'papi-c', clientSecret: 'papi-d' }] });
		const [department] = DEPARTMENTS;
		const path = new RegExp(`^/v2/org-units/${department?.id}$`);
		personio.faults.add({ kind: 'status', status: 503, match: { path }, times: 9 });
		const whole = (await people()).filter(({ isWhole }) => isWhole);
		expect(whole.map(({ employee }) => employee.department)).not.toContain(department?.name);
		expect([whole.length > 0, whole.length < 3]).toEqual([true, true]);
	});

	it('a detail of the person cannot be read', async () => {
		await start({ people: 3, oddRecords: 'detail' });
		expect((await people()).map(({ isWhole }) => isWhole)).toEqual([false, true, true]);
	});

	it('but it is if names are never shown', async () => {
		const client = { clientId: 'papi-a', clientSecret: 'papi-b' };
		await start({ people: 1, clients: [{ ...client, scopes: ['personio:persons:read'] }] });
		expect(await onlyPerson()).toMatchObject({
			employee: { department: DEPARTMENTS[0]?.id },
			isWhole: true,
		});
	});
});

describe('leaves', () => {
	it('that touch the period come with whose they are', async () => {
		const { personId } = personio.hire({ startDate: '2020-01-01' });
		const away = (from: string, to: string | null, status = 'APPROVED') =>
			personio.requestAbsence({ personId, from, to, status });
		away('2026-04-01', '2026-05-03');
		const first = away('2026-04-01', '2026-05-04');
		const open = away('2025-01-01', null);
		const last = away('2026-05-11', '2026-05-11', 'PENDING');
		away('2026-05-12', '2026-05-13');
		const listed = await lists().leaves('2026-05-04', TODAY);
		expect(listed.map(({ key }) => key)).toEqual([first, open, last]);
		expect(listed).toMatchObject([
			{ employee: { id: personId }, leave: { endDate: '2026-05-04', isConfirmed: true } },
			{ leave: { endDate: null, typeName: expect.any(String) as string } },
			{ leave: { isConfirmed: false }, changedAt: '2026-05-11T08:00:00.000Z' },
		]);
	});

	it('with a half day or hours say so', async () => {
		const { personId } = personio.hire();
		const half = { startPart: 'SECOND_HALF', status: 'APPROVED' } as const;
		personio.requestAbsence({ personId, from: TODAY, ...half });
		personio.requestAbsence({ personId, from: `${TODAY}T14:00:00`, hours: 2, status: 'APPROVED' });
		expect(await lists().leaves(TODAY, TODAY)).toMatchObject([
			{ leave: { startPart: 'afternoon', endPart: 'afternoon', unit: 'days' } },
			{ leave: { startTime: '14:00', endTime: '16:00', unit: 'hours' } },
		]);
	});

	it.each([
		['person', { id: '' }, 'person.id'],
		['starts_from', null, 'starts_from.date_time'],
		['approval', { status: ['odd'] }, 'approval.status'],
	])('are none if one of them has no readable %s', async (field, value, named) => {
		const absence = { id: '1', person: { id: '3003' }, starts_from: { date_time: TODAY } };
		const odd = { ...absence, id: '2', [field]: value };
		personio.faults.answer(/absence-periods/, { _data: [absence, odd], _meta: {} });
		const error = await failure(lists().leaves(TODAY, TODAY));
		expect(error.message).toBe('Personio answered with a list of absences that cannot be read');
		expect(error.description).toContain(named);
	});
});

describe('requests', () => {
	it('everybody takes one for 50 people and for managers on other pages, one for each person, one for each name', async () => {
		await start({ people: 120 });
		await people();
		const paths = personio.requests.map(({ path }) => path.split('?')[0] ?? '');
		const count = (path: RegExp): number => paths.filter((one) => path.test(one)).length;
		expect(count(/persons$/)).toBe(3 + 2);
		expect(count(/employments$/)).toBe(120);
		expect(paths.length).toBeLessThan(3 + 120 + 20);
	});

	it('for those who left long ago are made once, until their record changes', async () => {
		const { personId, employmentId } = personio.hire({ startDate: '2010-01-01' });
		const read = async (): Promise<[listed: number, asked: number]> => {
			const before = personio.requests.length;
			const listed = await people();
			const made = personio.requests.slice(before);
			return [listed.length, made.filter(({ path }) => path.includes('/employments')).length];
		};
		expect(await read()).toEqual([1, 1]);
		personio.endEmployment(employmentId, { endDate: '2026-05-08' });
		expect(await read()).toEqual([1, 1]);
		expect(await read()).toEqual([1, 1]);
		personio.endEmployment(employmentId, { endDate: '2015-12-31' });
		expect(await read()).toEqual([0, 1]);
		expect(await read()).toEqual([0, 0]);
		personio.addEmployment(personId, { startDate: '2026-06-01' });
		expect(await read()).toEqual([1, 1]);
	});
});

describe('polls', () => {
	const EMPTY: string[] = [];
	let pollAt: (at: string) => Promise<string[]>;
	beforeEach(() => {
		pollAt = pollsBy(rosterReader(vendor, actionIn(personio)));
	});
	const on = async (date: string): Promise<string[]> => {
		today = date;
		return await pollAt(`${date}T09:00:00.000Z`);
	};

	it('tell a last day that is entered months late', async () => {
		const { personId, employmentId } = personio.hire({ startDate: '2020-01-01' });
		expect(await on('2026-05-11')).toEqual(EMPTY);
		personio.scheduleTermination(employmentId, { terminationDate: '2026-01-31' });
		personio.endEmployment(employmentId);
		expect(await on('2026-05-12')).toEqual([
			`employee.access_ended ${personId} 2026-01-31`,
			`employee.terminated ${personId} 2026-01-31`,
		]);
		expect(await on('2026-05-13')).toEqual(EMPTY);
	});

	it('tell a last day that was reached while n8n was off for months', async () => {
		const { personId, employmentId } = personio.hire({ startDate: '2020-01-01' });
		personio.scheduleTermination(employmentId, { terminationDate: '2026-05-31' });
		expect(await on('2026-05-11')).toEqual(EMPTY);
		today = '2026-06-01';
		personio.endEmployment(employmentId);
		expect(await on('2026-09-01')).toEqual([
			`employee.last_day_upcoming ${personId} 2026-05-31`,
			`employee.access_ended ${personId} 2026-05-31`,
			`employee.terminated ${personId} 2026-05-31`,
		]);
	});

	it('tell once that somebody was set inactive without a day, whatever is edited later', async () => {
		const { personId, employmentId } = personio.hire({ startDate: '2020-01-01' });
		const earlier = personio.hire({ startDate: '2010-01-01' });
		today = '2015-12-31';
		personio.setInactive(earlier.personId);
		const edit = (id: string): string =>
			personio.updateEmployment(id, { position: { title: 'Clerk' } });
		expect(await on('2026-05-11')).toEqual(EMPTY);
		today = '2026-05-12';
		personio.setInactive(personId);
		expect(await on('2026-05-12')).toEqual([
			`employee.termination_scheduled ${personId} 2026-05-12`,
			`employee.last_day_upcoming ${personId} 2026-05-12`,
		]);
		expect(await on('2026-05-13')).toEqual([
			`employee.access_ended ${personId} 2026-05-12`,
			`employee.terminated ${personId} 2026-05-12`,
		]);
		for (const date of ['2026-05-20', '2026-08-01']) {
			today = date;
			edit(employmentId);
			edit(earlier.employmentId);
			const told = [...(await on(date)), ...(await on(date.replace(/.$/, '9')))];
			expect(told.filter((event) => !/job_changed|updated/.test(event))).toEqual(EMPTY);
		}
	});
});

it('every event that the lists can show comes of a story', async () => {
	await start({ people: 1 });
	const pollAt = pollsBy(rosterReader(vendor, actionIn(personio)));
	const told: Record<string, string[]> = {};
	const on = async (date: string, happens: () => void = () => undefined): Promise<void> => {
		today = date;
		happens();
		told[date] = await pollAt(`${date}T09:00:00.000Z`);
	};
	const hire = (startDate: string) => personio.hire({ startDate });
	const [leaver, stayer, worker] = [hire('2025-05-20'), hire('2025-05-20'), hire('2025-05-20')];
	await on('2026-05-11');
	let [starter, withdrawn, deleted] = [worker, worker, worker];
	await on('2026-05-12', () => {
		[starter, withdrawn, deleted] = [hire('2026-06-01'), hire('2026-06-01'), hire('2026-09-01')];
	});
	await on('2026-05-13', () => {
		personio.updateEmployment(starter.employmentId, {
			employment_start_date: '2026-05-18',
			probation_end_date: '2026-05-29',
		});
		personio.scheduleTermination(withdrawn.employmentId, { terminationDate: '2026-05-12' });
		personio.scheduleTermination(leaver.employmentId, {
			terminationDate: '2026-05-22',
			lastWorkingDay: '2026-05-15',
		});
		personio.scheduleTermination(stayer.employmentId, { terminationDate: '2026-05-22' });
		personio.updateEmployment(worker.employmentId, {
			position: { title: 'Head of Everything' },
			contract_end_date: '2026-05-24',
		});
		const { personId } = worker;
		personio.requestAbsence({ personId, from: '2026-05-14', status: 'APPROVED' });
	});
	await on('2026-05-14', () => {
		personio.withdrawTermination(stayer.employmentId);
		personio.deletePerson(deleted.personId);
	});
	await on('2026-05-15');
	await on('2026-05-16');
	await on('2026-05-18');
	await on('2026-05-20');
	await on('2026-05-23', () => personio.endEmployment(leaver.employmentId));
	await on('2026-05-31', () =>
		personio.addEmployment(leaver.personId, { startDate: '2026-08-01' }),
	);

	const [a, b, c] = [leaver.personId, stayer.personId, worker.personId];
	const [d, e, f] = [starter.personId, withdrawn.personId, deleted.personId];
	expect(told).toEqual({
		'2026-05-11': [],
		'2026-05-12': [
			...[`employee.created ${d} 2026-06-01`, `employee.hired ${d} 2026-06-01`],
			...[`employee.created ${e} 2026-06-01`, `employee.hired ${e} 2026-06-01`],
			...[`employee.created ${f} 2026-09-01`, `employee.hired ${f} 2026-09-01`],
		],
		'2026-05-13': expect.arrayContaining([
			`employee.termination_scheduled ${a} 2026-05-22`,
			`employee.last_day_upcoming ${a} 2026-05-15`,
			`employee.termination_scheduled ${b} 2026-05-22`,
			`employee.job_changed ${c}`,
			`employee.updated ${c}`,
			`employee.contract_ending ${c} 2026-05-24`,
			`employee.start_changed ${d} 2026-05-18`,
			`employee.start_upcoming ${d} 2026-05-18`,
			`employee.hire_cancelled ${e} 2026-06-01`,
		]) as string[],
		'2026-05-14': [
			`employee.termination_cancelled ${b} 2026-05-22`,
			...[`employee.hire_cancelled ${f} 2026-09-01`, `employee.deleted ${f}`],
			`leave.started ${c} 2026-05-14`,
		],
		'2026-05-15': [`leave.ended ${c} 2026-05-14`, `employee.probation_ending ${d} 2026-05-29`],
		'2026-05-16': [`employee.access_ended ${a} 2026-05-15`],
		'2026-05-18': [`employee.started ${d} 2026-05-18`],
		'2026-05-20': [`employee.anniversary ${b} 2026-05-20`, `employee.anniversary ${c} 2026-05-20`],
		'2026-05-23': [`employee.terminated ${a} 2026-05-22`],
		'2026-05-31': [`employee.rehired ${a} 2026-08-01`],
	});
	const types = Object.values(told)
		.flat()
		.map((event) => event.split(' ')[0]);
	expect([...new Set(types)].sort()).toEqual([...vendor.roster.produces].sort());
});
