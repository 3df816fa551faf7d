import type { IDataObject, WorkflowExecuteMode } from 'n8n-workflow';

import { AcmeHrApi } from './AcmeHr/AcmeHrApi';
import { AcmeHrTrigger } from './AcmeHr/AcmeHrTrigger';
import type { AcmeSimulator } from './simulator.mts';
import { API_KEY, hired, signed, startAcme } from './simulator.mts';
import type { Surroundings } from '../support/n8n';
import {
	deleteContext,
	executeContext,
	hookContext,
	surround,
	useDeduplicator,
	webhookContext,
} from '../support/n8n';

/*
 * A vendor that issues a key with each webhook, signs the time along and lists webhooks without
 * their detail, by the shared code as it is. `e2e/fifthVendor` shows it in a real n8n.
 */

const MINUTE_MS = 60_000;
const trigger = new AcmeHrTrigger();
const methods = trigger.webhookMethods.default;

let acme: AcmeSimulator;
let node: Surroundings;
let later: number;
let workflows = 0;
beforeEach(async () => {
	later = 0;
	const now = Date.now.bind(Date);
	jest.spyOn(Date, 'now').mockImplementation(() => now() + later);
	await useDeduplicator();
	acme = await startAcme();
	node = inWorkflow();
});
afterEach(async () => {
	jest.restoreAllMocks();
	await acme.close();
});

function inWorkflow(parameters: IDataObject = {}): Surroundings {
	workflows += 1;
	return surround({
		type: trigger,
		credentialType: new AcmeHrApi(),
		credential: { baseUrl: acme.url, apiKey: API_KEY },
		workflowId: `workflow-${workflows}`,
		parameters: { options: { skipRepeats: false }, ...parameters },
	});
}

/** As n8n does where a workflow is published. */
async function publish(at: Surroundings = node, mode: WorkflowExecuteMode = 'trigger') {
	const modes = { mode };
	if (await methods.checkExists.call(hookContext(at, modes))) return;
	await methods.create.call(hookContext(at, modes));
}
const unpublish = async (): Promise<boolean> => await methods.delete.call(deleteContext(node));

async function send(
	body: string,
	headers: Record<string, string>,
): Promise<{ status: number; items: IDataObject[] }> {
	const sent = { body: Buffer.from(body), headers, query: {} };
	const { context, answer } = await webhookContext(node, sent);
	Object.defineProperty(context, 'logger', { value: { warn: () => undefined } });
	const { workflowData } = await trigger.webhook.call(context);
	answer.finish();
	return { status: answer.status, items: (workflowData?.[0] ?? []).map(({ json }) => json) };
}

const secret = (): string => acme.webhooks[0]?.secret ?? '';
let deliveries = 0;
const deliver = async (key: string, at?: number): Promise<number> => {
	deliveries += 1;
	const body = hired(`delivery-${deliveries}`);
	return (await send(body, signed(body, key, at ?? Date.now()))).status;
};

describe('the key that the vendor has issued', () => {
	it('proves deliveries, which come out as events', async () => {
		await publish();
		const body = hired('1');
		const { status, items } = await send(body, signed(body, secret()));
		expect(status).toBe(200);
		const [events] = await trigger.execute.call(executeContext(node, items));
		expect(events).toMatchObject([
			{
				json: {
					eventType: 'employee.hired',
					effectiveDate: '2026-03-02',
					employee: { id: 'person-1', displayName: 'Ada Paz' },
					source: { vendor: 'acmehr', verifiedBy: 'signature' },
				},
			},
		]);
	});

	it('is not known before the first publication: 503, so that the vendor tries again', async () => {
		expect(await deliver('any-key')).toBe(503);
	});

	it.each(['another-key', '', API_KEY])('is not %j: 401', async (key) => {
		await publish();
		expect(await deliver(key)).toBe(401);
	});

	it('stays where nothing changes', async () => {
		await publish();
		const before = secret();
		await publish();
		expect(acme.requests.filter((one) => one.startsWith('POST'))).toHaveLength(1);
		expect(await deliver(before)).toBe(200);
	});

	it('stays where the events change: the webhook is changed in place', async () => {
		await publish();
		const before = secret();
		node.node.parameters['hrEvents'] = ['employee.hired', 'employee.updated'];
		await publish();
		expect(acme.webhooks).toMatchObject([{ events: ['person.hired', 'person.renamed'] }]);
		expect(await deliver(before)).toBe(200);
	});

	it('is in no other place than the static data of the node', async () => {
		await publish();
		expect(JSON.stringify(node.workflow.staticData)).toContain(secret());
		expect(JSON.stringify(node.node)).not.toContain(secret());
		expect(JSON.stringify(node.warnings)).not.toContain(secret());
	});
});

describe('a key that was replaced', () => {
	it('fits for ten minutes more, the new one at once', async () => {
		await publish();
		const before = secret();
		await unpublish();
		await publish();
		expect(secret()).not.toBe(before);
		expect([await deliver(secret()), await deliver(before)]).toEqual([200, 200]);
		later = 9 * MINUTE_MS;
		expect(await deliver(before)).toBe(200);
		later = 10 * MINUTE_MS;
		expect([await deliver(secret()), await deliver(before)]).toEqual([200, 401]);
	});

	it('leaves nothing behind once its time is over', async () => {
		for (let times = 0; times < 20; times++) {
			await publish();
			await unpublish();
			later += 11 * MINUTE_MS;
		}
		await publish();
		expect(JSON.stringify(node.workflow.staticData).match(/webhookId/g)).toHaveLength(1);
	});
});

describe('a key that nobody knows any more', () => {
	it.each([
		['static data that is gone', () => (node.workflow.staticData = {})],
		[
			'static data of another kind',
			() => (node.workflow.staticData = { [`node:${node.node.name}`]: { issuedKeys: 'odd' } }),
		],
	])('after %s: the webhook is made anew', async (_, lose) => {
		await publish();
		const before = secret();
		lose();
		expect(await deliver(before)).toBe(503);
		await publish();
		expect(acme.webhooks).toHaveLength(1);
		expect(secret()).not.toBe(before);
		expect(await deliver(secret())).toBe(200);
	});

	it('as its answer got lost: the next try makes the webhook anew', async () => {
		acme.loseNextAnswer();
		await expect(publish()).rejects.toThrow('Acme HR');
		expect(acme.webhooks).toHaveLength(1);
		await publish();
		expect(acme.webhooks).toHaveLength(1);
		expect(await deliver(secret())).toBe(200);
	});
});

describe('what is compared', () => {
	it.each([
		['another version', { version: '1' }],
		['other events', { events: ['person.renamed'] }],
	])('%s: the webhook is changed', async (_, changes) => {
		await publish();
		Object.assign(acme.webhooks[0] ?? {}, changes);
		await publish();
		expect(acme.webhooks).toMatchObject([{ version: '2', events: ['person.hired'] }]);
	});

	it('is read of the own webhooks alone', async () => {
		for (const id of ['a', 'b']) {
			const url = `https://zapier.example/${id}`;
			acme.webhooks.push({
				id,
				url,
				secret: '-',
				events: [],
				version: '2',
				name: '',
				enabled: true,
			});
		}
		await publish();
		const own = acme.webhooks[2]?.id ?? '';
		acme.requests.length = 0;
		await publish();
		expect(acme.requests).toEqual(['GET /webhooks', `GET /webhooks/${own}`]);
		await unpublish();
		expect(acme.webhooks.map(({ id }) => id)).toEqual(['a', 'b']);
	});
});

describe('a signed time', () => {
	it.each([
		['now', 0, 200],
		['four minutes ago', -4 * MINUTE_MS, 200],
		['six minutes ago: a replay', -6 * MINUTE_MS, 401],
		['in six minutes', 6 * MINUTE_MS, 401],
	])('of %s', async (_, ago, status) => {
		await publish();
		expect(await deliver(secret(), Date.now() + ago)).toBe(status);
	});
});
