import { rm } from 'node:fs/promises';
import { openDatabase, type Database } from '../support/database.mts';
import {
	ensureN8nHost,
	installPackage,
	logToStderr,
	packPackage,
	startN8n,
	type N8n,
} from '../support/index.mts';
import { startN8nPart, type N8nPart } from '../support/n8nPart.mts';
import { startBalancer, type Balancer } from './balancer.mts';
import { postgresSettings, startPostgres } from './postgres.mts';
import { redisSettings, startRedis } from './redis.mts';
import { dataFolder, type Server } from './server.mts';

/** An n8n in queue mode, with the package in every process. */
export interface Cluster {
	/** The main process. Deliveries go to the webhook processes only. */
	readonly main: N8n;
	readonly webhooks: readonly N8nPart[];
	readonly workers: readonly N8nPart[];
	/** The public address of the webhook processes. */
	readonly balancer: Balancer;
	readonly redis: Server;
	/** Opens the database, for reading. */
	openDatabase(): Promise<Database>;
	close(): Promise<void>;
}

/** How to start a cluster. */
export interface ClusterOptions {
	readonly workers?: number;
	/** Packed community packages to install in every process, beside ours. */
	readonly packages?: readonly string[];
	/** Additional environment variables of every process. */
	readonly env?: Readonly<Record<string, string>>;
}

const WEBHOOK_PROCESSES = 2;

/** Shortened for the tests: n8n looks every 30 seconds for executions whose worker is gone. */
const SOON = {
	QUEUE_WORKER_LOCK_DURATION: '5000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '1000',
	QUEUE_WORKER_STALLED_INTERVAL: '2000',
};

/** Starts PostgreSQL, Redis, a main process, two webhook processes, and two workers if no other number is given. */
export async function startCluster({
	workers = 2,
	packages = [],
	env: settings = {},
}: ClusterOptions = {}): Promise<Cluster> {
	const processes: Closable[] = [];
	const servers: Closable[] = [];
	const close = async () => {
		const [main, ...parts] = processes;
		await Promise.all(parts.map(async (one) => await one.close()));
		await main?.close();
		await Promise.all(servers.map(async (one) => await one.close()));
	};
	try {
		const postgres = keptIn(servers, await startPostgres());
		const redis = keptIn(servers, await startRedis());
		const host = await ensureN8nHost({ log: logToStderr });
		const tarball = await packPackage();
		const balancer = keptIn(servers, await startBalancer());
		const env = {
			...{ ...postgresSettings(postgres), ...redisSettings(redis), ...SOON },
			EXECUTIONS_MODE: 'queue',
			N8N_ENCRYPTION_KEY: 'example-encryption-key',
			N8N_WEBHOOK_URL: `${balancer.url}/`,
			N8N_DISABLE_PRODUCTION_MAIN_PROCESS: 'true',
			...settings,
		};
		// A folder of our own, because an unused instance has a key of its own.
		const userFolder = await dataFolder('n8n-main');
		servers.push({ close: async () => await rm(userFolder, { recursive: true, force: true }) });
		for (const one of packages) await installPackage(one, userFolder);
		// The main process makes the tables, so the others wait for it.
		const main = keptIn(processes, await startN8n({ host, tarball, userFolder, env }));
		const { secrets } = main;
		const start = async (command: 'webhook' | 'worker') =>
			keptIn(
				processes,
				await startN8nPart(command, { host, tarballs: [tarball, ...packages], env, secrets }),
			);
		const parts = await Promise.all([
			...Array.from({ length: WEBHOOK_PROCESSES }, async () => await start('webhook')),
			...Array.from({ length: workers }, async () => await start('worker')),
		]);
		const webhooks = parts.slice(0, WEBHOOK_PROCESSES);
		balancer.to(webhooks);
		return {
			...{ main, webhooks, workers: parts.slice(WEBHOOK_PROCESSES), balancer, redis },
			openDatabase: async () => {
				const database = await openDatabase(host, userFolder, env);
				if (database === undefined) throw new Error('The cluster has no database');
				return database;
			},
			close,
		};
	} catch (error) {
		await close();
		throw error;
	}
}

interface Closable {
	close(): Promise<void>;
}

function keptIn<T extends Closable>(list: Closable[], started: T): T {
	list.push(started);
	return started;
}
