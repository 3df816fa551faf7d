import { z } from 'zod/v4';

import type { Api } from '../../../nodes/shared/outbound/api';
import { pathSegment } from '../../../nodes/shared/outbound/pathSegment';
import { trueOrFalse, idField, several, text } from '../../../nodes/shared/reading/fields';
import { parseAnswer } from '../../../nodes/shared/reading/parseAnswer';
import { answer, listOf, record } from '../../../nodes/shared/reading/record';
import type { IssuingRegistration, UnkeyedWebhook, Webhook } from '../../../nodes/shared/vendor';

/** One webhook carries all events of a node. */
const SLOT = 'webhook';

/** The version of the bodies. */
const SETTINGS = { version: '2' };

const listSchema = answer({
	webhooks: listOf(record({ decides: { id: idField }, detail: { url: text } })),
});
const webhookSchema = record({
	decides: { id: idField },
	detail: { events: several(z.string()), version: text, enabled: trueOrFalse },
});
const createdSchema = answer({ id: idField, signing_secret: z.string().min(1) });

/** Acme HR issues a signing secret with each webhook, and lists webhooks by their address alone. */
export const registration: IssuingRegistration = {
	desired: ({ url, nativeEvents, label }) => [
		{ slot: SLOT, url, events: nativeEvents, settings: SETTINGS, label },
	],

	async list(api, isOurs) {
		const { webhooks } = parseAnswer(
			listSchema,
			await api.get('/webhooks'),
			api,
			'a list of webhooks',
		);
		const found: Webhook[] = [];
		for (const { id, url } of webhooks) {
			const more = isOurs(url ?? '') ? await readOne(api, id) : NOT_READ;
			found.push({ id, url: url ?? '', slot: SLOT, fingerprint: null, ...more });
		}
		return found;
	},

	async create(api, webhook) {
		const path = '/webhooks';
		const { body } = await api.request({ method: 'POST', path, body: bodyOf(webhook) });
		const made = parseAnswer(createdSchema, body, api, 'a webhook');
		return { webhookId: made.id, issuedKey: made.signing_secret };
	},

	async replace(api, id, webhook) {
		await api.request({ method: 'PATCH', path: pathOf(id), body: bodyOf(webhook) });
	},

	async remove(api, id) {
		await api.request({ method: 'DELETE', path: pathOf(id) });
	},
};

const NOT_READ = { events: [], enabled: true };

async function readOne(
	api: Api,
	id: string,
): Promise<Pick<Webhook, 'events' | 'settings' | 'enabled'>> {
	const found = parseAnswer(webhookSchema, await api.get(pathOf(id)), api, 'a webhook');
	return {
		events: found.events ?? [],
		settings: { version: found.version ?? '' },
		enabled: found.enabled !== false,
	};
}

function pathOf(id: string): string {
	return `/webhooks/${pathSegment(id)}`;
}

function bodyOf({ url, events, settings, label }: UnkeyedWebhook) {
	return { url, events: [...events], ...settings, name: label };
}
