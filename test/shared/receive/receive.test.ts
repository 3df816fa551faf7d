import type { IDataObject, IWebhookResponseData, WorkflowExecuteMode } from 'n8n-workflow';
import { ExpressionError } from 'n8n-workflow';

import { deliverySchema } from '../../../nodes/shared/receive/delivery';
import { runBegins } from '../../../nodes/shared/receive/inHand';
import { receive } from '../../../nodes/shared/receive/receive';
import { THIS_PROCESS } from '../../../nodes/shared/receive/thisProcess';
import { fakeVendor, signed, surroundFake } from '../../support/fakeVendor';
import { webhookContext } from '../../support/n8n';

let workflows = 0;

function setUp(parameters: IDataObject = {}, vendor = fakeVendor()) {
	const surroundings = surroundFake(vendor, {
		workflowId: `workflow-${(workflows += 1)}`,
		parameters: { hrEvents: ['employee.hired', 'leave.approved'], ...parameters },
	});
	const webhook = receive(vendor);
	return {
		...surroundings,
		deliver: async (
			sent: { body: Buffer; headers?: Record<string, string> },
			mode: WorkflowExecuteMode = 'trigger',
		) => {
			const { context, answer } = await webhookContext(surroundings, sent, mode);
			Object.defineProperty(context, 'logger', { value: { warn: () => undefined } });
			return { answer, result: await webhook.call(context) };
		},
	};
}

const hired = { type: 'person_hired', id: 'e-1', company: 'acme', at: '2026-03-02T10:00:00Z' };

const started = ({ workflowData }: IWebhookResponseData): unknown => workflowData?.[0]?.[0]?.json;

it('hands an authentic delivery over, as the run expects it', async () => {
	const { result, answer } = await setUp().deliver(signed(hired));
	expect(answer.status).toBe(200);
	expect(result.noWebhookResponse).toBeUndefined();
	expect(deliverySchema.parse(started(result))).toEqual({
		key: expect.stringMatching(/^[\w-]{43}$/),
		receivedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
		receivedBy: THIS_PROCESS,
		nativeType: 'person_hired',
		companyId: 'acme',
		accountMark: expect.stringMatching(/^[\w-]{43}$/),
		identity: ['person_hired', 'e-1'],
		verifiedBy: 'signature',
		hasTime: true,
		isTest: false,
		body: hired,
	});
	expect(result.workflowData).toHaveLength(1);
});

it.each([
	['no proof', { body: signed(hired).body }],
	['an empty proof', { body: signed(hired).body, headers: { 'x-fake-signature': '' } }],
	['a wrong proof', signed(hired, 'example-forged')],
	['a proof of other bytes', { ...signed(hired), body: Buffer.from('{}') }],
	['no body and no proof', { body: Buffer.alloc(0) }],
])('with %s it answers 401 and starts nothing', async (_, sent) => {
	const { result, answer } = await setUp().deliver(sent);
	expect(answer.status).toBe(401);
	expect(result).toEqual({ noWebhookResponse: true });
});

it('answers 503 when the credential cannot be read: the delivery has to come again', async () => {
	const { deliver, setCredential } = setUp();
	setCredential({ key: '' });
	const { result, answer } = await deliver(signed(hired));
	expect(answer.status).toBe(503);
	expect(result.workflowData).toBeUndefined();
});

it('answers a ping before any credential is there', async () => {
	const { deliver, counters } = setUp();
	const { result, answer } = await deliver({ body: Buffer.from('ping') });
	expect([answer.status, result]).toEqual([200, {}]);
	expect(counters.credentialReads).toBe(0);
});

describe('what is listened for', () => {
	it.each([
		['a chosen HR event', {}, 'person_hired', true],
		[
			'a delivery that goes by another name than its webhook asks for it by',
			{},
			'leave_approved',
			true,
		],
		['an HR event that is not chosen', {}, 'person_left', false],
		['an event that is none', {}, 'job_posted', false],
		[
			'a chosen vendor event',
			{ listenFor: 'vendorEvents', vendorEvents: ['job_posted'] },
			'job_posted',
			true,
		],
		[
			'a vendor event that is not chosen',
			{ listenFor: 'vendorEvents', vendorEvents: ['job_posted'] },
			'person_hired',
			false,
		],
	])('%s', async (_, parameters, type, expected) => {
		const { result, answer } = await setUp(parameters).deliver(signed({ type, id: '1' }));
		expect(answer.status).toBe(200);
		expect(result.workflowData !== undefined).toBe(expected);
		if (!expected) expect(result).toEqual({});
	});
});

describe('what is not understood is handed over, told apart by its bytes', () => {
	it.each([
		['an event nobody knows', '{"type":"person_promoted"}', 'person_promoted'],
		['JSON of another shape', '[1,2]', null],
		['null', 'null', null],
		['a text', 'Hello, wörld', null],
		['JSON that is cut', '{"type":"person_hired"', null],
		['nothing', '', null],
	])('%s', async (_, text, nativeType) => {
		const { deliver } = setUp();
		const { result, answer } = await deliver(signed(text));
		expect(answer.status).toBe(200);
		const delivery = deliverySchema.parse(started(result));
		const isJson = /^(\{.*\}|\[.*\]|null)$/.test(text);
		expect(delivery).toMatchObject({ nativeType, body: isJson ? JSON.parse(text) : text });
		expect(delivery.identity).toEqual([expect.stringMatching(/^[\w-]{43}$/)]);
		answer.finish(500);
		const again = await deliver(signed(text));
		expect(deliverySchema.parse(started(again.result)).identity).toEqual(delivery.identity);
		const other = await deliver(signed(`${text} `));
		expect(deliverySchema.parse(started(other.result)).identity).not.toEqual(delivery.identity);
	});
});

it('hands over an event that was asked for by a name that is not listed', async () => {
	const parameters = { listenFor: 'vendorEvents', otherVendorEvents: 'person.archived' };
	const { deliver } = setUp(parameters, fakeVendor({ takesOtherEvents: true }));
	const body = { type: 'person.archived', id: '1' };
	const { result, answer } = await deliver(signed(body));
	expect(answer.status).toBe(200);
	expect(deliverySchema.parse(started(result))).toMatchObject({
		nativeType: 'person.archived',
		identity: [expect.stringMatching(/^[\w-]{43}$/)],
		body,
	});
	const listed = await deliver(signed(hired));
	expect(listed.result).toEqual({});
});

it('reads a body that n8n has left unread', async () => {
	const sent = signed(hired);
	const headers = { ...sent.headers, 'content-type': 'application/vnd.example' };
	const { result } = await setUp().deliver({ ...sent, headers });
	expect(started(result)).toMatchObject({ body: hired });
});

it('hands a delivery over if the settings cannot be read: the run tells what is wrong', async () => {
	const { deliver, workflow } = setUp();
	jest.spyOn(workflow.expression, 'getParameterValue').mockImplementation(() => {
		throw new ExpressionError('Referenced node does not exist');
	});
	expect(started((await deliver(signed(hired))).result)).toMatchObject({ body: hired });
});

it('hands a delivery over that cannot be told apart', async () => {
	const identify = (): never => {
		throw new RangeError('Maximum call stack size exceeded');
	};
	const { result } = await setUp({}, fakeVendor({ identify })).deliver(signed(hired));
	expect(started(result)).toMatchObject({
		body: hired,
		nativeType: null,
		identity: [expect.any(String)],
	});
});

describe('a repeat', () => {
	it('of what was acknowledged is answered 200 and dropped', async () => {
		const { deliver } = setUp();
		(await deliver(signed(hired))).answer.finish();
		const { result, answer } = await deliver(signed(hired));
		expect([answer.status, result]).toEqual([200, {}]);
		const other = await deliver(signed({ ...hired, id: 'e-2' }));
		expect(started(other.result)).toBeDefined();
	});

	it('of a hand-over that failed is let in', async () => {
		const { deliver } = setUp();
		(await deliver(signed({ ...hired, id: 'failed' }))).answer.finish(500);
		expect(started((await deliver(signed({ ...hired, id: 'failed' }))).result)).toBeDefined();
	});

	it('waits while the first is in hand, and is dropped once its run begins', async () => {
		const { deliver } = setUp();
		const sent = signed({ ...hired, id: 'slow' });
		const first = await deliver(sent);
		const second = deliver(sent);
		// Nobody needs to wait for the minute that a run may take to begin.
		jest.useFakeTimers();
		first.answer.hangUp();
		jest.useRealTimers();
		runBegins(deliverySchema.parse(started(first.result)).key);
		expect((await second).result).toEqual({});
	});

	it('of what tells no time is let in: the same may have happened again', async () => {
		const { deliver } = setUp();
		const timeless = { ...hired, at: undefined };
		for (let times = 0; times < 3; times++) {
			const { result, answer } = await deliver(signed(timeless));
			expect(started(result)).toMatchObject({ body: { id: 'e-1' } });
			answer.finish();
		}
	});

	it('is still proved first', async () => {
		const { deliver } = setUp();
		const sent = signed({ ...hired, id: 'proved' });
		(await deliver(sent)).answer.finish();
		expect((await deliver({ body: sent.body })).answer.status).toBe(401);
	});

	it('is not dropped in a test, and a test does not make one', async () => {
		const { deliver } = setUp();
		const sent = signed({ ...hired, id: 'test' });
		for (let times = 0; times < 2; times++) {
			const { result, answer } = await deliver(sent, 'manual');
			expect(started(result)).toMatchObject({ isTest: true });
			answer.finish();
		}
		expect(started((await deliver(sent)).result)).toMatchObject({ isTest: false });
	});
});
