import type { FastifyRequest } from 'fastify';

import { Deliverer } from '../kit/deliveries.mts';
import { SlidingWindow } from '../kit/rateLimit.mts';
import { bearerOf } from '../kit/requests.mts';
import { createServer } from '../kit/server.mts';
import type { SimulatorServer } from '../kit/server.mts';
import { copyOf } from '../kit/values.mts';
import { guard } from './access.mts';
import { endpointsOf } from './api.mts';
import { employeeRoutes } from './routes/employees.mts';
import { referenceRoutes } from './routes/reference.mts';
import { webhookRoutes } from './routes/webhooks.mts';
import { timeOffRoutes } from './routes/timeoff.mts';
import type { Switches } from './sometimes.mts';
import { inForms, switchesOf } from './sometimes.mts';
import { ALL_SCOPES, WorkableState } from './state.mts';
import type { Token } from './state.mts';
import { createStory } from './story.mts';
import type { WorkableOptions, WorkableSimulator } from './types.mts';
import { deliverByHand, DELIVERY_RULES, send } from './webhooks.mts';

export { EVENT_TYPES } from './events.mts';
export type { EventBody, EventType } from './events.mts';
export { privateValues } from './people.mts';
export type { EmployeeChanges, EmployeeRecord } from './people.mts';
export { sign, SIGNATURE_HEADER } from './signing.mts';
export { DELIVERY_RULES } from './webhooks.mts';
export type { SignMode } from './signing.mts';
export type { Scope, Token, Webhook } from './state.mts';
export type { TimeOffRequest, TimeOffWish } from './timeoff.mts';
export type { ManualDelivery, WorkableOptions, WorkableSimulator } from './types.mts';

const BASE_PATH = '/spi/v3';
const DEFAULT_TOKEN = 'example-workable-token-of-acme';
const DEFAULT_LIMIT = { requests: 10, windowMs: 10_000 };

/** Starts a stand-in for one Workable account on this machine. */
export async function startWorkable(options: WorkableOptions = {}): Promise<WorkableSimulator> {
	const now = options.now ?? Date.now;
	const switches = switchesOf(options);
	const state = new WorkableState(options.subdomain ?? 'acme', now, switches);
	for (const { token, scopes } of options.tokens ?? [{ token: DEFAULT_TOKEN }]) {
		state.addToken(token, scopes ?? ALL_SCOPES);
	}
	const seedPeople = (count: number) =>
		Array.from({ length: count }, () => state.addPerson().record.id);
	seedPeople(options.employees ?? 6);

	const server = createServer({
		basePath: BASE_PATH,
		now,
		strict: options.strict,
		identify: (request) => state.tokenIndex(bearerOf(request)),
		secrets: () => state.tokens.map(({ token }) => token),
	});
	const { rateLimit = DEFAULT_LIMIT } = options;
	guard(server, state, rateLimit && new SlidingWindow(rateLimit, now));

	let baseUrl = '';
	addRoutes(server, state, { options, switches }, () => baseUrl);
	baseUrl = (await server.listen(options.host ?? '127.0.0.1', options.port ?? 0)) + BASE_PATH;

	const deliverer = new Deliverer({ ...DELIVERY_RULES, timeScale: options.timeScale ?? 1 });
	const story = createStory(state, (event, body, subject) => {
		const bytes = Buffer.from(JSON.stringify(inForms(body, switches)));
		for (const webhook of state.listeners(event, subject)) {
			void send(deliverer, webhook, { bytes, sign: 'good', headers: {}, retry: true });
		}
	});

	return {
		baseUrl,
		subdomain: state.subdomain,
		get tokens() {
			return copyOf(state.tokens);
		},
		get webhooks() {
			return copyOf([...state.webhooks]);
		},
		get employees() {
			return copyOf([...state.people.values()].map(({ record }) => record));
		},
		get timeOffRequests() {
			return copyOf([...state.timeOff.values()]);
		},
		get requests() {
			return server.requests;
		},
		violations: server.violations,
		faults: server.faults,
		deliveries: deliverer,
		addWebhook: ({ event, target, token }) =>
			state.addWebhook(event, target, token ?? state.tokens[0]?.token ?? '').id,
		expireWebhook: (id) => {
			state.webhook(id).valid_until = new Date(now() - 1000).toISOString();
		},
		addToken: (token, scopes = ALL_SCOPES) => state.addToken(token, scopes),
		revokeToken: (token) => state.revokeToken(token),
		deliver: (delivery) => deliverByHand(deliverer, state, delivery),
		seedPeople,
		...story,
		close: async () => {
			await deliverer.close();
			await server.app.close();
		},
	};
}

function addRoutes(
	server: SimulatorServer,
	state: WorkableState,
	{ options, switches }: { options: WorkableOptions; switches: Switches },
	baseUrl: () => string,
): void {
	const tokenOf = (request: FastifyRequest): Token => {
		const token = state.tokens[server.entryOf(request).tokenIndex ?? -1];
		if (!token) throw new Error('A request got past the guard without a token');
		return token;
	};
	const endpoint = endpointsOf(server, BASE_PATH, tokenOf, switches);
	const context = {
		state,
		baseUrl,
		switches,
		options: {
			listShowsOnlyOwn: options.listShowsOnlyOwn ?? false,
			createStatus: options.createStatus ?? 200,
			emptyListIs404: options.emptyListIs404 ?? true,
			requireMember: options.requireMember ?? false,
			timeoffNeedsEmployee: options.timeoffNeedsEmployee ?? false,
			timeoffPeriod: options.timeoffPeriod ?? 'touching',
		},
	};
	webhookRoutes(endpoint, context);
	employeeRoutes(endpoint, context);
	timeOffRoutes(endpoint, context);
	referenceRoutes(endpoint, context);
}
