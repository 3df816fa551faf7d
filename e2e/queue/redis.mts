import { once } from 'node:events';
import { connect } from 'node:net';
import { freePorts } from '../support/freePorts.mts';
import { pollUntil } from '../support/poll.mts';
import { dataFolder, findProgram, startServer, type Server } from './server.mts';

/** Starts an empty Redis that writes each command to a file, and reads that file when it starts again. */
export async function startRedis(): Promise<Server> {
	const command = findProgram('redis-server');
	const folder = await dataFolder('redis');
	const [port = 0] = await freePorts(1);
	return await startServer({
		command,
		args: [
			...['--port', String(port), '--bind', '127.0.0.1', '--dir', folder],
			...['--appendonly', 'yes', '--save', ''],
		],
		...{ port, folder, stopSignal: 'SIGTERM' },
		waitUntilReady: async (assertRunning) => {
			await pollUntil(
				async () => {
					assertRunning();
					return (await answersPing(port)) || undefined;
				},
				{ what: 'Redis to start', timeoutMs: 30_000 },
			);
		},
	});
}

/** What n8n needs to use it. */
export function redisSettings({ port }: Server): Record<string, string> {
	return { QUEUE_BULL_REDIS_HOST: '127.0.0.1', QUEUE_BULL_REDIS_PORT: String(port) };
}

/** While it reads its file, Redis answers with an error. */
async function answersPing(port: number): Promise<boolean> {
	const socket = connect(port, '127.0.0.1');
	try {
		socket.write('PING\r\n');
		const [answer]: unknown[] = await once(socket, 'data');
		return String(answer).startsWith('+PONG');
	} catch {
		return false;
	} finally {
		socket.destroy();
	}
}
