import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';
import type { INodeParameters, INodeTypeDescription } from 'n8n-workflow';
import { z } from 'zod/v4';
import { projectRoot } from '../../support/paths.mts';
import { leavesOf } from './leaves.mts';
import type { Stages } from './stages.mts';

/** Node.js cannot load the ES modules of n8n-workflow. */
const { NodeHelpers }: typeof import('n8n-workflow') = createRequire(import.meta.url)(
	'n8n-workflow',
);

const recordSchema = z.record(z.string(), z.unknown());
const parametersSchema = z.custom<INodeParameters>(
	(value) => recordSchema.safeParse(value).success,
);
const exampleSchema = z.object({
	nodes: z.array(
		z.object({
			id: z.string(),
			name: z.string(),
			type: z.string(),
			typeVersion: z.number(),
			position: z.tuple([z.number(), z.number()]),
			parameters: parametersSchema,
		}),
	),
});

/** n8n makes the tool of an action node, and adds how the agent is told what it is for. */
const OF_TOOLS = ['descriptionType', 'toolDescription'];
const TOOL = /^(n8n-nodes-hr-events\..+)Tool$/;

/** As far as it is used here. */
const describedSchema = z.looseObject({ properties: z.array(z.looseObject({ name: z.string() })) });
const descriptionSchema = z.custom<INodeTypeDescription>(
	(value) => describedSchema.safeParse(value).success,
);

/** Whether the nodes of the examples are those of n8n. */
export function parametersTests(stages: () => Stages): void {
	test('every node of every example is there in its version, with each parameter that is set', async () => {
		const folder = join(projectRoot, 'examples');
		const unknown: string[] = [];
		for (const file of await readdir(folder)) {
			const text = await readFile(join(folder, file), 'utf8');
			for (const node of exampleSchema.parse(JSON.parse(text)).nodes) {
				const description = await descriptionOf(stages(), node);
				const paths = pathsIn(node.parameters);
				// n8n leaves out what the node does not have, and what it does not show for the other values.
				const { properties } = description;
				const kept = pathsIn(
					NodeHelpers.getNodeParameters(
						properties,
						node.parameters,
						true,
						false,
						node,
						description,
					),
				);
				const missing = paths.filter(
					(path) => !kept.includes(path) && !(TOOL.test(node.type) && OF_TOOLS.includes(path)),
				);
				unknown.push(...missing.map((path) => `${file}, ${node.name}: ${path}`));
			}
		}
		assert.deepEqual(unknown, []);
	});
}

async function descriptionOf(
	{ n8n }: Stages,
	{ type, typeVersion: version }: { type: string; typeVersion: number },
): Promise<INodeTypeDescription> {
	const name = type.replace(TOOL, '$1');
	const answer = await n8n.rest('POST', '/node-types', { nodeInfos: [{ name, version }] });
	const [description, ...others] = z.array(descriptionSchema).parse(answer);
	assert.ok(description && others.length === 0, `${name} ${version}`);
	return description;
}

const pathsIn = (parameters: unknown): string[] => leavesOf(parameters).map(([path]) => path);
