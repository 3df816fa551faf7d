import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import type { ApiRequest, ApiResponse } from './api';
import type { Limit } from './limiter';

/** What a vendor's answers say about its limit. */
export interface LimitAnswer {
	readonly requests?: number;
	/** The time window in which requests are counted, if the answers say that too. */
	readonly windowMs?: number;
	readonly remaining?: number;
	readonly resetInMs?: number;
}

/**
 * What a credential says about the account that it is for. May hold secrets: only a hash is kept.
 */
export interface TenantParts {
	/**
	 * What the vendor counts requests by, as far as that is known. It has to stay the same when a
	 * token is renewed. Otherwise every new token would start a new limit.
	 */
	readonly countedBy: readonly string[];
	/** What else changes when the credential is connected to another account: secrets and tokens. */
	readonly distinguishedBy: readonly string[];
}

/** How a vendor's API is reached. */
export interface Connection {
	/** The name of the credential type. */
	credentialOf(parameter: (name: string) => unknown): string;
	/** The base URL from the credential, without a slash at the end. */
	baseUrlOf(credential: ICredentialDataDecryptedObject): string;
	/**
	 * The parts that identify the account of a credential. Two accounts must never have the same
	 * parts.
	 * @param credentialId n8n's id of the credential
	 */
	tenantOf(credential: ICredentialDataDecryptedObject, credentialId: string): TenantParts;
	/** The most bytes that an answer may hold after decompression; 16 MB if it is missing. */
	readonly mostBytes?: number;
	/** How a parameter with several values is written. */
	readonly arrayFormat: 'brackets' | 'comma' | 'repeat';
	/** The company's account, where the credential names it. */
	companyOf(credential: ICredentialDataDecryptedObject): string | null;
	/**
	 * Names the company's account at this address, for the ids of events. Unlike the tenant, this
	 * name stays the same when a secret is changed or a token is renewed. It is the same for a
	 * trigger and an action node with one credential. It reveals no secret.
	 * @param companyId the company's id from the delivery or record
	 */
	accountOf(credential: ICredentialDataDecryptedObject, companyId: string | null): string;
	/**
	 * True if the credential holds no token that expires. After a 401, n8n tries once more in order
	 * to renew a token. Without such a token, this only brings a second refusal.
	 */
	readonly isRefusalFinal?: boolean;
	/** The limit a request counts against, as far as documented. */
	limitOf(request: ApiRequest): Limit & { readonly name: string };
	/** What the answer's headers say about the limit. */
	readLimit(headers: ApiResponse['headers'], now: number): LimitAnswer;
	/** What to do about a refused credential, in the words of the vendor's product. */
	readonly unauthorizedHint: string;
	/**
	 * The vendor's explanation of a refused request, if it is worth repeating and names no person.
	 */
	explain?(response: ApiResponse, request: Pick<ApiRequest, 'path'>): string | undefined;
}
