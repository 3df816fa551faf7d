import { sleep } from 'n8n-workflow';

import type { Answer } from './answer';
import { onceOver } from './answer';

/**
 * An execution waits as long as answers are sent. It stops waiting after LONGEST_SILENCE_MS without
 * an answer, and in any case after LONGEST_WAIT_MS.
 */
const LONGEST_SILENCE_MS = 500;
const LONGEST_WAIT_MS = 10_000;

const LOOK_EVERY_MS = 25;

/** How many deliveries this process has yet to answer. */
let unanswered = 0;
let lastAnswerAt = 0;

/** Counts a delivery until it is answered or its sender closes the connection. */
export function countUnanswered(answer: Answer): void {
	unanswered += 1;
	onceOver(answer, () => {
		unanswered -= 1;
		lastAnswerAt = Date.now();
	});
}

/**
 * Waits while deliveries are being answered: a vendor may close the connection after three seconds,
 * and the work of an execution can wait. It does not keep waiting for deliveries that n8n holds
 * back until this very execution is over. n8n does that once N8N_CONCURRENCY_PRODUCTION_LIMIT is
 * reached.
 */
export async function deliveriesAnswered(): Promise<void> {
	const since = Date.now();
	while (
		unanswered > 0 &&
		Date.now() - Math.max(since, lastAnswerAt) < LONGEST_SILENCE_MS &&
		Date.now() - since < LONGEST_WAIT_MS
	) {
		await sleep(LOOK_EVERY_MS);
	}
}
