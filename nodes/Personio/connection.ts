import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { z } from 'zod/v4';

import type { ApiRequest } from '../shared/outbound/api';
import { enteredBaseUrl } from '../shared/outbound/baseUrl';
import type { Connection } from '../shared/outbound/connection';
import { templateOf } from '../shared/outbound/pathSegment';
import { enteredIn } from '../shared/outbound/tenant';

/** The host in all of Personio's documents. Another host is only mentioned for its web pages. */
export const DEFAULT_BASE_URL = 'https://api.personio.de';

const DEFAULT_APP_ID = 'N8N';

/**
 * The limit that was seen at most endpoints. Personio publishes no numbers. Each answer carries the
 * limit of its endpoint, and from then on that limit is used.
 */
const FIRST_LIMIT = { requests: 10, windowMs: 1_000 } as const;

/** The base URL in the credential, without a slash at the end. */
export function baseUrlOf(credential: ICredentialDataDecryptedObject): string {
	return enteredBaseUrl(credential) ?? DEFAULT_BASE_URL;
}

/**
 * The name by which Personio knows an integration.
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

	/**
	 * It is not documented whether Personio counts limits by API credential, company or address. One
	 * company must not wait for another, so limits are kept per API credential.
	 */
	tenantOf: (credential) => ({
		countedBy: [enteredIn(credential, 'clientId')],
		distinguishedBy: [enteredIn(credential, 'clientSecret')],
	}),

	accountOf: (credential) => enteredIn(credential, 'clientId'),

	/** Filters with several values take them separated by commas. */
	arrayFormat: 'comma',

	limitOf: (request) => ({ name: endpointOf(request), ...FIRST_LIMIT }),

	/**
	 * Each endpoint has a token bucket. It gets a fixed number of tokens per second, up to a maximum.
	 * If requests use the tokens no faster than that, and never more at once than the bucket can hold,
	 * the bucket is never empty. No `Retry-After` was ever seen.
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

	explain: ({ body }, { path }) => {
		const problem = problemSchema.safeParse(body);
		if (!problem.success) return undefined;
		const { errors, personio_trace_id: trace } = problem.data;
		const said = errors
			.flatMap(({ title, detail, type }) =>
				namesNobody(path) ? [title, detail] : [type?.match(/#([\w.]+)$/)?.[1]],
			)
			.filter(isHarmless);
		return [
			said.length === 0 ? '' : `Personio says: ${[...new Set(said)].join(': ')}.`,
			trace && /^[0-9a-f-]{16,64}$/i.test(trace) ? `For its support: trace ID ${trace}.` : '',
		]
			.filter(Boolean)
			.join(' ');
	},
};

/** https://developer.personio.de/reference/errors */
const problemSchema = z.object({
	personio_trace_id: z.string().nullish(),
	errors: z
		.array(
			z.object({
				title: z.string().nullish(),
				detail: z.string().nullish(),
				/** The URL of a page that describes this kind of error. */
				type: z.string().nullish(),
			}),
		)
		.catch([]),
});

/**
 * Errors about webhooks name no person. Personio's own words about anything else may name a
 * person.
 */
function namesNobody(path: string): boolean {
	return path.startsWith('/v2/webhooks');
}

/** Personio may repeat in the text what was sent: a secret, or an e-mail address that is looked for. */
function isHarmless(text: string | null | undefined): text is string {
	return typeof text === 'string' && text !== '' && !/@|[0-9a-f]{32}/i.test(text);
}

/** The request without its ids: `GET /v2/persons/{id}/employments`. */
function endpointOf({ method, path }: ApiRequest): string {
	return `${method} ${templateOf(path)}`;
}

function secondsFor(tokens: number, perSecond: number): number {
	return Math.ceil((tokens / perSecond) * 1_000);
}

function numberOf(header: string | undefined): number | null {
	return header !== undefined && /^\d+(\.\d+)?$/.test(header) ? Number(header) : null;
}
