import type { IWebhookFunctions } from 'n8n-workflow';
import { z } from 'zod/v4';

import type { Answer } from './answer';
import { onceOver } from './answer';

type Request = ReturnType<IWebhookFunctions['getRequestObject']>;

/** A body that cannot be read, and the status of the answer. */
export interface Unreadable {
	readonly status: 400 | 413;
}

/**
 * The exact bytes of a body. If n8n knows the content type, it has already read the bytes. For
 * other content types the node reads them. Multipart is an exception: n8n parses it, and then no
 * bytes are left. This function never throws, because n8n treats a webhook that throws as a failed
 * execution, and starts the error workflow.
 * @returns the bytes; 413 for a body over n8n's limit; 400 for a body that is cut off, badly
 *   compressed, or no longer there
 */
export async function readBody(request: Request, answer: Answer): Promise<Buffer | Unreadable> {
	try {
		if (request.rawBody === undefined) {
			// n8n does not notice when the sender of a compressed body closes the connection.
			await Promise.race([request.readRawBody(), hangingUp(answer)]);
		}
		return request.rawBody ?? { status: 400 };
	} catch (error) {
		return { status: isTooLong(error) ? 413 : 400 };
	}
}

/**
 * A short body of a sender that has shown no proof. Reading stops as soon as the body is too long.
 * @param longest the most that is accepted, in bytes
 * @returns null for a longer body, and for a body that cannot be read. Never throws.
 */
export async function readShortBody(request: Request, longest: number): Promise<Buffer | null> {
	if (request.rawBody !== undefined) {
		return request.rawBody.length > longest ? null : request.rawBody;
	}
	if (Number(request.headers['content-length'] ?? 0) > longest) return null;
	const chunks: Buffer[] = [];
	let length = 0;
	try {
		// The connection has to stay open for the answer.
		for await (const chunk of request.iterator({ destroyOnReturn: false })) {
			const bytes = Buffer.from(chunk);
			length += bytes.length;
			if (length > longest) return null;
			chunks.push(bytes);
		}
	} catch {
		return null;
	}
	return Buffer.concat(chunks);
}

async function hangingUp(answer: Answer): Promise<never> {
	return await new Promise((_, reject) => {
		onceOver(answer, () => reject(new Error('The sender has hung up')));
	});
}

/** n8n's own errors and those of its body reader carry the status under different names. */
const tooLongSchema = z.union([
	z.looseObject({ statusCode: z.literal(413) }),
	z.looseObject({ httpStatusCode: z.literal(413) }),
]);

function isTooLong(error: unknown): boolean {
	return tooLongSchema.safeParse(error).success;
}
