import type { INode } from 'n8n-workflow';

import type { Api, ApiRequest } from '../../nodes/shared/outbound/api';
import { unreadNotes } from '../../nodes/shared/reading/unread';

/** An account's API that no request may be made to. */
export function apiOf(account: string, node: INode): Api {
	const refuse = async (): Promise<never> =>
		await Promise.reject(new Error('No request may be made here'));
	const api: Api = {
		request: refuse,
		get: refuse,
		get patiently() {
			return api;
		},
		credential: async () => await Promise.resolve({}),
		account: async () => await Promise.resolve(account),
		vendor: 'Fake HR',
		node,
		concurrency: 1,
		received: () => 0,
		unread: unreadNotes(),
	};
	return api;
}

const NODE: INode = {
	...{ id: 'n', name: 'HR', type: 'hr', typeVersion: 1, position: [0, 0] as [number, number] },
	parameters: {},
};

/** An API that answers each read with the same. */
export function apiAnswering(body: unknown): Api {
	return { ...apiOf('a', NODE), get: async () => await Promise.resolve(body) };
}

/**
 * An API that answers each request at once, as it is asked.
 * @param answer it may throw what n8n would
 */
export function apiAnsweringEach(vendor: string, answer: (request: ApiRequest) => unknown): Api {
	const request: Api['request'] = async (asked) =>
		await Promise.resolve({ status: 200, headers: {}, body: answer(asked) });
	const api: Api = {
		...apiOf('a', NODE),
		request,
		get: async (path, options) => (await request({ method: 'GET', path, ...options })).body,
		get patiently() {
			return api;
		},
		vendor,
	};
	return api;
}
