/**
 * Loaded into an n8n of the demo or of a test, and into nothing else: its clock is ahead of the real one, by
 * what is written in a file. Timers run in real time, so n8n looks at the usual pace: if the clock has moved to the
 * next day, the next look of a schedule trigger finds the day gone by.
 */
import { readFileSync } from 'node:fs';
import { CLOCK_FILE, READ_AGAIN_MS } from './clockFile.mts';

const RealDate = Date;
/** Taken now: what n8n loads may set another one. */
const realNow = Date.now;
const file = process.env[CLOCK_FILE];
let aheadMs = 0;
let readAt = -Infinity;

if (file !== undefined) {
	globalThis.Date = new Proxy(RealDate, {
		construct: (target, args: unknown[], newTarget) =>
			Reflect.construct(target, args.length === 0 ? [nowIn(file)] : args, newTarget) as Date,
		apply: () => new RealDate(nowIn(file)).toString(),
		get: (target, key, receiver) =>
			key === 'now' ? () => nowIn(file) : (Reflect.get(target, key, receiver) as unknown),
	});
	RealDate.prototype.constructor = globalThis.Date;
}

function nowIn(path: string): number {
	const at = performance.now();
	if (at - readAt > READ_AGAIN_MS) {
		aheadMs = Number(readFileSync(path, 'utf8'));
		readAt = at;
	}
	return realNow() + aheadMs;
}
