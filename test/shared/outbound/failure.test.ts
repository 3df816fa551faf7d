import type { INode } from 'n8n-workflow';
import { ApplicationError, NodeApiError } from 'n8n-workflow';

import {
	isStatus,
	isTimeoutFailure,
	noAnswer,
	refusal,
	unexpectedAnswer,
	vendorUnreachable,
} from '../../../nodes/shared/outbound/failure';
import type { ApiRequest } from '../../../nodes/shared/outbound/api';

const node: INode = {
	id: 'node-1',
	name: 'Node',
	type: 'test',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};
const speaker = { node, vendor: 'Fake HR', unauthorizedHint: 'Enter a new key.' };
const request: ApiRequest = { method: 'GET', path: '/people/7', needs: 'people:read' };
const answer = (status: number) => ({
	status,
	headers: { 'x-request': 'private header' },
	body: { message: 'private words about Ada Lovelace' },
});

/** Words n8n's guidelines keep out of messages. */
const BLUNT = /error|problem|failure|mistake/i;

const cases: Array<[string, NodeApiError]> = [
	...[301, 400, 401, 402, 403, 404, 409, 410, 418, 422, 429, 500, 502, 503, 504].map(
		(status): [string, NodeApiError] => [
			`an answer ${status}`,
			refusal(speaker, request, answer(status), undefined),
		],
	),
	['no answer', vendorUnreachable(speaker, request, null)],
	['no answer in time', noAnswer(speaker, request, 30_000)],
	['an answer of another kind', unexpectedAnswer(node, 'Fake HR', 'a list of people')],
];

describe.each(cases)('%s', (_, failure) => {
	it('names the vendor, says what to do, and blames nobody', () => {
		expect(failure).toBeInstanceOf(NodeApiError);
		expect(failure.message).toContain('Fake HR');
		expect(failure.description?.length).toBeGreaterThan(20);
		expect(failure.message).not.toMatch(BLUNT);
		expect(failure.description).not.toMatch(BLUNT);
		expect(failure.message).not.toMatch(/\.$/);
		expect(failure.description).toMatch(/\.$/);
	});

	it('repeats nothing of what the vendor said', () => {
		const told = JSON.stringify({
			...failure,
			message: failure.message,
			cause: failure.cause,
			messages: failure.messages,
			context: failure.context,
		});
		expect(told).not.toMatch(/private|Lovelace/);
	});
});

it.each([
	[401, 'Fake HR did not accept the credential', /^Enter a new key\. .*'people:read'/],
	[403, 'Fake HR does not allow this with the credential', /missing permission.*'people:read'/],
	[404, 'Fake HR has no such record', /GET \/people\/7/],
	[429, 'Fake HR is receiving too many requests', /Wait a moment/],
	[503, 'Fake HR is not available at the moment', /answered 503/],
	[302, 'Fake HR sent the request to another address', /'API Base URL'/],
	[409, 'Fake HR refused the request', /answered 409 to GET \/people\/7/],
])('%i: %s', (status, message, description) => {
	const failure = refusal(speaker, request, answer(status), undefined);
	expect(failure.message).toBe(message);
	expect(failure.description).toMatch(description);
	expect(failure.httpCode).toBe(String(status));
	expect(isStatus(failure, status)).toBe(true);
	expect(isStatus(failure, status + 1)).toBe(false);
});

it('adds what the vendor folder vouches for', () => {
	const failure = refusal(speaker, request, answer(409), 'The address is taken.');
	expect(failure.description).toBe('It answered 409 to GET /people/7. The address is taken.');
});

it('names no permission where none is known', () => {
	const bare: ApiRequest = { method: 'GET', path: '/people/7' };
	expect(refusal(speaker, bare, answer(403), undefined).description).not.toMatch(/permission '/);
});

it('says how long it waited', () => {
	const silence = noAnswer(speaker, request, 10_000);
	expect(silence.message).toBe('Fake HR did not answer within 10 seconds');
	expect(isTimeoutFailure(silence)).toBe(true);
	const away = vendorUnreachable(speaker, request, 'ECONNREFUSED');
	expect(away.description).toMatch(/ It ended with ECONNREFUSED\.$/);
	expect(away.message).toBe('Fake HR could not be reached');
	expect(isTimeoutFailure(away)).toBe(false);
});

it.each([new ApplicationError('404'), { httpCode: '404' }, '404', null, undefined])(
	'%p is no answer of the vendor',
	(thrown) => {
		expect(isStatus(thrown, 404)).toBe(false);
	},
);
