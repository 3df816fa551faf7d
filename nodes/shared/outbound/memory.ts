import { NodeApiError } from 'n8n-workflow';

import type { UnreadNotes } from '../reading/unread';
import { unreadNotes } from '../reading/unread';
import type { Api } from './api';
import { withNotes } from './api';
import { isCancellation } from './failure';

/** An answer that was worth keeping. */
interface Good<T> {
	readonly value: T;
	/** Notes on what could not be read in it; everybody who uses the value gets them as well. */
	readonly unread: UnreadNotes;
	readonly loadedAt: number;
}

/** The result of a load. */
type Loaded<T> = Pick<Good<T>, 'value' | 'unread'>;

/** What was loaded for one account. */
interface Kept<T> {
	/** The latest load, under way or done. */
	readonly latest: Promise<Loaded<T>>;
	/** When it has to be loaded again. */
	readonly until: number;
	/** The last good answer, for when a later load brings none. */
	readonly good: Good<T> | undefined;
}

/**
 * If a value cannot be loaded again, the last good one stays for this many times its usual
 * lifetime.
 */
const OUTLIVES = 6;

/**
 * After a load that brought nothing good, the next load is tried after this part of the usual
 * lifetime.
 */
const TRIED_AGAIN_AFTER = 0.1;

/**
 * Remembers for a while what was read from an account, in this n8n process. This is for small
 * reference data that many executions need, such as the names of departments; never for records of
 * people. The data is kept under the name of the account, so nothing of one company is ever shown
 * to another.
 *
 * Callers that ask at the same time share one load and its outcome. Only if the execution that
 * began the load is cancelled does one of the other callers load again.
 * @param liveMs how long a value is good for. If it cannot be loaded again after that, the old one
 *   stays for a while longer
 * @param isWorthKeeping whether to remember this value; a load that throws is not remembered
 * @returns a function that reads a value of an account, which `what` names: from memory, or with
 *   `load`
 */
export function remembering<T>(
	liveMs: number,
	isWorthKeeping: (value: T) => boolean = () => true,
): (api: Api, what: string, load: (api: Api) => Promise<T>) => Promise<T> {
	const known = new Map<string, Kept<T>>();

	async function refresh(
		api: Api,
		key: string,
		load: (api: Api) => Promise<T>,
	): Promise<Loaded<T>> {
		const loadedAt = Date.now();
		forgetBefore(loadedAt - liveMs * OUTLIVES);
		const good = known.get(key)?.good;
		/** Goes back to the last good value, if there is one. */
		const goBack = (until: number): void => {
			if (good === undefined) known.delete(key);
			else known.set(key, { latest: Promise.resolve(good), until, good });
		};
		const unread = unreadNotes();
		const latest = load(withNotes(api, unread)).then(
			(value) => {
				if (isWorthKeeping(value)) {
					known.set(key, { latest, until: loadedAt + liveMs, good: { value, unread, loadedAt } });
					return { value, unread };
				}
				goBack(loadedAt + liveMs * TRIED_AGAIN_AFTER);
				return good ?? { value, unread };
			},
			(error: unknown) => {
				const wasCancelled = isCancellation(error);
				goBack(wasCancelled ? loadedAt : loadedAt + liveMs * TRIED_AGAIN_AFTER);
				if (good === undefined || wasCancelled) throw error;
				return good;
			},
		);
		known.set(key, { latest, until: loadedAt + liveMs, good });
		return await latest;
	}

	function forgetBefore(instant: number): void {
		for (const [key, { until, good }] of known) {
			if (until - liveMs <= instant && (good === undefined || good.loadedAt <= instant)) {
				known.delete(key);
			}
		}
	}

	/** From memory, or from a load that others may be waiting for as well. */
	async function loaded(api: Api, key: string, load: (api: Api) => Promise<T>): Promise<Loaded<T>> {
		for (;;) {
			const kept = known.get(key);
			if (kept === undefined || kept.until <= Date.now()) return await refresh(api, key, load);
			try {
				return await kept.latest;
			} catch (error) {
				// A cancelled load says nothing about the vendor: the first caller that notices loads
				// again.
				if (!isCancellation(error)) throw asErrorOf(api.node, error);
			}
		}
	}

	return async (api, what, load) => {
		const { value, unread } = await loaded(api, JSON.stringify([await api.account(), what]), load);
		api.unread.include(unread);
		return value;
	};
}

/**
 * The same failure, but as an error of this node: the user must not read about a node of another
 * workflow.
 */
function asErrorOf(node: Api['node'], error: unknown): unknown {
	if (!(error instanceof NodeApiError)) return error;
	const { message, description, httpCode } = error;
	const own = new NodeApiError(
		node,
		{},
		{ message, description: description ?? '', ...(httpCode === null ? {} : { httpCode }) },
	);
	Object.assign(own.context, error.context);
	return own;
}
