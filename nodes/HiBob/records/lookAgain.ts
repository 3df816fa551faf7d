import { sleep } from 'n8n-workflow';

/**
 * HiBob asks to wait up to 20 seconds before a read is trusted to show what was just written; less
 * than one was seen. https://apidocs.hibob.com/reference/people
 */
const PAUSES_MS = [2_000, 4_000, 6_000, 8_000] as const;

/**
 * Reads what an event is about, again and again within the time HiBob may take to show it.
 * @param isThere whether a read shows it
 * @returns the first read that shows it, else the last one
 */
export async function lookAgain<T>(
	read: () => Promise<T>,
	isThere: (found: T) => boolean,
): Promise<T> {
	let found = await read();
	for (const pause of PAUSES_MS) {
		if (isThere(found)) break;
		await sleep(pause);
		found = await read();
	}
	return found;
}

/**
 * Waits as long as a change was seen to take until it shows. For changes of what was there before:
 * nothing in a read that comes too early says that it does.
 */
export async function settled(): Promise<void> {
	await sleep(PAUSES_MS[0]);
}
