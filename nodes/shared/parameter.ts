import type {
	IExecuteFunctions,
	IHookFunctions,
	ILoadOptionsFunctions,
	IPollFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';

/**
 * The node that a secret or a webhook at the vendor belongs to, and which of the node's two webhooks
 * (production or test) it is for.
 */
export interface NodeIdentity {
	readonly workflowId: string;
	readonly nodeId: string;
	readonly mode: 'production' | 'test';
}

/**
 * Whether a person is testing the node, in contrast to a published workflow. In `delete` n8n's mode is
 * `internal` in both cases; there a workflow that is being tested is one that is not active.
 */
export function isTestRun(context: IHookFunctions | IWebhookFunctions): boolean {
	const mode = context.getMode();
	return mode === 'manual' || (mode === 'internal' && !context.getWorkflow().active);
}

/**
 * Identifies the node whose deliveries and webhooks these are, and whether it is published or in a
 * test.
 */
export function nodeIdentityOf(context: IHookFunctions | IWebhookFunctions): NodeIdentity {
	return {
		workflowId: context.getWorkflow().id ?? '',
		nodeId: context.getNode().id,
		mode: isTestRun(context) ? 'test' : 'production',
	};
}

/**
 * A parameter of the node, in any n8n context. In a run it is read for the first item: parameters of a
 * trigger, and those that choose a credential, do not differ between items.
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
