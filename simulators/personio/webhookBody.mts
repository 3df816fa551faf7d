import { isObject } from '../kit/values.mts';
import { malformed, text, unprocessable } from './body.mts';
import { isEventType } from './events.mts';
import type { Webhook } from './webhooks.mts';

/** The fields of `POST` and `PATCH`. */
export const WEBHOOK_FIELDS = [
	...['url', 'description', 'status', 'auth_type', 'token', 'custom_headers', 'enabled_events'],
];

export type WebhookFields = Omit<Webhook, 'id' | 'client'>;

const STATUSES = ['ENABLED', 'DISABLED'] as const;
const AUTH_TYPES = ['NONE', 'TOKEN', 'CUSTOM'] as const;
const MAX_HEADERS = 3;

/** Names that are refused, and beginnings of names that are refused. */
const RESERVED = [
	...['host', 'content-length', 'transfer-encoding', 'connection', 'upgrade', 'te', 'trailer'],
	...['expect', 'content-type'],
];
const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const HEADER_VALUE = /^[\x20-\x7e]+$/;
const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'];

/** The webhook after a change. Without `before` it is a new one. */
export function webhookFields(body: Record<string, unknown>, before?: Webhook): WebhookFields {
	const url = text(body, 'url') ?? before?.url;
	if (url === undefined) throw malformed('url is required');
	const description = text(body, 'description') ?? before?.description;
	if (description === undefined) throw malformed('description is required');
	checkUrl(url);
	// The vendor documents this default for PATCH as well. If the field is left out, the secret is lost.
	const authType = word(body, 'auth_type', AUTH_TYPES) ?? 'TOKEN';
	return {
		url,
		description,
		status: word(body, 'status', STATUSES) ?? before?.status ?? 'DISABLED',
		auth_type: authType,
		token: tokenIn(body, authType, before),
		custom_headers: headersIn(body, authType, before),
		enabled_events: eventsIn(body) ?? before?.enabled_events ?? missing('enabled_events'),
	};
}

function missing(name: string): never {
	throw malformed(`${name} is required`);
}

function word<T extends string>(
	body: Record<string, unknown>,
	name: string,
	words: readonly T[],
): T | undefined {
	const value = text(body, name);
	const known = words.find((candidate) => candidate === value);
	if (value !== undefined && known === undefined) {
		throw malformed(`${name} is none of ${words.join(', ')}`);
	}
	return known;
}

/** HTTPS is required, except on this machine, where all receivers of a simulator are. */
function checkUrl(url: string): void {
	if (!URL.canParse(url)) throw unprocessable('url is invalid');
	const { protocol, hostname } = new URL(url);
	const isLocal = LOOPBACK.includes(hostname);
	if (protocol !== 'https:' && !(protocol === 'http:' && isLocal)) {
		throw unprocessable('url is not an HTTPS URL');
	}
	if (!isLocal && !hostname.includes('.')) throw unprocessable('url has an invalid hostname');
}

function tokenIn(
	body: Record<string, unknown>,
	authType: Webhook['auth_type'],
	before: Webhook | undefined,
): string | null {
	const token = text(body, 'token');
	if (authType !== 'TOKEN') {
		if (token !== undefined) throw unprocessable('token is for auth_type TOKEN only');
		return null;
	}
	if (token !== undefined && !HEADER_VALUE.test(token)) {
		throw unprocessable('token is not a header value');
	}
	return token ?? before?.token ?? null;
}

function headersIn(
	body: Record<string, unknown>,
	authType: Webhook['auth_type'],
	before: Webhook | undefined,
): Record<string, string> | null {
	const given = body['custom_headers'];
	if (authType !== 'CUSTOM') {
		if (given !== undefined) throw unprocessable('custom_headers are for auth_type CUSTOM only');
		return null;
	}
	if (given === undefined) {
		if (!before?.custom_headers) throw unprocessable('custom_headers are required');
		return before.custom_headers;
	}
	if (!isObject(given)) throw malformed('custom_headers is not an object');
	return checkedHeaders(given);
}

function checkedHeaders(given: Record<string, unknown>): Record<string, string> {
	const entries = Object.entries(given);
	if (entries.length === 0) throw unprocessable('custom_headers are required');
	if (entries.length > MAX_HEADERS) throw unprocessable('There are too many custom_headers');
	const headers: Record<string, string> = {};
	for (const [name, value] of entries) {
		if (typeof value !== 'string') throw malformed(`custom_headers.${name} is not a text`);
		if (!HEADER_NAME.test(name) || isReserved(name)) {
			throw unprocessable(`custom_headers.${name} is not allowed`);
		}
		if (!HEADER_VALUE.test(value)) {
			throw unprocessable(`custom_headers.${name} is not a header value`);
		}
		headers[name] = value;
	}
	return headers;
}

function isReserved(name: string): boolean {
	return RESERVED.some((reserved) => name.toLowerCase().startsWith(reserved));
}

function eventsIn(body: Record<string, unknown>): string[] | undefined {
	const events = body['enabled_events'];
	if (events === undefined) return undefined;
	if (!Array.isArray(events) || events.length === 0) {
		throw malformed('enabled_events is not a list of event names');
	}
	return events.map((name: unknown) => {
		if (!isEventType(name)) throw malformed(`enabled_events: ${String(name)} is unknown`);
		return name;
	});
}
