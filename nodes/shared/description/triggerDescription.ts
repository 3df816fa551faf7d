import type { INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import type { Vendor } from '../vendor';
import type { Wording } from './triggerProperties';
import { triggerProperties } from './triggerProperties';
import { TRIGGER_VERSION, triggerWebhook } from './triggerWebhook';

/** What differs between the triggers: names, credentials and words. */
type Own = Pick<
	INodeTypeDescription,
	'displayName' | 'name' | 'credentials' | 'activationMessage' | 'sensitiveOutputFields'
> & {
	/** How the user gets a real event; shown on the panel until an event has come. */
	readonly toGetAnEvent: {
		/** With a test, while the workflow is not published. */
		readonly inTest: string;
		/** While the workflow is published. */
		readonly published: string;
		/** How to receive events all the time. By default: publish the workflow. */
		readonly toPublish?: string;
		/** What the published workflow does. By default: it receives events all the time. */
		readonly onceThere?: string;
	};
	/** The parameters that come before the parameters of every trigger. */
	readonly before?: INodeTypeDescription['properties'];
	readonly wording: Wording;
};

/**
 * The description of a vendor's trigger.
 * Icon and subtitle stay in the class, where n8n's lint looks for them.
 * https://docs.n8n.io/integrations/creating-nodes/build/reference/node-base-files/standard-parameters/
 */
export function triggerDescription(
	vendor: Vendor,
	{ toGetAnEvent, before = [], wording, ...own }: Own,
): Omit<INodeTypeDescription, 'icon' | 'subtitle'> {
	const name = vendor.displayName;
	return {
		...own,
		group: ['trigger'],
		version: TRIGGER_VERSION,
		description: `Starts the workflow on hires, leaves, terminations and other HR events in ${name}`,
		eventTriggerDescription: `Waiting for ${name} to send an event`,
		defaults: { name: own.displayName },
		inputs: [],
		outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
		outputNames: ['Events', 'Unrecognised'],
		webhooks: [triggerWebhook],
		triggerPanel: {
			header: `Get a real event from ${name}`,
			executionsHelp: { inactive: toGetAnEvent.inTest, active: toGetAnEvent.published },
			activationHint: {
				inactive: toGetAnEvent.toPublish ?? 'Publish the workflow to receive events all the time.',
				active: toGetAnEvent.onceThere ?? 'The published workflow receives events all the time.',
			},
		},
		properties: [...before, ...triggerProperties(vendor, wording)],
	};
}
