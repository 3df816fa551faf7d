import type { Vendor } from '../vendor';
import { unreadNotes } from '../reading/unread';
import type { Api } from './api';
import type { Caller } from './connect';
import { connect } from './connect';
import type { Patience } from './retry';

/**
 * Like {@link connect}, but n8n reads and decrypts the credential only when the first request is made, or
 * when the credential itself is asked for. Most executions of a webhook trigger need neither.
 * @returns an API whose requests also throw what {@link connect} throws
 */
export function connectLater(
	caller: Caller,
	vendor: Vendor,
	usual: Patience,
	untilDecided: Patience,
): Api {
	let connecting: Promise<Api> | null = null;
	let connected: Api | null = null;
	const connection = async (): Promise<Api> => {
		connecting ??= connect(caller, vendor, usual, untilDecided);
		connected = await connecting;
		return connected;
	};
	const common = {
		credential: async () => await (await connection()).credential(),
		account: async () => await (await connection()).account(),
		vendor: vendor.displayName,
		node: caller.getNode(),
		concurrency: vendor.connection.limitOf({ method: 'GET', path: '/' }).requests,
		received: () => connected?.received() ?? 0,
		unread: unreadNotes(),
	};
	const patiently: Api = {
		...common,
		request: async (wanted) => await (await connection()).patiently.request(wanted),
		get: async (path, options) => await (await connection()).patiently.get(path, options),
		get patiently() {
			return patiently;
		},
	};
	return {
		...common,
		request: async (wanted) => await (await connection()).request(wanted),
		get: async (path, options) => await (await connection()).get(path, options),
		patiently,
	};
}
