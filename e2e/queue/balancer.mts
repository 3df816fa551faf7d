import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** Stands before the webhook processes, as a load balancer does: each connection goes to the next one. */
export interface Balancer {
	readonly url: string;
	/** Sends what comes from now on to each of these processes in turn. */
	to(processes: ReadonlyArray<{ readonly url: string }>): void;
	close(): Promise<void>;
}

/** Starts a balancer with nothing behind it. */
export async function startBalancer(): Promise<Balancer> {
	const open = new Set<Socket>();
	let ports: readonly number[] = [];
	let next = 0;
	const server = createServer((client) => {
		const target = connect(ports[next % ports.length] ?? 0, '127.0.0.1');
		next += 1;
		for (const [from, to] of [
			[client, target],
			[target, client],
		] as const) {
			open.add(from);
			from.pipe(to);
			from.on('error', () => to.destroy());
			from.on('close', () => {
				open.delete(from);
				to.destroy();
			});
		}
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('Not listening on TCP');
	return {
		url: `http://127.0.0.1:${address.port}`,
		to: (processes) => (ports = processes.map(({ url }) => Number(new URL(url).port))),
		close: async () => {
			for (const socket of open) socket.destroy();
			await once(server.close(), 'close');
		},
	};
}
