import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, delimiter, join } from 'node:path';
import { withDirectoryLock } from './directoryLock.mjs';

const OLDEST_NODE = 20;
const NETWORK_ERROR = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|network/;

/** A failure whose message is meant for the person at the keyboard, without a stack. */
export class SetupError extends Error {}

/**
 * Installs the development dependencies when they are missing or older than package-lock.json.
 *
 * @param {string} root
 */
export async function ensureSetUp(root) {
	const major = Number(process.versions.node.split('.')[0]);
	if (major < OLDEST_NODE) {
		throw new SetupError(
			`This needs Node.js ${OLDEST_NODE} or newer; you have ${process.versions.node}.\n` +
				'Install a current version from https://nodejs.org and run the command again.',
		);
	}
	if (isSetUp(root)) return;
	await withDirectoryLock(
		join(root, '.cache', 'setup.lock'),
		async () => {
			// Another command may have finished the same job while this one waited.
			if (isSetUp(root)) return;
			if (!isInstalled(root)) await install(root);
			writeFileSync(markerPath(root), lockHash(root));
		},
		() => say('Another command is installing the dependencies; waiting for it …'),
	);
}

async function install(root) {
	const started = Date.now();
	say('Setting up: installing the development dependencies (first run only, a minute or two) …');
	await npm(root, ['ci']);
	// .npmrc switches install scripts off; the Node 24 binary is the one that needs its own.
	await npm(root, ['rebuild', 'node', '--ignore-scripts=false']);
	say(`Set-up complete after ${Math.round((Date.now() - started) / 1000)} s.`);
}

function isSetUp(root) {
	try {
		return readFileSync(markerPath(root), 'utf8') === lockHash(root);
	} catch {
		return false;
	}
}

/** True after a plain `npm install`, which leaves no marker of ours: no reason to do it again. */
function isInstalled(root) {
	try {
		const wanted = readPackages(join(root, 'package-lock.json'));
		const found = readPackages(join(root, 'node_modules', '.package-lock.json'));
		const isFound = ([path, { version, optional }]) =>
			path === '' || found[path]?.version === version || (optional && !found[path]);
		return (
			existsSync(join(root, 'node_modules', '.bin', 'node')) &&
			Object.entries(wanted).every(isFound)
		);
	} catch {
		return false;
	}
}

function readPackages(lockPath) {
	return JSON.parse(readFileSync(lockPath, 'utf8')).packages;
}

function markerPath(root) {
	return join(root, 'node_modules', '.setup-complete');
}

function lockHash(root) {
	return createHash('sha256')
		.update(readFileSync(join(root, 'package-lock.json')))
		.digest('hex');
}

async function npm(root, args) {
	const [command, ...first] = npmCommand();
	const child = spawn(command, [...first, ...args, '--no-progress'], {
		cwd: root,
		stdio: ['ignore', 'pipe', 'pipe'],
		shell: process.platform === 'win32',
	});
	let output = '';
	child.stdout.on('data', (chunk) => (output += chunk));
	child.stderr.on('data', (chunk) => (output += chunk));
	const code = await new Promise((resolve) => {
		child.once('error', (error) => {
			output += error.message;
			resolve(1);
		});
		child.once('close', resolve);
	});
	if (code === 0) return;
	const reason = NETWORK_ERROR.test(output)
		? 'npm could not reach the package registry. Check the network connection (or the registry in your npm settings) and run the command again.'
		: 'npm could not install the development dependencies.';
	const tail = output.trim().split('\n').slice(-15).join('\n');
	throw new SetupError(`${reason}\n\n"npm ${args.join(' ')}" said:\n${tail}`);
}

/**
 * The npm that is running us, or else the one on the path.
 *
 * @param {string} [node] the Node binary to run it with
 * @returns {string[]} the command and its first arguments
 */
export function npmCommand(node = process.execPath) {
	const running = process.env.npm_execpath;
	return running && basename(running) === 'npm-cli.js' ? [node, running] : ['npm'];
}

/**
 * The search path with this project's tools first, Node 24 among them.
 *
 * @param {string} root
 */
export function toolPath(root) {
	return `${join(root, 'node_modules', '.bin')}${delimiter}${process.env.PATH ?? ''}`;
}

function say(line) {
	process.stderr.write(`${line}\n`);
}
