const { execFileSync } = require('node:child_process');
const { existsSync, readFileSync, rmSync } = require('node:fs');
const path = require('node:path');
const { dest, parallel, series, src } = require('gulp');

const { writeOutputSchemas } = require('./scripts/outputSchemas.js');
const { writeEventReference } = require('./scripts/eventReference.js');
const { writeExampleEvents } = require('./scripts/exampleEvents.js');

/** The same as `n8n-node build` leaves in dist: compiled code, icons, codex files, output schemas. */
async function clean() {
	rmSync('dist', { recursive: true, force: true });
}

/** The codex files and package.json are JSON modules of the compilation, so they come along. */
async function compile() {
	execFileSync(process.execPath, [require.resolve('typescript/bin/tsc')], { stdio: 'inherit' });
}

function icons() {
	return src('{nodes,credentials}/**/*.{png,svg}', { encoding: false }).pipe(dest('dist'));
}

/** n8n drops a codex without `resources` silently, so it is refused here. */
async function codex() {
	const { nodes } = JSON.parse(readFileSync('package.json', 'utf8')).n8n;
	for (const node of nodes) {
		const file = node.replace(/\.js$/, '.json');
		if (!existsSync(file)) throw new Error(`${path.basename(file)} is missing beside its node`);
		if (!('resources' in JSON.parse(readFileSync(file, 'utf8')))) {
			throw new Error(`${path.basename(file)} has no 'resources'`);
		}
	}
}

/** What the editor shows of an output before the node has run, generated from the model. */
async function schemas() {
	await writeOutputSchemas();
}

function copySchemas() {
	return src('nodes/**/__schema__/**/*.json').pipe(dest('dist/nodes'));
}

/** The field and event tables of the docs and the example items, generated from the model. */
async function reference() {
	await writeEventReference();
	await writeExampleEvents();
}

exports.build = series(
	clean,
	compile,
	parallel(icons, codex, reference, series(schemas, copySchemas)),
);
exports.default = exports.build;
