import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { z } from 'zod/v4';
import { startFactorial } from '../simulators/factorial/index.mts';
import { EVENT_TYPES, startHiBob } from '../simulators/hibob/index.mts';
import type { Account, SharedAddress } from '../simulators/kit/accounts.mts';
import { shareAddress } from '../simulators/kit/accounts.mts';
import { startPersonio } from '../simulators/personio/index.mts';
import { startWorkable } from '../simulators/workable/index.mts';
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
	type Credential,
	type N8n,
	type VendorNames,
	type VendorStage,
	type Workflow,
} from './support/index.mts';

/*
 * Two companies with each vendor in one n8n, at one address of the vendor: no name, id, limit or
 * webhook of one shows up at the other.
 */

type Which = 'first' | 'second';
const BOTH: readonly Which[] = ['first', 'second'];

/** What the simulators have in common. */
interface Company {
	readonly baseUrl: string;
	readonly violations: { readonly list: readonly unknown[] };
	readonly deliveries: { idle(): Promise<void> };
	close(): Promise<void>;
}

interface Vendor {
	readonly names: VendorNames;
	/** Parameters both nodes need besides. */
	readonly parameters?: Record<string, unknown>;
	/** Starts the simulator of a company. */
	start(which: Which): Promise<{
		readonly company: Company;
		readonly secrets: string[];
		credential(baseUrl: string): Record<string, unknown>;
		webhooks(): string[];
		hire(): void;
		/** Somebody connects or makes a webhook by hand; gives what the credential holds besides. */
		connect?(n8n: N8n, credential: Credential): Promise<void>;
		webhookByHand?(url: string): Promise<Record<string, unknown>>;
	}>;
	/** What it is called at the first and at the second company. */
	readonly places: ReadonlyArray<readonly [string, string]>;
	readonly fields?: ReadonlyArray<readonly [string, string]>;
	readonly foreign?: Record<Which, readonly RegExp[]>;
}

const APPLICATION = {
	clientId: 'example-app',
	clientSecret: 'example-app-secret',
	scopes: ['employees', 'contracts', 'time_off', 'company_locations', 'company_legal_entities'],
};

const VENDORS: Record<string, Vendor> = {
	Personio: {
		names: {
			trigger: 'Personio Trigger',
			triggerType: 'n8n-nodes-hr-events.personioTrigger',
			action: 'Personio',
			actionType: 'n8n-nodes-hr-events.personio',
			credentialType: 'personioHrApi',
		},
		start: async (which) => {
			const client = { clientId: `papi-${which}`, clientSecret: `papi-secret-of-${which}` };
			const companyId = which === 'first' ? '48151' : '62342';
			const company = await startPersonio({ clients: [client], companyId });
			return {
				company,
				secrets: [client.clientSecret],
				credential: (baseUrl) => ({ ...client, baseUrl }),
				webhooks: () => company.webhooks.map(({ url }) => url),
				hire: () => void company.hire(),
			};
		},
		places: [
			['Engineering', 'Rocketry'],
			['Acme GmbH', 'Borealis GmbH'],
		],
	},
	'Workable HR': {
		names: {
			trigger: 'Workable HR Trigger',
			triggerType: 'n8n-nodes-hr-events.workableHrTrigger',
			action: 'Workable HR',
			actionType: 'n8n-nodes-hr-events.workableHr',
			credentialType: 'workableHrApi',
		},
		start: async (which) => {
			const subdomain = which === 'first' ? 'acme' : 'borealis';
			const token = `example-token-of-${which}`;
			const rateLimit = { requests: 1_000, windowMs: 10_000 };
			const company = await startWorkable({ subdomain, tokens: [{ token }], rateLimit });
			return {
				company,
				secrets: [token],
				credential: (baseUrl) => ({ subdomain, accessToken: token, baseUrl }),
				webhooks: () => company.subscriptions.map(({ target }) => target),
				hire: () => company.publishEmployee(company.createEmployee()),
			};
		},
		places: [['Acme Inc.', 'Borealis Inc.']],
	},
	HiBob: {
		names: {
			trigger: 'HiBob Trigger',
			triggerType: 'n8n-nodes-hr-events.hiBobTrigger',
			action: 'HiBob',
			actionType: 'n8n-nodes-hr-events.hiBob',
			credentialType: 'hiBobHrApi',
		},
		start: async (which) => {
			const user = { id: `SERVICE-${which}`, token: `example-token-of-${which}` };
			const companyId = which === 'first' ? 636192 : 770077;
			const company = await startHiBob({ companyId, serviceUsers: [user] });
			return {
				company,
				secrets: [user.token],
				credential: (baseUrl) => ({
					serviceUserId: user.id,
					serviceUserToken: user.token,
					environment: 'custom',
					baseUrl,
				}),
				webhooks: () => company.webhooks.map(({ url }) => url),
				hire: () => {
					const startDate = new Date().toISOString().slice(0, 10);
					company.hire({ startDate, department: 'Engineering', site: 'Berlin' });
				},
				webhookByHand: async (url) => {
					const added = await company.addWebhook({ name: 'n8n', url, events: EVENT_TYPES });
					return { webhookSecrets: added.secret };
				},
			};
		},
		places: [
			['Engineering', 'Rocketry'],
			['Berlin', 'Lisbon'],
		],
	},
	Factorial: {
		names: {
			trigger: 'Factorial Trigger',
			triggerType: 'n8n-nodes-hr-events.factorialTrigger',
			action: 'Factorial',
			actionType: 'n8n-nodes-hr-events.factorial',
			credentialType: 'factorialHrOAuth2Api',
		},
		parameters: { authentication: 'oAuth2' },
		start: async (which) => {
			const company = await startFactorial({ apiKeys: [`unused-key-of-${which}`] });
			company.addApplication(APPLICATION);
			const secrets: string[] = [];
			return {
				company,
				secrets,
				credential: (baseUrl) => {
					const { clientId, clientSecret } = APPLICATION;
					return { clientId, clientSecret, environment: 'custom', baseUrl };
				},
				webhooks: () => company.subscriptions.map(({ target_url: target }) => target),
				hire: () => void company.createEmployee(),
				// One application for both: only who agrees to it, and the token, tell the company.
				connect: async (n8n, { id }) => {
					const start = z.string().parse(await n8n.rest('GET', `/oauth2-credential/auth?id=${id}`));
					const { pathname, search } = new URL(start);
					const page = `${company.baseUrl}${pathname}${search}`;
					const agreed = await fetch(page, { redirect: 'manual' });
					const back = agreed.headers.get('location') ?? '';
					secrets.push(new URL(back).searchParams.get('code') ?? 'no code');
					assert.match(await (await fetch(back)).text(), /connected|success/i);
				},
			};
		},
		places: [
			['Barcelona', 'Lisbon'],
			['Acme Iberia SL', 'Borealis Iberia SL'],
		],
		fields: [['"company_id":"55"', '"company_id":"66"']],
		foreign: { first: [/company_id\W+66/], second: [/company_id\W+55/] },
	},
};

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

for (const [vendorName, vendor] of Object.entries(VENDORS)) {
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
	vendor: Vendor,
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
