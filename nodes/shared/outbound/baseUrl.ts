import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

/**
 * The base URL that a user entered in a credential, without blanks around it and without a slash at
 * the end.
 * @returns null if nothing was entered
 */
export function enteredBaseUrl({ baseUrl }: ICredentialDataDecryptedObject): string | null {
	const entered = typeof baseUrl === 'string' ? baseUrl.trim() : '';
	return entered === '' ? null : entered.replace(/\/+$/, '');
}
