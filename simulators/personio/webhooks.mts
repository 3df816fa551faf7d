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
	/** Who made it; null for somebody this simulator does not know. */
	client: string | null;
}

/** A webhook made behind the API's back; the defaults make one that works. */
export interface WebhookWish {
	url: string;
	/** Default `Another integration`. */
	description?: string;
	/** Default `ENABLED`. */
	status?: Webhook['status'];
	/** Default: what fits the secrets given. */
	auth_type?: Webhook['auth_type'];
	token?: string;
	custom_headers?: Record<string, string>;
	/** Default `['person.created']`. */
	enabled_events?: readonly string[];
	/** The client id of who made it. Default: nobody known. */
	client?: string;
}

/** The webhook somebody wishes for. */
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

/** The headers that prove a delivery; empty when nothing is to be proved. */
export function secretHeaders({ auth_type, token, custom_headers }: Webhook) {
	const headers: Record<string, string> = {};
	if (auth_type === 'TOKEN' && token !== null) headers['Authorization'] = token;
	if (auth_type === 'CUSTOM') Object.assign(headers, custom_headers);
	return headers;
}
