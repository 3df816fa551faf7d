import type { FaultMatch, Faults } from '../../simulators/kit/faults.mts';
import type { RequestEntry } from '../../simulators/kit/server.mts';
import type { VendorNames } from '../support/index.mts';

/** What the simulators have in common, as far as these tests have to know them. */
export interface Company {
	/** All requests so far. */
	readonly requests: ReadonlyArray<Pick<RequestEntry, 'method' | 'path' | 'at' | 'fault'>>;
	readonly violations: { readonly list: readonly unknown[] };
	readonly faults: Pick<Faults, 'add' | 'clear'>;
	readonly deliveries: { pause(): void; resume(): void; idle(): Promise<void> };
	close(): Promise<void>;
}

/** How the vendor lists everybody, and how it refuses a client that is too fast. */
export interface Listing {
	/** So many people do not fit on one page. */
	readonly manyPeople: number;
	/** Asks for everybody, from the beginning. */
	readonly firstPage: FaultMatch;
	/** A list of everybody that is empty, and what the failed execution has to say of it. */
	readonly nobody: { readonly body: unknown; readonly says: RegExp };
	/** Asks for a further page of a list that decides who is there. */
	readonly furtherPage: FaultMatch;
	/**
	 * A further page that is empty and the last one, and what the failed execution has to say of it. Null
	 * if it does not fail: the trigger asks for the people by their ids.
	 */
	readonly earlyEnd: { readonly body: unknown; readonly says: RegExp | null };
	/**
	 * The headers of a 429, as documented or seen.
	 * @param now the vendor's time, epoch milliseconds
	 */
	limitHeaders(now: number): Record<string, string>;
	/** How long these headers ask to wait, at least, in milliseconds. */
	readonly limitWaitMs: number;
}

export interface CompanyOptions {
	/** How many people there are. */
	people?: number;
	/** The company's clock, in epoch milliseconds. */
	now?: () => number;
	/** The pauses between the tries of a delivery are multiplied by this. */
	timeScale?: number;
	/** Whether the company may ask the vendor as often as it likes, nearly: a test may not be about the limit. */
	hasAmpleLimit?: boolean;
}

/** So many requests are allowed where the limit is ample. The package takes the simulator at its word. */
export const AMPLE = { requests: 1_000, windowMs: 1_000 };

/** The schedule trigger of a vendor, and a company with the vendor. */
export interface ScheduleOfVendor {
	readonly trigger: string;
	readonly triggerType: string;
	/** The other trigger of the vendor, and the credential of both. */
	readonly names: VendorNames;
	readonly listing: Listing;
	/** The pauses between the tries of a delivery that fails; after the last one the vendor gives up. */
	readonly retryDelaysMs: readonly number[];
	/** Starts the simulator of a company. */
	start(options?: CompanyOptions): Promise<{
		readonly company: Company;
		readonly credential: Record<string, string>;
		/**
		 * Hires somebody.
		 * @param startDate `YYYY-MM-DD`
		 * @returns the vendor's id of the person
		 */
		hire(startDate: string): string;
		/**
		 * Enters a last day for somebody who has worked here for long. Only where the vendor keeps last days.
		 * @param lastDay `YYYY-MM-DD`
		 * @returns the vendor's id of the person
		 */
		leave?(lastDay: string): string;
		/**
		 * Adds a webhook for the other trigger by hand, where the node cannot make it.
		 * @returns what the credential holds besides
		 */
		webhookByHand?(url: string): Promise<Record<string, string>>;
	}>;
}
