import type { Cell } from './cell.mts';

/** A fault, and what the user does about it as the documents tell. */
export interface Row {
	readonly fault: string;
	/** Whether the vendor can have this fault. Default: it can. */
	isPossible?(cell: Cell): boolean;
	/**
	 * Whether n8n shows the workflow as published without webhooks until it is repaired, which a node
	 * cannot prevent.
	 */
	readonly isShownInVain?: boolean;
	/** Lets the fault happen, and repairs. The workflow should then be published and registered. */
	act(cell: Cell): Promise<void>;
}
