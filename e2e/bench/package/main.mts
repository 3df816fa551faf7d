/**
 * What the package takes of a machine: the size of the tarball, and how long n8n loads it when it starts, beside a package
 * that has a trigger which does nothing:
 *
 *   npm run bench:package
 */
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { max, median, min } from 'simple-statistics';
import { z } from 'zod/v4';
import { runCommand } from '../../support/command.mts';
import {
	ensureN8nHost,
	installPackage,
	logToStderr,
	packDirectory,
	packPackage,
} from '../../support/index.mts';
import { nodeBinary, projectRoot } from '../../support/paths.mts';

const ROUNDS = 15;
const loadedSchema = z.object({ ms: z.number(), files: z.number(), nodes: z.number() });

const host = await ensureN8nHost({ log: logToStderr });
const userFolder = await mkdtemp(join(tmpdir(), 'hr-events-load-'));
try {
	const tarball = await packPackage();
	await installPackage(tarball, userFolder);
	await installPackage(
		await packDirectory(join(projectRoot, 'e2e', 'bench', 'deliveries', 'bare-package')),
		userFolder,
	);
	const loaded = {
		ours: await loadOnce('n8n-nodes-hr-events'),
		bare: await loadOnce('n8n-nodes-bare-trigger'),
	};
	const ms = { ours: [] as number[], bare: [] as number[] };
	for (let round = 0; round < ROUNDS; round += 1) {
		ms.ours.push((await loadOnce('n8n-nodes-hr-events')).ms);
		ms.bare.push((await loadOnce('n8n-nodes-bare-trigger')).ms);
	}
	const kb = (bytes: number): string => `${(bytes / 1_000).toFixed(0)} kB`;
	console.log(`Tarball: ${kb((await stat(tarball)).size)}`);
	for (const name of ['ours', 'bare'] as const) {
		const { nodes, files } = loaded[name];
		const [middle, least, most] = [median(ms[name]), min(ms[name]), max(ms[name])].map((time) =>
			time.toFixed(0),
		);
		console.log(`Loading ${name}: ${nodes} nodes, ${files} files, ${middle} ms (${least}–${most})`);
	}
} finally {
	await rm(userFolder, { recursive: true, force: true });
}

/** Loads a package in a new process, as n8n does when it starts. */
async function loadOnce(name: string): Promise<z.infer<typeof loadedSchema>> {
	const directory = join(userFolder, '.n8n', 'nodes', 'node_modules', name);
	const script = join(import.meta.dirname, 'load.cjs');
	// n8n lets packages take n8n-workflow and the like from its own modules.
	const modules = `NODE_PATH=${join(host, 'node_modules')}`;
	return loadedSchema.parse(
		JSON.parse(await runCommand('env', [modules, nodeBinary, script, host, directory], host)),
	);
}
