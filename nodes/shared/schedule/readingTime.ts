import type { IPollFunctions } from 'n8n-workflow';

import { waitUntil } from '../outbound/ending';
import type { Roster } from '../vendor';

/**
 * How long a poll may read while a user waits for the workflow to be published, or n8n starts, in
 * milliseconds. n8n gives up on a publication after 84 s, so a list that is only read as a whole may
 * take almost as long.
 */
const WHILE_STARTING_MS = { inParts: 30_000, asAWhole: 75_000 };

/** What n8n gives a poll if it does not say it: versions before 2.41 have no limit. */
const USUAL_MS = 300_000;

/**
 * How long a poll may read, in milliseconds. n8n abandons a poll that takes longer, and nothing of it is
 * kept.
 * @param isStarting whether n8n may be waiting for this poll to publish the workflow or to start
 */
export function readingTimeOf(
	context: IPollFunctions,
	{ selective }: Roster,
	isStarting: boolean,
): number {
	const given = 'getPollBudgetMs' in context ? context.getPollBudgetMs() : USUAL_MS;
	if (!isStarting) return given;
	return Math.min(given, WHILE_STARTING_MS[selective === undefined ? 'asAWhole' : 'inParts']);
}

/** The time that a poll has for reading. */
export class ReadingTime {
	/** Aborted when the time is over. */
	readonly signal: AbortSignal;
	private readonly endsAt: number;
	private longestMs = 0;

	/** @param ms from now on, in milliseconds */
	constructor(ms: number) {
		this.signal = AbortSignal.timeout(ms);
		this.endsAt = Date.now() + ms;
	}

	/** Whether another part may be begun: there is as much time as the longest part took so far. */
	get isEnough(): boolean {
		return !this.signal.aborted && Date.now() + this.longestMs <= this.endsAt;
	}

	/**
	 * Reads a part.
	 * @returns null if the time was over first
	 */
	async within<T>(read: () => Promise<T>): Promise<T | null> {
		const startedAt = Date.now();
		const found = await waitUntil(this.signal, read());
		this.longestMs = Math.max(this.longestMs, Date.now() - startedAt);
		return found;
	}
}
