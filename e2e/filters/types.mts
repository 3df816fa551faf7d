import type { VendorNames } from '../support/index.mts';

/** Who is hired: somebody whom the filter lets pass, somebody else, and somebody of whom nothing is known. */
export type Who = 'inside' | 'outside' | 'unknown';

/** What the simulators have in common, as far as this test has to know them. */
export interface Company {
	readonly violations: { readonly list: readonly unknown[] };
	readonly deliveries: { idle(): Promise<void> };
	close(): Promise<void>;
}

/** The filters of a vendor's triggers, and a company with the vendor. */
export interface FiltersOfVendor {
	readonly names: VendorNames;
	/** The schedule trigger. */
	readonly schedule: { readonly trigger: string; readonly triggerType: string };
	/** Parameters that both triggers need besides. */
	readonly parameters?: Readonly<Record<string, unknown>>;
	/** What each drop-down of the filters gives, by the name of the filter. */
	readonly dropDowns: Readonly<
		Record<string, { readonly method: string; readonly names: readonly string[] }>
	>;
	/** The filter that is tried, and which name is chosen in its drop-down. */
	readonly tried: { readonly filter: string; readonly choose: string };
	/** Starts the simulator of the company. */
	start(): Promise<{
		readonly company: Company;
		readonly credential: Readonly<Record<string, string>>;
		/**
		 * Hires somebody.
		 * @param startDate `YYYY-MM-DD`
		 * @returns the vendor's id of the person
		 */
		hire(who: Who, startDate: string): string;
		/** Adds a webhook by hand, where the node cannot make it. Gives what the credential holds besides. */
		webhookByHand?(url: string): Promise<Record<string, string>>;
	}>;
}
