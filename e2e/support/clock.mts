import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CLOCK_FILE, READ_AGAIN_MS } from './clockFile.mts';

/** How far the clock is ahead of the real one. */
let aheadMs = 0;

/** The time at the simulated companies, and in the n8n that follows the clock. Epoch milliseconds. */
export function now(): number {
	return Date.now() + aheadMs;
}

/** Moves the clock of simulated companies and of an n8n. A process has one of them. */
export interface Clock {
	/** What n8n has to be started with, so that it follows this clock. */
	readonly n8nEnv: Record<string, string>;
	/** Moves the clock, in this process and in n8n. It goes on from there, and it must never go back. */
	moveTo(time: number): Promise<void>;
	close(): Promise<void>;
}

/** Starts a clock that shows the real time until it is moved. */
export async function startClock(): Promise<Clock> {
	const folder = await mkdtemp(join(tmpdir(), 'hr-events-clock-'));
	const file = join(folder, 'ahead');
	await writeFile(file, '0');
	const preload = new URL('n8nClock.mts', import.meta.url).href;
	return {
		n8nEnv: { [CLOCK_FILE]: file, NODE_OPTIONS: `--import=${preload}` },
		async moveTo(time) {
			const ahead = time - Date.now();
			// Renamed into place: n8n must never read half a number.
			await writeFile(`${file}.new`, String(ahead));
			await rename(`${file}.new`, file);
			await sleep(2 * READ_AGAIN_MS);
			aheadMs = ahead;
		},
		close: () => rm(folder, { recursive: true, force: true }),
	};
}
