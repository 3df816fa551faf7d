import { createServer } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';

import { listenAnew } from '../../simulators/kit/freshPort.mts';

export interface Asked {
	method: string;
	url: string;
	headers: IncomingHttpHeaders;
	body: string;
}

/** What to answer; `hang` is no answer, `cut` a connection that breaks. */
export type Reply =
	| { status: number; headers?: Record<string, string>; body?: string }
	| 'hang'
	| 'cut';

export interface HttpServer {
	readonly url: string;
	readonly asked: Asked[];
	/** What to answer next, oldest first; then 200 with `{}`. */
	readonly replies: Reply[];
	close(): Promise<void>;
}

/** A vendor that answers whatever it is told to. */
export async function startServer(): Promise<HttpServer> {
	const asked: Asked[] = [];
	const replies: Reply[] = [];
	const server = createServer((request, response) => {
		let body = '';
		request.on('data', (chunk: Buffer) => {
			body += chunk.toString();
		});
		request.on('end', () => {
			const { method = '', url = '', headers } = request;
			asked.push({ method, url, headers, body });
			const reply = replies.shift() ?? { status: 200 };
			if (reply === 'hang') return;
			if (reply === 'cut') {
				request.socket.destroy();
				return;
			}
			response
				.writeHead(reply.status, { 'content-type': 'application/json', ...reply.headers })
				.end(reply.body ?? '{}');
		});
	});
	const url = await listenAnew(server);
	return {
		url,
		asked,
		replies,
		close: () =>
			new Promise((done) => {
				server.close(() => done());
				server.closeAllConnections();
			}),
	};
}
