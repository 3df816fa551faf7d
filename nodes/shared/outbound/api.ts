import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IHttpRequestMethods,
	INode,
} from 'n8n-workflow';

import type { Limit } from './limiter';

/** A request to a vendor's API, relative to its base URL. */
export interface ApiRequest {
	readonly method: IHttpRequestMethods;
	/** Starts with `/`; ids in it are encoded by the caller. */
	readonly path: string;
	readonly query?: IDataObject;
	readonly body?: IDataObject;
	readonly headers?: Readonly<Record<string, string>>;
	/** The permission or scope it takes, in the vendor's words, for messages. */
	readonly needs?: string;
	/** What else may be missing when it is not allowed. */
	readonly hint?: string;
	/** Doing it twice does no harm, although its method does not say so: a search that is posted. */
	readonly isRepeatable?: boolean;
	/** Statuses that this request is known to get by accident; tried once more. */
	readonly alsoRetry?: readonly number[];
}

export interface ApiResponse {
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	/** JSON as n8n parsed it; to be parsed by a schema before use. */
	readonly body: unknown;
}

/** A vendor's API with the user's credential: authenticated, paced, retried. */
export interface Api {
	/** @throws NodeApiError in plain words for every answer that is not 2xx */
	request(request: ApiRequest): Promise<ApiResponse>;
	/** The body of a GET. */
	get(path: string, options?: Omit<ApiRequest, 'method' | 'path'>): Promise<unknown>;
	/** The user's credential, for what is in it besides the secret (an account, a member id). */
	readonly credential: ICredentialDataDecryptedObject;
	/** Names the account at the vendor, for what is kept in memory. */
	readonly account: string;
	/** The vendor as people know it, for messages. */
	readonly vendor: string;
	/** The calling node, for messages. */
	readonly node: INode;
	/** How many requests make sense at the same time. */
	readonly concurrency: number;
}

/** What a vendor's answers say about its limit. */
export interface LimitAnswer {
	readonly requests?: number;
	/** The time the requests are counted in, where the answers say that too. */
	readonly windowMs?: number;
	readonly remaining?: number;
	readonly resetInMs?: number;
}

/** How a vendor's API is reached. */
export interface Connection {
	/** The name of the credential type. */
	credentialOf(parameter: (name: string) => unknown): string;
	/** The base URL the credential says, without a slash at the end. */
	baseUrlOf(credential: ICredentialDataDecryptedObject): string;
	/** How a parameter with several values is written. */
	readonly arrayFormat: 'brackets' | 'comma' | 'repeat';
	/** The company's account, where the credential names it. */
	companyOf(credential: ICredentialDataDecryptedObject): string | null;
	/**
	 * True where the credential holds no token that expires. n8n tries once more on a 401, to renew
	 * one; that is then only a second refusal.
	 */
	readonly isRefusalFinal?: boolean;
	/** The limit a request counts against, as far as documented. */
	limitOf(request: ApiRequest): Limit & { readonly name: string };
	/** What the answer's headers say of the limit. */
	readLimit(headers: ApiResponse['headers'], now: number): LimitAnswer;
	/** What to do about a refused credential, in the words of the vendor's product. */
	readonly unauthorizedHint: string;
	/** What the vendor says about a refused request, if it is worth repeating and names nobody. */
	explain?(response: ApiResponse): string | undefined;
}
