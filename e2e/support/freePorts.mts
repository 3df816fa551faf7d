import { once } from 'node:events';
import { createServer } from 'node:net';

/*
 * Between the moment at which a port is found to be free and that at which n8n listens on it are some seconds. In these,
 * no other process should get the port: neither from the system, which gives ports from 32768 on to whoever asks for any
 * port or connects to somewhere, nor from this function.
 */

const FIRST = 20_000;
/** Each process has so many ports to choose from, and starts at one of them. */
const OF_A_PROCESS = 60;
const PROCESSES = 200;

const first = FIRST + (process.pid % PROCESSES) * OF_A_PROCESS;
let next = Math.floor(Math.random() * OF_A_PROCESS);

/** Finds TCP ports on the loopback interface that nobody listens on; no two calls in one process give the same soon. */
export async function freePorts(count: number): Promise<number[]> {
	const found: number[] = [];
	for (let tried = 0; tried < OF_A_PROCESS && found.length < count; tried += 1) {
		const port = first + next;
		next = (next + 1) % OF_A_PROCESS;
		if (await isFree(port)) found.push(port);
	}
	if (found.length < count) throw new Error(`Not ${count} free ports from ${first} on`);
	return found;
}

async function isFree(port: number): Promise<boolean> {
	const server = createServer().listen(port, '127.0.0.1');
	const listens = await once(server, 'listening').then(
		() => true,
		() => false,
	);
	if (listens) await once(server.close(), 'close');
	return listens;
}
