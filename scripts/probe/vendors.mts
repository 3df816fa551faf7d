import { factorial } from './factorial/index.mts';
import { hibob } from './hibob/index.mts';
import { personio } from './personio/index.mts';
import type { Vendor } from './shared/vendor.mts';
import type { VendorName } from './shared/vendorNames.mts';
import { workable } from './workable/index.mts';

const BY_NAME: Readonly<Record<VendorName, Vendor>> = { factorial, hibob, personio, workable };

export const VENDORS: readonly Vendor[] = Object.values(BY_NAME);

export function vendorNamed(name: VendorName): Vendor {
	return BY_NAME[name];
}
