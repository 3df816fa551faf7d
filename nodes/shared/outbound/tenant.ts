import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { fingerprintOf } from '../register/secret';
import type { Connection } from './connection';

/** The names that an account at a vendor has in the memory of this process. */
export interface Tenant {
	/**
	 * Names the account as one credential sees it. Two credentials never share this name. If one
	 * credential is connected to two accounts in turn, those do not share it either. A renewed token
	 * may change the name. So it is only for data that can be read again, and never for ids of
	 * events.
	 */
	readonly account: string;
	/**
	 * Names what the vendor counts requests by. Credentials of one account share this name if the
	 * vendor counts them together.
	 */
	readonly countedAs: string;
}

/**
 * Names the account that a credential is for. All that is kept in memory is kept under these names
 * only, so that nothing of one company shows up at another.
 * @param vendor its name, and the part of its contract that knows its credentials
 * @param credentialId n8n's id of the credential
 */
export function tenantOf(
	vendor: { readonly name: string; readonly connection: Connection },
	credential: ICredentialDataDecryptedObject,
	credentialId: string,
): Tenant {
	const { connection, name } = vendor;
	const baseUrl = connection.baseUrlOf(credential);
	const { countedBy, distinguishedBy } = connection.tenantOf(credential, credentialId);
	return {
		account: named(name, [baseUrl, credentialId, countedBy, distinguishedBy]),
		countedAs: named(name, [baseUrl, countedBy]),
	};
}

/** The parts are written as JSON, so that they cannot run into each other. */
function named(vendor: string, parts: ReadonlyArray<string | readonly string[]>): string {
	return `${vendor} ${fingerprintOf(JSON.stringify(parts))}`;
}

/** The value of a credential's field, without blanks that were pasted with it. */
export function enteredIn(credential: ICredentialDataDecryptedObject, field: string): string {
	const value = credential[field];
	return typeof value === 'string' ? value.trim() : '';
}
