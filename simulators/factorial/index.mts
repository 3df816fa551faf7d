import { Deliverer } from '../kit/deliveries.mts';
import type { RateLimit } from '../kit/rateLimit.mts';
import { SlidingWindow } from '../kit/rateLimit.mts';
import { createServer } from '../kit/server.mts';
import type { SimulatorServer } from '../kit/server.mts';
import { copyOf } from '../kit/values.mts';
import { guard, identify } from './access.mts';
import type { RouteOptions } from './api.mts';
import { endpointsOf } from './endpoints.mts';
import { COMPANY_ID } from './reference.mts';
import { companyRoutes } from './routes/company.mts';
import { contractRoutes } from './routes/contracts.mts';
import { employeeRoutes } from './routes/employees.mts';
import { leaveRoutes } from './routes/leaves.mts';
import { oauthRoutes, tokenOf } from './routes/oauth.mts';
import { webhookRoutes } from './routes/webhooks.mts';
import type { Switches } from './sometimes.mts';
import { inForms, switchesOf } from './sometimes.mts';
import type { Credential } from './state.mts';
import { FactorialState } from './state.mts';
import { createStory } from './story.mts';
import type { FactorialOptions, FactorialSimulator, ForeignWebhook, Records } from './types.mts';
import { CURRENT_VERSION } from './versions.mts';
import { bytesFor, deliverByHand, DELIVERY_RULES, send } from './webhooks.mts';

export { EVENT_TYPES } from './catalogue.mts';
export type { ContractChanges, ContractVersion } from './contracts.mts';
export { SALARY_CENTS } from './contracts.mts';
export type { LeaveRecord, LeaveWish } from './leaves.mts';
export type { EmployeeChanges, EmployeeRecord } from './people.mts';
export { PRIVATE_MARK } from './people.mts';
export type { Application, Credential, Webhook } from './state.mts';
export type { Leaving } from './story.mts';
export type { FactorialOptions, FactorialSimulator, Records } from './types.mts';
export type { ManualDelivery } from './webhooks.mts';
export { CHALLENGE_HEADER, DELIVERY_RULES } from './webhooks.mts';

const BASE_PATH = `/api/${CURRENT_VERSION}/resources`;
const DEFAULT_KEY = 'example-factorial-key-of-acme';
const POST_LIMIT = { requests: 200, windowMs: 60_000 };

/** Starts a stand-in for one company at Factorial on this machine. */
export async function startFactorial(options: FactorialOptions = {}): Promise<FactorialSimulator> {
	const now = options.now ?? Date.now;
	const state = new FactorialState(now);
	for (const key of options.apiKeys ?? [DEFAULT_KEY]) state.credentials.push(apiKey(key, false));
	const seedPeople = (count: number) => Array.from({ length: count }, () => state.addEmployee().id);
	seedPeople(options.employees ?? 6);

	const server = createServer({
		basePath: BASE_PATH,
		now,
		strict: options.strict,
		identify: (request) => identify(state, request),
		secrets: () => [
			...state.credentials.map(({ value }) => value),
			...state.applications.map(({ clientSecret }) => clientSecret),
		],
	});
	const windowOf = (limit: RateLimit | false) => limit && new SlidingWindow(limit, now);
	const errorForm = options.errorForm ?? 'plain';
	guard(
		server,
		{
			writing: windowOf(options.postLimit ?? POST_LIMIT),
			reading: windowOf(options.readLimit ?? false),
		},
		errorForm,
	);
	const switches = switchesOf(options);
	addRoutes(server, state, options, switches);
	const baseUrl = await server.listen(options.host ?? '127.0.0.1', options.port ?? 0);

	const deliverer = new Deliverer({ ...DELIVERY_RULES, timeScale: options.timeScale ?? 1 });
	const author = options.author === undefined ? COMPANY : options.author;
	const headers: Record<string, string> =
		author === null
			? {}
			: { 'x-factorial-author-id': author.id, 'x-factorial-author-type': author.type };
	const announcesWithoutAddresses = options.announcesWithoutAddresses ?? true;
	const story = createStory(
		state,
		(type, record) => {
			const listener = state.holderOf(type);
			if (!listener?.enabled) return;
			const bytes = bytesFor(listener, inForms(record, switches));
			void send(deliverer, listener, { bytes, headers, retry: true });
		},
		{ announcesWithoutAddresses },
	);

	return {
		baseUrl,
		companyId: COMPANY_ID,
		get credentials() {
			return copyOf(state.credentials);
		},
		get webhooks() {
			return copyOf([...state.webhooks.values()]);
		},
		get employees() {
			return copyOf([...state.people.values()]);
		},
		get contracts() {
			return copyOf([...state.contracts.values()]);
		},
		get leaves() {
			return copyOf([...state.leaves.values()]);
		},
		get teams() {
			return copyOf(state.teams);
		},
		get memberships() {
			return copyOf([...state.memberships.values()]);
		},
		get requests() {
			return server.requests;
		},
		violations: server.violations,
		faults: server.faults,
		deliveries: deliverer,
		addWebhook: (wish) => addForeign(state, wish),
		changeWebhook: (id, changes) => void Object.assign(state.webhook(id), changes),
		removeWebhook: (id) => void state.webhooks.delete(state.webhook(id).id),
		addApiKey: (key, { isElsewhere = false } = {}) =>
			void state.credentials.push(apiKey(key, isElsewhere)),
		revokeCredential: (value) => {
			for (const one of state.credentials) if (one.value === value) one.revoked = true;
		},
		addApplication: (application) => void state.applications.push(application),
		addToken: (token, kind, application) =>
			void state.credentials.push(tokenOf(token, kind, application)),
		deliver: (delivery) => deliverByHand(deliverer, state, delivery),
		load: (records) => load(state, records),
		seedPeople,
		...story,
		close: async () => {
			await deliverer.close();
			await server.app.close();
		},
	};
}

const COMPANY = { id: COMPANY_ID, type: 'company' } as const;

function apiKey(value: string, isElsewhere: boolean): Credential {
	return { kind: 'apiKey', value, scopes: null, isElsewhere, revoked: false, owner: value };
}

function load(state: FactorialState, { employees, contracts, leaves, teams }: Records): void {
	for (const one of employees ?? []) state.people.set(one.id, { ...one });
	for (const one of contracts ?? []) state.contracts.set(one.id, { ...one });
	for (const one of leaves ?? []) state.leaves.set(one.id, { ...one });
	if (teams !== undefined) state.teams = copyOf(teams);
}

function addForeign(state: FactorialState, wish: ForeignWebhook): string {
	const { type, target, challenge = null, enabled = true } = wish;
	const holder = state.holderOf(type);
	if (holder) throw new Error(`Webhook ${holder.id} is for ${type} already`);
	return state.addWebhook({
		type,
		target_url: target,
		name: 'Another integration',
		challenge,
		enabled,
		api_version: wish.apiVersion ?? CURRENT_VERSION,
		owner: wish.owner ?? 'another integration',
	}).id;
}

function addRoutes(
	server: SimulatorServer,
	state: FactorialState,
	options: FactorialOptions,
	switches: Switches,
): void {
	const routeOptions: RouteOptions = {
		duplicates: options.duplicates ?? 'refuse',
		hidesForeign: options.hidesForeign ?? false,
		requiresFlags: options.requiresFlags ?? true,
		...switches,
	};
	const endpoint = endpointsOf(server, state, options.errorForm ?? 'plain', routeOptions);
	const context = { state, options: routeOptions };
	oauthRoutes(server, state);
	companyRoutes(endpoint, context);
	webhookRoutes(endpoint, context);
	employeeRoutes(endpoint, context);
	contractRoutes(endpoint, context);
	leaveRoutes(endpoint, context);
}
