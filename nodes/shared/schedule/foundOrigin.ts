import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import type { Origin } from '../model/completeEvent';
import type { HrEvent } from '../model/hrEvent';
import { accountIn } from '../outbound/account';
import type { Vendor } from '../vendor';
import type { Finding } from './finding';

/**
 * The origin of the events of a poll.
 * @param delivery `manual` for samples
 */
export function foundOrigin(
	{ name, connection }: Vendor,
	{ polledAt, companyId }: Pick<Finding, 'polledAt' | 'companyId'>,
	credential: ICredentialDataDecryptedObject,
	delivery: HrEvent['source']['delivery'] = 'schedule',
): Origin {
	return {
		source: {
			vendor: name,
			companyId: companyId ?? connection.companyOf(credential),
			nativeType: null,
			verifiedBy: 'api',
			delivery,
		},
		account: accountIn(connection, credential, companyId),
		receivedAt: polledAt,
		deliveryIdentity: null,
		raw: null,
	};
}
