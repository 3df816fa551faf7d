import { hkdfSync } from 'crypto';

import type { NodeIdentity } from '../vendor';

const SALT = 'n8n-nodes-hr-events';

/**
 * The secret a vendor is to send along, derived instead of stored: it can neither be lost nor
 * read from the workflow. RFC 5869 (HKDF-SHA256).
 * @param longLived the credential's long-lived secret; never an access token
 * @param node whose subscription it is for
 * @returns 32 bytes, hex
 */
export function deriveSecret(longLived: string, node: NodeIdentity): string {
	return derive(longLived, ['secret', node.workflowId, node.nodeId, node.mode], 32).toString('hex');
}

/**
 * Tells which secret a subscription was made with, without telling anything of the secret:
 * registrations carry it in the open.
 * @param longLived the credential's long-lived secret
 * @returns 12 characters, safe in a URL
 */
export function fingerprintOf(longLived: string): string {
	return derive(longLived, ['fingerprint'], 9).toString('base64url');
}

function derive(input: string, context: readonly string[], length: number): Buffer {
	return Buffer.from(hkdfSync('sha256', input, SALT, JSON.stringify(context), length));
}
