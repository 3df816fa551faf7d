import type { IDataObject, WorkflowExecuteMode } from 'n8n-workflow';

import { verification } from '../../nodes/HiBob/verification';
import { deliverySchema } from '../../nodes/shared/receive/delivery';
import type { HiBobOptions, HiBobSimulator, PingForm } from '../../simulators/hibob/index.mts';
import { sign } from '../../simulators/hibob/index.mts';
import {
	credentialFor,
	post,
	SECRET,
	startRoomyHiBob,
	through,
	trigger,
	triggerIn,
} from '../support/hibob';
import type { Asked, HttpServer } from '../support/httpServer.mts';
import { startServer } from '../support/httpServer.mts';
import type { Surroundings } from '../support/n8n';
import { useDeduplicator, webhookContext } from '../support/n8n';

const PARAMETERS = { hrEvents: ['employee.created', 'leave.approved'] };
/** More than a number can hold. */
const PERSON = '3332883884017713245';

let hibob: HiBobSimulator;
async function start(options: HiBobOptions = {}): Promise<void> {
	await hibob?.close();
	hibob = await startRoomyHiBob(options);
}
beforeEach(async () => {
	await start();
});
afterEach(async () => {
	// The edge asks HiBob for nothing.
	expect(hibob.requests).toEqual([]);
	await hibob.close();
});

const listener = (more: IDataObject = {}, parameters: IDataObject = PARAMETERS): Surroundings =>
	triggerIn(hibob, { parameters, credential: credentialFor(hibob, more) });

let micros = 123_456;

/** A body as HiBob writes it; no two are the same. */
function envelope(type = 'employee.created', data: object = { employeeId: PERSON }) {
	micros += 1;
	const triggeredAt = `2026-02-04T10:00:00.${micros}`;
	return { companyId: 636192, type, triggeredBy: 'system', triggeredAt, version: 'v2', data };
}

const bytes = (body: unknown): Buffer => Buffer.from(JSON.stringify(body));

async function send(
	node: Surroundings,
	{
		body = bytes(envelope()),
		proof = { key: SECRET },
		mode = 'trigger',
	}: {
		body?: Buffer;
		proof?: Parameters<typeof post>[2];
		mode?: WorkflowExecuteMode;
	} = {},
): Promise<[number, number]> {
	const { answer, items } = await post(node, body, proof, mode);
	return [answer.status, items.length];
}

const PASSES = [200, 1];
const STARTS_NOTHING = [200, 0];
const REFUSED = [401, 0];

describe('a delivery with the right signature', () => {
	it('is handed over as the run expects it', async () => {
		const node = listener();
		const body = envelope();
		const { answer, items } = await post(node, bytes(body), { key: SECRET });
		expect(answer.status).toBe(200);
		expect(items.map((item) => deliverySchema.parse(item))).toEqual([
			{
				key: expect.stringMatching(/^[\w-]{43}$/),
				receivedAt: expect.stringMatching(/Z$/),
				receivedBy: expect.any(String),
				accountMark: expect.any(String),
				nativeType: 'employee.created',
				companyId: '636192',
				identity: ['employee.created', body.triggeredAt, PERSON, null, null, null],
				verifiedBy: 'signature',
				hasTime: true,
				isTest: false,
				body,
			},
		]);
		expect(JSON.stringify(items)).not.toContain(SECRET);
	});

	it('is told by the bytes and not by what they mean', async () => {
		const node = listener();
		const body = { ...envelope(), note: 'Zoë & 日本' };
		const pretty = Buffer.from(JSON.stringify(body, null, 2));
		expect(await send(node, { body: pretty })).toEqual(PASSES);
		const proof = { header: sign(bytes(body), SECRET) };
		expect(await send(node, { body: pretty, proof })).toEqual(REFUSED);
		// One blank more at the end.
		const longer = Buffer.concat([pretty, Buffer.from(' ')]);
		expect(await send(node, { body: longer, proof: { header: sign(pretty, SECRET) } })).toEqual(
			REFUSED,
		);
	});

	it.each([
		['an event nobody selected', envelope('employee.deleted'), STARTS_NOTHING],
		['an event of another kind', envelope('todo.assign', { toDoIds: [1] }), STARTS_NOTHING],
		[
			'a table event, where leaves may be statuses',
			envelope('table.entry.created', { employeeId: PERSON, tableId: 'lifecycle' }),
			PASSES,
		],
		[
			'one of several events behind a selected one',
			envelope('timeoff.request.imported', { employeeId: PERSON, timeoffRequestId: 7 }),
			PASSES,
		],
		['an event that is not known', envelope('shift.swapped', { shiftId: 7 }), PASSES],
		['a selected event without an id', envelope('employee.created', {}), PASSES],
		['a body without `version`', { ...envelope(), version: undefined }, PASSES],
		[
			'one of version 1, of an event nobody selected',
			{ type: 'employee.deleted', employee: { id: PERSON }, data: {} },
			PASSES,
		],
		[
			'time off of version 1',
			{ event: 'timeoff.request.declined', employeeId: PERSON, timeoffRequestId: 7 },
			PASSES,
		],
		['no event', { companyId: 636192 }, PASSES],
		['a list', [envelope()], PASSES],
		['null', null, PASSES],
		['a text', 'Ping', PASSES],
	])('that is %s', async (_, body, expected) => {
		expect(await send(listener(), { body: bytes(body) })).toEqual(expected);
	});

	it.each(['', '{"type":"employee.created"', 'plain text', '\u0000'])(
		'that is no JSON (%j) is handed over, and ends in Unrecognised',
		async (body) => {
			await useDeduplicator();
			const { events, unrecognised } = await through(listener(), Buffer.from(body));
			expect(events).toEqual([]);
			expect(unrecognised).toMatchObject([{ eventType: 'unmapped' }]);
		},
	);

	it('that is not known ends in Unrecognised, with its name', async () => {
		await useDeduplicator();
		const { events, unrecognised } = await through(listener(), envelope('shift.swapped', {}));
		expect(events).toEqual([]);
		expect(unrecognised).toMatchObject([
			{
				eventType: 'unmapped',
				source: { nativeType: 'shift.swapped' },
				enrichment: { status: 'failed', reason: expect.stringContaining('shift.swapped') },
			},
		]);
	});

	it.each([
		{ type: 'employee.created', employee: { id: PERSON, displayName: 'Amy' } },
		{ event: 'timeoff.request.approved', employeeId: PERSON, timeoffRequestId: 7 },
	])('of version 1 ends in Unrecognised, with what to do: %j', async (body) => {
		await useDeduplicator();
		const { events, unrecognised } = await through(listener(), body);
		expect(events).toEqual([]);
		expect(unrecognised).toMatchObject([
			{
				source: { nativeType: body.type ?? body.event },
				enrichment: { status: 'failed', reason: expect.stringMatching(/version 1.*add a new/) },
			},
		]);
	});

	it('starts nothing a second time once it was acknowledged', async () => {
		const node = listener();
		const body = bytes(envelope());
		const once = async (): Promise<number> => {
			const headers = { 'bob-signature': sign(body, SECRET) };
			const { context, answer } = await webhookContext(node, { body, headers });
			const { workflowData } = await trigger.webhook.call(context);
			answer.finish(200);
			return workflowData?.[0]?.length ?? 0;
		};
		expect([await once(), await once()]).toEqual([1, 0]);
	});

	it.each([' ', '\t', '  \n'])('may have blanks around it (%j)', async (blank) => {
		const body = bytes(envelope());
		const proof = { header: `${blank}${sign(body, SECRET)}${blank}` };
		expect(await send(listener(), { body, proof })).toEqual(PASSES);
	});
});

describe('a delivery without the right signature is refused and starts nothing:', () => {
	/** The same digest in another notation. */
	const asHex = (body: Buffer, secret: string): string =>
		Buffer.from(sign(body, secret), 'base64').toString('hex');

	it.each<[string, (body: Buffer) => string | null]>([
		['no header', () => null],
		['an empty header', () => ''],
		['a blank', () => ' '],
		['any text', () => 'f'.repeat(88)],
		['hex', (body) => asHex(body, SECRET)],
		['hex in capitals', (body) => asHex(body, SECRET).toUpperCase()],
		['lower case', (body) => sign(body, SECRET).toLowerCase()],
		['without the padding', (body) => sign(body, SECRET).replace(/=+$/, '')],
		['with a prefix', (body) => `sha512=${sign(body, SECRET)}`],
		['nearly the right one', (body) => `x${sign(body, SECRET).slice(1)}`],
		['the right one and more', (body) => `${sign(body, SECRET)}0`],
		['the header sent twice', (body) => [sign(body, SECRET), sign(body, SECRET)].join(', ')],
		['the secret itself', () => SECRET],
		['that of another secret', (body) => sign(body, 'example-of-somebody-else')],
		['that of an empty secret', (body) => sign(body, '')],
		['that of another delivery', () => sign(bytes(envelope()), SECRET)],
		['that of nothing', () => sign(Buffer.alloc(0), SECRET)],
		['that of the service user', (body) => sign(body, hibob.serviceUsers[0]?.token ?? '')],
	])('%s', async (_, headerFor) => {
		const node = listener();
		const body = bytes(envelope());
		const header = headerFor(body);
		const proof = header === null ? null : { header };
		expect(await send(node, { body, proof })).toEqual(REFUSED);
		expect(await send(node, { body, proof, mode: 'manual' })).toEqual(REFUSED);
		expect(await send(node, { body })).toEqual(PASSES);
	});

	it.each([undefined, '', [], ['a'], ['a', 'a']])('a header that came in as %j', (value) => {
		const body = Buffer.from('{}');
		const delivery = { body, headers: { 'bob-signature': value }, query: {} };
		expect(verification.hasProof(delivery)).toBe(false);
		expect(verification.isAuthentic(delivery, 'a', Date.now())).toBe(false);
	});

	it('a signature in the address or in another header', () => {
		const body = Buffer.from('{}');
		const signature = sign(body, SECRET);
		for (const name of ['authorization', 'x-bob-signature', 'x-bob-hireapi-signature']) {
			const query = { 'Bob-Signature': signature, 'bob-signature': signature };
			const delivery = { body, headers: { [name]: signature }, query };
			expect(verification.hasProof(delivery)).toBe(false);
			expect(verification.isAuthentic(delivery, SECRET, Date.now())).toBe(false);
		}
	});
});

describe('the secrets in the credential', () => {
	const keysOf = (webhookSecrets: unknown): string[] =>
		verification.keysOf({ webhookSecrets } as Parameters<typeof verification.keysOf>[0], {
			workflowId: 'w',
			nodeId: 'n',
			mode: 'production',
		});

	it.each([
		['', []],
		['  ', []],
		[' , ,', []],
		[undefined, []],
		[7, []],
		[['a'], []],
		['a', ['a']],
		[' a\n', ['a']],
		['a,b', ['a', 'b']],
		[' a , b,, a ', ['a', 'b']],
		['a b', ['a b']],
	])('%j are the keys %j', (entered, expected) => {
		expect(keysOf(entered)).toEqual(expected);
	});

	it('may be several: each of them passes, and nothing between them does', async () => {
		const node = listener({ webhookSecrets: ' example-one , ,example-two+/= ,' });
		for (const key of ['example-one', 'example-two+/=']) {
			expect(await send(node, { proof: { key } })).toEqual(PASSES);
		}
		const others = ['example-three', '', ' ', ' example-one ', 'example-one , ,example-two+/='];
		// All at once: whatever fits no key waits for its turn to read the credential anew.
		expect(
			await Promise.all(others.map(async (key) => await send(node, { proof: { key } }))),
		).toEqual(others.map(() => REFUSED));
	});

	it('are the same in a test run: Bob shows one for each webhook', async () => {
		expect(await send(listener(), { mode: 'manual' })).toEqual(PASSES);
	});

	it.each(['', ' ', ' , '])('that are none (%j) let nothing in', async (webhookSecrets) => {
		const node = listener({ webhookSecrets });
		expect(await send(node)).toEqual(REFUSED);
		expect(await send(node, { proof: { key: webhookSecrets } })).toEqual(REFUSED);
		expect(await send(node, { proof: null })).toEqual(REFUSED);
	});

	describe('that change', () => {
		let later: number;
		beforeEach(() => {
			later = 0;
			const now = Date.now.bind(Date);
			jest.spyOn(Date, 'now').mockImplementation(() => now() + later);
		});
		afterEach(() => {
			jest.restoreAllMocks();
		});

		it('count at once when one is entered after the webhook was added', async () => {
			const node = listener({ webhookSecrets: '' });
			// The ping asks for no credential.
			expect(await send(node, { body: Buffer.from('Ping test'), proof: null })).toEqual(
				STARTS_NOTHING,
			);
			expect(node.counters.credentialReads).toBe(0);
			node.setCredential(credentialFor(hibob));
			expect(await send(node)).toEqual(PASSES);
		});

		it('count at once after a delivery that came too early, too', async () => {
			const node = listener({ webhookSecrets: '' });
			expect(await send(node)).toEqual(REFUSED);
			node.setCredential(credentialFor(hibob));
			expect(await send(node)).toEqual(PASSES);
		});

		it('count both while one is being changed in Bob, and one afterwards', async () => {
			const node = listener({ webhookSecrets: 'example-old' });
			expect(await send(node, { proof: { key: 'example-old' } })).toEqual(PASSES);
			later += 20_000;
			node.setCredential(credentialFor(hibob, { webhookSecrets: 'example-new, example-old' }));
			for (const key of ['example-new', 'example-old']) {
				expect(await send(node, { proof: { key } })).toEqual(PASSES);
			}
			node.setCredential(credentialFor(hibob, { webhookSecrets: 'example-new' }));
			// What is in memory is good for a minute.
			later += 60_000;
			expect(await send(node, { proof: { key: 'example-old' } })).toEqual(REFUSED);
			expect(await send(node, { proof: { key: 'example-new' } })).toEqual(PASSES);
		});
	});

	it('are read once for fifty deliveries at the same time', async () => {
		const node = listener();
		const answers = await Promise.all(Array.from({ length: 50 }, async () => await send(node)));
		expect(answers).toEqual(Array(50).fill(PASSES));
		expect(node.counters.credentialReads).toBe(1);
	});

	it('are read once more at most for fifty forged ones', async () => {
		const node = listener();
		const proof = { key: 'example-forged' };
		const forged = Array.from({ length: 50 }, async () => await send(node, { proof }));
		expect(await Promise.all(forged)).toEqual(Array(50).fill(REFUSED));
		expect(node.counters.credentialReads).toBeLessThanOrEqual(2);
	});

	it('that cannot be read are answered with 503: the delivery has to come again', async () => {
		const node = listener();
		const { credentialsHelper } = node.additionalData;
		const reading = jest
			.spyOn(credentialsHelper, 'getDecrypted')
			.mockRejectedValue(new Error('the database is away'));
		expect(await send(node)).toEqual([503, 0]);
		// Without a proof there is nothing to check, and a ping needs none.
		expect(await send(node, { proof: null })).toEqual(REFUSED);
		expect(await send(node, { body: Buffer.from('Ping test'), proof: null })).toEqual(
			STARTS_NOTHING,
		);
		reading.mockRestore();
	});
});

describe('the ping of a webhook that is being added', () => {
	const PINGS = ['Ping test', '"Ping test"', '{"text":"Ping test"}', '{ "text": "Ping test" }\n'];

	/** Sends bytes as they come over the wire. */
	async function ping(
		node: Surroundings,
		body: Buffer,
		headers: Record<string, string | undefined>,
	): Promise<[number, number]> {
		const { context, answer } = await webhookContext(node, { body, headers });
		const { workflowData } = await trigger.webhook.call(context);
		return [answer.status, workflowData?.[0]?.length ?? 0];
	}

	it.each(PINGS)('%j is answered 200 and starts nothing, whatever it says it is', async (text) => {
		const body = Buffer.from(text);
		for (const webhookSecrets of ['', SECRET]) {
			const node = listener({ webhookSecrets });
			// n8n reads the first two itself, and refuses a bare text that calls itself JSON.
			const types = ['text/plain', 'text/plain; charset=utf-8', undefined, 'application/bob'];
			if (text !== 'Ping test') types.push('application/json');
			for (const type of types) {
				for (const key of [null, SECRET, 'example-not-entered-yet']) {
					const proof = key === null ? {} : { 'bob-signature': sign(body, key) };
					for (const length of [{}, { 'content-length': undefined }]) {
						const headers = { 'content-type': type, ...length, ...proof };
						expect(await ping(node, body, headers)).toEqual(STARTS_NOTHING);
					}
				}
			}
			expect(node.counters.credentialReads).toBe(0);
		}
	});

	it('starts nothing in a test run either', async () => {
		const node = listener({ webhookSecrets: '' });
		for (const text of PINGS) {
			const sent = { body: Buffer.from(text), proof: null, mode: 'manual' } as const;
			expect(await send(node, sent)).toEqual(STARTS_NOTHING);
		}
	});

	it.each([
		'ping test',
		'Ping',
		'Ping test!',
		'Ping test Ping test',
		"'Ping test'",
		'"ping test"',
		'["Ping test"]',
		'{"text":"ping test"}',
		'{"text":"Ping test","x":1}',
		'{"text":["Ping test"]}',
		'{"message":"Ping test"}',
		'{"type":"employee.created","text":"Ping test"}',
		`{"text":"Ping test"${' '.repeat(200)}}`,
		'',
		'null',
	])('is none if it is %j: refused without a signature, handed over with one', async (text) => {
		const node = listener();
		const body = Buffer.from(text);
		expect(await send(node, { body, proof: null })).toEqual(REFUSED);
		expect(await send(node, { body, proof: { key: 'example-forged' } })).toEqual(REFUSED);
		expect(await send(node, { body })).toEqual(PASSES);
		const early = listener({ webhookSecrets: '' });
		expect(await send(early, { body, proof: null })).toEqual(REFUSED);
	});
});

describe('what HiBob itself sends', () => {
	let server: HttpServer;
	beforeEach(async () => {
		server = await startServer();
	});
	afterEach(async () => {
		await server.close();
	});

	/** Takes what came to an address to the trigger. */
	async function forwarded(node: Surroundings, { body, headers }: Asked) {
		const signature = headers['bob-signature'];
		const proof = typeof signature === 'string' ? { header: signature } : null;
		return await send(node, { body: Buffer.from(body), proof });
	}

	const EVENTS = ['employee.created', 'timeoff.request.approved', 'employee.deleted'];
	const add = async () => await hibob.addWebhook({ name: 'n8n', url: server.url, events: EVENTS });

	it.each([true, false])(
		'in each form of the ping, signed or not (%s), is answered before a secret is there',
		async (signsPing) => {
			const pingForms: PingForm[] = ['text', 'json-string', 'text-as-json', 'json'];
			await start({ signsPing, pingForms });
			const node = listener({ webhookSecrets: '' });
			server.replies.push({ status: 500 }, { status: 401 }, { status: 503 });
			const { pings } = await add();
			expect(pings).toHaveLength(4);
			expect(server.asked).toHaveLength(4);
			for (const asked of server.asked)
				expect(await forwarded(node, asked)).toEqual(STARTS_NOTHING);
		},
	);

	it('passes with the secret that Bob shows, also after it was changed there', async () => {
		const { id, secret } = await add();
		const node = listener({ webhookSecrets: `example-of-another-webhook, ${secret}` });
		server.asked.length = 0;
		const employeeId = hibob.hire({ startDate: '2026-01-01' });
		hibob.requestTimeOff({ employeeId, from: '2026-05-04', autoApprove: true });
		hibob.deleteEmployee(employeeId);
		await hibob.deliveries.idle();
		const ends: unknown[] = [];
		for (const asked of server.asked) ends.push(await forwarded(node, asked));
		expect(ends).toEqual([PASSES, PASSES, STARTS_NOTHING]);

		server.asked.length = 0;
		const changed = listener({ webhookSecrets: hibob.refreshSecret(id) });
		hibob.hire({ startDate: '2026-01-01' });
		await hibob.deliveries.idle();
		const [asked] = server.asked;
		if (asked === undefined) throw new Error('Nothing came');
		expect(await forwarded(node, asked)).toEqual(REFUSED);
		expect(await forwarded(changed, asked)).toEqual(PASSES);
	});
});

describe('other events, by names that only the user knows', () => {
	const asking = (otherVendorEvents: string): Surroundings =>
		listener(
			{},
			{ listenFor: 'vendorEvents', vendorEvents: ['employee.created'], otherVendorEvents },
		);

	it('come as they are', async () => {
		await useDeduplicator();
		const body = envelope('shift.swapped', { shiftId: 7 });
		const { events, unrecognised } = await through(asking(' shift.swapped,'), body);
		expect(unrecognised).toEqual([]);
		expect(events).toMatchObject([
			{
				eventType: 'other',
				category: 'other',
				source: { nativeType: 'shift.swapped' },
				raw: body,
			},
		]);
	});

	it('that were not asked for are handed over, to end in Unrecognised', async () => {
		await useDeduplicator();
		const { events, unrecognised } = await through(asking(''), envelope('shift.swapped', {}));
		expect(events).toEqual([]);
		expect(unrecognised).toHaveLength(1);
	});
});
