import { untilTestEnds } from '../kit/afterEach.mts';
import { exchange, textOf } from '../kit/testing.mts';
import type { Receiver, Reply } from '../kit/testing.mts';
import { startPersonio } from './index.mts';
import type { EventBody, PersonioOptions, PersonioSimulator } from './index.mts';

export const CLIENT = {
	clientId: 'papi-example-client-of-acme',
	clientSecret: 'papi-example-secret-of-acme',
};
export const OTHER_CLIENT = { clientId: 'papi-other', clientSecret: 'papi-other-secret' };

export interface Sent {
	/** Default: a token of the first client. Null sends none. */
	token?: string | null;
	body?: unknown;
	headers?: Record<string, string | undefined>;
}

/** A simulator that ends with the test. */
export async function start(options: PersonioOptions = {}): Promise<PersonioSimulator> {
	return untilTestEnds(await startPersonio({ rateLimit: false, timeScale: 1e-7, ...options }));
}

export async function call(
	simulator: PersonioSimulator,
	method: string,
	path: string,
	{ token, body, headers = {} }: Sent = {},
): Promise<Reply> {
	const bearer = token === undefined ? await tokenOf(simulator) : token;
	return await exchange(simulator.baseUrl + path, method, {
		body: textOf(body),
		headers: {
			'x-personio-app-id': 'N8N',
			...(bearer !== null && { authorization: `Bearer ${bearer}` }),
			...(body !== undefined && { 'content-type': 'application/json' }),
			...headers,
		},
	});
}

export const get = (simulator: PersonioSimulator, path: string, sent?: Sent) =>
	call(simulator, 'GET', path, sent);
export const post = (simulator: PersonioSimulator, path: string, body?: unknown, sent: Sent = {}) =>
	call(simulator, 'POST', path, { body, ...sent });

/** Calls the token endpoint. */
export function askToken(
	simulator: PersonioSimulator,
	form: Record<string, string>,
	headers: Record<string, string | undefined> = {},
): Promise<Reply> {
	return exchange(`${simulator.baseUrl}/v2/auth/token`, 'POST', {
		body: String(new URLSearchParams(form)),
		headers: {
			'x-personio-app-id': 'N8N',
			'content-type': 'application/x-www-form-urlencoded',
			...headers,
		},
	});
}

/** The form that gets a token. */
export const formOf = ({ clientId, clientSecret } = CLIENT) => ({
	grant_type: 'client_credentials',
	client_id: clientId,
	client_secret: clientSecret,
});

const tokens = new WeakMap<PersonioSimulator, string>();

/** A client's token. For the first client it is fetched only once, so that tests can count requests. */
export async function tokenOf(simulator: PersonioSimulator, client?: typeof CLIENT) {
	const known = tokens.get(simulator);
	if (known !== undefined && !client) return known;
	const [first = CLIENT] = simulator.clients;
	const { json } = await askToken(simulator, formOf(client ?? first));
	const token = String(json['access_token']);
	if (!client) tokens.set(simulator, token);
	return token;
}

export const rules = (simulator: PersonioSimulator) =>
	simulator.violations.list.map(({ rule }) => rule);

/** The items of a list. */
export function dataOf({ json }: Reply): Array<Record<string, unknown>> {
	return json['_data'] as Array<Record<string, unknown>>;
}

/** The ids of a list's items. */
export const idsOf = (reply: Reply) => dataOf(reply).map(({ id }) => id);

/** Where the next page is. */
export function nextOf({ json }: Reply): string | undefined {
	const { links } = json['_meta'] as { links: { next?: { href: string } } };
	return links.next?.href;
}

/** The events a receiver got, oldest first. */
export function eventsAt({ received }: Receiver): EventBody[] {
	return received
		.map(({ body }) => JSON.parse(body.toString()) as EventBody)
		.toSorted((a, b) => a.occurred_at.localeCompare(b.occurred_at));
}
