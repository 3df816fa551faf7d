import type { ExecuteContext } from 'n8n-core';
import type {
	ICredentialType,
	IDataObject,
	INodeExecutionData,
	INodeType,
	IWebhookFunctions,
	IWebhookResponseData,
	NodeExecutionHint,
	WorkflowActivateMode,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import type { HrEvent } from '../../nodes/shared/model/hrEvent';
import { hrEventSchema } from '../../nodes/shared/model/hrEvent';
import type { interpret } from '../../nodes/shared/interpret/interpret';
import type { receive } from '../../nodes/shared/receive/receive';
import { markedUrl } from '../../nodes/shared/register/address';
import type { WebhookSetup } from '../../nodes/shared/register/webhookSetup';
import type { Operation } from '../../nodes/shared/actions/operation';
import type { runOperations as runOperation } from '../../nodes/shared/actions/runOperations';
import type { NodeIdentity } from '../../nodes/shared/parameter';
import type { Answer, NodeUnderTest, Surroundings } from './n8n';
import type { Sent } from './n8nRequest.mts';
import { deleteContext, executeContext, hookContext, surround, webhookContext } from './n8n';

/*
 * A vendor's nodes in n8n's real contexts: what the tests of every vendor do with them.
 */

interface Trigger extends INodeType {
	webhookMethods: { default: WebhookSetup };
	webhook: ReturnType<typeof receive>;
	execute: ReturnType<typeof interpret>;
}

interface Action extends INodeType {
	execute: ReturnType<typeof runOperation>;
}

export type Given = Partial<Omit<NodeUnderTest, 'type' | 'credentialType'>>;

export interface Received {
	readonly answer: Answer;
	/** The items that the webhook passed on. Empty if it started nothing. */
	readonly items: IDataObject[];
}

export interface Outputs {
	readonly events: HrEvent[];
	readonly unrecognised: HrEvent[];
}

const QUIET = { warn: () => undefined, error: () => undefined };

export interface VendorNodes {
	/** The trigger in a new workflow, because keys in memory belong to a node and not to a test. */
	triggerIn(given: Given & { credential: IDataObject }): Surroundings;
	actionIn(given: Given & { credential: IDataObject }): Surroundings;
	/** The webhook method of the trigger, in a context that is there. */
	webhook(context: IWebhookFunctions): Promise<IWebhookResponseData>;
	/** The three webhook methods of the trigger, as n8n calls them. */
	hooks(
		surroundings: Surroundings,
		modes?: { mode?: WorkflowExecuteMode; activation?: WorkflowActivateMode },
	): Record<'checkExists' | 'create' | 'delete', () => Promise<boolean>>;
	/**
	 * Sends bytes to the trigger's webhook, whose process forgets them at once, as in a restart:
	 * the same bytes are let in again, and it is for the run to tell repeats.
	 */
	post(
		surroundings: Surroundings,
		body: Buffer,
		headers: Sent['headers'],
		mode?: WorkflowExecuteMode,
		query?: Record<string, string>,
	): Promise<Received>;
	/** Runs the trigger on the items of its webhook. Every item is checked against the model. */
	run(
		surroundings: Surroundings,
		items: IDataObject[],
		mode?: WorkflowExecuteMode,
	): Promise<Outputs>;
	/** The output of the trigger for the items of its webhook. Empty if the webhook started nothing. */
	outputsOf(
		surroundings: Surroundings,
		received: Received,
		mode?: WorkflowExecuteMode,
	): Promise<Outputs>;
	/** Runs the action node on items; by default on one empty item. */
	act(surroundings: Surroundings, items?: IDataObject[]): Promise<INodeExecutionData[]>;
	/** Every event a user can tick. */
	offered(parameter: 'hrEvents' | 'vendorEvents'): string[];
	/** The parameters of a trigger with every event ticked and Skip Repeats off. */
	listening(kind?: 'hrEvents' | 'vendorEvents', options?: IDataObject): IDataObject;
}

let workflows = 0;

export function vendorNodes({
	trigger,
	action,
	credentialType,
}: {
	trigger: Trigger;
	action: Action;
	credentialType: ICredentialType;
}): VendorNodes {
	const nodes: VendorNodes = {
		triggerIn(given) {
			workflows += 1;
			return surround({
				type: trigger,
				credentialType,
				workflowId: `workflow-${workflows}`,
				...given,
			});
		},

		actionIn: (given) => surround({ type: action, credentialType, ...given }),

		webhook: async (context) => await trigger.webhook.call(context),

		hooks(surroundings, modes = {}) {
			const methods = trigger.webhookMethods.default;
			return {
				checkExists: async () => await methods.checkExists.call(hookContext(surroundings, modes)),
				create: async () => await methods.create.call(hookContext(surroundings, modes)),
				delete: async () => await methods.delete.call(deleteContext(surroundings, modes)),
			};
		},

		async post(surroundings, body, headers, mode = 'trigger', query = {}) {
			const { context, answer } = await webhookContext(
				surroundings,
				{ body, headers, query },
				mode,
			);
			// Each refusal is logged. n8n's own logger would fill the screen.
			Object.defineProperty(context, 'logger', { value: QUIET });
			const { workflowData } = await nodes.webhook(context);
			answer.finish(500);
			return { answer, items: (workflowData?.[0] ?? []).map(({ json }) => json) };
		},

		async run(surroundings, items, mode = 'trigger') {
			const outputs = await trigger.execute.call(executeContext(surroundings, items, { mode }));
			const [events = [], unrecognised = []] = outputs.map((output) => output.map(checked));
			return { events, unrecognised };
		},

		async outputsOf(surroundings, { answer, items }, mode = 'trigger') {
			if (answer.status !== 200) throw new Error(`The webhook answered ${answer.status}`);
			return items.length === 0
				? { events: [], unrecognised: [] }
				: await nodes.run(surroundings, items, mode);
		},

		async act(surroundings, items = [{}]) {
			const [output = []] = await action.execute.call(executeContext(surroundings, items));
			return output;
		},

		listening: (kind = 'hrEvents', options = {}) => ({
			listenFor: kind,
			[kind]: nodes.offered(kind),
			options: { skipRepeats: false, ...options },
		}),

		offered(parameter) {
			const property = trigger.description.properties.find(({ name }) => name === parameter);
			return (property?.options ?? []).flatMap((option) =>
				'value' in option ? [String(option.value)] : [],
			);
		},
	};
	return nodes;
}

/** The URL that a trigger registers, but for what the vendor's node adds to its query. */
export function registeredUrl(
	{ node, workflow, additionalData }: Surroundings,
	mode: NodeIdentity['mode'] = 'production',
): string {
	const { webhookBaseUrl, webhookTestBaseUrl } = additionalData;
	const base = mode === 'test' ? webhookTestBaseUrl : webhookBaseUrl;
	const identity = { workflowId: String(workflow.id), nodeId: node.id, mode };
	return markedUrl(`${base}/${node.webhookId}/webhook`, identity);
}

/** The trigger and the action node with the credential of a simulator. */
export function atSimulator<S>(
	nodes: VendorNodes,
	credentialFor: (simulator: S) => IDataObject,
): Record<'triggerIn' | 'actionIn', (simulator: S, given?: Given) => Surroundings> {
	return {
		triggerIn: (simulator, given = {}) =>
			nodes.triggerIn({ credential: credentialFor(simulator), ...given }),
		actionIn: (simulator, given = {}) =>
			nodes.actionIn({ credential: credentialFor(simulator), ...given }),
	};
}

/** Runs an action node, and keeps the hints above its output. */
export function hintingAct(action: Pick<Action, 'execute'>): {
	readonly act: VendorNodes['act'];
	/** The messages. */
	readonly hints: string[];
	/** The same with how n8n shows them. */
	readonly fullHints: NodeExecutionHint[];
} {
	const hints: string[] = [];
	const fullHints: NodeExecutionHint[] = [];
	return {
		hints,
		fullHints,
		async act(surroundings, items = [{}]) {
			const context = executeContext(surroundings, items) as ExecuteContext;
			const [output = []] = await action.execute.call(context);
			fullHints.push(...context.hints);
			hints.push(...context.hints.map(({ message }) => message));
			return output;
		},
	};
}

/**
 * Runs one operation of an action node; normalised records are checked against what the operation
 * promises.
 */
export function operationRunner(
	{ act }: Pick<VendorNodes, 'act'>,
	operations: readonly Operation[],
	actionFor: (given: Given) => Surroundings,
) {
	return async (
		[resource, operation]: readonly [string, string],
		parameters: IDataObject = {},
		{ items = [{}], ...given }: Given & { items?: IDataObject[] } = {},
	): Promise<INodeExecutionData[]> => {
		const node = actionFor({ ...given, parameters: { resource, operation, ...parameters } });
		const output = await act(node, items);
		const promised = operations.find(
			(one) => one.resource === resource && one.operation === operation,
		)?.output;
		if (promised === undefined) throw new Error(`No operation ${resource} ${operation}`);
		if (parameters['output'] === undefined) {
			for (const { json } of output) if (!('error' in json)) promised.parse(json);
		}
		return output;
	};
}

function checked({ json }: INodeExecutionData): HrEvent {
	return hrEventSchema.parse(json);
}

/** The error that a piece of work fails with. It must be one of n8n's own kinds. */
export async function failure(work: Promise<unknown>): Promise<NodeApiError | NodeOperationError> {
	const error: unknown = await work.then(
		() => {
			throw new Error('It did not fail');
		},
		(reason: unknown) => reason,
	);
	if (error instanceof NodeApiError || error instanceof NodeOperationError) return error;
	throw error;
}
