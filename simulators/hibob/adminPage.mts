import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import { Deliverer } from '../kit/deliveries.mts';
import { EVENT_TYPES } from './eventTypes.mts';
import { SIGNATURE_HEADER, sign } from './signing.mts';
import type { HiBobState, Webhook } from './state.mts';
import { DELIVERY_RULES } from './webhooks.mts';

/** How the text of a ping is put: bare, as JSON, bare but called JSON, or as an object. */
export type PingForm = 'text' | 'json-string' | 'text-as-json' | 'json';

/** A ping that was sent. */
export interface Ping {
	body: string;
	contentType: string;
	/** What was answered; null for nothing. */
	status: number | null;
}

/** What an administrator enters. */
export interface WebhookWish {
	name: string;
	url: string;
	/** The types to tick. */
	events: readonly string[];
	description?: string;
}

/** What an administrator can do with webhooks. There is no API for it. */
export interface AdminPage {
	/** Pings the URL first. If no answer is 2xx, it rejects and makes no webhook. */
	addWebhook(wish: WebhookWish): Promise<{ id: string; secret: string; pings: Ping[] }>;
	/** Pings the URL again. Returns all pings, answered or not. */
	testWebhook(id: string): Promise<{ pings: Ping[] }>;
	/** Makes a new secret, which counts from now on, and returns it. */
	refreshSecret(id: string): string;
	deactivateWebhook(id: string): void;
	activateWebhook(id: string): void;
	removeWebhook(id: string): void;
}

export interface PingOptions {
	/** Sent one after the other until one is answered with 2xx. */
	pingForms: readonly PingForm[];
	/** Pings are signed. */
	signsPing: boolean;
	timeScale: number;
}

const PING = 'Ping test';
/** "Some retries" is all that is documented. */
const PAUSES_MS = [5_000, 15_000];
const SECRET_BYTES = 24;

const FORMS: Readonly<Record<PingForm, { body: string; contentType: string }>> = {
	text: { body: PING, contentType: 'text/plain' },
	'json-string': { body: JSON.stringify(PING), contentType: 'application/json' },
	'text-as-json': { body: PING, contentType: 'application/json' },
	json: { body: JSON.stringify({ text: PING }), contentType: 'application/json' },
};

/** Opens the page. `close` stops what it is sending. */
export function openAdminPage(
	state: HiBobState,
	{ pingForms, signsPing, timeScale }: PingOptions,
): { page: AdminPage; close: () => Promise<void> } {
	// Pings are no deliveries: they have a log of their own.
	const deliverer = new Deliverer({ ...DELIVERY_RULES, timeScale });
	const closing = new AbortController();
	let made = 0;

	async function ping(url: string, form: PingForm, secret: string): Promise<Ping> {
		const { body, contentType } = FORMS[form];
		const bytes = Buffer.from(body);
		const headers = {
			'Content-Type': contentType,
			...(signsPing && { [SIGNATURE_HEADER]: sign(bytes, secret) }),
		};
		const [attempt] = await deliverer.send(
			{ webhookId: '', url, eventType: 'ping', headers, body: bytes },
			{ retry: false },
		);
		return { body, contentType, status: attempt?.status ?? null };
	}

	async function tryUrl(url: string, secret: string): Promise<Ping[]> {
		const pings: Ping[] = [];
		for (const pause of [...PAUSES_MS, null]) {
			for (const form of pingForms) {
				pings.push(await ping(url, form, secret));
				if (wasAnswered(pings)) return pings;
			}
			if (pause === null) break;
			const wait = sleep(pause * timeScale, undefined, { signal: closing.signal });
			await wait.catch(() => undefined);
		}
		return pings;
	}

	async function addWebhook({ name, url, events, description }: WebhookWish) {
		const unknown = events.find((type) => !EVENT_TYPES.includes(type));
		if (unknown !== undefined) throw new Error(`There is no ${unknown} to tick`);
		const secret = newSecret();
		const pings = await tryUrl(url, secret);
		if (!wasAnswered(pings)) throw new Error(`${url} did not answer the ping with 2xx`);
		made += 1;
		const id = `webhook-${made}`;
		const webhook: Webhook = { id, name, url, events: [...events], secret, active: true };
		if (description !== undefined) webhook.description = description;
		state.webhooks.set(id, webhook);
		return { id, secret, pings };
	}

	function refreshSecret(id: string): string {
		const webhook = state.webhook(id);
		webhook.secret = newSecret();
		return webhook.secret;
	}

	const page: AdminPage = {
		addWebhook,
		testWebhook: async (id) => {
			const { url, secret } = state.webhook(id);
			return { pings: await tryUrl(url, secret) };
		},
		refreshSecret,
		deactivateWebhook: (id) => void (state.webhook(id).active = false),
		activateWebhook: (id) => void (state.webhook(id).active = true),
		removeWebhook: (id) => void state.webhooks.delete(state.webhook(id).id),
	};
	return {
		page,
		close: async () => {
			closing.abort();
			await deliverer.close();
		},
	};
}

function wasAnswered(pings: readonly Ping[]): boolean {
	const status = pings.at(-1)?.status ?? 0;
	return DELIVERY_RULES.succeeded(status);
}

function newSecret(): string {
	return randomBytes(SECRET_BYTES).toString('base64');
}
