import { NodeOperationError } from 'n8n-workflow';

import { SECRET_HEADER } from '../../nodes/Personio/verification';
import { fingerprintOf } from '../../nodes/shared/register/secret';
import type {
	PersonioOptions,
	PersonioSimulator,
	Webhook,
} from '../../simulators/personio/index.mts';
import { startServer } from '../support/httpServer.mts';
import { beImpatient } from '../support/impatience';
import type { Surroundings } from '../support/n8n';
import { describeOwnership } from '../support/ownership';
import { WEBHOOK_ID } from '../support/n8n';
import {
	credentialFor,
	failure,
	hooks,
	offered,
	post,
	registeredUrl,
	secretFor,
	startRoomyPersonio,
	triggerIn,
} from '../support/personio';

jest.mock('n8n-workflow', () => jest.requireActual('../support/sleep/hundredth'));

jest.mock('../../nodes/shared/outbound/retry', () =>
	jest
		.requireActual<typeof import('../support/impatience')>('../support/impatience')
		.retryWithTimeouts({ WHILE_PUBLISHING: 500 }),
);

const THREE = { hrEvents: ['employee.hired', 'employee.access_ended', 'leave.approved'] };
const NATIVE_THREE = [
	'person.updated',
	'employment.created',
	'employment.updated',
	'employment.terminated',
	'absence-period.created',
	'absence-period.updated.status',
];
const PLAIN_URL = `http://127.0.0.1:5678/webhook/${WEBHOOK_ID}/webhook`;
const SECRET = 'papi-example-secret-of-acme';

let personio: PersonioSimulator;
async function start(options: PersonioOptions = {}): Promise<void> {
	await personio?.close();
	personio = await startRoomyPersonio(options);
}
beforeEach(async () => {
	await start();
});
afterEach(async () => {
	await personio.close();
	expect(personio.violations.list).toEqual([]);
});

/** What is to be there for a node, but for its id. */
function wanted(
	node: Surroundings,
	{
		mode = 'production',
		events = NATIVE_THREE,
		clientSecret = SECRET,
	}: { mode?: 'production' | 'test'; events?: string[]; clientSecret?: string } = {},
): Partial<Webhook> {
	const secret = secretFor(node, clientSecret, mode);
	const url = registeredUrl(node, mode);
	return {
		url,
		status: 'ENABLED',
		auth_type: 'CUSTOM',
		token: null,
		custom_headers: { [SECRET_HEADER]: secret },
		enabled_events: events,
		description: [
			`n8n: ${node.workflow.name} / ${node.node.name}`,
			`[${new URL(url).search.slice(1)}] [key ${fingerprintOf(secret)}]`,
		].join(' '),
	};
}

function only(): Webhook {
	const [webhook, ...more] = personio.webhooks;
	if (webhook === undefined || more.length > 0) throw new Error('There is not exactly one webhook');
	return webhook;
}

/** Requests that change something, in order. */
function changes(): string[] {
	return personio.requests
		.filter(({ method, path }) => method !== 'GET' && !path.startsWith('/v2/auth/'))
		.map(({ method, status }) => `${method} ${status}`);
}

async function publish(node: Surroundings): Promise<void> {
	if (!(await hooks(node).checkExists())) await hooks(node).create();
}

describe('publishing', () => {
	it('makes exactly one webhook, switched on and with a secret of our own', async () => {
		const node = triggerIn(personio, { parameters: THREE });
		expect(await hooks(node).checkExists()).toBe(false);
		expect(changes()).toEqual([]);
		expect(await hooks(node).create()).toBe(true);
		expect(only()).toMatchObject(wanted(node));
		expect(Object.keys(only().custom_headers ?? {})).toEqual([expect.stringMatching(/^X-/)]);
		expect(await hooks(node).checkExists()).toBe(true);
		expect(changes()).toEqual(['POST 201']);
	});

	it('shows neither the client secret nor the derived one in what others may read', async () => {
		const node = triggerIn(personio, { parameters: THREE });
		await publish(node);
		const { custom_headers: headers, ...rest } = only();
		expect(JSON.stringify(headers)).not.toContain(SECRET);
		expect(JSON.stringify(rest)).not.toContain(secretFor(node, SECRET));
		expect(JSON.stringify(rest)).not.toContain(SECRET);
	});

	it('gives each node, and each test run, a secret of its own', async () => {
		const [one, two] = [triggerIn(personio), triggerIn(personio)];
		const secrets = [one, two].flatMap((node) => [
			secretFor(node, SECRET),
			secretFor(node, SECRET, 'test'),
		]);
		expect(new Set(secrets).size).toBe(4);
	});

	it('ten times makes nothing more', async () => {
		const node = triggerIn(personio, { parameters: THREE });
		for (let times = 0; times < 10; times++) await hooks(node).create();
		for (let times = 0; times < 10; times++) await publish(node);
		expect(changes()).toEqual(['POST 201']);
	});

	it('asks for everything there is by its own name', async () => {
		const vendorEvents = offered('vendorEvents');
		const node = triggerIn(personio, { parameters: { listenFor: 'vendorEvents', vendorEvents } });
		await publish(node);
		expect([...only().enabled_events].sort()).toEqual([...vendorEvents].sort());
		expect(await hooks(node).checkExists()).toBe(true);
	});

	it.each([
		['employee.created', ['person.created']],
		['employee.deleted', ['person.deleted']],
		['employee.updated', ['person.updated']],
		['employee.started', ['employment.started']],
		['employee.hired', ['employment.created']],
		['employee.rehired', ['employment.created']],
		['employee.termination_scheduled', ['employment.updated']],
		['employee.terminated', ['person.updated', 'employment.updated', 'employment.terminated']],
		[
			'employee.transferred',
			['employment.created', 'employment.updated', 'employment.started', 'employment.terminated'],
		],
		['leave.requested', ['absence-period.created', 'absence-period.updated.status']],
		['leave.cancelled', ['absence-period.deleted']],
		['table.entry_deleted', ['employment.deleted']],
	])('derives what %s takes', async (chosen, native) => {
		await publish(triggerIn(personio, { parameters: { hrEvents: [chosen] } }));
		expect(only().enabled_events).toEqual(native);
	});

	it('refuses to listen for nothing', async () => {
		for (const parameters of [
			{ hrEvents: [] },
			{ listenFor: 'vendorEvents', vendorEvents: [], otherVendorEvents: ' , ' },
		]) {
			const error = await failure(hooks(triggerIn(personio, { parameters })).create());
			expect(error.message).toMatch(/^No event is chosen\. /);
		}
		expect(changes()).toEqual([]);
	});

	it.each<PersonioOptions>([
		{ webhookAnswers: 'wrapped' },
		{ webhookAnswers: 'wrapped', createAnswersIdOnly: true },
		{ createAnswersIdOnly: true },
		{ echoSecrets: true },
		{ nextLink: 'self' },
		{ duplicateUrl: 'allowed' },
		{ listShowsOnlyOwn: true },
	])('works with an account of the kind %j', async (options) => {
		await start(options);
		const node = triggerIn(personio, { parameters: THREE });
		await publish(node);
		await publish(node);
		expect(only()).toMatchObject(wanted(node));
		const changed = triggerIn(personio, {
			parameters: { hrEvents: ['employee.created'] },
			workflowId: String(node.workflow.id),
		});
		await publish(changed);
		expect(only()).toMatchObject(wanted(changed, { events: ['person.created'] }));
		expect(await hooks(changed).checkExists()).toBe(true);
		await hooks(changed).delete();
		expect(personio.webhooks).toEqual([]);
	});

	it('keeps the description short, however long the names are', async () => {
		const node = triggerIn(personio, { parameters: THREE, nodeName: 'Long '.repeat(200) });
		await publish(node);
		expect(only().description.length).toBeLessThan(200);
		expect(await hooks(node).checkExists()).toBe(true);
	});
});

describe('a registration that is not as it should be', () => {
	let node: Surroundings;
	beforeEach(async () => {
		node = triggerIn(personio, { parameters: THREE });
		await publish(node);
	});

	/** Puts a webhook for this node's address there, by somebody's hand. */
	async function tampered(changed: Partial<Webhook>): Promise<string> {
		const { custom_headers: headers, token, client, ...before } = only();
		await hooks(node).delete();
		const merged = { ...before, custom_headers: headers, token, client, ...changed };
		const { custom_headers: custom, token: shown, client: owner, ...rest } = merged;
		return personio.addWebhook({
			...rest,
			...(custom === null ? {} : { custom_headers: custom }),
			...(shown === null ? {} : { token: shown }),
			...(owner === null ? {} : { client: owner }),
		});
	}

	it('stays with another name of node: that is no reason to change', async () => {
		const renamed = triggerIn(personio, {
			parameters: THREE,
			workflowId: String(node.workflow.id),
			nodeName: 'Renamed',
		});
		expect(await hooks(renamed).checkExists()).toBe(true);
		await hooks(renamed).create();
		expect(changes()).toEqual(['POST 201']);
	});

	it('is changed in place, in one request with everything in it, for other events', async () => {
		const { id } = only();
		const changed = triggerIn(personio, {
			parameters: { hrEvents: ['leave.approved'] },
			workflowId: String(node.workflow.id),
		});
		expect(await hooks(changed).checkExists()).toBe(false);
		await hooks(changed).create();
		expect(changes()).toEqual(['POST 201', 'PATCH 200']);
		const events = ['absence-period.created', 'absence-period.updated.status'];
		expect(only()).toMatchObject({ id, ...wanted(changed, { events }) });
		expect(await hooks(changed).checkExists()).toBe(true);
	});

	it('does not mind the order of events', async () => {
		await tampered({ enabled_events: [...NATIVE_THREE].reverse() });
		expect(await hooks(node).checkExists()).toBe(true);
	});

	it('is switched on again, with everything in the request', async () => {
		const { id } = only();
		personio.disableWebhook(id);
		expect(await hooks(node).checkExists()).toBe(false);
		await hooks(node).create();
		expect(only()).toMatchObject({ id, ...wanted(node) });
		expect(changes()).toEqual(['POST 201', 'PATCH 200']);
		expect(await hooks(node).checkExists()).toBe(true);
	});

	/** Answers the next read of the list with other fields of the one webhook. */
	function listedOnce(changes: object): void {
		const body = { _data: [{ ...only(), ...changes }], _meta: {} };
		const match = { method: 'GET', path: '/v2/webhooks' };
		personio.faults.add({ kind: 'status', status: 200, body, match });
	}

	it.each<object>([
		{ status: 'PAUSED' },
		{ status: 'not enabled' },
		{ status: { is: 'ENABLED' } },
		{ auth_type: 'OAUTH' },
		{ auth_type: ['CUSTOM'] },
	])('is not taken for one that delivers where %j is not known here', async (changes) => {
		listedOnce(changes);
		expect(await hooks(node).checkExists()).toBe(false);
	});

	it.each<object>([
		...[{ status: null }, { auth_type: null }, { status: undefined }],
		...[{ status: 'Enabled ' }, { auth_type: 'custom' }],
	])('is taken for one that delivers where nothing is said, or just that: %j', async (changes) => {
		listedOnce(changes);
		expect(await hooks(node).checkExists()).toBe(true);
	});

	it.each(['NONE', 'TOKEN'] as const)('is repaired if it proves itself by %s', async (authType) => {
		const id = await tampered({
			auth_type: authType,
			custom_headers: null,
			token: authType === 'TOKEN' ? 'Bearer of-somebody' : null,
		});
		expect(await hooks(node).checkExists()).toBe(false);
		await hooks(node).create();
		expect(only()).toMatchObject({ id, ...wanted(node) });
		expect(await hooks(node).checkExists()).toBe(true);
	});

	it.each(['', 'Somebody wrote something else', 'n8n: a / b [key AAAAAAAAAAAA]'])(
		'is repaired if its description is %j',
		async (description) => {
			await tampered({ description });
			expect(await hooks(node).checkExists()).toBe(false);
			await hooks(node).create();
			expect(only()).toMatchObject(wanted(node));
		},
	);

	it('is made again if it is gone', async () => {
		const { id } = only();
		await hooks(node).delete();
		expect(await hooks(node).checkExists()).toBe(false);
		await hooks(node).create();
		expect(only()).toMatchObject(wanted(node));
		expect(only().id).not.toBe(id);
	});

	it('is replaced after the client secret was changed; both secrets pass until then', async () => {
		const rotated = { clientId: 'papi-rotated', clientSecret: 'papi-rotated-secret' };
		const { id } = only();
		personio.addClient(rotated);
		node.setCredential(credentialFor(personio, { ...rotated, previousClientSecret: SECRET }));
		const body = (at: number): Buffer =>
			Buffer.from(
				JSON.stringify({
					company_id: '48151',
					event_name: 'employment.created',
					occurred_at: `2026-02-04T10:11:1${at}.000Z`,
					payload: { employment: { id: 'e' }, person: { id: 'p' } },
				}),
			);
		const passes = async (clientSecret: string, at: number): Promise<number[]> => {
			const { answer, items } = await post(node, body(at), secretFor(node, clientSecret));
			return [answer.status, items.length];
		};
		expect(await passes(SECRET, 1)).toEqual([200, 1]);
		expect(await passes(rotated.clientSecret, 2)).toEqual([200, 1]);
		expect(await passes('papi-third', 3)).toEqual([401, 0]);

		expect(await hooks(node).checkExists()).toBe(false);
		await hooks(node).create();
		const { clientSecret } = rotated;
		expect(only()).toMatchObject({ id, ...wanted(node, { clientSecret }) });
		expect(await hooks(node).checkExists()).toBe(true);
		expect(await passes(SECRET, 4)).toEqual([200, 1]);
	});

	it('may have blanks around the secret that was entered', async () => {
		node.setCredential(credentialFor(personio, { clientSecret: ` ${SECRET}\n` }));
		expect(await hooks(node).checkExists()).toBe(true);
	});
});

describe('an address that is taken', () => {
	const stale = { _data: [], _meta: { links: {} } };

	it('by ourselves, as the answer to an earlier try got lost, is found and updated', async () => {
		const node = triggerIn(personio, { parameters: THREE });
		personio.faults.add({ kind: 'cut-after', match: { method: 'POST', path: '/v2/webhooks' } });
		await failure(hooks(node).create());
		expect(personio.webhooks).toHaveLength(1);
		const { id } = only();
		// The list lags behind; or an earlier try reaches Personio only now.
		const match = { method: 'GET', path: '/v2/webhooks' };
		personio.faults.add({ kind: 'status', status: 200, body: stale, match });
		const changed = triggerIn(personio, {
			parameters: { hrEvents: ['employee.created'] },
			workflowId: String(node.workflow.id),
		});
		await hooks(changed).create();
		expect(changes()).toEqual(['POST 201', 'POST 409', 'PATCH 200']);
		expect(only()).toMatchObject({ id, ...wanted(changed, { events: ['person.created'] }) });
		expect(await hooks(changed).checkExists()).toBe(true);
	});

	it("by another API credential's webhook, which is not shown, is told in plain words", async () => {
		await start({ listShowsOnlyOwn: true });
		personio.addClient({ clientId: 'papi-other', clientSecret: 'papi-other-secret' });
		const node = triggerIn(personio, { parameters: THREE });
		const id = personio.addWebhook({ url: registeredUrl(node), client: 'papi-other' });
		const error = await failure(hooks(node).create());
		expect(error.message).toMatch(/already has a webhook for this address/);
		expect(error.message).toMatch(/another API credential.*Remove it/);
		expect(only().id).toBe(id);
		expect(changes()).toEqual(['POST 409']);
	});
});

describe('being cut', () => {
	/** Every request that is made for each step, and what may happen to it. */
	const KINDS = ['status', 'cut-before', 'cut-after', 'hang'] as const;
	const TOKEN = { method: 'POST', path: '/v2/auth/token' };
	const LIST = { method: 'GET', path: '/v2/webhooks' };
	const CREATE = { method: 'POST', path: '/v2/webhooks' };
	const CHANGE = { method: 'PATCH', path: /^\/v2\/webhooks\// };
	const REMOVE = { method: 'DELETE', path: /^\/v2\/webhooks\// };

	/** n8n calls `delete` after a failed `create`, and then tries again. */
	async function publishLikeN8n(node: Surroundings): Promise<void> {
		for (let tries = 1; tries <= 10; tries++) {
			try {
				return await publish(node);
			} catch {
				await hooks(node)
					.delete()
					.catch(() => undefined);
			}
		}
		throw new Error('n8n gave up');
	}

	const matrix = (requests: Record<string, { method: string; path: string | RegExp }>) =>
		Object.entries(requests).flatMap(([request, match]) =>
			KINDS.flatMap((kind) => [1, 3].map((times) => ({ request, kind, times, match }))),
		);

	// The sign-in has a patience of its own, which is not shortened here.
	const isQuick = ({ request, kind }: { request: string; kind: string }): boolean =>
		!(request === 'sign-in' && kind === 'hang');

	it.each(matrix({ 'sign-in': TOKEN, list: LIST, creation: CREATE }).filter(isQuick))(
		'by $kind of the $request, $times times, ends in one webhook when repeated',
		async ({ kind, times, match }) => {
			const node = triggerIn(personio, { parameters: THREE });
			if (kind === 'hang') beImpatient();
			personio.faults.add({ kind, times, match });
			await publishLikeN8n(node);
			expect(only()).toMatchObject(wanted(node));
			expect(await hooks(node).checkExists()).toBe(true);
		},
	);

	it.each(matrix({ list: LIST, change: CHANGE }))(
		'by $kind of the $request, $times times, ends in the changed webhook when repeated',
		async ({ kind, times, match }) => {
			const before = triggerIn(personio, { parameters: THREE });
			await publish(before);
			const after = triggerIn(personio, {
				parameters: { hrEvents: ['employee.created'] },
				workflowId: String(before.workflow.id),
			});
			if (kind === 'hang') beImpatient();
			personio.faults.add({ kind, times, match });
			// Without n8n's `delete`: the webhook at hand has to be the one that ends up right.
			for (let tries = 0; tries < 4; tries++) await publish(after).catch(() => undefined);
			expect(only()).toMatchObject(wanted(after, { events: ['person.created'] }));
			expect(await hooks(after).checkExists()).toBe(true);
		},
	);

	it.each(matrix({ list: LIST, removal: REMOVE }))(
		'by $kind of the $request, $times times, ends without a webhook when repeated',
		async ({ kind, times, match }) => {
			const node = triggerIn(personio, { parameters: THREE });
			await publish(node);
			const stranger = personio.addWebhook({ url: 'https://payroll.example/hook' });
			if (kind === 'hang') beImpatient();
			personio.faults.add({ kind, times, match });
			for (let tries = 0; tries < 4; tries++) {
				await hooks(node)
					.delete()
					.catch(() => undefined);
			}
			expect(only().id).toBe(stranger);
		},
	);

	it('by a creation whose answer is lost makes nothing twice where addresses may repeat', async () => {
		await start({ duplicateUrl: 'allowed' });
		const node = triggerIn(personio, { parameters: THREE });
		personio.faults.add({ kind: 'cut-after', match: CREATE });
		await failure(hooks(node).create());
		await publish(node);
		expect(changes()).toEqual(['POST 201']);
		// Two of them, however they came about, become one.
		const { description, enabled_events, custom_headers: headers } = only();
		const custom_headers = { ...headers };
		personio.addWebhook({ url: registeredUrl(node), description, enabled_events, custom_headers });
		expect(personio.webhooks).toHaveLength(2);
		expect(await hooks(node).checkExists()).toBe(false);
		await hooks(node).create();
		expect(only()).toMatchObject(wanted(node));
	});

	it('by a vendor that hangs is told, and spares n8n the wait for clearing up', async () => {
		const node = triggerIn(personio, { parameters: THREE });
		beImpatient();
		personio.faults.add({ kind: 'hang', match: LIST });
		const { message } = await failure(hooks(node).create());
		expect(message).toMatch(/^Personio did not answer within/);
		expect(message).toMatch(/GET \/v2\/webhooks/);
		const requests = personio.requests.length;
		expect(await hooks(node).delete()).toBe(true);
		expect(personio.requests).toHaveLength(requests);
		await publish(node);
		expect(only()).toMatchObject(wanted(node));
	});

	it('by a creation that hangs is cleared up at once: it may have been made', async () => {
		const node = triggerIn(personio, { parameters: THREE });
		beImpatient();
		personio.faults.add({ kind: 'hang', match: CREATE });
		const error = await failure(hooks(node).create());
		expect(error.message).toMatch(/^Personio did not answer within/);
		expect(await hooks(node).delete()).toBe(true);
		expect(personio.webhooks).toEqual([]);
	});

	it('by a sign-in that hangs is told in plain words', async () => {
		const node = triggerIn(personio, { parameters: THREE });
		beImpatient();
		personio.faults.add({ kind: 'hang', match: TOKEN });
		const error = await failure(hooks(node).checkExists());
		expect(error.message).toMatch(/^Personio (did not answer|could not be reached)/);
	});
});

describe("n8n's own start", () => {
	it.each(['init', 'leadershipChange'] as const)('(%s) asks nothing', async (activation) => {
		const node = triggerIn(personio, { parameters: THREE });
		expect(await hooks(node, { activation }).checkExists()).toBe(true);
		expect(personio.requests).toEqual([]);
	});

	it('is not what a publication is', async () => {
		const node = triggerIn(personio, { parameters: THREE });
		for (const activation of ['activate', 'update', 'create', 'manual'] as const) {
			expect(await hooks(node, { activation }).checkExists()).toBe(false);
		}
	});
});

describe('other webhooks', () => {
	const strangers = [
		'https://payroll.example/hook',
		`https://elsewhere.example/webhook/${WEBHOOK_ID}/webhook`,
		'http://127.0.0.1:5678/webhook/11111111-2222-4333-8444-555555555555/webhook',
		PLAIN_URL,
		`${PLAIN_URL}/more`,
		`http://127.0.0.1:5679/webhook/${WEBHOOK_ID}/webhook`,
		`http://127.0.0.1:5678/n8n/webhook/${WEBHOOK_ID}/webhook`,
		`http://127.0.0.1:5678/webhook/x${WEBHOOK_ID}/webhook`,
	];

	it('stay as they are, whatever we do', async () => {
		for (const url of strangers) personio.addWebhook({ url, status: 'DISABLED' });
		const before = personio.webhooks;
		const node = triggerIn(personio, { parameters: THREE });
		await publish(node);
		await hooks(node, { mode: 'manual' }).create();
		expect(personio.webhooks.slice(0, before.length)).toEqual(before);
		expect(personio.webhooks).toHaveLength(before.length + 2);
		await hooks(node, { mode: 'manual' }).delete();
		await hooks(node).delete();
		expect(personio.webhooks).toEqual(before);
	});

	it('may be so many that our own is on the second page', async () => {
		for (let number = 0; number < 230; number++) {
			personio.addWebhook({ url: `https://payroll.example/hook/${number}` });
		}
		const node = triggerIn(personio, { parameters: THREE });
		await publish(node);
		expect(await hooks(node).checkExists()).toBe(true);
		await hooks(node).create();
		expect(changes()).toEqual(['POST 201']);
		expect(await hooks(node).delete()).toBe(true);
		expect(personio.webhooks).toHaveLength(230);
	});

	it('of a duplicate of the workflow are its own', async () => {
		const one = triggerIn(personio, { parameters: THREE });
		const webhookId = '77777777-0000-4000-8000-000000000000';
		const two = triggerIn(personio, { parameters: THREE, webhookId });
		await publish(one);
		const ofOne = personio.webhooks;
		await publish(two);
		expect(personio.webhooks).toHaveLength(2);
		expect(await hooks(one).checkExists()).toBe(true);
		await hooks(two).delete();
		expect(personio.webhooks).toEqual(ofOne);
	});

	it('of our own earlier address go only when that is asked for', async () => {
		const workflowId = 'workflow-that-moved';
		const address = 'https://old.example/';
		await publish(triggerIn(personio, { parameters: THREE, workflowId, address }));
		const left = only().id;
		const node = triggerIn(personio, { parameters: THREE, workflowId });
		await publish(node);
		expect(personio.webhooks.map(({ id }) => id)).toContain(left);
		expect(await hooks(node).checkExists()).toBe(true);

		const parameters = { ...THREE, options: { replaceEarlierAddress: true } };
		const replacing = triggerIn(personio, { parameters, workflowId });
		expect(await hooks(replacing).checkExists()).toBe(false);
		await hooks(replacing).create();
		expect(only()).toMatchObject(wanted(replacing));
	});
});

describe('a test run', () => {
	it('beside production: neither disturbs the other', async () => {
		const node = triggerIn(personio, { parameters: THREE });
		const test = hooks(node, { mode: 'manual' });
		await publish(node);
		const production = personio.webhooks;
		expect(await test.checkExists()).toBe(false);
		await test.create();
		expect(personio.webhooks).toMatchObject([wanted(node), wanted(node, { mode: 'test' })]);
		expect(await test.checkExists()).toBe(true);
		await test.create();
		expect(personio.webhooks).toHaveLength(2);
		await test.delete();
		expect(personio.webhooks).toEqual(production);
		expect(await hooks(node).checkExists()).toBe(true);
	});

	it('that was left over goes with the next publish, with other events as well', async () => {
		const parameters = { hrEvents: ['employee.created'] };
		const workflowId = 'workflow-that-was-tested';
		await hooks(triggerIn(personio, { parameters, workflowId }), { mode: 'manual' }).create();
		const node = triggerIn(personio, { parameters: THREE, workflowId });
		expect(await hooks(node).checkExists()).toBe(false);
		await hooks(node).create();
		expect(only()).toMatchObject(wanted(node));
	});

	it('that was left over goes with unpublishing', async () => {
		const node = triggerIn(personio, { parameters: THREE });
		await publish(node);
		await hooks(node, { mode: 'manual' }).create();
		await hooks(node).delete();
		expect(personio.webhooks).toEqual([]);
	});

	it.each([
		['test', 'production'],
		['production', 'test'],
	] as const)(
		'that was left over beside a stale webhook (of %s first) meets no taken address',
		async (...modes) => {
			const node = triggerIn(personio, { parameters: THREE });
			for (const mode of modes) personio.addWebhook({ url: registeredUrl(node, mode) });
			await publish(node);
			expect(only()).toMatchObject(wanted(node));
			expect(changes()).toEqual(['PATCH 200', 'DELETE 204']);
		},
	);
});

describe('unpublishing', () => {
	it('takes away what is ours and nothing else, and counts what is gone as done', async () => {
		const node = triggerIn(personio, { parameters: THREE });
		await publish(node);
		const stranger = personio.addWebhook({ url: 'https://payroll.example/hook' });
		expect(await hooks(node).delete()).toBe(true);
		expect(only().id).toBe(stranger);
		expect(await hooks(node).delete()).toBe(true);
		expect(changes()).toEqual(['POST 201', 'DELETE 204']);
	});

	it.each(['somebody else', 'an earlier try'])('is done if %s was faster', async (who) => {
		const node = triggerIn(personio, { parameters: THREE });
		await publish(node);
		const match = { method: 'DELETE' };
		if (who === 'somebody else') personio.faults.add({ kind: 'status', status: 404, match });
		else personio.faults.add({ kind: 'cut-after', match });
		expect(await hooks(node).delete()).toBe(true);
		expect(personio.webhooks).toHaveLength(who === 'somebody else' ? 1 : 0);
	});

	it('tries three times and then says so', async () => {
		const node = triggerIn(personio, { parameters: THREE });
		await publish(node);
		personio.faults.add({ kind: 'status', match: { method: 'DELETE' }, times: 3 });
		const error = await failure(hooks(node).delete());
		expect(error.message).toMatch(/^Personio is not available at the moment\. /);
		expect(personio.webhooks).toHaveLength(1);
	});
});

describe('trouble at Personio', () => {
	const METHODS = ['checkExists', 'create', 'delete'] as const;

	it.each([
		[403, ['personio:webhooks:read'], /does not allow this/, 'personio:webhooks:write'],
		[403, ['personio:persons:read'], /does not allow this/, 'personio:webhooks:read'],
		[401, ['personio:webhooks:read'], /did not accept the credential/, 'personio:webhooks:write'],
		[401, ['personio:persons:read'], /did not accept the credential/, 'personio:webhooks:read'],
	] as const)(
		'(%s with %j alone) names the scope',
		async (missingScope, scopes, message, scope) => {
			await start({ missingScope });
			const client = { clientId: 'papi-poor', clientSecret: 'papi-poor-secret' };
			personio.addClient({ ...client, scopes });
			const credential = credentialFor(personio, client);
			const error = await failure(
				hooks(triggerIn(personio, { parameters: THREE, credential })).create(),
			);
			expect(error.message).toMatch(message);
			expect(error.message).toContain(`'${scope}'`);
			expect(personio.webhooks).toEqual([]);
		},
	);

	it.each(METHODS)('(503) makes %s fail in plain words, and nothing is touched', async (method) => {
		const node = triggerIn(personio, { parameters: THREE });
		await publish(node);
		const before = personio.webhooks;
		personio.faults.add({ kind: 'status', match: { path: '/v2/webhooks' }, times: 3 });
		const error = await failure(hooks(node)[method]());
		expect(error.message).toMatch(/^Personio is not available at the moment\. /);
		expect(personio.webhooks).toEqual(before);
	});

	it('(a page instead of a list) is said to come from something else', async () => {
		const match = { path: '/v2/webhooks' };
		personio.faults.add({ kind: 'status', status: 200, body: { html: true }, match });
		const error = await failure(hooks(triggerIn(personio, { parameters: THREE })).create());
		expect(error.message).toMatch(/something other than a list of webhooks/);
		expect(changes()).toEqual([]);
	});

	it('(a redirect) does not carry the token anywhere', async () => {
		const other = await startServer();
		const headers = { location: `${other.url}/v2/webhooks` };
		const match = { path: '/v2/webhooks' };
		personio.faults.add({ kind: 'status', status: 302, headers, match });
		const error = await failure(hooks(triggerIn(personio, { parameters: THREE })).create());
		await other.close();
		expect(error.message).toMatch(/another address/);
		expect(other.asked).toEqual([]);
	});

	it("(refused) is told in Personio's own words, but never with what was sent", async () => {
		const node = triggerIn(personio, { parameters: THREE });
		const secret = secretFor(node, SECRET);
		const problem = (title: string, detail: string) => ({ title, detail, type: null, _meta: {} });
		personio.faults.add({
			kind: 'status',
			status: 422,
			match: { method: 'POST', path: '/v2/webhooks' },
			body: {
				personio_trace_id: '2b6d9a1e-0000-4000-8000-5d1c3a7f9e42',
				errors: [
					problem('Unprocessable entity', 'There are too many webhooks'),
					problem('Unprocessable entity', `${SECRET_HEADER} must not be ${secret}`),
					problem('Contact', 'owner is nathan@acme.example'),
				],
			},
		});
		const { message } = await failure(hooks(node).create());
		expect(message).toBe(
			'Personio refused the request. It answered 422 to POST /v2/webhooks. Personio says: Unprocessable entity: There are too many webhooks: Contact. For its support: trace ID 2b6d9a1e-0000-4000-8000-5d1c3a7f9e42. Then unpublish the workflow and publish it again.',
		);
	});
});

describe('an address Personio cannot reach', () => {
	it.each([
		'http://127.0.0.1:5678/',
		'https://localhost/',
		'https://n8n.internal/',
		'https://192.168.1.20/',
		'http://n8n.example/',
	])('(%s) is refused with the name of the setting, and nothing is asked', async (address) => {
		const node = triggerIn(personio, {
			parameters: THREE,
			address,
			credential: credentialFor(personio, { baseUrl: '' }),
		});
		for (const method of ['checkExists', 'create'] as const) {
			const error = await failure(hooks(node)[method]());
			expect(error).toBeInstanceOf(NodeOperationError);
			expect(error.message).toMatch(/^Personio cannot call this n8n at/);
			expect(error.message).toMatch(/N8N_WEBHOOK_URL/);
		}
	});

	it('may be used where the API is on this machine too', async () => {
		const node = triggerIn(personio, { parameters: THREE, address: 'https://n8n.acme.example/' });
		await publish(node);
		expect(only().url).toBe(registeredUrl(node));
		expect(only().url).toMatch(/^https:\/\/n8n\.acme\.example\/webhook\//);
	});
});

describe('whose a webhook is', () => {
	let elsewhere: PersonioSimulator | undefined;
	afterEach(async () => {
		await elsewhere?.close();
		elsewhere = undefined;
	});

	describeOwnership({
		hooks,
		triggerIn: (given) => triggerIn(personio, given),
		held: () => personio.webhooks,
		failRemovals: () =>
			personio.faults.add({ kind: 'status', match: { method: 'DELETE' }, times: 99 }),
		failCreations: () =>
			personio.faults.add({
				kind: 'status',
				match: { method: 'POST', path: '/v2/webhooks' },
				times: 99,
			}),
		recover: () => personio.faults.clear(),
		otherCompany: async () => {
			elsewhere = await startRoomyPersonio();
			return credentialFor(elsewhere);
		},
	});
});

describe('A Personio that drops the query of an address', () => {
	const ids = { workflowId: 'workflow-of-the-original', nodeId: 'node-of-the-original' };
	let node: Surroundings;
	beforeEach(async () => {
		await start({ keepsQuery: false });
		node = triggerIn(personio, { ...ids, parameters: THREE });
		await hooks(node).create();
	});

	it('is known to hold what is wanted', async () => {
		expect(only().url).toBe(PLAIN_URL);
		expect(await hooks(node).checkExists()).toBe(true);
	});

	it('has nothing left after the workflow was unpublished', async () => {
		await hooks(node).delete();
		expect(personio.webhooks).toEqual([]);
	});

	it('keeps what another workflow with the same webhook id has', async () => {
		const copy = triggerIn(personio, { ...ids, workflowId: 'another', parameters: THREE });
		await hooks(copy).delete();
		expect(await hooks(node).checkExists()).toBe(true);
	});

	it('is asked for one webhook only, however often it is published', async () => {
		await hooks(node).create();
		expect(changes()).toEqual(['POST 201']);
	});
});
