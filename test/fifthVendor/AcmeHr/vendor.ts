import type { IssuingVendor } from '../../../nodes/shared/vendor';
import { connection } from './connection';
import { events, identify, interpretDelivery } from './events';
import { registration } from './registration';
import { verification } from './verification';

/**
 * A vendor that does not exist, and does what none of the real ones does: it issues a key with each
 * webhook, signs the time along, and lists webhooks without their detail. It shows that the contract
 * holds it, with files of its own only.
 */
export const acmeHr = {
	name: 'acmehr',
	displayName: 'Acme HR',
	connection,
	nativeEvents: events,
	registration,
	verification,
	identify,
	interpret: interpretDelivery,
} satisfies IssuingVendor;
