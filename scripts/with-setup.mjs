/**
 * Runs a tool or npm script of this package, installing what it needs first:
 *
 *   node scripts/with-setup.mjs gulp [arguments]
 *   node scripts/with-setup.mjs npm-run <script> [-- arguments]
 *
 * Plain JavaScript without dependencies: it has to work in a fresh clone.
 */
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { isatty } from 'node:tty';
import { fileURLToPath } from 'node:url';
import { onParentExit } from './parentWatch.mjs';
import { ensureSetUp, npmCommand, SetupError, toolPath } from './setup.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const bin = join(root, 'node_modules', '.bin');
const [tool, ...toolArguments] = process.argv.slice(2);

try {
	if (!tool) throw new SetupError('Usage: node scripts/with-setup.mjs gulp | npm-run <script>');
	await ensureSetUp(root);
	process.exitCode = await run(commandLine());
} catch (error) {
	if (!(error instanceof SetupError)) throw error;
	console.error(`\n${error.message}`);
	process.exitCode = 1;
}

function commandLine() {
	if (tool !== 'npm-run') return [join(bin, tool), ...toolArguments];
	const [script, ...rest] = toolArguments;
	if (!script) throw new SetupError('Usage: node scripts/with-setup.mjs npm-run <script>');
	const scriptArguments = rest[0] === '--' ? rest.slice(1) : rest;
	return [...npmCommand(join(bin, 'node')), 'run', script, '--', ...scriptArguments];
}

async function run([command, ...args]) {
	// In a terminal the child stays in our process group, where Ctrl-C reaches it directly.
	// Elsewhere it gets a group of its own, because npm's shells swallow signals sent to npm alone.
	const inTerminal = isatty(0);
	const child = spawn(command, args, {
		cwd: root,
		env: { ...process.env, PATH: toolPath(root) },
		stdio: 'inherit',
		shell: process.platform === 'win32',
		detached: !inTerminal && process.platform !== 'win32',
	});
	const pass = (signal) => signalChild(child, signal, inTerminal);
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, pass);
	onParentExit(() => pass('SIGTERM'));
	return await new Promise((resolve, reject) => {
		child.once('error', (error) =>
			reject(new SetupError(`Could not start "${command}": ${error.message}`)),
		);
		child.once('close', (code, signal) => resolve(code ?? 128 + constants.signals[signal]));
	});
}

function signalChild(child, signal, inTerminal) {
	if (inTerminal) {
		if (signal !== 'SIGINT') child.kill(signal);
		return;
	}
	try {
		process.kill(-child.pid, signal);
	} catch {
		// It has ended already.
	}
}
