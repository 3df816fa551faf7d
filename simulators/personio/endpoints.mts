import type { FastifyRequest } from 'fastify';

import { queryOf } from '../kit/server.mts';
import type { SimulatorServer } from '../kit/server.mts';
import { send } from './access.mts';
import type { Call, Endpoint, Query, RouteOptions } from './api.mts';
import type { IssuedToken } from './clients.mts';
import { resolvePage } from './paging.mts';
import { problem, Refusal } from './problems.mts';
import type { Answer } from './problems.mts';

/** Makes the function that declares one endpoint: scope and parameter names are checked here. */
export function endpointsOf(
	server: SimulatorServer,
	tokenOf: (request: FastifyRequest) => IssuedToken,
	missingScope: RouteOptions['missingScope'],
): Endpoint {
	return (method, path, rules, handle) => {
		server.app.route({
			method,
			url: path,
			// Without this, GET routes would answer HEAD too.
			exposeHeadRoute: false,
			handler: async (request, reply) => {
				const violate = (rule: string) => server.violate(rule, request);
				return await send(
					reply,
					refusable(violate, () => answerTo(request, violate)),
				);
			},
		});

		function answerTo(request: FastifyRequest, violate: Call['violate']): Answer {
			const { client, scopes } = tokenOf(request);
			if (rules.beta && request.headers['beta'] !== 'true') return problem(404, 'Not found');
			if (!scopes.includes(rules.scope)) return withoutScope(missingScope);
			const given = queryMap(request);
			const known = [...(rules.query ?? []), ...(rules.page ? ['limit', 'cursor'] : [])];
			for (const name of given.keys()) {
				if (!known.includes(name)) {
					throw new Refusal(problem(400, `Unknown parameter ${name}`), 'unknown-parameter');
				}
			}
			const path = request.url.split('?', 1)[0] ?? '';
			const { query, page } = resolvePage(given, path, rules.page);
			return handle({
				params: request.params as Record<string, string>,
				query,
				client,
				body: request.body as Buffer | undefined,
				contentType: request.headers['content-type'] ?? '',
				url: request.url,
				page,
				violate,
			});
		}
	};
}

function withoutScope(status: 403 | 401): Answer {
	return problem(status, status === 403 ? 'Insufficient access scope' : 'Unauthorized Request');
}

/** Gives the answer, also when it was thrown as a refusal. */
export function refusable(violate: (rule: string) => void, handle: () => Answer): Answer {
	try {
		return handle();
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		if (error.violation) violate(error.violation);
		return error.answer;
	}
}

function queryMap(request: FastifyRequest): Query {
	return new Map(Object.entries(queryOf(request)).map(([name, value]) => [name, [value].flat()]));
}
