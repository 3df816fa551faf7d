import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { z } from 'zod/v4';

import { now } from '../model/dates';
import { rememberAccount } from '../outbound/knownAccounts';
import { nodeIdentityOf } from '../parameter';
import { selectedNativeEvents } from '../settings';
import type { DeliveryFacts, DeliveryHead, RawDelivery, Vendor } from '../vendor';
import { authenticate, knownAccount } from './authenticate';
import type { Delivery } from './delivery';
import { deliveryKey, takeInHand } from './inHand';
import { parseBody } from './parseBody';
import { readBody, readShortBody } from './readBody';
import { THIS_PROCESS } from './thisProcess';
import { countUnanswered } from './unanswered';

/** n8n answers 200 with `{"message":"Webhook call received"}`, and starts no execution. */
const NOTHING_TO_DO: IWebhookResponseData = {};

/**
 * The webhook method of a vendor's trigger: authenticate, identify, hand over. It makes no API
 * calls and writes nothing. Everything that needs the vendor's API is done by `interpret` in the
 * execution.
 *
 * A delivery without a proof is answered 401 before its body is read. Only where the vendor sends
 * pings without a proof is a short body read first, to see whether it is one. A body that cannot be read is
 * answered 400, or 413 if it is over n8n's limit. A wrong proof is answered 401. If a proof cannot
 * be checked because n8n cannot read the credential, the answer is 503, so that the vendor sends
 * the delivery again. None of these starts an execution.
 *
 * An authentic delivery is always answered 200. A delivery that is not understood is handed over
 * all the same. A delivery that nobody listens for starts no execution, and neither does one that
 * this process acknowledged a moment ago. A repeat of a delivery that is not answered yet waits for
 * that answer.
 *
 * This method never throws: n8n would record a failed execution, and everybody who knows the
 * address could cause that.
 */
export function receive(
	vendor: Vendor,
): (this: IWebhookFunctions) => Promise<IWebhookResponseData> {
	return async function (this: IWebhookFunctions): Promise<IWebhookResponseData> {
		try {
			const proven = await prove(this, vendor);
			if ('body' in proven) return await handOver(this, vendor, proven);
			return proven.isPing ? NOTHING_TO_DO : refuse(this, proven.status);
		} catch (error) {
			return refuse(
				this,
				503,
				`the node failed (${error instanceof Error ? error.name : 'unknown'})`,
			);
		}
	};
}

type RefusalStatus = 400 | 401 | 413 | 503;

/** A request that is not handed over to an execution. */
type Unproven =
	| { readonly isPing: true }
	| { readonly isPing: false; readonly status: RefusalStatus };

const refused = (status: RefusalStatus): Unproven => ({ isPing: false, status });

/**
 * Checks the proof of a delivery. Without a proof, it reads nothing of the body, or no more than a
 * ping is long.
 */
async function prove(context: IWebhookFunctions, vendor: Vendor): Promise<RawDelivery | Unproven> {
	const { verification } = vendor;
	const { ping } = verification;
	const request = context.getRequestObject();
	const head = headOf(context);

	if (!verification.hasProof(head)) {
		const body = ping ? await readShortBody(request, ping.longest) : null;
		return body !== null && ping?.isPing(body) ? { isPing: true } : refused(401);
	}
	const body = await readBody(request, context.getResponseObject());
	if (!Buffer.isBuffer(body)) return refused(body.status);
	// A ping may be signed, but it comes before the user can have entered its secret.
	if (ping && body.length <= ping.longest && ping.isPing(body)) return { isPing: true };

	const delivery = { ...head, body };
	const proof = await authenticate(context, vendor, delivery);
	if (proof === 'authentic') return delivery;
	return refused(proof === 'forged' ? 401 : 503);
}

/** Handles a delivery that is proven to come from the vendor. */
async function handOver(
	context: IWebhookFunctions,
	vendor: Vendor,
	raw: RawDelivery,
): Promise<IWebhookResponseData> {
	const answer = context.getResponseObject();
	countUnanswered(answer);

	const body = parseBody(raw.body);
	const facts = factsOf(vendor, body, raw.query);
	const isKnown = facts.nativeType !== null && facts.nativeEvent !== null;
	if (isKnown && !isSelected(context, vendor, facts.nativeEvent)) return NOTHING_TO_DO;

	const account = knownAccount(context, vendor, facts.companyId);
	const node = nodeIdentityOf(context);
	const isTest = node.mode === 'test';
	const key = deliveryKey(node, facts.nativeType, raw.body);
	// A test run is a separate listener: a delivery to it does not count for the published workflow.
	if (!isTest && !(await takeInHand(key, answer, facts))) return NOTHING_TO_DO;

	const delivery: Delivery = {
		key,
		receivedAt: now(),
		receivedBy: THIS_PROCESS,
		nativeType: facts.nativeType,
		companyId: facts.companyId,
		...(account === null ? {} : { accountMark: rememberAccount(account) }),
		// A delivery that is not understood has no identity except its bytes.
		identity: isKnown ? [...facts.identity] : [key],
		hasTime: facts.hasTime,
		verifiedBy: vendor.verification.proof,
		isTest,
		body,
	};
	return { workflowData: [[{ json: { ...delivery } }]] };
}

function headOf(context: IWebhookFunctions): DeliveryHead {
	return { headers: context.getHeaderData(), query: querySchema.parse(context.getQueryData()) };
}

const querySchema = z.looseObject({}).catch({});

const UNKNOWN: DeliveryFacts = {
	nativeType: null,
	nativeEvent: null,
	companyId: null,
	identity: [],
	hasTime: false,
};

/**
 * What the delivery is about. If that cannot be found out, the delivery is handed over as unknown.
 */
function factsOf(vendor: Vendor, body: unknown, query: RawDelivery['query']): DeliveryFacts {
	try {
		return vendor.identify(body, query);
	} catch {
		return UNKNOWN;
	}
}

/**
 * Also true if the settings cannot be read: then the execution fails, n8n shows that, and the
 * delivery is kept.
 */
function isSelected(
	context: IWebhookFunctions,
	vendor: Vendor,
	nativeEvent: string | null,
): boolean {
	if (nativeEvent === null) return false;
	try {
		return selectedNativeEvents(context, vendor).includes(nativeEvent);
	} catch {
		return true;
	}
}

/** Answers in place of n8n, with an empty body, and starts no execution. Never throws. */
function refuse(
	context: IWebhookFunctions,
	status: RefusalStatus,
	reason: string = REASONS[status],
): IWebhookResponseData {
	const { workflowId, nodeId } = nodeIdentityOf(context);
	context.logger.warn(`A delivery was refused with ${status}: ${reason}`, { workflowId, nodeId });
	try {
		const answer = context.getResponseObject();
		if (!answer.headersSent) answer.status(status).end();
	} catch {
		// The sender is no longer there to be answered.
	}
	return { noWebhookResponse: true };
}

const REASONS: Readonly<Record<RefusalStatus, string>> = {
	400: 'its body cannot be read',
	401: 'it has no valid proof',
	413: "its body is over n8n's limit",
	503: "the node's credential cannot be read now",
};
