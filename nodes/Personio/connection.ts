import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { z } from 'zod/v4';

import type { ApiRequest, Connection } from '../shared/outbound/api';

/** The host of all of Personio's documents; another is only told of its web pages. */
export const DEFAULT_BASE_URL = 'https://api.personio.de';

const DEFAULT_APP_ID = 'N8N';

/**
 * What most endpoints were seen to allow. Personio publishes no numbers; each answer carries
 * those of its endpoint, which then count.
 */
const FIRST_LIMIT = { requests: 10, windowMs: 1_000 } as const;

/** The address the credential names, without a slash at the end. */
export function baseUrlOf({ baseUrl }: ICredentialDataDecryptedObject): string {
	const entered = typeof baseUrl === 'string' ? baseUrl.trim() : '';
	return (entered === '' ? DEFAULT_BASE_URL : entered).replace(/\/+$/, '');
}

/**
 * The name an integration goes by at Personio.
 * https://developer.personio.de/reference/include-our-headers-in-your-requests
 */
export function appIdOf({ appId }: ICredentialDataDecryptedObject): string {
	return (typeof appId === 'string' ? appId.trim() : '') || DEFAULT_APP_ID;
}

/** How Personio's API (v2) is reached. */
export const connection: Connection = {
	credentialOf: () => 'personioHrApi',

	baseUrlOf,

	companyOf: () => null,

	/** Filters with several values take them separated by commas. */
	arrayFormat: 'comma',

	limitOf: (request) => ({ name: endpointOf(request), ...FIRST_LIMIT }),

	/**
	 * A token bucket per endpoint: so many tokens per second, and at most so many at once. Used at
	 * its rate, in portions of what it holds, it is never empty. No `Retry-After` was ever seen.
	 */
	readLimit(headers) {
		const rate = numberOf(headers['x-ratelimit-replenish-rate']);
		const capacity = numberOf(headers['x-ratelimit-burst-capacity']) ?? rate;
		const cost = numberOf(headers['x-ratelimit-requested-tokens']) || 1;
		const remaining = numberOf(headers['x-ratelimit-remaining']);
		if (rate === null || capacity === null || rate === 0) return {};
		const requests = Math.max(Math.floor(capacity / cost), 1);
		return {
			requests,
			windowMs: secondsFor(requests * cost, rate),
			...(remaining === null ? {} : { remaining: Math.floor(remaining / cost) }),
			resetInMs: secondsFor(cost, rate),
		};
	},

	unauthorizedHint:
		"Check 'Client ID' and 'Client Secret' in the credential. Personio also answers like this when the API credential lacks a scope.",

	explain: ({ body }) => {
		const problem = problemSchema.safeParse(body);
		if (!problem.success) return undefined;
		const { errors, personio_trace_id: trace } = problem.data;
		const said = errors.flatMap(({ title, detail }) => [title, detail]).filter(isHarmless);
		return [
			said.length === 0 ? '' : `Personio says: ${[...new Set(said)].join(': ')}.`,
			trace ? `For its support: trace ID ${trace}.` : '',
		]
			.filter(Boolean)
			.join(' ');
	},
};

/** https://developer.personio.de/reference/errors */
const problemSchema = z.object({
	personio_trace_id: z.string().nullish(),
	errors: z
		.array(z.object({ title: z.string().nullish(), detail: z.string().nullish() }))
		.catch([]),
});

/** What was sent may be repeated in the text: a secret, or an e-mail address to look for. */
function isHarmless(text: string | null | undefined): text is string {
	return typeof text === 'string' && text !== '' && !/@|[0-9a-f]{32}/i.test(text);
}

/** The request without its ids: `/v2/persons/{id}/employments`. */
function endpointOf({ method, path }: ApiRequest): string {
	const [, version, ...segments] = path.split('/');
	const template = segments.map((segment, index) => (index % 2 === 0 ? segment : '{id}'));
	return `${method} /${version}/${template.join('/')}`;
}

function secondsFor(tokens: number, perSecond: number): number {
	return Math.ceil((tokens / perSecond) * 1_000);
}

function numberOf(header: string | undefined): number | null {
	return header !== undefined && /^\d+(\.\d+)?$/.test(header) ? Number(header) : null;
}
