import type {
	IDataObject,
	INodeExecutionData,
	WorkflowActivateMode,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import { WorkableHrApi } from '../../credentials/WorkableHrApi.credentials';
import type { HrEvent } from '../../nodes/shared/model/hrEvent';
import { hrEventSchema } from '../../nodes/shared/model/hrEvent';
import { WorkableHr } from '../../nodes/WorkableHr/WorkableHr.node';
import { WorkableHrTrigger } from '../../nodes/WorkableHr/WorkableHrTrigger.node';
import type { WorkableOptions, WorkableSimulator } from '../../simulators/workable/index.mts';
import { sign, startWorkable } from '../../simulators/workable/index.mts';
import type { Answer, NodeUnderTest, Surroundings } from './n8n';
import { executeContext, hookContext, surround, webhookContext } from './n8n';

/*
 * Workable's nodes in n8n's real contexts, with the simulator behind them.
 */

export const trigger = new WorkableHrTrigger();
export const action = new WorkableHr();

/** A simulator whose limit no test runs into by accident; the header tells it to the product. */
export async function startRoomyWorkable(
	options: WorkableOptions = {},
): Promise<WorkableSimulator> {
	return await startWorkable({ rateLimit: { requests: 1000, windowMs: 1000 }, ...options });
}

export function tokenOf(workable: WorkableSimulator, index = 0): string {
	const found = workable.tokens[index];
	if (found === undefined) throw new Error(`The simulator has no token ${index}`);
	return found.token;
}

/** What a user enters in the credential. */
export function credentialFor(workable: WorkableSimulator, more: IDataObject = {}): IDataObject {
	return {
		subdomain: workable.subdomain,
		accessToken: tokenOf(workable),
		baseUrl: workable.baseUrl,
		...more,
	};
}

type Given = Partial<Omit<NodeUnderTest, 'type' | 'credentialType'>>;

let workflows = 0;

/** n8n-core builds the resume URLs of a run even for nodes that never wait. */
function withWaitingUrls(given: NodeUnderTest): Surroundings {
	const surroundings = surround(given);
	Object.assign(surroundings.additionalData, {
		webhookWaitingBaseUrl: 'http://127.0.0.1:5678/webhook-waiting',
		formWaitingBaseUrl: 'http://127.0.0.1:5678/form-waiting',
	});
	return surroundings;
}

/** The trigger in a workflow of its own: keys in memory belong to a node, not to a test. */
export function triggerIn(workable: WorkableSimulator, given: Given = {}): Surroundings {
	workflows += 1;
	return withWaitingUrls({
		type: trigger,
		credentialType: new WorkableHrApi(),
		workflowId: `workflow-${workflows}`,
		credential: credentialFor(workable),
		...given,
	});
}

/** The action node. */
export function actionIn(workable: WorkableSimulator, given: Given = {}): Surroundings {
	return withWaitingUrls({
		type: action,
		credentialType: new WorkableHrApi(),
		credential: credentialFor(workable),
		...given,
	});
}

/** The three webhook methods of the trigger, as n8n calls them. */
export function hooks(
	surroundings: Surroundings,
	modes: { mode?: WorkflowExecuteMode; activation?: WorkflowActivateMode } = {},
): Record<'checkExists' | 'create' | 'delete', () => Promise<boolean>> {
	const methods = trigger.webhookMethods.default;
	return {
		checkExists: async () => await methods.checkExists.call(hookContext(surroundings, modes)),
		create: async () => await methods.create.call(hookContext(surroundings, modes)),
		delete: async () => await methods.delete.call(hookContext(surroundings, modes)),
	};
}

const QUIET = { warn: () => undefined, error: () => undefined };

export interface Received {
	readonly answer: Answer;
	/** What the webhook handed over; empty when it started nothing. */
	readonly items: IDataObject[];
}

/**
 * Sends bytes to the trigger's webhook.
 * @param proof the key to sign with, or the very header; null for no header
 */
export async function post(
	surroundings: Surroundings,
	body: Buffer,
	proof: { key: string } | { header: string } | null,
	mode: WorkflowExecuteMode = 'trigger',
): Promise<Received> {
	const header = proof === null ? null : 'key' in proof ? sign(body, proof.key) : proof.header;
	const headers: Record<string, string> = header === null ? {} : { 'x-workable-signature': header };
	const { context, answer } = webhookContext(surroundings, { body, headers }, mode);
	// Each refusal is logged; n8n's own logger would fill the screen.
	Object.defineProperty(context, 'logger', { value: QUIET });
	const { workflowData } = await trigger.webhook.call(context);
	return { answer, items: (workflowData?.[0] ?? []).map(({ json }) => json) };
}

export interface Outputs {
	readonly events: HrEvent[];
	readonly unrecognised: HrEvent[];
}

/** Runs the trigger on what its webhook handed over; every item is checked against the model. */
export async function run(
	surroundings: Surroundings,
	items: IDataObject[],
	mode: WorkflowExecuteMode = 'trigger',
): Promise<Outputs> {
	const outputs = await trigger.execute.call(executeContext(surroundings, items, { mode }));
	const [events = [], unrecognised = []] = outputs.map((output) => output.map(checked));
	return { events, unrecognised };
}

function checked({ json }: INodeExecutionData): HrEvent {
	return hrEventSchema.parse(json);
}

/** A delivery through the whole pipeline. */
export async function through(
	surroundings: Surroundings,
	body: Buffer | object,
	key: string,
	mode: WorkflowExecuteMode = 'trigger',
): Promise<Outputs> {
	const bytes = Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body));
	const { answer, items } = await post(surroundings, bytes, { key }, mode);
	if (answer.status !== 200) throw new Error(`The webhook answered ${answer.status}`);
	return items.length === 0
		? { events: [], unrecognised: [] }
		: await run(surroundings, items, mode);
}

/** Runs the action node on items; by default on one empty item. */
export async function act(
	surroundings: Surroundings,
	items: IDataObject[] = [{}],
): Promise<INodeExecutionData[]> {
	const [output = []] = await action.execute.call(executeContext(surroundings, items));
	return output;
}

/** Every event a user can tick. */
export function offered(parameter: 'hrEvents' | 'vendorEvents'): string[] {
	const property = trigger.description.properties.find(({ name }) => name === parameter);
	return (property?.options ?? []).flatMap((option) =>
		'value' in option ? [String(option.value)] : [],
	);
}

/** What a piece of work fails with; it has to be one of n8n's own kinds. */
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
