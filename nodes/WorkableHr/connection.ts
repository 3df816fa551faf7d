import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import type { Connection } from '../shared/outbound/api';

/** Account tokens: 10 requests in 10 seconds, counted per account. https://workable.readme.io/reference/rate-limits */
const ACCOUNT_LIMIT = { name: 'account', requests: 10, windowMs: 10_000 } as const;

const SUBDOMAIN = /^[a-z0-9][a-z0-9-]*$/i;

/**
 * The account's subdomain as people enter it: with blanks around it, or as the whole host name.
 * @returns empty if it cannot be one
 */
export function subdomainOf({ subdomain }: ICredentialDataDecryptedObject): string {
	const entered = typeof subdomain === 'string' ? subdomain.trim() : '';
	const name = entered.replace(/\.workable\.com$/i, '');
	return SUBDOMAIN.test(name) ? name : '';
}

/** How Workable's API (SPI v3) is reached. */
export const connection: Connection = {
	credentialOf: () => 'workableHrApi',

	baseUrlOf(credential) {
		const { baseUrl } = credential;
		if (typeof baseUrl === 'string' && baseUrl.trim() !== '') {
			return baseUrl.trim().replace(/\/+$/, '');
		}
		const subdomain = subdomainOf(credential);
		return subdomain === '' ? '' : `https://${subdomain}.workable.com/spi/v3`;
	},

	companyOf: (credential) => subdomainOf(credential) || null,

	/** Not documented for time off; its sibling, time entries, was recorded with brackets. */
	arrayFormat: 'brackets',

	limitOf: () => ACCOUNT_LIMIT,

	/**
	 * `X-Rate-Limit-Reset` is in epoch seconds. It was always seen some 10 s ahead, which is one
	 * window, so a clock that is off cannot make us wait longer than that.
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
		"Check 'API Token' in the credential: Workable lets every token expire. Create a new one in Workable under Settings > Integrations > Apps and enter it. Workflows that were published with the old one have to be published anew.",
};

function numberOf(header: string | undefined): number | null {
	return header !== undefined && /^\d+$/.test(header) ? Number(header) : null;
}
