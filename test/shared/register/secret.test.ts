import { createHmac } from 'crypto';

import { deriveSecret, fingerprintOf } from '../../../nodes/shared/register/secret';
import type { NodeIdentity } from '../../../nodes/shared/parameter';

const LONG_LIVED = 'example of a long-lived value';
const node: NodeIdentity = { workflowId: 'w', nodeId: 'n', mode: 'production' };

/** RFC 5869, written out. */
function hkdf(input: Uint8Array, salt: Uint8Array, info: Uint8Array, length: number): Buffer {
	const mac = (key: Uint8Array, data: Uint8Array) =>
		createHmac('sha256', key).update(data).digest();
	const extracted = mac(salt, input);
	let block = Buffer.alloc(0);
	let output = Buffer.alloc(0);
	for (let count = 1; output.length < length; count++) {
		block = mac(extracted, Buffer.concat([block, info, Buffer.from([count])]));
		output = Buffer.concat([output, block]);
	}
	return output.subarray(0, length);
}

it('the reference used here is HKDF (RFC 5869, test case 1)', () => {
	const output = hkdf(
		Buffer.from('0b'.repeat(22), 'hex'),
		Buffer.from('000102030405060708090a0b0c', 'hex'),
		Buffer.from('f0f1f2f3f4f5f6f7f8f9', 'hex'),
		42,
	);
	expect(output.toString('hex')).toBe(
		'3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865',
	);
});

it('derives by HKDF-SHA256, and the same on every n8n', () => {
	const info = Buffer.from(JSON.stringify(['secret', 'w', 'n', 'production']));
	const salt = Buffer.from('n8n-nodes-hr-events');
	expect(deriveSecret(LONG_LIVED, node)).toBe(
		hkdf(Buffer.from(LONG_LIVED), salt, info, 32).toString('hex'),
	);
	expect(fingerprintOf(LONG_LIVED)).toBe(
		hkdf(Buffer.from(LONG_LIVED), salt, Buffer.from('["fingerprint"]'), 9).toString('base64url'),
	);
});

it('gives each workflow, node, mode and credential a secret of its own', () => {
	const secrets = [
		deriveSecret(LONG_LIVED, node),
		deriveSecret(LONG_LIVED, { ...node, workflowId: 'w2' }),
		deriveSecret(LONG_LIVED, { ...node, nodeId: 'n2' }),
		deriveSecret(LONG_LIVED, { ...node, mode: 'test' }),
		deriveSecret(`${LONG_LIVED} `, node),
		// Parts do not run into each other.
		deriveSecret(LONG_LIVED, { ...node, workflowId: 'w","n', nodeId: '' }),
		deriveSecret(LONG_LIVED, { ...node, workflowId: 'wn', nodeId: '' }),
	];
	expect(new Set(secrets).size).toBe(secrets.length);
	for (const secret of secrets) expect(secret).toMatch(/^[0-9a-f]{64}$/);
});

it.each(['', 'a', LONG_LIVED, 'ümläut', 'x'.repeat(4096)])(
	'the fingerprint of %j is short and safe in a URL',
	(value) => {
		expect(fingerprintOf(value)).toMatch(/^[A-Za-z0-9_-]{12}$/);
	},
);

it('the fingerprint tells credentials apart and nothing of the secret', () => {
	const fingerprint = fingerprintOf(LONG_LIVED);
	expect(fingerprint).toBe(fingerprintOf(LONG_LIVED));
	expect(fingerprint).not.toBe(fingerprintOf(`${LONG_LIVED}2`));
	const hex = Buffer.from(fingerprint, 'base64url').toString('hex');
	expect(deriveSecret(LONG_LIVED, node)).not.toContain(hex);
	expect(LONG_LIVED).not.toContain(fingerprint);
});
