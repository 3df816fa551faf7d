import type { FastifyRequest } from 'fastify';

import { callOf, ok, Refusal } from '../kit/requests.mts';
import type { Answer, Query } from '../kit/requests.mts';
import type { SimulatorServer } from '../kit/server.mts';
import type { Call, Endpoint, ErrorForm, RouteOptions } from './api.mts';
import { errorBody, notFound, Problem } from './api.mts';
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
		const url = `/api/:version(^\\d{4}-\\d\\d-\\d\\d$)/resources${path}`;
		server.route(method, url, answerTo, (answer) => ({
			...answer,
			body: answer.body instanceof Problem ? errorBody(errorForm, answer.body) : answer.body,
		}));

		function answerTo(request: FastifyRequest, violate: Call['violate']): Answer {
			const sent = callOf(request, violate);
			const { params } = sent;
			const version = answeringVersion(params['version'] ?? '');
			const credential = credentialOf(request);
			const known = (rules.query ?? []).filter((name) => hasParameter(version, name));
			const query = knownIn(sent.query, known, () => violate('unknown-parameter'));
			const isSingleRead = method === 'GET' && path.includes(':id');
			// A key of the other environment gets empty answers, which do not say why.
			if (credential.isElsewhere && method === 'GET' && !isSingleRead) {
				return ok(listInForms(emptyPage(), options));
			}
			if (credential.isElsewhere) throw notFound();
			const singleRead = singleReadOf(options, params['id'] ?? '');
			if (isSingleRead && singleRead === 'missing') throw notFound();
			if (!mayUse(credential, rules.scope)) {
				throw new Refusal({ status: 403, body: new Problem('forbidden', 'Not allowed') });
			}
			const answer = handle({ ...sent, query, credential, version });
			const body = inForms(asVersion(version, answer.body), options);
			if (isSingleRead) {
				return { ...answer, body: singleRead === 'wrapped' ? { data: body } : body };
			}
			return { ...answer, body: method === 'GET' ? listInForms(body, options) : body };
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

/** Unknown parameters are ignored. Our clients must never send them. */
function knownIn(query: Query, known: readonly string[], onUnknown: () => void): Query {
	const kept = [...query].filter(([name]) => known.includes(name));
	if (kept.length < query.size) onUnknown();
	return new Map(kept);
}
