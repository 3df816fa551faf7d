import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IWorkflowDataProxyAdditionalKeys,
} from 'n8n-workflow';

import { FactorialHrApi } from '../../credentials/FactorialHrApi.credentials';
import { FactorialHrOAuth2Api } from '../../credentials/FactorialHrOAuth2Api.credentials';
import { connection, pathOf } from '../../nodes/Factorial/connection';
import { Factorial } from '../../nodes/Factorial/Factorial.node';
import { FactorialTrigger } from '../../nodes/Factorial/FactorialTrigger.node';
import type { FactorialSimulator } from '../../simulators/factorial/index.mts';
import { actionIn, credentialFor, keyOf, startRoomyFactorial } from '../support/factorial';

const apiKey = new FactorialHrApi();
const oAuth2 = new FactorialHrOAuth2Api();

let factorial: FactorialSimulator;
beforeEach(async () => {
	factorial = await startRoomyFactorial();
});
afterEach(async () => {
	await factorial.close();
	expect(factorial.violations.list).toEqual([]);
});

/** Resolves an expression of a credential as n8n does. */
function resolved(text: string, key: '$credentials' | '$self', data: IDataObject): string {
	const { workflow, node } = actionIn(factorial);
	const keys = { [key]: data } as unknown as IWorkflowDataProxyAdditionalKeys;
	return String(workflow.expression.getSimpleParameterValue(node, text, 'internal', keys));
}

/** What can be chosen and entered for where Factorial is. */
const PLACES: ICredentialDataDecryptedObject[] = [
	{ environment: 'production', baseUrl: '' },
	{ environment: 'production', baseUrl: 'https://left.over' },
	{ environment: 'demo', baseUrl: '' },
	{ environment: 'custom', baseUrl: ' https://gateway.example/hr// ' },
	{ environment: 'custom', baseUrl: ' ' },
	{ environment: 'custom' },
];

it('are the two both nodes ask for, each where it is chosen', () => {
	for (const node of [new Factorial(), new FactorialTrigger()]) {
		expect(node.description.credentials).toMatchObject([
			{ name: apiKey.name, displayOptions: { show: { authentication: ['apiKey'] } } },
			{ name: oAuth2.name, displayOptions: { show: { authentication: ['oAuth2'] } } },
		]);
	}
});

it('hide their secrets', () => {
	const hidden = (properties: typeof apiKey.properties): string[] =>
		properties.filter((one) => one.typeOptions?.password === true).map(({ name }) => name);
	expect(hidden(apiKey.properties)).toEqual(['apiKey', 'previousApiKey']);
	expect(hidden(oAuth2.properties)).toEqual(['previousClientSecret']);
});

describe('the API key', () => {
	it('goes into its header without blanks, and nowhere else', async () => {
		const request = { url: 'https://x.example/y', headers: { 'X-Kept': '1' }, qs: { a: 'b' } };
		const signed = await apiKey.authenticate({ apiKey: ' example-key ' }, request);
		expect(signed).toEqual({
			...request,
			headers: { 'X-Kept': '1', 'x-api-key': 'example-key', Accept: 'application/json' },
		});
	});

	it.each(PLACES)('is tested where the nodes look, with %j', (data) => {
		const { baseURL = '' } = apiKey.test.request;
		expect(resolved(baseURL, '$credentials', data)).toBe(connection.baseUrlOf(data));
	});

	it('is tested by the company, which a key of another environment does not get', async () => {
		const ask = async (key: string): Promise<unknown> => {
			const { url } = apiKey.test.request;
			const answer = await fetch(`${factorial.baseUrl}${url}`, { headers: { 'x-api-key': key } });
			expect(answer.status).toBe(200);
			const body = (await answer.json()) as { data?: Array<{ company_id: string }> };
			return body.data?.[0]?.company_id;
		};
		factorial.addApiKey('example-demo-key', { isElsewhere: true });
		expect(await ask(keyOf(factorial))).toBe('55');
		expect(await ask('example-demo-key')).toBeUndefined();
		expect(apiKey.test.rules).toMatchObject([
			{
				type: 'responseCode',
				properties: { value: 401, message: expect.stringContaining('did not accept the API key') },
			},
			{
				type: 'responseSuccessBody',
				properties: { key: 'data[0].company_id', message: expect.stringContaining('Environment') },
			},
		]);
	});
});

describe('OAuth2', () => {
	const property = (name: string) => oAuth2.properties.find((one) => one.name === name);

	it.each(PLACES)('signs in where the nodes look, with %j', (data) => {
		for (const [name, path] of [
			['authUrl', '/oauth/authorize'],
			['accessTokenUrl', '/oauth/token'],
		] as const) {
			const url = resolved(String(property(name)?.default), '$self', data);
			expect(url).toBe(`${connection.baseUrlOf(data)}${path}`);
		}
	});

	it('is by code, for the company unless it is chosen otherwise', () => {
		expect(oAuth2.extends).toEqual(['oAuth2Api']);
		expect(property('grantType')?.default).toBe('authorizationCode');
		expect(property('authQueryParameters')?.default).toBe('resource_owner_type=company');
		expect(property('authentication')?.default).toBe('body');
	});

	it('asks for what the nodes read', async () => {
		const scopes = String(property('scope')?.default).split(' ');
		const application = { clientId: 'example-app', clientSecret: 'example-secret', scopes };
		factorial.addApplication(application);
		factorial.addToken('example-token', 'company', application);
		for (const path of [
			...['api_public/credentials', 'employees/employees/99', 'contracts/contract_versions'],
			...['timeoff/leave_types', 'teams/teams', 'locations/locations'],
			...['companies/legal_entities', 'api_public/webhook_subscriptions'],
		]) {
			const url = `${String(credentialFor(factorial)['baseUrl'])}${pathOf(path)}`;
			const answer = await fetch(url, { headers: { authorization: 'Bearer example-token' } });
			expect([path, answer.status]).toEqual([path, path.endsWith('99') ? 404 : 200]);
		}
	});
});
