import type { FastifyReply, FastifyRequest } from 'fastify';

import type { SlidingWindow } from '../kit/rateLimit.mts';
import type { SimulatorServer } from '../kit/server.mts';
import { Firewall } from './firewall.mts';
import { EndpointLimits } from './limits.mts';
import type { RateLimits } from './limits.mts';
import { BLOCKED_PAGE, HTML, LOGIN_PAGE } from './pages.mts';
import type { ServiceUser } from './serviceUsers.mts';
import type { HiBobState } from './state.mts';

/** Where all paths begin. */
export const BASE_PATH = '/v1';

export interface GuardOptions {
	now: () => number;
	limits: RateLimits;
	/** Answers say what is left of the limit. */
	announcesLimits: boolean;
}

/**
 * Refuses callers that are blocked, unknown or too fast. This comes before every other check of a
 * request.
 */
export function guard(server: SimulatorServer, options: GuardOptions): void {
	const { limits, now } = options;
	const firewall = new Firewall(now);
	const counters = limits === false ? undefined : new EndpointLimits(limits, now);
	const blocked = new WeakSet<FastifyRequest>();

	server.app.addHook('onRequest', async (request, reply) => {
		if (firewall.isBlocked(authorizationOf(request))) {
			blocked.add(request);
			server.violate('waf-block', request);
			return await reply.code(403).type(HTML).send(BLOCKED_PAGE);
		}
		if (request.method === 'GET' && request.headers['content-type'] !== undefined) {
			server.violate('content-type-on-get', request);
		}
		const counter = counters?.of(endpointOf(request));
		if (server.entryOf(request).tokenIndex === null) {
			// Nobody's limit is used up by a stranger.
			if (counter && options.announcesLimits) {
				announce(reply, counter, { remaining: counter.limit.requests, now: now() });
			}
			const error = 'The token does not match.';
			return await reply.code(401).send({ key: 'tokenNotMatch', error });
		}
		if (!counter) return undefined;
		const { allowed, remaining } = counter.arrive();
		if (options.announcesLimits) announce(reply, counter, { remaining, now: now() });
		if (!allowed) {
			server.violate('rate-limit', request);
			return await refuseForNow(reply, counter);
		}
		return undefined;
	});
	server.app.addHook('onSend', async (request, reply) => {
		if (!blocked.has(request)) firewall.answered(reply.statusCode, authorizationOf(request));
	});
	server.app.setNotFoundHandler(
		async (request, reply) => await answerUnknown(request, reply, server),
	);
}

/** Unknown paths below a person, and below `/webhooks`, get the login page of the application. */
async function answerUnknown(
	request: FastifyRequest,
	reply: FastifyReply,
	server: SimulatorServer,
): Promise<FastifyReply> {
	const { path } = server.entryOf(request);
	const isAboutWebhooks = /^\/webhooks(\/|$)/.test(path);
	server.violate(isAboutWebhooks ? 'webhooks-api' : 'unknown-path', request);
	if (isAboutWebhooks || /^\/people\/[^/]+\/./.test(path)) {
		return await reply.code(200).type(HTML).send(LOGIN_PAGE);
	}
	return await reply.code(404).send('');
}

async function refuseForNow(reply: FastifyReply, counter: SlidingWindow): Promise<FastifyReply> {
	const seconds = Math.max(1, Math.ceil(counter.freesInMs / 1000));
	return await reply
		.code(429)
		.header('Retry-After', String(seconds))
		.send({ key: 'rate.limit.exceeded', error: 'Too many requests.' });
}

function announce(
	reply: FastifyReply,
	counter: SlidingWindow,
	{ remaining, now }: { remaining: number; now: number },
): void {
	reply.headers({
		'X-RateLimit-Limit': String(counter.limit.requests),
		'X-RateLimit-Remaining': String(remaining),
		'X-RateLimit-Reset': String(Math.ceil((now + counter.freesInMs) / 1000)),
	});
}

/** Method and path with names in place of what differs, as the documents write it. */
function endpointOf({ method, routeOptions }: FastifyRequest): string {
	const path = (routeOptions.url ?? `${BASE_PATH}/unknown`).slice(BASE_PATH.length);
	return `${method} ${path.replace(/:(\w+)/g, '{$1}')}`;
}

function authorizationOf({ headers }: FastifyRequest): string {
	return headers.authorization ?? '';
}

/** The place of the caller in the list of service users. */
export function identify(state: HiBobState, { headers }: FastifyRequest): number | null {
	const encoded = /^Basic (.+)$/.exec(headers.authorization ?? '')?.[1];
	if (encoded === undefined) return null;
	const given = Buffer.from(encoded, 'base64').toString('utf8');
	const index = state.serviceUsers.findIndex(
		(user: ServiceUser) => !user.revoked && `${user.id}:${user.token}` === given,
	);
	return index === -1 ? null : index;
}
