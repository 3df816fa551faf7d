import type { KeyedVendor } from '../shared/vendor';
import { changes } from './changes';
import { connection } from './connection';
import { events, identify, interpretDelivery } from './events';
import { registration } from './registration';
import { roster } from './roster';
import { verification } from './verification';

/** Factorial, as the shared pipelines see it. */
export const factorial = {
	name: 'factorial',
	displayName: 'Factorial',
	connection,
	nativeEvents: events,
	takesOtherEvents: true,
	registration,
	verification,
	identify,
	interpret: interpretDelivery,
	changes,
	roster,
} satisfies KeyedVendor;
