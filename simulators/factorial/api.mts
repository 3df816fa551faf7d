import { readsOne, Refusal } from '../kit/requests.mts';
import type { Answer, CallWithBody, Query } from '../kit/requests.mts';
import type { Switches } from './sometimes.mts';
import type { Credential, FactorialState, Scope } from './state.mts';

/** A request that is allowed. */
export interface Call extends CallWithBody {
	credential: Credential;
	/** The version that answers. */
	version: string;
}

export interface EndpointRules {
	/** What the token of an application needs; none where nothing is listed for it. */
	scope?: Scope;
	/** The query parameters that exist. A parameter that ends in `[]` may have several values. */
	query?: readonly string[];
}

export type Endpoint = (
	method: 'GET' | 'POST' | 'PUT' | 'DELETE',
	path: string,
	rules: EndpointRules,
	handle: (call: Call) => Answer,
) => void;

type ProblemCode =
	| 'validation_failed'
	| 'missing_resource'
	| 'unauthorized'
	| 'forbidden'
	| 'malformed_request';

/** What is wrong with a request; it stands for the body of an answer until the form is known. */
export class Problem {
	readonly code: ProblemCode;
	readonly message: string;
	readonly field: string | undefined;

	constructor(code: ProblemCode, message: string, field?: string) {
		this.code = code;
		this.message = message;
		this.field = field;
	}
}

/** `coded` is what is announced for 2027; `plain` stands for what came before, undocumented. */
export type ErrorForm = 'coded' | 'plain';

export function errorBody(form: ErrorForm, { code, message, field }: Problem): unknown {
	return form === 'coded'
		? { errors: [{ code, message, field: field ?? null }] }
		: { errors: [field === undefined ? message : `${field} ${message}`] };
}

export function notFound(): Refusal {
	return new Refusal({ status: 404, body: new Problem('missing_resource', 'Not found') });
}

export function invalid(field: string, message: string): Refusal {
	return new Refusal({ status: 422, body: new Problem('validation_failed', message, field) });
}

/** Refuses a read with a parameter that our clients must never send. */
export function badParameter(field: string, message: string): Refusal {
	const body = new Problem('malformed_request', message, field);
	return new Refusal({ status: 400, body }, 'bad-parameter');
}

/** The value of a parameter that may be given once. */
export const one = readsOne(badParameter);

/** The values of `name[]`; undefined where it is not asked for. */
export function many(query: Query, name: string): readonly string[] | undefined {
	return query.get(`${name}[]`);
}

/** `true` or `false`. */
export function flag(query: Query, name: string): boolean | undefined {
	const value = one(query, name);
	if (value === undefined || value === 'true' || value === 'false') {
		return value === undefined ? undefined : value === 'true';
	}
	throw badParameter(name, 'is not a boolean');
}

/** Declared as required in places, with words that say otherwise. */
export function requiredFlag(query: Query, name: string, isEnforced: boolean): boolean {
	const value = flag(query, name);
	if (value === undefined && isEnforced) throw badParameter(name, 'is required');
	return value ?? false;
}

/** `YYYY-MM-DD`, with or without a time behind it. */
export function date(query: Query, name: string): string | undefined {
	const value = one(query, name);
	if (value === undefined) return undefined;
	if (!/^\d{4}-\d\d-\d\d(T.*)?$/.test(value) || Number.isNaN(Date.parse(value))) {
		throw badParameter(name, 'is not a date');
	}
	return value;
}

/** Whether a value is one of those asked for, if any are. */
export function isIn(wanted: readonly string[] | undefined, value: string | null): boolean {
	return wanted === undefined || (value !== null && wanted.includes(value));
}

/** What the routes need to know of the simulator. */
export interface RouteContext {
	state: FactorialState;
	options: RouteOptions;
}

/** Options where the vendor's documents differ, or do not say. */
export interface RouteOptions extends Switches {
	/** What happens to a second webhook for a type. Default `refuse`, as seen lately. */
	duplicates: 'refuse' | 'overwrite';
	/** Whether a credential sees only its own webhooks. Default false. */
	hidesForeign: boolean;
	/** Whether a filter is required if the vendor declares it as required. Default true. */
	requiresFlags: boolean;
}
