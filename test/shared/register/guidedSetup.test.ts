import type { IDataObject, WorkflowActivateMode } from 'n8n-workflow';
import { ApplicationError, NodeOperationError, setGlobalState } from 'n8n-workflow';

import type { Api } from '../../../nodes/shared/outbound/api';
import { register } from '../../../nodes/shared/register/register';
import type { Selection } from '../../../nodes/shared/selection';
import { isManaged } from '../../../nodes/shared/vendor';
import { fakeGuidedVendor, fakeVendor, surroundFake } from '../../support/fakeVendor';
import type { HttpServer } from '../../support/httpServer.mts';
import { startServer } from '../../support/httpServer.mts';
import type { NodeUnderTest } from '../../support/n8n';
import { hookContext } from '../../support/n8n';
import { failure } from '../../support/vendorNodes';

const PUBLIC = 'https://n8n.example.org/';
const PUBLISH_ANEW = 'Then unpublish the workflow and publish it again.';

let server: HttpServer;
beforeEach(async () => {
	server = await startServer();
});
afterEach(async () => {
	await server.close();
});

interface Given {
	parameters?: IDataObject;
	node?: Partial<NodeUnderTest>;
	isTest?: boolean;
	activation?: WorkflowActivateMode;
	check?: (api: Api, selection: Selection) => Promise<void>;
}

/** The three methods, and what the vendor's own look was asked for. */
function setUp({ parameters, node, isTest = false, activation, check }: Given = {}) {
	const looked: Selection[] = [];
	const vendor = fakeGuidedVendor({
		registration: {
			check: async (api, selection) => {
				looked.push(selection);
				await check?.(api, selection);
			},
		},
	});
	const surroundings = surroundFake(vendor, {
		address: PUBLIC,
		credential: { baseUrl: server.url },
		...node,
		parameters: { hrEvents: ['leave.approved', 'employee.hired'], ...parameters },
	});
	const methods = register(vendor);
	const context = hookContext(surroundings, {
		mode: isTest ? 'manual' : 'trigger',
		...(activation === undefined ? {} : { activation }),
	});
	return {
		looked,
		surroundings,
		checkExists: async () => await methods.checkExists.call(context),
		create: async () => await methods.create.call(context),
		remove: async () => await methods.delete.call(context),
	};
}

it('tells a vendor whose webhooks are made by hand from one with an API for them', () => {
	expect(isManaged(fakeVendor())).toBe(true);
	expect(isManaged(fakeGuidedVendor())).toBe(false);
});

describe('publishing', () => {
	it('looks what the vendor lets it read, and does nothing else', async () => {
		const { checkExists, create, looked } = setUp();
		expect(await checkExists()).toBe(false);
		expect(looked).toEqual([]);
		expect(await create()).toBe(true);
		const eventTypes = ['employee.hired', 'leave.approved'];
		expect(looked).toEqual([{ kind: 'hrEvents', eventTypes }]);
		expect(server.asked).toEqual([]);
	});

	it('looks anew each time: what was granted may have been taken away', async () => {
		const { checkExists, create, looked } = setUp();
		for (let times = 0; times < 3; times++) {
			expect(await checkExists()).toBe(false);
			await create();
		}
		expect(looked).toHaveLength(3);
	});

	it('goes by the vendor’s names too, those that only the user knows among them', async () => {
		const { create, looked } = setUp({
			parameters: { listenFor: 'vendorEvents', vendorEvents: ['job_posted'] },
		});
		await create();
		expect(looked).toEqual([{ kind: 'vendorEvents', nativeEvents: ['job_posted'] }]);
	});

	it('hands the vendor an API with the credential of the node', async () => {
		server.replies.push({ status: 200, body: '{"ok":true}' });
		const answers: unknown[] = [];
		const { create } = setUp({
			check: async (api) => void answers.push(await api.get('/look')),
		});
		await create();
		expect(answers).toEqual([{ ok: true }]);
		expect(server.asked).toMatchObject([
			{ method: 'GET', url: '/look', headers: { 'x-fake-key': 'example-key-1' } },
		]);
	});

	it('does not mind that there is no key for deliveries yet', async () => {
		const { create } = setUp({ node: { credential: { baseUrl: server.url, key: '' } } });
		expect(await create()).toBe(true);
	});

	it('is the same in a test run', async () => {
		const { checkExists, create, looked } = setUp({ isTest: true });
		expect(await checkExists()).toBe(false);
		expect(await create()).toBe(true);
		expect(looked).toHaveLength(1);
	});

	it('fails with what the vendor’s look says', async () => {
		const { create } = setUp({
			check: async (api) => {
				throw new NodeOperationError(api.node, 'People: read is missing');
			},
		});
		expect((await failure(create())).message).toBe(`People: read is missing. ${PUBLISH_ANEW}`);
	});

	it.each([
		['Give it in Fake HR.', { isTest: false }, `Give it in Fake HR. ${PUBLISH_ANEW}`],
		['Give it in Fake HR.', { isTest: true }, 'Give it in Fake HR.'],
	])(
		'says in its message what to do (%s %j): n8n shows no description',
		async (description, surroundings, whatToDo) => {
			const { create } = setUp({
				...surroundings,
				check: async (api) => {
					throw new NodeOperationError(api.node, 'People: read is missing', { description });
				},
			});
			expect(await failure(create())).toMatchObject({
				message: `People: read is missing. ${whatToDo}`,
				description: null,
			});
		},
	);

	it('fails with what is thrown, whatever it is: n8n ignores a returned false', async () => {
		const check = async (): Promise<void> => {
			throw new ApplicationError('The vendor is away');
		};
		await expect(setUp({ check }).create()).rejects.toThrow('The vendor is away');
	});

	it.each([
		[{ hrEvents: [] }],
		[{ hrEvents: ['employee.promoted'] }],
		[{ listenFor: 'vendorEvents', vendorEvents: [] }],
		[{ listenFor: 'vendorEvents', vendorEvents: [], hrEvents: ['employee.hired'] }],
	])('refuses to listen for nothing: %j', async (parameters) => {
		const { create, looked } = setUp({ parameters });
		const error = await failure(create());
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error.message).toMatch(/^No event is chosen\. /);
		expect(looked).toEqual([]);
	});

	it('refuses a time zone that is none before anybody waits for an event', async () => {
		const { create, looked } = setUp({ parameters: { options: { timeZone: 'Berlin' } } });
		expect((await failure(create())).message).toMatch(/does not name a time zone: Berlin/);
		expect(looked).toEqual([]);
	});

	it.each([
		['CEST', /The workflow's 'Timezone' is not a time zone: CEST/],
		['', /The workflow's 'Timezone' is not a time zone: it is empty/],
		[null, /The time zone of this n8n is not valid: CEST\. .*GENERIC_TIMEZONE/],
	])('refuses %j of the workflow', async (timezone, said) => {
		setGlobalState({ defaultTimezone: 'CEST' });
		const { create, looked } = setUp({ node: { timezone } });
		expect((await failure(create())).message).toMatch(said);
		expect(looked).toEqual([]);
		setGlobalState({ defaultTimezone: 'UTC' });
	});
});

describe('an n8n that the vendor cannot call', () => {
	const credential = { baseUrl: 'https://api.vendor.example', key: 'example' };

	it.each([
		['http://127.0.0.1:5678/', '127.0.0.1 cannot be reached from outside'],
		['https://n8n.local/', 'n8n.local cannot be reached from outside'],
		['https://10.0.0.7/', '10.0.0.7 cannot be reached from outside'],
		['http://n8n.example.org/', 'it does not start with https'],
	])('at %s is refused, naming what to set', async (address, why) => {
		const { create, looked } = setUp({ node: { address, credential } });
		const error = await failure(create());
		expect(error.message).toMatch(`Fake HR cannot call this n8n at ${address}webhook/`);
		expect(error.message).toContain(why);
		expect(error.message).toContain('N8N_WEBHOOK_URL');
		expect(looked).toEqual([]);
	});

	it('is no matter where the vendor is on this machine too', async () => {
		const { create } = setUp({ node: { address: 'http://127.0.0.1:5678/' } });
		expect(await create()).toBe(true);
	});

	it('is none where the address is public', async () => {
		expect(await setUp({ node: { credential } }).create()).toBe(true);
	});
});

describe('on n8n’s own start', () => {
	it.each<WorkflowActivateMode>(['init', 'leadershipChange'])(
		'(%s) everything is taken to be there, whatever the vendor would say',
		async (activation) => {
			const { checkExists, looked, surroundings } = setUp({ activation });
			expect(await checkExists()).toBe(true);
			expect(looked).toEqual([]);
			expect(surroundings.counters.credentialReads).toBe(0);
		},
	);

	it.each<WorkflowActivateMode>(['create', 'update', 'activate', 'manual'])(
		'and not otherwise (%s)',
		async (activation) => {
			expect(await setUp({ activation }).checkExists()).toBe(false);
		},
	);
});

it('unpublishing asks nobody for anything, and cannot fail', async () => {
	const { looked, remove, surroundings } = setUp({
		parameters: { hrEvents: [], options: { timeZone: 'Berlin' } },
		node: { credential: { baseUrl: 'no address' }, address: 'http://127.0.0.1:5678/' },
	});
	for (let times = 0; times < 3; times++) expect(await remove()).toBe(true);
	expect(looked).toEqual([]);
	expect(surroundings.counters.credentialReads).toBe(0);
	expect(server.asked).toEqual([]);
});
