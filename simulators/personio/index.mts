import type { FastifyRequest } from 'fastify';

import { Deliverer } from '../kit/deliveries.mts';
import { bearerOf, Refusal } from '../kit/requests.mts';
import { createServer } from '../kit/server.mts';
import type { SimulatorServer } from '../kit/server.mts';
import { copyOf } from '../kit/values.mts';
import { guard } from './access.mts';
import type { RouteContext, RouteOptions } from './api.mts';
import { endpointsOf } from './endpoints.mts';
import type { IssuedToken } from './clients.mts';
import { RouteLimits, TokenCallLimit } from './limits.mts';
import { invalidToken } from './problems.mts';
import { absenceRoutes } from './routes/absences.mts';
import { historyRoutes } from './routes/history.mts';
import { organisationRoutes } from './routes/organisation.mts';
import { personRoutes } from './routes/persons.mts';
import { tokenRoutes } from './routes/token.mts';
import { webhookRoutes } from './routes/webhooks.mts';
import { DELIVERY_RULES, Sender } from './sending.mts';
import { switchesOf } from './sometimes.mts';
import { PersonioState } from './state.mts';
import { createStory } from './story.mts';
import type { PersonioOptions, PersonioSimulator } from './types.mts';
import { buildWebhook } from './webhooks.mts';

export type { AbsenceRecord, AbsenceWish, Half } from './absences.mts';
export { ALL_SCOPES } from './clients.mts';
export type { Attributes, Client, ClientWish, Scope } from './clients.mts';
export { TERMINATION_TYPES } from './employments.mts';
export type { EmploymentChanges, EmploymentRecord, EmploymentStatus } from './employments.mts';
export { EVENT_TYPES } from './events.mts';
export type { EventBody, EventType } from './events.mts';
export { privateValues } from './people.mts';
export type { CustomAttribute, PersonChanges, PersonRecord } from './people.mts';
export { ABSENCE_TYPES, COST_CENTERS, DEPARTMENTS, LEGAL_ENTITIES, TEAMS } from './reference.mts';
export { WORKPLACES } from './reference.mts';
export { DELIVERY_RULES } from './sending.mts';
export type { ManualDelivery, SecretMode } from './sending.mts';
export type { LongTermLeaveWish } from './storyAbsences.mts';
export type { EmploymentWish, TerminationWish } from './storyPeople.mts';
export type { PersonioOptions, PersonioSimulator } from './types.mts';
export type { Webhook, WebhookWish } from './webhooks.mts';
export type { Bucket } from '../kit/tokenBucket.mts';

const DEFAULT_COMPANY = '48151';
const DEFAULT_CLIENT = {
	clientId: 'papi-example-client-of-acme',
	clientSecret: 'papi-example-secret-of-acme',
};
const DAY_SECONDS = 86_400;

/** Starts a stand-in for one Personio account on this machine. */
export async function startPersonio(options: PersonioOptions = {}): Promise<PersonioSimulator> {
	const now = options.now ?? Date.now;
	const state = new PersonioState(
		options.companyId ?? DEFAULT_COMPANY,
		now,
		options.tokenLifetimeSeconds ?? DAY_SECONDS,
	);
	for (const client of options.clients ?? [DEFAULT_CLIENT]) state.clients.add(client);
	const seedPeople = (count: number) => Array.from({ length: count }, () => state.addColleague());
	seedPeople(options.people ?? 6);

	const server = createServer({
		basePath: '',
		now,
		strict: options.strict,
		identify: (request) => state.clients.indexOf(bearerOf(request)),
		secrets: () => state.clients.secrets,
	});
	const { rateLimit = {} } = options;
	guard(
		server,
		state,
		rateLimit && {
			routes: new RouteLimits(rateLimit, now),
			tokenCalls: new TokenCallLimit(now),
		},
	);

	let baseUrl = '';
	const timeScale = options.timeScale ?? 1;
	const deliverer = new Deliverer({ ...DELIVERY_RULES, timeScale, now });
	const sender = new Sender(state, deliverer);
	const routeOptions = withDefaults(options);
	addRoutes(server, { state, sender, baseUrl: () => baseUrl, options: routeOptions });
	baseUrl = await server.listen(options.host ?? '127.0.0.1', options.port ?? 0);

	return {
		baseUrl,
		companyId: state.companyId,
		get clients() {
			return copyOf([...state.clients.all]);
		},
		get webhooks() {
			return copyOf([...state.webhooks.values()]);
		},
		get people() {
			return copyOf([...state.people.values()].map((person) => state.personRecord(person)));
		},
		get employments() {
			return copyOf(state.employments);
		},
		get absences() {
			return copyOf([...state.absences.values()]);
		},
		get requests() {
			return server.requests;
		},
		violations: server.violations,
		faults: server.faults,
		deliveries: deliverer,
		addWebhook: (wish) => {
			const webhook = buildWebhook(wish);
			state.webhooks.set(webhook.id, webhook);
			return webhook.id;
		},
		disableWebhook: (id) => {
			state.webhook(id).status = 'DISABLED';
		},
		addClient: (client) => state.clients.add(client),
		revokeTokens: () => state.clients.revoke(),
		deliver: (delivery) => sender.byHand(delivery),
		seedPeople,
		...createStory(state, sender, routeOptions),
		close: async () => {
			await deliverer.close();
			await server.app.close();
		},
	};
}

function withDefaults(options: PersonioOptions): RouteOptions {
	return {
		payloadKeys: options.payloadKeys ?? 'underscore',
		personInPayload: options.personInPayload ?? true,
		webhookAnswers: options.webhookAnswers ?? 'bare',
		createAnswersIdOnly: options.createAnswersIdOnly ?? false,
		echoSecrets: options.echoSecrets ?? false,
		duplicateUrl: options.duplicateUrl ?? 'conflict',
		keepsQuery: options.keepsQuery ?? true,
		listShowsOnlyOwn: options.listShowsOnlyOwn ?? false,
		dateFilters: options.dateFilters ?? 'date-time',
		absenceFilterZone: options.absenceFilterZone ?? 'accepted',
		nextLink: options.nextLink ?? 'cursor-only',
		missingScope: options.missingScope ?? 403,
		absencesNeedBeta: options.absencesNeedBeta ?? false,
		...switchesOf(options),
	};
}

function addRoutes(server: SimulatorServer, context: RouteContext): void {
	const { state, options } = context;
	const tokenOf = (request: FastifyRequest): IssuedToken => {
		const token = state.clients.issued(bearerOf(request));
		// The token was valid when the request arrived, but may have expired while a fault delayed the request.
		if (!token) throw new Refusal(invalidToken());
		return token;
	};
	const endpoint = endpointsOf(server, tokenOf, options.missingScope);
	tokenRoutes(server, state);
	webhookRoutes(endpoint, context);
	historyRoutes(endpoint, context);
	personRoutes(endpoint, context);
	absenceRoutes(endpoint, context);
	organisationRoutes(endpoint, context);
}
