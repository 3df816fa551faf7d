import type { INodeProperties } from 'n8n-workflow';

import type { EventType } from '../model/eventTypes';
import { factsOf } from '../model/eventTypes';
import type { Vendor } from '../vendor';
import { hrEventsOf } from '../vendor';

/**
 * What to tick at a vendor whose webhooks are made by hand: one notice for each HR event, shown
 * while that event is chosen. n8n shows the text of a notice unchanged, so the text cannot be
 * computed from the chosen events.
 */
export function eventsToTick(vendor: Vendor): INodeProperties[] {
	return [
		...hrEventsOf(vendor).map((eventType) => ({
			displayName: `For ${factsOf(eventType).label}, tick in ${vendor.displayName}: ${namesFor(vendor, eventType)}`,
			name: `toTick_${eventType.replace('.', '_')}`,
			type: 'notice' as const,
			default: '',
			displayOptions: { show: { listenFor: ['hrEvents'], hrEvents: [eventType] } },
		})),
		{
			displayName: `Tick the same events in ${vendor.displayName}`,
			name: 'toTick',
			type: 'notice',
			default: '',
			displayOptions: { show: { listenFor: ['vendorEvents'] } },
		},
	];
}

function namesFor(vendor: Vendor, eventType: EventType): string {
	return vendor.nativeEvents
		.filter(({ produces }) => produces.includes(eventType))
		.map(({ name }) => name)
		.join(', ');
}
