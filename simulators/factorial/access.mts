import type { FastifyRequest } from 'fastify';

import type { SlidingWindow } from '../kit/rateLimit.mts';
import { bearerOf } from '../kit/requests.mts';
import type { SimulatorServer } from '../kit/server.mts';
import type { ErrorForm } from './api.mts';
import { errorBody, Problem } from './api.mts';
import type { FactorialState } from './state.mts';

/** How many requests are allowed, for all credentials together. */
export interface Limits {
	writing: SlidingWindow | false;
	reading: SlidingWindow | false;
}

/** Refuses callers that are unknown or too fast. This comes before every other check of a request. */
export function guard(server: SimulatorServer, limits: Limits, errorForm: ErrorForm): void {
	server.app.addHook('onRequest', async (request, reply) => {
		if (!request.url.startsWith('/api/')) return undefined;
		if (server.entryOf(request).tokenIndex === null) {
			const problem = new Problem('unauthorized', 'Unauthorized');
			return await reply.code(401).send(errorBody(errorForm, problem));
		}
		const limiter = limiterFor(limits, request.method);
		if (limiter && !limiter.arrive().allowed) {
			server.violate('rate-limit', request);
			const seconds = String(Math.ceil(limiter.limit.windowMs / 1_000));
			return await reply.code(429).header('Retry-After', seconds).send({});
		}
		return undefined;
	});
	server.app.setNotFoundHandler(async (request, reply) => {
		server.violate('unknown-path', request);
		const problem = new Problem('missing_resource', 'Not found');
		return await reply.code(404).send(errorBody(errorForm, problem));
	});
}

function limiterFor({ writing, reading }: Limits, method: string): SlidingWindow | false {
	if (method === 'POST') return writing;
	return method === 'GET' ? reading : false;
}

/** The credential of a request. If there is an API key and a token, the key counts. */
export function identify(state: FactorialState, request: FastifyRequest): number | null {
	const key = request.headers['x-api-key'];
	if (typeof key === 'string') return state.credentialIndex(['apiKey'], key);
	return state.credentialIndex(['company', 'user'], bearerOf(request));
}
