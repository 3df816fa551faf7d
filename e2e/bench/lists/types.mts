import type { RequestEntry } from '../../../simulators/kit/server.mts';
import type { VendorStage } from '../../support/index.mts';

/** A simulated company whose limits are those of the vendor. */
export interface LimitedCompany {
	readonly requests: readonly RequestEntry[];
	readonly violations: { readonly list: readonly unknown[] };
	close(): Promise<void>;
}

/** A list that is read to its end. */
export interface ListBench {
	/** What is read, in words. */
	readonly what: string;
	/** The files under `dist`, and the names of the classes in them. */
	readonly node: readonly [file: string, name: string];
	readonly credential: readonly [file: string, name: string];
	readonly parameters: Readonly<Record<string, unknown>>;
	/** @param now the clock of the vendor, and of its limits */
	start(
		people: number,
		now: () => number,
	): Promise<{ readonly company: LimitedCompany; readonly data: Record<string, string> }>;
	/** The least requests that the vendor's API takes for so many people. */
	leastRequests(people: number): number;
	/** The least seconds that the vendor's limits allow for them. */
	leastSeconds(people: number): number;
}

/** A real n8n, and a company whose limits are those of the vendor. */
export interface HandBuiltCompany {
	readonly stage: VendorStage;
	/** How many requests the vendor has got so far. */
	requestCount(): number;
	/** How many items the whole list has. */
	readonly items: number;
	/** The header that shows who asks, for a credential of n8n's own. */
	readonly header: { readonly name: string; readonly value: string };
	/** The parameters of *HTTP Request* that read the list. */
	readonly httpRequest: Readonly<Record<string, unknown>>;
}

/** A list that a user can read with n8n's *HTTP Request* and its paging, without a loop. */
export interface HandBuiltBench {
	/** What is read, in words. */
	readonly what: string;
	/** The parameters of our action node that read the same. */
	readonly parameters: Readonly<Record<string, unknown>>;
	/** The field of an answer that has the records. */
	readonly split: string;
	/** After so long the vendor's limit knows nothing of earlier requests. */
	readonly pauseMs: number;
	start(people: number): Promise<HandBuiltCompany>;
}
