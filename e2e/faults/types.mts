import type { FaultMatch, Faults } from '../../simulators/kit/faults.mts';
import type { DeliveryAttempt } from '../../simulators/kit/deliveries.mts';
import type { RequestEntry } from '../../simulators/kit/server.mts';
import type { VendorNames } from '../support/index.mts';

/** What a trigger listens for. */
export interface Selection {
	/** As the user chooses it. */
	readonly hrEvents: readonly string[];
	/** The vendor's own events that are registered for it. */
	readonly events: readonly string[];
}

/** A webhook at the vendor, in the same form for all vendors. */
export interface FoundWebhook {
	readonly id: string;
	readonly url: string;
	readonly events: readonly string[];
	readonly isOn: boolean;
	/** All that the vendor holds. */
	readonly record: unknown;
}

/** A vendor with an API for webhooks, where registrations meet faults. */
export interface FaultsOfVendor {
	readonly names: VendorNames;
	readonly selection: Selection;
	/** It has no event of {@link selection}. */
	readonly second: Selection;
	/** What the user changes {@link selection} to; they share an event. */
	readonly changed: Selection;
	/** The requests that create and remove webhooks. */
	readonly creation: FaultMatch;
	readonly removal: FaultMatch;
	start(): Promise<CompanyWithFaults>;
}

/** A simulated company of a vendor. */
export interface CompanyWithFaults {
	/** What a user enters in the credential. */
	readonly credential: Record<string, string>;
	readonly faults: Pick<Faults, 'add' | 'clear'>;
	readonly requests: ReadonlyArray<Pick<RequestEntry, 'fault' | 'status'>>;
	readonly violations: { readonly list: readonly unknown[] };
	readonly deliveries: { readonly attempts: readonly DeliveryAttempt[] };
	webhooks(): FoundWebhook[];
	/** Adds somebody else's webhook, for an event that no selection has. */
	addStranger(url: string): void;
	/** Adds somebody else's webhook for an event of the selection. */
	addHolder(url: string): void;
	/**
	 * Removes the webhook of {@link addHolder}, as its owner does. Only where the vendor keeps one webhook
	 * for each event and company.
	 */
	removeHolder?(): void;
	/**
	 * Adds so many webhooks of others that a new one is not on the first page of the list. Only where the
	 * list has pages.
	 */
	fillFirstPage?(): void;
	/** Switches a webhook off, as the vendor does after failures. */
	switchOff(id: string): void;
	/** Replaces the key. @returns what a user enters from now on */
	rotateKey(): Record<string, string>;
	/** Something happens that the trigger listens for, and the vendor has delivered it. */
	happen(): Promise<void>;
	close(): Promise<void>;
}
