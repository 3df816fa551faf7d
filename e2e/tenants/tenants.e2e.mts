import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { z } from 'zod/v4';
import { importFromEachVendor } from '../../scripts/importFromEachVendor.mts';
import type { Account, SharedAddress } from '../../simulators/kit/accounts.mts';
import { shareAddress } from '../../simulators/kit/accounts.mts';
import {
	actionNode,
	chain,
	createCredential,
	createWorkflow,
	ensureN8nHost,
	logToStderr,
	packPackage,
	publishOrThrow,
	runManually,
	START,
	startN8n,
	triggerNode,
	unpublish,
	updateCredential,
	waitForExecutions,
	webhookIdOf,
	type N8n,
	type VendorStage,
	type Workflow,
} from '../support/index.mts';
import { projectRoot } from '../support/paths.mts';
import type { Company, TenantsOfVendor, Which } from './types.mts';

/*
 * Two companies with each vendor in one n8n, at one address of the vendor: no name, id, limit or
 * webhook of one shows up at the other.
 */

const BOTH: readonly Which[] = ['first', 'second'];

const files = await importFromEachVendor<{ tenants: TenantsOfVendor }>(
	join(projectRoot, 'e2e'),
	'tenants.mts',
);

let n8n: N8n;

before(async () => {
	const host = await ensureN8nHost({ log: logToStderr });
	// The sign-in below is followed without a browser that has n8n's cookie.
	const env = { N8N_SKIP_AUTH_ON_OAUTH_CALLBACK: 'true' };
	n8n = await startN8n({ host, tarball: await packPackage(), env });
});

after(async () => {
	await n8n?.close();
});

for (const [, { tenants: vendor }] of files) {
	const vendorName = vendor.names.action;
	test(`${vendorName}: two companies in one n8n share nothing`, async () => {
		const started = { first: await vendor.start('first'), second: await vendor.start('second') };
		let shared: SharedAddress | undefined;
		try {
			shared = await shareAddress(BOTH.map((which) => accountOf(vendor, which, started[which])));
			const { origin } = shared;
			const companies = await Promise.all(BOTH.map(async (which) => await settle(which, origin)));
			await tryAll(companies);
			assert.deepEqual(shared.violations.list, []);
			for (const which of BOTH) assert.deepEqual(started[which].company.violations.list, []);
		} finally {
			for (const which of BOTH) await started[which].company.close();
			await shared?.close();
		}

		/** A credential, a workflow that listens, and one that reads, for one company. */
		async function settle(which: Which, origin: string) {
			const one = started[which];
			const { pathname } = new URL(one.company.baseUrl);
			const data = one.credential(`${origin}${pathname}`.replace(/\/$/, ''));
			const type = vendor.names.credentialType;
			const credential = await createCredential(n8n, {
				name: `${vendorName} ${which}`,
				type,
				data,
			});
			await one.connect?.(n8n, credential);
			const stage: VendorStage = {
				names: vendor.names,
				n8n,
				credential,
				close: async () => undefined,
			};
			const hired = { hrEvents: ['employee.hired'], ...vendor.parameters };
			const everybody = { resource: 'employee', operation: 'getAll', returnAll: true };
			const listening = await createWorkflow(n8n, {
				name: `${vendorName} listening for ${which}`,
				nodes: [triggerNode(stage, hired)],
				settings: { timezone: 'Europe/Berlin' },
			});
			const reading = await createWorkflow(n8n, {
				name: `${vendorName} reading of ${which}`,
				nodes: [
					{ name: START, type: 'n8n-nodes-base.manualTrigger' },
					actionNode(stage, { ...everybody, ...vendor.parameters }),
				],
				connections: chain(START, vendor.names.action),
			});
			return { which, one, credential, data, listening, reading };
		}

		async function tryAll(companies: ReadonlyArray<Awaited<ReturnType<typeof settle>>>) {
			const [first, second] = companies;
			assert.ok(first && second);
			await Promise.all(
				companies.map(async ({ listening }) => await publishOrThrow(n8n, listening.id)),
			);
			for (const { one, credential, data, listening } of companies) {
				const url = n8n.webhookUrl(webhookIdOf(listening, vendor.names.trigger));
				const more = await one.webhookByHand?.(url);
				if (more !== undefined) await updateCredential(n8n, credential, { ...data, ...more });
			}
			for (const round of [1, 2]) {
				const runs = await Promise.all(
					companies.map(async ({ reading }) => await runManually(n8n, reading, START, {})),
				);
				for (const [index, run] of runs.entries()) {
					assert.equal(run.status, 'success', run.nodeError(vendor.names.action));
					assertOf(BOTH[index] ?? 'first', run.items(vendor.names.action), `reading ${round}`);
				}
			}
			for (const { one } of companies) one.hire();
			for (const { which, one, listening } of companies) {
				const [run] = await waitForExecutions(n8n, listening.id, 1, { timeoutMs: 60_000 });
				assert.equal(run?.status, 'success', run?.nodeError(vendor.names.trigger));
				const items = run?.items(vendor.names.trigger) ?? [];
				if (items.length > 0) assertOf(which, items, 'an event');
				const addresses = one.webhooks();
				assert.ok(addresses.length > 0);
				assert.ok(
					addresses.every((url) => isOf(listening, url)),
					addresses.join(' '),
				);
			}
			const before = second.one.webhooks();
			await unpublish(n8n, first.listening.id);
			assert.deepEqual(second.one.webhooks(), before);
			if (second.one.webhookByHand === undefined) assert.deepEqual(first.one.webhooks(), []);
			await unpublish(n8n, second.listening.id);
			assert.deepEqual(shared?.violations.list, []);
			if (first.one.connect === undefined) await connectAnew(first, second);
		}

		/** Somebody enters another company in a credential, as the editor saves it. */
		async function connectAnew(
			from: Awaited<ReturnType<typeof settle>>,
			to: Awaited<ReturnType<typeof settle>>,
		): Promise<void> {
			const path = `/credentials/${from.credential.id}?includeData=true`;
			const stored = z.object({ data: z.record(z.string(), z.unknown()) });
			const { data } = stored.parse(await n8n.rest('GET', path));
			// n8n keeps the token of the company before; Personio's credential sends none in its place.
			shared?.violations.expect('unknown-account');
			await updateCredential(n8n, from.credential, { ...data, ...to.data });
			const run = await runManually(n8n, from.reading, START, {});
			assert.equal(run.status, 'success', run.nodeError(vendor.names.action));
			assertOf(to.which, run.items(vendor.names.action), 'reading anew');
		}

		function isOf(workflow: Workflow, url: string): boolean {
			return url.includes(webhookIdOf(workflow, vendor.names.trigger));
		}

		/** What is told of a company has names of its own, and none of the other. */
		function assertOf(which: Which, told: unknown, what: string): void {
			const text = JSON.stringify(told);
			const at = which === 'first' ? 0 : 1;
			const found = (side: 0 | 1): string[] =>
				vendor.places.map((pair) => pair[side]).filter((name) => text.includes(`"${name}"`));
			assert.notDeepEqual(found(at), [], `${what} of the ${which} company has its names`);
			assert.deepEqual(found(at === 0 ? 1 : 0), [], `${what} of the ${which} company`);
		}
	});
}

function accountOf(
	vendor: TenantsOfVendor,
	which: Which,
	{ company, secrets }: { company: Company; secrets: string[] },
): Account {
	const names = vendor.places.map(([one, other]) => [`"${one}"`, `"${other}"`] as const);
	return {
		name: which,
		baseUrl: company.baseUrl,
		secrets,
		foreign: vendor.foreign?.[which] ?? [],
		...(which === 'second' ? { renamed: [...names, ...(vendor.fields ?? [])] } : {}),
	};
}
