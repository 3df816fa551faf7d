import type { Faults } from '../../simulators/kit/faults.mts';
import type { VendorNames } from '../support/index.mts';

/** What the simulators have in common, as far as these tests have to know them. */
export interface Company {
	/** All requests so far. */
	readonly requests: readonly unknown[];
	readonly violations: { readonly list: readonly unknown[] };
	readonly faults: Pick<Faults, 'add'>;
	readonly deliveries: { pause(): void; resume(): void };
	close(): Promise<void>;
}

/** The schedule trigger of a vendor, and a company with the vendor. */
export interface ScheduleOfVendor {
	readonly trigger: string;
	readonly triggerType: string;
	/** The other trigger of the vendor, and the credential of both. */
	readonly names: VendorNames;
	/** Starts the simulator of a company. */
	start(): Promise<{
		readonly company: Company;
		readonly credential: Record<string, string>;
		/**
		 * Hires somebody.
		 * @param startDate `YYYY-MM-DD`
		 * @returns the vendor's id of the person
		 */
		hire(startDate: string): string;
		/**
		 * Makes the vendor answer the next reading of everybody with an empty list, and status 200. Only where
		 * each poll reads everybody.
		 * @returns what the failed execution has to say
		 */
		listNobody?(): RegExp;
		/**
		 * Adds a webhook for the other trigger by hand, where the node cannot make it.
		 * @returns what the credential holds besides
		 */
		webhookByHand?(url: string): Promise<Record<string, string>>;
	}>;
}
