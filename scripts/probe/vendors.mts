import { importFromEachVendor } from '../importFromEachVendor.mts';
import type { Vendor } from './shared/vendor.mts';

const files = await importFromEachVendor<{ vendor: Vendor }>(import.meta.dirname, 'index.mts');

/** Every vendor that questions are asked of. */
export const VENDORS: readonly Vendor[] = files.map(([, { vendor }]) => vendor);
