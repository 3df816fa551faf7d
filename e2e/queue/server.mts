import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { tailOf } from '../support/command.mts';
import { toolEnvironment } from '../support/paths.mts';

const STOP_TIMEOUT_MS = 10_000;

/** A user and group of the system, by their numbers. */
export interface SystemUser {
	readonly uid: number;
	readonly gid: number;
}

/** A server of the system that n8n in queue mode needs; it listens on loopback only. */
export interface Server {
	readonly port: number;
	/** Ends it without warning. */
	kill(): Promise<void>;
	/** Starts it again with the same data, on the same port. */
	restart(): Promise<void>;
	/** Ends it and removes its data. */
	close(): Promise<void>;
}

/**
 * Finds a program of the system.
 * @param folders where else to look than in the folders of `PATH`
 * @throws an error that says which package to install
 */
export function findProgram(name: string, folders: readonly string[] = []): string {
	const path = (process.env.PATH ?? '').split(delimiter);
	const found = [...folders, ...path].map((folder) => join(folder, name)).find(existsSync);
	if (found !== undefined) return found;
	throw new Error(
		`"${name}" is not on this machine. The tests of the queue mode need PostgreSQL and Redis. On Debian and ` +
			'Ubuntu: apt-get install redis-server postgresql',
	);
}

/** The folders below another one, such as one for each version; the last by name comes first. */
export function foldersIn(parent: string, below: string): string[] {
	if (!existsSync(parent)) return [];
	const versions = readdirSync(parent).sort((a, b) => Number(b) - Number(a));
	return versions.map((version) => join(parent, version, below));
}

/** PostgreSQL refuses to run as root, so it runs as nobody. @returns undefined if we are not root */
export function userInsteadOfRoot(): SystemUser | undefined {
	if (process.getuid?.() !== 0) return undefined;
	const idOf = (flag: string) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
	return { uid: idOf('-u'), gid: idOf('-g') };
}

/** Makes a folder for a server's data, in which that user may write. */
export async function dataFolder(name: string, user?: SystemUser): Promise<string> {
	const folder = await mkdtemp(join(tmpdir(), `hr-events-${name}-`));
	if (user) await chown(folder, user.uid, user.gid);
	return folder;
}

/** How to run a server. */
export interface ServerOptions {
	readonly command: string;
	readonly args: readonly string[];
	readonly port: number;
	readonly folder: string;
	readonly user?: SystemUser | undefined;
	/** Which signal makes it end in an orderly way without waiting for its clients. */
	readonly stopSignal: NodeJS.Signals;
	/** Waits until it answers. @param assertRunning throws once the server has ended */
	waitUntilReady(assertRunning: () => void): Promise<void>;
}

/** Starts a server and waits until it answers. */
export async function startServer(options: ServerOptions): Promise<Server> {
	const { command, args, port, folder, user, stopSignal } = options;
	let running = run();

	function run() {
		const child = spawn(...endingWithParent(command, args, stopSignal), {
			...{ cwd: folder, env: toolEnvironment, stdio: ['ignore', 'pipe', 'pipe'] },
			...(user ?? {}),
		});
		let output = '';
		child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
		child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
		const exited = new Promise<void>((resolve) => {
			child.once('exit', () => resolve());
			child.once('error', () => resolve());
		});
		const end = async (signal: NodeJS.Signals) => {
			const late = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
			child.kill(signal);
			await exited;
			clearTimeout(late);
		};
		const assertRunning = () => {
			if (child.exitCode === null && child.signalCode === null) return;
			throw new Error(`${command} ended:\n${tailOf(output)}`);
		};
		return { end, assertRunning };
	}

	const ready = async () => await options.waitUntilReady(() => running.assertRunning());
	const close = async () => {
		await running.end(stopSignal);
		await rm(folder, { recursive: true, force: true });
	};
	try {
		await ready();
	} catch (error) {
		await close();
		throw error;
	}
	return {
		port,
		kill: () => running.end('SIGKILL'),
		restart: async () => {
			running = run();
			await ready();
		},
		close,
	};
}

/** Where `setpriv` is there (Linux), a server ends also when the tests are killed. */
function endingWithParent(
	command: string,
	args: readonly string[],
	signal: NodeJS.Signals,
): [string, string[]] {
	if (!existsSync('/usr/bin/setpriv')) return [command, [...args]];
	return ['/usr/bin/setpriv', ['--pdeathsig', signal.replace('SIG', ''), command, ...args]];
}
