/** A vendor whose published trigger gets requests from strangers. */
export interface StrangersOfVendor {
	/** The names of its action node and of its credential in n8n. */
	readonly node: string;
	readonly credentialType: string;
	/** What the trigger listens for. */
	readonly hrEvents: readonly string[];
	/** The header that carries the proof. */
	readonly header: string;
	/** Starts the simulator. */
	start(): Promise<StrangersCompany>;
}

export interface StrangersCompany {
	/** What a user enters in the credential. */
	readonly credential: Record<string, string>;
	/**
	 * Where the vendor sends its deliveries to; none where somebody makes the webhook by hand, which
	 * then happens once the strangers have been.
	 */
	webhooks?(): string[];
	/** Makes the webhook by hand; gives what the credential holds besides. */
	webhookByHand?(url: string): Promise<Record<string, string>>;
	/** Makes one genuine delivery to the address of the trigger. */
	deliver(url: string): unknown;
	close(): Promise<void>;
}
