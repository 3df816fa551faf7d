import { z } from 'zod/v4';
import { secretsIn } from './disclosures.mts';
import type { N8n } from './n8n.mts';

const credentialSchema = z.object({ id: z.string(), name: z.string(), type: z.string() });
const storedSchema = credentialSchema.extend({ data: z.record(z.string(), z.unknown()) });
const testResultSchema = z.object({ status: z.enum(['OK', 'Error']), message: z.string() });

/** A stored credential; a node refers to it as `{ [type]: { id, name } }`. */
export type Credential = z.infer<typeof credentialSchema>;
export type CredentialTestResult = z.infer<typeof testResultSchema>;

export interface CredentialInput {
	name: string;
	type: string;
	data: Record<string, unknown>;
}

/** Stores a credential. */
export async function createCredential(n8n: N8n, input: CredentialInput): Promise<Credential> {
	for (const secret of secretsIn(input.data)) n8n.secrets.add(secret);
	return credentialSchema.parse(await n8n.rest('POST', '/credentials', input));
}

/** Replaces the fields of a stored credential, as saving it in the editor does. */
export async function updateCredential(
	n8n: N8n,
	credential: Credential,
	data: Record<string, unknown>,
): Promise<void> {
	for (const secret of secretsIn(data)) n8n.secrets.add(secret);
	const { id, name, type } = credential;
	await n8n.rest('PATCH', `/credentials/${id}`, { name, type, data });
}

/** Runs the credential's own test, as the editor does after saving. */
export async function testCredential(
	n8n: N8n,
	credential: Credential,
): Promise<CredentialTestResult> {
	const path = `/credentials/${credential.id}?includeData=true`;
	const { id, name, type, data } = storedSchema.parse(await n8n.rest('GET', path));
	const request = { credentials: { id, name, type, data } };
	return testResultSchema.parse(await n8n.rest('POST', '/credentials/test', request));
}

/** The entry of a node's `credentials` that makes it use this credential. */
export function reference({ id, name, type }: Credential): NodeCredentials {
	return { [type]: { id, name } };
}

export type NodeCredentials = Record<string, { id: string; name: string }>;
