/** A request that the vendor's contract does not allow. */
export interface Violation {
	rule: string;
	/** Method and path of the request, never a token. */
	detail: string;
}

/** The log of contract violations. A test run that leaves one in `list` should fail. */
export class Violations {
	readonly #all: Violation[] = [];
	readonly #expected = new Set<string>();
	readonly #recording: boolean;

	/** Without `recording` nothing is kept. */
	constructor({ recording }: { recording: boolean } = { recording: true }) {
		this.#recording = recording;
	}

	/** Everything recorded that is not of an expected rule. */
	get list(): Violation[] {
		return this.#all.filter(({ rule }) => !this.#expected.has(rule));
	}

	/** Everything recorded, the expected ones included. */
	get all(): Violation[] {
		return [...this.#all];
	}

	/** Records one. */
	add(rule: string, detail: string): void {
		if (this.#recording) this.#all.push({ rule, detail });
	}

	/** The test breaks this rule on purpose. Its violations are not in `list`. */
	expect(rule: string): void {
		this.#expected.add(rule);
	}

	/** Forgets the violations and the expectations. */
	clear(): void {
		this.#all.length = 0;
		this.#expected.clear();
	}
}
