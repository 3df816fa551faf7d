import { importFromEachVendor } from '../../scripts/importFromEachVendor.mts';
import type { Sometimes, VendorDemo } from './types.mts';

/** What the file of each vendor exports. */
interface VendorFile {
	readonly startDemo: (options: Sometimes) => Promise<VendorDemo>;
}

const files = await importFromEachVendor<VendorFile>(import.meta.dirname, 'index.mts');

/** The vendors of the demo, in the order of the control page. */
export const vendors = files.map(([, { startDemo }]) => startDemo);
