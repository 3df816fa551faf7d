import { once } from 'node:events';
import { request as ask } from 'node:http';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { deflateSync, gzipSync } from 'node:zlib';

/*
 * What whoever knows the address of a webhook may send: for the tests behind a real connection, and
 * for those in a real n8n.
 */

/** A request: whole, or in chunks. */
export interface Sending {
	readonly headers?: Record<string, string | string[]>;
	readonly body?: Buffer | readonly Buffer[];
}

/** How often a request is sent whose answer got lost. */
const MOST_TRIES = 5;

/** Sends a request over a connection of its own. @returns the status of the answer */
export async function post(url: string, sending: Sending, method = 'POST'): Promise<number> {
	for (let tries = 1; ; tries += 1) {
		try {
			return await postOnce(url, sending, method);
		} catch (error) {
			if (tries === MOST_TRIES || !isCutOff(error)) throw error;
		}
	}
}

/**
 * Whether the server closed the connection while we were still sending. A server that refuses a long body
 * does so, and we may then not get to read its answer.
 */
function isCutOff(error: unknown): boolean {
	const { code } = Object(error) as { code?: unknown };
	return code === 'EPIPE' || code === 'ECONNRESET';
}

async function postOnce(
	url: string,
	{ headers = {}, body = Buffer.alloc(0) }: Sending,
	method: string,
): Promise<number> {
	return await new Promise((resolve, reject) => {
		const sending = ask(url, { method, headers, agent: false }, (answer) => {
			answer.resume();
			resolve(answer.statusCode ?? 0);
		});
		sending.on('error', reject);
		if (Buffer.isBuffer(body)) return void sending.end(body);
		for (const part of body) sending.write(part);
		sending.end();
	});
}

/** Sends the beginning of a request, and leaves it there. */
export async function begin(
	url: string,
	headers: readonly string[],
	start: Buffer | string,
): Promise<Socket> {
	const { hostname, port, pathname, search } = new URL(url);
	const socket = connect(Number(port), hostname);
	await once(socket, 'connect');
	const head = [`POST ${pathname}${search} HTTP/1.1`, 'host: n8n', ...headers, '', ''];
	socket.write(head.join('\r\n'));
	socket.write(start);
	return socket;
}

/** The beginnings of bodies that never end: their headers, and what of the body comes. */
export function unfinished(): Array<{ headers: string[]; start: Buffer }> {
	return [
		['content-length: 1000'],
		['transfer-encoding: chunked'],
		['content-encoding: gzip', 'transfer-encoding: chunked'],
		['content-encoding: deflate', 'content-length: 1000'],
	].map((headers) => {
		const part = headers.includes('content-encoding: gzip') ? gzip.subarray(0, 15) : json;
		const start = Buffer.concat([Buffer.from(`${part.length.toString(16)}\r\n`), part]);
		return { headers: ['content-type: a/b', ...headers], start };
	});
}

/** The status of the answer that comes next. */
export async function answered(socket: Socket): Promise<number> {
	const [bytes] = (await once(socket, 'data')) as [Buffer];
	return Number(bytes.toString().split(' ')[1]);
}

export { gzipSync };

export const BOUNDARY = 'example';
export const form = Buffer.from(
	`--${BOUNDARY}\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n--${BOUNDARY}--\r\n`,
);
export const TOO_LONG = Buffer.alloc(17 * 1024 * 1024, 'x');
export const json = Buffer.from('{"type":"person_hired","id":"1"}');
export const gzip = gzipSync(json);

/** What a request is like, and what is answered if it carries a proof of the wrong kind. */
export const SHAPES: ReadonlyArray<[string, Sending, number]> = [
	[
		'a form',
		{ headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` }, body: form },
		400,
	],
	['an empty form', { headers: { 'content-type': 'multipart/form-data' } }, 400],
	[
		'another multipart',
		{ headers: { 'content-type': 'multipart/mixed; boundary=x' }, body: form },
		401,
	],
	[
		'bytes over the limit',
		{ headers: { 'content-type': 'application/octet-stream' }, body: TOO_LONG },
		413,
	],
	[
		'chunks over the limit',
		{ headers: { 'content-type': 'image/png' }, body: [TOO_LONG, json] },
		413,
	],
	[
		'bytes that are over the limit unpacked',
		{
			headers: { 'content-type': 'application/octet-stream', 'content-encoding': 'gzip' },
			body: gzipSync(TOO_LONG),
		},
		413,
	],
	...(['gzip', 'deflate'] as const).map((encoding): [string, Sending, number] => [
		`what calls itself ${encoding} and is none`,
		{
			headers: { 'content-type': 'application/octet-stream', 'content-encoding': encoding },
			body: json,
		},
		400,
	]),
	[
		'gzip that is cut',
		{
			headers: { 'content-type': 'application/octet-stream', 'content-encoding': 'gzip' },
			body: gzip.subarray(0, -9),
		},
		400,
	],
	[
		'gzip and deflate',
		{ headers: { 'content-type': 'a/b', 'content-encoding': 'deflate' }, body: deflateSync(json) },
		401,
	],
	[
		'what calls itself brotli',
		{ headers: { 'content-type': 'a/b', 'content-encoding': 'br' }, body: json },
		401,
	],
	['chunks', { headers: { 'content-type': 'a/b' }, body: [json, json, json] }, 401],
	['no content type', { body: json }, 401],
	['no body', {}, 401],
	['no body that calls itself JSON', { headers: { 'content-type': 'application/json' } }, 401],
	['a content type that is none', { headers: { 'content-type': ';;;=' }, body: json }, 401],
	['JSON', { headers: { 'content-type': 'application/json' }, body: json }, 401],
	['a text', { headers: { 'content-type': 'text/plain; charset=latin1' }, body: json }, 401],
	['XML', { headers: { 'content-type': 'application/soap+xml' }, body: Buffer.from('<a/>') }, 401],
];
