import { randomUUID } from 'crypto';

import { sleep } from 'n8n-workflow';

import type { RepeatStore } from './repeatStore';

/**
 * How long another process may take to write after it has read. On a busy machine it is some tens of
 * milliseconds.
 */
const OTHERS_WRITE_WITHIN_MS = 300;

/** If the store is not left alone for so many checks, events are emitted: twice is better than never. */
const MOST_CHECKS = 5;

/** Texts that were added in one step, with two more that nobody else adds. */
interface Addition {
	/** Stays in the store as long as this step is not undone. */
	readonly mark: string;
	/** Is removed by the next removal. */
	readonly witness: string;
	readonly texts: readonly string[];
}

/** Texts that were removed in one step, together with the witness of the addition before it. */
interface Removal {
	readonly after: Addition;
	readonly texts: readonly string[];
}

/**
 * A store that other processes use too (n8n in queue mode, with several workers). n8n reads all texts,
 * changes them and writes them all. So a process that has read before we write, and writes after that, undoes
 * what we wrote. What is added and removed therefore leaves traces, which `settle` looks for:
 *
 * - An addition was not undone if its mark is there. If its texts are there without its mark, another
 *   execution has added them: it reports the same at the same moment.
 * - A removal was not undone if the mark of the addition before it is there, and the witness is not.
 */
export class WatchedStore implements RepeatStore {
	private additions: Addition[] = [];
	private removals: Removal[] = [];
	/** Whether each text is to be in the store in the end. */
	private readonly isKept = new Map<string, boolean>();

	constructor(private readonly store: RepeatStore) {}

	async add(texts: Iterable<string>): Promise<ReadonlySet<string>> {
		const given = [...texts];
		if (given.length === 0) return new Set();
		return new Set((await this.addWatched(given)).texts);
	}

	async remove(texts: Iterable<string>): Promise<void> {
		const given = [...texts];
		if (given.length === 0) return;
		const last = this.additions.at(-1);
		const isUsed = this.removals.at(-1)?.after === last;
		const after = last === undefined || isUsed ? await this.addWatched([]) : last;
		await this.store.remove([...given, after.witness]);
		for (const text of given) this.isKept.set(text, false);
		this.removals.push({ after, texts: given });
	}

	/**
	 * Makes sure that what was added and removed is not undone by another process.
	 * @param inTurn does a piece of work while nobody else in this process uses the store
	 * @returns the texts that another execution has added at the same moment
	 */
	async settle(inTurn: <T>(work: () => Promise<T>) => Promise<T>): Promise<ReadonlySet<string>> {
		const taken = new Set<string>();
		if (textsIn([...this.additions, ...this.removals]).length === 0) {
			const traces = this.takeTraces();
			await inTurn(async () => await this.store.remove(traces));
		}
		for (let check = 1; this.additions.length > 0 && check <= MOST_CHECKS; check += 1) {
			await sleep(OTHERS_WRITE_WITHIN_MS);
			await inTurn(async () => await this.check(taken));
		}
		return taken;
	}

	private async addWatched(texts: readonly string[]): Promise<Addition> {
		const id = randomUUID();
		const [mark, witness] = [`mark ${id}`, `witness ${id}`];
		const added = await this.store.add([...texts, mark, witness]);
		for (const text of texts) this.isKept.set(text, true);
		const addition = { mark, witness, texts: texts.filter((text) => added.has(text)) };
		this.additions.push(addition);
		return addition;
	}

	/** Begins anew. @returns the traces of what was done so far */
	private takeTraces(): string[] {
		const traces = this.additions.flatMap(({ mark, witness }) => [mark, witness]);
		[this.additions, this.removals] = [[], []];
		return traces;
	}

	/** Looks once, and makes again what was undone. */
	private async check(taken: Set<string>): Promise<void> {
		const { additions, removals } = this;
		const traces = this.takeTraces();
		const missing = await this.store.add(traces);
		await this.store.remove(traces);
		const undone = additions.filter(({ mark }) => missing.has(mark));
		const back = removals.filter(
			({ after: { mark, witness } }) => missing.has(mark) || !missing.has(witness),
		);
		await this.remove(textsIn(back).filter((text) => this.isKept.get(text) === false));
		const texts = textsIn(undone).filter((text) => this.isKept.get(text) === true);
		const added = await this.add(texts);
		for (const text of texts) if (!added.has(text)) taken.add(text);
	}
}

function textsIn(steps: ReadonlyArray<{ readonly texts: readonly string[] }>): string[] {
	return steps.flatMap(({ texts }) => texts);
}
