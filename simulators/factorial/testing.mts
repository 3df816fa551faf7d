import type { FactorialOptions, FactorialSimulator } from './index.mts';
import { startFactorial } from './index.mts';
import { CURRENT_VERSION } from './versions.mts';

/** What a request was answered with. */
export interface Answered {
	status: number;
	headers: Headers;
	body: unknown;
}

/** How the simulator's own tests ask: with the first API key and the pinned version. */
export interface Asking {
	factorial: FactorialSimulator;
	/** @param headers instead of the API key */
	ask(
		method: string,
		path: string,
		options?: { body?: unknown; headers?: Record<string, string>; version?: string },
	): Promise<Answered>;
}

/** Starts a simulator with nobody in it unless told otherwise. */
export async function startAsking(options: FactorialOptions = {}): Promise<Asking> {
	const factorial = await startFactorial({ employees: 0, sometimes: 'none', ...options });
	return {
		factorial,
		async ask(method, path, { body, headers, version = CURRENT_VERSION } = {}) {
			const answer = await fetch(`${factorial.baseUrl}/api/${version}/resources${path}`, {
				method,
				headers: {
					...(headers ?? { 'x-api-key': factorial.credentials[0]?.value ?? '' }),
					...(body === undefined ? {} : { 'content-type': 'application/json' }),
				},
				...(body === undefined ? {} : { body: JSON.stringify(body) }),
			});
			const text = await answer.text();
			return {
				status: answer.status,
				headers: answer.headers,
				body: text === '' ? null : JSON.parse(text),
			};
		},
	};
}

/** The ids in the list that was answered. */
export function idsIn({ body }: Answered): unknown[] {
	return (body as { data: Array<{ id: unknown }> }).data.map(({ id }) => id);
}
