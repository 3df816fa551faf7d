/**
 * A map whose changes readers see only a while after they were made. Values are replaced, never
 * changed in place: what a reader still sees is the value from before.
 */
export class LaggedMap<K, V> {
	readonly #now: () => number;
	readonly #lagMs: number;
	readonly #values = new Map<K, V>();
	/** What readers see instead of the present value, and until when; oldest first. */
	readonly #past = new Map<K, Array<{ until: number; value: V | undefined }>>();

	constructor(now: () => number, lagMs: number) {
		this.#now = now;
		this.#lagMs = lagMs;
	}

	/** The present value. */
	get(key: K): V | undefined {
		return this.#values.get(key);
	}

	/** All present values. */
	all(): V[] {
		return [...this.#values.values()];
	}

	/** All keys with a present value. */
	keys(): K[] {
		return [...this.#values.keys()];
	}

	/** Changes a value; readers see it later. */
	set(key: K, value: V): void {
		this.#remember(key);
		this.#values.set(key, value);
	}

	/** Sets a value as if it had existed for a long time. */
	put(key: K, value: V): void {
		this.#values.set(key, value);
		this.#past.delete(key);
	}

	/** Removes a value; readers still see it for a while. */
	delete(key: K): void {
		this.#remember(key);
		this.#values.delete(key);
	}

	/** What a reader sees now. */
	seen(key: K): V | undefined {
		const past = this.#past.get(key);
		if (!past) return this.#values.get(key);
		const now = this.#now();
		const still = past.filter(({ until }) => until > now);
		if (still.length === 0) this.#past.delete(key);
		else this.#past.set(key, still);
		const [first] = still;
		return first ? first.value : this.#values.get(key);
	}

	/** Everything a reader sees now. */
	allSeen(): V[] {
		if (this.#past.size === 0) return this.all();
		const keys = new Set([...this.#values.keys(), ...this.#past.keys()]);
		return [...keys].flatMap((key) => {
			const value = this.seen(key);
			return value === undefined ? [] : [value];
		});
	}

	#remember(key: K): void {
		if (this.#lagMs <= 0) return;
		const past = this.#past.get(key) ?? [];
		past.push({ until: this.#now() + this.#lagMs, value: this.#values.get(key) });
		this.#past.set(key, past);
	}
}
