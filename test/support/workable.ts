import type { IDataObject, WorkflowExecuteMode } from 'n8n-workflow';

import { WorkableHrApi } from '../../credentials/WorkableHrApi.credentials';
import { WorkableHr } from '../../nodes/WorkableHr/WorkableHr.node';
import { WorkableHrTrigger } from '../../nodes/WorkableHr/WorkableHrTrigger.node';
import { bytesOf } from '../../simulators/kit/deliveries.mts';
import type { WorkableOptions, WorkableSimulator } from '../../simulators/workable/index.mts';
import { sign, startWorkable } from '../../simulators/workable/index.mts';
import type { Surroundings } from './n8n';
import type { Outputs, Received } from './vendorNodes';
import { atSimulator, vendorNodes } from './vendorNodes';

/*
 * Workable's nodes in n8n's real contexts, with the simulator behind them.
 */

export type { Outputs, Received } from './vendorNodes';
export { failure, registeredUrl } from './vendorNodes';

export const trigger = new WorkableHrTrigger();
export const action = new WorkableHr();

export const nodes = vendorNodes({ trigger, action, credentialType: new WorkableHrApi() });
export const { hooks, run, act, offered, listening } = nodes;

/**
 * A simulator with a limit that no test reaches by accident. The product reads the limit from a header.
 */
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

export const { triggerIn, actionIn } = atSimulator(nodes, credentialFor);

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
	return await nodes.post(surroundings, body, headers, mode);
}

/** A delivery through the whole pipeline. */
export async function through(
	surroundings: Surroundings,
	body: Buffer | object,
	key: string,
	mode: WorkflowExecuteMode = 'trigger',
): Promise<Outputs> {
	const bytes = bytesOf(body);
	const received = await post(surroundings, bytes, { key }, mode);
	return await nodes.outputsOf(surroundings, received, mode);
}
