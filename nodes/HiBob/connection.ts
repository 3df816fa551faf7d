import { z } from 'zod/v4';

import type { ApiRequest } from '../shared/outbound/api';
import type { Connection } from '../shared/outbound/connection';
import { urlOfEnvironment } from '../shared/outbound/environments';
import { templateOf } from '../shared/outbound/pathSegment';
import { enteredIn } from '../shared/outbound/tenant';
import { ENVIRONMENTS } from './environment';

const MINUTE_MS = 60_000;

/** The limit that is documented for most endpoints. https://apidocs.hibob.com/docs/rate-limit */
const USUAL_REQUESTS = 50;

/**
 * Endpoints that allow fewer requests. For some of them this is documented. For the others it is assumed, because
 * similar endpoints are documented to allow fewer.
 */
const SLOW = ['GET /people/{id}/salaries', 'GET /bulk/people/salaries'];
const SLOW_REQUESTS = 10;

/** How HiBob's API (v1) is reached. */
export const connection: Connection = {
	credentialOf: () => 'hiBobHrApi',

	baseUrlOf: (credential) => urlOfEnvironment(ENVIRONMENTS, credential),

	/** HiBob blocks a client whose requests are refused too often. So a refused request (401) is not sent again. */
	isRefusalFinal: true,

	/** The credential does not name the company; deliveries do. */
	companyOf: () => null,

	/**
	 * HiBob does not document whether it counts requests by service user or by company. Here they are counted by
	 * service user, so that one company never waits for another.
	 */
	tenantOf: (credential) => ({
		countedBy: [enteredIn(credential, 'serviceUserId')],
		distinguishedBy: [enteredIn(credential, 'serviceUserToken')],
	}),

	accountOf: (credential) => enteredIn(credential, 'serviceUserId'),

	/** Everybody of a company comes in one answer, with about 3 kB for each person. */
	mostBytes: 48 * 1024 * 1024,

	/** `employeeIds=1,2` */
	arrayFormat: 'comma',

	/** Each endpoint has a limit of its own, per minute. */
	limitOf(request) {
		const name = endpointOf(request);
		const requests = SLOW.includes(name) ? SLOW_REQUESTS : USUAL_REQUESTS;
		return { name, requests, windowMs: MINUTE_MS };
	},

	/** `X-RateLimit-Reset` is in epoch seconds. The wait is never longer than the window of one minute. */
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

/** https://apidocs.hibob.com/docs/rate-limit. The block was seen as a page; HiBob's own answers are JSON. */
const BLOCKED =
	'HiBob answered with a page. It blocks a user for five minutes after about fifty refused requests in ten seconds. Correct the credential, then wait.';

/**
 * Only the identifier of the problem is repeated: the text beside it may name people.
 * https://apidocs.hibob.com/reference/error-handling
 */
const problemSchema = z.looseObject({ key: z.string().regex(/^[\w.-]{1,80}$/) });

/** The request without its ids: `GET /people/{id}/lifecycle`. */
function endpointOf({ method, path }: ApiRequest): string {
	return `${method} ${templateOf(path)}`;
}

function numberOf(header: string | undefined): number | null {
	return header !== undefined && /^\d+$/.test(header) ? Number(header) : null;
}
