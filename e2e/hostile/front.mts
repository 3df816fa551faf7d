import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { listenAnew } from '../../simulators/kit/freshPort.mts';

/** One request that is answered badly. */
export interface Exchange {
	readonly response: ServerResponse;
	/** How many such requests there were before. */
	readonly before: number;
	/** The simulator's own answer to the first of them, and its headers. */
	readonly genuine: Genuine;
}

export interface Genuine {
	readonly headers: Record<string, string>;
	readonly body: string;
}

/** A server before a simulator. */
export interface Front {
	readonly origin: string;
	/** Whether it answers badly, as it does from the beginning, or hands on all requests. */
	isHostile: boolean;
	/** How many requests were answered badly. */
	readonly asked: () => number;
	close(): Promise<void>;
}

/**
 * Starts a server that hands requests on to a simulator, and answers some of them itself.
 * @param target the origin of the simulator
 * @param path the requests that it answers itself
 */
export async function startFront(
	target: string,
	path: RegExp,
	answer: (exchange: Exchange) => void,
): Promise<Front> {
	let asked = 0;
	let genuine: Promise<Genuine> | undefined;

	async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const url = request.url ?? '/';
		const body = await bytesOf(request);
		if (!front.isHostile || !path.test(url.split('?', 1)[0] ?? '')) {
			const { status, headers, body: text } = await forward(target, request, body);
			response.writeHead(status, headers).end(text);
			return;
		}
		const before = asked;
		asked += 1;
		genuine ??= forward(target, request, body);
		answer({ response, before, genuine: await genuine });
	}

	const server = createServer((request, response) => {
		void handle(request, response).catch(() => response.destroy());
	});
	const front: Front = {
		origin: await listenAnew(server),
		isHostile: true,
		asked: () => asked,
		close: async () =>
			await new Promise<void>((done) => {
				server.close(() => done());
				server.closeAllConnections();
			}),
	};
	return front;
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(Buffer.from(chunk));
	return Buffer.concat(chunks);
}

const OF_THE_CONNECTION = new Set(['host', 'connection', 'content-length', 'transfer-encoding']);

async function forward(
	target: string,
	{ method = 'GET', url = '/', headers }: IncomingMessage,
	body: Buffer,
): Promise<Genuine & { readonly status: number }> {
	const reply = await fetch(`${target}${url}`, {
		method,
		headers: Object.entries(headers).flatMap(
			([name, value]): Array<[string, string]> =>
				typeof value === 'string' && !OF_THE_CONNECTION.has(name) ? [[name, value]] : [],
		),
		redirect: 'manual',
		...(body.length === 0 ? {} : { body: new Uint8Array(body) }),
	});
	const passedOn = [...reply.headers].filter(([name]) => !OF_THE_CONNECTION.has(name));
	return {
		status: reply.status,
		headers: Object.fromEntries(passedOn.filter(([name]) => name !== 'content-encoding')),
		body: await reply.text(),
	};
}
