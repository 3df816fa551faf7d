import { sleep } from 'n8n-workflow';

import type { Answer } from './answer';
import { onceOver } from './answer';

/** A run waits for answers as long as they keep coming, but not longer than the second. */
const LONGEST_SILENCE_MS = 500;
const LONGEST_WAIT_MS = 10_000;

const LOOK_EVERY_MS = 25;

/** Deliveries this process is answering. */
let unanswered = 0;
let lastAnswerAt = 0;

/** Counts a delivery until it is answered or its sender has hung up. */
export function countUnanswered(answer: Answer): void {
	unanswered += 1;
	onceOver(answer, () => {
		unanswered -= 1;
		lastAnswerAt = Date.now();
	});
}

/**
 * Waits while deliveries are being answered: a vendor may hang up after three seconds, and the
 * work of a run can wait. It does not wait for those that n8n holds back until this very run is
 * over, as it does once N8N_CONCURRENCY_PRODUCTION_LIMIT is reached.
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
