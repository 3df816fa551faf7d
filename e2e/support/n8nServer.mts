import { tailOf } from './command.mts';
import { startN8nProcess, type N8nCommand } from './n8nProcess.mts';
import { pollUntil } from './poll.mts';

const BOOT_TIMEOUT_MS = 120_000;

/** A process of n8n that has started, and can be started again. */
export interface N8nServer {
	/** The id of the process; another one after each restart. */
	pid(): number;
	/** Ends it in an orderly way. */
	stop(): Promise<void>;
	/** Ends it without warning, as a crash does. */
	kill(): Promise<void>;
	/**
	 * Stops it if it runs, then starts it with the same settings and waits until it is ready.
	 * @param changes environment variables that have another value from now on
	 */
	restart(changes?: Record<string, string>): Promise<void>;
	/** Everything it has printed so far, restarts included. */
	log(): string;
}

/** How to start a process of n8n. */
export interface ServerOptions {
	/** Where n8n is installed, see `ensureN8nHost`. */
	host: string;
	env: Record<string, string>;
	isReady: () => Promise<boolean>;
	/** Receives everything it prints, as it prints it. */
	log?: ((text: string) => void) | undefined;
}

/** Starts a process of n8n and waits until it is ready; if it does not get ready, it is ended. */
export async function startN8nServer(
	command: N8nCommand,
	{ host, env, isReady, log }: ServerOptions,
): Promise<N8nServer> {
	let output = '';
	let settings = env;
	const run = () =>
		startN8nProcess(
			host,
			settings,
			(text) => {
				output += text;
				log?.(text);
			},
			command,
		);
	let running = run();
	const untilReady = async () => {
		await pollUntil(
			async () => {
				if (running.hasExited()) {
					throw new Error(`n8n ${command} ended while starting:\n${tailOf(output)}`);
				}
				return (await isReady()) || undefined;
			},
			{
				what: `n8n ${command} to start`,
				timeoutMs: BOOT_TIMEOUT_MS,
				details: () => tailOf(output),
			},
		);
	};
	try {
		await untilReady();
	} catch (error) {
		await running.stop();
		throw error;
	}
	return {
		pid: () => running.pid,
		stop: () => running.stop(),
		kill: () => running.kill(),
		restart: async (changes = {}) => {
			await running.stop();
			settings = { ...settings, ...changes };
			running = run();
			await untilReady();
		},
		log: () => output,
	};
}
