import type { RepeatStore } from './repeatStore';

/**
 * A store that removes as late as it can: with the next addition, or at the end. n8n reads and writes all
 * texts for each step, so removals that follow each other are one step.
 */
export class LateRemovals implements RepeatStore {
	private waiting: string[] = [];

	constructor(private readonly store: RepeatStore) {}

	async add(texts: Iterable<string>): Promise<ReadonlySet<string>> {
		const given = [...texts];
		if (given.length === 0) return new Set();
		await this.end();
		return await this.store.add(given);
	}

	async remove(texts: Iterable<string>): Promise<void> {
		// A poll may find thousands of facts, with a hundred texts each: too many arguments for `push`.
		for (const text of texts) this.waiting.push(text);
	}

	/** Removes what waits. */
	async end(): Promise<void> {
		const texts = this.waiting;
		this.waiting = [];
		await this.store.remove(texts);
	}
}
