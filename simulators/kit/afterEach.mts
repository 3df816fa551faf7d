import { afterEach } from 'node:test';

import { startReceiver } from './testing.mts';
import type { Receiver } from './testing.mts';

const closing: Array<() => Promise<void>> = [];
afterEach(async () => {
	for (const close of closing.splice(0).reverse()) await close();
});

/** Closes something when the test ends; what was started last is closed first. */
export function untilTestEnds<T extends { close: () => Promise<void> }>(started: T): T {
	closing.push(() => started.close());
	return started;
}

/** A webhook receiver that ends with the test. */
export async function receiver(): Promise<Receiver> {
	return untilTestEnds(await startReceiver());
}
