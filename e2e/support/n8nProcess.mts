import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { nodeBinary } from './paths.mts';

const STOP_TIMEOUT_MS = 20_000;
const watchParent = new URL('./endWithParent.mjs', import.meta.url).href;

/** The whole n8n, or one part of an n8n in queue mode. */
export type N8nCommand = 'start' | 'webhook' | 'worker';

/** A running n8n process together with the helper processes it starts. */
export interface N8nProcess {
	/** The id of n8n itself. */
	readonly pid: number;
	hasExited(): boolean;
	/** Asks it to end, as a service manager does, and insists after 20 seconds. */
	stop(): Promise<void>;
	/** Ends it without warning, as a crash or a power cut does. */
	kill(): Promise<void>;
}

/** Starts the n8n of a host directory; what it prints goes to `onOutput`. */
export function startN8nProcess(
	host: string,
	env: Record<string, string>,
	onOutput: (text: string) => void,
	command: N8nCommand = 'start',
): N8nProcess {
	const n8nScript = join(host, 'node_modules', 'n8n', 'bin', 'n8n');
	const child = spawn(nodeBinary, ['--import', watchParent, n8nScript, command], {
		env,
		cwd: env.HOME,
		stdio: ['ignore', 'pipe', 'pipe'],
		// A process group of its own: n8n's task runner must not survive a killed n8n.
		detached: true,
	});
	const exited = new Promise<void>((resolve) => {
		child.once('exit', () => resolve());
		child.once('error', (error) => {
			onOutput(`n8n could not be started: ${error.message}\n`);
			resolve();
		});
	});
	child.stdout.on('data', (chunk: Buffer) => onOutput(chunk.toString()));
	child.stderr.on('data', (chunk: Buffer) => onOutput(chunk.toString()));

	const hasExited = () =>
		child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
	const kill = async () => {
		signalGroup(child, 'SIGKILL');
		await exited;
	};
	const stop = async () => {
		if (!hasExited()) child.kill('SIGTERM');
		const ended = await Promise.race([
			exited.then(() => true),
			sleep(STOP_TIMEOUT_MS, false, { ref: false }),
		]);
		if (!ended) onOutput('n8n did not stop when asked and was killed\n');
		await kill();
	};
	return { pid: child.pid ?? 0, hasExited, stop, kill };
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
	if (child.pid === undefined) return;
	try {
		process.kill(-child.pid, signal);
	} catch {
		// The whole group has ended already.
	}
}
