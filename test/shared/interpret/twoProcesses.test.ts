import { createHash } from 'crypto';

import type { Candidate, Emitted } from '../../../nodes/shared/interpret/report';
import { fakeVendor, surroundFake } from '../../support/fakeVendor';
import { letOthersRun } from '../../support/fakeClock.mts';
import { executeContext, useDeduplicator } from '../../support/n8n';

/*
 * Executions of one trigger in several processes of n8n, as in queue mode with several workers: all use one
 * store, and n8n reads it, changes it and writes it without a lock.
 */

type SkipRepeats = typeof import('../../../nodes/shared/interpret/skipRepeats').skipRepeats;

const vendor = fakeVendor();
let processes: SkipRepeats[];

beforeEach(async () => {
	const store = await useDeduplicator();
	processes = [processOfItsOwn(), processOfItsOwn()];
	store.pause = letSomeOthersRun;
});

let accesses = 0;

/** Others come in between, now more and now fewer. */
async function letSomeOthersRun(): Promise<void> {
	accesses += 1;
	for (let times = (accesses * accesses) % 7; times > 0; times--) await letOthersRun();
}

/** What a process keeps in its own memory is not there in another one. */
function processOfItsOwn(): SkipRepeats {
	let loaded: SkipRepeats | undefined;
	jest.isolateModules(() => {
		({ skipRepeats: loaded } = jest.requireActual<{ skipRepeats: SkipRepeats }>(
			'../../../nodes/shared/interpret/skipRepeats',
		));
	});
	if (loaded === undefined) throw new Error('The module has not been loaded');
	return loaded;
}

const candidate = (identity: Candidate['identity']): Candidate => ({
	event: { eventId: identity.eventId } as Emitted['event'],
	item: 0,
	identity,
	isSelected: true,
});

const change = (eventId: string): Candidate =>
	candidate({ eventId, report: eventId, fact: null, undoes: [] });

let deliveries = 0;

function fact(
	subject: string,
	state: string,
	delivery = `delivery ${(deliveries += 1)}`,
): Candidate {
	const eventId = `${subject} ${state}`;
	return candidate({
		eventId,
		report: `${eventId} by ${delivery}`,
		undoes: [],
		fact: {
			subject,
			state: createHash('sha256').update(state).digest('hex'),
			statement: eventId,
			isStated: false,
			beside: null,
		},
	});
}

/** What an execution in one of the processes emits. */
async function emittedIn(process: number, one: Candidate): Promise<string[]> {
	const context = executeContext(surroundFake(vendor), [{}]);
	const skipRepeats = processes[process];
	if (skipRepeats === undefined) throw new Error(`There is no process ${process}`);
	const events = await skipRepeats(context, [{ candidates: [one], undone: [] }], {
		scope: 'node',
		isRetry: false,
		isShared: true,
	});
	return events.map(({ event }) => event.eventId);
}

const names = [...'abcdefghijkl'].map((letter) => `person ${letter}`);

/** How often each of several candidates is emitted if both processes get each at the same moment. */
async function timesEmitted(make: (name: string) => Candidate): Promise<number[]> {
	const emitted = await Promise.all(
		names.flatMap((name) => [0, 1].map(async (process) => await emittedIn(process, make(name)))),
	);
	return names.map((name) => emitted.flat().filter((id) => id.startsWith(name)).length);
}

describe.each([
	['changes', (name: string) => change(name)],
	['facts', (name: string) => fact(name, 'June')],
	['facts of one delivery', (name: string) => fact(name, 'June', `the delivery about ${name}`)],
])('%s that two processes hear at the same moment', (_, make) => {
	it('are emitted once each', async () => {
		expect(await timesEmitted(make)).toEqual(names.map(() => 1));
	});

	it('are remembered, although the processes write over each other', async () => {
		await Promise.all(names.map(async (name, index) => await emittedIn(index % 2, make(name))));
		const again = await Promise.all(
			names.map(async (name, index) => await emittedIn(index % 2, make(name))),
		);
		expect(again.flat()).toEqual([]);
	});
});

it('changes back and forth are emitted, although the other process writes meanwhile', async () => {
	const subjects = [...'stuvwxyz'].map((letter) => `end of ${letter}`);
	for (const [round, state] of ['June', 'May', 'June'].entries()) {
		const [emitted] = await Promise.all([
			Promise.all(subjects.map(async (subject) => await emittedIn(0, fact(subject, state)))),
			...names.map(async (name) => await emittedIn(1, fact(`${name} in round ${round}`, 'June'))),
		]);
		expect(emitted.map((ids) => ids.length)).toEqual(subjects.map(() => 1));
	}
});
