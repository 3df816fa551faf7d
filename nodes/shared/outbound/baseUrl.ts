import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { isPrivateHost } from '../register/address';

/**
 * The base URL that a user entered in a credential, without blanks around it and without a slash at
 * the end.
 * @returns null if nothing was entered
 */
export function enteredBaseUrl({ baseUrl }: ICredentialDataDecryptedObject): string | null {
	const entered = typeof baseUrl === 'string' ? baseUrl.trim() : '';
	return entered === '' ? null : entered.replace(/\/+$/, '');
}

/**
 * Whether a base URL is safe. Plain http is allowed only inside the company's own network, where
 * gateways and simulators are.
 */
export function isSafeAddress(baseUrl: string): boolean {
	if (!URL.canParse(baseUrl)) return false;
	const { protocol, hostname } = new URL(baseUrl);
	return protocol === 'https:' || (protocol === 'http:' && isPrivateHost(hostname));
}
