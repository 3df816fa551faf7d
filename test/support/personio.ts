import type { IDataObject, WorkflowExecuteMode } from 'n8n-workflow';

import { PersonioHrApi } from '../../credentials/PersonioHrApi.credentials';
import { Personio } from '../../nodes/Personio/Personio.node';
import { PersonioTrigger } from '../../nodes/Personio/PersonioTrigger.node';
import { SECRET_HEADER } from '../../nodes/Personio/verification';
import { deriveSecret } from '../../nodes/shared/register/secret';
import { bytesOf } from '../../simulators/kit/deliveries.mts';
import type { PersonioOptions, PersonioSimulator } from '../../simulators/personio/index.mts';
import { startPersonio } from '../../simulators/personio/index.mts';
import type { Surroundings } from './n8n';
import type { Outputs, Received } from './vendorNodes';
import { atSimulator, vendorNodes } from './vendorNodes';

/*
 * Personio's nodes in n8n's real contexts, with the simulator behind them.
 */

export type { Outputs, Received } from './vendorNodes';
export { failure, registeredUrl } from './vendorNodes';

export const trigger = new PersonioTrigger();
export const action = new Personio();

export const nodes = vendorNodes({ trigger, action, credentialType: new PersonioHrApi() });
export const { hooks, run, act, offered, listening } = nodes;

const AMPLE = { replenishRate: 1000, burstCapacity: 1000 };

/** A simulator with limits that no test reaches by accident. The product reads them from headers. */
export async function startRoomyPersonio(
	options: PersonioOptions = {},
): Promise<PersonioSimulator> {
	return await startPersonio({ rateLimit: { persons: AMPLE, others: AMPLE }, ...options });
}

/** What a user enters in the credential. */
export function credentialFor(personio: PersonioSimulator, more: IDataObject = {}): IDataObject {
	const [client] = personio.clients;
	if (client === undefined) throw new Error('The simulator has no API credential');
	const { clientId, clientSecret } = client;
	return { clientId, clientSecret, baseUrl: personio.baseUrl, ...more };
}

export const { triggerIn, actionIn } = atSimulator(nodes, credentialFor);

/** The secret Personio is asked to send along to this node. */
export function secretFor(
	{ workflow, node }: Surroundings,
	clientSecret: string,
	mode: 'production' | 'test' = 'production',
): string {
	return deriveSecret(clientSecret, { workflowId: workflow.id, nodeId: node.id, mode });
}

/**
 * Sends bytes to the trigger's webhook.
 * @param secret what the header says; null for no header
 */
export async function post(
	surroundings: Surroundings,
	body: Buffer,
	secret: string | null,
	mode: WorkflowExecuteMode = 'trigger',
): Promise<Received> {
	const headers: Record<string, string> =
		secret === null ? {} : { [SECRET_HEADER.toLowerCase()]: secret };
	return await nodes.post(surroundings, body, headers, mode);
}

/** A delivery through the whole pipeline, with the secret that belongs to it. */
export async function through(
	surroundings: Surroundings,
	body: Buffer | object,
	clientSecret: string,
	mode: WorkflowExecuteMode = 'trigger',
): Promise<Outputs> {
	const bytes = bytesOf(body);
	const kind = mode === 'manual' ? 'test' : 'production';
	const secret = secretFor(surroundings, clientSecret, kind);
	const received = await post(surroundings, bytes, secret, mode);
	return await nodes.outputsOf(surroundings, received, mode);
}
