import type { IDataObject } from 'n8n-workflow';

import { sign } from '../../simulators/workable/index.mts';
import type { WorkableSimulator } from '../../simulators/workable/index.mts';
import { eventBytes, eventJson, eventNames } from '../fixtures/workable/read.mts';
import { itHoldsForAnyBody, parsedOf } from '../support/anyBody';
import { anyJson, editsWith } from '../support/edits';
import fc, { someTries, tries } from '../support/fastCheck.mts';
import type { Surroundings } from '../support/n8n';
import { useDeduplicator } from '../support/n8n';
import {
	credentialFor,
	offered,
	post,
	run,
	startRoomyWorkable,
	tokenOf,
	triggerIn,
} from '../support/workable';
import { wellFormed } from '../support/wellFormed';

let workable: WorkableSimulator;
let key: string;
let byHrEvents: Surroundings;
let byVendorEvents: Surroundings;

/** Everything selected, in one of both ways; details would only slow this down. */
function nodeFor(listenFor: 'hrEvents' | 'vendorEvents'): Surroundings {
	return triggerIn(workable, {
		credential: credentialFor(workable),
		parameters: {
			listenFor,
			[listenFor]: offered(listenFor),
			options: { fetchDetails: false, skipRepeats: false },
		},
	});
}

beforeEach(async () => {
	await useDeduplicator();
	workable = await startRoomyWorkable();
	key = tokenOf(workable);
	byHrEvents = nodeFor('hrEvents');
	byVendorEvents = nodeFor('vendorEvents');
});
afterEach(async () => {
	await workable.close();
	expect(workable.violations.list).toEqual([]);
});

const RECRUITING = /^(candidate_created|candidate_moved|candidate_deleted|job_deleted)$/;
const KNOWN =
	/^(employee_(created|updated|published)|onboarding_completed|timeoff_updated|timeoff_request_.*)$/;

/** Sends a signed body through both pipelines and checks what always holds. */
async function holds(bytes: Buffer): Promise<void> {
	for (const node of [byHrEvents, byVendorEvents]) {
		const { answer, items } = await post(node, bytes, { key });
		expect(answer.status).toBe(200);
		const eventType = (parsedOf(bytes) as IDataObject | null | undefined)?.['event_type'];
		if (items.length === 0) {
			// Only what is known and not listened for starts nothing.
			expect([node === byHrEvents, eventType]).toEqual([true, expect.stringMatching(RECRUITING)]);
			continue;
		}
		expect(items).toHaveLength(1);
		// As n8n stores it between the webhook and the run. `run` checks every item by the schema.
		const stored = JSON.parse(JSON.stringify(items)) as IDataObject[];
		const outputs = await run(node, stored);
		wellFormed(outputs, node === byHrEvents ? [] : ['other']);
		const isKnown =
			typeof eventType === 'string' && (KNOWN.test(eventType) || RECRUITING.test(eventType));
		if (!isKnown) expect([outputs.events, outputs.unrecognised.length]).toEqual([[], 1]);
	}
}

const odd = fc.oneof(
	anyJson,
	fc.constantFrom<unknown>('status_inactive', '2024-13-45', '2024-02-30T00:00:00.000Z', '�', '\0'),
	fc.constantFrom<unknown>([{ row_id: {}, value: 1 }], [{ value: { x_effective_date: 7 } }]),
);
const edits = editsWith(odd, ['data', 'a_group', 'status']);

describe('whatever a signed body holds, nothing is lost and nothing throws', () => {
	const envelope = fc.record(
		{
			event_type: fc.oneof(
				fc.constantFrom(...offered('vendorEvents'), 'timeoff_request_', 'employee_deleted'),
				fc.constantFrom('__proto__', 'toString', ''),
				odd,
			),
			id: fc.oneof(fc.constant('4d3'), odd),
			fired_at: fc.oneof(fc.constant('2024-01-08T14:01:06.217Z'), odd),
			data: odd,
		},
		{ requiredKeys: [] },
	);

	itHoldsForAnyBody(
		{
			names: eventNames(),
			sample: eventJson,
			edits,
			odd,
			envelope,
			texts: [
				'{"__proto__":{"event_type":"employee_created"}}',
				'{"event_type":"employee_created","event_type":"employee_promoted"}',
				'{"event_type":"employee_updated","id":"4d3","fired_at":"2024-01-08T14:01:06.217Z","data":{"__proto__":{"a_group":[]}}}',
			],
			holding: (json) =>
				`{"event_type":"employee_updated","id":"4d3","fired_at":"2024-01-08T14:01:06.217Z","data":{"a_group":${json}}}`,
		},
		holds,
	);

	// An empty name counts as known and not selected: answered 200 and dropped.
	it('an empty event type', async () => {
		await holds(Buffer.from('{"event_type":"","id":"4d3"}'));
	});

	// An empty id goes out as '', which the model does not know.
	it.each([
		{ event_type: 'timeoff_request_approved', data: { id: '' } },
		{ event_type: 'employee_updated', data: { a_group: [{ row_id: '' }] } },
		{ event_type: 'candidate_created', data: { account: { subdomain: '' } } },
	])('an empty id in %j', async (body) => {
		const whole = { id: '4d3', fired_at: '2024-01-08T14:01:06.217Z', ...body };
		await holds(Buffer.from(JSON.stringify(whole)));
	});

	// zod's check for a record stumbles over a key of this name.
	it.each(['1', 'null', '{}'])('a key named constructor that holds %s', async (value) => {
		await holds(Buffer.from(`{"event_type":"employee_promoted","data":{"constructor":${value}}}`));
		await holds(Buffer.from(`{"event_type":"candidate_moved","constructor":${value}}`));
	});
});

describe('whatever is not signed rightly is answered 401 and starts nothing', () => {
	const bodies = fc.constantFrom(...eventNames().map((name) => eventBytes(name)));

	/** @param node a new one by default: one that has just read its keys would wait a second to read them anew */
	async function refused(
		body: Buffer,
		header: string | null,
		node = nodeFor('vendorEvents'),
	): Promise<void> {
		const { answer, items } = await post(node, body, header === null ? null : { header });
		expect([answer.status, items]).toEqual([401, []]);
	}

	async function accepted(body: Buffer, header: string): Promise<void> {
		const { answer, items } = await post(byVendorEvents, body, { header });
		expect([answer.status, items.length]).toEqual([200, 1]);
	}

	it('a flipped bit, in the signature or in the body', async () => {
		await fc.assert(
			fc.asyncProperty(bodies, fc.nat(), fc.nat({ max: 7 }), async (body, at, bit) => {
				const signature = sign(body, key);
				const bytes = Buffer.from(signature, 'hex');
				bytes[at % bytes.length]! ^= 1 << bit;
				await refused(body, bytes.toString('hex'));
				const other = Buffer.from(body);
				other[at % other.length]! ^= 1 << bit;
				await refused(other, signature);
			}),
			{ numRuns: tries(150) },
		);
	});

	it('a signature cut short, made longer, or in another form', async () => {
		await fc.assert(
			fc.asyncProperty(bodies, fc.nat({ max: 63 }), async (body, length) => {
				const signature = sign(body, key);
				await refused(body, signature.slice(0, length));
				await refused(body, signature + signature.slice(0, length + 1));
				await refused(body, Buffer.from(signature, 'hex').toString('base64'));
				await refused(body, `sha256=${signature}`);
			}),
			{ numRuns: someTries(60) },
		);
	});

	it('another key, or none', async () => {
		await fc.assert(
			fc.asyncProperty(bodies, fc.string(), async (body, other) => {
				fc.pre(other !== key);
				await refused(body, sign(body, other));
				await refused(body, null);
				await refused(body, other);
			}),
			{ numRuns: someTries(60) },
		);
	});

	it('the same JSON in other bytes', async () => {
		for (const name of eventNames()) {
			const body = eventBytes(name);
			for (const indent of [undefined, 1, 4]) {
				const other = Buffer.from(JSON.stringify(eventJson(name), null, indent));
				await refused(other, sign(body, key));
			}
			await refused(Buffer.concat([body, Buffer.from('\n')]), sign(body, key));
		}
	});

	it('while the right one is accepted, in upper case as well', async () => {
		for (const name of eventNames()) {
			const body = eventBytes(name);
			await accepted(body, sign(body, key));
			await accepted(body, sign(body, key).toUpperCase());
		}
	});

	it('even where the credential holds no token at all', async () => {
		const credential = { ...credentialFor(workable), accessToken: '', previousAccessToken: '' };
		const body = eventBytes('employee_created');
		for (const signature of [sign(body, ' ').replace(/./g, '0'), sign(body, key)]) {
			await refused(body, signature, triggerIn(workable, { credential }));
		}
	});
});
