import type { FastifyRequest } from 'fastify';

import { queryOf } from '../kit/server.mts';
import type { SimulatorServer } from '../kit/server.mts';
import type { Answer, Endpoint, ErrorForm, Query, RouteOptions } from './api.mts';
import { errorBody, notFound, ok, Refusal } from './api.mts';
import { emptyPage } from './paging.mts';
import { inForms, listInForms, singleReadOf } from './sometimes.mts';
import type { Credential, FactorialState, Scope } from './state.mts';
import { answeringVersion, asVersion, hasParameter } from './versions.mts';

/** Makes the function that declares one endpoint: scope, version and parameters are checked here. */
export function endpointsOf(
	server: SimulatorServer,
	state: FactorialState,
	errorForm: ErrorForm,
	options: RouteOptions,
): Endpoint {
	return (method, path, rules, handle) => {
		server.app.route({
			method,
			url: `/api/:version(^\\d{4}-\\d\\d-\\d\\d$)/resources${path}`,
			// Without this, GET routes would answer HEAD too.
			exposeHeadRoute: false,
			handler: async (request, reply) => {
				const { status, body } = answerTo(request);
				return await reply.code(status).send(body);
			},
		});

		function answerTo(request: FastifyRequest): Answer {
			const violate = (rule: string) => server.violate(rule, request);
			const params = request.params as Record<string, string>;
			const version = answeringVersion(params['version'] ?? '');
			try {
				const credential = credentialOf(request);
				const known = (rules.query ?? []).filter((name) => hasParameter(version, name));
				const query = knownIn(queryMap(request), known, () => violate('unknown-parameter'));
				const isSingleRead = method === 'GET' && path.includes(':id');
				// Whoever comes with a key of the other environment is told nothing, and not that.
				if (credential.isElsewhere && method === 'GET' && !isSingleRead) {
					return ok(listInForms(emptyPage(), options));
				}
				if (credential.isElsewhere) throw notFound();
				const singleRead = singleReadOf(options, params['id'] ?? '');
				if (isSingleRead && singleRead === 'missing') throw notFound();
				if (!mayUse(credential, rules.scope)) {
					throw new Refusal(403, { code: 'forbidden', message: 'Not allowed' });
				}
				const sent = request.body as Buffer | undefined;
				const contentType = request.headers['content-type'] ?? '';
				const call = { params, query, credential, body: sent, contentType, version, violate };
				const answer = handle(call);
				const body = inForms(asVersion(version, answer.body), options);
				if (isSingleRead) {
					return { ...answer, body: singleRead === 'wrapped' ? { data: body } : body };
				}
				return { ...answer, body: method === 'GET' ? listInForms(body, options) : body };
			} catch (error) {
				if (!(error instanceof Refusal)) throw error;
				if (error.violation) violate(error.violation);
				return { status: error.status, body: errorBody(errorForm, error.problem) };
			}
		}

		function credentialOf(request: FastifyRequest): Credential {
			const credential = state.credentials[server.entryOf(request).tokenIndex ?? -1];
			if (!credential) throw new Error('A request got past the guard without a credential');
			return credential;
		}
	};
}

function mayUse({ scopes }: Credential, scope: Scope | undefined): boolean {
	return scope === undefined || scopes === null || scopes.includes(scope);
}

function queryMap(request: FastifyRequest): Query {
	return new Map(Object.entries(queryOf(request)).map(([name, value]) => [name, [value].flat()]));
}

/** What is not known is ignored; a client of ours should never send it. */
function knownIn(query: Query, known: readonly string[], onUnknown: () => void): Query {
	const kept = [...query].filter(([name]) => known.includes(name));
	if (kept.length < query.size) onUnknown();
	return new Map(kept);
}
