import { once } from 'node:events';
import { createServer } from 'node:http';

export interface RecordedCall {
	method: string;
	path: string;
	body: unknown;
}

/** A tiny stand-in for a vendor's webhook API, which remembers what it was asked. */
export interface Recorder {
	url: string;
	calls: RecordedCall[];
	/** The status to answer with from now on. */
	status: number;
	close(): Promise<void>;
}

/** Starts a recorder on a free loopback port. */
export async function startRecorder(): Promise<Recorder> {
	const server = createServer((request, response) => {
		let text = '';
		request.on('data', (chunk: Buffer) => (text += chunk.toString()));
		request.on('end', () => {
			const { method = '', url: path = '' } = request;
			recorder.calls.push({ method, path, body: text ? JSON.parse(text) : undefined });
			response.writeHead(recorder.status, { 'content-type': 'application/json' }).end('{}');
		});
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('Not listening on TCP');
	const recorder: Recorder = {
		url: `http://127.0.0.1:${address.port}`,
		calls: [],
		status: 200,
		close: async () => {
			server.closeAllConnections();
			await once(server.close(), 'close');
		},
	};
	return recorder;
}
