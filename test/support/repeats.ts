import { Settings } from 'luxon';
import type { IDataObject } from 'n8n-workflow';

import type { HrEvent } from '../../nodes/shared/model/hrEvent';
import { useDeduplicator } from './n8n';
import type { Outputs, Received } from './vendorNodes';

/*
 * Stories longer than one change, as a published trigger with Skip Repeats tells them. Each delivery
 * comes twice at the same moment, in executions of their own, and the edge has forgotten it by then,
 * as after a restart: what is told once is told once by the run.
 */

/** What a story is told by. */
export interface Story<D> {
	/** The clock of n8n; it stands still. */
	at(instant: string): void;
	/** What is told of deliveries, one after the other, as `eventType effectiveDate`. */
	hear(...deliveries: D[]): Promise<string[]>;
	/** The same of deliveries that all come at the same moment. */
	hearAtOnce(...deliveries: D[]): Promise<string[]>;
	/**
	 * All that was heard so far, once more and later by as many hours, oldest first and newest first:
	 * vendors repeat for days, in no promised order.
	 */
	hearAllAgain(hours: number): Promise<string[]>;
	readonly events: readonly HrEvent[];
}

/** A published trigger, in the two steps that n8n takes. */
export interface Listener<D> {
	/** The webhook: what it hands over. */
	post(delivery: D): Promise<Received>;
	/** The execution of what was handed over. */
	run(items: IDataObject[]): Promise<Outputs>;
}

/**
 * Begins a story with an empty memory.
 * @param only what the story is about; other events are not listed
 */
export async function beginStory<D>(
	{ post, run }: Listener<D>,
	only: RegExp = /^(employee\.(hired|rehired|started|term|access)|leave)/,
): Promise<Story<D>> {
	await useDeduplicator();
	const heard: D[] = [];
	const events: HrEvent[] = [];
	let now = 0;
	const tell = async (deliveries: readonly D[]): Promise<string[]> => {
		const received: IDataObject[][] = [];
		// One after the other: the edge takes the same bytes at the same moment for one delivery.
		for (const delivery of [...deliveries, ...deliveries]) {
			const { answer, items } = await post(delivery);
			expect([answer.status, items.length]).toEqual([200, 1]);
			received.push(items);
		}
		const outputs = await Promise.all(received.map(run));
		const told = outputs.flatMap((output) => output.events);
		events.push(...told);
		// Whoever goes by the id sees each change, and none twice.
		expect(new Set(events.map(({ eventId }) => eventId)).size).toBe(events.length);
		return told
			.filter(({ eventType }) => only.test(eventType))
			.map(({ eventType, effectiveDate }) => `${eventType} ${effectiveDate}`);
	};
	const at = (instant: string): void => {
		now = Date.parse(instant);
		Settings.now = () => now;
	};
	return {
		at,
		events,
		async hear(...deliveries) {
			const told: string[] = [];
			for (const delivery of deliveries) {
				heard.push(delivery);
				told.push(...(await tell([delivery])));
			}
			return told;
		},
		async hearAtOnce(...deliveries) {
			heard.push(...deliveries);
			return await tell(deliveries);
		},
		async hearAllAgain(hours) {
			const before = now;
			at(new Date(now + hours * 3_600_000).toISOString());
			const told: string[] = [];
			for (const delivery of [...heard, ...[...heard].reverse()]) {
				told.push(...(await tell([delivery])));
			}
			at(new Date(before).toISOString());
			return told;
		},
	};
}

/** A story is over: n8n's clock goes on. */
export function endStory(): void {
	Settings.now = () => Date.now();
}

/** After each story: late repeats of all of it, also of what was before, tell nothing. */
export async function expectNoRepeats<D>(story: Story<D>): Promise<void> {
	expect([48, await story.hearAllAgain(48)]).toEqual([48, []]);
	expect([72, await story.hearAllAgain(72)]).toEqual([72, []]);
}
