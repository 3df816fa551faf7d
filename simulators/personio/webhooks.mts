import { randomUUID } from 'node:crypto';

export interface Webhook {
	id: string;
	url: string;
	description: string;
	status: 'ENABLED' | 'DISABLED';
	auth_type: 'NONE' | 'TOKEN' | 'CUSTOM';
	/** The whole value of `Authorization`, for `TOKEN`. */
	token: string | null;
	/** For `CUSTOM`. */
	custom_headers: Record<string, string> | null;
	enabled_events: string[];
	/** The client that made it. Null if it is an unknown one. */
	client: string | null;
}

/** A webhook that is added without a request to the API. With the defaults it works. */
export interface WebhookWish {
	url: string;
	/** Default `Another integration`. */
	description?: string;
	/** Default `ENABLED`. */
	status?: Webhook['status'];
	/** Default: the type that fits the given secrets. */
	auth_type?: Webhook['auth_type'];
	token?: string;
	custom_headers?: Record<string, string>;
	/** Default `['person.created']`. */
	enabled_events?: readonly string[];
	/** The id of the client that made it. Default: an unknown client. */
	client?: string;
}

/** The webhook for a wish. */
export function buildWebhook(wish: WebhookWish): Webhook {
	const fitting = wish.custom_headers ? 'CUSTOM' : wish.token !== undefined ? 'TOKEN' : 'NONE';
	return {
		id: randomUUID(),
		url: wish.url,
		description: wish.description ?? 'Another integration',
		status: wish.status ?? 'ENABLED',
		auth_type: wish.auth_type ?? fitting,
		token: wish.token ?? null,
		custom_headers: wish.custom_headers ? { ...wish.custom_headers } : null,
		enabled_events: [...(wish.enabled_events ?? ['person.created'])],
		client: wish.client ?? null,
	};
}

/** The headers that prove a delivery. Empty if the webhook has no secret. */
export function secretHeaders({ auth_type, token, custom_headers }: Webhook) {
	const headers: Record<string, string> = {};
	if (auth_type === 'TOKEN' && token !== null) headers['Authorization'] = token;
	if (auth_type === 'CUSTOM') Object.assign(headers, custom_headers);
	return headers;
}
