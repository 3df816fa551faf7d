import { sleep } from 'n8n-workflow';

import { isStatus } from '../../../shared/outbound/failure';

/**
 * The pauses between reads. HiBob asks clients to wait up to 20 seconds, because a read may show a change that late.
 * Less than one second was seen. https://apidocs.hibob.com/reference/people
 */
const PAUSES_MS = [2_000, 4_000, 6_000, 8_000] as const;

/**
 * Reads the record that an event is about. Repeats the read for as long as HiBob may need to show the change. A record
 * that does not exist (404) counts as not there yet.
 * @param isThere whether a read shows what the event says
 * @returns the first read that shows it, otherwise the last read
 * @throws NodeApiError if a read fails for any other reason, and if the record is still missing at the end
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
 * Waits for longer than a change was seen to need until reads show it. This is for changes of existing records:
 * nothing in such a record shows that it was read too early.
 */
export async function waitUntilSettled(): Promise<void> {
	await sleep(PAUSES_MS[0]);
}
