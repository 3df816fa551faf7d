import type { Credential, N8n, VendorNames } from '../support/index.mts';

/** One of two companies with the same vendor. */
export type Which = 'first' | 'second';

/** What the simulators have in common. */
export interface Company {
	readonly baseUrl: string;
	readonly violations: { readonly list: readonly unknown[] };
	readonly deliveries: { idle(): Promise<void> };
	close(): Promise<void>;
}

/** A vendor, as far as the tests with two companies have to know it. */
export interface TenantsOfVendor {
	readonly names: VendorNames;
	/** Parameters both nodes need besides. */
	readonly parameters?: Record<string, unknown>;
	/** Starts the simulator of a company. */
	start(which: Which): Promise<{
		readonly company: Company;
		readonly secrets: string[];
		credential(baseUrl: string): Record<string, unknown>;
		webhooks(): string[];
		hire(): void;
		/** Somebody connects or makes a webhook by hand; gives what the credential holds besides. */
		connect?(n8n: N8n, credential: Credential): Promise<void>;
		webhookByHand?(url: string): Promise<Record<string, unknown>>;
	}>;
	/** What it is called at the first and at the second company. */
	readonly places: ReadonlyArray<readonly [string, string]>;
	readonly fields?: ReadonlyArray<readonly [string, string]>;
	readonly foreign?: Record<Which, readonly RegExp[]>;
}
