import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { enteredBaseUrl } from '../shared/outbound/baseUrl';
import type { Connection } from '../shared/outbound/connection';
import { enteredIn } from '../shared/outbound/tenant';

/** Account tokens: 10 requests in 10 seconds for each account. https://workable.readme.io/reference/rate-limits */
const ACCOUNT_LIMIT = { name: 'account', requests: 10, windowMs: 10_000 } as const;

const HOST = /\.workable\.com$/i;

const SUBDOMAIN = /^[a-z0-9][a-z0-9-]*$/i;

/**
 * The account's subdomain. Users may enter it with blanks around it, or as the whole host name.
 * @returns an empty text if the entry cannot be a subdomain
 */
export function subdomainOf({ subdomain }: ICredentialDataDecryptedObject): string {
	const entered = typeof subdomain === 'string' ? subdomain.trim() : '';
	const name = entered.replace(HOST, '');
	return SUBDOMAIN.test(name) ? name : '';
}

/**
 * The base URL as an n8n expression, for places where n8n takes no function. It gives the address that the nodes use,
 * or an empty text if the entry cannot be a subdomain.
 * @param fields the name of the credential's fields in the expression: `$credentials`
 */
export function baseUrlExpression(fields: string): string {
	const entered = (field: string): string => `(${fields}["${field}"] || "").trim()`;
	const name = `${entered('subdomain')}.replace(${String(HOST)}, "")`;
	return `${entered('baseUrl')}.replace(/\\/+$/, "") || (${String(SUBDOMAIN)}.test(${name}) ? "https://" + ${name} + ".workable.com/spi/v3" : "")`;
}

/** How Workable's API (SPI v3) is reached. */
export const connection: Connection = {
	credentialOf: () => 'workableHrApi',

	baseUrlOf(credential) {
		const entered = enteredBaseUrl(credential);
		if (entered !== null) return entered;
		const subdomain = subdomainOf(credential);
		return subdomain === '' ? '' : `https://${subdomain}.workable.com/spi/v3`;
	},

	companyOf: (credential) => subdomainOf(credential) || null,

	/**
	 * All tokens of an account share one limit, as Workable documents, even if their scopes differ. If only the address
	 * of a gateway is known, the token identifies the account.
	 */
	tenantOf(credential) {
		const token = enteredIn(credential, 'accessToken');
		const subdomain = subdomainOf(credential).toLowerCase();
		return { countedBy: [subdomain === '' ? token : subdomain], distinguishedBy: [token] };
	},

	accountOf: (credential) => subdomainOf(credential).toLowerCase(),

	/**
	 * Workable does not document the format for time off. Recorded requests for time entries, which are similar, have
	 * brackets.
	 */
	arrayFormat: 'brackets',

	limitOf: () => ACCOUNT_LIMIT,

	/**
	 * `X-Rate-Limit-Reset` is in seconds since 1970. It was always about 10 s ahead, which is one window. The wait is never
	 * longer than one window, even if a clock is wrong.
	 */
	readLimit(headers, now) {
		const requests = numberOf(headers['x-rate-limit-limit']);
		const remaining = numberOf(headers['x-rate-limit-remaining']);
		const reset = numberOf(headers['x-rate-limit-reset']);
		return {
			...(requests === null ? {} : { requests }),
			...(remaining === null ? {} : { remaining }),
			...(reset === null
				? {}
				: { resetInMs: Math.min(Math.max(reset * 1000 - now, 0), ACCOUNT_LIMIT.windowMs) }),
		};
	},

	unauthorizedHint:
		"Check 'API Token' in the credential: Workable lets every token expire. Create a new one in Workable under Settings > Integrations > Apps and enter it. Workflows that were published with the old token have to be published again.",
};

function numberOf(header: string | undefined): number | null {
	return header !== undefined && /^\d+$/.test(header) ? Number(header) : null;
}
