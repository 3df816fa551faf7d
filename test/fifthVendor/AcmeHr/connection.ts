import type { Connection } from '../../../nodes/shared/outbound/connection';
import { enteredIn } from '../../../nodes/shared/outbound/tenant';

/** How the API of Acme HR is reached. */
export const connection: Connection = {
	credentialOf: () => 'acmeHrApi',
	baseUrlOf: ({ baseUrl }) => (typeof baseUrl === 'string' ? baseUrl : ''),
	companyOf: () => null,
	tenantOf: (credential) => ({
		countedBy: [enteredIn(credential, 'apiKey')],
		distinguishedBy: [enteredIn(credential, 'apiKey')],
	}),
	accountOf: (_, companyId) => companyId ?? '',
	arrayFormat: 'repeat',
	limitOf: () => ({ name: 'all', requests: 20, windowMs: 1_000 }),
	readLimit: () => ({}),
	unauthorizedHint: "Check 'API Key' in the credential.",
};
