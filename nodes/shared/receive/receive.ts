import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { z } from 'zod/v4';

import { nodeIdentityOf } from '../parameter';
import { selectedNativeEvents } from '../settings';
import type { RawDelivery, Vendor } from '../vendor';
import { authenticate } from './authenticate';
import type { Delivery } from './delivery';
import { deliveryKey, takeInHand } from './inHand';
import { countUnanswered } from './unanswered';

/** Answers 200 with an empty body and starts nothing. */
const NOTHING_TO_DO: IWebhookResponseData = {};

/**
 * The webhook method of a vendor's trigger: authenticate, identify, hand over. No calls and no
 * writes here; whatever takes the vendor's API is done by `interpret` in the run.
 *
 * A delivery without a valid proof is answered 401 and starts nothing; one that cannot be checked
 * because n8n cannot read the credential is answered 503, so that it comes again. An authentic one is
 * always answered 200: one that is not understood is handed over all the same, one that nobody
 * listens for, and one that this process has acknowledged before, start nothing. The repeat of one
 * that is not answered yet waits for that.
 */
export function receive(
	vendor: Vendor,
): (this: IWebhookFunctions) => Promise<IWebhookResponseData> {
	return async function (this: IWebhookFunctions): Promise<IWebhookResponseData> {
		const raw = await readDelivery(this);
		if (vendor.verification.isPing?.(raw)) return NOTHING_TO_DO;
		const proof = await authenticate(this, vendor, raw);
		if (proof !== 'authentic') return refuse(this, proof === 'forged' ? 401 : 503);
		const answer = this.getResponseObject();
		countUnanswered(answer);

		const body = parseBody(raw.body);
		const facts = vendor.identify(body, raw.query);
		const isKnown = facts.nativeType !== null && facts.subscription !== null;
		if (isKnown && !isSelected(this, vendor, facts.subscription)) return NOTHING_TO_DO;

		const node = nodeIdentityOf(this);
		const isTest = node.mode === 'test';
		const key = deliveryKey(node, facts.nativeType, raw.body);
		// A test run is a listener of its own: what it takes is no repeat for the published workflow.
		if (!isTest && !(await takeInHand(key, answer))) return NOTHING_TO_DO;

		const delivery: Delivery = {
			key,
			receivedAt: new Date().toISOString(),
			nativeType: facts.nativeType,
			companyId: facts.companyId,
			// What is not understood has no identity but its bytes.
			identity: isKnown ? [...facts.identity] : [key],
			verifiedBy: vendor.verification.proof,
			isTest,
			body,
		};
		return { workflowData: [[{ json: { ...delivery } }]] };
	};
}

async function readDelivery(context: IWebhookFunctions): Promise<RawDelivery> {
	const request = context.getRequestObject();
	// n8n leaves bodies of unusual content types unread; the proof needs the bytes of any.
	if (request.rawBody === undefined) await request.readRawBody();
	const query = z.looseObject({}).catch({}).parse(context.getQueryData());
	return { body: request.rawBody ?? Buffer.alloc(0), headers: context.getHeaderData(), query };
}

function parseBody(body: Buffer): Delivery['body'] {
	const text = body.toString('utf8');
	try {
		// A key of this name would become what other keys are looked up in.
		return JSON.parse(text, (key, value) => (key === '__proto__' ? undefined : value));
	} catch {
		return text;
	}
}

function isSelected(
	context: IWebhookFunctions,
	vendor: Vendor,
	subscription: string | null,
): boolean {
	return subscription !== null && selectedNativeEvents(context, vendor).includes(subscription);
}

/** Answers in place of n8n, with an empty body, and starts nothing. */
function refuse(context: IWebhookFunctions, status: 401 | 503): IWebhookResponseData {
	if (status === 401) {
		context.logger.warn('A delivery without a valid proof was refused', {
			workflowId: context.getWorkflow().id,
			nodeId: context.getNode().id,
		});
	}
	context.getResponseObject().status(status).end();
	return { noWebhookResponse: true };
}
