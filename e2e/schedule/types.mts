import type { Faults } from '../../simulators/kit/faults.mts';

/** What the simulators have in common, as far as these tests have to know them. */
export interface Company {
	readonly violations: { readonly list: readonly unknown[] };
	readonly faults: Pick<Faults, 'add'>;
	close(): Promise<void>;
}

/** The schedule trigger of a vendor, and a company with the vendor. */
export interface ScheduleOfVendor {
	readonly trigger: string;
	readonly triggerType: string;
	readonly credentialType: string;
	/** Starts the simulator of a company that listens to nobody's webhooks. */
	start(): Promise<{
		readonly company: Company;
		readonly credential: Record<string, string>;
		/**
		 * Hires somebody.
		 * @param startDate `YYYY-MM-DD`
		 * @returns the vendor's id of the person
		 */
		hire(startDate: string): string;
	}>;
}
