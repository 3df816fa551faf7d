import type { GuidedVendor } from '../shared/vendor';
import { changes } from './changes';
import { connection } from './connection';
import { events, identify, interpretDelivery } from './events';
import { registration } from './registration';
import { roster } from './roster';
import { verification } from './verification';

/** HiBob (API v1, webhooks v2): all that the shared code needs to know about it. */
export const hiBob = {
	name: 'hibob',
	displayName: 'HiBob',
	connection,
	nativeEvents: events,
	takesOtherEvents: true,
	registration,
	verification,
	identify,
	interpret: interpretDelivery,
	changes,
	roster,
} satisfies GuidedVendor;
