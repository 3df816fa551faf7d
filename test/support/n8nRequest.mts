import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { createGunzip, createInflate, gunzipSync, inflateSync } from 'node:zlib';

import type { IWebhookFunctions } from 'n8n-workflow';
import { jsonParse } from 'n8n-workflow';

/*
 * What n8n does with a request before a webhook node sees it, for nodes of version 2 and up. It is
 * the server of n8n that does so, which is no dependency here: packages/cli/src/middlewares/body-parser.ts,
 * `parseRequestBody` of packages/cli/src/webhooks/webhook-helpers.ts, and raw-body, of n8n 2.41.
 */

export type N8nRequest = ReturnType<IWebhookFunctions['getRequestObject']>;

/** `N8N_PAYLOAD_SIZE_MAX` as n8n sets it. */
export const LONGEST_BODY = 16 * 1024 * 1024;

/** n8n has answered itself; the node was not asked. */
export class RefusedByN8n extends Error {
	constructor(readonly status: number) {
		super(`n8n answers ${status} before the node is asked`);
	}
}

/** An error as raw-body makes it. */
function readError(status: number, type: string): Error {
	return Object.assign(new Error(type), { status, statusCode: status, type, expose: status < 500 });
}

/** An error of n8n that carries a status, such as BadRequestError. */
function responseError(httpStatusCode: number, message: string): Error {
	return Object.assign(new Error(message), { httpStatusCode, errorCode: httpStatusCode });
}

/** raw-body: all of a stream, up to the limit. */
async function rawBodyOf(stream: Readable, length: number | null): Promise<Buffer> {
	if (length !== null && length > LONGEST_BODY) throw readError(413, 'entity.too.large');
	if (!stream.readable) throw readError(500, 'stream.not.readable');
	return await new Promise((resolve, reject) => {
		const chunks: Buffer[] = [];
		let received = 0;
		const listeners = {
			aborted: () => fail(readError(400, 'request.aborted')),
			data: (chunk: Buffer) => {
				received += chunk.length;
				if (received > LONGEST_BODY) return fail(readError(413, 'entity.too.large'));
				chunks.push(chunk);
			},
			end: () => {
				if (length !== null && received !== length) {
					return fail(readError(400, 'request.size.invalid'));
				}
				letGo();
				resolve(Buffer.concat(chunks));
			},
			error: (error: Error) => fail(error),
			// It stops listening without a word: whoever waits, waits for ever.
			close: () => letGo(),
		};
		const letGo = (): void => {
			for (const [name, listener] of Object.entries(listeners)) stream.off(name, listener);
		};
		const fail = (error: Error): void => {
			letGo();
			stream.unpipe();
			stream.pause();
			reject(error);
		};
		for (const [name, listener] of Object.entries(listeners)) stream.on(name, listener);
	});
}

/** `rawBodyReader`: makes n8n's request of one that has just come in. */
export function asN8nRequest(message: IncomingMessage): N8nRequest {
	const request = message as N8nRequest;
	const [type, ...parameters] = (message.headers['content-type'] ?? '').split(';');
	const charset = parameters.map((one) => /^\s*charset=(.*)$/i.exec(one)?.[1]).find(Boolean);
	if (type) request.contentType = type.toLowerCase();
	request.encoding = (charset ?? 'utf-8').toLowerCase() as BufferEncoding;
	request.readRawBody = async () => {
		if (request.rawBody) return;
		let stream: Readable = request;
		let length: string | undefined;
		switch (request.headers['content-encoding']) {
			case 'gzip':
				stream = request.pipe(createGunzip());
				break;
			case 'deflate':
				stream = request.pipe(createInflate());
				break;
			default:
				length = request.headers['content-length'];
		}
		if (request.destroyed || !stream.readable) {
			throw responseError(400, 'Request body stream was aborted or is not readable');
		}
		request.rawBody = await rawBodyOf(stream, length === undefined ? null : Number(length));
	};
	return request;
}

/** The bytes that n8n makes of a body; null if they cannot be unpacked. */
export function unpacked(body: Buffer, encoding: string | undefined): Buffer | null {
	const unpack = encoding === 'gzip' ? gunzipSync : encoding === 'deflate' ? inflateSync : null;
	try {
		return unpack === null ? body : unpack(body);
	} catch {
		return null;
	}
}

const PARSED = ['application/json', 'text/plain', 'application/x-www-form-urlencoded'];

/**
 * `parseRequestBody`: what n8n reads before it asks the node, and what it leaves alone.
 * @throws RefusedByN8n where n8n answers itself
 */
export async function readAsN8nDoes(request: N8nRequest): Promise<void> {
	const { contentType } = request;
	if (contentType === 'multipart/form-data') {
		// formidable takes the stream, and leaves no bytes.
		for await (const chunk of request) void chunk;
		request.body = { data: {}, files: {} };
		return;
	}
	const isParsed =
		PARSED.some((type) => contentType?.startsWith(type)) || /[/+]xml$/.test(contentType ?? '');
	if (!isParsed) return;
	await request.readRawBody().catch((error: { httpStatusCode?: number }) => {
		// What is no error of n8n's own it answers 500.
		throw new RefusedByN8n(error.httpStatusCode ?? 500);
	});
	if (request.rawBody.length === 0) return;
	try {
		const text = request.rawBody.toString(request.encoding);
		const isJson = contentType === 'application/json';
		request.body = isJson ? jsonParse(text.replace(/^\uFEFF/, '')) : text;
	} catch {
		throw new RefusedByN8n(422);
	}
}

/** A request as it comes over the wire, to be made without a wire. */
export interface Sent {
	readonly body: Buffer;
	/** Undefined leaves out a header that there is otherwise. */
	readonly headers?: Record<string, string | undefined>;
	readonly query?: Record<string, string>;
}

/** Node's own request, with its body ready to be read. */
export function incoming({ body, headers = {}, query = {} }: Sent): N8nRequest {
	const message = new IncomingMessage(new Socket());
	message.method = 'POST';
	const sent = {
		'content-type': isJson(body) ? 'application/json' : 'application/octet-stream',
		'content-length': String(body.length),
		...headers,
	};
	for (const [name, value] of Object.entries(sent)) {
		if (value !== undefined) message.headers[name] = value;
	}
	if (body.length > 0) message.push(body);
	message.push(null);
	return Object.assign(asN8nRequest(message), { query, params: {} });
}

/** n8n refuses what calls itself JSON and is none. */
function isJson(body: Buffer): boolean {
	try {
		JSON.parse(body.toString().replace(/^\uFEFF/, ''));
		return true;
	} catch {
		return body.length === 0;
	}
}
