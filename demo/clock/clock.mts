import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CLOCK_FILE, READ_AGAIN_MS } from './clockFile.mts';

/** At this time of day, as this machine counts it, a day of the demo begins: everything due is due by then. */
const MORNING_HOUR = 9;

/** How far the clock of the demo is ahead of the real one. */
let aheadMs = 0;

/** The time in the demo: of the simulated companies, and of n8n. Epoch milliseconds. */
export function now(): number {
	return Date.now() + aheadMs;
}

/** Moves the clock of the demo, in this process and in n8n. */
export interface Clock {
	/** What n8n has to be started with, so that it follows this clock. */
	readonly n8nEnv: Record<string, string>;
	/** Moves the clock on to nine in the morning of the next day. */
	toNextMorning(): Promise<void>;
	close(): Promise<void>;
}

/** Starts a clock that shows the real time until it is moved. It never goes back. */
export async function startClock(): Promise<Clock> {
	const folder = await mkdtemp(join(tmpdir(), 'hr-events-clock-'));
	const file = join(folder, 'ahead');
	await writeFile(file, '0');
	const preload = new URL('n8nClock.mts', import.meta.url).href;
	return {
		n8nEnv: { [CLOCK_FILE]: file, NODE_OPTIONS: `--import=${preload}` },
		async toNextMorning() {
			const ahead = nextMorning() - Date.now();
			// Renamed into place: n8n must never read half a number.
			await writeFile(`${file}.new`, String(ahead));
			await rename(`${file}.new`, file);
			await sleep(2 * READ_AGAIN_MS);
			aheadMs = ahead;
		},
		close: () => rm(folder, { recursive: true, force: true }),
	};
}

function nextMorning(): number {
	const morning = new Date(now());
	morning.setDate(morning.getDate() + 1);
	return morning.setHours(MORNING_HOUR, 0, 0, 0);
}
