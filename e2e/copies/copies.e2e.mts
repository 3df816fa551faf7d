import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { importExample } from '../../demo/examples.mts';
import { importFromEachVendor } from '../../scripts/importFromEachVendor.mts';
import {
	deleteWorkflow,
	pollUntil,
	publish,
	publishOrThrow,
	unpublish,
	waitForExecutions,
	type Workflow,
} from '../support/index.mts';
import { projectRoot } from '../support/paths.mts';
import type { Scene } from './types.mts';

/*
 * Whose a webhook is, where an example is imported twice; and what is said of webhooks that could not be
 * removed. For each vendor with an API for them.
 */

const files = await importFromEachVendor<{ setScene: () => Promise<Scene> }>(
	join(projectRoot, 'e2e'),
	'copies.mts',
);

for (const [vendor, { setScene }] of files) {
	describe(vendor, () => {
		let scene: Scene;
		before(async () => {
			scene = await setScene();
		});
		after(async () => {
			await scene?.stage.close();
		});

		/** The workflow receives what happens at the vendor. */
		async function receives({ id }: Workflow, runs: number): Promise<void> {
			await scene.hire();
			await waitForExecutions(scene.stage.n8n, id, runs);
		}

		test('the example imported twice is two triggers with an address each', async () => {
			const { n8n, credential } = scene.stage;
			const example = { file: scene.file, isPublished: true };
			const first = await importExample(n8n, example, credential);
			const second = await importExample(n8n, example, credential);
			await publishOrThrow(n8n, first.id);
			const registered = scene.held();
			const { status, message } = await publish(n8n, second.id);
			if (vendor === 'factorial') {
				// There is one listener per event.
				assert.equal(status, 'failed');
				assert.match(message, /^Another workflow or node of this n8n already listens for/);
				assert.deepEqual(scene.held(), registered);
			} else {
				assert.equal(status, 'published');
				assert.equal(scene.held().length, 2 * registered.length);
			}
			await unpublish(n8n, second.id);
			await deleteWorkflow(n8n, second.id);
			assert.deepEqual(scene.held(), registered);
			await receives(first, 1);
			await unpublish(n8n, first.id);
			assert.deepEqual(scene.held(), []);
		});

		test('what unpublishing could not remove is in the log, and goes the next time', async () => {
			const { n8n, credential } = scene.stage;
			const workflow = await importExample(
				n8n,
				{ file: scene.file, isPublished: true },
				credential,
			);
			await publishOrThrow(n8n, workflow.id);
			const registered = scene.held();
			const said = n8n.log().length;
			scene.failRemovals();
			await unpublish(n8n, workflow.id);
			assert.deepEqual(scene.held(), registered);
			const line = await pollUntil(
				() =>
					n8n
						.log()
						.slice(said)
						.split('\n')
						.find((text) => text.includes('could not be removed at')),
				{ what: 'the line in the log', timeoutMs: 10_000 },
			);
			assert.ok(line.includes(workflow.id), line);
			assert.match(line, /; webhooks [\w-]+/);
			scene.recover();
			await publishOrThrow(n8n, workflow.id);
			await unpublish(n8n, workflow.id);
			assert.deepEqual(scene.held(), []);
		});
	});
}
