import assert from 'node:assert/strict';
import { z } from 'zod/v4';
import type { N8n } from './n8n.mts';

const schemaOf = z.object({ properties: z.record(z.string(), z.unknown()) });

/**
 * Checks that n8n serves what the editor shows of an output before the node has run.
 * @param files such as `hiBob/1.0.0/employee/get.json`
 */
export async function assertPreviewsServed(n8n: N8n, files: readonly string[]): Promise<void> {
	for (const file of files) {
		const response = await fetch(`${n8n.url}/schemas/n8n-nodes-hr-events.${file}`);
		assert.equal(response.status, 200, file);
		const { properties } = schemaOf.parse(await response.json());
		assert.ok(Object.keys(properties).length > 3, file);
	}
}
