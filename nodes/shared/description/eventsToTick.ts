import type { INodeProperties } from 'n8n-workflow';

import type { NativeEvent, Vendor } from '../vendor';

/**
 * What to tick at a vendor whose webhooks are made by hand: a line for each event of the vendor, in the vendor's order,
 * shown while an HR event is chosen that needs it. n8n shows the text of a notice unchanged, so the text cannot be
 * computed from the chosen events.
 */
export function eventsToTick({ displayName, nativeEvents }: Vendor): INodeProperties[] {
	return [
		{
			displayName: `Tick these events in ${displayName}:`,
			name: 'toTick',
			type: 'notice',
			default: '',
			displayOptions: { show: { listenFor: ['hrEvents'] } },
		},
		...nativeEvents.filter(({ produces }) => produces.length > 0).map(lineFor),
		{
			displayName: `Tick the same events in ${displayName}`,
			name: 'toTickTheSame',
			type: 'notice',
			default: '',
			displayOptions: { show: { listenFor: ['vendorEvents'] } },
		},
	];
}

function lineFor({ name, label, produces }: NativeEvent): INodeProperties {
	return {
		displayName: `☐ ${label} (${name})`,
		name: `toTick_${name.replaceAll(/\W/g, '_')}`,
		type: 'notice',
		default: '',
		displayOptions: { show: { listenFor: ['hrEvents'], hrEvents: [...produces] } },
	};
}
