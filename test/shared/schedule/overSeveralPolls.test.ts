import { NodeApiError } from 'n8n-workflow';

import type { RosterEntry } from '../../../nodes/shared/schedule/roster';
import type { watch } from '../../../nodes/shared/schedule/watch';
import { instant } from '../../support/days';
import type { LargeCompany as Trigger } from '../../support/largeCompany';
import { largeCompany, pollAt as poll } from '../../support/largeCompany';
import { failure } from '../../support/vendorNodes';
import { away, person } from './people';

let process: { watch: typeof watch };
function restartN8n(): void {
	jest.isolateModules(() => {
		process = jest.requireActual('../../../nodes/shared/schedule/watch');
	});
}

let reported: string[];
beforeEach(() => {
	restartN8n();
	reported = [];
	jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
});
afterEach(() => {
	jest.useRealTimers();
});

async function pollAt(time: string, trigger: Trigger, budgetMs = 36_000): Promise<string[]> {
	const emitError = ({ message }: Error): void => void reported.push(message);
	return await poll(time, trigger, { watch: process.watch, budgetMs, emitError });
}

const at = (day: number, hour = 8, minute = 0): string =>
	`2026-05-${String(day).padStart(2, '0')}T${[hour, minute].map((one) => String(one).padStart(2, '0')).join(':')}:00Z`;

const staff = (size: number): RosterEntry[] =>
	Array.from({ length: size }, (_, index) => person({ id: `p${index}`, start: '2020-01-01' }));

/** Polls every ten minutes until everybody is known. */
async function getToKnow(trigger: Trigger, day: number): Promise<string[]> {
	const told: string[] = [];
	for (let minute = 0; minute < 60; minute += 10) {
		told.push(...(await pollAt(at(day, 8, minute), trigger)));
	}
	return told;
}

describe('the first pass', () => {
	it('goes on at the next poll, and takes nobody for new or missing', async () => {
		const trigger = largeCompany();
		trigger.company.people = staff(9);
		expect(await pollAt(at(11, 8, 0), trigger)).toEqual([]);
		expect(trigger.company.asked).toEqual(['from the beginning', 'from 1', 'from 2']);
		expect(await pollAt(at(11, 8, 10), trigger)).toEqual([]);
		expect(trigger.company.asked).toEqual(['from 3', 'from 4']);
		expect(await pollAt(at(11, 8, 20), trigger)).toEqual([]);
		expect(trigger.company.asked).toEqual([]);
	});

	it('tells what is due today of everybody, and a hire that was entered meanwhile', async () => {
		const trigger = largeCompany();
		const today = person({ id: 'late', start: '2026-05-11' });
		const entered = {
			...person({ id: 'entered', start: '2026-09-01' }),
			createdAt: instant(at(11, 8, 5)),
		};
		trigger.company.people = [...staff(8), today];
		expect(await pollAt(at(11, 8, 0), trigger)).toEqual([]);
		trigger.company.people.push(entered);
		expect(await pollAt(at(11, 8, 10), trigger)).toEqual([
			'employee.created entered 2026-09-01',
			'employee.hired entered 2026-09-01',
			'employee.started late 2026-05-11',
		]);
		expect(await pollAt(at(11, 8, 20), trigger)).toEqual([]);
	});

	it('goes on where it was after a start of n8n', async () => {
		const trigger = largeCompany();
		trigger.company.people = staff(12);
		await pollAt(at(11, 8, 0), trigger);
		restartN8n();
		expect(await pollAt(at(11, 8, 10), trigger)).toEqual([]);
		expect(trigger.company.asked).toEqual(['from 3', 'from 4', 'from 5']);
	});
});

describe('between the passes', () => {
	it('only those are read who changed or for whom something is due', async () => {
		const trigger = largeCompany();
		const { company } = trigger;
		company.people = [...staff(8), person({ id: 'starts', start: '2026-05-12' })];
		await getToKnow(trigger, 11);
		company.people.push(person({ id: 'new', start: '2026-09-01' }));
		company.changed.set('new', at(11, 12));
		expect(await pollAt(at(11, 13), trigger)).toEqual([
			'employee.created new 2026-09-01',
			'employee.hired new 2026-09-01',
		]);
		expect(company.asked).toEqual(['new']);
		expect(await pollAt(at(12, 8), trigger)).toEqual(['employee.started starts 2026-05-12']);
		expect(company.asked[0]).toBe('starts');
	});

	it('everybody is read again on the next day, those who were read by then left out', async () => {
		const trigger = largeCompany();
		const { company } = trigger;
		company.people = [...staff(4), person({ id: 'starts', start: '2026-05-12' })];
		await getToKnow(trigger, 11);
		await pollAt(at(12, 8), trigger);
		expect(company.asked).toEqual(['starts', 'from the beginning', 'from 1', 'from 2']);
		expect(company.described).toEqual(['p0', 'p1', 'p2', 'p3']);
		await pollAt(at(12, 9), trigger);
		expect(company.asked).toEqual([]);
	});

	it('another credential has everybody read at once', async () => {
		const trigger = largeCompany();
		trigger.company.people = staff(4);
		await getToKnow(trigger, 11);
		trigger.surroundings.workflow.staticData[`node:${trigger.surroundings.node.name}`] = {
			...(trigger.surroundings.workflow.getStaticData('node', trigger.surroundings.node) as object),
			company: 'another',
		} as never;
		await pollAt(at(11, 12), trigger);
		expect(trigger.company.asked).toEqual(['from the beginning', 'from 1']);
	});

	it('a vendor that does not understand the question has everybody read', async () => {
		const trigger = largeCompany();
		trigger.company.people = staff(4);
		await getToKnow(trigger, 11);
		const { selective } = trigger.vendor.roster;
		if (selective === undefined) throw new Error('The vendor reads selectively');
		const refusal = new NodeApiError(
			trigger.surroundings.node,
			{},
			{ message: '', httpCode: '400' },
		);
		Object.assign(selective, { changedSince: async () => await Promise.reject(refusal) });
		await pollAt(at(11, 12), trigger);
		expect(trigger.company.asked).toEqual(['from the beginning', 'from 1']);
	});
});

describe('more people than can be read in time', () => {
	it('are told by the next polls, each once, and with the leaves of those who wait', async () => {
		const trigger = largeCompany();
		const { company } = trigger;
		const starters = Array.from({ length: 160 }, (_, index) =>
			person({ id: `s${index}`, start: '2026-05-12' }),
		);
		company.people = starters;
		company.partMs = 100;
		await pollAt(at(11), trigger);
		company.partMs = 60_000;
		const last = starters.at(-1);
		if (last === undefined) throw new Error('Nobody starts');
		company.leaves = [{ ...away('2026-05-12', '2026-05-12'), employee: last.employee }];
		const told = [];
		for (const hour of [6, 7, 8, 9, 10]) told.push(await pollAt(at(12, hour), trigger));
		expect(told.map(({ length }) => length)).toEqual([50, 50, 51, 10, 0]);
		expect(told.flat().sort()).toEqual(
			[
				...starters.map(({ employee: { id } }) => `employee.started ${id} 2026-05-12`),
				`leave.started ${last.employee.id} 2026-05-12`,
			].sort(),
		);
	});

	it('make a failed poll if not even one part came', async () => {
		const trigger = largeCompany();
		trigger.company.people = staff(4);
		const never = async (): Promise<never> => await new Promise(() => undefined);
		trigger.vendor.roster.everybody = never;
		const error = await failure(pollAt(at(11), trigger, 20));
		expect(error.message).toBe('Fake HR answered too slowly for this poll');
	});
});

describe('who is missing', () => {
	it('is known only at the end of a pass', async () => {
		const trigger = largeCompany();
		const { company } = trigger;
		company.people = staff(9);
		await getToKnow(trigger, 11);
		company.people = company.people.filter(({ employee: { id } }) => id !== 'p1');
		expect(await pollAt(at(12, 8, 0), trigger)).toEqual([]);
		expect(await pollAt(at(12, 8, 10), trigger)).toEqual(['employee.deleted p1']);
		expect(await pollAt(at(12, 8, 20), trigger)).toEqual([]);
	});

	it('is asked for by id first', async () => {
		const trigger = largeCompany();
		const { company } = trigger;
		company.people = staff(5);
		await getToKnow(trigger, 11);
		company.unlisted.add('p1');
		company.partMs = 1_000;
		expect(await pollAt(at(12), trigger)).toEqual([]);
		expect(company.asked.at(-1)).toBe('p1');
		expect(await pollAt(at(13), trigger)).toEqual([]);
	});

	it('while something is due for them, begins a pass', async () => {
		const trigger = largeCompany();
		const { company } = trigger;
		company.people = [...staff(3), person({ id: 'gone', start: '2026-05-11' })];
		await pollAt(at(11, 2), trigger);
		company.people.pop();
		expect(await pollAt(at(11, 5), trigger)).toEqual(['employee.deleted gone']);
		expect(company.asked).toEqual(['gone', 'from the beginning', 'from 1']);
	});
});

it('a position that the vendor has forgotten costs only the pages', async () => {
	const trigger = largeCompany();
	const { company } = trigger;
	company.people = staff(9);
	await pollAt(at(11, 8, 0), trigger);
	company.forgetsPositions = true;
	company.partMs = 4_000;
	expect(await pollAt(at(11, 8, 10), trigger)).toEqual([]);
	expect(company.asked.slice(0, 2)).toEqual(['from 3', 'from the beginning']);
	expect(company.described).toEqual(['p6', 'p7', 'p8']);
	expect(await pollAt(at(11, 8, 20), trigger)).toEqual([]);
	expect(company.asked).toEqual([]);
});

it('polls that overlap do not read twice', async () => {
	const trigger = largeCompany();
	trigger.company.people = staff(3);
	const [one, other] = await Promise.all([pollAt(at(11), trigger), pollAt(at(11), trigger)]);
	expect([one, other]).toEqual([[], []]);
	expect(trigger.company.asked).toEqual(['from the beginning', 'from 1']);
});

it('a list that gives the same position again and again fails the poll, and the next poll goes on', async () => {
	const trigger = largeCompany();
	trigger.company.people = [...staff(3), person({ id: 'late', start: '2026-05-11' })];
	trigger.company.repeatsPosition = true;
	const failed = await failure(pollAt(at(11, 8, 0), trigger));
	expect(failed.message).toBe('Fake HR did not give a complete list');
	expect(trigger.company.asked).toEqual(['from the beginning', 'from 1', 'from 1']);
	trigger.company.repeatsPosition = false;
	expect(await pollAt(at(11, 8, 10), trigger)).toEqual(['employee.started late 2026-05-11']);
});
