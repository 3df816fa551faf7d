import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { complete } from '../model/complete';
import type { Origin } from '../model/complete';
import { todayIn } from '../model/dates';
import { employee } from '../model/employee';
import { connect } from '../outbound/connect';
import type { Delivery } from '../receive/delivery';
import { deliverySchema } from '../receive/delivery';
import { runBegins } from '../receive/inHand';
import { deliveriesAnswered } from '../receive/unanswered';
import type { Selection } from '../settings';
import { companyTimeZone, option, selectionOf, selects } from '../settings';
import type { Interpretation, InterpretContext, Vendor } from '../vendor';
import type { Emitted } from './skipRepeats';
import { skipRepeats } from './skipRepeats';

/**
 * The execute method of a vendor's trigger: what `receive` handed over becomes HR events.
 * Fetching happens here, where n8n shows and retries it, off the vendor's clock, and after the
 * deliveries that came at the same time have been answered.
 * @returns two outputs: Events, and Unrecognised for what could not be understood or decided
 */
export function interpret(
	vendor: Vendor,
): (this: IExecuteFunctions) => Promise<INodeExecutionData[][]> {
	return async function (this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const deliveries = this.getInputData().map(({ json }, item) => readDelivery(this, json, item));
		for (const { key } of deliveries) runBegins(key);
		await deliveriesAnswered();

		const timeZone = companyTimeZone(this);
		const today = todayIn(timeZone);
		const selection = selectionOf(this);
		const context: InterpretContext = {
			api: await connect(this, vendor),
			fetchDetails: option(this, 'fetchDetails', true),
			fetchLeaveDays: option(this, 'fetchLeaveDays', false),
			includePayTables: option(this, 'includePayTables', false),
			selects: (eventType) => selects(selection, eventType),
			timeZone,
			today,
		};
		const settings = { today, includeRaw: option(this, 'includeRaw', false) };
		const events: Emitted[] = [];
		const unrecognised: Emitted[] = [];
		let isTest = false;

		for (const [item, delivery] of deliveries.entries()) {
			isTest ||= delivery.isTest;
			const origin = originOf(
				vendor,
				delivery,
				vendor.connection.companyOf(context.api.credential),
			);
			const found = await interpretOne(vendor, delivery, selection, context);
			for (const draft of found.events) {
				if (!selects(selection, draft.eventType)) continue;
				events.push({ event: complete(draft, origin, settings), item });
			}
			if (found.unrecognised !== undefined) {
				const draft = {
					eventType: 'unmapped',
					employee: found.unrecognised.employee ?? employee(),
					enrichment: { status: 'failed', reason: found.unrecognised.reason },
				} as const;
				unrecognised.push({ event: complete(draft, origin, settings), item });
			}
		}

		const isRetry = this.getMode() === 'retry';
		const skips = option(this, 'skipRepeats', true) && !isTest && !isRetry;
		const remaining = skips ? await skipRepeats(this, events) : events;
		return [remaining.map(toItem), unrecognised.map(toItem)];
	};
}

async function interpretOne(
	vendor: Vendor,
	delivery: Delivery,
	selection: Selection,
	context: InterpretContext,
): Promise<Interpretation> {
	const { nativeType, body } = delivery;
	if (nativeType === null) {
		return { events: [], unrecognised: { reason: 'The delivery names no event that is known.' } };
	}
	const isListed = vendor.nativeEvents.some(({ name }) => name === nativeType);
	// Asked for by a name that only the user knows: it comes as it is.
	if (
		!isListed &&
		selection.kind === 'vendorEvents' &&
		selection.nativeEvents.includes(nativeType)
	) {
		return { events: [{ eventType: 'other', employee: employee() }] };
	}
	return await vendor.interpret({ nativeType, body }, context);
}

function originOf(vendor: Vendor, delivery: Delivery, company: string | null): Origin {
	return {
		source: {
			vendor: vendor.name,
			companyId: delivery.companyId ?? company,
			nativeType: delivery.nativeType,
			verifiedBy: delivery.verifiedBy,
			delivery: 'webhook',
		},
		receivedAt: delivery.receivedAt,
		deliveryIdentity: delivery.identity,
		raw: delivery.body,
	};
}

/** @throws NodeOperationError if the input is not what the webhook handed over */
function readDelivery(context: IExecuteFunctions, json: unknown, itemIndex: number): Delivery {
	const parsed = deliverySchema.safeParse(json);
	if (parsed.success) return parsed.data;
	throw new NodeOperationError(
		context.getNode(),
		'This trigger starts from a delivery of the vendor',
		{
			itemIndex,
			description: 'Test the trigger with a real event, or pin sample data to it.',
		},
	);
}

function toItem({ event, item }: Emitted): INodeExecutionData {
	return { json: { ...event }, pairedItem: { item } };
}
