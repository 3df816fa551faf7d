import type { KeyedVendor } from '../shared/vendor';
import { changes } from './changes';
import { connection } from './connection';
import { events, identify, interpretDelivery } from './events';
import { registration } from './registration';
import { roster } from './roster';
import { verification } from './verification';

/** Workable (SPI v3): all that the shared code needs to know about it. */
export const workable = {
	name: 'workable',
	displayName: 'Workable',
	connection,
	nativeEvents: events,
	registration,
	verification,
	identify,
	interpret: interpretDelivery,
	changes,
	roster,
} satisfies KeyedVendor;
