import type { IDataObject } from 'n8n-workflow';

import type { Operation } from '../../nodes/shared/actions/operation';
import type { VendorNodes } from './vendorNodes';

/** How many requests a list takes: with the limit 1, with the limit 50, and for all. */
export type Requests = readonly [one: number, fifty: number, all: number];

/** An operation that reads a list. */
export interface ListOperation {
	readonly resource: string;
	readonly operation: string;
	readonly parameters?: IDataObject;
	/** What the requests are at a company of {@link PEOPLE}. */
	readonly why: string;
	/** The least that the vendor's API takes at such a company, if nothing is remembered. */
	readonly requests: Requests;
	/** How many items there are for all. */
	readonly items: number;
}

/** A simulated company. Each person has one leave, and everything is new. */
export interface ListedCompany {
	readonly requests: ReadonlyArray<{ readonly status: number | null; readonly path: string }>;
	readonly violations: { readonly list: readonly unknown[] };
	close(): Promise<void>;
}

/** The surroundings of a node that reads the company's lists. */
type Surroundings = (
	parameters: IDataObject,
	credentialId: string,
) => Parameters<VendorNodes['act']>[0];

/** The lists of a vendor. */
export interface ListsOfVendor {
	readonly act: VendorNodes['act'];
	readonly operations: readonly ListOperation[];
	/** The operations of the node that read lists, as `resource operation`. */
	readonly offered: string[];
	/** @param people how many; the vendor has no limit that is reached */
	start(
		people: number,
	): Promise<{ readonly company: ListedCompany; readonly surroundings: Surroundings }>;
}

/** The operations that read lists, as `resource operation`. */
export function listOperations(operations: readonly Operation[]): string[] {
	return operations
		.filter(({ operation }) => operation.startsWith('getAll'))
		.map(({ resource, operation }) => `${resource} ${operation}`);
}

/** How many people the company has for which the requests are counted. */
export const PEOPLE = 250;

/** A day from today on, as `YYYY-MM-DD`. */
export function dayFromNow(days: number): string {
	return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

/** Before everything that happened at the company. */
export const SINCE = { since: `${dayFromNow(-3)}T00:00:00Z` };
export const EVERYONE = { people: 'everyone' };
