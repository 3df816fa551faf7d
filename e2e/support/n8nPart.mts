import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tailOf } from './command.mts';
import { freePorts } from './freePorts.mts';
import { environment } from './n8nEnvironment.mts';
import { startN8nProcess, type N8nCommand } from './n8nProcess.mts';
import { installPackage } from './package.mts';
import { pollUntil } from './poll.mts';

const BOOT_TIMEOUT_MS = 120_000;

/** A process beside the main one of an n8n in queue mode. */
export interface N8nPart {
	/** Where a webhook process takes deliveries. */
	readonly url: string;
	/** Ends it without warning, as a crash does. */
	kill(): Promise<void>;
	/** Starts it again after {@link kill}, with the same files and ports. */
	restart(): Promise<void>;
	/** Everything it has printed so far. */
	log(): string;
	/** Stops it and removes its files. */
	close(): Promise<void>;
}

/**
 * Starts a webhook process or a worker of an n8n in queue mode, with a folder of its own as on another
 * machine.
 * @param env has to name the database, Redis and the encryption key of the main process
 */
export async function startN8nPart(
	command: Exclude<N8nCommand, 'start'>,
	{ host, tarball, env }: { host: string; tarball: string; env: Record<string, string> },
): Promise<N8nPart> {
	const userFolder = await mkdtemp(join(tmpdir(), `hr-events-n8n-${command}-`));
	await installPackage(tarball, userFolder);
	const [port = 0, brokerPort = 0] = await freePorts(2);
	const url = `http://127.0.0.1:${port}`;
	const settings = {
		...environment({ userFolder, url, port, brokerPort, editor: false }),
		// A worker listens only if it is asked for its health.
		QUEUE_HEALTH_CHECK_ACTIVE: 'true',
		QUEUE_HEALTH_CHECK_PORT: String(port),
		N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
		...env,
	};
	let output = '';
	const start = () => startN8nProcess(host, settings, (text) => (output += text), command);
	let running = start();
	const waitUntilReady = async () =>
		await pollUntil(
			async () => {
				if (running.hasExited()) throw new Error(`n8n ${command} ended:\n${tailOf(output)}`);
				return (await isReady(url)) || undefined;
			},
			{
				what: `n8n ${command} to start`,
				timeoutMs: BOOT_TIMEOUT_MS,
				details: () => tailOf(output),
			},
		);
	const part: N8nPart = {
		url,
		kill: () => running.kill(),
		restart: async () => {
			running = start();
			await waitUntilReady();
		},
		log: () => output,
		close: async () => {
			await running.stop();
			await rm(userFolder, { recursive: true, force: true });
		},
	};
	try {
		await waitUntilReady();
	} catch (error) {
		await part.close();
		throw error;
	}
	return part;
}

async function isReady(url: string): Promise<boolean> {
	const answer = await fetch(`${url}/healthz/readiness`).catch(() => undefined);
	return answer?.ok === true;
}
