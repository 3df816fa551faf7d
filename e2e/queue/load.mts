import { setTimeout as sleep } from 'node:timers/promises';
import { fewAtATime } from '../support/fewAtATime.mts';

/** How many deliveries are under way at the same time. */
export const AT_A_TIME = 16;
const SHORTLY_MS = 1_000;
const LATER = 150;

/** How often each kind of repeat was sent. */
export interface Repeats {
	/** At the same moment as the first. */
	readonly together: number;
	/** A second after the answer to the first, while others are on their way. */
	readonly shortly: number;
	/** When {@link LATER} other deliveries have come, which is still within what is remembered. */
	readonly later: number;
}

/**
 * Sends each delivery, and repeats of some: of each kind of repeat, one for every tenth delivery.
 * @param deliver sends a delivery, again and again until it is answered with success
 */
export async function sendWithRepeats<T>(
	deliveries: readonly T[],
	deliver: (delivery: T) => Promise<unknown>,
): Promise<Repeats> {
	const every = (offset: number) => deliveries.filter((_, index) => index % 10 === offset);
	const [together, shortly, later] = [every(0), every(3), every(6)];
	const laterThan = new Map(
		later.map((delivery) => [deliveries.indexOf(delivery) + LATER, delivery]),
	);
	const repeatSoon: Array<Promise<unknown>> = [];
	await fewAtATime(
		AT_A_TIME,
		deliveries.map((delivery, index) => async () => {
			const copies = together.includes(delivery) ? [delivery, delivery] : [delivery];
			const earlier = laterThan.get(index);
			if (earlier !== undefined) copies.push(earlier);
			laterThan.delete(index);
			await Promise.all(copies.map(deliver));
			if (!shortly.includes(delivery)) return;
			repeatSoon.push(sleep(SHORTLY_MS).then(async () => await deliver(delivery)));
		}),
	);
	await Promise.all(repeatSoon);
	await fewAtATime(
		AT_A_TIME,
		[...laterThan.values()].map((delivery) => async () => await deliver(delivery)),
	);
	return { together: together.length, shortly: shortly.length, later: later.length };
}
