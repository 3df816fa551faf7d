import { z } from 'zod/v4';

import type { Connection } from '../shared/outbound/connection';
import { urlOfEnvironment } from '../shared/outbound/environments';
import { enteredIn } from '../shared/outbound/tenant';
import { fingerprintOf } from '../shared/register/secret';
import { ENVIRONMENTS } from './environment';

/**
 * The version of Factorial's API that all code here is written for. It is in the path of every
 * request. It is also in every webhook, where it decides the shape of the deliveries. Each quarter
 * has a new version, and each version is supported for a year. A request with a retired version is
 * not refused, but answered in another shape. Since 2026-07-01, ids are texts. Since the version
 * below, leaves contain what each day takes.
 * https://apidoc.factorialhr.com/docs/api-versioning
 */
export const API_VERSION = '2026-10-01';

/** The path of a resource, such as `employees/employees`. */
export function pathOf(resource: string): string {
	return `/api/${API_VERSION}/resources/${resource}`;
}

/** The only limit that Factorial publishes. https://apidoc.factorialhr.com/docs/faqs */
const WRITING = { name: 'writing', requests: 200, windowMs: 60_000 } as const;

/** Factorial publishes no limit for reading. Nobody has reported that this rate is too high. */
const READING = { name: 'reading', requests: 10, windowMs: 1_000 } as const;

/** How Factorial's API is reached. */
export const connection: Connection = {
	credentialOf: (parameter) =>
		parameter('authentication') === 'oAuth2' ? 'factorialHrOAuth2Api' : 'factorialHrApi',

	baseUrlOf: (credential) => urlOfEnvironment(ENVIRONMENTS, credential),

	/** The credential does not name the company. Factorial's answers do. */
	companyOf: () => null,

	/**
	 * An API key belongs to one company. An OAuth2 application may belong to many companies, and only
	 * the token shows which one is connected. The token changes with each renewal, and it is not
	 * documented what Factorial counts by token. So the limit of an application is kept per
	 * credential.
	 */
	tenantOf(credential, credentialId) {
		const apiKey = enteredIn(credential, 'apiKey');
		if (apiKey !== '') return { countedBy: [apiKey], distinguishedBy: [] };
		const { access_token: token } = tokenSchema.parse(credential.oauthTokenData);
		return {
			countedBy: [enteredIn(credential, 'clientId'), credentialId],
			distinguishedBy: [enteredIn(credential, 'clientSecret'), token],
		};
	},

	/**
	 * An API key does not name a company, and it can be replaced by another one. Most records name the
	 * company, so the company is used if it is known.
	 */
	accountOf: (credential, companyId) =>
		companyId ??
		(enteredIn(credential, 'clientId') || fingerprintOf(enteredIn(credential, 'apiKey'))),

	/** `ids[]=1&ids[]=2` */
	arrayFormat: 'brackets',

	limitOf: ({ method }) => (method === 'POST' ? WRITING : READING),

	/** It is not documented which headers come with a 429. Both usual headers are understood. */
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

/** What n8n stores after somebody has connected an OAuth2 credential. */
const tokenSchema = z.looseObject({ access_token: z.string() }).catch({ access_token: '' });

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

/** What Factorial says about a refused request, in each of the shapes that were seen. */
export function errorsOf(body: unknown): z.infer<typeof errorBodySchema> {
	return errorBodySchema.parse(body);
}
