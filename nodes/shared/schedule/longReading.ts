import type { Instant } from '../model/dates';
import { daysAgo, isEarlier, now } from '../model/dates';
import { waitUntil } from '../outbound/ending';

/*
 * A list that can only be read as a whole may take longer than n8n gives a poll. The reading then goes on in
 * this n8n process, and a later poll takes its result.
 */

/** How long a reading may go on, in milliseconds. */
export const LONGEST_READING_MS = 10 * 60_000;

/** A result that no poll has taken for so long is dropped: its trigger is no longer published. */
const UNTAKEN_DAYS = 2;

interface Reading<T> {
	/** What the reading depends on. If this changes, the result is of no use. */
	readonly basis: string;
	readonly startedAt: Instant;
	readonly result: Promise<T>;
}

/** The readings of this process, by trigger. */
export class LongReadings<T> {
	private readonly readings = new Map<string, Reading<T>>();

	/**
	 * Takes the result of the reading that an earlier poll of a trigger began, or begins a reading.
	 * @param trigger identifies the trigger
	 * @param basis what the reading depends on; if it is another one than before, a new reading begins
	 * @param end when this poll stops waiting
	 * @param begin reads; gets the time at which the reading begins
	 * @returns null if the reading takes longer than this poll; it goes on
	 * @throws what the reading throws
	 */
	async take(
		trigger: string,
		basis: string,
		end: AbortSignal,
		begin: (startedAt: Instant) => Promise<T>,
	): Promise<T | null> {
		this.dropUntaken();
		const earlier = this.readings.get(trigger);
		const reading = earlier?.basis === basis ? earlier : start(basis, begin);
		this.readings.set(trigger, reading);
		const isOver = reading.result.then(
			() => true,
			() => true,
		);
		if ((await waitUntil(end, isOver)) === null) return null;
		this.readings.delete(trigger);
		return await reading.result;
	}

	private dropUntaken(): void {
		const oldest = daysAgo(UNTAKEN_DAYS);
		for (const [trigger, { startedAt }] of this.readings) {
			if (isEarlier(startedAt, oldest)) this.readings.delete(trigger);
		}
	}
}

function start<T>(basis: string, begin: (startedAt: Instant) => Promise<T>): Reading<T> {
	const startedAt = now();
	return { basis, startedAt, result: begin(startedAt) };
}
