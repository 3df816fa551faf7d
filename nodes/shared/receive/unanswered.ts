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

/** An execution that waits. */
interface Waiting {
	/** When it began to wait, in milliseconds. */
	readonly since: number;
	readonly go: () => void;
}

/** The execution that has waited longest comes first. */
const waiting: Waiting[] = [];

/**
 * Waits while deliveries are being answered: a vendor may close the connection after three seconds,
 * and the work of an execution can wait. It does not keep waiting for deliveries that n8n holds
 * back until this very execution is over. n8n does that once N8N_CONCURRENCY_PRODUCTION_LIMIT is
 * reached.
 *
 * The executions that wait go on one by one. If they all went on at the same moment, the next
 * delivery would be answered only after all of them.
 */
export async function deliveriesAnswered(): Promise<void> {
	if (unanswered === 0 && waiting.length === 0) return;
	await new Promise<void>((go) => {
		waiting.push({ since: Date.now(), go });
		if (waiting.length === 1) void letGo();
	});
}

/** Lets all go that wait. It is under way as long as somebody waits. */
async function letGo(): Promise<void> {
	for (let [first] = waiting; first !== undefined; [first] = waiting) {
		if (mayGo(first)) {
			waiting.shift();
			first.go();
			// What has come meanwhile is read and counted before the next one may go.
			if (waiting.length > 0) await sleep(0);
		} else {
			await sleep(LOOK_EVERY_MS);
		}
	}
}

function mayGo({ since }: Waiting): boolean {
	return (
		unanswered === 0 ||
		Date.now() - Math.max(since, lastAnswerAt) >= LONGEST_SILENCE_MS ||
		Date.now() - since >= LONGEST_WAIT_MS
	);
}
