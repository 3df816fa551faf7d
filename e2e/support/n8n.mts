import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findDisclosures } from './disclosures.mts';
import { useEmptyInstance } from './emptyInstance.mts';
import { freePorts } from './freePorts.mts';
import { environment } from './n8nEnvironment.mts';
import { startN8nServer, type N8nServer } from './n8nServer.mts';
import { N8nSession, type Method } from './n8nSession.mts';
import { installPackage } from './package.mts';

/** How to start an n8n under test. */
export interface StartOptions {
	/** Where n8n is installed, see `ensureN8nHost`. */
	host: string;
	/** A packed community package to install before the start. */
	tarball?: string;
	/** Where n8n keeps its data; a new temporary folder by default. */
	userFolder?: string;
	/** Whether n8n serves its pages and what the editor previews; the start then takes longer. */
	editor?: boolean;
	/** Additional environment variables, which win over the ones set here. */
	env?: Record<string, string>;
	port?: number;
	/** Receives everything n8n prints, as it prints it. */
	log?: (text: string) => void;
}

/** A real n8n under test, with its own database, ports and user. */
export interface N8n {
	readonly url: string;
	readonly userFolder: string;
	/** The id of the process; another one after each restart. */
	pid(): number;
	/** The address a published webhook trigger listens on. */
	webhookUrl(webhookId: string, path?: string): string;
	/** The address a trigger listens on while the editor waits for a test event. */
	webhookTestUrl(webhookId: string, path?: string): string;
	/** Calls the editor's API (path without `/rest`) and returns the `data` of the answer. */
	rest(method: Method, path: string, body?: unknown): Promise<unknown>;
	/** Calls the public API (path without `/api/v1`) and returns the answer. */
	api(method: Method, path: string, body?: unknown): Promise<unknown>;
	/** Ends n8n in an orderly way; `restart` can bring it back. */
	stop(): Promise<void>;
	/** Ends n8n without warning, as a crash does; `restart` can bring it back. */
	kill(): Promise<void>;
	/**
	 * Stops n8n if it runs, then starts it with the same data, ports and keys.
	 * @param changes environment variables that have another value from now on
	 */
	restart(changes?: Record<string, string>): Promise<void>;
	/** Everything n8n has printed so far, restarts included. */
	log(): string;
	/** The secrets of the credentials that are stored in it; see `createCredential`. */
	readonly secrets: Set<string>;
	/**
	 * Stops n8n and removes its data, unless the caller chose the folder.
	 * @throws if n8n has kept or printed a secret or something of a person outside execution data
	 */
	close(): Promise<void>;
}

/** Starts an isolated n8n, creates its owner and signs in. */
export async function startN8n(options: StartOptions): Promise<N8n> {
	const userFolder = options.userFolder ?? (await newUserFolder(options.host));
	await mkdir(userFolder, { recursive: true });
	if (options.tarball) await installPackage(options.tarball, userFolder);
	const [freePort = 0, brokerPort = 0] = await freePorts(2);
	const port = options.port ?? freePort;
	const url = `http://127.0.0.1:${port}`;
	const { editor = false } = options;
	const env = { ...environment({ userFolder, url, port, brokerPort, editor }), ...options.env };
	const removeData = async () => {
		if (!options.userFolder) await rm(userFolder, { recursive: true, force: true });
	};
	let server: N8nServer | undefined;
	try {
		const { host, log } = options;
		server = await startN8nServer('start', { host, env, log, isReady: () => isReady(url) });
		const session = new N8nSession(url);
		await session.signIn();
		return running({ host, url, userFolder, env, server, session, removeData });
	} catch (error) {
		await server?.stop();
		await removeData();
		throw error;
	}
}

/** What a running n8n is made of. */
interface Parts {
	host: string;
	url: string;
	userFolder: string;
	env: Record<string, string>;
	server: N8nServer;
	session: N8nSession;
	removeData: () => Promise<void>;
}

function running({ host, url, userFolder, env, server, session, removeData }: Parts): N8n {
	const secrets = new Set<string>();
	return {
		url,
		userFolder,
		secrets,
		pid: () => server.pid(),
		webhookUrl: (webhookId, path = 'webhook') => `${url}/webhook/${webhookId}/${path}`,
		webhookTestUrl: (webhookId, path = 'webhook') => `${url}/webhook-test/${webhookId}/${path}`,
		rest: (method, path, body) => session.rest(method, path, body),
		api: (method, path, body) => session.api(method, path, body),
		stop: () => server.stop(),
		kill: () => server.kill(),
		restart: async (changes) => {
			await server.restart(changes);
			await session.signIn();
		},
		log: () => server.log(),
		close: async () => {
			await server.stop();
			const disclosures = await findDisclosures({
				host,
				userFolder,
				env,
				log: server.log(),
				secrets,
			});
			await removeData();
			assert.deepEqual(disclosures, []);
		},
	};
}

async function newUserFolder(host: string): Promise<string> {
	const userFolder = await mkdtemp(join(tmpdir(), 'hr-events-n8n-'));
	await useEmptyInstance(host, userFolder);
	return userFolder;
}

async function isReady(url: string): Promise<boolean> {
	try {
		// The health check answers before the editor's API is there: ask both.
		const [health, login] = await Promise.all([
			fetch(`${url}/healthz/readiness`),
			fetch(`${url}/rest/login`),
		]);
		return health.ok && login.headers.get('content-type')?.includes('json') === true;
	} catch {
		return false;
	}
}
