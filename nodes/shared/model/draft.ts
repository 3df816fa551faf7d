import type { Employee } from './employee';
import type { EventType } from './eventTypes';
import type { Actor, Enrichment } from './hrEvent';
import type { Leave } from './leave';
import type { TableEntry } from './tableEntry';
import type { Termination } from './termination';

/** What a vendor folder says of one event; `complete` makes the item of it. */
export interface HrEventDraft {
	readonly eventType: EventType;
	/** `YYYY-MM-DD`; see the meaning of `effectiveDate` in the model. */
	readonly effectiveDate?: string | null;
	/** ISO 8601 in UTC. */
	readonly occurredAt?: string | null;
	readonly employee: Employee;
	readonly leave?: Leave;
	readonly termination?: Termination;
	readonly table?: TableEntry;
	readonly changedFields?: readonly string[];
	readonly actor?: Actor;
	readonly enrichment?: Enrichment;
	/** Only for the event's identity. */
	readonly identity?: {
		/** The employment, where the vendor has several for one person. */
		readonly employmentId?: string | null;
		/** When the vendor's record of a termination changed, where it speaks an explicit verb. */
		readonly statedAt?: string | null;
		/** Which row of its table it is in the delivery, where rows may lack an id. */
		readonly row?: string;
	};
}
