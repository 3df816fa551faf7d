import type { IExecuteFunctions, IHookFunctions, INode, IWebhookFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { z } from 'zod/v4';

import { isTimeZone } from './model/dates';
import type { EventType } from './model/eventTypes';
import { EVENT_TYPES, factsOf } from './model/eventTypes';
import { parameterOf } from './parameter';
import type { Vendor } from './vendor';

/*
 * The parameters of a trigger node, read in one place for all three of its pipelines.
 */

type TriggerContext = IHookFunctions | IWebhookFunctions | IExecuteFunctions;

const listSchema = z.array(z.string()).catch([]);

/** What the user listens for. */
export type Selection =
	| { readonly kind: 'hrEvents'; readonly eventTypes: readonly EventType[] }
	| { readonly kind: 'vendorEvents'; readonly nativeEvents: readonly string[] };

/** Reads *Listen For* and the chosen events. */
export function selectionOf(context: TriggerContext): Selection {
	const read = (name: string): unknown => parameterOf(context, name);
	if (read('listenFor') === 'vendorEvents') {
		const nativeEvents = [
			...listSchema.parse(read('vendorEvents')),
			...namesIn(read('otherVendorEvents')),
		];
		return { kind: 'vendorEvents', nativeEvents };
	}
	const chosen = listSchema.parse(read('hrEvents'));
	return { kind: 'hrEvents', eventTypes: EVENT_TYPES.filter((type) => chosen.includes(type)) };
}

/** Names that were entered as one text, separated by commas. */
function namesIn(value: unknown): string[] {
	if (typeof value !== 'string') return [];
	return value
		.split(',')
		.map((name) => name.trim())
		.filter((name) => name !== '');
}

/** The vendor's subscriptions that what the user listens for takes, in the vendor's order. */
export function selectedNativeEvents(context: TriggerContext, vendor: Vendor): string[] {
	const selection = selectionOf(context);
	if (selection.kind === 'vendorEvents') return [...new Set(selection.nativeEvents)];
	return vendor.nativeEvents
		.filter((event) => event.produces.some((type) => selects(selection, type)))
		.map((event) => event.name);
}

/**
 * The same, for a trigger that is about to listen.
 * @throws NodeOperationError if nothing is chosen
 */
export function chosenNativeEvents(context: TriggerContext, vendor: Vendor): string[] {
	const nativeEvents = selectedNativeEvents(context, vendor);
	if (nativeEvents.length > 0) return nativeEvents;
	throw new NodeOperationError(context.getNode(), 'No event is chosen', {
		description: "Choose at least one event in 'Events'.",
	});
}

/**
 * Whether an HR event is one the user listens for. A leave whose status cannot be read may be
 * any leave event, so it comes with each of them.
 */
export function selects(selection: Selection, eventType: EventType): boolean {
	if (selection.kind === 'vendorEvents') return true;
	if (eventType === 'leave.created') {
		return selection.eventTypes.some((type) => factsOf(type).category === 'leave');
	}
	return selection.eventTypes.includes(eventType);
}

/**
 * The company's time zone: the option, or the workflow's.
 * @throws NodeOperationError if the option does not name a time zone
 */
export function companyTimeZone(context: TriggerContext): string {
	const chosen = parameterOf(context, 'options.timeZone');
	if (typeof chosen !== 'string' || chosen.trim() === '') return context.getTimezone();
	return checkedTimeZone(chosen.trim(), context.getNode());
}

function checkedTimeZone(name: string, node: INode): string {
	if (isTimeZone(name)) return name;
	throw new NodeOperationError(node, `'Company Time Zone' does not name a time zone: ${name}`, {
		description: 'Enter a name such as Europe/Berlin or America/New_York, or leave it empty.',
	});
}

/** An option of the trigger that is on or off. */
export function option(context: TriggerContext, name: string, byDefault: boolean): boolean {
	const value = parameterOf(context, `options.${name}`);
	return typeof value === 'boolean' ? value : byDefault;
}
