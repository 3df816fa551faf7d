/**
 * What goes wrong:
 * - `status`: that status is answered, the request is not processed;
 * - `latency`: the request is processed `ms` milliseconds late;
 * - `cut-before`: the connection is cut, the request is not processed;
 * - `cut-after`: the request is processed, then the connection is cut without an answer;
 * - `hang`: the request is not processed and never answered.
 */
export type FaultKind = 'status' | 'latency' | 'cut-before' | 'cut-after' | 'hang';

export interface FaultRule {
	/**
	 * Which requests the fault hits. Without a method or a path, it hits all. A string is the whole
	 * path.
	 */
	match?: { method?: string; path?: string | RegExp };
	/** How many matching requests it hits. Default 1. */
	times?: number;
	kind: FaultKind;
	/** For `status`; default 503. */
	status?: number;
	/** For `status`; default `{}`. */
	body?: unknown;
	/** For `status`: extra response headers. */
	headers?: Record<string, string>;
	/** For `latency`. */
	ms?: number;
}

/** A queue of faults. Each request takes the first rule that matches it. */
export class Faults {
	#waiting: Array<{ rule: FaultRule; left: number }> = [];

	/** Queues a fault behind those already waiting. */
	add(rule: FaultRule): void {
		this.#waiting.push({ rule, left: rule.times ?? 1 });
	}

	/** Answers requests for a path with a body and status 200, in place of the simulator. */
	answer(
		path: string | RegExp,
		body: unknown,
		{ method, times = 99 }: { method?: string; times?: number } = {},
	): void {
		const match = { path, ...(method !== undefined && { method }) };
		this.add({ kind: 'status', status: 200, body, match, times });
	}

	/** Removes all faults that have not happened yet. */
	clear(): void {
		this.#waiting = [];
	}

	/** Takes the fault for this request. This counts as one of its times. */
	take(method: string, path: string): FaultRule | undefined {
		const found = this.#waiting.find(({ rule }) => matches(rule, method, path));
		if (!found) return undefined;
		found.left -= 1;
		if (found.left <= 0) this.#waiting = this.#waiting.filter((entry) => entry !== found);
		return found.rule;
	}
}

function matches({ match = {} }: FaultRule, method: string, path: string): boolean {
	if (match.method !== undefined && match.method.toUpperCase() !== method) return false;
	if (match.path === undefined) return true;
	// search() ignores lastIndex, so a RegExp with the g flag behaves as well.
	return typeof match.path === 'string' ? match.path === path : path.search(match.path) !== -1;
}
