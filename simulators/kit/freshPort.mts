import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';

/*
 * The nodes remember in memory what they read at an address: names of departments, limits. The system
 * may give the port of a server that was closed to the next one. That one would then be taken for the
 * first, and not be asked for what is remembered.
 */

/** The ports that servers of this process have had. */
const used = new Set<number>();

/** Starts a server on the loopback interface, on a port that no server of this process has had. */
export async function listenAnew(server: Server, host = '127.0.0.1'): Promise<string> {
	return await onFreshPort(async (port) => {
		server.listen(port, host);
		await once(server, 'listening');
		return `http://${host}:${port}`;
	});
}

/**
 * Listens on a port that no server of this process has had.
 * @param listen listens on the port; it is called again with another one if somebody else has just
 *   taken it
 */
export async function onFreshPort<T>(listen: (port: number) => Promise<T>): Promise<T> {
	for (;;) {
		const port = await freePort();
		if (used.has(port)) continue;
		used.add(port);
		try {
			return await listen(port);
		} catch (error) {
			if (!isTaken(error)) throw error;
		}
	}
}

async function freePort(): Promise<number> {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	await once(server.close(), 'close');
	return port;
}

function isTaken(error: unknown): boolean {
	return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}
