import type { IDataObject } from 'n8n-workflow';

import type { Sent } from './n8nRequest.mts';
import type { Surroundings } from './n8n';
import type { VendorNodes } from './vendorNodes';

/** What is delivered: the body, and what the URL says. */
export type Delivery = Pick<Sent, 'body' | 'query'>;

/** How the deliveries of a vendor are proved. Written from the vendor's documents, not with the product's code. */
export interface ProofOfVendor {
	readonly nodes: VendorNodes;
	/** The header with the proof, lower case. */
	readonly header: string;
	/** Whether the URL of a webhook names its node: then a delivery with another name is refused. */
	readonly isMarked: boolean;
	/** What a user enters in the credential: the current key, and the one before if it still counts. */
	credential(current: string, previous?: string): IDataObject;
	/** Genuine deliveries. */
	deliveries(): Delivery[];
	/** The proof of a delivery to a node, made with a key. */
	proofOf(delivery: Delivery, key: string, node: Surroundings): string;
	/** The header without the differences that the package leaves out of account on purpose. */
	readonly asCompared: (header: string) => string;
}
