import { sleep } from 'n8n-workflow';

import { isStatus } from '../../shared/outbound/failure';

/**
 * HiBob asks to wait up to 20 seconds before a read is trusted to show what was just written; less
 * than one was seen. https://apidocs.hibob.com/reference/people
 */
const PAUSES_MS = [2_000, 4_000, 6_000, 8_000] as const;

/**
 * Reads what an event is about, again and again within the time HiBob may take to show it. That there
 * is no such record counts as not there yet.
 * @param isThere whether a read shows it
 * @returns the first read that shows it, else the last one
 * @throws NodeApiError for what is no matter of time, and if there is no such record in the end
 */
export async function lookAgain<T>(
	read: () => Promise<T>,
	isThere: (found: T) => boolean = () => true,
): Promise<T> {
	for (const pause of PAUSES_MS) {
		const look = await read().then(
			(found) => ({ found }),
			(error: unknown) => {
				if (isStatus(error, 404)) return null;
				throw error;
			},
		);
		if (look !== null && isThere(look.found)) return look.found;
		await sleep(pause);
	}
	return await read();
}

/**
 * Waits as long as a change was seen to take until it shows. For changes of what was there before:
 * nothing in a read that comes too early says that it does.
 */
export async function settled(): Promise<void> {
	await sleep(PAUSES_MS[0]);
}
