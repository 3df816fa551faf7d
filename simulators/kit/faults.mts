/**
 * What goes wrong:
 * - `status`: that status is answered, the request is not processed;
 * - `latency`: the request is processed `ms` milliseconds late;
 * - `cut-before`: the connection is cut, the request is not processed;
 * - `cut-after`: the request is processed, then the connection is cut without an answer;
 * - `hang`: the request is not processed and never answered;
 * - `hang-after`: the request is processed, but never answered.
 */
export type FaultKind = 'status' | 'latency' | 'cut-before' | 'cut-after' | 'hang' | 'hang-after';

/** Which requests a fault hits. What is left out may be anything. */
export interface FaultMatch {
	method?: string;
	/** A string is the whole path. */
	path?: string | RegExp;
	/** For the query as it was sent, without the question mark. */
	query?: RegExp;
}

export interface FaultRule {
	/** Default: all requests. */
	match?: FaultMatch;
	/** How many matching requests it hits. Default 1. */
	times?: number;
	kind: FaultKind;
	/** For `status`; default 503. */
	status?: number;
	/** For `status`; default `{}`. */
	body?: unknown;
	/** For `status`: extra response headers; a function makes them when the fault strikes. */
	headers?: Record<string, string> | (() => Record<string, string>);
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
		{ times = 99, ...match }: Omit<FaultMatch, 'path'> & { times?: number } = {},
	): void {
		this.add({ kind: 'status', status: 200, body, match: { path, ...match }, times });
	}

	/** Removes all faults that have not happened yet. */
	clear(): void {
		this.#waiting = [];
	}

	/** Takes the fault for this request. This counts as one of its times. */
	take(method: string, path: string, query = ''): FaultRule | undefined {
		const found = this.#waiting.find(({ rule }) => matches(rule, { method, path, query }));
		if (!found) return undefined;
		found.left -= 1;
		if (found.left <= 0) this.#waiting = this.#waiting.filter((entry) => entry !== found);
		return found.rule;
	}
}

function matches(
	{ match = {} }: FaultRule,
	{ method, path, query }: { method: string; path: string; query: string },
): boolean {
	// search() ignores lastIndex, so a RegExp with the g flag behaves as well.
	const fits = (wanted: string | RegExp | undefined, given: string): boolean =>
		wanted instanceof RegExp
			? given.search(wanted) !== -1
			: wanted === undefined || wanted === given;
	return (
		fits(match.method?.toUpperCase(), method) && fits(match.path, path) && fits(match.query, query)
	);
}
