import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { post } from '../../test/support/strangers.mts';
import { publishBoth, SCHEDULES, untilEach, type Both } from '../schedule/support.mts';
import {
	dayAtNoon,
	ensureN8nHost,
	executions,
	logToStderr,
	packPackage,
	startN8n,
	unpublish,
	waitForStragglers,
	webhookIdOf,
	type N8n,
} from '../support/index.mts';

/*
 * The package in other versions of n8n: both triggers of each vendor are published, hear of a hire and find one, refuse a
 * forgery, run the action node, and remove their webhooks again. `npm run compat` tries the oldest n8n that is promised;
 * `N8N_VERSIONS` in the environment names others, separated by commas.
 */

/** The oldest n8n on which everything works, as README.md promises. */
const OLDEST = '1.123.81';

const VERSIONS = (process.env['N8N_VERSIONS'] ?? OLDEST).split(',');

for (const version of VERSIONS) {
	describe(`n8n ${version}`, () => {
		let n8n: N8n;
		const all: Both[] = [];

		before(async () => {
			const host = await ensureN8nHost({ log: logToStderr, version });
			n8n = await startN8n({ host, tarball: await packPackage() });
			for (const vendor of SCHEDULES)
				all.push(await publishBoth(n8n, vendor, { withAction: true }));
		});

		after(async () => {
			for (const { company } of all) await company.close();
			await n8n?.close();
		});

		/** Whether a trigger has emitted that a person is hired, and the action node has run after it. */
		async function isTold({ vendor, workflow }: Both, trigger: string, person: string) {
			const runs = await executions(n8n, workflow.id);
			const run = runs.find((one) => JSON.stringify(one.items(trigger)).includes(`"${person}"`));
			return run?.status === 'success' && run.items(vendor.names.action).length > 0;
		}

		test('a hire is told by webhook, and another one is found by a poll', async () => {
			const heard = new Map(all.map((one) => [one, one.hire(dayAtNoon(7))]));
			const byWebhook = async (one: Both) =>
				await isTold(one, one.vendor.names.trigger, heard.get(one) ?? '');
			await untilEach(all, byWebhook, 'hear of a hire');

			for (const { company } of all) company.deliveries.pause();
			const found = new Map(all.map((one) => [one, one.hire(dayAtNoon(8))]));
			const byPoll = async (one: Both) =>
				await isTold(one, one.vendor.trigger, found.get(one) ?? '');
			await untilEach(all, byPoll, 'find a hire');
		});

		test('a delivery without a proof is answered 401 and starts nothing', async () => {
			for (const { vendor, workflow } of all) {
				const before = (await executions(n8n, workflow.id)).length;
				const url = n8n.webhookUrl(webhookIdOf(workflow, vendor.names.trigger));
				const headers = { 'content-type': 'application/json' };
				assert.equal(await post(url, { headers, body: Buffer.from('{}') }), 401, vendor.trigger);
				await waitForStragglers();
				assert.equal((await executions(n8n, workflow.id)).length, before, vendor.trigger);
			}
		});

		test('unpublishing removes the webhooks, where the vendor has an API for them', async () => {
			for (const { workflow, company, webhookByHand } of all) {
				await unpublish(n8n, workflow.id);
				const isRemoved = company.requests.some(({ method }) => method === 'DELETE');
				assert.equal(isRemoved, webhookByHand === undefined, workflow.name);
				assert.deepEqual(company.violations.list, []);
			}
		});
	});
}
