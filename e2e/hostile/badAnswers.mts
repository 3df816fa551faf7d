import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { gzipSync } from 'node:zlib';

/*
 * Answers that no vendor should give, byte by byte.
 */

const MB = 1024 * 1024;
const JSON_TYPE = { 'content-type': 'application/json' };

/** 200 MB, as fast as they are taken. */
export async function huge(response: ServerResponse): Promise<void> {
	response.writeHead(200, JSON_TYPE);
	await inChunks(response, Buffer.alloc(MB, ' '), 200);
}

let bomb: Buffer | undefined;

/** Two megabytes that unpack to 2 GB. */
export async function gzipBomb(response: ServerResponse): Promise<void> {
	// gzip may be joined: what comes out is joined as well.
	bomb ??= gzipSync(Buffer.alloc(64 * MB, ' '));
	response.writeHead(200, { ...JSON_TYPE, 'content-encoding': 'gzip' });
	await inChunks(response, bomb, 32);
}

/** Sends the same bytes several times, until the other side has enough. */
async function inChunks(response: ServerResponse, bytes: Buffer, count: number): Promise<void> {
	const chunks = Array.from({ length: count }, () => bytes);
	await pipeline(chunks, response).catch(() => undefined);
}

/** One byte a second, for ever. */
export function trickle(response: ServerResponse): void {
	response.writeHead(200, JSON_TYPE).write('[');
	const more = setInterval(() => response.write(' '), 1_000);
	response.on('close', () => clearInterval(more));
}

/** A page for people, as a proxy gives it. */
export function page(response: ServerResponse): void {
	const html = '<!doctype html><title>Sign in</title><form action="/login"></form>';
	response.writeHead(200, { 'content-type': 'text/html' }).end(html);
}

/** Answers with JSON. */
export function answer(
	response: ServerResponse,
	body: unknown,
	headers: Record<string, string> = {},
): void {
	response.writeHead(200, { ...JSON_TYPE, ...headers }).end(JSON.stringify(body));
}
