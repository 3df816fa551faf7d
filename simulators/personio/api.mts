import { readsOne } from '../kit/requests.mts';
import type { Answer, CallWithBody, Query } from '../kit/requests.mts';
import type { Client, Scope } from './clients.mts';
import type { PayloadOptions } from './events.mts';
import { badParameter } from './problems.mts';
import type { Sender } from './sending.mts';
import type { Switches } from './sometimes.mts';
import type { PersonioState } from './state.mts';

export interface PageRules {
	max: number;
	default: number;
}

export interface Page {
	limit: number;
	offset: number;
}

/** An authenticated request with the right scope. */
export interface Call extends CallWithBody {
	/** The filters. A cursor stands for the filters of the first page. */
	query: Query;
	client: Client;
	/** Path and query string as they came. */
	url: string;
	/** Which part of a list is asked for. */
	page: Page;
}

export interface EndpointRules {
	scope: Scope;
	/** The query parameters that exist, without those of paging. */
	query?: readonly string[];
	/** For lists. */
	page?: PageRules;
	/** Answers 404 without the header `Beta: true`. */
	beta?: boolean;
}

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

export type Endpoint = (
	method: Method,
	path: string,
	rules: EndpointRules,
	handle: (call: Call) => Answer,
) => void;

/** The value of a parameter that may be given once. */
export const one = readsOne(badParameter);

/** The value of a parameter that is one of a few words. */
export function oneOf<T extends string>(
	query: Query,
	name: string,
	words: readonly T[],
): T | undefined {
	const value = one(query, name);
	const word = words.find((known) => known === value);
	if (value !== undefined && word === undefined) {
		throw badParameter(name, `is none of ${words.join(', ')}`);
	}
	return word;
}

/** The values of a comma-separated list; undefined when it was not given. */
export function csv(query: Query, name: string): string[] | undefined {
	const values = one(query, name)?.split(',');
	if (values?.includes('')) throw badParameter(name, 'has an empty value');
	return values;
}

/** What the routes need to know of the simulator. */
export interface RouteContext {
	state: PersonioState;
	sender: Sender;
	/** Known as soon as the server listens. */
	baseUrl: () => string;
	options: RouteOptions;
}

/** Options where the documents do not say, or contradict themselves. */
export interface RouteOptions extends PayloadOptions, Switches {
	/** The form of an answer with one webhook: bare, or inside `_data`. Default `bare`. */
	webhookAnswers: 'bare' | 'wrapped';
	/** Whether the answer to a creation has only `id` and `_meta`. Default false. */
	createAnswersIdOnly: boolean;
	/** Answers contain `token` and `custom_headers`. Default false. */
	echoSecrets: boolean;
	/** Whether the answer is 409 if another webhook has the URL. Default `conflict`. */
	duplicateUrl: 'conflict' | 'allowed';
	/** A webhook keeps the query of its URL. Default true. */
	keepsQuery: boolean;
	/**
	 * Whether other clients' webhooks are hidden from lists, and single reads of them are answered 403.
	 * Default false.
	 */
	listShowsOnlyOwn: boolean;
	/** `date-only` refuses times in the filters of persons and employments. Default `date-time`. */
	dateFilters: 'date-time' | 'date-only';
	/** `refused` answers 400 to an absence filter with a zone. Default `accepted`. */
	absenceFilterZone: 'accepted' | 'refused';
	/**
	 * `wrong-path`: the next link of employments leads to a path that does not exist. `self`: the
	 * last page of any list has a next link to itself. Default `cursor-only`.
	 */
	nextLink: 'cursor-only' | 'wrong-path' | 'self';
	/** The status of the answer if a scope is missing. Default 403. */
	missingScope: 403 | 401;
	/** Absence periods and types need the header `Beta: true`. Default false. */
	absencesNeedBeta: boolean;
}
