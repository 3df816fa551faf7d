import type { FastifyReply, FastifyRequest } from 'fastify';

import { isObject } from './values.mts';

/** Query parameters by name, each with all its values. */
export type Query = ReadonlyMap<string, readonly string[]>;

/** A request as the handler of an endpoint gets it. */
export interface Call {
	/** The named parts of the path. */
	params: Record<string, string>;
	query: Query;
	/** Records a violation by this request. */
	violate: (rule: string) => void;
}

/** A request with its body as it was sent. */
export interface CallWithBody extends Call {
	/** The request's bytes; undefined when there were none. */
	body: Buffer | undefined;
	contentType: string;
}

/** What an endpoint answers. */
export interface Answer {
	status: number;
	/** Text goes out as it is; undefined is no body at all. */
	body?: unknown;
	/** Default JSON, or plain text for text. */
	contentType?: string;
	headers?: Readonly<Record<string, string>>;
}

export const ok = (body: unknown): Answer => ({ status: 200, body });

/** An answer that ends the handling of a request at once. */
export class Refusal extends Error {
	readonly answer: Answer;
	/** The rule of the contract that the request broke, if it broke one. */
	readonly violation: string | undefined;

	constructor(answer: Answer, violation?: string) {
		super(`${answer.status}`);
		this.answer = answer;
		this.violation = violation;
	}
}

/** The answer of a handler, also if it is thrown as a refusal. */
export function answered(violate: Call['violate'], handle: () => Answer): Answer {
	try {
		return handle();
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		if (error.violation) violate(error.violation);
		return error.answer;
	}
}

/** Sends an answer. */
export async function send(
	reply: FastifyReply,
	{ status, body, contentType, headers = {} }: Answer,
): Promise<FastifyReply> {
	void reply.code(status).headers(headers);
	if (contentType === undefined) return await reply.send(body);
	// The framework would add a character set to a type that is JSON.
	const sent = typeof body === 'string' ? body : Buffer.from(JSON.stringify(body));
	return await reply.type(contentType).send(sent);
}

/** What the handler of an endpoint gets of a request. */
export function callOf(request: FastifyRequest, violate: Call['violate']): CallWithBody {
	return {
		params: request.params as Record<string, string>,
		query: new Map(Object.entries(queryOf(request)).map(([name, value]) => [name, [value].flat()])),
		body: request.body as Buffer | undefined,
		contentType: request.headers['content-type'] ?? '',
		violate,
	};
}

/** The query parameters; a repeated one has several values. */
export function queryOf(request: FastifyRequest): Record<string, string | string[]> {
	return { ...(request.query as Record<string, string | string[]>) };
}

/** The token that a request carries in `Authorization: Bearer`, or an empty text. */
export function bearerOf({ headers }: FastifyRequest): string {
	return /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1] ?? '';
}

/**
 * Makes the function that reads a parameter that may be given once.
 * @param refusal what is thrown if it is given more than once
 */
export function readsOne(
	refusal: (name: string, reason: string) => Refusal,
): (query: Query, name: string) => string | undefined {
	return (query, name) => {
		const values = query.get(name) ?? [];
		if (values.length > 1) throw refusal(name, 'is given more than once');
		return values[0];
	};
}

/** Whether the type of a body is `application/json`, with or without parameters. */
export function isJson(contentType: string): boolean {
	return /^application\/json\s*(;|$)/i.test(contentType);
}

/** The JSON object that the bytes of a body stand for; undefined if they stand for none. */
export function objectIn(bytes: Buffer | undefined): Record<string, unknown> | undefined {
	try {
		const parsed: unknown = JSON.parse(bytes?.toString('utf8') ?? '');
		return isObject(parsed) ? parsed : undefined;
	} catch {
		return undefined;
	}
}
