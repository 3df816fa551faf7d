import { jsonParse } from 'n8n-workflow';

/** The most bytes that a page of a list, or a record, may hold after decompression: a few hundred kB are usual. */
export const MOST_BYTES = 16 * 1024 * 1024;

/** Stands for an answer that was larger than allowed and was not read further. */
export const TOO_LARGE = Symbol('too large');

/**
 * Reads the body of an answer to its end, or until it is too large. n8n's HTTP client would accept
 * any size, and a small body can decompress to a large one.
 * @param stream the decompressed bytes; closed in any case
 * @returns the parsed JSON, or the text if it is not JSON; {@link TOO_LARGE} for too large a body
 */
export async function readBody(
	stream: AsyncIterable<Uint8Array>,
	mostBytes: number,
): Promise<unknown> {
	const chunks: Uint8Array[] = [];
	let size = 0;
	for await (const chunk of stream) {
		size += chunk.length;
		// Leaving the loop closes the connection.
		if (size > mostBytes) return TOO_LARGE;
		chunks.push(chunk);
	}
	const text = Buffer.concat(chunks)
		.toString('utf8')
		.replace(/^\ufeff/, '');
	return text === '' ? '' : jsonParse<unknown>(text, { fallbackValue: text });
}

/** Whether a value is a stream that can be read chunk by chunk. */
export function isStream(value: unknown): value is AsyncIterable<Uint8Array> {
	return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}
