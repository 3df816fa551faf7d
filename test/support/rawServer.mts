import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';

import { listenAnew } from '../../simulators/kit/freshPort.mts';

export interface RawServer {
	readonly url: string;
	/** The paths that were asked for, as they came over the wire. */
	readonly asked: string[];
	close(): Promise<void>;
}

/** A vendor whose answers are written byte by byte, as far as they go. */
export async function startRawServer(
	answer: (response: ServerResponse<IncomingMessage>) => void,
): Promise<RawServer> {
	const asked: string[] = [];
	const server = createServer((request, response) => {
		asked.push(request.url ?? '');
		request.resume();
		answer(response);
	});
	const url = await listenAnew(server);
	return {
		url,
		asked,
		close: async () =>
			await new Promise<void>((done) => {
				server.close(() => done());
				server.closeAllConnections();
			}),
	};
}

/** A byte now and then, for ever. */
export function trickle(response: ServerResponse): void {
	response.writeHead(200, { 'content-type': 'application/json' });
	response.write('[');
	const more = setInterval(() => response.write(' '), 10);
	response.on('close', () => clearInterval(more));
}

export const packed = (bytes: Buffer): Buffer => gzipSync(bytes);

const MB = Buffer.alloc(1024 * 1024, ' ');

/**
 * Megabyte after megabyte, as fast as they are taken, for ever.
 * @returns tells how many bytes were written
 */
export function flood(response: ServerResponse): () => number {
	let written = 0;
	response.writeHead(200, { 'content-type': 'application/json' });
	const more = (): void => {
		if (response.destroyed) return;
		written += MB.length;
		if (response.write(MB)) setImmediate(more);
		else response.once('drain', more);
	};
	more();
	return () => written;
}
