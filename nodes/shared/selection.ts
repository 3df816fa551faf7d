import type { EventType } from './model/eventTypes';
import { factsOf } from './model/eventTypes';

/** What the user listens for. */
export type Selection =
	| { readonly kind: 'hrEvents'; readonly eventTypes: readonly EventType[] }
	| { readonly kind: 'vendorEvents'; readonly nativeEvents: readonly string[] };

/**
 * Whether the user listens for an HR event. A leave whose status cannot be read may be any leave event,
 * so it is selected if any leave event is.
 */
export function selects(selection: Selection, eventType: EventType): boolean {
	if (selection.kind === 'vendorEvents') return true;
	if (eventType === 'leave.created') {
		return selection.eventTypes.some((type) => factsOf(type).category === 'leave');
	}
	return selection.eventTypes.includes(eventType);
}
