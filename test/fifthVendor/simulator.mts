import { createHmac, randomUUID } from 'node:crypto';

import fastify from 'fastify';
import type { FastifyReply } from 'fastify';
import { z } from 'zod/v4';
import { onFreshPort } from '../../simulators/kit/freshPort.mts';

/*
 * The API of Acme HR: it issues a secret with each webhook and tells it this one time.
 */

export const API_KEY = 'example-acme-key';

const bodySchema = z.strictObject({
	url: z.url(),
	events: z.array(z.enum(['person.hired', 'person.renamed'])).min(1),
	version: z.literal('2'),
	name: z.string(),
});

export interface AcmeWebhook extends z.infer<typeof bodySchema> {
	readonly id: string;
	readonly secret: string;
	enabled: boolean;
}

export interface AcmeSimulator {
	readonly url: string;
	readonly webhooks: AcmeWebhook[];
	/** Method and path of each request. */
	readonly requests: string[];
	/** The next answer to the making of a webhook gets lost, though it was made. */
	loseNextAnswer(): void;
	close(): Promise<void>;
}

/** Starts it on loopback. */
export async function startAcme(): Promise<AcmeSimulator> {
	const app = fastify({ forceCloseConnections: true });
	const webhooks: AcmeWebhook[] = [];
	const requests: string[] = [];
	let losesAnswer = false;

	app.addHook('onRequest', async (request, reply) => {
		requests.push(`${request.method} ${request.url}`);
		if (request.headers['x-api-key'] !== API_KEY) return await reply.code(401).send({});
	});
	app.get('/webhooks', async () => ({ webhooks: webhooks.map(({ id, url }) => ({ id, url })) }));
	app.get<{ Params: { id: string } }>('/webhooks/:id', async ({ params }, reply) => {
		const found = webhooks.find(({ id }) => id === params.id);
		if (found === undefined) return await notFound(reply);
		return { ...found, secret: undefined };
	});
	app.post('/webhooks', async ({ body, raw }, reply) => {
		const wanted = bodySchema.safeParse(body);
		if (!wanted.success) return await reply.code(422).send({});
		if (webhooks.some(({ url }) => url === wanted.data.url)) return await reply.code(409).send({});
		const made = { ...wanted.data, id: randomUUID(), secret: randomUUID(), enabled: true };
		webhooks.push(made);
		if (losesAnswer) {
			losesAnswer = false;
			raw.socket.destroy();
			return reply;
		}
		return await reply.code(201).send({ id: made.id, signing_secret: made.secret });
	});
	app.patch<{ Params: { id: string } }>('/webhooks/:id', async ({ params, body }, reply) => {
		const index = webhooks.findIndex(({ id }) => id === params.id);
		const found = webhooks[index];
		const wanted = bodySchema.safeParse(body);
		if (found === undefined) return await notFound(reply);
		if (!wanted.success) return await reply.code(422).send({});
		webhooks[index] = { ...found, ...wanted.data };
		return {};
	});
	app.delete<{ Params: { id: string } }>('/webhooks/:id', async ({ params }, reply) => {
		const index = webhooks.findIndex(({ id }) => id === params.id);
		if (index === -1) return await notFound(reply);
		webhooks.splice(index, 1);
		return await reply.code(204).send();
	});
	const url = await onFreshPort(async (port) => await app.listen({ host: '127.0.0.1', port }));
	return {
		url,
		webhooks,
		requests,
		loseNextAnswer: () => {
			losesAnswer = true;
		},
		close: async () => await app.close(),
	};
}

async function notFound(reply: FastifyReply): Promise<FastifyReply> {
	return await reply.code(404).send({});
}

/** The body of a delivery. */
export function hired(id: string): string {
	return JSON.stringify({
		id,
		type: 'person.hired',
		at: new Date().toISOString(),
		person: { id: `person-${id}`, name: 'Ada Paz', start_date: '2026-03-02' },
	});
}

/**
 * The headers of a delivery.
 * @param at milliseconds since 1970
 */
export function signed(body: string, secret: string, at = Date.now()): Record<string, string> {
	const seconds = Math.floor(at / 1_000);
	const signature = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
	return { 'content-type': 'application/json', 'acme-signature': `t=${seconds},v1=${signature}` };
}
