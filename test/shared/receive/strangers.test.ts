import { sleep } from 'n8n-workflow';

import { receive } from '../../../nodes/shared/receive/receive';
import { FAKE_KEY, fakeVendor, SIGNATURE, signed, surroundFake } from '../../support/fakeVendor';
import { webhookContextOf } from '../../support/n8n';
import type { N8nServer } from '../../support/n8nServer.mts';
import { startN8nServer } from '../../support/n8nServer.mts';
import type { Sending } from '../../support/strangers.mts';
import {
	answered,
	begin,
	BOUNDARY,
	form,
	gzipSync,
	json,
	post,
	SHAPES,
	TOO_LONG,
	unfinished,
} from '../../support/strangers.mts';

/*
 * Whoever knows the address of a webhook, behind a real connection: nothing starts and nothing
 * fails before a valid proof, whatever is sent.
 */

let server: N8nServer;
let workflows = 0;

beforeEach(async () => {
	const vendor = fakeVendor();
	const surroundings = surroundFake(vendor, {
		workflowId: `workflow-${(workflows += 1)}`,
		parameters: { hrEvents: ['employee.hired'] },
	});
	server = await startN8nServer((asked) => webhookContextOf(surroundings, asked), receive(vendor));
});
afterEach(async () => {
	await server.close();
});

describe.each(SHAPES)('%s', (_, { headers, body = Buffer.alloc(0) }, status) => {
	const sending = (more: Record<string, string | string[]>): Sending => ({
		headers: { ...headers, ...more },
		body,
	});

	it('without a proof is answered 401 and starts nothing', async () => {
		expect(await post(server.url, sending({}))).toBe(401);
		expect(await post(server.url, sending({ [SIGNATURE]: '' }))).toBe(401);
		await server.idle();
		expect([server.failed, server.started]).toEqual([[], []]);
	});

	it(`with a wrong proof is answered ${status} and starts nothing`, async () => {
		const proofs = ['example-wrong', ['a', 'b'], 'f'.repeat(64)];
		const answers = proofs.map(
			async (proof) => await post(server.url, sending({ [SIGNATURE]: proof })),
		);
		expect(await Promise.all(answers)).toEqual(proofs.map(() => status));
		await server.idle();
		expect([server.failed, server.started]).toEqual([[], []]);
	});
});

it('JSON that n8n cannot read never reaches the node', async () => {
	const proofs: Array<Record<string, string>> = [{}, { [SIGNATURE]: 'example-wrong' }];
	for (const proof of proofs) {
		const headers = { 'content-type': 'application/json', ...proof };
		expect(await post(server.url, { headers, body: Buffer.from('{') })).toBe(422);
		expect(await post(server.url, { headers, body: TOO_LONG })).toBe(500);
		expect(
			await post(server.url, { headers: { ...headers, 'content-encoding': 'gzip' }, body: json }),
		).toBe(500);
	}
	await server.idle();
	expect([server.refusedByN8n.length, server.failed, server.started]).toEqual([6, [], []]);
});

describe('a sender that hangs up', () => {
	it('in the middle of a body starts nothing', async () => {
		for (const { headers, start } of unfinished()) {
			for (const proof of [[], [`${SIGNATURE}: example-wrong`]]) {
				const socket = await begin(server.url, [...headers, ...proof], start);
				await sleep(50);
				socket.destroy();
			}
		}
		await sleep(50);
		await server.idle();
		expect([server.failed, server.started]).toEqual([[], []]);
	});
});

it('no more of a body is read than it takes to know that it is no ping', async () => {
	for (const [length, start] of [
		['transfer-encoding: chunked', '5\r\nping!\r\n'],
		['content-length: 1000', ''],
	] as const) {
		const socket = await begin(server.url, ['content-type: a/b', length], start);
		expect(await answered(socket)).toBe(401);
		socket.destroy();
	}
});

it('a genuine delivery starts a run, in whatever way it is sent', async () => {
	const sent = signed({ type: 'person_hired', id: '1' }, FAKE_KEY);
	const ways: Sending[] = [
		{ headers: { ...sent.headers, 'content-type': 'application/json' }, body: sent.body },
		{ headers: sent.headers, body: sent.body },
		{
			headers: { ...sent.headers, 'content-type': 'a/b' },
			body: [sent.body.subarray(0, 9), sent.body.subarray(9)],
		},
		{
			headers: { ...sent.headers, 'content-type': 'a/b', 'content-encoding': 'gzip' },
			body: gzipSync(sent.body),
		},
	];
	for (const [index, way] of ways.entries()) {
		expect(await post(server.url, way)).toBe(200);
		expect(server.started).toHaveLength(index + 1);
	}
	expect(server.failed).toEqual([]);
});

describe('a ping', () => {
	it.each([
		[{ 'content-type': 'text/plain' }, [Buffer.from('ping')]],
		[{}, [Buffer.from('ping')]],
		[{}, Buffer.from('ping')],
		[{ 'content-type': 'a/b' }, [Buffer.from('pi'), Buffer.from('ng')]],
		[{ [SIGNATURE]: 'example-unknown' }, Buffer.from('ping')],
	])('sent with %j is answered', async (headers, body) => {
		expect(await post(server.url, { headers, body })).toBe(200);
		expect([server.failed, server.started]).toEqual([[], []]);
	});

	it.each([
		['is longer', { 'content-type': 'a/b' }, Buffer.from('pings')],
		['goes on', { 'content-type': 'a/b' }, [Buffer.from('ping'), TOO_LONG]],
		['is read by n8n and longer', { 'content-type': 'text/plain' }, Buffer.from('ping me')],
		['is in a form', { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` }, form],
	])('is none if it %s', async (_, headers, body) => {
		expect(await post(server.url, { headers, body })).toBe(401);
		expect([server.failed, server.started]).toEqual([[], []]);
	});
});
