import { randomUUID } from 'node:crypto';
import { z } from 'zod/v4';

/** The account that owns every instance started here; the instances listen on loopback only. */
export const owner = {
	email: 'owner@example.com',
	firstName: 'Olive',
	lastName: 'Owner',
	password: 'Example-Passw0rd',
};

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** n8n answered with a status other than 2xx. */
export class N8nHttpError extends Error {
	readonly status: number;
	readonly body: string;

	constructor(method: Method, path: string, status: number, body: string) {
		super(`n8n answered ${status} to ${method} ${path}: ${messageIn(body)}`);
		this.status = status;
		this.body = body;
	}
}

const errorSchema = z.object({ message: z.string() });
const dataSchema = z.object({ data: z.unknown() });
const apiKeySchema = z.object({ rawApiKey: z.string() });
const scopesSchema = z.array(z.string());

/** The owner's access to one n8n: the editor's API by cookie, the public API by key. */
export class N8nSession {
	readonly #url: string;
	/** n8n ties a cookie to the browser that it was given to. */
	readonly #browserId = randomUUID();
	#cookie = '';
	#apiKey = '';

	constructor(url: string) {
		this.#url = url;
	}

	/** Creates the owner, or signs in when the instance has one, and creates an API key. */
	async signIn(): Promise<void> {
		const { email, password } = owner;
		try {
			await this.rest('POST', '/owner/setup', owner);
		} catch (error) {
			if (!(error instanceof N8nHttpError) || error.status >= 500) throw error;
			await this.rest('POST', '/login', { emailOrLdapLoginId: email, password });
		}
		if (this.#apiKey) return;
		const scopes = scopesSchema.parse(await this.rest('GET', '/api-keys/scopes'));
		const request = { label: `tests ${randomUUID()}`, scopes, expiresAt: null };
		this.#apiKey = apiKeySchema.parse(await this.rest('POST', '/api-keys', request)).rawApiKey;
	}

	/** Calls the editor's API and returns the `data` of the answer. */
	async rest(method: Method, path: string, body?: unknown): Promise<unknown> {
		const headers = { cookie: this.#cookie, 'browser-id': this.#browserId };
		const response = await this.#fetch(method, `/rest${path}`, headers, body);
		const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
		if (cookies.length > 0) this.#cookie = cookies.join('; ');
		const answer = await readAnswer(method, path, response);
		const wrapped = dataSchema.safeParse(answer);
		return wrapped.success ? wrapped.data.data : answer;
	}

	/** Calls the public API and returns the answer as it is. */
	async api(method: Method, path: string, body?: unknown): Promise<unknown> {
		const headers = { 'x-n8n-api-key': this.#apiKey };
		const response = await this.#fetch(method, `/api/v1${path}`, headers, body);
		return await readAnswer(method, path, response);
	}

	async #fetch(method: Method, path: string, headers: Record<string, string>, body?: unknown) {
		const hasBody = body !== undefined;
		return await fetch(`${this.#url}${path}`, {
			method,
			headers: hasBody ? { ...headers, 'content-type': 'application/json' } : headers,
			...(hasBody && { body: JSON.stringify(body) }),
		});
	}
}

async function readAnswer(method: Method, path: string, response: Response): Promise<unknown> {
	const text = await response.text();
	if (!response.ok) throw new N8nHttpError(method, path, response.status, text);
	return text === '' ? undefined : (JSON.parse(text) as unknown);
}

function messageIn(body: string): string {
	try {
		return errorSchema.parse(JSON.parse(body)).message;
	} catch {
		return body.slice(0, 500);
	}
}
