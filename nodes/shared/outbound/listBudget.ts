import type { Api } from './api';
import { endlessList } from './failure';

/** Who gives a list: for messages, and for how much has come. */
export type Giver = Pick<Api, 'node' | 'vendor' | 'received'>;

const MB = 1024 * 1024;

/**
 * The most that one list may hold. All records of a list are in the memory of n8n at the same time, with
 * a few kB for each, and so is the item that is made of each.
 */
const MOST = { records: 100_000, bytes: 64 * MB, ms: 60 * 60_000 };

/** A page counts as so many records at least: a list must not have any number of nearly empty pages. */
const LEAST_OF_A_PAGE = 10;

/**
 * How much of a list was read. A list that never ends must not take all of the memory, and not run for
 * ever.
 */
export class ListBudget {
	private records = 0;
	private bytes = 0;
	private ms = 0;

	constructor(private readonly giver: Giver) {}

	/**
	 * Reads a page. What the reader does between two pages takes no part of the time.
	 * @throws NodeApiError if the list holds more than it may
	 */
	async spend<P extends { readonly records: readonly unknown[] }>(
		fetchPage: () => Promise<P>,
	): Promise<P> {
		const receivedBefore = this.giver.received();
		// The clock of the machine may be set meanwhile.
		const startedAt = performance.now();
		const page = await fetchPage();
		this.records += Math.max(page.records.length, LEAST_OF_A_PAGE);
		this.bytes += this.giver.received() - receivedBefore;
		this.ms += performance.now() - startedAt;
		const tooMuch = this.tooMuch();
		if (tooMuch !== null) throw endlessList(this.giver, tooMuch);
		return page;
	}

	private tooMuch(): string | null {
		if (this.records > MOST.records) return `more than ${MOST.records} records in one list`;
		if (this.bytes > MOST.bytes) return `more than ${MOST.bytes / MB} MB in one list`;
		if (this.ms > MOST.ms) return `a list that takes more than ${MOST.ms / 60_000} minutes`;
		return null;
	}
}
