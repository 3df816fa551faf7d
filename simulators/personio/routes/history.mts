import { SlidingWindow } from '../../kit/rateLimit.mts';
import { ok, Refusal } from '../../kit/requests.mts';
import type { Query } from '../../kit/requests.mts';
import { isObject } from '../../kit/values.mts';
import { one } from '../api.mts';
import type { Call, Endpoint, RouteContext } from '../api.mts';
import { jsonObject, malformed, text, unprocessable } from '../body.mts';
import { familyKey } from '../events.mts';
import { isZonedTime, zonedRange } from '../filters.mts';
import type { InstantTest } from '../filters.mts';
import { pageOf } from '../paging.mts';
import { badParameter, problem } from '../problems.mts';
import { DELIVERY_RULES } from '../sending.mts';
import type { RecordedEvent } from '../state.mts';
import { webhookOf } from './webhooks.mts';

const READ = 'personio:webhooks:read';
const WRITE = 'personio:webhooks:write';
const PAGE = { max: 200, default: 100 };
const HISTORY_MS = 30 * 86_400_000;
const EVENTS_PER_REDELIVERY = 100;
const EVENTS_PER_HOUR = { requests: 500, windowMs: 3_600_000 };
const BOUNDS = ['occurred_at.gte', 'occurred_at.lte'] as const;

/** What happened at one webhook: `/events`, `/activity`, `/ping`, `/test-event`, `/redelivery`. */
export function historyRoutes(endpoint: Endpoint, context: RouteContext): void {
	const { state, sender, options } = context;
	const redelivered = new SlidingWindow(EVENTS_PER_HOUR, state.now);

	endpoint(
		'GET',
		'/v2/webhooks/:id/events',
		{ scope: READ, query: [...BOUNDS, 'event_name'], page: PAGE },
		(call) => {
			const isInRange = zonedRange(call.query, 'occurred_at');
			const isNamed = nameFilter(call.query);
			const events = historyOf(call, isInRange).filter(({ body }) => isNamed(body.event_name));
			return pageOf(
				call,
				context,
				events.map(({ body }) => body),
			);
		},
	);

	endpoint(
		'GET',
		'/v2/webhooks/:id/activity',
		{
			scope: READ,
			query: ['completed_at.gte', 'completed_at.lte', 'event_name', 'is_delivered'],
			page: PAGE,
		},
		(call) => {
			const { id } = webhookOf(call, context);
			const isInRange = zonedRange(call.query, 'completed_at');
			const isNamed = nameFilter(call.query);
			const isDelivered = one(call.query, 'is_delivered');
			if (isDelivered !== undefined && !['true', 'false'].includes(isDelivered)) {
				throw badParameter('is_delivered', 'is neither true nor false');
			}
			const activity = sender.attempts
				.filter(({ webhookId }) => webhookId === id)
				.map(({ eventType, status, at, durationMs }) => ({
					event_name: eventType,
					completed_at: new Date(at + durationMs).toISOString(),
					is_delivered: status !== null && DELIVERY_RULES.succeeded(status),
					response_status: status,
				}))
				.filter(
					(item) =>
						isRecent(item.completed_at) &&
						isInRange(item.completed_at) &&
						isNamed(item.event_name) &&
						(isDelivered === undefined || String(item.is_delivered) === isDelivered),
				);
			return pageOf(call, context, activity);
		},
	);

	endpoint('POST', '/v2/webhooks/:id/ping', { scope: WRITE }, (call) => {
		send(call, 'ping', {});
		return ok({});
	});

	endpoint('POST', '/v2/webhooks/:id/test-event', { scope: WRITE }, (call) => {
		const { enabled_events: events } = webhookOf(call, context);
		const body = jsonObject(call, ['event_name', 'payload']);
		const eventName = text(body, 'event_name');
		if (eventName === undefined) throw malformed('event_name is required');
		if (!events.includes(eventName)) throw malformed('event_name is not enabled');
		send(call, eventName, testPayload(eventName, body['payload']));
		return ok({});
	});

	endpoint('POST', '/v2/webhooks/:id/redelivery', { scope: WRITE }, (call) => {
		const webhook = webhookOf(call, context);
		const events = historyOf(call, bounds(jsonObject(call, BOUNDS)));
		if (events.length > EVENTS_PER_REDELIVERY) {
			throw unprocessable(`There are more than ${EVENTS_PER_REDELIVERY} events in this range`);
		}
		for (const { body, bytes } of events) {
			if (!redelivered.arrive().allowed) {
				throw new Refusal(problem(429, 'Too many events were redelivered'), 'redelivery-limit');
			}
			sender.again(webhook, { eventName: body.event_name, bytes });
		}
		return ok({});
	});

	/** Oldest first. */
	function historyOf(call: Call, isInRange: InstantTest): RecordedEvent[] {
		const { id } = webhookOf(call, context);
		return state.history.filter(
			({ webhookId, body }) =>
				webhookId === id && isRecent(body.occurred_at) && isInRange(body.occurred_at),
		);
	}

	function isRecent(instant: string): boolean {
		return Date.parse(instant) >= state.now() - HISTORY_MS;
	}

	/** Sends to the webhook even if it is disabled. This is no event of its history. */
	function send(call: Call, eventName: string, payload: Record<string, unknown>): void {
		const bytes = Buffer.from(JSON.stringify(sender.envelope(eventName, payload)));
		sender.again(webhookOf(call, context), { eventName, bytes });
	}

	function testPayload(eventName: string, payload: unknown): Record<string, unknown> {
		const key = familyKey(eventName, options.payloadKeys);
		const subject = isObject(payload) ? payload[key] : undefined;
		if (!isObject(payload) || !isObject(subject) || typeof subject['id'] !== 'string') {
			throw malformed(`payload.${key}.id is required`);
		}
		return payload;
	}
}

function nameFilter(query: Query): (eventName: string) => boolean {
	const wanted = one(query, 'event_name');
	return (eventName) => wanted === undefined || eventName === wanted;
}

function bounds(body: Record<string, unknown>): InstantTest {
	const given = BOUNDS.map((name) => text(body, name));
	if (given.every((value) => value === undefined)) {
		throw malformed(`One of ${BOUNDS.join(', ')} is required`);
	}
	if (given.some((value) => value !== undefined && !isZonedTime(value))) {
		throw malformed('A bound is not a date-time');
	}
	const [from = '-271821-04-20T00:00:00Z', to = '+275760-09-13T00:00:00Z'] = given;
	return (instant) =>
		Date.parse(instant) >= Date.parse(from) && Date.parse(instant) <= Date.parse(to);
}
