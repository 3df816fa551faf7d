import { Settings } from 'luxon';

import { workable as vendor } from '../../nodes/WorkableHr/vendor';
import type { RosterEntry } from '../../nodes/shared/schedule/roster';
import type { WorkableOptions, WorkableSimulator } from '../../simulators/workable/index.mts';
import { rosterReader, pollsBy, recordsOn } from '../support/rosterPolls';
import { actionIn, credentialFor, failure, startRoomyWorkable } from '../support/workable';

jest.mock('n8n-workflow', () => jest.requireActual('../support/sleep/hundredth'));

const TODAY = '2026-05-11';
let today: string;
let workable: WorkableSimulator;

const now = (): number => Date.parse(`${today}T08:00:00.000Z`);
async function start(options: WorkableOptions = {}): Promise<void> {
	await workable?.close();
	workable = await startRoomyWorkable({ now, employees: 0, ...options });
}

beforeEach(async () => {
	today = TODAY;
	Settings.now = now;
	await start();
});
afterEach(async () => {
	Settings.now = () => Date.now();
	await workable.close();
	expect(workable.violations.list).toEqual([]);
});

const lists = () => recordsOn(today, rosterReader(vendor, actionIn(workable)));
const people = async (): Promise<readonly RosterEntry[]> => await lists().people();

/** A draft that starts on a day. */
const prepare = (startDay: string): string =>
	workable.createEmployee({ start_date: `${startDay}T00:00:00.000Z` });
function hire(startDay: string): string {
	const id = prepare(startDay);
	workable.publishEmployee(id);
	return id;
}

describe('people', () => {
	it('come with what their records, their manager and their department say', async () => {
		await start({ employees: 2, legalEntities: 'two' });
		const [first, second] = workable.employees;
		const listed = new Map((await people()).map((entry) => [entry.employee.id, entry]));
		expect(listed.get(second?.id ?? '')).toMatchObject({
			employee: {
				displayName: `${second?.firstname} ${second?.lastname}`,
				department: 'Sales',
				legalEntity: 'Acme Hellas',
				timezone: 'Europe/Athens',
				manager: { id: first?.id, displayName: `${first?.firstname} ${first?.lastname}` },
				status: 'active',
				startDate: second?.start_date.slice(0, 10),
			},
			isWhole: true,
		});
	});

	it('are not those who are inactive; of the others nothing says whether they leave', async () => {
		const [here, toCome, gone] = [hire('2020-01-01'), hire('2026-09-01'), hire('2020-01-01')];
		workable.offboard(gone);
		const listed = await people();
		expect(listed.map(({ employee }) => employee.id).sort()).toEqual([here, toCome].sort());
		for (const entry of listed) expect(entry).not.toHaveProperty('termination');
	});

	it('who are drafts have no first day yet', async () => {
		const id = prepare('2026-06-01');
		expect(await people()).toMatchObject([
			{ employee: { id, startDate: null, status: 'pending' } },
		]);
		workable.publishEmployee(id);
		expect(await people()).toMatchObject([{ employee: { id, startDate: '2026-06-01' } }]);
	});
});

describe('half a list is none', () => {
	it('a page fails', async () => {
		await start({ employees: 150 });
		workable.faults.add({ kind: 'latency', ms: 0, match: { path: '/employees' } });
		workable.faults.add({ kind: 'status', match: { path: '/employees' }, times: 9 });
		expect((await failure(people())).message).toBe('Workable is not available at the moment');
	});

	it('a person cannot be read in what decides', async () => {
		await start({ employees: 3, oddRecords: 'deciding' });
		const error = await failure(people());
		expect(error.message).toBe('Workable answered with a list of employees that cannot be read');
		expect(error.description).toMatch(/status/);
	});

	it.each(['start_date', 'status_semantic_type'])('nobody shows %s', async (field) => {
		const employees = ['1', '2'].map((id) => ({
			...{ id, start_date: '2020-01-01', status_semantic_type: 'status_active' },
			[field]: undefined,
		}));
		workable.faults.answer('/employees', { total_count: 2, employees });
		const error = await failure(people());
		expect(error.message).toBe('Workable does not show the token who is with the company');
		expect(error.description).toContain(field === 'start_date' ? field : 'status');
	});

	it('the token lacks a scope', async () => {
		await start({ tokens: [{ token: 'token-a', scopes: ['r_account'] }] });
		expect((await failure(people())).description).toContain("'r_employees'");
		const leaves = lists().leaves('2026-05-01', TODAY);
		expect((await failure(leaves)).description).toContain("'r_timeoff'");
	});

	it('an empty company is an empty list', async () => {
		expect(await people()).toEqual([]);
	});
});

describe('a record is not compared if', () => {
	it('the names of departments cannot be read this time', async () => {
		await start({ employees: 2, subdomain: 'other' });
		workable.faults.add({ kind: 'status', match: { path: '/departments' }, times: 9 });
		expect((await people()).map(({ isWhole }) => isWhole)).toEqual([false, false]);
	});

	it('a detail of the person cannot be read', async () => {
		await start({ employees: 3, oddRecords: 'detail' });
		expect((await people()).filter(({ isWhole }) => isWhole)).toHaveLength(2);
	});

	it('but it is if names are never shown', async () => {
		await start({ employees: 1, tokens: [{ token: 'token-b', scopes: ['r_employees'] }] });
		expect(await people()).toMatchObject([{ employee: { department: '4d3' }, isWhole: true }]);
	});
});

describe('leaves', () => {
	const PERIOD = ['2026-05-04', TODAY] as const;
	const keys = async (): Promise<string[]> =>
		(await lists().leaves(...PERIOD)).map(({ key }) => key).sort();

	it.each(['touching', 'within'] as const)(
		'that touch the period are listed (Workable lists those %s it)',
		async (timeoffPeriod) => {
			await start({ timeoffPeriod });
			const employeeId = hire('2020-01-01');
			const away = (from: string, to: string): string =>
				workable.requestTimeOff({ employeeId, from, to, category: 'Sick leave' });
			const alone = away('2026-03-01', '2026-06-30');
			expect(await keys()).toEqual([alone]);
			away('2026-05-01', '2026-05-03');
			away('2026-05-12', '2026-05-14');
			const touching = [
				away('2026-05-01', '2026-05-04'),
				away('2026-05-05', '2026-05-06'),
				away('2026-05-11', '2026-05-20'),
			];
			expect(await keys()).toEqual([alone, ...touching].sort());
		},
	);

	it('come with whose they are, their state, half days and hours', async () => {
		const employeeId = hire('2020-01-01');
		const half = workable.requestTimeOff({
			...{ employeeId, from: TODAY, to: TODAY, category: '2f1' },
			halfDays: [{ date: TODAY, half: 'second' }],
		});
		workable.approveTimeOff(half);
		const hours = workable.requestTimeOff({
			...{ employeeId, category: '2f1', unit: 'hours' },
			...{ from: `${TODAY}T14:00:00.000`, to: `${TODAY}T16:00:00.000` },
		});
		const listed = new Map((await lists().leaves(...PERIOD)).map((one) => [one.key, one]));
		expect(listed.get(half)).toMatchObject({
			employee: { id: employeeId },
			leave: { startPart: 'afternoon', isConfirmed: true, typeId: '2f1' },
			changedAt: '2026-05-11T08:00:00.000Z',
		});
		expect(listed.get(hours)).toMatchObject({
			leave: { startTime: '14:00', endTime: '16:00', unit: 'hours', isConfirmed: false },
		});
	});

	it('are read person by person where Workable insists on one', async () => {
		await start({ timeoffNeedsEmployee: true, employees: 2 });
		const [{ id: employeeId } = { id: '' }] = workable.employees;
		const wish = { employeeId, from: TODAY, to: TODAY, category: '2f1' };
		const key = workable.requestTimeOff(wish);
		expect(await lists().leaves(...PERIOD)).toMatchObject([{ key, employee: { id: employeeId } }]);
	});

	it.each([
		['employee_id', 'employee_id'],
		['from_date', 'from_date'],
		['to_date', 'to_date'],
		['state', 'state'],
	])('are none if one of them has no readable %s', async (field, named) => {
		const request = { id: '1', employee_id: '7f3', from_date: TODAY, to_date: TODAY };
		const odd = { ...request, id: '2', [field]: field === 'state' ? ['odd'] : null };
		workable.faults.answer('/timeoff/requests', { total_count: 2, requests: [request, odd] });
		const error = await failure(lists().leaves(...PERIOD));
		expect(error.message).toBe(
			'Workable answered with a list of time-off requests that cannot be read',
		);
		expect(error.description).toContain(named);
	});
});

it('a large company comes in parts, each person once', async () => {
	await start({ employees: 1_990, subdomain: 'large' });
	const large = recordsOn(
		today,
		rosterReader(vendor, actionIn(workable, { credential: credentialFor(workable) })),
	);
	const listed = await large.people();
	const ids = new Set(listed.map(({ employee: { id } }) => id));
	expect([listed.length, ids.size]).toEqual([1_990, 1_990]);
	const pages = workable.requests.filter(({ path }) => path.split('?')[0]?.endsWith('/employees'));
	expect(pages).toHaveLength(10 + 10 + 1);
});

it('a poll takes a request for 100 people, and a few more', async () => {
	await start({ employees: 250, subdomain: 'counted' });
	const counted = recordsOn(
		today,
		rosterReader(vendor, actionIn(workable, { credential: credentialFor(workable) })),
	);
	await counted.people();
	await counted.leaves('2026-05-04', TODAY);
	const paths = workable.requests.map(({ path }) => path.split('?')[0] ?? '');
	expect(paths.filter((path) => path.endsWith('/employees'))).toHaveLength(3);
	// Departments, legal entities, categories, and the requests: twice, as none of them shows how Workable lists.
	expect(paths).toHaveLength(3 + 5);
});

it('every event that the lists can show comes of a story', async () => {
	await start({ employees: 1, order: 'oldest-first' });
	const pollAt = pollsBy(rosterReader(vendor, actionIn(workable)));
	const told: Record<string, string[]> = {};
	const on = async (date: string, happens: () => void = () => undefined): Promise<void> => {
		today = date;
		happens();
		told[date] = await pollAt(`${date}T09:00:00.000Z`);
	};
	const worker = hire('2025-05-20');
	await on('2026-05-11');
	let [starter, deleted] = [worker, worker];
	await on('2026-05-12', () => {
		starter = prepare('2026-06-15');
		deleted = hire('2026-09-01');
	});
	await on('2026-05-13', () => workable.publishEmployee(starter));
	await on('2026-05-14', () => {
		workable.updateEmployee(starter, { start_date: '2026-05-18T00:00:00.000Z' });
		workable.updateEmployee(worker, { job_title: 'Head of Everything' });
		workable.deleteEmployee(deleted);
		const wish = { employeeId: worker, from: '2026-05-14', to: '2026-05-14', category: '2f1' };
		workable.approveTimeOff(workable.requestTimeOff(wish));
	});
	await on('2026-05-15');
	await on('2026-05-18');
	await on('2026-05-20');
	await on('2026-05-21', () => workable.offboard(worker));

	expect(told).toEqual({
		'2026-05-11': [],
		'2026-05-12': [
			`employee.created ${starter}`,
			...[`employee.created ${deleted} 2026-09-01`, `employee.hired ${deleted} 2026-09-01`],
		],
		'2026-05-13': expect.arrayContaining([`employee.hired ${starter} 2026-06-15`]) as string[],
		'2026-05-14': expect.arrayContaining([
			`employee.start_changed ${starter} 2026-05-18`,
			`employee.start_upcoming ${starter} 2026-05-18`,
			`employee.job_changed ${worker}`,
			`employee.updated ${worker}`,
			`employee.hire_cancelled ${deleted} 2026-09-01`,
			`leave.started ${worker} 2026-05-14`,
		]) as string[],
		'2026-05-15': [`leave.ended ${worker} 2026-05-14`],
		'2026-05-18': [`employee.started ${starter} 2026-05-18`],
		'2026-05-20': [`employee.anniversary ${worker} 2026-05-20`],
		// Not offered: the list does not say whether the person was deleted or has left.
		'2026-05-21': [`employee.deleted ${worker}`],
	});
	const types = Object.values(told)
		.flat()
		.map((event) => event.split(' ')[0]);
	const notOffered = ['employee.deleted'];
	expect([...new Set(types)].sort()).toEqual([...vendor.roster.produces, ...notOffered].sort());
});
