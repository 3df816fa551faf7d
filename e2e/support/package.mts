import { existsSync, rmSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, readdir, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { z } from 'zod/v4';
import { withDirectoryLock } from '../../scripts/directoryLock.mjs';
import { runCommand } from './command.mts';
import { projectRoot } from './paths.mts';

const SOURCES = ['nodes', 'credentials', 'gulpfile.js', 'package.json', 'tsconfig.json'];
const manifestSchema = z.object({ name: z.string() });

/** Builds this package if its sources changed, packs it as npm would, returns the tarball. */
export async function packPackage(): Promise<string> {
	// Packing belongs under the lock as well: a build beside it begins by clearing dist.
	return await withDirectoryLock(join(projectRoot, '.cache', 'build.lock'), async () => {
		if (await isBuildOutdated()) {
			await runCommand(join(projectRoot, 'node_modules', '.bin', 'gulp'), [], projectRoot);
		}
		return await packDirectory(projectRoot);
	});
}

/** Packs a package directory into a tarball, which lasts until this process ends. */
export async function packDirectory(directory: string): Promise<string> {
	const destination = await mkdtemp(join(tmpdir(), 'hr-events-pack-'));
	process.once('exit', () => rmSync(destination, { recursive: true, force: true }));
	await runCommand('npm', ['pack', '--pack-destination', destination], directory);
	const tarball = (await readdir(destination)).find((file) => file.endsWith('.tgz'));
	if (!tarball) throw new Error(`"npm pack" wrote no tarball for ${directory}`);
	return join(destination, tarball);
}

/** Puts a packed community package where n8n keeps those that a user installed. */
export async function installPackage(tarball: string, userFolder: string): Promise<void> {
	const nodeModules = join(userFolder, '.n8n', 'nodes', 'node_modules');
	await mkdir(nodeModules, { recursive: true });
	const unpacked = await mkdtemp(join(nodeModules, '.unpack-'));
	await runCommand('tar', ['-xzf', tarball, '-C', unpacked, '--strip-components=1'], unpacked);
	const manifest = await readFile(join(unpacked, 'package.json'), 'utf8');
	const target = join(nodeModules, manifestSchema.parse(JSON.parse(manifest)).name);
	await rm(target, { recursive: true, force: true });
	await mkdir(dirname(target), { recursive: true });
	await rename(unpacked, target);
}

async function isBuildOutdated(): Promise<boolean> {
	const dist = join(projectRoot, 'dist');
	if (!existsSync(dist)) return true;
	const sources = await Promise.all(SOURCES.map((path) => newestChange(join(projectRoot, path))));
	return Math.max(...sources) > (await newestChange(dist));
}

/** When a file, or any file below a directory, was last written. */
async function newestChange(path: string): Promise<number> {
	const found = await stat(path).catch(() => undefined);
	if (!found) return 0;
	if (!found.isDirectory()) return found.mtimeMs;
	// The build itself writes the generated schemas among the sources.
	const entries = (await readdir(path)).filter((entry) => entry !== '__schema__');
	const changes = await Promise.all(entries.map((entry) => newestChange(join(path, entry))));
	return Math.max(0, ...changes);
}
