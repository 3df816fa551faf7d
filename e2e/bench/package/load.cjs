/**
 * Loads a community package as n8n does when it starts, in a process that has loaded n8n's core:
 *
 *   node load.cjs <directory of n8n> <directory of the package>
 *
 * Prints how long that takes, in milliseconds, and how many files it takes, as JSON.
 */
const { createRequire } = require('node:module');
const { join } = require('node:path');

const [, , host = '', directory = ''] = process.argv;
const fromN8n = createRequire(join(host, 'node_modules', 'n8n', 'package.json'));
const { PackageDirectoryLoader } = fromN8n('n8n-core');

async function load() {
	const filesBefore = Object.keys(require.cache).length;
	const begin = performance.now();
	const loader = new PackageDirectoryLoader(directory);
	await loader.loadAll();
	const ms = performance.now() - begin;
	const files = Object.keys(require.cache).length - filesBefore;
	console.log(JSON.stringify({ ms, files, nodes: Object.keys(loader.nodeTypes).length }));
}

void load();
