import { z } from 'zod/v4';

import type { ApiRequest, Connection } from '../shared/outbound/api';
import { urlOfEnvironment } from '../shared/outbound/environments';
import { ENVIRONMENTS } from './environment';

const MINUTE_MS = 60_000;

/** What most endpoints are documented to allow. https://apidocs.hibob.com/docs/rate-limit */
const USUAL_REQUESTS = 50;

/** Documented to allow less, or not documented where their siblings allow less. */
const SLOW = ['GET /people/{id}/salaries', 'GET /bulk/people/salaries'];
const SLOW_REQUESTS = 10;

/** How HiBob's API (v1) is reached. */
export const connection: Connection = {
	credentialOf: () => 'hiBobHrApi',

	baseUrlOf: (credential) => urlOfEnvironment(ENVIRONMENTS, credential),

	/** HiBob blocks whoever is refused too often: once is enough. */
	isRefusalFinal: true,

	/** The credential does not name it; deliveries do. */
	companyOf: () => null,

	/** `employeeIds=1,2` */
	arrayFormat: 'comma',

	/** Each endpoint counts for itself, by the minute. */
	limitOf(request) {
		const name = endpointOf(request);
		const requests = SLOW.includes(name) ? SLOW_REQUESTS : USUAL_REQUESTS;
		return { name, requests, windowMs: MINUTE_MS };
	},

	/** `X-RateLimit-Reset` is in epoch seconds; never further away than the window is long. */
	readLimit(headers, now) {
		const requests = numberOf(headers['x-ratelimit-limit']);
		const remaining = numberOf(headers['x-ratelimit-remaining']);
		const reset = numberOf(headers['x-ratelimit-reset']);
		const retryAfter = numberOf(headers['retry-after']);
		const resetInMs =
			retryAfter !== null ? retryAfter * 1_000 : reset === null ? null : reset * 1_000 - now;
		return {
			...(requests === null ? {} : { requests }),
			...(remaining === null ? {} : { remaining }),
			...(resetInMs === null ? {} : { resetInMs: Math.min(Math.max(resetInMs, 0), MINUTE_MS) }),
		};
	},

	unauthorizedHint:
		"Check 'Service User ID', 'Service User Token' and 'Environment' in the credential. Bob shows the token once, when the service user is created.",

	explain: ({ status, body }) => {
		if (status === 403 && typeof body === 'string' && body.includes('<')) return BLOCKED;
		const problem = problemSchema.safeParse(body);
		return problem.success ? `HiBob says: ${problem.data.key}.` : undefined;
	},
};

/** https://apidocs.hibob.com/docs/rate-limit; seen as a page, where HiBob's own answers are JSON. */
const BLOCKED =
	'HiBob answered with a page: it blocks whoever is refused some fifty times in ten seconds, for five minutes. Correct the credential, then wait.';

/**
 * The identifier alone: the text beside it may name people.
 * https://apidocs.hibob.com/reference/error-handling
 */
const problemSchema = z.looseObject({ key: z.string().regex(/^[\w.-]{1,80}$/) });

/** The request without its ids: `/people/{id}/lifecycle`. */
function endpointOf({ method, path }: ApiRequest): string {
	const template = path.split('/').map((part) => (/^[a-z-]*$/.test(part) ? part : '{id}'));
	return `${method} ${template.join('/')}`;
}

function numberOf(header: string | undefined): number | null {
	return header !== undefined && /^\d+$/.test(header) ? Number(header) : null;
}
