import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { interpretFound } from '../../../nodes/shared/schedule/interpretFound';
import type { RosterEntry, RosterLeave } from '../../../nodes/shared/schedule/roster';
import type { watch } from '../../../nodes/shared/schedule/watch';
import type { Roster } from '../../../nodes/shared/vendor';
import { fakeScheduleTrigger } from '../../support/fakeScheduleTrigger';
import type { Surroundings } from '../../support/n8n';
import { executeContext, pollContext, useDeduplicator } from '../../support/n8n';
import { failure } from '../../support/vendorNodes';
import { away, person } from './people';

/** The company as its lists show it. */
interface Company {
	people: RosterEntry[];
	leaves: RosterLeave[];
	/** What happens instead of an answer. */
	failure?: Error;
	/** The periods that leaves were asked for. */
	readonly periods: string[];
}

const PRODUCES: Roster['produces'] = [
	...(['employee.created', 'employee.hired', 'employee.started'] as const),
	...(['employee.start_upcoming', 'employee.deleted', 'employee.access_ended'] as const),
	...(['leave.started', 'leave.ended'] as const),
];

function companyWithTrigger(parameters: IDataObject = {}) {
	const company: Company = { people: [], leaves: [], periods: [] };
	const roster: Roster = {
		produces: PRODUCES,
		everybody: async () => {
			if (company.failure !== undefined) throw company.failure;
			return { records: company.people, companyId: '55', next: null };
		},
		leaves: async ({ from, to }) => {
			company.periods.push(`${from} ${to}`);
			return { records: company.leaves, companyId: null };
		},
	};
	const { vendor, surroundings } = fakeScheduleTrigger(roster, parameters);
	return { company, vendor, surroundings };
}

/** The modules as an n8n process has loaded them. */
let process: { watch: typeof watch };
function restartN8n(): void {
	jest.isolateModules(() => {
		process = jest.requireActual('../../../nodes/shared/schedule/watch');
	});
}

beforeEach(async () => {
	await useDeduplicator();
	restartN8n();
	reported = [];
	jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
});
afterEach(() => {
	jest.useRealTimers();
});

type Trigger = ReturnType<typeof companyWithTrigger>;

/** What failed executions of their own have said. */
let reported: string[] = [];

/** Polls at a time. @returns what the execution emits; null if none starts */
async function pollAt(
	time: string,
	{ vendor, surroundings }: Trigger,
	activation: Parameters<typeof pollContext>[1] = 'activate',
): Promise<string[] | null> {
	jest.setSystemTime(new Date(time));
	const context = pollContext(
		surroundings,
		activation,
		({ message }) => void reported.push(message),
	);
	const found = await process.watch(vendor).call(context);
	return found === null ? null : await emitted(surroundings, vendor, found[0] ?? []);
}

async function emitted(
	surroundings: Surroundings,
	vendor: Trigger['vendor'],
	items: INodeExecutionData[],
): Promise<string[]> {
	// n8n stores the items with the execution.
	const read = items.map(({ json }) => JSON.parse(JSON.stringify(json)) as IDataObject);
	const [events = []] = await interpretFound(vendor).call(executeContext(surroundings, read));
	return events.map(({ json }) => `${String(json['eventType'])} ${String(json['effectiveDate'])}`);
}

const MONDAY = '2026-05-11T08:00:00Z';
const TUESDAY = '2026-05-12T08:00:00Z';
const WEDNESDAY = '2026-05-13T08:00:00Z';

describe('a poll', () => {
	it('starts no execution if there is nothing to tell', async () => {
		const trigger = companyWithTrigger();
		expect(await pollAt(MONDAY, trigger)).toBeNull();
		expect(await pollAt(TUESDAY, trigger)).toBeNull();
	});

	it('tells what has changed and what is due, once', async () => {
		const trigger = companyWithTrigger();
		trigger.company.people = [person({ id: '1', start: '2026-05-12' })];
		expect(await pollAt(MONDAY, trigger)).toEqual(['employee.start_upcoming 2026-05-12']);
		trigger.company.people.push(person({ id: '2', start: '2026-09-01' }));
		trigger.company.leaves = [away('2026-05-12', '2026-05-12')];
		expect(await pollAt(TUESDAY, trigger)).toEqual([
			...['employee.created 2026-09-01', 'employee.hired 2026-09-01'],
			...['employee.started 2026-05-12', 'leave.started 2026-05-12'],
		]);
		expect(await pollAt('2026-05-12T09:00:00Z', trigger)).toBeNull();
		expect(await pollAt(WEDNESDAY, trigger)).toEqual(['leave.ended 2026-05-12']);
	});

	it('hands over only what is chosen', async () => {
		const trigger = companyWithTrigger({ hrEvents: ['employee.started'] });
		await pollAt(MONDAY, trigger);
		trigger.company.people = [person({ start: '2026-05-12' })];
		expect(await pollAt(TUESDAY, trigger)).toEqual(['employee.started 2026-05-12']);
	});

	it('reads no leaves if no event of a leave is chosen, and takes none for new later', async () => {
		const trigger = companyWithTrigger({ hrEvents: ['employee.started'] });
		const { company, surroundings } = trigger;
		company.leaves = [away('2026-05-11', '2026-05-13')];
		await pollAt(MONDAY, trigger);
		expect(company.periods).toEqual([]);
		surroundings.node.parameters['hrEvents'] = ['leave.started', 'leave.ended'];
		expect(await pollAt(TUESDAY, trigger)).toBeNull();
		expect(await pollAt('2026-05-14T08:00:00Z', trigger)).toEqual(['leave.ended 2026-05-13']);
	});

	it('asks for the leaves of the days since the poll before, and some more', async () => {
		const trigger = companyWithTrigger();
		await pollAt(MONDAY, trigger);
		await pollAt(WEDNESDAY, trigger);
		expect(trigger.company.periods).toEqual(['2026-05-04 2026-05-11', '2026-05-04 2026-05-13']);
	});

	it('that fails is covered by the next', async () => {
		const trigger = companyWithTrigger();
		trigger.company.people = [person({ start: '2026-05-12' })];
		await pollAt(MONDAY, trigger);
		trigger.company.failure = new Error('503');
		await expect(pollAt(TUESDAY, trigger)).rejects.toThrow('503');
		delete trigger.company.failure;
		expect(await pollAt(WEDNESDAY, trigger)).toEqual(['employee.started 2026-05-12']);
	});

	it('covers all that was due while n8n was off', async () => {
		const trigger = companyWithTrigger();
		trigger.company.people = [
			person({ id: '1', start: '2026-06-12' }),
			person({ id: '2', end: '2026-06-30' }),
		];
		await pollAt(MONDAY, trigger);
		restartN8n();
		expect(await pollAt('2026-07-10T08:00:00Z', trigger, 'init')).toEqual([
			...['employee.start_upcoming 2026-06-12', 'employee.started 2026-06-12'],
			'employee.access_ended 2026-06-30',
		]);
	});
});

describe('what nobody has chosen', () => {
	const start = (day: string) => [person({ start: day })];
	const polls = ['2026-05-11', '2026-05-12', '2026-05-13', '2026-05-14'] as const;

	it('starts no execution, and a day that was moved away and back is told again all the same', async () => {
		const trigger = companyWithTrigger({ hrEvents: ['employee.start_upcoming'] });
		const told: Array<string[] | null> = [];
		for (const [at, day] of ['2026-05-20', '2026-09-01', '2026-05-20', '2026-05-20'].entries()) {
			trigger.company.people = start(day);
			told.push(await pollAt(`${polls[at]}T08:00:00Z`, trigger));
		}
		const reminder = ['employee.start_upcoming 2026-05-20'];
		expect(told).toEqual([reminder, null, reminder, null]);
	});

	it('is not told a third time after a start of n8n', async () => {
		const trigger = companyWithTrigger({ hrEvents: ['employee.start_upcoming'] });
		for (const [at, day] of ['2026-05-20', '2026-09-01', '2026-05-20'].entries()) {
			trigger.company.people = start(day);
			await pollAt(`${polls[at]}T08:00:00Z`, trigger);
		}
		restartN8n();
		expect(await pollAt(`${polls[3]}T08:00:00Z`, trigger, 'init')).toEqual([]);
	});

	it('makes an end news again that was withdrawn in between', async () => {
		const trigger = companyWithTrigger({ hrEvents: ['employee.terminated'] });
		const told: Array<string[] | null> = [];
		for (const [at, end] of ['2026-05-10', '2026-05-10', null, '2026-05-10'].entries()) {
			trigger.company.people = [person({ start: '2020-01-01', end: at === 0 ? null : end })];
			told.push(await pollAt(`${polls[at]}T08:00:00Z`, trigger));
		}
		const over = ['employee.terminated 2026-05-10'];
		expect(told).toEqual([null, over, null, over]);
	});

	it('is remembered without anything that says who the person is, and not for ever', async () => {
		const trigger = companyWithTrigger({ hrEvents: ['employee.start_upcoming'] });
		const { workflow, node } = trigger.surroundings;
		const kept = () => JSON.stringify(workflow.getStaticData('node', node));
		const known = { displayName: 'Ada Lovelace', workEmail: 'ada@example.com' };
		for (const [at, day] of ['2026-08-01', '2026-09-01'].entries()) {
			trigger.company.people = [person({ start: day, known })];
			await pollAt(`${polls[at]}T08:00:00Z`, trigger);
		}
		expect(kept()).toContain('employee.start_changed');
		expect(kept()).not.toMatch(/Ada|ada@/);
		await pollAt('2026-07-31T08:00:00Z', trigger);
		expect(kept()).not.toContain('employee.start_changed');
	});
});

describe('a leave that is cancelled', () => {
	it('does not end, and is told again if it comes back', async () => {
		const trigger = companyWithTrigger();
		const told: Array<string[] | null> = [];
		const week = away('2026-05-11', '2026-05-13');
		const cancelled = away('2026-05-11', '2026-05-13', false);
		for (const [at, leaves] of [[week], [cancelled], [], [week]].entries()) {
			trigger.company.leaves = leaves;
			told.push(await pollAt(`2026-05-${11 + at}T08:00:00Z`, trigger));
		}
		const both = ['leave.started 2026-05-11', 'leave.ended 2026-05-13'];
		expect(told).toEqual([[both[0]], null, null, both]);
		restartN8n();
		expect(await pollAt('2026-05-14T09:00:00Z', trigger, 'init')).toEqual([]);
		expect(await pollAt('2026-05-15T08:00:00Z', trigger)).toBeNull();
	});

	it('before it begins is not told at all', async () => {
		const trigger = companyWithTrigger();
		trigger.company.leaves = [away('2026-05-12', '2026-05-12')];
		await pollAt(MONDAY, trigger);
		trigger.company.leaves = [];
		expect(await pollAt(TUESDAY, trigger)).toBeNull();
		expect(await pollAt(WEDNESDAY, trigger)).toBeNull();
	});

	it('is not taken for cancelled once it is over and no longer listed', async () => {
		const trigger = companyWithTrigger();
		const { workflow, node } = trigger.surroundings;
		trigger.company.leaves = [away('2026-05-11', '2026-05-11')];
		await pollAt(MONDAY, trigger);
		expect(await pollAt(TUESDAY, trigger)).toEqual(['leave.ended 2026-05-11']);
		trigger.company.leaves = [];
		await pollAt(WEDNESDAY, trigger);
		expect(workflow.getStaticData('node', node)['memory']).toMatchObject({ leaves: {} });
	});
});

describe('after a start of n8n', () => {
	it('hands over once more what was handed over last, in case it was lost', async () => {
		const trigger = companyWithTrigger();
		trigger.company.people = [person({ start: '2026-05-12' })];
		await pollAt(MONDAY, trigger);
		jest.setSystemTime(new Date(TUESDAY));
		// n8n is killed before the execution begins.
		await process.watch(trigger.vendor).call(pollContext(trigger.surroundings));
		restartN8n();
		expect(await pollAt(WEDNESDAY, trigger, 'init')).toEqual(['employee.started 2026-05-12']);
		expect(await pollAt('2026-05-13T09:00:00Z', trigger, 'init')).toBeNull();
	});

	it('does not tell twice what came through', async () => {
		const trigger = companyWithTrigger();
		trigger.company.people = [person({ start: '2026-05-12' })];
		await pollAt(MONDAY, trigger);
		expect(await pollAt(TUESDAY, trigger)).toEqual(['employee.started 2026-05-12']);
		restartN8n();
		expect(await pollAt(WEDNESDAY, trigger, 'init')).toEqual([]);
	});
});

describe('a memory that is gone', () => {
	it.each<[string, (data: IDataObject) => void]>([
		['is not there', (data) => delete data['memory']],
		['cannot be understood', (data) => Object.assign(data, { memory: { form: 0 } })],
	])('(%s) is said, and is not taken for a first poll', async (_, lose) => {
		const trigger = companyWithTrigger();
		await pollAt(MONDAY, trigger);
		const { workflow, node } = trigger.surroundings;
		lose(workflow.getStaticData('node', node));
		restartN8n();
		trigger.company.people = [person({ start: '2026-05-12' })];
		// What is due today is not lost with it.
		expect(await pollAt(TUESDAY, trigger, 'init')).toEqual(['employee.started 2026-05-12']);
		expect(reported).toEqual(['What this trigger remembered is gone']);
		expect(await pollAt('2026-05-12T09:00:00Z', trigger)).toBeNull();
		expect(reported).toHaveLength(1);
	});

	it('is not missed as long as n8n runs: the process remembers too', async () => {
		const trigger = companyWithTrigger();
		const { workflow, node } = trigger.surroundings;
		await pollAt(MONDAY, trigger);
		delete workflow.getStaticData('node', node)['memory'];
		trigger.company.people = [person({ start: '2026-09-01' })];
		expect(await pollAt(TUESDAY, trigger)).toContain('employee.hired 2026-09-01');
		expect(reported).toEqual([]);
	});

	it('is said after a start of n8n as well, and the trigger goes on', async () => {
		const trigger = companyWithTrigger();
		expect(await pollAt(MONDAY, trigger, 'init')).toBeNull();
		expect(reported).toEqual(['What this trigger remembered is gone']);
		trigger.company.people = [person({ start: '2026-05-12' })];
		expect(await pollAt(TUESDAY, trigger, 'init')).toContain('employee.started 2026-05-12');
		expect(reported).toHaveLength(1);
	});
});

describe('a list with far fewer people', () => {
	const everybody = ['1', '2', '3', '4', '5'].map((id) => person({ id, start: '2020-01-01' }));

	it.each([0, 2])('(%i of 5) makes a failed execution, and nobody is deleted', async (left) => {
		const trigger = companyWithTrigger();
		trigger.company.people = everybody;
		await pollAt(MONDAY, trigger);
		trigger.company.people = everybody.slice(0, left);
		expect(await pollAt(TUESDAY, trigger)).toBeNull();
		expect(reported).toEqual([`Fake HR lists ${left} people, where it listed 5 before`]);
		trigger.company.people = everybody;
		expect(await pollAt(WEDNESDAY, trigger)).toBeNull();
	});

	it('still tells what is due for those who are listed, and later for the others', async () => {
		const trigger = companyWithTrigger();
		const [first, ...others] = everybody;
		const leavers = [first, person({ id: '6', start: '2020-01-01', end: '2026-05-11' })];
		const listed = leavers.filter((one) => one !== undefined);
		const other = person({ id: '7', start: '2020-01-01', end: '2026-05-11' });
		trigger.company.people = [...listed, ...others, other];
		await pollAt(MONDAY, trigger);
		trigger.company.people = listed;
		expect(await pollAt(TUESDAY, trigger)).toEqual(['employee.access_ended 2026-05-11']);
		expect(reported).toHaveLength(1);
		trigger.company.people = [...listed, ...others, other];
		expect(await pollAt(WEDNESDAY, trigger)).toEqual(['employee.access_ended 2026-05-11']);
	});

	it('is believed if the user says so', async () => {
		const trigger = companyWithTrigger();
		trigger.company.people = everybody;
		await pollAt(MONDAY, trigger);
		trigger.company.people = everybody.slice(0, 1);
		trigger.surroundings.node.parameters['options'] = { acceptFewerPeople: true };
		expect(await pollAt(TUESDAY, trigger)).toEqual(Array(4).fill('employee.deleted null'));
	});
});

describe('a parameter that cannot be read stops the poll, and is named', () => {
	it.each<[string, IDataObject, string]>([
		['Days Before', { daysBefore: 'soon' }, "'Days Before' is not a list of numbers of days"],
		['Days Before', { daysBefore: '0' }, "'Days Before' is not a list of numbers of days"],
		['Day Begins At', { dayBeginsAt: '25:00' }, "'Day Begins At' is not a time of day"],
		['Last Day Ends At', { lastDayEndsAt: '' }, "'Last Day Ends At' is not a time of day"],
		[
			'Company Time Zone',
			{ options: { timeZone: 'CEST' } },
			"'Company Time Zone' does not name a time zone: CEST",
		],
	])('%s %j', async (_, parameters, message) => {
		expect((await failure(pollAt(MONDAY, companyWithTrigger(parameters)))).message).toBe(message);
	});

	it.each(['6:00', ' 06:00 '])('a time may be written %j', async (dayBeginsAt) => {
		expect(await pollAt(MONDAY, companyWithTrigger({ dayBeginsAt }))).toBeNull();
	});
});

describe('filters', () => {
	it('leave out what does not meet them, and let pass what is not known', async () => {
		const trigger = companyWithTrigger({
			hrEvents: ['employee.started'],
			filters: { departments: ['402'] },
		});
		const of = (id: string, departmentId: string | null) =>
			person({ id, start: `2026-05-1${id}`, known: { departmentId } });
		trigger.company.people = [of('2', '402'), of('3', '403'), of('4', null)];
		await pollAt(MONDAY, trigger);
		expect(await pollAt('2026-05-15T08:00:00Z', trigger)).toEqual([
			'employee.started 2026-05-12',
			'employee.started 2026-05-14',
		]);
	});

	it('that cannot be understood keep the workflow from being published', async () => {
		const trigger = companyWithTrigger({ filters: { leaveCategories: ['holiday'] } });
		const error = await failure(pollAt(MONDAY, trigger));
		expect(error.message).toContain("'Leave Categories' is not a list of");
		trigger.surroundings.node.parameters['filters'] = { leaveCategories: ['vacation'] };
		expect(await pollAt(MONDAY, trigger)).toBeNull();
	});
});

describe('tried in the editor, where n8n does not poll', () => {
	async function tryIt(
		{ vendor, surroundings }: Trigger,
		at = MONDAY,
	): Promise<Array<Record<string, unknown>>> {
		jest.setSystemTime(new Date(at));
		const context = executeContext(surroundings, [{}], { mode: 'manual' });
		const [samples = [], unrecognised = []] = await interpretFound(vendor).call(context);
		expect(unrecognised).toEqual([]);
		return samples.map(({ json }) => json);
	}

	it('shows samples of the chosen events, marked as such', async () => {
		const trigger = companyWithTrigger({ hrEvents: ['employee.started', 'leave.started'] });
		trigger.company.people = [
			person({ id: '1', start: '2026-04-01' }),
			person({ id: '2', start: '2026-08-01' }),
			person({ id: '3', start: '2026-07-01' }),
		];
		trigger.company.leaves = [away('2026-05-05', '2026-05-20')];
		const samples = await tryIt(trigger);
		expect(samples).toMatchObject([
			{ eventType: 'employee.started', effectiveDate: '2026-07-01', employee: { id: '3' } },
			{ eventType: 'leave.started', effectiveDate: '2026-05-05', leave: { id: '77' } },
		]);
		for (const { source } of samples) expect(source).toMatchObject({ delivery: 'manual' });
		expect(trigger.company.periods).toEqual(['2026-04-11 2026-06-10']);
	});

	it('shows samples that meet the filters', async () => {
		const inSales = { known: { department: 'Sales', departmentId: '402' } };
		const trigger = companyWithTrigger({
			hrEvents: ['employee.started', 'leave.started'],
			filters: { departments: ['402'], leaveCategories: ['vacation'] },
		});
		const { company, surroundings } = trigger;
		company.people = [
			person({ id: '1', start: '2026-06-01', known: { department: 'Legal', departmentId: '403' } }),
			person({ id: '2', start: '2026-08-01', ...inSales }),
		];
		const sick = away('2026-05-05', '2026-05-20');
		company.leaves = [{ ...sick, leave: { ...sick.leave, category: 'sick' } }];
		expect(await tryIt(trigger)).toMatchObject([{ employee: { id: '2' } }]);
		surroundings.node.parameters['filters'] = { departments: ['401'] };
		const error = await failure(tryIt(trigger));
		expect(error.message).toBe('Fake HR lists nobody who can be a sample of the chosen events');
		expect(error.description).toContain('choose more events or fewer filters');
	});

	it('remembers nothing, and what was shown still comes on its day', async () => {
		const trigger = companyWithTrigger({ hrEvents: ['employee.started'] });
		trigger.company.people = [person({ start: '2026-05-12' })];
		expect(await tryIt(trigger)).toHaveLength(1);
		expect(await pollAt(MONDAY, trigger)).toBeNull();
		expect(await tryIt(trigger)).toHaveLength(1);
		expect(await pollAt(TUESDAY, trigger)).toEqual(['employee.started 2026-05-12']);
	});

	it('says plainly that there is nobody', async () => {
		const trigger = companyWithTrigger({ hrEvents: ['employee.started'] });
		const error = await failure(tryIt(trigger));
		expect(error.message).toBe('Fake HR lists nobody who can be a sample of the chosen events');
		expect(error.description).toContain('Chosen: Employee Started.');
	});

	it('says which chosen events have no sample', async () => {
		const trigger = companyWithTrigger({ hrEvents: ['employee.started', 'leave.ended'] });
		trigger.company.people = [person({ start: '2026-05-12' })];
		jest.setSystemTime(new Date(MONDAY));
		const context = executeContext(trigger.surroundings, [{}], { mode: 'manual' });
		const hints: string[] = [];
		context.addExecutionHints = (...all) => void hints.push(...all.map(({ message }) => message));
		await interpretFound(trigger.vendor).call(context);
		expect(hints).toEqual(['Fake HR lists nobody who can be a sample of: Leave Ended']);
	});
});
