import type { IDataObject, WorkflowExecuteMode } from 'n8n-workflow';

import type { Outputs } from './vendorNodes';

/** A vendor, as far as the tests of an outage have to know it. */
export interface OutageOfVendor {
	/** When it happens: an instant that fits the fixtures. */
	readonly now: string;
	/** Deliveries whose records have to be read to decide what happened. */
	readonly takesRead: readonly string[];
	/** Deliveries that say themselves that something happened, with the event type. */
	readonly saysItself: ReadonlyArray<readonly [delivery: string, eventType: string]>;
	/** Starts the simulator with the records of the fixtures. */
	start(): Promise<RunningVendor>;
}

export interface RunningVendor {
	/** The vendor answers 503 so many times to each of its addresses. */
	goesAway(times: number): void;
	/** What the trigger makes of a delivery of the fixtures. */
	tell(delivery: string, mode?: WorkflowExecuteMode): Promise<Outputs>;
	close(): Promise<void>;
}

/** The parameters of a trigger that listens for these events, and reports repeats as well. */
export const listeningFor = (hrEvents: string[]): IDataObject => ({
	listenFor: 'hrEvents',
	hrEvents,
	options: { skipRepeats: false },
});
