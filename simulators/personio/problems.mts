import { randomUUID } from 'node:crypto';

import { Refusal } from '../kit/requests.mts';
import type { Answer } from '../kit/requests.mts';

const PROBLEM = 'application/problem+json';
const ERRORS = 'https://developer.personio.de/reference/errors';
const TITLES: Record<number, { title: string; type: string }> = {
	400: { title: 'Bad request', type: `${ERRORS}#common.bad_request` },
	401: { title: 'Unauthorized', type: `${ERRORS}#common.unauthorized` },
	403: { title: 'Forbidden', type: `${ERRORS}#common.forbidden` },
	404: { title: 'Not found', type: `${ERRORS}#common.not_found` },
	409: { title: 'Conflict', type: `${ERRORS}#common.conflict` },
	422: { title: 'Unprocessable entity', type: `${ERRORS}#common.unprocessable_entity` },
	429: { title: 'Too many requests', type: `${ERRORS}#common.too_many_requests` },
};

/** An error of any endpoint but the token's. */
export function problem(status: number, detail: string): Answer {
	const { title, type } = TITLES[status] ?? { title: 'Error', type: null };
	return {
		status,
		contentType: PROBLEM,
		body: {
			personio_trace_id: randomUUID(),
			timestamp: new Date().toISOString(),
			errors: [{ title, detail, type, _meta: {} }],
		},
	};
}

/** An error of the token endpoint: 400 whatever is wrong, in OAuth's words. */
export function tokenProblem(error: string, description: string, status = 400): Answer {
	return {
		status,
		contentType: PROBLEM,
		body: {
			error,
			error_description: description,
			error_uri: `${ERRORS}#${error}`,
			timestamp: new Date().toISOString(),
			trace_id: randomUUID(),
			meta: {},
		},
	};
}

/** Refuses a read with a parameter that our clients must never send. */
export function badParameter(name: string, reason: string): Refusal {
	return new Refusal(problem(400, `${name} ${reason}`), 'bad-parameter');
}

/** Refuses what the documentation allows, but a simulated account was told not to. */
export function unsupported(name: string, reason: string): Refusal {
	return new Refusal(problem(400, `${name} ${reason}`));
}

export const noContent = (): Answer => ({ status: 204 });
export const notFound = (what: string): Answer => problem(404, `${what} not found`);
export const invalidToken = (): Answer =>
	problem(401, 'The access token is invalid or has expired');
