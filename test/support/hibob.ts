import type { IDataObject, WorkflowExecuteMode } from 'n8n-workflow';

import { HiBobHrApi } from '../../credentials/HiBobHrApi.credentials';
import { HiBob } from '../../nodes/HiBob/HiBob.node';
import { HiBobTrigger } from '../../nodes/HiBob/HiBobTrigger.node';
import type { HiBobOptions, HiBobSimulator } from '../../simulators/hibob/index.mts';
import { sign, startHiBob } from '../../simulators/hibob/index.mts';
import { bytesOf } from '../../simulators/kit/deliveries.mts';
import type { Surroundings } from './n8n';
import type { Outputs, Received } from './vendorNodes';
import { atSimulator, vendorNodes } from './vendorNodes';

/*
 * HiBob's nodes in n8n's real contexts, with the simulator behind them.
 */

export type { Outputs, Received } from './vendorNodes';
export { failure } from './vendorNodes';

export const trigger = new HiBobTrigger();
export const action = new HiBob();

export const nodes = vendorNodes({ trigger, action, credentialType: new HiBobHrApi() });
export const { hooks, run, act, offered, listening } = nodes;

/** The secret that the webhook in Bob signs with. */
export const SECRET = 'example-webhook-secret-of-acme';

/** A simulator with limits that no test reaches by accident. The product reads them from headers. */
export async function startRoomyHiBob(options: HiBobOptions = {}): Promise<HiBobSimulator> {
	return await startHiBob({
		rateLimit: { everything: { requests: 1000, windowMs: 1000 } },
		...options,
	});
}

/** What a user enters in the credential. */
export function credentialFor(hibob: HiBobSimulator, more: IDataObject = {}): IDataObject {
	const [user] = hibob.serviceUsers;
	if (user === undefined) throw new Error('The simulator has no service user');
	return {
		serviceUserId: user.id,
		serviceUserToken: user.token,
		webhookSecrets: SECRET,
		environment: 'custom',
		baseUrl: hibob.baseUrl,
		...more,
	};
}

export const { triggerIn, actionIn } = atSimulator(nodes, credentialFor);

/**
 * Sends bytes to the trigger's webhook.
 * @param proof the secret to sign with, or the very header; null for no header
 */
export async function post(
	surroundings: Surroundings,
	body: Buffer,
	proof: { key: string } | { header: string } | null,
	mode: WorkflowExecuteMode = 'trigger',
): Promise<Received> {
	const header = proof === null ? null : 'key' in proof ? sign(body, proof.key) : proof.header;
	const headers: Record<string, string> = header === null ? {} : { 'bob-signature': header };
	return await nodes.post(surroundings, body, headers, mode);
}

/** A delivery through the whole pipeline. */
export async function through(
	surroundings: Surroundings,
	body: Buffer | object,
	key: string = SECRET,
	mode: WorkflowExecuteMode = 'trigger',
): Promise<Outputs> {
	const bytes = bytesOf(body);
	const received = await post(surroundings, bytes, { key }, mode);
	return await nodes.outputsOf(surroundings, received, mode);
}
