import type {
	IExecuteFunctions,
	IHookFunctions,
	ILoadOptionsFunctions,
	IPollFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';

import type { NodeIdentity } from './vendor';

/**
 * Whether a person is testing the node, as against a published workflow. n8n tells it everywhere
 * but in `delete`.
 */
export function isTestRun(context: IHookFunctions | IWebhookFunctions): boolean {
	return context.getMode() === 'manual';
}

/** Whose deliveries and subscriptions they are: this node's, published or in a test. */
export function nodeIdentityOf(context: IHookFunctions | IWebhookFunctions): NodeIdentity {
	return {
		workflowId: context.getWorkflow().id ?? '',
		nodeId: context.getNode().id,
		mode: isTestRun(context) ? 'test' : 'production',
	};
}

/**
 * A parameter of the node, whatever n8n context asks. In a run it is read for the first item:
 * what a trigger or a credential choice is made of does not differ between items.
 * @returns null if the node has no such parameter
 */
export function parameterOf(
	context:
		| IExecuteFunctions
		| IHookFunctions
		| ILoadOptionsFunctions
		| IPollFunctions
		| IWebhookFunctions,
	name: string,
): unknown {
	return 'getInputData' in context
		? context.getNodeParameter(name, 0, null)
		: context.getNodeParameter(name, null);
}
