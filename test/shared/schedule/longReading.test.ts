import type { IDataObject } from 'n8n-workflow';

import type { RosterEntry } from '../../../nodes/shared/schedule/roster';
import { watch } from '../../../nodes/shared/schedule/watch';
import type { Roster, RosterPart } from '../../../nodes/shared/vendor';
import { fakeScheduleTrigger } from '../../support/fakeScheduleTrigger';
import { pollContext } from '../../support/n8n';
import { person } from './people';

/* A company whose list has no parts and takes longer than a poll. */

const PRODUCES: Roster['produces'] = [
	...(['employee.hired', 'employee.started', 'employee.access_ended', 'leave.started'] as const),
];

/** A list of everybody that is being read. */
interface Reading {
	readonly promise: Promise<RosterPart>;
	resolve(part: RosterPart): void;
	reject(error: Error): void;
}

function begunReading(): Reading {
	let settle: Omit<Reading, 'promise'> | undefined;
	const promise = new Promise<RosterPart>((resolve, reject) => {
		settle = { resolve, reject };
	});
	if (settle === undefined) throw new Error('A promise runs its function at once');
	return Object.assign(settle, { promise });
}

function slowCompany(parameters: IDataObject = {}) {
	const readings: Reading[] = [];
	const periods: string[] = [];
	const trigger = fakeScheduleTrigger(
		{
			produces: PRODUCES,
			isReadAsAWhole: true,
			everybody: async () => {
				readings.push(begunReading());
				return await last(readings).promise;
			},
			leaves: async ({ from, to }) => {
				periods.push(`${from} ${to}`);
				return { records: [], companyId: null };
			},
		},
		parameters,
	);
	return { ...trigger, readings, periods };
}

type Company = ReturnType<typeof slowCompany>;

function last(readings: readonly Reading[]): Reading {
	const reading = readings.at(-1);
	if (reading === undefined) throw new Error('Nothing is being read');
	return reading;
}

function listed(records: RosterEntry[]): RosterPart {
	return { records, companyId: '55', next: null };
}

/** Polls at a time, with hardly any time to read. @returns null if no execution starts */
async function pollAt(time: string, { vendor, surroundings }: Company): Promise<string[] | null> {
	jest.setSystemTime(new Date(time));
	const context = Object.assign(pollContext(surroundings), { getPollBudgetMs: () => 20 });
	const found = await watch(vendor).call(context);
	const drafts = found?.[0]?.map(({ json }) => Object(json['draft']) as IDataObject);
	return (
		drafts?.map((one) => `${String(one['eventType'])} ${String(one['effectiveDate'])}`) ?? null
	);
}

/** Lets a reading end between two polls. */
async function endWith({ readings }: Company, records: RosterEntry[]): Promise<void> {
	last(readings).resolve(listed(records));
	await last(readings).promise;
}

beforeEach(() => {
	jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
});
afterEach(() => {
	jest.useRealTimers();
});

const staff = (end: string | null = null): RosterEntry[] => [
	person({ id: '1', start: '2020-01-01', end }),
	person({ id: '2', start: '2020-01-01' }),
];

/** A company whose first list has been read. */
async function knownCompany(parameters?: IDataObject): Promise<Company> {
	const company = slowCompany(parameters);
	expect(await pollAt('2026-05-11T08:00:00Z', company)).toBeNull();
	await endWith(company, staff('2026-05-11'));
	expect(await pollAt('2026-05-11T08:01:00Z', company)).toBeNull();
	expect(company.readings).toHaveLength(1);
	return company;
}

it('goes on, and a later poll takes the result', async () => {
	const company = await knownCompany();
	expect(await pollAt('2026-05-12T08:00:00Z', company)).toBeNull();
	expect(await pollAt('2026-05-12T08:01:00Z', company)).toBeNull();
	expect(company.readings).toHaveLength(2);
	await endWith(company, staff('2026-05-11'));
	expect(await pollAt('2026-05-12T08:02:00Z', company)).toEqual([
		'employee.access_ended 2026-05-11',
	]);
	expect(company.readings).toHaveLength(2);
});

it('counts as of the time at which the reading began', async () => {
	const company = await knownCompany();
	expect(await pollAt('2026-05-11T21:59:00Z', company)).toBeNull();
	await endWith(company, staff('2026-05-11'));
	// The last day has ended meanwhile. It may have been moved since the reading began.
	expect(await pollAt('2026-05-11T22:01:00Z', company)).toBeNull();
	expect(await pollAt('2026-05-11T22:02:00Z', company)).toBeNull();
	await endWith(company, staff('2026-06-30'));
	expect(await pollAt('2026-05-11T22:03:00Z', company)).toBeNull();
	expect(company.periods.at(-1)).toBe('2026-05-04 2026-05-12');
});

it('that fails makes the later poll fail, and the next poll begins anew', async () => {
	const company = await knownCompany();
	expect(await pollAt('2026-05-12T08:00:00Z', company)).toBeNull();
	last(company.readings).reject(new Error('HTTP 503'));
	await expect(pollAt('2026-05-12T08:01:00Z', company)).rejects.toThrow('HTTP 503');
	expect(await pollAt('2026-05-12T08:02:00Z', company)).toBeNull();
	await endWith(company, staff('2026-05-11'));
	expect(await pollAt('2026-05-12T08:03:00Z', company)).toHaveLength(1);
});

it('is of no use if the events of leaves are chosen meanwhile', async () => {
	const company = await knownCompany({ hrEvents: ['employee.access_ended'] });
	expect(await pollAt('2026-05-12T08:00:00Z', company)).toBeNull();
	await endWith(company, staff('2026-05-11'));
	company.surroundings.node.parameters['hrEvents'] = ['employee.access_ended', 'leave.started'];
	expect(await pollAt('2026-05-12T08:01:00Z', company)).toBeNull();
	expect(company.readings).toHaveLength(3);
});

it('is dropped if no poll takes its result for days', async () => {
	const company = await knownCompany();
	expect(await pollAt('2026-05-12T08:00:00Z', company)).toBeNull();
	await endWith(company, staff('2026-05-11'));
	expect(await pollAt('2026-05-14T08:01:00Z', company)).toBeNull();
	expect(company.readings).toHaveLength(3);
	await endWith(company, staff('2026-05-11'));
	expect(await pollAt('2026-05-14T08:02:00Z', company)).toEqual([
		'employee.access_ended 2026-05-11',
	]);
});
