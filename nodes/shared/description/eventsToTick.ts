import type { INodeProperties } from 'n8n-workflow';

import type { EventType } from '../model/eventTypes';
import { factsOf } from '../model/eventTypes';
import type { Vendor } from '../vendor';
import { hrEventsOf } from '../vendor';

/**
 * What to tick at a vendor where webhooks are made by hand: a line for each HR event, shown while
 * that event is chosen. n8n shows a notice as it is written, so what it says cannot be computed
 * from what is chosen.
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
