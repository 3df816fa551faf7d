import type { WorkflowExecuteMode } from 'n8n-workflow';

import { SECRET_HEADER, verification } from '../../nodes/Personio/verification';
import { deliverySchema } from '../../nodes/shared/receive/delivery';
import type { PersonioSimulator, Webhook } from '../../simulators/personio/index.mts';
import type { Surroundings } from '../support/n8n';
import { useDeduplicator } from '../support/n8n';
import type { Received } from '../support/personio';
import {
	failure,
	hooks,
	post,
	secretFor,
	startRoomyPersonio,
	through,
	triggerIn,
} from '../support/personio';

const SECRET = 'papi-example-secret-of-acme';
const PARAMETERS = { hrEvents: ['employee.created', 'leave.approved'] };

let personio: PersonioSimulator;
beforeEach(async () => {
	personio = await startRoomyPersonio();
});
afterEach(async () => {
	await personio.close();
	expect(personio.violations.list).toEqual([]);
});

let moment = Date.parse('2026-02-04T10:00:00.000Z');

/** A body as Personio writes it; no two are the same. */
function envelope(eventName = 'person.created', payload: object = { person: { id: '3003' } }) {
	moment += 1_000;
	const occurred = new Date(moment).toISOString();
	return { company_id: '48151', event_name: eventName, occurred_at: occurred, payload, meta: {} };
}

const bytes = (body: unknown): Buffer => Buffer.from(JSON.stringify(body));

async function send(
	node: Surroundings,
	{
		body = bytes(envelope()),
		secret = secretFor(node, SECRET),
		mode = 'trigger',
	}: { body?: Buffer; secret?: string | null; mode?: WorkflowExecuteMode } = {},
): Promise<[number, number]> {
	const { answer, items } = await post(node, body, secret, mode);
	return [answer.status, items.length];
}

const PASSES = [200, 1];
const STARTS_NOTHING = [200, 0];
const REFUSED = [401, 0];

describe('a delivery with the right secret', () => {
	it('is handed over as the run expects it', async () => {
		const node = triggerIn(personio, { parameters: PARAMETERS });
		const body = envelope();
		const { answer, items }: Received = await post(node, bytes(body), secretFor(node, SECRET));
		expect(answer.status).toBe(200);
		expect(items.map((item) => deliverySchema.parse(item))).toEqual([
			{
				key: expect.stringMatching(/^[\w-]{43}$/),
				receivedAt: expect.stringMatching(/Z$/),
				receivedBy: expect.any(String),
				accountMark: expect.any(String),
				nativeType: 'person.created',
				companyId: '48151',
				identity: ['person.created', body.occurred_at, '3003', null],
				verifiedBy: 'secret',
				hasTime: true,
				isTest: false,
				body,
			},
		]);
		expect(JSON.stringify(items)).not.toContain(secretFor(node, SECRET));
		// The edge asks Personio for nothing.
		expect(personio.requests).toEqual([]);
	});

	it.each([
		['a ping', envelope('ping', {}), STARTS_NOTHING],
		['an event nobody selected', envelope('person.deleted'), STARTS_NOTHING],
		['an event of another kind', envelope('document.signed', {}), STARTS_NOTHING],
		['one of several events behind a selected one', envelope('absence-period.created'), PASSES],
		['an event that is not known', envelope('payroll.closed', { payroll: { id: '7' } }), PASSES],
		['a selected event without an id', envelope('person.created', {}), PASSES],
		['no event', { company_id: '48151' }, PASSES],
		['a list', [envelope()], PASSES],
		['null', null, PASSES],
	])('that is %s', async (_, body, expected) => {
		const node = triggerIn(personio, { parameters: PARAMETERS });
		expect(await send(node, { body: bytes(body) })).toEqual(expected);
	});

	it.each(['', '{"event_name":"person.created"', 'plain text', '\u0000'])(
		'that is no JSON (%j) is handed over, and ends in Unrecognised',
		async (body) => {
			await useDeduplicator();
			const node = triggerIn(personio, { parameters: PARAMETERS });
			const { events, unrecognised } = await through(node, Buffer.from(body), SECRET);
			expect(events).toEqual([]);
			expect(unrecognised).toMatchObject([{ eventType: 'unmapped' }]);
		},
	);

	it('that is not known ends in Unrecognised, with its name', async () => {
		await useDeduplicator();
		const node = triggerIn(personio, { parameters: PARAMETERS });
		const { events, unrecognised } = await through(node, envelope('payroll.closed', {}), SECRET);
		expect(events).toEqual([]);
		expect(unrecognised).toMatchObject([
			{
				eventType: 'unmapped',
				source: { nativeType: 'payroll.closed' },
				enrichment: { status: 'failed', reason: expect.stringContaining('payroll.closed') },
			},
		]);
	});
});

describe('a delivery without the right secret is refused and starts nothing:', () => {
	it.each<[string, (node: Surroundings) => string | null]>([
		['no header', () => null],
		['an empty header', () => ''],
		['a blank', () => ' '],
		['another secret', () => 'f'.repeat(64)],
		['nearly the right one', (node) => `${secretFor(node, SECRET).slice(0, -1)}x`],
		['the right one and more', (node) => `${secretFor(node, SECRET)}0`],
		['the header sent twice', (node) => Array(2).fill(secretFor(node, SECRET)).join(', ')],
		['the client secret itself', () => SECRET],
		['that of another client secret', (node) => secretFor(node, 'papi-somebody-else')],
		['that of a test run', (node) => secretFor(node, SECRET, 'test')],
		['that of another node', () => secretFor(triggerIn(personio), SECRET)],
	])('%s', async (_, secretOf) => {
		const node = triggerIn(personio, { parameters: PARAMETERS });
		expect(await send(node, { secret: secretOf(node) })).toEqual(REFUSED);
		expect(await send(node, { secret: secretOf(node), body: bytes(envelope('ping', {})) })).toEqual(
			REFUSED,
		);
		expect(await send(node)).toEqual(PASSES);
	});

	it('that of production, in a test run', async () => {
		const node = triggerIn(personio, { parameters: PARAMETERS });
		expect(await send(node, { mode: 'manual' })).toEqual(REFUSED);
		const secret = secretFor(node, SECRET, 'test');
		expect(await send(node, { mode: 'manual', secret })).toEqual(PASSES);
	});

	it.each([undefined, '', [], ['a'], ['a', 'a']])('a header that came in as %j', (value) => {
		const name = SECRET_HEADER.toLowerCase();
		const delivery = { body: Buffer.from('{}'), headers: { [name]: value }, query: {} };
		expect(verification.hasProof(delivery)).toBe(false);
		expect(verification.isAuthentic(delivery, 'a', Date.now())).toBe(false);
	});

	it('a secret in the address or in another header', () => {
		const key = 'f'.repeat(64);
		const body = Buffer.from('{}');
		for (const name of ['authorization', 'x-hr-events-secret2', 'x-personio-signature']) {
			const delivery = { body, headers: { [name]: key }, query: { [SECRET_HEADER]: key } };
			expect(verification.isAuthentic(delivery, key, Date.now())).toBe(false);
		}
	});
});

describe('the credential', () => {
	it.each([
		['', ''],
		['', 'papi-previous'],
		['  ', 'papi-previous'],
		[undefined, undefined],
	])('with the secrets %j and %j has no key', (clientSecret, previousClientSecret) => {
		const identity = { workflowId: 'w', nodeId: 'n', mode: 'production' } as const;
		const credential = {
			...(clientSecret === undefined ? {} : { clientSecret }),
			...(previousClientSecret === undefined ? {} : { previousClientSecret }),
		};
		expect(verification.keysOf(credential, identity)).toEqual([]);
	});

	it('is read once for fifty deliveries at the same time', async () => {
		const node = triggerIn(personio, { parameters: PARAMETERS });
		const answers = await Promise.all(Array.from({ length: 50 }, async () => await send(node)));
		expect(answers).toEqual(Array(50).fill(PASSES));
		expect(node.counters.credentialReads).toBe(1);
	});

	it('is read once more at most for fifty forged ones', async () => {
		const node = triggerIn(personio, { parameters: PARAMETERS });
		const secret = 'f'.repeat(64);
		const forged = Array.from({ length: 50 }, async () => await send(node, { secret }));
		expect(await Promise.all(forged)).toEqual(Array(50).fill(REFUSED));
		expect(node.counters.credentialReads).toBeLessThanOrEqual(2);
		expect(await send(node, { secret: null })).toEqual(REFUSED);
	});

	it('that cannot be read is answered with 503: the delivery has to come again', async () => {
		const node = triggerIn(personio, { parameters: PARAMETERS });
		const { credentialsHelper } = node.additionalData;
		const reading = jest
			.spyOn(credentialsHelper, 'getDecrypted')
			.mockRejectedValue(new Error('the database is away'));
		expect(await send(node)).toEqual([503, 0]);
		// Without a proof there is nothing to check.
		expect(await send(node, { secret: null })).toEqual(REFUSED);
		reading.mockRestore();
	});
});

describe('what Personio itself sends', () => {
	/** What the webhook at Personio sends along. */
	const headerOf = ({ custom_headers: headers }: Webhook): string | null =>
		headers?.[SECRET_HEADER] ?? null;

	it('passes with the secret that was registered', async () => {
		const node = triggerIn(personio, { parameters: PARAMETERS });
		for (const mode of ['trigger', 'manual'] as const) {
			await hooks(node, { mode }).create();
			const registered = personio.webhooks.at(-1);
			if (registered === undefined) throw new Error('Nothing was registered');
			expect(await send(node, { mode, secret: headerOf(registered) })).toEqual(PASSES);
		}
	});
});

describe('other events, by names that only the user knows', () => {
	const asking = (otherVendorEvents: string) =>
		triggerIn(personio, {
			parameters: {
				listenFor: 'vendorEvents',
				vendorEvents: ['person.created'],
				otherVendorEvents,
			},
		});

	it('are asked for beside those that are ticked, each once', async () => {
		const node = asking(' document.signed,,person.created , attendance-period.created');
		await hooks(node).create();
		const events = ['person.created', 'document.signed', 'attendance-period.created'];
		expect(personio.webhooks).toMatchObject([{ enabled_events: events }]);
		expect(await hooks(node).checkExists()).toBe(true);
	});

	it("that Personio does not know end in Personio's own explanation", async () => {
		const error = await failure(hooks(asking('payroll.closed')).create());
		expect(error.message).toMatch(
			/^Personio refused the request\. .*Personio says: Bad request: enabled_events: payroll\.closed is unknown\./,
		);
		expect(personio.webhooks).toEqual([]);
	});

	it.each([
		['payroll.closed', { payroll: { id: '7' } }],
		['attendance-period.created', { attendance_period: { id: '7' } }],
	])('such as %s come as they are', async (name, payload) => {
		await useDeduplicator();
		const body = envelope(name, payload);
		const { events, unrecognised } = await through(asking(name), body, SECRET);
		expect(unrecognised).toEqual([]);
		expect(events).toMatchObject([
			{ eventType: 'other', category: 'other', source: { nativeType: name }, raw: body },
		]);
	});
});
