import type { Switches } from './sometimes.mts';
import type { Credential, FactorialState, Scope } from './state.mts';

/** Query parameters by name, each with all its values. */
export type Query = ReadonlyMap<string, readonly string[]>;

/** A request of somebody who may make it. */
export interface Call {
	params: Record<string, string>;
	query: Query;
	credential: Credential;
	/** The request's bytes; undefined when there were none. */
	body: Buffer | undefined;
	contentType: string;
	/** The version that answers. */
	version: string;
	/** Records a violation by this request. */
	violate: (rule: string) => void;
}

export interface Answer {
	status: number;
	body: unknown;
}

export interface EndpointRules {
	/** What the token of an application needs; none where nothing is listed for it. */
	scope?: Scope;
	/** The query parameters there are; one that ends in `[]` may have several values. */
	query?: readonly string[];
}

export type Endpoint = (
	method: 'GET' | 'POST' | 'PUT' | 'DELETE',
	path: string,
	rules: EndpointRules,
	handle: (call: Call) => Answer,
) => void;

/** What is wrong with a request. */
export interface Problem {
	code:
		| 'validation_failed'
		| 'missing_resource'
		| 'unauthorized'
		| 'forbidden'
		| 'malformed_request';
	message: string;
	field?: string;
}

/** An answer that ends the handling of a request at once. */
export class Refusal extends Error {
	readonly status: number;
	readonly problem: Problem;
	/** The rule of the contract that the request broke, if it broke one. */
	readonly violation: string | undefined;

	constructor(status: number, problem: Problem, violation?: string) {
		super(`${status}`);
		this.status = status;
		this.problem = problem;
		this.violation = violation;
	}
}

/** `coded` is what is announced for 2027; `plain` stands for what came before, undocumented. */
export type ErrorForm = 'coded' | 'plain';

export function errorBody(form: ErrorForm, { code, message, field }: Problem): unknown {
	return form === 'coded'
		? { errors: [{ code, message, field: field ?? null }] }
		: { errors: [field === undefined ? message : `${field} ${message}`] };
}

export const ok = (body: unknown): Answer => ({ status: 200, body });

export function notFound(): Refusal {
	return new Refusal(404, { code: 'missing_resource', message: 'Not found' });
}

export function invalid(field: string, message: string): Refusal {
	return new Refusal(422, { code: 'validation_failed', message, field });
}

/** Refuses a read with a parameter no client of ours should ever send. */
export function badParameter(field: string, message: string): Refusal {
	return new Refusal(400, { code: 'malformed_request', message, field }, 'bad-parameter');
}

/** The value of a parameter that may be given once. */
export function one(query: Query, name: string): string | undefined {
	const values = query.get(name) ?? [];
	if (values.length > 1) throw badParameter(name, 'is given more than once');
	return values[0];
}

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

/** Where the vendor's documents differ or are silent. */
export interface RouteOptions extends Switches {
	/** What a second subscription for a type does. Default `refuse`, as seen lately. */
	duplicates: 'refuse' | 'overwrite';
	/** A credential sees only the subscriptions it has made. Default false. */
	hidesForeign: boolean;
	/** Filters that are declared as required have to be there. Default true. */
	requiresFlags: boolean;
}
