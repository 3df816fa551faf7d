import { NodeOperationError, sleep, UserError } from 'n8n-workflow';

/*
 * The keys that deliveries are checked with. They are kept for a while, because reading a
 * credential costs n8n about 30 ms of CPU.
 */

/** How long a key stays valid after it was removed from a credential. */
const KEYS_LIVE_MS = 60_000;

/**
 * How long keys stay valid while n8n cannot read the credential: a database outage revokes no key.
 */
const KEYS_LIVE_WHILE_UNREADABLE_MS = 5 * 60_000;

/**
 * The shortest time between two reads of a credential. At this rate, reading costs n8n about as
 * much as the deliveries themselves, so forged deliveries gain nothing by causing reads. A delivery
 * waits for its read no longer than this, and vendors wait for at least 3 seconds.
 */
const READ_EVERY_MS = 1_000;

/** Reads the keys from the credential; throws if n8n cannot read it. */
export type ReadKeys = () => Promise<readonly string[]>;

/** The keys of one node. */
export class Keys {
	private known: { readonly values: readonly string[]; readonly readAt: number } | null = null;

	private reading: Promise<void> | null = null;

	/** When the last read began. */
	private startedAt = -Infinity;

	/** How many reads have begun. */
	private reads = 0;

	private hasFailed = false;

	/** The present moment. Pass it to {@link after} to get keys from a read that begins after it. */
	get now(): number {
		return this.reads;
	}

	/** Whether none of the keys here may be used any more. */
	get isOver(): boolean {
		return Date.now() - this.startedAt >= KEYS_LIVE_WHILE_UNREADABLE_MS;
	}

	/**
	 * The keys, read at most a minute ago. If a read fails, the earlier keys stay in use for a while.
	 * @returns null if n8n cannot read the credential
	 */
	async current(read: ReadKeys): Promise<readonly string[] | null> {
		if (this.knownFor() >= KEYS_LIVE_MS) {
			if (this.reading === null && Date.now() - this.startedAt >= READ_EVERY_MS) this.start(read);
			await this.reading;
		}
		const lifetime = this.hasFailed ? KEYS_LIVE_WHILE_UNREADABLE_MS : KEYS_LIVE_MS;
		return this.known !== null && this.knownFor() < lifetime ? this.known.values : null;
	}

	/**
	 * The keys from a read that began after the given moment. Callers that wait at the same time
	 * share one read.
	 * @param moment an earlier value of {@link now}
	 * @returns null if n8n cannot read the credential
	 */
	async after(moment: number, read: ReadKeys): Promise<readonly string[] | null> {
		while (this.reads === moment) {
			const wait = this.startedAt + READ_EVERY_MS - Date.now();
			if (this.reading !== null) await this.reading;
			else if (wait > 0) await sleep(wait);
			else this.start(read);
		}
		await this.reading;
		return this.hasFailed ? null : (this.known?.values ?? null);
	}

	private knownFor(): number {
		return this.known === null ? Infinity : Date.now() - this.known.readAt;
	}

	private start(read: ReadKeys): void {
		const readAt = Date.now();
		this.startedAt = readAt;
		this.reads += 1;
		this.reading = read()
			.then(
				(values) => {
					this.known = { values, readAt };
					this.hasFailed = false;
				},
				(error: unknown) => {
					// The credential no longer exists, or the node may not use it: its keys are void.
					if (error instanceof UserError || error instanceof NodeOperationError) this.known = null;
					this.hasFailed = true;
				},
			)
			.finally(() => {
				this.reading = null;
			});
	}
}
