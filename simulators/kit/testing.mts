import { createServer } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

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
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
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
