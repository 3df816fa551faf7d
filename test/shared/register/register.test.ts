import type { IDataObject, IHookFunctions, WorkflowActivateMode } from 'n8n-workflow';
import { ApplicationError, NodeApiError, NodeOperationError, setGlobalState } from 'n8n-workflow';

import type { NodeIdentity } from '../../../nodes/shared/parameter';
import type { Api } from '../../../nodes/shared/outbound/api';
import { markedUrl } from '../../../nodes/shared/register/address';
import { register } from '../../../nodes/shared/register/register';
import type { Registration, Vendor, Webhook } from '../../../nodes/shared/vendor';
import { fakeVendor, surroundFake } from '../../support/fakeVendor';
import { deleteContext, hookContext, WEBHOOK_ID } from '../../support/n8n';
import type { NodeUnderTest } from '../../support/n8n';

const PUBLIC = 'https://n8n.example.org/';
const NODE: NodeIdentity = { workflowId: 'workflow-1', nodeId: 'node-1', mode: 'production' };
const LIVE = markedUrl(`${PUBLIC}webhook/${WEBHOOK_ID}/webhook`, NODE);
const TEST = markedUrl(`${PUBLIC}webhook-test/${WEBHOOK_ID}/webhook`, { ...NODE, mode: 'test' });

/** A vendor's webhooks in memory. */
class Webhooks {
	held: Webhook[] = [];

	readonly calls: string[] = [];

	/** What was asked to be there. */
	readonly wanted: Array<Parameters<Registration['desired']>[0]> = [];

	/** Fails the n-th call from now on, counted from 0. */
	failAt = -1;

	private made = 0;

	/** @param abilities with `addressOnce` an address is taken only once for a slot */
	constructor(
		private readonly abilities: {
			replace?: boolean;
			enable?: boolean;
			addressOnce?: boolean;
		} = {},
	) {}

	registration(): Registration {
		return {
			desired: (wanted) => {
				this.wanted.push(wanted);
				const { nativeEvents, ...same } = wanted;
				return nativeEvents.map((event) => ({ ...same, slot: event, events: [event] }));
			},
			list: async () => [...this.held],
			create: async (_, webhook) => {
				this.call('create');
				this.add(webhook);
			},
			remove: async (_, id) => {
				this.call('remove');
				this.held = this.held.filter((one) => one.id !== id);
			},
			...(this.abilities.replace
				? {
						replace: async (_, id, webhook) => {
							this.call('replace');
							this.held = this.held.filter((one) => one.id !== id);
							this.add(webhook);
						},
					}
				: {}),
			...(this.abilities.enable
				? {
						enable: async (_, id) => {
							this.call('enable');
							this.held = this.held.map((one) => (one.id === id ? { ...one, enabled: true } : one));
						},
					}
				: {}),
		};
	}

	add({ slot, url, events, fingerprint }: Omit<Webhook, 'id' | 'enabled'>): void {
		const isTaken = this.held.some((one) => one.slot === slot && one.url === url);
		if (this.abilities.addressOnce && isTaken) throw new ApplicationError('Address taken');
		this.made += 1;
		const id = String(this.made);
		this.held.push({ id, slot, url, events, fingerprint, enabled: true });
	}

	private call(name: string): void {
		if (this.calls.length === this.failAt) {
			this.failAt = -1;
			throw new ApplicationError('The vendor is away');
		}
		this.calls.push(name);
	}
}

interface Given {
	vendor?: Vendor;
	webhooks?: Webhooks;
	parameters?: IDataObject;
	node?: Partial<NodeUnderTest>;
	isTest?: boolean;
	activation?: WorkflowActivateMode;
}

function setUp({ vendor, webhooks = new Webhooks(), ...given }: Given = {}) {
	const used = vendor ?? fakeVendor({ registration: webhooks.registration() });
	const methods = register(used);
	const surroundings = surroundFake(used, {
		address: PUBLIC,
		nodeId: NODE.nodeId,
		credential: { baseUrl: 'https://api.example.com', key: 'example' },
		...given.node,
		parameters: { hrEvents: ['employee.hired', 'leave.approved'], ...given.parameters },
	});
	const modes = {
		mode: given.isTest ? 'manual' : 'trigger',
		...(given.activation === undefined ? {} : { activation: given.activation }),
	} as const;
	const context = (): IHookFunctions => hookContext(surroundings, modes);
	return {
		webhooks,
		surroundings,
		checkExists: async () => await methods.checkExists.call(context()),
		create: async () => await methods.create.call(context()),
		remove: async () => await methods.delete.call(deleteContext(surroundings, modes)),
	};
}

const slotsOf = ({ held }: Webhooks): string[] => held.map(({ slot }) => slot).sort();

const STRANGER = {
	slot: 'person_hired',
	url: 'https://hooks.example.com/abc',
	events: ['person_hired'],
	fingerprint: null,
};

it('registers what is chosen, knows it, and takes it away again', async () => {
	const { webhooks, checkExists, create, remove } = setUp();
	webhooks.add(STRANGER);
	expect(await checkExists()).toBe(false);
	expect(webhooks.calls).toEqual([]);
	expect(await create()).toBe(true);
	expect(webhooks.held.slice(1).map(({ slot, url }) => [slot, url])).toEqual([
		['person_hired', LIVE],
		['leave_changed', LIVE],
	]);
	expect(await checkExists()).toBe(true);
	expect(await remove()).toBe(true);
	expect(webhooks.held).toEqual([{ ...STRANGER, id: '1', enabled: true }]);
});

it('knows nothing of filters, except that they have to be understood', async () => {
	const { webhooks, surroundings, checkExists, create } = setUp();
	const { parameters } = surroundings.node;
	await create();
	const held = [...webhooks.held];
	for (const filters of [{ departments: ['402'] }, { employmentKinds: ['employee'] }, {}]) {
		parameters['filters'] = filters;
		expect(await checkExists()).toBe(true);
		await create();
		expect(webhooks.held).toEqual(held);
	}
	parameters['filters'] = { departments: [] };
	await expect(create()).rejects.toThrow("'Department Names or IDs' is empty");
});

it('is done after ten times as after one', async () => {
	const { webhooks, create, remove } = setUp();
	for (let times = 0; times < 10; times++) await create();
	expect(slotsOf(webhooks)).toEqual(['leave_changed', 'person_hired']);
	for (let times = 0; times < 10; times++) await remove();
	expect(webhooks.calls).toEqual(['create', 'create', 'remove', 'remove']);
});

describe('what was switched off is put right', () => {
	it.each([
		['by enabling it', { enable: true }, ['enable']],
		['by enabling it rather than changing it', { enable: true, replace: true }, ['enable']],
		['by changing it in place', { replace: true }, ['replace']],
		['by making it anew', {}, ['remove', 'create']],
	])('%s', async (_, abilities, expected) => {
		const parameters = { hrEvents: ['employee.hired'] };
		const { webhooks, create, checkExists } = setUp({
			webhooks: new Webhooks({ ...abilities, addressOnce: true }),
			parameters,
		});
		await create();
		webhooks.calls.length = 0;
		webhooks.held = webhooks.held.map((one) => ({ ...one, enabled: false }));
		expect(await checkExists()).toBe(false);
		await create();
		expect(webhooks.calls).toEqual(expected);
		expect(webhooks.held).toMatchObject([{ url: LIVE, enabled: true }]);
		expect(await checkExists()).toBe(true);
	});
});

describe('the secret', () => {
	it('is the first of the keys that deliveries are proved with, of this node and mode', async () => {
		for (const isTest of [false, true]) {
			const webhooks = new Webhooks();
			const vendor = fakeVendor({ registration: webhooks.registration() });
			const keysOf = jest.fn((_: unknown, { mode }: NodeIdentity) => [`new ${mode}`, 'old']);
			const { create } = setUp({
				vendor: { ...vendor, verification: { ...vendor.verification, keysOf } },
				webhooks,
				isTest,
			});
			await create();
			const mode = isTest ? 'test' : 'production';
			expect(webhooks.wanted).toMatchObject([{ secret: `new ${mode}` }]);
			expect(keysOf).toHaveBeenCalledWith(expect.objectContaining({ key: 'example' }), {
				workflowId: 'workflow-1',
				nodeId: expect.any(String),
				mode,
			});
		}
	});

	it('is told by its fingerprint, and not in it', async () => {
		const { webhooks, surroundings, create } = setUp();
		await create();
		surroundings.setCredential({ baseUrl: 'https://api.example.com', key: 'rotated' });
		await create();
		const [before, after] = webhooks.wanted;
		expect(before?.secret).toBe('example');
		expect(after?.secret).toBe('rotated');
		expect(after?.fingerprint).not.toBe(before?.fingerprint);
		expect(before?.fingerprint).not.toContain('example');
		expect(before?.label).not.toContain('example');
	});

	it('of a credential without one stops the publication', async () => {
		const vendor = fakeVendor();
		const verification = { ...vendor.verification, keysOf: () => [] };
		await expect(setUp({ vendor: { ...vendor, verification } }).create()).rejects.toThrow(
			'The credential for Fake HR has no key that can prove deliveries',
		);
	});
});

it('at a vendor that takes an address once, a left-over test is no obstacle', async () => {
	for (const abilities of [{}, { replace: true }]) {
		const webhooks = new Webhooks({ ...abilities, addressOnce: true });
		const parameters = { hrEvents: ['employee.hired'] };
		const { create, checkExists } = setUp({ webhooks, parameters });
		webhooks.add({ ...STRANGER, url: TEST });
		webhooks.add({ ...STRANGER, url: LIVE, fingerprint: 'stale' });
		await create();
		expect(webhooks.held.map(({ url }) => url)).toEqual([LIVE]);
		expect(await checkExists()).toBe(true);
	}
});

describe.each([
	['can replace and enable', { replace: true, enable: true }],
	['can replace in place', { replace: true }],
	['can do neither', {}],
])('at a vendor that %s', (_, abilities) => {
	it('puts right what is stale, off, doubled or not wanted', async () => {
		const given = setUp({ webhooks: new Webhooks(abilities) });
		const { webhooks } = given;
		await given.create();
		const healthy = [...webhooks.held];
		const [hired, leave] = healthy;
		if (hired === undefined || leave === undefined) throw new ApplicationError('Nothing there');
		webhooks.held = [
			{ ...hired, enabled: false },
			{ ...leave, fingerprint: 'another' },
		];
		webhooks.add({ ...hired, fingerprint: null });
		webhooks.add({ ...hired, slot: 'job_posted', events: ['job_posted'] });
		await given.create();
		const essence = ({ slot, url, fingerprint, enabled }: Webhook) =>
			JSON.stringify({ slot, url, fingerprint, enabled });
		expect(webhooks.held.map(essence).sort()).toEqual(healthy.map(essence).sort());
		expect(await given.checkExists()).toBe(true);
	});

	it('ends in the same however often it is cut', async () => {
		for (let failAt = 0; failAt < 6; failAt++) {
			const given = setUp({ webhooks: new Webhooks(abilities) });
			const { webhooks } = given;
			webhooks.add({ ...STRANGER, url: LIVE, fingerprint: 'stale' });
			webhooks.add({ ...STRANGER, url: `${LIVE}&old=1`, slot: 'leave_changed' });
			webhooks.add(STRANGER);
			webhooks.failAt = failAt;
			await given.create().catch(() => undefined);
			await given.create();
			expect(slotsOf(webhooks)).toEqual(['leave_changed', 'person_hired', 'person_hired']);
			expect(await given.checkExists()).toBe(true);
			webhooks.failAt = webhooks.calls.length + (failAt % 2);
			await given.remove().catch(() => undefined);
			await given.remove();
			expect(webhooks.held.map(({ url }) => url)).toEqual([STRANGER.url]);
		}
	});
});

it('leaves no gap when the address changes: the new one comes before the old one goes', async () => {
	const { webhooks, create } = setUp({ parameters: { hrEvents: ['employee.hired'] } });
	webhooks.add({ ...STRANGER, url: `${LIVE}&old=1` });
	webhooks.add({ ...STRANGER, url: `${LIVE}&old=1`, slot: 'person_left' });
	await create();
	// person_left also makes employee.created, but that is not chosen.
	expect(webhooks.calls).toEqual(['create', 'remove', 'remove']);
});

it('notices a rotated credential, and not a renamed workflow', async () => {
	const { webhooks, surroundings, create, checkExists } = setUp();
	await create();
	surroundings.workflow.name = 'Renamed';
	expect(await checkExists()).toBe(true);
	surroundings.setCredential({ baseUrl: 'https://api.example.com', key: 'example rotated' });
	expect(await checkExists()).toBe(false);
	await create();
	expect(webhooks.held).toHaveLength(2);
	expect(await checkExists()).toBe(true);
});

it.each<[WorkflowActivateMode, boolean]>([
	['init', true],
	['leadershipChange', true],
	['activate', false],
	['update', false],
	['create', false],
])(
	'when n8n asks because of %s it takes the registration for healthy: %s',
	async (activation, expected) => {
		const list = jest.fn(async () => []);
		const vendor = fakeVendor();
		const { checkExists } = setUp({
			vendor: { ...vendor, registration: { ...vendor.registration, list } },
			activation,
		});
		expect(await checkExists()).toBe(expected);
		expect(list).toHaveBeenCalledTimes(expected ? 0 : 1);
	},
);

it('when a person publishes, a vendor that does not answer is told', async () => {
	const registration = {
		...new Webhooks().registration(),
		list: async () => {
			throw new ApplicationError('the vendor is away');
		},
	};
	await expect(setUp({ vendor: fakeVendor({ registration }) }).checkExists()).rejects.toThrow(
		'away',
	);
});

describe('cleaning up after a failed publication', () => {
	/** A vendor that is away. Failures are remembered by node, so each test has a node of its own. */
	const away = (nodeId: string, { timesOut = false } = {}) => {
		const list = jest.fn(async ({ node }: Api): Promise<Webhook[]> => {
			const failure = new NodeApiError(node, {}, { message: 'The vendor is away' });
			if (timesOut) failure.context.timedOut = true;
			throw failure;
		});
		const registration = { ...new Webhooks().registration(), list };
		return { list, ...setUp({ vendor: fakeVendor({ registration }), node: { nodeId } }) };
	};

	it.each(['checkExists', 'create'] as const)(
		'does not fail where %s has failed, so that n8n forgets the webhook',
		async (attempt) => {
			const { remove, list, ...methods } = away(`after-${attempt}`);
			await expect(methods[attempt]()).rejects.toThrow('away');
			expect(await remove()).toBe(true);
			expect(list).toHaveBeenCalledTimes(2);
		},
	);

	it('does not wait again for a vendor that did not answer', async () => {
		const { create, remove, list } = away('after-timeout', { timesOut: true });
		await expect(create()).rejects.toThrow('away');
		expect(await remove()).toBe(true);
		expect(list).toHaveBeenCalledTimes(1);
	});

	it.each(['checkExists', 'create'] as const)(
		'does not keep unpublishing from removing webhooks after %s went well',
		async (attempt) => {
			const webhooks = new Webhooks();
			const { list, ...rest } = webhooks.registration();
			let isAway = false;
			const registration = {
				...rest,
				list: async (...args: Parameters<typeof list>) => {
					if (!isAway) return await list(...args);
					const [{ node }] = args;
					const failure = new NodeApiError(node, {}, { message: 'The vendor is away' });
					failure.context.timedOut = true;
					throw failure;
				},
			};
			const node = { nodeId: `well-after-${attempt}` };
			const methods = setUp({ vendor: fakeVendor({ registration }), webhooks, node });
			await methods.create();
			isAway = true;
			await expect(methods.checkExists()).rejects.toThrow('away');
			isAway = false;
			expect(await methods[attempt]()).toBe(true);
			expect(await methods.remove()).toBe(true);
			expect(webhooks.held).toEqual([]);
		},
	);

	it('but unpublishing fails', async () => {
		await expect(away('published').remove()).rejects.toThrow('away');
	});
});

describe('a test', () => {
	it('is registered at the test address, with a mark, and leaves production alone', async () => {
		const webhooks = new Webhooks();
		const vendor = fakeVendor({ registration: webhooks.registration() });
		await setUp({ vendor, webhooks }).create();
		const production = [...webhooks.held];
		const test = setUp({ vendor, webhooks, isTest: true });
		await test.create();
		expect(webhooks.held.slice(0, 2)).toEqual(production);
		expect(webhooks.held.slice(2).map(({ url }) => url)).toEqual(Array(2).fill(TEST));
		await test.remove();
		expect(webhooks.held).toEqual(production);
	});

	it('that was left over is taken away when the workflow is published', async () => {
		const webhooks = new Webhooks();
		const vendor = fakeVendor({ registration: webhooks.registration() });
		await setUp({ vendor, webhooks, isTest: true }).create();
		await setUp({ vendor, webhooks }).create();
		expect(webhooks.held.map(({ url }) => url)).toEqual([LIVE, LIVE]);
	});
});

describe('one slot per event', () => {
	const exclusive = (webhooks: Webhooks): Vendor =>
		fakeVendor({ registration: { ...webhooks.registration(), exclusive: true } });
	const parameters = { hrEvents: ['employee.hired'] };

	it('stops at a stranger, naming it and the way out', async () => {
		const webhooks = new Webhooks({ replace: true });
		webhooks.add(STRANGER);
		const vendor = exclusive(webhooks);
		const { create, checkExists } = setUp({ vendor, webhooks, parameters });
		expect(await checkExists()).toBe(false);
		const failure = await create().catch((error: unknown) => error);
		expect(failure).toBeInstanceOf(NodeOperationError);
		expect(failure).toMatchObject({
			message: expect.stringMatching(
				/^Someone else already listens for person_hired\. Fake HR.*hooks\.example\.com.*'Take Over'/,
			),
		});
		expect(webhooks.calls).toEqual([]);
	});

	it('takes a slot over only when asked to, and never on removal', async () => {
		const webhooks = new Webhooks({ replace: true });
		webhooks.add(STRANGER);
		const options = { takeOver: true };
		const given = { vendor: exclusive(webhooks), webhooks };
		const { create, remove } = setUp({ ...given, parameters: { ...parameters, options } });
		await remove();
		expect(webhooks.held).toHaveLength(1);
		await create();
		expect(webhooks.held.map(({ url }) => url)).toEqual([LIVE]);
	});

	it('takes nothing from anybody for a test', async () => {
		const webhooks = new Webhooks({ replace: true });
		webhooks.add(STRANGER);
		const given = { vendor: exclusive(webhooks), webhooks, isTest: true };
		const options = { takeOver: true };
		const { create } = setUp({ ...given, parameters: { ...parameters, options } });
		await expect(create()).rejects.toMatchObject({
			message: expect.stringMatching(/^Someone else already listens for person_hired\. /),
		});
		expect(webhooks.calls).toEqual([]);
	});

	it('never takes the published workflow’s slot for a test', async () => {
		const webhooks = new Webhooks({ replace: true });
		const vendor = exclusive(webhooks);
		await setUp({ vendor, webhooks, parameters }).create();
		const options = { takeOver: true, replaceEarlierAddress: true };
		const test = setUp({
			vendor,
			webhooks,
			parameters: { ...parameters, options },
			isTest: true,
		});
		await expect(test.create()).rejects.toMatchObject({
			message: expect.stringMatching(
				/^The published workflow already listens for person_hired\. .*Unpublish/,
			),
		});
		await test.remove();
		expect(webhooks.held.map(({ url }) => url)).toEqual([LIVE]);
	});
});

describe('an earlier address', () => {
	const old = { ...STRANGER, url: LIVE.replace('n8n.', 'old.') };
	const parameters = { hrEvents: ['employee.hired'] };

	it('is left alone', async () => {
		const { webhooks, create, remove } = setUp({ parameters });
		webhooks.add(old);
		await create();
		await remove();
		expect(webhooks.held.map(({ url }) => url)).toEqual([old.url]);
	});

	it('is replaced when asked to', async () => {
		const options = { replaceEarlierAddress: true };
		const { webhooks, create } = setUp({ parameters: { ...parameters, options } });
		webhooks.add(old);
		await create();
		expect(webhooks.held.map(({ url }) => url)).toEqual([LIVE]);
	});
});

describe('what cannot be', () => {
	it('no event is chosen', async () => {
		const { create } = setUp({ parameters: { hrEvents: [] } });
		await expect(create()).rejects.toMatchObject({
			message: expect.stringMatching(/^No event is chosen\. /),
		});
	});

	it.each([
		['http://localhost:5678/', 'localhost cannot be reached from outside'],
		['https://192.168.1.5/', '192.168.1.5 cannot be reached from outside'],
		['https://n8n.local/', 'n8n.local cannot be reached from outside'],
		['http://n8n.example.org/', 'it does not start with https'],
	])('the vendor cannot call %s', async (address, why) => {
		const { webhooks, create } = setUp({ node: { address } });
		const failure = await create().catch((error: unknown) => error);
		expect(failure).toBeInstanceOf(NodeOperationError);
		expect(failure).toMatchObject({
			message: expect.stringMatching(
				`^Fake HR cannot call this n8n at ${address}webhook/${WEBHOOK_ID}/webhook\\. .*${why}.*N8N_WEBHOOK_URL`,
			),
		});
		expect(webhooks.calls).toEqual([]);
	});

	it('but a vendor on this machine can', async () => {
		const { create } = setUp({
			node: {
				address: 'http://localhost:5678/',
				credential: { baseUrl: 'http://127.0.0.1:9/', key: 'example' },
			},
		});
		expect(await create()).toBe(true);
	});

	it('and what cannot be reached can still be taken away', async () => {
		const { webhooks, remove } = setUp({ node: { address: 'http://localhost:5678/' } });
		webhooks.add({ ...STRANGER, url: LIVE.replace(PUBLIC, 'http://localhost:5678/') });
		await remove();
		expect(webhooks.held).toEqual([]);
	});

	it('the time zone is none', async () => {
		const { create } = setUp({ parameters: { options: { timeZone: 'Berlin' } } });
		await expect(create()).rejects.toThrow("'Company Time Zone' does not name a time zone");
	});

	it.each(['CEST', '', 'DEFAULT'])(
		'the time zone of the workflow is none: %j',
		async (timezone) => {
			const { create, checkExists, webhooks } = setUp({ node: { timezone } });
			const said = /The workflow's 'Timezone' is not a time zone: .*choose a 'Timezone' and save/;
			await expect(create()).rejects.toThrow(said);
			await expect(checkExists()).rejects.toThrow(said);
			expect(webhooks.held).toEqual([]);
		},
	);

	it('the time zone of n8n is none', async () => {
		setGlobalState({ defaultTimezone: 'CEST' });
		const { create, webhooks } = setUp({ node: { timezone: null } });
		await expect(create()).rejects.toThrow(/time zone of this n8n .* CEST\. .*GENERIC_TIMEZONE/);
		expect(webhooks.held).toEqual([]);
		setGlobalState({ defaultTimezone: 'UTC' });
	});

	it('the credential has no address', async () => {
		const { create } = setUp({ node: { credential: { baseUrl: '', key: 'example' } } });
		await expect(create()).rejects.toThrow('has no usable address');
	});
});

describe('what is gone already', () => {
	/** No publication of this node has failed just now. */
	const nodeId = 'gone';

	const gone = (httpCode: string) => {
		const webhooks = new Webhooks();
		const url = markedUrl(`${PUBLIC}webhook/${WEBHOOK_ID}/webhook`, { ...NODE, nodeId });
		webhooks.add({ ...STRANGER, url });
		const vendor = fakeVendor({
			registration: {
				...webhooks.registration(),
				remove: async (api) => {
					throw new NodeApiError(api.node, {}, { message: 'No such record', httpCode });
				},
			},
		});
		return setUp({ vendor, webhooks, node: { nodeId } });
	};

	it('counts as removed', async () => {
		expect(await gone('404').remove()).toBe(true);
	});

	it.each(['403', '500'])('but %s is thrown', async (httpCode) => {
		await expect(gone(httpCode).remove()).rejects.toThrow('No such record');
	});
});
