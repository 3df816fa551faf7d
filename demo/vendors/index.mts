import { startFactorialDemo } from './factorial.mts';
import { startHiBobDemo } from './hibob.mts';
import { startPersonioDemo } from './personio.mts';
import type { Sometimes, VendorDemo } from './types.mts';
import { startWorkableDemo } from './workable.mts';

/** The vendors of the demo, in the order of the control page. */
export const vendors: ReadonlyArray<(options: Sometimes) => Promise<VendorDemo>> = [
	startPersonioDemo,
	startFactorialDemo,
	startHiBobDemo,
	startWorkableDemo,
];
