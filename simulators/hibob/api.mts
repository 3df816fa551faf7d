import type { FastifyRequest } from 'fastify';

import { queryOf } from '../kit/server.mts';
import type { SimulatorServer } from '../kit/server.mts';
import { BASE_PATH } from './access.mts';
import { BAD_REQUEST_PAGE, HTML } from './pages.mts';
import type { ServiceUser } from './serviceUsers.mts';
import type { FormOptions, RouteOptions } from './sometimes.mts';
import { inForms } from './sometimes.mts';
import type { HiBobState } from './state.mts';

/** Query parameters by name, each with all its values. */
export type Query = ReadonlyMap<string, readonly string[]>;

/** The fields of a request's body; empty where there is none. */
export type Body = Readonly<Record<string, unknown>>;

/** A request of somebody who is known. */
export interface Call {
	params: Record<string, string>;
	query: Query;
	user: ServiceUser;
	body: Body;
	/** Records a violation by this request. */
	violate: (rule: string) => void;
}

export interface Answer {
	status: number;
	/** Text goes out as it is. */
	body: unknown;
	contentType?: string;
	headers?: Readonly<Record<string, string>>;
}

export interface EndpointRules {
	/** The query parameters there are. */
	query?: readonly string[];
	/** What the body may hold. */
	body?: readonly string[];
	/** A GET that says of what type its body is, is refused with a page. */
	refusesContentType?: boolean;
}

export type Endpoint = (
	method: 'GET' | 'POST',
	path: string,
	rules: EndpointRules,
	handle: (call: Call) => Answer,
) => void;

/** An answer that ends the handling of a request at once. */
export class Refusal extends Error {
	readonly answer: Answer;
	/** The rule of the contract that the request broke, if it broke one. */
	readonly violation: string | undefined;

	constructor(answer: Answer, violation?: string) {
		super(String(answer.status));
		this.answer = answer;
		this.violation = violation;
	}
}

export const ok = (body: unknown): Answer => ({ status: 200, body });

export const page = (html: string): Answer => ({ status: 200, body: html, contentType: HTML });

/** Answers of unknown things have no body. */
export function notFound(): Refusal {
	return new Refusal({ status: 404, body: '' });
}

export function forbidden(): Refusal {
	const error = 'The service user has no permission for this.';
	return new Refusal({ status: 403, body: { key: 'forbidden', error } });
}

/** Refuses what no client of ours should ever send, unless the violation is null. */
export function badRequest(error: string, violation: string | null = 'bad-parameter'): Refusal {
	return new Refusal({ status: 400, body: { key: 'bad.request', error } }, violation ?? undefined);
}

/** Makes the function that declares one endpoint: parameters and body are checked here. */
export function endpointsOf(
	server: SimulatorServer,
	state: HiBobState,
	forms: FormOptions,
): Endpoint {
	return (method, path, rules, handle) => {
		server.app.route({
			method,
			url: `${BASE_PATH}${path.replace(/\{(\w+)\}/g, ':$1')}`,
			// Without this, GET routes would answer HEAD too.
			exposeHeadRoute: false,
			handler: async (request, reply) => {
				const { status, body, contentType, headers = {} } = answerTo(request);
				void reply.headers(headers);
				if (contentType !== undefined) reply.type(contentType);
				return await reply.code(status).send(inForms(body, forms));
			},
		});

		function answerTo(request: FastifyRequest): Answer {
			const violate = (rule: string) => server.violate(rule, request);
			try {
				if (rules.refusesContentType && request.headers['content-type'] !== undefined) {
					return { status: 400, body: BAD_REQUEST_PAGE, contentType: HTML };
				}
				const query = queryMap(request);
				if (!hasOnly(query.keys(), rules.query)) violate('unknown-parameter');
				const body = method === 'POST' ? bodyOf(request) : {};
				if (!hasOnly(Object.keys(body), rules.body)) violate('unknown-parameter');
				const params = request.params as Record<string, string>;
				return handle({ params, query, user: userOf(request), body, violate });
			} catch (error) {
				if (!(error instanceof Refusal)) throw error;
				if (error.violation) violate(error.violation);
				return error.answer;
			}
		}

		function userOf(request: FastifyRequest): ServiceUser {
			const user = state.serviceUsers[server.entryOf(request).tokenIndex ?? -1];
			if (!user) throw new Error('A request got past the guard without a service user');
			return user;
		}
	};
}

function queryMap(request: FastifyRequest): Query {
	return new Map(Object.entries(queryOf(request)).map(([name, value]) => [name, [value].flat()]));
}

function hasOnly(names: Iterable<string>, known: readonly string[] = []): boolean {
	return [...names].every((name) => known.includes(name));
}

function bodyOf(request: FastifyRequest): Body {
	const type = request.headers['content-type'] ?? '';
	if (!/^application\/json\b/i.test(type)) throw badRequest('JSON is expected.', 'content-type');
	const bytes = request.body as Buffer | undefined;
	const body = parsed(bytes?.toString('utf8') ?? '');
	if (typeof body !== 'object' || body === null || Array.isArray(body)) {
		throw badRequest('The body is not an object.', 'bad-body');
	}
	return body as Body;
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** The value of a parameter that may be given once. */
export function one(query: Query, name: string): string | undefined {
	const values = query.get(name) ?? [];
	if (values.length > 1) throw badRequest(`${name} is given more than once.`);
	return values[0];
}

export function required(query: Query, name: string): string {
	const value = one(query, name);
	if (value === undefined || value === '') throw badRequest(`${name} is missing.`);
	return value;
}

/** `true` or `false`; false where it is not given. */
export function flag(query: Query, name: string): boolean {
	const value = one(query, name) ?? 'false';
	if (value !== 'true' && value !== 'false') throw badRequest(`${name} is not a boolean.`);
	return value === 'true';
}

/** `YYYY-MM-DD` */
export function day(value: string, name: string): string {
	if (!/^\d{4}-\d\d-\d\d$/.test(value) || Number.isNaN(Date.parse(value))) {
		throw badRequest(`${name} is not a date.`);
	}
	return value;
}

/** The texts in a field of a body; undefined where it is not there. */
export function texts(body: Body, name: string): string[] | undefined {
	const value = body[name];
	if (value === undefined || value === null) return undefined;
	if (!Array.isArray(value) || value.some((one) => typeof one !== 'string')) {
		throw badRequest(`${name} is not a list of texts.`);
	}
	return value as string[];
}

/** What the routes need to know of the simulator. */
export interface RouteContext {
	state: HiBobState;
	options: RouteOptions;
}
