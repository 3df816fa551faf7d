import { once } from 'node:events';
import { createServer, type Server } from 'node:net';

/** Finds TCP ports on the loopback interface that nobody listens on. */
export async function freePorts(count: number): Promise<number[]> {
	// All are held open together, so that the system does not offer the same one twice.
	const servers = await Promise.all(Array.from({ length: count }, () => listen()));
	const ports = servers.map(portOf);
	await Promise.all(servers.map((server) => once(server.close(), 'close')));
	return ports;
}

async function listen(): Promise<Server> {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	return server;
}

function portOf(server: Server): number {
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('Not listening on TCP');
	return address.port;
}
