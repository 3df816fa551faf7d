import { z } from 'zod/v4';

import type { Connection } from '../shared/outbound/api';
import { urlOfEnvironment } from '../shared/outbound/environments';
import { ENVIRONMENTS } from './environment';

/**
 * The version of Factorial's API that everything here is written for: it is in the path of every
 * request, and in every subscription, where it decides the shape of what is delivered. A new one
 * comes each quarter and is supported for a year; a retired one is not refused but answered in
 * another shape. Since this one ids are texts.
 * https://apidoc.factorialhr.com/docs/api-versioning
 */
export const API_VERSION = '2026-07-01';

/** The path of a resource, such as `employees/employees`. */
export function pathOf(resource: string): string {
	return `/api/${API_VERSION}/resources/${resource}`;
}

/** The only number Factorial publishes. https://apidoc.factorialhr.com/docs/faqs */
const WRITING = { name: 'writing', requests: 200, windowMs: 60_000 } as const;

/** Nothing is published for reading; this was nowhere reported as too much. */
const READING = { name: 'reading', requests: 10, windowMs: 1_000 } as const;

/** How Factorial's API is reached. */
export const connection: Connection = {
	credentialOf: (parameter) =>
		parameter('authentication') === 'oAuth2' ? 'factorialHrOAuth2Api' : 'factorialHrApi',

	baseUrlOf: (credential) => urlOfEnvironment(ENVIRONMENTS, credential),

	/** The credential does not name it; Factorial tells. */
	companyOf: () => null,

	/** `ids[]=1&ids[]=2` */
	arrayFormat: 'brackets',

	limitOf: ({ method }) => (method === 'POST' ? WRITING : READING),

	/** Which headers come with a 429 is not documented: both usual ones are understood. */
	readLimit(headers) {
		const seconds = headers['retry-after'] ?? headers['ratelimit-reset'];
		if (seconds === undefined || !/^\d+$/.test(seconds)) return {};
		return { resetInMs: Number(seconds) * 1_000 };
	},

	unauthorizedHint:
		'Check that the key or connection in the credential is still valid, and that it belongs to the environment chosen there.',

	explain: ({ body }) => {
		const codes = errorsOf(body)
			.flatMap(({ code, field }) => [code, field])
			.filter((word): word is string => typeof word === 'string' && /^[\w.[\]]+$/.test(word));
		return codes.length === 0 ? undefined : `Factorial says: ${[...new Set(codes)].join(', ')}.`;
	},
};

const errorSchema = z.union([
	z.object({
		code: z.string().nullish(),
		message: z.string().nullish(),
		field: z.string().nullish(),
	}),
	z.string().transform((message) => ({ code: null, message, field: null })),
]);

const errorBodySchema = z
	.union([
		z.looseObject({ errors: z.array(errorSchema) }).transform(({ errors }) => errors),
		z.looseObject({ error: errorSchema }).transform(({ error }) => [error]),
		z.looseObject({ message: errorSchema }).transform(({ message }) => [message]),
	])
	.catch([]);

/** What Factorial says about a refused request, in each of the shapes it was seen in. */
export function errorsOf(body: unknown): z.infer<typeof errorBodySchema> {
	return errorBodySchema.parse(body);
}
