import assert from 'node:assert/strict';
import { pollUntil, publishOrThrow, unpublish } from '../support/index.mts';
import { LASTING } from './cell.mts';
import type { Row } from './row.mts';

/** Faults while webhooks are removed. */
export const REMOVALS: readonly Row[] = [
	...[404, 401, 503].map(
		(status): Row => ({
			fault: `remove: ${status} at each attempt`,
			async act(cell) {
				const { n8n, company, vendor } = cell;
				const workflow = await cell.published();
				company.faults.add({ match: vendor.removal, kind: 'status', status, times: LASTING });
				await unpublish(n8n, workflow.id);
				assert.ok(cell.own.length > 0, 'the vendor has kept the webhooks');
				company.faults.clear();
				await publishOrThrow(n8n, workflow.id);
				cell.notes.push('after Publish, Unpublish');
			},
		}),
	),
	{
		fault: 'remove: 503 twice',
		async act(cell) {
			const { n8n, company, vendor } = cell;
			const workflow = await cell.published();
			company.faults.add({ match: vendor.removal, kind: 'status', status: 503, times: 2 });
			await unpublish(n8n, workflow.id);
			await pollUntil(() => cell.own.length === 0 || undefined, {
				what: 'n8n to have removed the webhooks',
				timeoutMs: 30_000,
			});
			await publishOrThrow(n8n, workflow.id);
		},
	},
];
