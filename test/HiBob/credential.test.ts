import get from 'lodash/get';
import type { ExecuteContext } from 'n8n-core';
import { RoutingNode } from 'n8n-core';
import type {
	IDataObject,
	IHttpRequestOptions,
	INodeType,
	IWorkflowDataProxyAdditionalKeys,
} from 'n8n-workflow';
import { NodeApiError, NodeConnectionTypes, NodeOperationError } from 'n8n-workflow';

import { HiBobHrApi } from '../../credentials/HiBobHrApi.credentials';
import { HiBob } from '../../nodes/HiBob/HiBob.node';
import { HiBobTrigger } from '../../nodes/HiBob/HiBobTrigger.node';
import type { HiBobSimulator } from '../../simulators/hibob/index.mts';
import { act, actionIn, credentialFor, failure, startRoomyHiBob } from '../support/hibob';
import type { HttpServer } from '../support/httpServer.mts';
import { startServer } from '../support/httpServer.mts';
import { executeContext, surround } from '../support/n8n';

jest.mock('n8n-workflow', () => jest.requireActual('../support/sleep/hundredth'));

const credential = new HiBobHrApi();
const TOKEN = 'example-hibob-token-of-acme';
const ENVIRONMENTS = [
	[{ environment: 'production' }, 'https://api.hibob.com/v1'],
	[{}, 'https://api.hibob.com/v1'],
	[{ environment: 'sandbox' }, 'https://api.sandbox.hibob.com/v1'],
	// What was entered before counts for nothing.
	[{ environment: 'production', baseUrl: 'https://gw.example' }, 'https://api.hibob.com/v1'],
	[{ environment: 'sandbox', baseUrl: 'https://gw.example' }, 'https://api.sandbox.hibob.com/v1'],
	[{ environment: 'custom', baseUrl: 'https://gw.example/v1/' }, 'https://gw.example/v1'],
	[{ environment: 'custom', baseUrl: ' https://gw.example/v1// ' }, 'https://gw.example/v1'],
	[{ environment: 'custom', baseUrl: '' }, 'https://api.hibob.com/v1'],
	[{ environment: 'custom', baseUrl: ' ' }, 'https://api.hibob.com/v1'],
	[{ environment: 'custom' }, 'https://api.hibob.com/v1'],
] as const;

let hibob: HiBobSimulator;
/** Another host, that answers whatever it is told to. */
let server: HttpServer;
beforeEach(async () => {
	hibob = await startRoomyHiBob();
	server = await startServer();
});
afterEach(async () => {
	await server.close();
	await hibob.close();
	expect(hibob.violations.list).toEqual([]);
});

/** All that n8n stores and shows of an error. */
function toldBy(error: Error): string {
	const { message, stack, cause } = error;
	return [message, stack, JSON.stringify(error), JSON.stringify(cause ?? null)].join('\n');
}

/** An action node that reads everybody. */
const reader = (more: IDataObject = {}) =>
	actionIn(hibob, {
		credential: credentialFor(hibob, more),
		parameters: { resource: 'employee', operation: 'getAll' },
	});

describe('the form', () => {
	it('is the one both nodes ask for', () => {
		for (const node of [new HiBob(), new HiBobTrigger()]) {
			expect(node.description.credentials).toEqual([{ name: credential.name, required: true }]);
		}
		expect(credential.name).toBe('hiBobHrApi');
	});

	it('hides its secrets, and only them', () => {
		const hidden = credential.properties
			.filter(({ typeOptions }) => typeOptions?.password === true)
			.map(({ name }) => name);
		expect(hidden).toEqual(['serviceUserToken', 'webhookSecrets']);
		expect(credential.properties.map(({ name }) => name)).toEqual([
			'serviceUserId',
			'serviceUserToken',
			'webhookSecrets',
			'environment',
			'baseUrl',
		]);
	});

	it('can be saved before a webhook is added', () => {
		const required = credential.properties.filter(({ required }) => required === true);
		expect(required.map(({ name }) => name)).toEqual([
			'serviceUserId',
			'serviceUserToken',
			// Shown only for the environment it belongs to.
			'baseUrl',
		]);
		expect(credential.properties.at(-1)?.displayOptions).toEqual({
			show: { environment: ['custom'] },
		});
	});
});

describe('what goes out with a request', () => {
	const sentFor = async (
		data: Record<string, string>,
		request: Partial<IHttpRequestOptions> = {},
	) => await credential.authenticate(data, { url: 'https://api.hibob.com/v1/x', ...request });
	const basic = (pair: string): string => `Basic ${Buffer.from(pair).toString('base64')}`;

	it.each([
		['SERVICE-1', 'abc', 'SERVICE-1:abc'],
		[' SERVICE-1\n', '\tabc ', 'SERVICE-1:abc'],
		['SERVICE-1', 'a:b=/+', 'SERVICE-1:a:b=/+'],
		['SERVICE-1', 'tökén', 'SERVICE-1:tökén'],
	])('of %j and %j is a Basic header', async (serviceUserId, serviceUserToken, pair) => {
		const { headers } = await sentFor({ serviceUserId, serviceUserToken });
		expect(headers).toEqual({ Authorization: basic(pair), Accept: 'application/json' });
	});

	it('leaves the rest of the request as it is, and is no type of a body', async () => {
		const request = { method: 'GET', qs: { a: 1 }, headers: { 'X-A': '1' } } as const;
		const sent = await sentFor({ serviceUserId: 'a', serviceUserToken: 'b' }, request);
		expect(sent).toMatchObject({ method: 'GET', qs: { a: 1 }, headers: { 'X-A': '1' } });
		// HiBob refuses reads of some tables that carry one.
		expect(Object.keys(sent.headers ?? {}).map((name) => name.toLowerCase())).not.toContain(
			'content-type',
		);
	});

	it('holds nothing of the secrets of webhooks', async () => {
		const sent = await sentFor({
			serviceUserId: 'a',
			serviceUserToken: 'b',
			webhookSecrets: 'example-secret',
		});
		expect(JSON.stringify(sent)).not.toContain('example-secret');
	});

	it('is accepted by HiBob, also with blanks around what was pasted', async () => {
		const pasted = { serviceUserId: ' SERVICE-5772 ', serviceUserToken: ` ${TOKEN}\n` };
		for (const more of [{}, pasted]) {
			expect(await act(reader(more))).toHaveLength(hibob.employees.length);
		}
	});

	it('is a header and nothing else: not an address, not a body', async () => {
		server.replies.push({ status: 200, body: '{"employees":[]}' });
		await act(reader({ baseUrl: `${server.url}/v1/` }));
		const [asked] = server.asked;
		expect(asked).toMatchObject({
			url: '/v1/people/search',
			headers: { authorization: basic(`SERVICE-5772:${TOKEN}`), accept: 'application/json' },
		});
		expect(`${asked?.url} ${asked?.body}`).not.toContain(TOKEN);
	});
});

describe('where it goes', () => {
	it('is not another address, wherever HiBob points', async () => {
		for (const status of [301, 302, 307, 308]) {
			const headers = { location: `${server.url}/v1/people/search` };
			hibob.faults.add({ kind: 'status', status, headers, times: 9 });
			const error = await failure(act(reader()));
			expect(error.message).toMatch(/another address/);
			expect(toldBy(error)).not.toContain(TOKEN);
			hibob.faults.clear();
		}
		expect(server.asked).toEqual([]);
	});

	it.each([
		'http://api.hibob.example/v1',
		'http://8.8.8.8/',
		'ftp://api.hibob.com',
		'api.hibob.com/v1',
		'javascript:0',
	])('is not %s, where it could be read on the way', async (baseUrl) => {
		const error = await failure(act(reader({ baseUrl })));
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error.message).toBe('The credential for HiBob has no usable address');
		expect(error.description).toMatch(/API Base URL.*https:\/\//);
		expect(toldBy(error)).not.toContain(TOKEN);
	});
});

describe('a credential that is refused', () => {
	it('is told once, without the token', async () => {
		const error = await failure(act(reader({ serviceUserToken: 'example-wrong-token' })));
		expect(error.message).toBe('HiBob did not accept the credential');
		expect(error.description).toMatch(/Service User ID.*Service User Token.*Environment/);
		expect(toldBy(error)).not.toContain('example-wrong-token');
		expect(hibob.requests.map(({ status }) => status)).toEqual([401]);
	});

	it('never shows in a message', async () => {
		for (const status of [400, 401, 403, 404, 422, 500]) {
			hibob.faults.add({ kind: 'status', status, times: 9 });
			expect(toldBy(await failure(act(reader())))).not.toContain(TOKEN);
			hibob.faults.clear();
		}
	});
});

describe("n8n's test of the credential", () => {
	/** Resolves an expression of the credential as n8n does for its test. */
	function resolved(text: string, data: IDataObject): string {
		const { workflow, node } = actionIn(hibob);
		const keys = { $credentials: data } as unknown as IWorkflowDataProxyAdditionalKeys;
		return String(workflow.expression.getSimpleParameterValue(node, text, 'internal', keys));
	}

	/** Makes the declared request by n8n's own means, and looks at the answer by its rules. */
	async function verdict(data: IDataObject): Promise<string> {
		const type: INodeType = {
			description: {
				displayName: 'Temp',
				name: 'temp',
				group: ['transform'],
				version: 1,
				description: '',
				defaults: { name: 'Temp' },
				inputs: [NodeConnectionTypes.Main],
				outputs: [NodeConnectionTypes.Main],
				credentials: [{ name: credential.name, required: true }],
				properties: [
					{
						displayName: 'Temp',
						name: 'temp',
						type: 'string',
						default: '',
						routing: { request: credential.test.request },
					},
				],
			},
		};
		const surroundings = surround({ type, credentialType: credential, credential: data });
		const context = executeContext(surroundings, [{}], { mode: 'internal' }) as ExecuteContext;
		const whole = { id: 'credential-1', name: 'Test', type: credential.name, data };
		const response = await new RoutingNode(context, type, whole as never)
			.runNode()
			.catch((error: unknown) => {
				if (error instanceof NodeApiError) return `status ${error.httpCode}`;
				throw error;
			});
		const rules = credential.test.rules ?? [];
		if (typeof response === 'string') {
			const rule = rules.find(
				({ type: kind, properties }) =>
					kind === 'responseCode' && `status ${properties.value}` === response,
			);
			return rule?.properties.message ?? response;
		}
		for (const { type: kind, properties } of rules) {
			if (kind !== 'responseSuccessBody') continue;
			const json: unknown = response?.[0]?.[0]?.json;
			if (get(json, properties.key) === properties.value) return properties.message;
		}
		return 'ok';
	}

	it('passes with one request that takes no permission', async () => {
		const poor = { id: 'SERVICE-1', token: 'example-poor-token' };
		hibob.addServiceUser({ ...poor, permissions: { people: [], tables: [], peopleFields: [] } });
		const entered = { serviceUserId: poor.id, serviceUserToken: poor.token };
		expect(await verdict(credentialFor(hibob))).toBe('ok');
		expect(await verdict(credentialFor(hibob, entered))).toBe('ok');
		const asked = hibob.requests.map(({ method, path, query }) => ({ method, path, query }));
		expect(asked).toEqual(
			Array(2).fill({ method: 'GET', path: '/company/people/fields', query: {} }),
		);
	});

	it('passes before a webhook is added', async () => {
		expect(await verdict(credentialFor(hibob, { webhookSecrets: '' }))).toBe('ok');
	});

	it.each([
		{ serviceUserToken: 'example-wrong-token' },
		{ serviceUserId: 'SERVICE-0' },
		{ serviceUserToken: '' },
	])('fails with %j', async (entered) => {
		expect(await verdict(credentialFor(hibob, entered))).toMatch(/did not accept the service user/);
	});

	it('fails in words where Bob refuses the address of n8n', async () => {
		server.replies.push({ status: 403, headers: {}, body: '{}' });
		expect(await verdict(credentialFor(hibob, { baseUrl: server.url }))).toMatch(/IP addresses/);
	});

	it.each([
		['a page', 'text/html', '<!DOCTYPE html><title>Sign in</title>'],
		['a page that calls itself JSON', 'application/json', '"<!DOCTYPE html>"'],
		['another API', 'application/json', '{"status":"ok"}'],
		['a list of something else', 'application/json', '[{"name":"x"}]'],
		['nothing', 'application/json', ''],
	])('fails where %s answers with 200', async (_, type, body) => {
		server.replies.push({ status: 200, headers: { 'content-type': type }, body });
		expect(await verdict(credentialFor(hibob, { baseUrl: server.url }))).toMatch(
			/not as HiBob does.*environment/,
		);
	});

	it.each(ENVIRONMENTS)('of %j goes to %s', (data, expected) => {
		expect(resolved(credential.test.request.baseURL ?? '', data)).toBe(expected);
	});

	it('never puts a secret into an address', () => {
		expect(JSON.stringify(credential.test.request)).not.toMatch(/oken|ecret/);
	});
});
