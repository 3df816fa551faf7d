import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findDisclosures } from './disclosures.mts';
import { freePorts } from './freePorts.mts';
import { environment } from './n8nEnvironment.mts';
import type { N8nCommand } from './n8nProcess.mts';
import { startN8nServer, type N8nServer } from './n8nServer.mts';
import { installPackage } from './package.mts';

/** A process beside the main one of an n8n in queue mode. */
export interface N8nPart extends N8nServer {
	/** Where a webhook process takes deliveries. */
	readonly url: string;
	/**
	 * Stops it and removes its files.
	 * @throws if it has printed a secret or something of a person
	 */
	close(): Promise<void>;
}

/** How to start a process beside the main one. */
export interface PartOptions {
	/** Where n8n is installed, see `ensureN8nHost`. */
	readonly host: string;
	/** Packed community packages to install before the start. */
	readonly tarballs: readonly string[];
	/** Has to name the database, Redis and the encryption key of the main process. */
	readonly env: Record<string, string>;
	/** The secrets of the credentials that are stored in the main process. */
	readonly secrets: ReadonlySet<string>;
}

/**
 * Starts a webhook process or a worker of an n8n in queue mode, with a folder of its own as on another
 * machine.
 */
export async function startN8nPart(
	command: Exclude<N8nCommand, 'start'>,
	{ host, tarballs, env, secrets }: PartOptions,
): Promise<N8nPart> {
	const userFolder = await mkdtemp(join(tmpdir(), `hr-events-n8n-${command}-`));
	for (const one of tarballs) await installPackage(one, userFolder);
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
	const removeFiles = async () => await rm(userFolder, { recursive: true, force: true });
	try {
		const server = await startN8nServer(command, {
			...{ host, env: settings },
			isReady: () => isReady(url),
		});
		return {
			...server,
			url,
			close: async () => {
				await server.stop();
				const log = server.log();
				// The database is the main process's.
				const disclosures = await findDisclosures({ host, userFolder, env: {}, log, secrets });
				await removeFiles();
				assert.deepEqual(disclosures, []);
			},
		};
	} catch (error) {
		await removeFiles();
		throw error;
	}
}

async function isReady(url: string): Promise<boolean> {
	const answer = await fetch(`${url}/healthz/readiness`).catch(() => undefined);
	return answer?.ok === true;
}
