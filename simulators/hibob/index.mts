import { createServer } from '../kit/server.mts';
import type { SimulatorServer } from '../kit/server.mts';
import { copyOf } from '../kit/values.mts';
import { BASE_PATH, guard, identify } from './access.mts';
import { openAdminPage } from './adminPage.mts';
import { endpointsOf } from './api.mts';
import { createEvents } from './events.mts';
import { load } from './load.mts';
import { bulkRoutes } from './routes/bulk.mts';
import { companyRoutes } from './routes/company.mts';
import { peopleRoutes } from './routes/people.mts';
import { policyRoutes } from './routes/policies.mts';
import { tableRoutes } from './routes/tables.mts';
import { timeOffRoutes } from './routes/timeoff.mts';
import { seedPeople } from './seed.mts';
import { serviceUser } from './serviceUsers.mts';
import type { Switches } from './sometimes.mts';
import { switchesOf } from './sometimes.mts';
import { HiBobState } from './state.mts';
import { createStory } from './story.mts';
import type { StoryVerbs } from './story.mts';
import type { HiBobOptions, HiBobSimulator } from './types.mts';
import { Sender } from './webhooks.mts';

export type { Ping, PingForm, WebhookWish } from './adminPage.mts';
export { CUSTOM_TABLE_HEADER } from './events.mts';
export { EVENT_TYPES } from './eventTypes.mts';
export type { FieldMetadata } from './fields.mts';
export type { StatusSpelling } from './lifecycle.mts';
export type { RateLimits } from './limits.mts';
export type { PersonRecord } from './people.mts';
export { PRIVATE_MARK, SALARY_AMOUNT } from './private.mts';
export { CUSTOM_CATEGORY, CUSTOM_FIELD, EQUIPMENT_COLUMNS, EQUIPMENT_TABLE } from './reference.mts';
export type { CustomTable } from './reference.mts';
export type { Permissions, ServiceUser, ServiceUserWish } from './serviceUsers.mts';
export { sign, SIGNATURE_HEADER } from './signing.mts';
export { DELIVERY_RULES } from './webhooks.mts';
export type { SignMode } from './signing.mts';
export type { Webhook } from './state.mts';
export type { TemporaryLeave, Termination } from './storyLifecycle.mts';
export type { Hire } from './storyPeople.mts';
export type { Promotion, RowKey } from './storyRows.mts';
export type { Row } from './tables.mts';
export type { RequestType, TimeOffChange, TimeOffRequest, TimeOffWish } from './timeoff.mts';
export type { HiBobOptions, HiBobSimulator, LoadedRow, Records } from './types.mts';
export type { ManualDelivery } from './webhooks.mts';

const DEFAULT_USER = { id: 'SERVICE-5772', token: 'example-hibob-token-of-acme' };
const DEFAULT_PEOPLE = 6;

/** Starts a stand-in for one company at HiBob on this machine. */
export async function startHiBob(options: HiBobOptions = {}): Promise<HiBobSimulator> {
	const { now = Date.now, lagMs = 0, sandbox = false, timeScale = 1, companyId } = options;
	const state = new HiBobState({ now, lagMs, sandbox, companyId });
	for (const user of options.serviceUsers ?? [DEFAULT_USER]) {
		state.serviceUsers.push(serviceUser(user));
	}
	seedPeople(state, options.employees ?? DEFAULT_PEOPLE);

	const server = createServer({
		basePath: BASE_PATH,
		now,
		strict: options.strict,
		identify: (request) => identify(state, request),
		secrets: () => state.serviceUsers.map(({ token }) => token),
	});
	guard(server, {
		now,
		limits: options.rateLimit ?? {},
		announcesLimits: options.rateLimitHeaders ?? true,
	});
	const switches = switchesOf(options);
	addRoutes(server, state, switches);
	const origin = await server.listen(options.host ?? '127.0.0.1', options.port ?? 0);

	const sender = new Sender(state, timeScale);
	const admin = openAdminPage(state, {
		pingForms: options.pingForms ?? ['text-as-json', 'json'],
		signsPing: options.signsPing ?? false,
		timeScale,
	});
	const events = createEvents(state, switches, (told) => sender.emit(told));

	const story = createStory(state, events, { editRemovesOld: options.editRemovesOld ?? true });

	return {
		baseUrl: `${origin}${BASE_PATH}`,
		companyId: state.companyId,
		sandbox,
		get serviceUsers() {
			return copyOf(state.serviceUsers);
		},
		get webhooks() {
			return copyOf([...state.webhooks.values()]);
		},
		get employees() {
			return copyOf(state.people.all());
		},
		rows: (table, employeeId) =>
			copyOf(
				employeeId === undefined
					? state.allRows(table)
					: state.rows(table, employeeId).map((row) => ({ ...row, employeeId })),
			),
		get timeOff() {
			return copyOf(state.timeOff.all());
		},
		get requests() {
			return server.requests;
		},
		violations: server.violations,
		faults: server.faults,
		deliveries: {
			get attempts() {
				return sender.deliverer.attempts;
			},
			idle: () => sender.idle(),
			pause: () => sender.deliverer.pause(),
			resume: () => sender.deliverer.resume(),
			giveUp: () => sender.giveUp(),
			duplicateNext: (times) => sender.deliverer.duplicateNext(times),
			cutNext: (times) => sender.deliverer.cutNext(times),
		},
		addServiceUser: (user) => void state.serviceUsers.push(serviceUser(user)),
		revokeServiceUser: (id) => void (state.serviceUser(id).revoked = true),
		setPermissions: (id, permissions) =>
			void Object.assign(state.serviceUser(id).permissions, permissions),
		deliver: (delivery) => sender.byHand(delivery),
		load: (records) => load(state, records),
		seedPeople: (count) => seedPeople(state, count),
		...admin.page,
		...(options.updatedFirst ? inOneGo(story, sender) : story),
		close: async () => {
			await admin.close();
			await sender.deliverer.close();
			await sender.idle();
			await server.app.close();
		},
	};
}

/** The same verbs, with the events of each verb in another order. */
function inOneGo(story: StoryVerbs, sender: Sender): StoryVerbs {
	const verbs = Object.entries(story) as Array<[string, (...given: unknown[]) => unknown]>;
	const held = verbs.map(([name, verb]) => [
		name,
		(...given: unknown[]) => sender.updatesFirst(() => verb(...given)),
	]);
	return Object.fromEntries(held) as StoryVerbs;
}

function addRoutes(server: SimulatorServer, state: HiBobState, options: Switches): void {
	const endpoint = endpointsOf(server, state, options);
	const context = { state, options };
	peopleRoutes(endpoint, context);
	tableRoutes(endpoint, context);
	bulkRoutes(endpoint, context);
	companyRoutes(endpoint, context);
	timeOffRoutes(endpoint, context);
	policyRoutes(endpoint);
}
