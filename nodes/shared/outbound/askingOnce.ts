import type { Api, ApiRequest } from './api';
import { isStatus } from './failure';

/** How many answers are kept at most: a few kB each. */
const MOST_ANSWERS = 5_000;

/** The part of a GET that decides about its answer. */
export type Question = Pick<ApiRequest, 'path' | 'query' | 'headers'>;

/** The API for one execution; what it was answered once, it does not ask again. */
export interface AskingOnce extends Api {
	/** Whether the answer to a GET is known. */
	knows(question: Question): boolean;
	/** Takes note of the answer that a GET would have, because a list had the same record. */
	know(question: Question, answer: unknown): void;
}

/**
 * The same API, which remembers what each GET was answered. For an execution that needs the records of
 * the same people again and again. The records are as they were when they were first read. It is also
 * remembered that there is no such record, or that the credential may not see it; no other failure is.
 */
export function askingOnce(api: Api): AskingOnce {
	const answers = new Map<string, Promise<unknown>>();
	const keyOf = ({ path, query = {}, headers = {} }: Question): string =>
		JSON.stringify([path, query, headers]);
	const know = (key: string, answer: Promise<unknown>): void => {
		answers.set(key, answer);
		const [oldest] = answers.keys();
		if (answers.size > MOST_ANSWERS && oldest !== undefined) answers.delete(oldest);
	};
	/** Those who ask at the same time share the request, if they are equally patient. */
	const sharing = (asked: Api): Api['get'] => {
		const underWay = new Map<string, Promise<unknown>>();
		return async (path, options = {}) => {
			const key = keyOf({ path, ...options });
			const known = answers.get(key) ?? underWay.get(key);
			if (known !== undefined) return await known;
			const answer = asked.get(path, options);
			underWay.set(key, answer);
			try {
				await answer;
				know(key, answer);
			} catch (error) {
				if (isStatus(error, 403) || isStatus(error, 404)) know(key, answer);
			} finally {
				underWay.delete(key);
			}
			return await answer;
		};
	};
	const patiently: Api = {
		...api.patiently,
		get: sharing(api.patiently),
		get patiently() {
			return patiently;
		},
	};
	return {
		...api,
		get: sharing(api),
		patiently,
		knows: (question) => answers.has(keyOf(question)),
		know: (question, answer) => know(keyOf(question), Promise.resolve(answer)),
	};
}
