import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from '../support/command.mts';
import { packDirectory } from '../support/index.mts';
import { projectRoot } from '../support/paths.mts';

const SOURCES = join(projectRoot, 'test', 'fifthVendor', 'AcmeHr');
/** Where the compiler puts them, below its own folder. */
const COMPILED = 'dist/test/fifthVendor/AcmeHr';

/** The name of the package, and so the prefix of its nodes. */
export const PACKAGE = 'n8n-nodes-acme-hr';

/** Builds a community package of the fifth vendor and the shared code as it is, and packs it. */
export async function packFifthVendor(): Promise<string> {
	const cache = join(projectRoot, '.cache');
	await mkdir(cache, { recursive: true });
	const folder = await mkdtemp(join(cache, 'fifth-vendor-'));
	const compilerOptions = {
		rootDir: projectRoot,
		outDir: join(folder, 'dist'),
		typeRoots: [join(projectRoot, 'node_modules', '@types')],
		declaration: false,
		sourceMap: false,
	};
	const config = {
		extends: join(projectRoot, 'tsconfig.json'),
		compilerOptions,
		include: [join(SOURCES, '**', '*.ts')],
	};
	const manifest = {
		name: PACKAGE,
		version: '1.0.0',
		files: ['dist'],
		n8n: {
			n8nNodesApiVersion: 1,
			credentials: [`${COMPILED}/AcmeHrApi.js`],
			nodes: [`${COMPILED}/AcmeHrTrigger.js`],
		},
	};
	await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(config));
	await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
	const tsc = join(projectRoot, 'node_modules', '.bin', 'tsc');
	try {
		await runCommand(tsc, ['-p', join(folder, 'tsconfig.json')], projectRoot);
		return await packDirectory(folder);
	} finally {
		await rm(folder, { recursive: true });
	}
}
