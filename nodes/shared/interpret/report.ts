import type { HrEvent } from '../model/hrEvent';
import type { Identity, Undoing } from '../model/identity';

/** An event and the input item it came from. */
export interface Emitted {
	readonly event: HrEvent;
	readonly item: number;
}

/** An event that is to be emitted unless it is a repeat. */
export interface Candidate extends Emitted {
	readonly identity: Identity;
	/** Whether the node listens for this event. A fact that holds now is remembered in any case. */
	readonly isSelected: boolean;
}

/** What one delivery says. */
export interface Report {
	readonly candidates: readonly Candidate[];
	/** What was reported before and no longer holds, as the delivery shows. */
	readonly undone: readonly Undoing[];
}
