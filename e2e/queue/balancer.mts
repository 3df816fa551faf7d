import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { listenAnew } from '../../simulators/kit/freshPort.mts';

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
	});
	const url = await listenAnew(server);
	return {
		url,
		to: (processes) => (ports = processes.map((one) => Number(new URL(one.url).port))),
		close: async () => {
			for (const socket of open) socket.destroy();
			await once(server.close(), 'close');
		},
	};
}
