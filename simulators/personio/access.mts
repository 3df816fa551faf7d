import type { FastifyReply, FastifyRequest } from 'fastify';

import { bearerOf, send } from '../kit/requests.mts';
import type { Answer } from '../kit/requests.mts';
import type { SimulatorServer } from '../kit/server.mts';
import type { RouteLimits, TokenCallLimit } from './limits.mts';
import { invalidToken, problem, tokenProblem } from './problems.mts';
import type { PersonioState } from './state.mts';

/** Requests below this path need no token. */
export const AUTH_PATH = '/v2/auth/';

const UPPER_SNAKE_CASE = /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/;

export interface Limits {
	routes: RouteLimits;
	tokenCalls: TokenCallLimit;
}

/** Refuses callers that are unknown or too fast. This comes before every other check of a request. */
export function guard(server: SimulatorServer, state: PersonioState, limits: Limits | false): void {
	server.app.addHook('onRequest', async (request, reply) => {
		if (!isIdentified(request)) server.violate('app-id', request);
		const refusal = isAuthCall(request)
			? refusedTokenCall(request, limits)
			: refusedCall(request, reply, limits);
		return refusal ? await send(reply, refusal) : undefined;
	});

	server.app.setNotFoundHandler(async (request, reply) => {
		server.violate('unknown-path', request);
		return await send(reply, problem(404, 'There is no such resource'));
	});

	function refusedTokenCall(request: FastifyRequest, limit: Limits | false): Answer | undefined {
		if (!limit || limit.tokenCalls.admit()) return undefined;
		server.violate('rate-limit', request);
		return tokenProblem('temporarily_unavailable', 'Too many requests', 429);
	}

	function refusedCall(
		request: FastifyRequest,
		reply: FastifyReply,
		limit: Limits | false,
	): Answer | undefined {
		if (!state.clients.issued(bearerOf(request))) {
			if (limit && !request.is404) limit.routes.announce(request, reply);
			return invalidToken();
		}
		if (!limit || request.is404 || limit.routes.admit(request, reply)) return undefined;
		server.violate('rate-limit', request);
		return problem(429, 'Too many requests');
	}
}

function isAuthCall(request: FastifyRequest): boolean {
	return request.url.startsWith(AUTH_PATH);
}

/** The vendor asks all callers for the name of their app, and partners also for their partner id. */
function isIdentified({ headers }: FastifyRequest): boolean {
	const partner = headers['x-personio-partner-id'];
	return (
		UPPER_SNAKE_CASE.test(String(headers['x-personio-app-id'] ?? '')) &&
		(partner === undefined || UPPER_SNAKE_CASE.test(String(partner)))
	);
}
