import type { IDataObject, WorkflowExecuteMode } from 'n8n-workflow';

import { FactorialHrApi } from '../../credentials/FactorialHrApi.credentials';
import { Factorial } from '../../nodes/Factorial/Factorial.node';
import { FactorialTrigger } from '../../nodes/Factorial/FactorialTrigger.node';
import { CHALLENGE_HEADER, challengeOf } from '../../nodes/Factorial/verification';
import { deriveSecret } from '../../nodes/shared/register/secret';
import type { FactorialOptions, FactorialSimulator } from '../../simulators/factorial/index.mts';
import { startFactorial } from '../../simulators/factorial/index.mts';
import { bytesOf } from '../../simulators/kit/deliveries.mts';
import type { Surroundings } from './n8n';
import type { Outputs, Received } from './vendorNodes';
import { atSimulator, vendorNodes } from './vendorNodes';

/*
 * Factorial's nodes in n8n's real contexts, with the simulator behind them.
 */

export type { Outputs, Received } from './vendorNodes';
export { failure, registeredUrl } from './vendorNodes';

export const trigger = new FactorialTrigger();
export const action = new Factorial();

export const nodes = vendorNodes({ trigger, action, credentialType: new FactorialHrApi() });
export const { hooks, run, act, offered, listening } = nodes;

/** A simulator without the limit, which tests could reach by accident. */
export async function startRoomyFactorial(
	options: FactorialOptions = {},
): Promise<FactorialSimulator> {
	return await startFactorial({ postLimit: false, ...options });
}

export function keyOf(factorial: FactorialSimulator): string {
	const [first] = factorial.credentials;
	if (first === undefined) throw new Error('The simulator has no API key');
	return first.value;
}

/** What a user enters in the credential. */
export function credentialFor(factorial: FactorialSimulator, more: IDataObject = {}): IDataObject {
	return {
		apiKey: keyOf(factorial),
		environment: 'custom',
		baseUrl: factorial.baseUrl,
		...more,
	};
}

export const { triggerIn, actionIn } = atSimulator(nodes, credentialFor);

/** The challenge Factorial is asked to send along to this node with deliveries of one type. */
export function challengeFor(
	{ workflow, node }: Surroundings,
	apiKey: string,
	type: string,
	mode: 'production' | 'test' = 'production',
): string {
	return challengeOf(
		deriveSecret(apiKey, { workflowId: workflow.id, nodeId: node.id, mode }),
		type,
	);
}

/** What comes over the wire: a bare record, to the URL that was registered for a type. */
export interface Sent {
	/** What the URL says; undefined where it says nothing. */
	type?: string;
	body: Buffer | object;
}

/**
 * Sends a delivery to the trigger's webhook.
 * @param challenge what the header says; null for no header
 */
export async function post(
	surroundings: Surroundings,
	{ type, body }: Sent,
	challenge: string | null,
	mode: WorkflowExecuteMode = 'trigger',
): Promise<Received> {
	const headers: Record<string, string> =
		challenge === null ? {} : { [CHALLENGE_HEADER]: challenge };
	const query: Record<string, string> = type === undefined ? {} : { event: type };
	return await nodes.post(surroundings, bytesOf(body), headers, mode, query);
}

/** A delivery through the whole pipeline, with the challenge that belongs to it. */
export async function through(
	surroundings: Surroundings,
	sent: Sent,
	apiKey: string,
	mode: WorkflowExecuteMode = 'trigger',
): Promise<Outputs> {
	const kind = mode === 'manual' ? 'test' : 'production';
	const challenge = challengeFor(surroundings, apiKey, sent.type ?? '', kind);
	const received = await post(surroundings, sent, challenge, mode);
	return await nodes.outputsOf(surroundings, received, mode);
}
