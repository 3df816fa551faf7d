import { spawn } from 'node:child_process';
import { toolEnvironment } from './paths.mts';

/**
 * Runs a command to its end and returns what it printed; throws with the tail of its output when
 * it fails.
 */
export async function runCommand(command: string, args: string[], cwd: string): Promise<string> {
	const child = spawn(command, args, {
		cwd,
		env: toolEnvironment,
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let output = '';
	child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
	child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
	const code = await new Promise<number | null>((resolve, reject) => {
		child.once('error', reject);
		child.once('close', resolve);
	});
	if (code === 0) return output;
	throw new Error(`"${command} ${args.join(' ')}" failed:\n${tailOf(output)}`);
}

/** The last lines of a text. */
export function tailOf(text: string, lines = 30): string {
	return text.trimEnd().split('\n').slice(-lines).join('\n');
}
