import type { FastifyRequest } from 'fastify';

import { callOf, isJson, objectIn, readsOne, Refusal } from '../kit/requests.mts';
import type * as kit from '../kit/requests.mts';
import type { Answer, CallWithBody, Query } from '../kit/requests.mts';
import type { SimulatorServer } from '../kit/server.mts';
import { BASE_PATH } from './access.mts';
import { BAD_REQUEST_PAGE, HTML } from './pages.mts';
import type { ServiceUser } from './serviceUsers.mts';
import type { FormOptions, RouteOptions } from './sometimes.mts';
import { inForms } from './sometimes.mts';
import type { HiBobState } from './state.mts';

/** The fields of a request's body; empty where there is none. */
export type Body = Readonly<Record<string, unknown>>;

/** A request of a known service user. */
export interface Call extends kit.Call {
	user: ServiceUser;
	body: Body;
}

export interface EndpointRules {
	/** The query parameters that exist. */
	query?: readonly string[];
	/** The fields that the body may have. */
	body?: readonly string[];
	/** Whether a GET with a content type is refused with a page. */
	refusesContentType?: boolean;
}

export type Endpoint = (
	method: 'GET' | 'POST',
	path: string,
	rules: EndpointRules,
	handle: (call: Call) => Answer,
) => void;

export const page = (html: string): Answer => ({ status: 200, body: html, contentType: HTML });

/** The answer for something unknown has no body. */
export function notFound(): Refusal {
	return new Refusal({ status: 404, body: '' });
}

export function forbidden(): Refusal {
	const error = 'The service user has no permission for this.';
	return new Refusal({ status: 403, body: { key: 'forbidden', error } });
}

/** Refuses what our clients must never send. With `violation` null, it is a normal refusal. */
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
		const url = `${BASE_PATH}${path.replace(/\{(\w+)\}/g, ':$1')}`;
		server.route(method, url, answerTo, (answer) => ({
			...answer,
			body: inForms(answer.body, forms),
		}));

		function answerTo(request: FastifyRequest, violate: Call['violate']): Answer {
			if (rules.refusesContentType && request.headers['content-type'] !== undefined) {
				return { status: 400, body: BAD_REQUEST_PAGE, contentType: HTML };
			}
			const call = callOf(request, violate);
			if (!hasOnly(call.query.keys(), rules.query)) violate('unknown-parameter');
			const body = method === 'POST' ? bodyOf(call) : {};
			if (!hasOnly(Object.keys(body), rules.body)) violate('unknown-parameter');
			return handle({ ...call, user: userOf(request), body });
		}

		function userOf(request: FastifyRequest): ServiceUser {
			const user = state.serviceUsers[server.entryOf(request).tokenIndex ?? -1];
			if (!user) throw new Error('A request got past the guard without a service user');
			return user;
		}
	};
}

function hasOnly(names: Iterable<string>, known: readonly string[] = []): boolean {
	return [...names].every((name) => known.includes(name));
}

function bodyOf({ contentType, body }: CallWithBody): Body {
	if (!isJson(contentType)) throw badRequest('JSON is expected.', 'content-type');
	const parsed = objectIn(body);
	if (parsed === undefined) throw badRequest('The body is not an object.', 'bad-body');
	return parsed;
}

/** The value of a parameter that may be given once. */
export const one = readsOne((name, reason) => badRequest(`${name} ${reason}.`));

export function required(query: Query, name: string): string {
	const value = one(query, name);
	if (value === undefined || value === '') throw badRequest(`${name} is missing.`);
	return value;
}

/** `true` or `false`. False if it is not given. */
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

/** The texts in a field of a body. Undefined if there is no such field. */
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
