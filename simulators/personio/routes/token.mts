import type { FastifyRequest } from 'fastify';

import { ok, queryOf, Refusal } from '../../kit/requests.mts';
import type { Answer } from '../../kit/requests.mts';
import type { SimulatorServer } from '../../kit/server.mts';
import type { Client, Scope } from '../clients.mts';
import { tokenProblem } from '../problems.mts';
import type { PersonioState } from '../state.mts';

const FIELDS = ['grant_type', 'client_id', 'client_secret', 'scope'];

/** `/v2/auth/*`: these endpoints take forms, and their errors have another form than all others. */
export function tokenRoutes(server: SimulatorServer, state: PersonioState): void {
	route('/v2/auth/token', (form) => {
		const { client, scopes } = wanted(form, state);
		const { token, expiresAt } = state.clients.tokenFor(client, scopes);
		return ok({
			access_token: token,
			token_type: 'Bearer',
			expires_in: Math.floor((expiresAt - state.now()) / 1000),
			scope: scopes.join(' '),
		});
	});

	route('/v2/auth/revoke', (form, violate) => {
		// All users of the client share the token, so nobody may revoke it.
		violate('shared-token-revoked');
		state.clients.revoke(required(form, 'token'));
		return { status: 200 };
	});

	function route(
		url: string,
		handle: (form: URLSearchParams, violate: (rule: string) => void) => Answer,
	): void {
		server.route('POST', url, (request, violate) => {
			if (Object.keys(queryOf(request)).length > 0) violate('unknown-parameter');
			if (request.headers.authorization !== undefined) violate('unexpected-authorization');
			return handle(formOf(request), violate);
		});
	}
}

function invalid(description: string, violation?: string): Refusal {
	return new Refusal(tokenProblem('invalid_request', description), violation);
}

function formOf(request: FastifyRequest): URLSearchParams {
	const type = request.headers['content-type'] ?? '';
	if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(type)) {
		throw invalid('The body must be application/x-www-form-urlencoded', 'content-type');
	}
	const body = request.body as Buffer | undefined;
	const form = new URLSearchParams(body?.toString('utf8') ?? '');
	for (const name of form.keys()) {
		if (form.getAll(name).length > 1) throw invalid(`${name} is repeated`, 'bad-field');
	}
	return form;
}

function required(form: URLSearchParams, name: string): string {
	const value = form.get(name) ?? '';
	if (value === '') throw invalid(`${name} is missing`, 'missing-field');
	return value;
}

function wanted(form: URLSearchParams, state: PersonioState): { client: Client; scopes: Scope[] } {
	for (const name of form.keys()) {
		if (!FIELDS.includes(name)) throw invalid(`${name} is unknown`, 'unknown-field');
	}
	if (required(form, 'grant_type') !== 'client_credentials') {
		const answer = tokenProblem('unsupported_grant_type', 'Only client_credentials is supported');
		throw new Refusal(answer, 'bad-field');
	}
	const client = state.clients.find(required(form, 'client_id'), required(form, 'client_secret'));
	if (!client) {
		throw new Refusal(tokenProblem('invalid_client', 'The client id or secret is wrong'));
	}
	return { client, scopes: scopesIn(form, client) };
}

function scopesIn(form: URLSearchParams, client: Client): Scope[] {
	const asked = form.get('scope')?.split(' ').filter(Boolean);
	if (asked === undefined || asked.length === 0) return client.scopes;
	if (!asked.every((scope) => client.scopes.some((own) => own === scope))) {
		throw new Refusal(tokenProblem('invalid_scope', 'A scope is unknown or not granted'));
	}
	return client.scopes.filter((scope) => asked.includes(scope));
}
