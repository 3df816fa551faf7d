import { createHash } from 'crypto';

import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { accountIn } from './account';
import type { Connection } from './connection';

/** What the items of a delivery say about the account it belongs to. Holds no secret. */
export interface AccountOfDelivery {
	/** Part of every id; see {@link accountIn}. */
	readonly account: string;
	/** The company's id: from the delivery, or else from the credential; null if neither names it. */
	readonly companyId: string | null;
}

/**
 * The account that a delivery belongs to, as its node's credential shows it.
 * @param companyId the company's id from the delivery
 */
export function accountOfDelivery(
	connection: Connection,
	credential: ICredentialDataDecryptedObject,
	companyId: string | null,
): AccountOfDelivery {
	return {
		account: accountIn(connection, credential, companyId),
		companyId: companyId ?? connection.companyOf(credential),
	};
}

/** How many accounts are remembered; those that were met longest ago are forgotten first. */
const REMEMBERED = 1_000;

const remembered = new Map<string, AccountOfDelivery>();

/**
 * Remembers an account in this n8n process. n8n takes milliseconds to read and decrypt a credential,
 * and most executions need nothing else from it.
 * @returns a hash that stands for the account in a delivery: execution data is visible to more people
 *   than the credential
 */
export function rememberAccount(account: AccountOfDelivery): string {
	const mark = createHash('sha256')
		.update(JSON.stringify([account.account, account.companyId]))
		.digest('base64url');
	remembered.delete(mark);
	remembered.set(mark, account);
	for (const oldest of remembered.keys()) {
		if (remembered.size <= REMEMBERED) break;
		remembered.delete(oldest);
	}
	return mark;
}

/**
 * The account that a mark of {@link rememberAccount} stands for.
 * @returns undefined if this process has not met the account yet
 */
export function accountMarked(mark: string | undefined): AccountOfDelivery | undefined {
	return mark === undefined ? undefined : remembered.get(mark);
}
