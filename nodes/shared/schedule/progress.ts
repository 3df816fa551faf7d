import type { Instant } from '../model/dates';
import type { DueSettings } from './moments';

/*
 * How far a trigger has read the list of everybody. n8n may give a poll less than a minute. At a large
 * company that is not enough for everybody, so the list is read in parts, by one poll after the other.
 */

/** A pass over the list of everybody, while it goes on. */
export interface Pass {
	/** The time of the poll that read the first part. */
	readonly startedAt: Instant;
	/** Where the list goes on, in the vendor's terms; null at the beginning. */
	readonly position: string | null;
	/** The ids of the people who were read since the pass began. */
	readonly seen: ReadonlySet<string>;
}

/** Up to when everything that was due was emitted, and the settings that decided what was due. */
export interface AsOf {
	readonly polledAt: Instant;
	readonly settings: DueSettings;
}

/**
 * People whom a poll had to read, and could not read in time. A later poll emits what has become due for
 * them since then.
 */
export interface Behind extends AsOf {
	readonly people: ReadonlySet<string>;
}

/** How far a poll has read the list of everybody. */
export type ListRead =
	/** To its end, alone or together with earlier polls. A person who was not in it is missing. */
	| 'end'
	/** It read nothing of the list. */
	| 'nothing'
	/** What was read of the list is not used. The next poll starts at the beginning. */
	| 'again'
	/** The next poll goes on at this position. */
	| { readonly goesOnAt: string };
