import type { IDataObject } from 'n8n-workflow';

import type { Vendor } from '../../nodes/shared/vendor';
import type { Outputs } from './vendorNodes';

/** A vendor whose proof does not cover the body, and what somebody who knows its secret may send. */
export interface Liar {
	readonly vendor: Vendor;
	/** Starts the vendor with people who all work there, and nobody leaves. */
	start(): Promise<{
		/** What the trigger makes of a delivery full of lies about somebody. */
		lie(type: string, day: string, options: IDataObject): Promise<Outputs>;
		close(): Promise<void>;
	}>;
}
