import { hkdfSync } from 'crypto';

import type { NodeIdentity } from '../parameter';

const SALT = 'n8n-nodes-hr-events';

/**
 * The secret that a vendor sends with each delivery. It is derived and not stored: it cannot be
 * lost, and it cannot be read from the workflow. RFC 5869 (HKDF-SHA256).
 * @param longLived the credential's long-lived secret; never an access token
 * @param node the node that the webhook is for
 * @returns 32 bytes, hex
 */
export function deriveSecret(longLived: string, node: NodeIdentity): string {
	return derive(longLived, ['secret', node.workflowId, node.nodeId, node.mode], 32).toString('hex');
}

/**
 * Identifies the secret that a webhook was made with, and reveals nothing of the secret: the
 * fingerprint is readable in the registration.
 * @param longLived the credential's long-lived secret
 * @returns 12 characters, safe in a URL
 */
export function fingerprintOf(longLived: string): string {
	return derive(longLived, ['fingerprint'], 9).toString('base64url');
}

function derive(input: string, context: readonly string[], length: number): Buffer {
	return Buffer.from(hkdfSync('sha256', input, SALT, JSON.stringify(context), length));
}
