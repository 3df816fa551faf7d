import type { CredentialInput } from '../../e2e/support/index.mts';

/** One button on the control page. */
export interface Button {
	/** Part of an address: lower-case letters and dashes. */
	id: string;
	label: string;
	/** What it does at the vendor, and what to look out for. */
	description: string;
	/** The event types that reach n8n through the published examples, in any order. */
	expects: readonly string[];
	/** Does it and says what happened; throws with a sentence for the user if it cannot be done. */
	press(): string | Promise<string>;
}

/** Why nothing can be sent by hand. */
export const NOBODY_LISTENS =
	'Nobody listens for this event: publish the example workflow in n8n, then press again.';

/** What happens on a day of its own, for the buttons that move the clock. Days are `YYYY-MM-DD`. */
export interface Days {
	/** Hires somebody who starts on a day. */
	hire(startDate: string): void;
	/** Enters a leave that needs no approval, or is approved. False if there is nobody who could go. */
	goAway(from: string, to: string): boolean;
	/** Enters somebody's last day, which is inclusive. False if there is nobody who could leave. */
	leave?(lastDay: string): boolean;
}

/** A workflow in `examples/`. */
export interface Example {
	file: string;
	/** The others start by hand, in the editor. */
	isPublished: boolean;
}

/** A webhook that is registered at the vendor. */
export interface RegisteredWebhook {
	id: string;
	event: string;
	target: string;
}

/** One try of the vendor to deliver an event. */
export interface SentDelivery {
	/** Epoch milliseconds. */
	at: number;
	event: string;
	/** 1 for the first try. */
	attempt: number;
	/** HTTP status; null if there was no answer. */
	status: number | null;
	error: string | null;
}

/** A published example and the address at which it listens. */
export interface Listener {
	/** What the workflow is called. */
	name: string;
	/** The production URL of its trigger. */
	url: string;
}

/** A simulated vendor and what the demo does with it. */
export interface VendorDemo {
	/** Part of an address: lower-case letters. */
	id: string;
	title: string;
	/** What is different with this vendor, for the control page. */
	remark?: string;
	/** Reaches the simulator; what the examples' nodes of this package use. */
	credential: CredentialInput;
	examples: readonly Example[];
	/** In the order in which pressing each of them once makes sense. */
	buttons: readonly Button[];
	/**
	 * Where people have to add webhooks at the vendor by hand: does that, once the examples are
	 * published. Gives the fields of the credential that are filled in afterwards.
	 */
	connect?(listeners: readonly Listener[]): Promise<CredentialInput['data']>;
	webhooks(): RegisteredWebhook[];
	/** Oldest first. */
	deliveries(): SentDelivery[];
	/** What n8n asked that the vendor's contract does not allow; empty if all is well. */
	violations(): string[];
	readonly days: Days;
	/** The vendor gives up what it could not deliver, as it does after some days. */
	giveUp(): void;
	/** Resolves when no delivery is on its way. */
	idle(): Promise<void>;
	close(): Promise<void>;
}

/**
 * Whether a simulated vendor does what vendors do only sometimes: other forms, spellings and orders.
 */
export interface Sometimes {
	readonly sometimes: 'none' | 'all';
}
