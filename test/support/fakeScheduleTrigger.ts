import type { IDataObject, INodeType } from 'n8n-workflow';

import { scheduleTriggerDescription } from '../../nodes/shared/description/scheduleTriggerDescription';
import type { Roster, VendorWithRoster } from '../../nodes/shared/vendor';
import { FAKE_FILTERS, FAKE_KEY, fakeCredential, fakeVendor } from './fakeVendor';
import type { Surroundings } from './n8n';
import { surround } from './n8n';

let count = 0;

/** A published schedule trigger, in a workflow of its own, of a vendor that exists only here. */
export function fakeScheduleTrigger(
	roster: Roster,
	parameters: IDataObject,
): { vendor: VendorWithRoster; surroundings: Surroundings } {
	const vendor = { ...fakeVendor(), roster };
	const type: INodeType = {
		description: scheduleTriggerDescription(vendor, {
			displayName: 'Fake HR Schedule Trigger',
			name: 'fakeHrScheduleTrigger',
			credentials: [{ name: 'fakeHrApi', required: true }],
			wording: {
				notice: 'Nothing is needed',
				preselected: [...roster.produces],
				filters: FAKE_FILTERS,
			},
		}),
	};
	const surroundings = surround({
		type,
		credentialType: fakeCredential,
		credential: { baseUrl: 'http://127.0.0.1:1', key: FAKE_KEY },
		parameters,
		workflowId: `schedule-${(count += 1)}`,
	});
	return { vendor, surroundings };
}
