import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IHttpRequestMethods,
	INode,
} from 'n8n-workflow';

import type { UnreadNotes } from '../reading/unread';

/** A request to a vendor's API, relative to its base URL. */
export interface ApiRequest {
	readonly method: IHttpRequestMethods;
	/** Starts with `/`; ids in it are encoded by the caller. */
	readonly path: string;
	readonly query?: IDataObject;
	readonly body?: IDataObject;
	readonly headers?: Readonly<Record<string, string>>;
	/** The permission or scope that the request needs, in the vendor's words, for messages. */
	readonly needs?: string;
	/** What else may be missing if the vendor does not allow the request. */
	readonly hint?: string;
	/**
	 * Whether sending the request twice does no harm although its method does not say so, such as a
	 * search with POST.
	 */
	readonly isRepeatable?: boolean;
	/**
	 * Statuses that the vendor is known to answer by accident to this request; then it is tried once
	 * more.
	 */
	readonly alsoRetry?: readonly number[];
}

/** A vendor's answer with a status of 2xx. */
export interface ApiResponse {
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	/** The parsed JSON, or the text if it is not JSON. A schema has to parse it before use. */
	readonly body: unknown;
}

/** A vendor's API with the user's credential: authenticated, paced, retried. */
export interface Api {
	/** @throws NodeApiError in plain words for every answer that is not 2xx */
	request(request: ApiRequest): Promise<ApiResponse>;
	/** The body of a GET. */
	get(path: string, options?: Omit<ApiRequest, 'method' | 'path'>): Promise<unknown>;
	/** The same API, but it keeps trying longer: for what is needed to decide on an event. */
	readonly patiently: Api;
	/** The user's credential, for what is in it besides the secret (an account, a member id). */
	credential(): Promise<ICredentialDataDecryptedObject>;
	/** Names the account at the vendor, for what is kept in memory; see {@link Tenant}. */
	account(): Promise<string>;
	/** The vendor's name as people know it, for messages. */
	readonly vendor: string;
	/** The calling node, for messages. */
	readonly node: INode;
	/** How many requests make sense at the same time. */
	readonly concurrency: number;
	/** How many bytes of answers came so far, unpacked. */
	received(): number;
	/** Notes on what could not be read in the answers. */
	readonly unread: UnreadNotes;
}

/**
 * The same API, with separate notes on what could not be read: for one event, one input item, or
 * one value that is kept in memory.
 */
export function withNotes(api: Api, unread: UnreadNotes): Api {
	return {
		...api,
		unread,
		get patiently() {
			return withNotes(api.patiently, unread);
		},
	};
}
