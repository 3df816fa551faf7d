import { randomUUID } from 'node:crypto';

/**
 * What a client may be allowed to do. The names of the last four are this simulator's own: the
 * vendor's are not known.
 */
export const ALL_SCOPES = [
	'personio:webhooks:read',
	'personio:webhooks:write',
	'personio:persons:read',
	'personio:absences:read',
	'personio:org-units:read',
	'personio:legal-entities:read',
	'personio:cost-centers:read',
	'personio:workplaces:read',
] as const;

export type Scope = (typeof ALL_SCOPES)[number];

/** The fields of persons and employments a client gets to see. */
export type Attributes = 'all' | 'none' | string[];

export interface Client {
	clientId: string;
	clientSecret: string;
	scopes: Scope[];
	attributes: Attributes;
}

/** A client as tests ask for one. */
export interface ClientWish {
	clientId: string;
	clientSecret: string;
	/** Default: all. */
	scopes?: readonly Scope[];
	/** Default `all`; a list grants these fields and custom attributes (by id or global id) only. */
	attributes?: 'all' | 'none' | readonly string[];
}

export interface IssuedToken {
	token: string;
	client: Client;
	scopes: readonly Scope[];
	expiresAt: number;
}

/** The clients of the account and their access tokens. */
export class Clients {
	readonly #now: () => number;
	readonly #lifetimeMs: number;
	readonly #clients: Client[] = [];
	/** All tokens that were ever issued. None of them may be in a log. */
	readonly #everIssued: string[] = [];
	#live: IssuedToken[] = [];

	constructor(now: () => number, lifetimeSeconds: number) {
		this.#now = now;
		this.#lifetimeMs = lifetimeSeconds * 1000;
	}

	get all(): readonly Client[] {
		return this.#clients;
	}

	/** Adds a client. */
	add({ clientId, clientSecret, scopes = ALL_SCOPES, attributes = 'all' }: ClientWish): void {
		this.#clients.push({
			clientId,
			clientSecret,
			scopes: [...scopes],
			attributes: typeof attributes === 'string' ? attributes : [...attributes],
		});
	}

	/** The client with this pair. */
	find(clientId: string, clientSecret: string): Client | undefined {
		return this.#clients.find(
			(client) => client.clientId === clientId && client.clientSecret === clientSecret,
		);
	}

	/** The client's token for these scopes. It stays the same while it is valid. */
	tokenFor(client: Client, scopes: readonly Scope[]): IssuedToken {
		const known = this.#live.find(
			(issued) =>
				issued.client === client &&
				issued.expiresAt > this.#now() &&
				issued.scopes.join(' ') === scopes.join(' '),
		);
		if (known) return known;
		const token = `papi-${randomUUID()}`;
		const issued = { token, client, scopes, expiresAt: this.#now() + this.#lifetimeMs };
		this.#live.push(issued);
		this.#everIssued.push(token);
		return issued;
	}

	/** The token with that value, if it is valid. */
	issued(token: string): IssuedToken | undefined {
		return this.#live.find((known) => known.token === token && known.expiresAt > this.#now());
	}

	/** The place of a valid token's client in the list of all clients. */
	indexOf(token: string): number | null {
		const issued = this.issued(token);
		return issued ? this.#clients.indexOf(issued.client) : null;
	}

	/** Revokes one token, or all tokens. */
	revoke(token?: string): void {
		this.#live = token === undefined ? [] : this.#live.filter((known) => known.token !== token);
	}

	/** Values that must not be in a log. */
	get secrets(): string[] {
		return [...this.#clients.map(({ clientSecret }) => clientSecret), ...this.#everIssued];
	}
}
