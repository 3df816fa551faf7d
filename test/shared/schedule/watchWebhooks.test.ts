import type { IDataObject } from 'n8n-workflow';

import type { NodeIdentity } from '../../../nodes/shared/parameter';
import { markedUrl } from '../../../nodes/shared/register/address';
import { watchWebhooks } from '../../../nodes/shared/schedule/watchWebhooks';
import type { KeyedVendor, Webhook } from '../../../nodes/shared/vendor';
import { instant } from '../../support/days';
import { FAKE_KEY, fakeCredential, fakeTrigger, fakeVendor } from '../../support/fakeVendor';
import { pollContext, surround } from '../../support/n8n';

/*
 * A schedule trigger and an instant trigger in one workflow, and what the vendor has of the webhooks.
 */

let count = 0;

function atVendor({ canEnable = true } = {}) {
	count += 1;
	const workflowId = `workflow-${count}`;
	const instantTrigger: NodeIdentity = { workflowId, nodeId: 'instant', mode: 'production' };
	const webhook = (changes: Partial<Webhook> = {}): Webhook => ({
		id: '1',
		slot: 'all',
		url: markedUrl('https://n8n.example.org/webhook/1/webhook', instantTrigger),
		events: [],
		fingerprint: null,
		enabled: true,
		...changes,
	});
	const at = {
		webhooks: [webhook()],
		enabled: [] as string[],
		lists: 0,
		failure: null as Error | null,
	};
	const vendor: KeyedVendor = fakeVendor();
	Object.assign(vendor.registration, {
		list: async () => {
			at.lists += 1;
			if (at.failure !== null) throw at.failure;
			return at.webhooks;
		},
		...(canEnable ? { enable: async (_: unknown, id: string) => void at.enabled.push(id) } : {}),
	});
	const surroundings = surround({
		type: fakeTrigger(vendor),
		credentialType: fakeCredential,
		credential: { baseUrl: 'http://127.0.0.1:1', key: FAKE_KEY },
		workflowId,
	});
	const store: IDataObject = {};
	/** Polls so many hours after the first poll. @returns what the user is told */
	const lookAfter = async (hours: number): Promise<string | null> => {
		const until = instant(new Date(Date.UTC(2026, 4, 11, 6 + hours)).toISOString());
		const problem = await watchWebhooks(pollContext(surroundings), vendor, { store, until });
		return problem?.message ?? null;
	};
	return { at, webhook, surroundings, lookAfter };
}

describe('webhooks of the instant trigger', () => {
	it('that are there and switched on are no news', async () => {
		const { at, lookAfter } = atVendor();
		expect(await lookAfter(0)).toBeNull();
		expect(await lookAfter(1)).toBeNull();
		expect(at.enabled).toEqual([]);
	});

	it('are looked at once an hour', async () => {
		const { at, lookAfter } = atVendor();
		for (const hours of [0, 0.25, 0.5, 0.75, 1, 1.5]) await lookAfter(hours);
		expect(at.lists).toBe(2);
	});

	it('that the vendor has switched off are switched on again', async () => {
		const { at, webhook, lookAfter } = atVendor();
		await lookAfter(0);
		at.webhooks = [webhook({ enabled: false })];
		expect(await lookAfter(1)).toBeNull();
		expect(at.enabled).toEqual(['1']);
	});

	it('that stay switched off are reported', async () => {
		const { at, webhook, lookAfter } = atVendor({ canEnable: false });
		await lookAfter(0);
		at.webhooks = [webhook({ enabled: false })];
		expect(await lookAfter(1)).toBe(
			'Fake HR has switched off the webhook of a trigger in this workflow',
		);
	});

	it('that are gone are reported once', async () => {
		const { at, lookAfter } = atVendor();
		await lookAfter(0);
		at.webhooks = [];
		expect(await lookAfter(1)).toBe(
			'Fake HR no longer has the webhook of a trigger in this workflow',
		);
		expect(await lookAfter(2)).toBeNull();
	});

	it('may be fewer, or others: then the trigger was changed', async () => {
		const { at, webhook, lookAfter } = atVendor();
		at.webhooks = [webhook({ id: '1', slot: 'hired' }), webhook({ id: '2', slot: 'left' })];
		await lookAfter(0);
		at.webhooks = [webhook({ id: '3', slot: 'left' })];
		expect(await lookAfter(1)).toBeNull();
	});

	it('of other workflows are nobody’s business here', async () => {
		const { at, webhook, lookAfter } = atVendor();
		const other: NodeIdentity = { workflowId: 'other', nodeId: 'instant', mode: 'production' };
		at.webhooks = [
			webhook({
				url: markedUrl('https://n8n.example.org/webhook/2/webhook', other),
				enabled: false,
			}),
			webhook({ url: 'https://elsewhere.example.org', enabled: false }),
		];
		await lookAfter(0);
		at.webhooks = [];
		expect(await lookAfter(1)).toBeNull();
		expect(at.enabled).toEqual([]);
	});

	it('need no permission where there are none', async () => {
		const { at, lookAfter } = atVendor();
		at.failure = new Error('403');
		expect(await lookAfter(0)).toBeNull();
	});

	it('that cannot be looked at any more are reported', async () => {
		const { at, lookAfter } = atVendor();
		await lookAfter(0);
		at.failure = new Error('403');
		expect(await lookAfter(1)).toBe('403');
	});

	it('are left alone if the user wants it', async () => {
		const { at, surroundings, lookAfter } = atVendor();
		surroundings.node.parameters['options'] = { watchWebhooks: false };
		expect(await lookAfter(0)).toBeNull();
		expect(at.lists).toBe(0);
	});
});
