import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod/v4';
import { withDirectoryLock } from '../../scripts/directoryLock.mjs';
import { runCommand } from './command.mts';
import { hasEmptyInstance, keepEmptyInstance } from './emptyInstance.mts';
import { startN8n } from './n8n.mts';
import { projectRoot } from './paths.mts';

const PROGRESS_MS = 10_000;
const manifestPath = join(projectRoot, 'e2e', 'n8n-host', 'package.json');
const manifestSchema = z.looseObject({
	dependencies: z.object({ n8n: z.string() }),
	overrides: z.record(z.string(), z.string()),
});

type Log = (line: string) => void;

/** Writes one line of progress where it does not mix with a command's result. */
export const logToStderr: Log = (line) => process.stderr.write(`${line}\n`);

/**
 * Returns the directory of an installed n8n, installing it on first use. It lives outside the
 * checkout: it is about 3 GB, and a fresh clone can go on using it.
 * @param options `version`: another n8n than the one in `n8n-host/package.json`
 */
export async function ensureN8nHost({
	log = logToStderr,
	version: asked,
}: { log?: Log; version?: string } = {}): Promise<string> {
	const manifest = manifestFor(await readFile(manifestPath, 'utf8'), asked);
	const { n8n: version } = manifestSchema.parse(JSON.parse(manifest)).dependencies;
	const directory = join(cacheDirectory(), directoryName(version, manifest));
	if (isComplete(directory)) return directory;
	await withDirectoryLock(
		`${directory}.lock`,
		async () => {
			if (!isInstalled(directory)) await install(directory, { version, manifest }, log);
			if (!hasEmptyInstance(directory)) await makeEmptyInstance(directory, log);
		},
		() => log(`Another command is installing n8n ${version}; waiting for it …`),
	);
	return directory;
}

function cacheDirectory(): string {
	const base =
		process.env.N8N_HR_EVENTS_CACHE ?? process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache');
	return join(base, 'n8n-nodes-hr-events');
}

function directoryName(version: string, manifest: string): string {
	const hash = createHash('sha256').update(manifest).digest('hex').slice(0, 8);
	return `n8n-${version}-${hash}-node24-${process.platform}-${process.arch}`;
}

function isComplete(directory: string): boolean {
	return isInstalled(directory) && hasEmptyInstance(directory);
}

function isInstalled(directory: string): boolean {
	return existsSync(join(directory, '.complete'));
}

/** n8n 1 takes this from its maker's own server, which not every machine reaches. No test reads a spreadsheet. */
const FROM_REGISTRY = { xlsx: '0.18.5' };

function manifestFor(manifest: string, version: string | undefined): string {
	const { overrides, dependencies, ...rest } = manifestSchema.parse(JSON.parse(manifest));
	if (version === undefined || version === dependencies.n8n) return manifest;
	const changes = { dependencies: { n8n: version }, overrides: { ...overrides, ...FROM_REGISTRY } };
	return JSON.stringify({ ...rest, ...changes });
}

async function install(
	directory: string,
	{ version, manifest }: { version: string; manifest: string },
	log: Log,
): Promise<void> {
	const started = Date.now();
	const seconds = () => `${Math.round((Date.now() - started) / 1000)} s`;
	log(`Installing n8n ${version} (first run only, about 3 GB and 3 to 5 minutes) into`);
	log(`  ${directory}`);
	await removeAbandonedInstalls(directory);
	const temporary = await mkdtemp(`${directory}.tmp-`);
	const progress = setInterval(() => {
		void installedSize(temporary).then((size) => log(`  … ${seconds()}${size}`));
	}, PROGRESS_MS);
	try {
		await writeFile(join(temporary, 'package.json'), manifest);
		await runCommand('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund'], temporary);
		log(`  packages are in place after ${seconds()}; building the SQLite driver`);
		await runCommand('npm', ['rebuild', 'sqlite3', '--ignore-scripts=false'], temporary);
		await writeFile(join(temporary, '.complete'), '');
		await rename(temporary, directory);
	} catch (error) {
		await rm(temporary, { recursive: true, force: true });
		throw new Error(
			`n8n ${version} could not be installed. This needs a connection to the npm registry, about ` +
				`3 GB of free disk space and, for the SQLite driver, possibly a C++ compiler and Python 3.`,
			{ cause: error },
		);
	} finally {
		clearInterval(progress);
	}
	log(`n8n ${version} is installed after ${seconds()}.`);
}

/** Starts the installed n8n once, so that it builds its database. */
async function makeEmptyInstance(host: string, log: Log): Promise<void> {
	log('Starting n8n once to build its database');
	const userFolder = await mkdtemp(`${host}.tmp-`);
	try {
		const n8n = await startN8n({ host, userFolder });
		await n8n.close();
		await keepEmptyInstance(host, userFolder);
	} finally {
		await rm(userFolder, { recursive: true, force: true });
	}
}

/** We hold the lock, so whatever an earlier install left behind is nobody's any more. */
async function removeAbandonedInstalls(directory: string): Promise<void> {
	const parent = dirname(directory);
	await mkdir(parent, { recursive: true });
	for (const entry of await readdir(parent)) {
		if (!entry.startsWith(`${basename(directory)}.tmp-`)) continue;
		await rm(join(parent, entry), { recursive: true, force: true });
	}
}

async function installedSize(directory: string): Promise<string> {
	try {
		const size = Number.parseInt(await runCommand('du', ['-sm', directory], directory), 10);
		return `, ${size} MB`;
	} catch {
		// Files vanish while npm works, and not every system has du: the time alone will do.
		return '';
	}
}
