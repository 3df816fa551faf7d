import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import type { Connection } from './connection';

/**
 * Names the company's account at the vendor, for the ids of events. The name holds the address of
 * the API and the account there.
 * @param companyId the company's id from the delivery or record
 */
export function accountIn(
	connection: Connection,
	credential: ICredentialDataDecryptedObject,
	companyId: string | null,
): string {
	return JSON.stringify([
		connection.baseUrlOf(credential),
		connection.accountOf(credential, companyId),
	]);
}
