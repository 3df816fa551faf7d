import { receiver, untilTestEnds } from '../kit/afterEach.mts';
import { exchange, textOf } from '../kit/testing.mts';
import type { Receiver, Reply } from '../kit/testing.mts';
import { EVENT_TYPES, startHiBob } from './index.mts';
import type { HiBobOptions, HiBobSimulator } from './index.mts';

/** An event as it arrives. */
export interface EventBody {
	companyId: number;
	type: string;
	triggeredBy: string;
	triggeredAt: string;
	version: string;
	data: Record<string, unknown>;
}

export interface Sent {
	/** Default: the first service user. Null sends none. */
	authorization?: string | null;
	body?: unknown;
	headers?: Record<string, string>;
}

/** More than any test asks for. */
export const AMPLE = { everything: { requests: 100_000, windowMs: 1_000 } };

/** A simulator that ends with the test. */
export async function start(options: HiBobOptions = {}): Promise<HiBobSimulator> {
	return untilTestEnds(await startHiBob({ rateLimit: AMPLE, timeScale: 1e-7, ...options }));
}

/** A receiver for everything, with the ping forgotten. */
export async function listen(
	hibob: HiBobSimulator,
	events: readonly string[] = EVENT_TYPES,
): Promise<Receiver & { id: string; secret: string }> {
	const started = await receiver();
	const { id, secret } = await hibob.addWebhook({ name: 'n8n', url: started.url, events });
	started.received.length = 0;
	return { ...started, id, secret };
}

/** The events a receiver got, in the order they arrived. */
export function eventsAt({ received }: Receiver): EventBody[] {
	return received.map(({ body }) => JSON.parse(body.toString()) as EventBody);
}

export function basic(id: string, token: string): string {
	return `Basic ${Buffer.from(`${id}:${token}`).toString('base64')}`;
}

export async function call(
	hibob: HiBobSimulator,
	method: string,
	path: string,
	{ authorization, body, headers = {} }: Sent = {},
): Promise<Reply> {
	const [user] = hibob.serviceUsers;
	const usual = user ? basic(user.id, user.token) : null;
	const given = authorization === undefined ? usual : authorization;
	const text = textOf(body);
	return await exchange(hibob.baseUrl + path, method, {
		body: text,
		headers: {
			...(given !== null && { authorization: given }),
			...(text !== '' && { 'content-type': 'application/json' }),
			...headers,
		},
	});
}

export const get = (hibob: HiBobSimulator, path: string, sent?: Sent) =>
	call(hibob, 'GET', path, sent);
export const post = (hibob: HiBobSimulator, path: string, body: unknown, sent: Sent = {}) =>
	call(hibob, 'POST', path, { body, ...sent });

/** The people of a search. */
export async function search(
	hibob: HiBobSimulator,
	body: Record<string, unknown> = {},
	sent: Sent = {},
): Promise<Array<Record<string, unknown>>> {
	const { json } = await post(hibob, '/people/search', { showInactive: true, ...body }, sent);
	return json['employees'] as Array<Record<string, unknown>>;
}

/** The rows of a table of one person. */
export async function rowsAt(
	hibob: HiBobSimulator,
	path: string,
	sent: Sent = {},
): Promise<Array<Record<string, unknown>>> {
	return (await get(hibob, path, sent)).json['values'] as Array<Record<string, unknown>>;
}

export const rules = (hibob: HiBobSimulator) => hibob.violations.list.map(({ rule }) => rule);

/** The id of the person at that place among the seeded ones. */
export function idAt(hibob: HiBobSimulator, place: number): string {
	const person = hibob.employees[place];
	if (!person) throw new Error(`There are no ${place + 1} people`);
	return person['root.id'];
}
