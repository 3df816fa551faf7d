import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';

import { listenAnew, onFreshPort } from './freshPort.mts';

test('the port of a closed server is not given to the next', async () => {
	const urls = new Set<string>();
	// The system gives ports at random: of a thousand, some come twice.
	for (let count = 0; count < 1_000; count++) {
		const server = createServer();
		urls.add(await listenAnew(server));
		await once(server.close(), 'close');
	}
	assert.equal(urls.size, 1_000);
});

test('a port that somebody else has just taken is not insisted on', async () => {
	const other = createServer();
	const asked: number[] = [];
	const server = createServer();
	await onFreshPort(async (port) => {
		asked.push(port);
		if (asked.length === 1) {
			other.listen(port, '127.0.0.1');
			await once(other, 'listening');
		}
		server.listen(port, '127.0.0.1');
		await once(server, 'listening');
	});
	assert.equal(asked.length, 2);
	assert.equal((server.address() as AddressInfo).port, asked[1]);
	await Promise.all([once(server.close(), 'close'), once(other.close(), 'close')]);
});

test('another failure is passed on', async () => {
	await assert.rejects(
		onFreshPort(() => Promise.reject(new Error('No network'))),
		/No network/,
	);
});
