import { isJson, objectIn, ok, Refusal } from '../../kit/requests.mts';
import { isObject } from '../../kit/values.mts';
import { invalid } from '../api.mts';
import type { Call, Endpoint, RouteContext } from '../api.mts';
import { EVENT_TYPES } from '../events.mts';
import type { EventType } from '../events.mts';
import { inOrder, recordsInForms } from '../sometimes.mts';
import type { Webhook } from '../state.mts';

const SCOPES = ['r_candidates', 'r_employees'] as const;
const ARGS = ['account_id', 'job_shortcode', 'stage_slug'] as const;

/** `/subscriptions`: create, list, delete. There is no update and no single read. */
export function webhookRoutes(
	endpoint: Endpoint,
	{ state, options, switches }: RouteContext,
): void {
	endpoint('POST', '/subscriptions', { scopes: SCOPES }, (call) => {
		const { event, target, filters } = wanted(call);
		if (state.webhooks.some((existing) => existing.target === target)) {
			return { status: 409, body: { error: 'Conflict' } };
		}
		const { id } = state.addWebhook(event, target, call.token.token, filters);
		return { status: options.createStatus, body: { id } };
	});

	endpoint('GET', '/subscriptions', { scopes: SCOPES }, ({ token }) => {
		const visible = state.webhooks.filter(
			(webhook) => !options.listShowsOnlyOwn || webhook.token === token.token,
		);
		if (visible.length === 0 && options.emptyListIs404) return { status: 404, body: {} };
		const webhooks = inOrder(visible, switches).map((webhook) => {
			const { event, ...rest } = listed(webhook);
			return switches.webhookEvents === 'there' ? { event, ...rest } : rest;
		});
		return ok({ subscriptions: recordsInForms(webhooks, switches) });
	});

	endpoint('DELETE', '/subscriptions/:id', { scopes: SCOPES }, ({ params }) => ({
		status: state.removeWebhook(Number(params['id'])) ? 200 : 404,
		body: {},
	}));
}

function listed(webhook: Webhook): Record<string, unknown> {
	const { id, event, target, valid_until, created_at, stage_slug, job_shortcode } = webhook;
	const common = { id, event, target, valid_until, created_at };
	return isFiltered(event) ? { ...common, stage_slug, job_shortcode } : common;
}

function isFiltered(event: EventType): boolean {
	return event.startsWith('candidate_') || event.startsWith('job_');
}

interface Wanted {
	event: EventType;
	target: string;
	filters: { job_shortcode?: string; stage_slug?: string };
}

/** Reads the body of a creation, and refuses what the vendor refuses. */
function wanted(call: Call): Wanted {
	const body = jsonObject(call);
	if (Object.keys(body).some((key) => !['target', 'event', 'args'].includes(key))) {
		call.violate('unknown-field');
	}
	const { event, target, args } = body;
	if (event === undefined || event === null || event === '') {
		const error = 'param is missing or the value is empty: event';
		throw new Refusal({ status: 422, body: { error } });
	}
	if (!isEvent(event)) throw new Refusal(invalid({ event: 'is not included in the list' }));
	if (typeof target !== 'string' || !isHttpUrl(target)) {
		throw new Refusal(invalid({ target: 'is not a valid URL' }));
	}
	return { event, target, filters: args === undefined ? {} : filtersIn(args, event) };
}

function jsonObject(call: Call): Record<string, unknown> {
	if (!isJson(call.contentType)) {
		throw new Refusal({ status: 415, body: { error: 'Unsupported Media Type' } }, 'content-type');
	}
	const parsed = objectIn(call.body);
	if (parsed === undefined) {
		throw new Refusal({ status: 400, body: { error: 'Bad request' } }, 'invalid-json');
	}
	return parsed;
}

function filtersIn(args: unknown, event: EventType): Wanted['filters'] {
	if (!isFiltered(event)) {
		throw new Refusal(invalid({ args: 'is not allowed for this event' }));
	}
	const given = isObject(args) ? args : {};
	for (const name of ARGS) {
		if (typeof given[name] !== 'string') throw new Refusal(invalid({ [name]: 'is missing' }));
	}
	return { job_shortcode: String(given['job_shortcode']), stage_slug: String(given['stage_slug']) };
}

function isEvent(value: unknown): value is EventType {
	return EVENT_TYPES.some((event) => event === value);
}

function isHttpUrl(value: string): boolean {
	return /^https?:\/\//i.test(value) && URL.canParse(value);
}
