import type { ICredentialDataDecryptedObject, IWebhookFunctions } from 'n8n-workflow';

import type { Day, Instant, TimeZone } from './model/dates';
import type { HrEventDraft } from './model/draft';
import type { Employee } from './model/employee';
import type { EventType } from './model/eventTypes';
import type { Undone } from './model/identity';
import type { Api } from './outbound/api';
import type { Connection } from './outbound/connection';
import type { NodeIdentity } from './parameter';
import type { RosterEntry, RosterLeave } from './schedule/roster';
import type { Selection } from './selection';

/*
 * The only contract between the shared pipelines and a vendor folder. All that the shared code
 * knows about a vendor is declared here.
 */

/** One event of the vendor, under the name that a webhook is registered with. */
export interface NativeEvent {
	/** The vendor's own name for the event. */
	readonly name: string;
	/** Title Case, for the drop-down. */
	readonly label: string;
	/** One sentence for the drop-down: when the vendor sends it. */
	readonly description: string;
	/** The HR events a delivery can become; none for events that are not HR events. */
	readonly produces: readonly EventType[];
}

/** A webhook that should exist, without the key that proves its deliveries. */
export interface UnkeyedWebhook {
	/** What the webhook is for. Webhooks of one node with the same slot can replace each other. */
	readonly slot: string;
	readonly url: string;
	/** The vendor's event names. */
	readonly events: readonly string[];
	/**
	 * The other settings that the webhook is made with, such as the version of the bodies, under the
	 * vendor's names.
	 */
	readonly settings?: Readonly<Record<string, string>>;
	/** Names the workflow, for vendors that keep a description. Not compared. */
	readonly label: string;
}

/** A webhook that should exist. */
export interface DesiredWebhook extends UnkeyedWebhook {
	/** Identifies the key that the webhook was made with, without revealing the key. */
	readonly fingerprint: string;
	/** The secret that the vendor sends with each delivery, for vendors that let us choose it. */
	readonly secret?: string;
}

/** A webhook that exists at the vendor, whoever owns it. */
export interface Webhook {
	readonly id: string;
	readonly slot: string;
	readonly url: string;
	readonly events: readonly string[];
	/**
	 * The settings that the webhook was made with, as far as the vendor shows them; see
	 * {@link UnkeyedWebhook.settings}.
	 */
	readonly settings?: Readonly<Record<string, string>>;
	/** Null if the webhook carries none: then it is not one of ours, or it is an old one. */
	readonly fingerprint: string | null;
	/** False if the vendor has switched the webhook off or let it expire. */
	readonly enabled: boolean;
}

/** The events that a node wants, and the URL where it wants them. */
export interface Wanted {
	readonly url: string;
	readonly nativeEvents: readonly string[];
	readonly label: string;
}

/** The key that must prove the deliveries; see {@link CredentialKeys.keysOf}. */
export interface WantedKey {
	readonly secret: string;
	readonly fingerprint: string;
}

/** A key that the vendor issues when a webhook is made, and never shows again. */
export interface IssuedKey {
	/** The vendor's id of the webhook. */
	readonly webhookId: string;
	readonly issuedKey: string;
}

/** How webhooks are managed at the vendor. */
interface WebhookApi<W extends Wanted, D extends UnkeyedWebhook, Made> {
	/**
	 * True if the vendor has a single slot per event and company. Such a vendor needs `replace`:
	 * removing the old webhook after creating the new one would remove the new one.
	 */
	readonly exclusive?: boolean;
	/** The webhooks that should exist. Pure. */
	desired(wanted: W): D[];
	/**
	 * All webhooks at the vendor, from all pages, whoever owns them.
	 * @param isOurs says from its URL whether a webhook may be this node's. If slot, events,
	 *   settings and fingerprint take an extra request, they have to be right for these webhooks only
	 */
	list(api: Api, isOurs: (url: string) => boolean): Promise<Webhook[]>;
	/** Creates a webhook. Must throw if the vendor did not create it. */
	create(api: Api, webhook: D): Promise<Made>;
	/** Removes a webhook. A webhook that no longer exists counts as removed. */
	remove(api: Api, id: string): Promise<void>;
	/**
	 * Changes a webhook in place, where the vendor can do that. A key that the vendor has issued
	 * stays.
	 */
	replace?(api: Api, id: string, webhook: D): Promise<void>;
	/** Switches a webhook on again, where the vendor can do that. */
	enable?(api: Api, id: string): Promise<void>;
}

/**
 * Webhooks whose key comes from the credential. Where the vendor has a single slot and has given it
 * to another listener, `create` returns the webhook of that listener.
 */
export type Registration = WebhookApi<Wanted & WantedKey, DesiredWebhook, Webhook | void>;

/** Webhooks whose key the vendor issues. */
export type IssuingRegistration = WebhookApi<Wanted, UnkeyedWebhook, IssuedKey>;

/**
 * The setup for a vendor that has no API for webhooks: a user creates them by hand, and the node
 * shows the steps.
 */
export interface GuidedSetup {
	/**
	 * Checks whether the credential may read what the chosen events need.
	 * @throws NodeApiError, NodeOperationError that say what is missing and where to grant it
	 */
	check(api: Api, selection: Selection): Promise<void>;
}

/** What a delivery shows before its body is read. */
export interface DeliveryHead {
	readonly headers: ReturnType<IWebhookFunctions['getHeaderData']>;
	/** The query of the URL. No proof covers it, so it is at best a hint. */
	readonly query: Readonly<Record<string, unknown>>;
}

/** A delivery as it came in, before anything is known about it. */
export interface RawDelivery extends DeliveryHead {
	/** The exact bytes of the body. */
	readonly body: Buffer;
}

/**
 * A call that the vendor makes to test the URL, perhaps before a key exists. It is answered 200 and
 * starts no execution.
 */
export interface Ping {
	/**
	 * The longest body of a ping, in bytes. If a request has no proof, no more of its body is read.
	 */
	readonly longest: number;
	/** Whether a body is a ping; the body is no longer than `longest`. Never throws. */
	isPing(body: Buffer): boolean;
}

/** How deliveries are proved authentic. */
interface Proof {
	/** The kind of proof, for the item's `source.verifiedBy`. */
	readonly proof: 'signature' | 'secret';
	/** Whether a delivery carries the kind of proof at all. Never throws. */
	hasProof(head: DeliveryHead): boolean;
	/**
	 * Whether this key proves a delivery. Compares in constant time, over the raw body. Never throws.
	 * @param now milliseconds since 1970, for proofs that carry a time and are valid for minutes only
	 */
	isAuthentic(delivery: RawDelivery, key: string, now: number): boolean;
	readonly ping?: Ping;
}

/** The keys that prove deliveries, where they come from the credential. */
export interface CredentialKeys {
	/**
	 * The keys that may prove a delivery: first the current one, then those that are still accepted
	 * after a rotation. Empty if the credential holds no current key. Blanks that were pasted with a
	 * secret are not part of it.
	 */
	keysOf(credential: ICredentialDataDecryptedObject, node: NodeIdentity): string[];
}

/** Proved with a key of the credential, or one derived from it. */
export type Verification = Proof & CredentialKeys;

/** Proved with a key that the vendor issued with the webhook; see `register/issuedKeys.ts`. */
export type IssuedVerification = Proof;

/** What is known about a delivery without any API call. */
export interface DeliveryFacts {
	/** The vendor's name of the event; null if the body names none. */
	readonly nativeType: string | null;
	/**
	 * The name of the {@link NativeEvent} that a webhook has to be registered with to get this
	 * delivery; null if none is known. Some vendors deliver an event under a different name than the
	 * one in the registration.
	 */
	readonly nativeEvent: string | null;
	readonly companyId: string | null;
	/**
	 * The values that distinguish two deliveries. They are part of the ids of events that have no
	 * identity of their own.
	 */
	readonly identity: ReadonlyArray<string | null>;
	/**
	 * Whether the body says when the event happened, or when the record was changed. Then the same
	 * bytes mean the same event.
	 */
	readonly hasTime: boolean;
}

/** What vendor code may use when it reads the records behind an event. */
export interface InterpretContext {
	readonly api: Api;
	/**
	 * Whether to fetch records that only add details. Records that are needed to decide on an event
	 * are always fetched.
	 */
	readonly fetchDetails: boolean;
	/** Whether to fetch how much leave falls on each day, where the vendor keeps that separately. */
	readonly fetchLeaveDays: boolean;
	/** Whether to fill `table.record` for pay tables too. */
	readonly includePayTables: boolean;
	/** Shows the user what could not be read. Missing where no user has asked for the records. */
	say?(message: string): void;
	/**
	 * Whether the node listens for an HR event. Records that only other events need do not have to be
	 * read.
	 */
	selects(eventType: EventType): boolean;
	/** The company's time zone. */
	readonly timeZone: TimeZone;
	/** Today in the company's time zone. */
	readonly today: Day;
}

/** What a delivery says. */
export interface Interpretation {
	readonly events: readonly HrEventDraft[];
	/**
	 * Set if the delivery, or part of it, could not be understood or decided. It then goes to the
	 * Unrecognised output with this reason.
	 */
	readonly unrecognised?: { readonly reason: string; readonly employee?: Employee };
	/** The facts that no longer hold, as the vendor shows, although no HR event here says so. */
	readonly undone?: Undone;
}

/** An event that was found by asking the vendor, and not by a delivery. */
export interface FoundEvent {
	readonly draft: HrEventDraft;
	readonly facts: Pick<DeliveryFacts, 'nativeType' | 'companyId' | 'identity'>;
	/** The record that the event was found in, as the vendor sent it. */
	readonly raw: object;
}

/** What vendor code may use when it lists who is here and who is away. */
export interface RosterContext extends Pick<InterpretContext, 'api' | 'timeZone' | 'today'> {
	/**
	 * Whether a person was still with the company at the previous poll. Such a person is listed however long
	 * ago they left: their last day was entered late, or n8n was off for long, and no event came yet.
	 */
	wasHere(id: string): boolean;
}

/** What a vendor's lists show. */
export interface Listed<T> {
	readonly records: readonly T[];
	/** The id of the company, where the vendor says it. */
	readonly companyId: string | null;
}

/** People as a vendor's lists show them. */
export interface ListedPeople extends Listed<RosterEntry> {
	/**
	 * The ids of people whom the vendor still lists, although they left too long ago for the roster. No
	 * events come for their leaves.
	 */
	readonly left?: readonly string[];
}

/** A part of the list of everybody. */
export interface RosterPart extends ListedPeople {
	/** Where the list goes on, in the vendor's own terms; null at its end. */
	readonly next: string | null;
}

/** Which part of the list of everybody is wanted. */
export interface WantedPart {
	/** `next` of the part before, perhaps from hours ago; null for the first part. */
	readonly position: string | null;
	/** Whether a person was read already. A person who was read may be left out. */
	isRead(id: string): boolean;
}

/** How a vendor reads some people out of many, so that a poll does not have to read everybody. */
export interface SelectiveReading {
	/**
	 * The ids of the people whose records changed, at an instant or later.
	 * @throws NodeApiError with status 400 or 422 if the vendor refuses the question
	 */
	changedSince(since: Instant, context: RosterContext): Promise<readonly string[]>;
	/**
	 * These people, as far as they are on the roster.
	 * @param ids at most 50
	 * @throws NodeApiError like `everybody`
	 */
	some(ids: readonly string[], context: RosterContext): Promise<ListedPeople>;
}

/** How a vendor lists who is here and who is away, for its schedule trigger. */
export interface Roster {
	/** The HR events that the lists can show; like `produces` of a native event. */
	readonly produces: readonly EventType[];
	/**
	 * Everybody who works here, who is to start, or who left in the last days; see `RosterEntry`. A part
	 * takes seconds, because n8n may give a poll less than a minute.
	 * @throws NodeApiError if the list, or part of it, cannot be read: half a list is none
	 */
	everybody(wanted: WantedPart, context: RosterContext): Promise<RosterPart>;
	/**
	 * Whether `everybody` and `leaves` have no parts, although they may take minutes at a large company. A reading that
	 * takes longer than a poll then goes on, and a later poll takes its result.
	 */
	readonly isReadAsAWhole?: boolean;
	/** Missing if the vendor cannot say who changed, or if everybody takes few requests. */
	readonly selective?: SelectiveReading;
	/**
	 * The leaves that touch a period.
	 * @param period first and last day, both inclusive
	 * @throws NodeApiError like `everybody`
	 */
	leaves(
		period: { readonly from: Day; readonly to: Day },
		context: RosterContext,
	): Promise<Listed<RosterLeave>>;
}

/** A vendor. `R` is how its webhooks are created, `V` is how its deliveries are proved. */
interface VendorOf<R, V> {
	/** The vendor's name in items and ids, lower case. */
	readonly name: string;
	/** The vendor's name as people know it. */
	readonly displayName: string;
	readonly connection: Connection;
	readonly nativeEvents: readonly NativeEvent[];
	/** Whether users may also choose events by names that are not listed here. */
	readonly takesOtherEvents?: boolean;
	readonly registration: R;
	readonly verification: V;
	/** Says what a body is about. Pure; never throws, whatever the body is. */
	identify(body: unknown, query: RawDelivery['query']): DeliveryFacts;
	/** Reads a proven delivery. Bad input ends in `unrecognised`, never in a throw. */
	interpret(
		delivery: { nativeType: string; body: unknown },
		context: InterpretContext,
	): Promise<Interpretation>;
	/**
	 * What happened since an instant, as far as the vendor can say, oldest first. Vendors do not sort their
	 * lists by the time of a change. So where only some events are wanted, these are the first ones that the
	 * vendor lists, and no more is read than they take.
	 * @param missing how many events are still wanted; infinite if all are
	 */
	changes?(
		since: Instant,
		context: InterpretContext,
		missing: () => number,
	): AsyncIterable<FoundEvent>;
	/** For vendors with a schedule trigger. */
	readonly roster?: Roster;
}

/** A vendor with an API for webhooks, whose deliveries are proved with a key of the credential. */
export type KeyedVendor = VendorOf<Registration, Verification>;

/** A vendor with an API for webhooks that issues a key with each webhook. */
export type IssuingVendor = VendorOf<IssuingRegistration, IssuedVerification>;

/** A vendor whose webhooks are managed through its API. */
export type ManagedVendor = KeyedVendor | IssuingVendor;

/** A vendor whose webhooks are made by hand. */
export type GuidedVendor = VendorOf<GuidedSetup, Verification>;

/** Any vendor: one with an API for webhooks, or one whose webhooks are made by hand. */
export type Vendor = ManagedVendor | GuidedVendor;

/** A vendor with a schedule trigger. */
export type VendorWithRoster = Vendor & { readonly roster: Roster };

/** Whether the vendor has an API for webhooks. */
export function isManaged(vendor: Vendor): vendor is ManagedVendor {
	return 'desired' in vendor.registration;
}

/** Whether the vendor issues the keys of deliveries itself: the credential holds none. */
export function issuesKeys(vendor: Vendor): vendor is IssuingVendor {
	return !('keysOf' in vendor.verification);
}

/** The HR events a vendor can produce, each once, in the order of its native events. */
export function hrEventsOf(vendor: Vendor): EventType[] {
	return [...new Set(vendor.nativeEvents.flatMap((event) => event.produces))];
}
