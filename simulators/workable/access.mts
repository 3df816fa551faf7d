import type { FastifyReply } from 'fastify';

import type { SlidingWindow } from '../kit/rateLimit.mts';
import type { SimulatorServer } from '../kit/server.mts';
import type { WorkableState } from './state.mts';

const UNAUTHORIZED = {
	error: {
		error: {
			error: { name: 'invalid_token', state: 'unauthorized' },
			reason: 'unknown',
			description: 'The access token is invalid',
		},
	},
};

/** Refuses callers that are unknown or too fast. This comes before every other check of a request. */
export function guard(
	server: SimulatorServer,
	state: WorkableState,
	limiter: SlidingWindow | false,
) {
	server.app.addHook('onRequest', async (request, reply) => {
		if (server.entryOf(request).tokenIndex === null) {
			return await reply.code(401).send(UNAUTHORIZED);
		}
		if (limiter && !admit(limiter, state.now(), reply)) {
			server.violate('rate-limit', request);
			return await reply.code(429).send({ error: 'Too many requests' });
		}
		return undefined;
	});
	server.app.setNotFoundHandler(async (request, reply) => {
		server.violate('unknown-path', request);
		return await reply.code(404).send({ error: 'Not found' });
	});
}

function admit(limiter: SlidingWindow, now: number, reply: FastifyReply): boolean {
	const { allowed, remaining } = limiter.arrive();
	reply.headers({
		'X-Rate-Limit-Limit': String(limiter.limit.requests),
		'X-Rate-Limit-Remaining': String(remaining),
		'X-Rate-Limit-Reset': String(Math.round((now + limiter.limit.windowMs) / 1000)),
	});
	return allowed;
}
