import type { FastifyRequest } from 'fastify';

import { callOf, readsOne, Refusal } from '../kit/requests.mts';
import type { Answer, CallWithBody, Query } from '../kit/requests.mts';
import type { SimulatorServer } from '../kit/server.mts';
import type { Switches } from './sometimes.mts';
import { inForms } from './sometimes.mts';
import type { Scope, Token, WorkableState } from './state.mts';

/** An authenticated request with the right scope. */
export interface Call extends CallWithBody {
	token: Token;
}

export interface EndpointRules {
	/** One of these scopes is enough. */
	scopes: readonly Scope[];
	/** The query parameters that exist. `name[]` may also have several values. */
	query?: readonly string[];
}

export type Endpoint = (
	method: 'GET' | 'POST' | 'DELETE',
	path: string,
	rules: EndpointRules,
	handle: (call: Call) => Answer,
) => void;

export const notFound = (): Answer => ({ status: 404, body: { error: 'Not found' } });
export const forbidden = (): Answer => ({ status: 403, body: { error: 'Forbidden' } });

/** 422 with the reasons by field. */
export function invalid(fields: Record<string, string>): Answer {
	const reasons = Object.entries(fields).map(([field, reason]) => [field, [reason]]);
	return {
		status: 422,
		body: { error: 'Validation failed', validation_errors: Object.fromEntries(reasons) },
	};
}

/** Makes the function that declares one endpoint: scope and parameter names are checked here. */
export function endpointsOf(
	server: SimulatorServer,
	basePath: string,
	tokenOf: (request: FastifyRequest) => Token,
	switches: Switches,
): Endpoint {
	return (method, path, rules, handle) => {
		server.route(method, `${basePath}${path}`, answerTo, (answer) => ({
			...answer,
			body: inForms(answer.body, switches),
		}));

		function answerTo(request: FastifyRequest, violate: Call['violate']): Answer {
			const token = tokenOf(request);
			if (!rules.scopes.some((scope) => token.scopes.includes(scope))) return forbidden();
			const call = callOf(request, violate);
			if (!hasOnly(call.query, rules.query ?? [])) violate('unknown-parameter');
			return handle({ ...call, token });
		}
	};
}

function hasOnly(query: Query, known: readonly string[]): boolean {
	return [...query.keys()].every((name) => known.includes(name) || known.includes(`${name}[]`));
}

/** Refuses a read with a parameter that our clients must never send. */
export function badParameter(name: string, reason: string): Refusal {
	return new Refusal(invalid({ [name]: reason }), 'bad-parameter');
}

/** The value of a parameter that may be given once. */
export const one = readsOne(badParameter);

/** The values of a list, given as `name=a&name=b` or as `name[]=a&name[]=b`. */
export function many(query: Query, name: string): readonly string[] {
	return [...(query.get(name) ?? []), ...(query.get(`${name}[]`) ?? [])];
}

const PAGE_SIZES = ['10', '20', '50', '100'];

/** The page of a list that `limit` and `offset` ask for. */
export function paged<T>(query: Query, items: readonly T[]): T[] {
	const limit = one(query, 'limit') ?? '10';
	const offset = one(query, 'offset') ?? '0';
	if (!PAGE_SIZES.includes(limit)) throw badParameter('limit', 'is not included in the list');
	if (!/^\d+$/.test(offset)) throw badParameter('offset', 'is not a number');
	return items.slice(Number(offset), Number(offset) + Number(limit));
}

/** What the routes need to know of the simulator. */
export interface RouteContext {
	state: WorkableState;
	/** Known as soon as the server listens. */
	baseUrl: () => string;
	options: RouteOptions;
	switches: Switches;
}

/** Options where the vendor's documents and recordings differ, or do not say. */
export interface RouteOptions {
	/** `GET /subscriptions` shows only the webhooks of the token that calls. Default false. */
	listShowsOnlyOwn: boolean;
	/** The status of the answer to a created webhook. Default 200, as recorded. */
	createStatus: 200 | 201;
	/** `GET /subscriptions` answers 404 if there are no webhooks. Default true, as documented. */
	emptyListIs404: boolean;
	/** `GET /employees/{id}` without `member_id` is answered 403. Default false. */
	requireMember: boolean;
	/** `GET /timeoff/requests` without `employee_id` is answered 422. Default false, as recorded. */
	timeoffNeedsEmployee: boolean;
	/** Which requests a list of a period has: those that touch it, or those that lie within it. */
	timeoffPeriod: 'touching' | 'within';
}
