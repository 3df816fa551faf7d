import type { INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { actionProperties } from './actionProperties';
import type { Operation } from './operation';

/** What n8n shows below the name on the canvas: the operation and its resource. */
export const ACTION_SUBTITLE = '={{ $parameter["operation"] + ": " + $parameter["resource"] }}';

/** What differs between the action nodes: names, credentials and what the nodes read. */
type Own = Pick<
	INodeTypeDescription,
	'displayName' | 'name' | 'description' | 'credentials' | 'sensitiveOutputFields'
> & {
	/** The parameters that come before those of every action. */
	readonly before?: INodeTypeDescription['properties'];
};

/**
 * The description of a vendor's action node. The properties that n8n's lint looks for in the node's
 * class stay in that class.
 * https://docs.n8n.io/integrations/creating-nodes/build/reference/node-base-files/standard-parameters/
 */
export function actionDescription(
	operations: readonly Operation[],
	{ before = [], ...own }: Own,
): Omit<INodeTypeDescription, 'icon' | 'subtitle' | 'usableAsTool'> {
	return {
		...own,
		group: ['input'],
		version: 1,
		defaults: { name: own.displayName },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		properties: [...before, ...actionProperties(operations)],
	};
}
