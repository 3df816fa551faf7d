import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import type { N8nRequest } from './n8nRequest.mts';
import { asN8nRequest, readAsN8nDoes, RefusedByN8n } from './n8nRequest.mts';

/*
 * One published webhook behind a real connection, answered as n8n's server does:
 * packages/cli/src/webhooks/webhook-helpers.ts, `executeWebhook`, of n8n 2.41.
 */

export interface N8nServer {
	readonly url: string;
	/** What was handed over to runs, oldest first. */
	readonly started: IDataObject[];
	/** What the webhook threw: n8n makes a failed execution of each, and starts the error workflow. */
	readonly failed: unknown[];
	/** Requests that n8n answered itself: the node was not asked. */
	readonly refusedByN8n: number[];
	/** Resolves once nothing is being answered. */
	idle(): Promise<void>;
	close(): Promise<void>;
}

type Response = ReturnType<IWebhookFunctions['getResponseObject']>;

/**
 * @param contextOf what the webhook method is called with, for a request and its answer
 * @param webhook the webhook method of a trigger
 */
export async function startN8nServer(
	contextOf: (asked: { request: N8nRequest; response: Response }) => IWebhookFunctions,
	webhook: (this: IWebhookFunctions) => Promise<IWebhookResponseData>,
): Promise<N8nServer> {
	const started: IDataObject[] = [];
	const failed: unknown[] = [];
	const refusedByN8n: number[] = [];
	const busy = new Set<Promise<void>>();

	async function answer(message: IncomingMessage, plain: ServerResponse): Promise<void> {
		const response = withStatus(plain);
		const json = (status: number, body: unknown): void => {
			response
				.status(status)
				.setHeader('content-type', 'application/json')
				.end(JSON.stringify(body));
		};
		const request = asN8nRequest(message);
		const query = Object.fromEntries(new URL(message.url ?? '', 'http://n8n').searchParams);
		Object.assign(request, { query, params: {} });
		try {
			await readAsN8nDoes(request);
		} catch (error) {
			const status = error instanceof RefusedByN8n ? error.status : 500;
			refusedByN8n.push(status);
			return json(status, { message: 'There was a problem executing the workflow' });
		}
		const context = contextOf({ request, response });
		Object.defineProperty(context, 'logger', { value: { warn: () => undefined } });
		let result: IWebhookResponseData;
		try {
			result = await webhook.call(context);
		} catch (error) {
			failed.push(error);
			return json(500, { message: 'Workflow Webhook Error: Workflow could not be started!' });
		}
		started.push(...(result.workflowData?.[0] ?? []).map((item) => item.json));
		if (result.noWebhookResponse === true) return;
		if (result.workflowData !== undefined) response.status(200).end();
		else json(200, { message: 'Webhook call received' });
	}

	const server = createServer((message, response) => {
		const answering = answer(message, response).finally(() => busy.delete(answering));
		busy.add(answering);
	});
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}`,
		started,
		failed,
		refusedByN8n,
		async idle() {
			while (busy.size > 0) await Promise.all(busy);
		},
		async close() {
			server.closeAllConnections();
			await new Promise((done) => {
				server.close(done);
			});
		},
	};
}

/** Express gives answers a `status` that can be chained. */
function withStatus(plain: ServerResponse): Response {
	return Object.assign(plain, {
		status(code: number) {
			plain.statusCode = code;
			return plain;
		},
	}) as Response;
}
