import { createServer, request } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import { listenAnew } from './freshPort.mts';

/** A request that a webhook receiver got. */
export interface Received {
	url: string;
	headers: IncomingHttpHeaders;
	body: Buffer;
	at: number;
}

export interface Receiver {
	url: string;
	received: Received[];
	/** What to answer next, oldest first; `hang` is no answer. Then 200. */
	answers: Array<number | 'hang'>;
	close: () => Promise<void>;
}

/** A webhook receiver for the simulators' own tests. */
export async function startReceiver(): Promise<Receiver> {
	const received: Received[] = [];
	const answers: Receiver['answers'] = [];
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const { url = '', headers } = request;
			received.push({ url, headers, body: Buffer.concat(chunks), at: performance.now() });
			const answer = answers.shift() ?? 200;
			if (answer !== 'hang') response.writeHead(answer).end();
		});
	});
	const url = await listenAnew(server);
	return {
		url,
		received,
		answers,
		close: () =>
			new Promise((done) => {
				server.close(() => done());
				server.closeAllConnections();
			}),
	};
}

/** Waits until something is so, or fails after two seconds. */
export async function until(isSo: () => boolean): Promise<void> {
	const deadline = performance.now() + 2000;
	while (!isSo()) {
		if (performance.now() > deadline) throw new Error(`Never happened: ${isSo}`);
		await new Promise((done) => setTimeout(done, 5));
	}
}

/** What a simulator answered. */
export interface Reply {
	status: number;
	headers: IncomingHttpHeaders;
	text: string;
	/**
	 * Of an answer that is JSON, else empty. The tests read many shapes; each assertion says what it
	 * expects.
	 */
	json: Record<string, unknown>;
}

/**
 * Sends a request and reads the answer. It uses node:http, because fetch sends neither a GET with a
 * body or a content type, nor a chosen Host header.
 * @param headers those that are undefined are left out
 */
export function exchange(
	url: string,
	method: string,
	{ body, headers }: { body: string; headers: Record<string, string | undefined> },
): Promise<Reply> {
	return new Promise((resolve, reject) => {
		const given = Object.entries(headers).flatMap(([name, value]) =>
			value === undefined ? [] : [[name, value]],
		);
		const sending = request(url, {
			method,
			agent: false,
			headers: {
				...(body !== '' && { 'content-length': String(Buffer.byteLength(body)) }),
				...(Object.fromEntries(given) as Record<string, string>),
			},
		});
		sending.on('error', reject);
		sending.on('response', (response) => {
			const chunks: Buffer[] = [];
			response.on('error', reject);
			response.on('data', (chunk: Buffer) => chunks.push(chunk));
			response.on('end', () => {
				const text = Buffer.concat(chunks).toString();
				const isJson = /json/.test(response.headers['content-type'] ?? '') && text !== '';
				const json = (isJson ? JSON.parse(text) : {}) as Record<string, unknown>;
				resolve({ status: response.statusCode ?? 0, headers: response.headers, text, json });
			});
		});
		sending.end(body);
	});
}

/** The body of a request in a test: text as it is, nothing for undefined, anything else as JSON. */
export function textOf(body: unknown): string {
	if (typeof body === 'string') return body;
	return body === undefined ? '' : JSON.stringify(body);
}
