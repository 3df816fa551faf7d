import type { INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import type { VendorWithRoster } from '../vendor';
import type { ScheduleWording } from './scheduleProperties';
import { scheduleProperties } from './scheduleProperties';
import { TRIGGER_VERSION } from './triggerWebhook';

/** What differs between the schedule triggers: names, credentials and words. */
type Own = Pick<INodeTypeDescription, 'displayName' | 'name' | 'credentials'> & {
	/** The parameters that come before the parameters of every schedule trigger. */
	readonly before?: INodeTypeDescription['properties'];
	readonly wording: ScheduleWording;
};

/**
 * The description of a vendor's schedule trigger: a polling trigger, to which n8n adds *Poll Times*.
 * Icon and subtitle stay in the class, where n8n's lint looks for them.
 * https://docs.n8n.io/integrations/creating-nodes/build/reference/node-base-files/standard-parameters/
 */
export function scheduleTriggerDescription(
	vendor: VendorWithRoster,
	{ before = [], wording, ...own }: Own,
): Omit<INodeTypeDescription, 'icon' | 'subtitle'> {
	const name = vendor.displayName;
	return {
		...own,
		group: ['trigger', 'schedule'],
		version: TRIGGER_VERSION,
		description: `Starts the workflow on the day: first days, last days, leaves and anniversaries, and what has changed in ${name}. Needs no public address.`,
		eventTriggerDescription: `Polls ${name} at the chosen times`,
		defaults: { name: own.displayName },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
		outputNames: ['Events', 'Unrecognised'],
		properties: [...before, ...scheduleProperties(vendor, wording)],
	};
}
