import type { VendorStage } from '../support/index.mts';

/** A vendor with an API for webhooks, where workflows are copied. */
export interface Scene {
	readonly stage: VendorStage;
	/** The example that listens. */
	readonly file: string;
	/** All webhooks at the vendor, with what their URLs carry. */
	held(): readonly unknown[];
	/** Somebody is hired, and the vendor has delivered that. */
	hire(): Promise<void>;
	/** The vendor answers every removal with 503. */
	failRemovals(): void;
	recover(): void;
}
