import type {
	IExecuteFunctions,
	IHookFunctions,
	IPollFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { z } from 'zod/v4';

import type { RepeatScope } from './interpret/repeatStore';
import { EVENT_TYPES } from './model/eventTypes';
import { parameterOf } from './parameter';
import type { Selection } from './selection';
import { selects } from './selection';
import type { Vendor } from './vendor';

/*
 * The parameters of a trigger node. They are read here for all three pipelines of the trigger.
 */

type TriggerContext = IHookFunctions | IWebhookFunctions | IExecuteFunctions | IPollFunctions;

const listSchema = z.array(z.string()).catch([]);

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

/**
 * The vendor's events that are needed for what the user listens for. Those for HR events are in the
 * vendor's order.
 */
export function selectedNativeEvents(context: TriggerContext, vendor: Vendor): string[] {
	const selection = selectionOf(context);
	if (selection.kind === 'vendorEvents') return [...new Set(selection.nativeEvents)];
	return vendor.nativeEvents
		.filter((event) => event.produces.some((type) => selects(selection, type)))
		.map((event) => event.name);
}

/**
 * Like {@link selectedNativeEvents}, for a trigger that is about to listen.
 * @throws NodeOperationError if no event is chosen
 */
export function chosenNativeEvents(context: TriggerContext, vendor: Vendor): string[] {
	const nativeEvents = selectedNativeEvents(context, vendor);
	if (nativeEvents.length > 0) return nativeEvents;
	throw new NodeOperationError(context.getNode(), 'No event is chosen', {
		description: "Choose at least one event in 'Events'.",
	});
}

/**
 * Reads *Skip Repeats*: whose events the trigger compares with. In the first versions of the package it
 * was an option that is on or off.
 * @returns null if repeats are not skipped
 */
export function repeatScopeOf(context: TriggerContext): RepeatScope | null {
	const value = parameterOf(context, 'options.skipRepeats');
	if (value === 'off' || value === false) return null;
	return value === 'workflow' ? 'workflow' : 'node';
}

/** An option of the trigger that is on or off. */
export function isOptionOn(context: TriggerContext, name: string, byDefault: boolean): boolean {
	const value = parameterOf(context, `options.${name}`);
	return typeof value === 'boolean' ? value : byDefault;
}
