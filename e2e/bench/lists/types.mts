import type { RequestEntry } from '../../../simulators/kit/server.mts';

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
