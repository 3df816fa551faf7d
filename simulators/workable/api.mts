import type { FastifyRequest } from 'fastify';

import { queryOf } from '../kit/server.mts';
import type { SimulatorServer } from '../kit/server.mts';
import type { Switches } from './sometimes.mts';
import { inForms } from './sometimes.mts';
import type { Scope, Token, WorkableState } from './state.mts';

/** Query parameters by name, each with all its values. */
export type Query = ReadonlyMap<string, readonly string[]>;

/** An authenticated request with the right scope. */
export interface Call {
	params: Record<string, string>;
	query: Query;
	token: Token;
	/** The request's bytes; undefined when there were none. */
	body: Buffer | undefined;
	contentType: string;
	/** Records a violation by this request. */
	violate: (rule: string) => void;
}

export interface Answer {
	status: number;
	body: unknown;
}

export interface EndpointRules {
	/** Any one of them will do. */
	scopes: readonly Scope[];
	/** The query parameters there are; `name[]` also allows several values. */
	query?: readonly string[];
}

export type Endpoint = (
	method: 'GET' | 'POST' | 'DELETE',
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
		super(`${answer.status}`);
		this.answer = answer;
		this.violation = violation;
	}
}

export const ok = (body: unknown): Answer => ({ status: 200, body });
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
		server.app.route({
			method,
			url: `${basePath}${path}`,
			// Without this, GET routes would answer HEAD too.
			exposeHeadRoute: false,
			handler: async (request, reply) => {
				const { status, body } = answerTo(request);
				return await reply.code(status).send(inForms(body, switches));
			},
		});

		function answerTo(request: FastifyRequest): Answer {
			const violate = (rule: string) => server.violate(rule, request);
			const token = tokenOf(request);
			if (!rules.scopes.some((scope) => token.scopes.includes(scope))) return forbidden();
			const query = queryMap(request);
			if (!hasOnly(query, rules.query ?? [])) violate('unknown-parameter');
			try {
				return handle({
					params: request.params as Record<string, string>,
					query,
					token,
					body: request.body as Buffer | undefined,
					contentType: request.headers['content-type'] ?? '',
					violate,
				});
			} catch (error) {
				if (!(error instanceof Refusal)) throw error;
				if (error.violation) violate(error.violation);
				return error.answer;
			}
		}
	};
}

function queryMap(request: FastifyRequest): Query {
	return new Map(Object.entries(queryOf(request)).map(([name, value]) => [name, [value].flat()]));
}

function hasOnly(query: Query, known: readonly string[]): boolean {
	return [...query.keys()].every((name) => known.includes(name) || known.includes(`${name}[]`));
}

/** Refuses a read with a parameter no client of ours should ever send. */
export function badParameter(name: string, reason: string): Refusal {
	return new Refusal(invalid({ [name]: reason }), 'bad-parameter');
}

/** The value of a parameter that may be given once. */
export function one(query: Query, name: string): string | undefined {
	const values = query.get(name) ?? [];
	if (values.length > 1) throw badParameter(name, 'is given more than once');
	return values[0];
}

/** The values of a list, given as `name=a&name=b` or as `name[]=a&name[]=b`. */
export function many(query: Query, name: string): readonly string[] {
	return [...(query.get(name) ?? []), ...(query.get(`${name}[]`) ?? [])];
}

const PAGE_SIZES = ['10', '20', '50', '100'];

/** Cuts the page out of a list that `limit` and `offset` ask for. */
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
	/** Known once the server listens. */
	baseUrl: () => string;
	options: RouteOptions;
	switches: Switches;
}

/** Where documentation and recordings of the vendor differ or are silent. */
export interface RouteOptions {
	/** `GET /subscriptions` shows only those made with the calling token. Default false. */
	listShowsOnlyOwn: boolean;
	/** What a created subscription is answered with. Default 200, as recorded. */
	createStatus: 200 | 201;
	/** `GET /subscriptions` answers 404 when there are none. Default true, as documented. */
	emptyListIs404: boolean;
	/** `GET /employees/{id}` without `member_id` is answered 403. Default false. */
	requireMember: boolean;
	/** `GET /timeoff/requests` without `employee_id` is answered 422. Default false, as recorded. */
	timeoffNeedsEmployee: boolean;
}
