import type { IDataObject, IWorkflowDataProxyAdditionalKeys } from 'n8n-workflow';

import { WorkableHrApi } from '../../credentials/WorkableHrApi.credentials';
import { connection } from '../../nodes/WorkableHr/connection';
import { WorkableHr } from '../../nodes/WorkableHr/WorkableHr.node';
import { WorkableHrTrigger } from '../../nodes/WorkableHr/WorkableHrTrigger.node';
import type { WorkableSimulator } from '../../simulators/workable/index.mts';
import { actionIn, credentialFor, startRoomyWorkable } from '../support/workable';

const credential = new WorkableHrApi();

let workable: WorkableSimulator;
beforeEach(async () => {
	workable = await startRoomyWorkable();
});
afterEach(async () => {
	await workable.close();
	expect(workable.violations.list).toEqual([]);
});

/** Resolves an expression of the credential as n8n does for its test. */
function resolved(text: string, data: IDataObject): string {
	const { workflow, node } = actionIn(workable);
	const keys = { $credentials: data } as unknown as IWorkflowDataProxyAdditionalKeys;
	return String(workflow.expression.getSimpleParameterValue(node, text, 'internal', keys));
}

it('is the one both nodes ask for', () => {
	for (const node of [new WorkableHr(), new WorkableHrTrigger()]) {
		expect(node.description.credentials).toEqual([{ name: credential.name, required: true }]);
	}
	expect(credential.name).toBe('workableHrApi');
});

it('hides its secrets, and only them', () => {
	const hidden = credential.properties
		.filter(({ typeOptions }) => typeOptions?.password === true)
		.map(({ name }) => name);
	expect(hidden).toEqual(['accessToken', 'previousAccessToken']);
	expect(credential.properties.map(({ name }) => name)).toEqual([
		'subdomain',
		'accessToken',
		'previousAccessToken',
		'memberId',
		'baseUrl',
	]);
});

it('sends the token as a bearer token, in a header and nowhere else', async () => {
	const request = { url: 'https://acme.workable.com/spi/v3/employees', headers: { a: 'b' } };
	expect(await credential.authenticate({ accessToken: ' example-token ' }, request)).toEqual({
		...request,
		headers: { a: 'b', Authorization: 'Bearer example-token' },
	});
	expect(JSON.stringify(credential.test)).not.toMatch(/oken\}|accessToken/);
});

it('is tested with a read of employees that n8n words by status', async () => {
	expect(credential.test.request).toMatchObject({ url: '/employees', qs: { limit: 10 } });
	const messages = credential.test.rules?.map(({ properties }) => properties);
	expect(messages).toMatchObject([
		{ value: 401, message: expect.stringContaining('token') },
		{ value: 403, message: expect.stringContaining('r_employees') },
	]);
	const { qs, url } = credential.test.request;
	const query = new URLSearchParams(Object.entries(qs ?? {}).map(([k, v]) => [k, String(v)]));
	const answer = await fetch(`${workable.baseUrl}${url}?${query}`, {
		headers: { authorization: `Bearer ${String(credentialFor(workable)['accessToken'])}` },
	});
	expect(answer.status).toBe(200);
});

it.each([
	[{ subdomain: 'acme', baseUrl: '' }, 'https://acme.workable.com/spi/v3'],
	[{ subdomain: 'acme' }, 'https://acme.workable.com/spi/v3'],
	[{ subdomain: 'acme', baseUrl: 'https://gw.example/w/' }, 'https://gw.example/w'],
	[{ subdomain: 'acme', baseUrl: 'https://gw.example/w//' }, 'https://gw.example/w'],
	[{ subdomain: 'acme', baseUrl: ' https://gw.example/w/ ' }, 'https://gw.example/w'],
	[{ subdomain: ' Acme.workable.com ', baseUrl: '  ' }, 'https://Acme.workable.com/spi/v3'],
	[{ subdomain: 'evil.example/', baseUrl: '' }, ''],
	[{ subdomain: 'evil.example/?', baseUrl: '' }, ''],
	[{ subdomain: 'evil.example#', baseUrl: '' }, ''],
	[{ subdomain: 'a@evil.example:443/', baseUrl: '' }, ''],
	[{ subdomain: 'https://acme.workable.com', baseUrl: '' }, ''],
	[{ subdomain: '', baseUrl: '' }, ''],
	[{}, ''],
])('tests %j at %s', (data, expected) => {
	expect(resolved(credential.test.request.baseURL ?? '', data)).toBe(expected);
	// The nodes send the token to the same address, or do not send it either.
	expect(connection.baseUrlOf(data)).toBe(expected);
});
