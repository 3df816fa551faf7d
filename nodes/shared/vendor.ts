import type { ICredentialDataDecryptedObject, IDataObject, IWebhookFunctions } from 'n8n-workflow';

import type { HrEventDraft } from './model/draft';
import type { Employee } from './model/employee';
import type { EventType } from './model/eventTypes';
import type { Api, Connection } from './outbound/api';
import type { Selection } from './settings';

/*
 * The one contract between the shared pipelines and a vendor folder. Everything the shared
 * code knows about a vendor it knows from here.
 */

/** One event of the vendor, by the name its webhooks are subscribed to. */
export interface NativeEvent {
	/** The vendor's name of the subscription. */
	readonly name: string;
	/** Title Case, for the drop-down. */
	readonly label: string;
	/** One sentence for the drop-down: when the vendor sends it. */
	readonly description: string;
	/** The HR events a delivery can become; none for events that are not HR events. */
	readonly produces: readonly EventType[];
}

/** A webhook subscription that should be there. */
export interface DesiredSubscription {
	/** What it is for: subscriptions of one node with the same slot stand in for each other. */
	readonly slot: string;
	readonly url: string;
	/** The vendor's event names. */
	readonly events: readonly string[];
	/** Tells which secret it was made with, without telling the secret. */
	readonly fingerprint: string;
	/** What the vendor is to send along with each delivery, where that is ours to choose. */
	readonly secret?: string;
	/** Names the workflow, where the vendor keeps a description. Not compared. */
	readonly label: string;
}

/** A webhook subscription that is there, anybody's. */
export interface Subscription {
	readonly id: string;
	readonly slot: string;
	readonly url: string;
	readonly events: readonly string[];
	/** Null where it carries none: then it is not one of ours, or an old one. */
	readonly fingerprint: string | null;
	/** False when the vendor has switched it off or let it expire. */
	readonly enabled: boolean;
}

/** How webhooks are managed at the vendor. */
export interface Registration {
	/**
	 * True where the vendor has a single slot per event and company. Needs `replace`: taking the
	 * old one away after making the new one would take the new one away.
	 */
	readonly exclusive?: boolean;
	/** What should be there. Pure. */
	desired(wanted: {
		url: string;
		nativeEvents: readonly string[];
		/** The key deliveries are to be proved with; see {@link Verification.keysOf}. */
		secret: string;
		fingerprint: string;
		label: string;
	}): DesiredSubscription[];
	/** All that is there, all pages, everybody's. */
	list(api: Api): Promise<Subscription[]>;
	/** Adds one. Must throw if the vendor did not. */
	create(api: Api, subscription: DesiredSubscription): Promise<void>;
	/** Removes one. One that is gone already counts as removed. */
	remove(api: Api, id: string): Promise<void>;
	/** Changes one in place, where the vendor can. */
	replace?(api: Api, id: string, subscription: DesiredSubscription): Promise<void>;
	/** Switches one on again, where the vendor can. */
	enable?(api: Api, id: string): Promise<void>;
}

/**
 * How webhooks come to be at a vendor that has no API for them: somebody makes them by hand, by
 * steps that the node tells.
 */
export interface GuidedSetup {
	/**
	 * Looks whether the credential may read what the chosen events take.
	 * @throws NodeApiError, NodeOperationError that say what is missing and where to grant it
	 */
	check(api: Api, selection: Selection): Promise<void>;
}

/** A delivery as it came in, before anything is known about it. */
export interface RawDelivery {
	/** The exact bytes of the body. */
	readonly body: Buffer;
	readonly headers: ReturnType<IWebhookFunctions['getHeaderData']>;
	/** The query of the URL. Never covered by a proof: a hint at best. */
	readonly query: Readonly<Record<string, unknown>>;
}

/** Which node a derived secret belongs to. */
export interface NodeIdentity {
	readonly workflowId: string;
	readonly nodeId: string;
	readonly mode: 'production' | 'test';
}

/** How deliveries are proved authentic. */
export interface Verification {
	/** What the proof is, for the item's `source.verifiedBy`. */
	readonly proof: 'signature' | 'secret';
	/**
	 * The keys a delivery may be proved with, the current one first, then those that are still
	 * accepted after a rotation; none if the credential holds no current one. Blanks that came
	 * along when a secret was pasted do not belong to it.
	 */
	keysOf(credential: ICredentialDataDecryptedObject, node: NodeIdentity): string[];
	/** Whether a delivery carries the kind of proof at all. */
	hasProof(delivery: RawDelivery): boolean;
	/** Whether a delivery is proved with this key, in constant time over the raw body. Never throws. */
	isAuthentic(delivery: RawDelivery, key: string): boolean;
	/** A call the vendor makes to try the URL: answered 200, starts nothing. */
	isPing?(delivery: RawDelivery): boolean;
}

/** What can be told about a delivery without any call. */
export interface DeliveryFacts {
	/** The vendor's name of the event; null if the body names none. */
	readonly nativeType: string | null;
	/** The subscription that asks for it; null if no subscription is known to. */
	readonly subscription: string | null;
	readonly companyId: string | null;
	/** What tells two deliveries apart; part of the ids of events without an identity of their own. */
	readonly identity: ReadonlyArray<string | null>;
}

/** What reading the records behind an event may use. */
export interface InterpretContext {
	readonly api: Api;
	/** Fetch records for mere detail. Those needed to decide are always fetched. */
	readonly fetchDetails: boolean;
	/** Fetch how much leave falls on each day, where the vendor keeps that apart. */
	readonly fetchLeaveDays: boolean;
	/** Fill `table.record` of pay tables too. */
	readonly includePayTables: boolean;
	/** Whether somebody listens for an HR event: what is for others alone need not be read. */
	selects(eventType: EventType): boolean;
	/** IANA name of the company's time zone. */
	readonly timeZone: string;
	/** `YYYY-MM-DD` in the company's time zone. */
	readonly today: string;
}

/** What a delivery says. */
export interface Interpretation {
	readonly events: readonly HrEventDraft[];
	/**
	 * Set when the delivery, or part of it, could not be understood or decided: it then goes to
	 * the Unrecognised output with this reason.
	 */
	readonly unrecognised?: { readonly reason: string; readonly employee?: Employee };
}

/** An event found by asking the vendor instead of being told. */
export interface FoundEvent {
	readonly draft: HrEventDraft;
	readonly facts: Pick<DeliveryFacts, 'nativeType' | 'companyId' | 'identity'>;
	/** The record it was found in. */
	readonly raw: IDataObject;
}

/** A vendor, by how its webhooks come to be. */
interface VendorOf<R extends Registration | GuidedSetup> {
	/** The vendor's name in items and ids, lower case. */
	readonly name: string;
	/** The vendor's name as people know it. */
	readonly displayName: string;
	readonly connection: Connection;
	readonly nativeEvents: readonly NativeEvent[];
	/** Whether the vendor may be asked for events by names that are not listed here. */
	readonly takesOtherEvents?: boolean;
	readonly registration: R;
	readonly verification: Verification;
	/** Tells what a body is. Pure; never throws, whatever the body. */
	identify(body: unknown, query: RawDelivery['query']): DeliveryFacts;
	/** Reads a proven delivery. Bad input ends in `unrecognised`, never in a throw. */
	interpret(
		delivery: { nativeType: string; body: unknown },
		context: InterpretContext,
	): Promise<Interpretation>;
	/** What happened since an instant (ISO 8601 UTC), as far as the vendor can tell, oldest first. */
	changes?(since: string, context: InterpretContext): AsyncIterable<FoundEvent>;
	/** What falls on the days of a window (inclusive, `YYYY-MM-DD`): starts, last days, contract ends. */
	dated?(window: { from: string; to: string }, context: InterpretContext): Promise<FoundEvent[]>;
}

/** A vendor whose webhooks are managed through its API. */
export type ManagedVendor = VendorOf<Registration>;

/** A vendor whose webhooks are made by hand. */
export type GuidedVendor = VendorOf<GuidedSetup>;

export type Vendor = ManagedVendor | GuidedVendor;

export function isManaged(vendor: Vendor): vendor is ManagedVendor {
	return 'desired' in vendor.registration;
}

/** The HR events a vendor can produce, each once, in the order of its native events. */
export function hrEventsOf(vendor: Vendor): EventType[] {
	return [...new Set(vendor.nativeEvents.flatMap((event) => event.produces))];
}
