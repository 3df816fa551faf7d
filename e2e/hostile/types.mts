import type { VendorNames } from '../support/index.mts';

/** A list that an action reads to its end. */
export interface Reading {
	/** The parameters of the action, for everything that there is. */
	readonly parameters: Record<string, unknown>;
	/** The path that the list is asked for at. */
	readonly path: RegExp;
}

/** A list in pages. */
export interface PagedReading extends Reading {
	/** The records of a page as the simulator gave it. */
	recordsOf(page: unknown): unknown[];
	/** The same record of somebody else. */
	numbered(record: unknown, number: number): unknown;
	/** A page as the vendor gives it. */
	page(records: readonly unknown[], place: Place): unknown;
	/**
	 * The headers with which the vendor grants more requests than the node sends. Empty where no header of an
	 * answer says so.
	 */
	readonly ample: Record<string, string>;
	/**
	 * How the node reads on after a page without records. Where the place in the list is a number of records, such
	 * a page leaves it where it was: the list is refused.
	 */
	readonly emptyPage: 'goes on' | 'is refused';
}

/** Where a page is in its list. */
export interface Place {
	/** The cursor of the next page; null on the last page. */
	readonly next: string | null;
	/** How many records the pages before had. */
	readonly given: number;
}

/** A vendor that answers badly. */
export interface HostileVendor {
	readonly names: VendorNames;
	readonly scheduleTriggerType: string;
	/** The vendor's name in messages. */
	readonly displayName: string;
	/** The list of everybody, which the schedule trigger reads as well. */
	readonly everybody: Reading;
	/** A list in pages: that of everybody, unless that comes in one answer. */
	readonly paged: PagedReading;
	/** Where the credential itself signs in. */
	readonly signIn?: RegExp;
	/** The headers about limits that make no sense. */
	readonly absurd: Record<string, string>;
	/** The fields of the credential that only the vendor may get. */
	readonly secretFields: readonly string[];
	/** Starts a company, which allows more requests than any test makes. */
	start(): Promise<Company>;
}

/** A simulated company. */
export interface Company {
	readonly baseUrl: string;
	/** What a user enters in the credential. */
	readonly credential: Record<string, string>;
	close(): Promise<void>;
}
