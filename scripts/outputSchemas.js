const { mkdirSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const path = require('node:path');
const { z } = require('zod/v4');

const ROOT = path.join(__dirname, '..');

/**
 * The schemas n8n's editor previews, for every node of package.json, by file name.
 * n8n looks for `<version>/<resource>/<operation>.json`, and for a node without a resource for
 * `<version>.json` (editor) or `<version>/output.json` (look-up while a workflow is built).
 * @returns a map of file names, relative to the project, to their contents
 */
function outputSchemas() {
	const files = new Map();
	const { nodes } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')).n8n;
	for (const node of nodes) {
		const built = path.join(ROOT, path.dirname(node));
		const folder = path.join(path.dirname(node).replace(/^dist\//, ''), '__schema__');
		const [NodeClass] = Object.values(require(path.join(ROOT, node)));
		const version = `v${new NodeClass().description.version}.0.0`;
		if (node.endsWith('Trigger.node.js')) {
			const { hrEventSchema } = require(path.join(ROOT, 'dist/nodes/shared/model/hrEvent.js'));
			const schema = preview(hrEventSchema);
			files.set(path.join(folder, `${version}.json`), schema);
			files.set(path.join(folder, version, 'output.json'), schema);
			continue;
		}
		const { operations } = require(path.join(built, 'operations/index.js'));
		for (const { resource, operation, output } of operations) {
			files.set(path.join(folder, version, resource, `${operation}.json`), preview(output));
		}
	}
	return files;
}

/** n8n's previews know plain types only: a field that may be null is shown as what it is else. */
function preview(schema) {
	const plain = simplify(z.toJSONSchema(schema, { io: 'output', unrepresentable: 'any' }));
	return `${JSON.stringify({ ...plain, version: 1 }, null, '\t')}\n`;
}

function simplify(schema) {
	const options = (schema.anyOf ?? []).filter(({ type }) => type !== 'null');
	if (options.length > 0) return simplify(options[0]);
	if (schema.type === 'object') {
		const properties = Object.entries(schema.properties ?? {});
		return {
			type: 'object',
			properties: Object.fromEntries(properties.map(([key, value]) => [key, simplify(value)])),
		};
	}
	if (schema.type === 'array') return { type: 'array', items: simplify(schema.items ?? {}) };
	if (schema.type === 'integer' || typeof schema.const === 'number') return { type: 'number' };
	return { type: schema.type ?? 'string' };
}

/** Writes the schemas into the nodes' folders; those of operations that are gone go as well. */
async function writeOutputSchemas() {
	const files = outputSchemas();
	const folders = new Set([...files.keys()].map((file) => file.split('__schema__')[0]));
	for (const folder of folders) {
		rmSync(path.join(ROOT, folder, '__schema__'), { recursive: true, force: true });
	}
	for (const [file, content] of files) {
		mkdirSync(path.dirname(path.join(ROOT, file)), { recursive: true });
		writeFileSync(path.join(ROOT, file), content);
	}
}

module.exports = { outputSchemas, writeOutputSchemas };
