import { randomUUID } from 'node:crypto';
import {
	findNode,
	saveDraft,
	type Execution,
	type N8n,
	type Workflow,
	type WorkflowNode,
} from '../../support/index.mts';
import { leavesOf } from './leaves.mts';

/** What only says how a value was chosen in the editor. */
const OF_EDITOR = /(^|\.)(__rl|mode|mappingMode|resource)$/;

const showing = (name: string): string => `Told: ${name}`;

/**
 * Adds a node beside each node of another service. It gets the same items, and shows what the node would be told:
 * n8n does not keep with which values it would have run a node, and runs none that is pinned.
 * @param names the nodes of other services
 */
export async function showWhatIsTold(
	n8n: N8n,
	workflow: Workflow,
	names: readonly string[],
): Promise<Workflow> {
	const shown = names.map((name) => showingNode(findNode(workflow, name)));
	const connections = Object.fromEntries(
		Object.entries(workflow.connections).map(([from, byType]) => {
			const main = (byType['main'] ?? []).map((targets) =>
				(targets ?? []).flatMap((target) =>
					names.includes(target.node)
						? [target, { ...target, node: showing(target.node) }]
						: [target],
				),
			);
			return [from, { ...byType, ...('main' in byType && { main }) }];
		}),
	);
	return await saveDraft(n8n, { ...workflow, nodes: [...workflow.nodes, ...shown], connections });
}

/** What a node would have been told in an execution, by the paths of its parameters. */
export function told(execution: Execution, name: string): Array<Record<string, unknown>> {
	return execution.items(showing(name));
}

function showingNode({ name, parameters, position }: WorkflowNode): WorkflowNode {
	const assignments = leavesOf(parameters)
		.filter(([path]) => !OF_EDITOR.test(path))
		.map(([path, value]) => ({ id: randomUUID(), name: path, value, type: typeof value }));
	return {
		...{ id: randomUUID(), name: showing(name), type: 'n8n-nodes-base.set', typeVersion: 3.4 },
		position: [Number(position[0]), Number(position[1]) + 40],
		parameters: {
			assignments: { assignments },
			options: { dotNotation: false, ignoreConversionErrors: true },
		},
	};
}
