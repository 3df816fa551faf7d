import type { Day, Instant } from './dates';
import type { Employee } from './employee';
import type { EventType } from './eventTypes';
import type { Actor, Anniversary, Enrichment, Reminder } from './hrEvent';
import type { Leave } from './leave';
import type { TableEntry } from './tableEntry';
import type { Termination } from './termination';

/** What a vendor folder says about one event; `completeEvent` makes an item from it. */
export interface HrEventDraft {
	readonly eventType: EventType;
	/** See the meaning of `effectiveDate` in the model. */
	readonly effectiveDate?: Day | null;
	readonly occurredAt?: Instant | null;
	readonly employee: Employee;
	readonly leave?: Leave;
	readonly termination?: Termination;
	readonly table?: TableEntry;
	readonly reminder?: Reminder;
	readonly anniversary?: Anniversary;
	readonly changedFields?: readonly string[];
	readonly actor?: Actor;
	readonly enrichment?: Enrichment;
	/** Used only for the event's identity. */
	readonly identity?: DraftIdentity;
}

/** What distinguishes one event from another, in addition to what the event itself says. */
export interface DraftIdentity {
	/** The id of the employment, where a person can have several at the vendor. */
	readonly employmentId?: string | null;
	/** When the vendor's record changed, where that is not `occurredAt`. */
	readonly changedAt?: Instant | null;
	/** True where a poll found the event and nobody had chosen it, so that it waited; see `HeldBack`. */
	readonly isHeldBack?: boolean;
	/**
	 * True if the vendor states the fact itself, by an event of its own such as *approved*. The same fact
	 * on another day is then news. False if a record was changed and the fact is read from the record. It
	 * is then news only if another state was reported before. The default depends on the event type: it
	 * is what most of its events need.
	 */
	readonly isStated?: boolean;
	/**
	 * True if the vendor has no day for the fact, so that the event has the day of the delivery.
	 */
	readonly isUndated?: boolean;
	/**
	 * The content of the leave as the vendor's record alone says it, without the status. It is for
	 * vendors where the leave of the model also holds values that are read separately.
	 */
	readonly leaveContent?: ReadonlyArray<string | number | null | undefined>;
	/**
	 * What a row says about the job, if each edit of the row reports the job again. The job is then news
	 * only if it differs from what was reported of the row before.
	 */
	readonly job?: { readonly row: string | null; readonly says: readonly unknown[] };
	/** Identifies the row within the delivery, where rows may have no id. */
	readonly row?: string;
	/**
	 * The reminders that are no longer true after this event, because their day was moved or withdrawn:
	 * how many days before the day each of them comes.
	 */
	readonly daysBefore?: readonly number[];
	/**
	 * For a day that is reached again: the time of the poll that found it gone, after it was reported.
	 */
	readonly backSince?: Instant;
	/**
	 * The record and its state, where deliveries carry no time. A repeat then cannot be distinguished
	 * from a change back to an earlier state, so only the state counts.
	 */
	readonly timeless?: { readonly record: string; readonly state: string };
}
