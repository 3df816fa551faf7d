import type { FastifyRequest } from 'fastify';

import { callOf, Refusal } from '../kit/requests.mts';
import type { Answer } from '../kit/requests.mts';
import type { SimulatorServer } from '../kit/server.mts';
import type { Call, Endpoint, RouteOptions } from './api.mts';
import type { IssuedToken } from './clients.mts';
import { resolvePage } from './paging.mts';
import { problem } from './problems.mts';

/** Makes the function that declares one endpoint: scope and parameter names are checked here. */
export function endpointsOf(
	server: SimulatorServer,
	tokenOf: (request: FastifyRequest) => IssuedToken,
	missingScope: RouteOptions['missingScope'],
): Endpoint {
	return (method, path, rules, handle) => {
		server.route(method, path, answerTo);

		function answerTo(request: FastifyRequest, violate: Call['violate']): Answer {
			const { client, scopes } = tokenOf(request);
			if (rules.beta && request.headers['beta'] !== 'true') return problem(404, 'Not found');
			if (!scopes.includes(rules.scope)) return withoutScope(missingScope);
			const call = callOf(request, violate);
			const known = [...(rules.query ?? []), ...(rules.page ? ['limit', 'cursor'] : [])];
			for (const name of call.query.keys()) {
				if (!known.includes(name)) {
					throw new Refusal(problem(400, `Unknown parameter ${name}`), 'unknown-parameter');
				}
			}
			const pathAsked = request.url.split('?', 1)[0] ?? '';
			const { query, page } = resolvePage(call.query, pathAsked, rules.page);
			return handle({ ...call, query, client, url: request.url, page });
		}
	};
}

function withoutScope(status: 403 | 401): Answer {
	return problem(status, status === 403 ? 'Insufficient access scope' : 'Unauthorized Request');
}
