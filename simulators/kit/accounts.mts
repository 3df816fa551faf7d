import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';

import { Violations } from './violations.mts';
import { listenAnew } from './freshPort.mts';

/** One of the accounts that share an address. */
export interface Account {
	/** For the log. */
	readonly name: string;
	/** The simulator that holds it. */
	readonly baseUrl: string;
	/** The tokens, keys and passwords in its requests. */
	readonly secrets: readonly string[];
	/**
	 * What is called otherwise at this account than in its simulator, as it stands in an answer: pairs
	 * of the simulator's text and the account's. Texts that begin with a name of a field and come in a
	 * request are turned back.
	 */
	readonly renamed?: ReadonlyArray<readonly [simulated: string, own: string]>;
	/** What must not be in a request of this account, because it belongs to another account. */
	readonly foreign?: readonly RegExp[];
}

/** A request as it came to the shared address. */
export interface AccountRequest {
	/** The name of the account. */
	readonly account: string;
	readonly method: string;
	/** With its query. */
	readonly url: string;
}

export interface SharedAddress {
	/** `http://127.0.0.1:<port>`; what comes after it is as at the simulators. */
	readonly origin: string;
	readonly requests: readonly AccountRequest[];
	readonly violations: Violations;
	close(): Promise<void>;
}

/**
 * One address for several accounts of a vendor, as vendors have it: whose a request is, its
 * credential tells. Each account is a simulator of its own. A request that carries no credential of
 * these accounts, or names what belongs to another one, is a violation.
 */
export async function shareAddress(accounts: readonly Account[]): Promise<SharedAddress> {
	const violations = new Violations();
	const requests: AccountRequest[] = [];
	/** The account of each token that a simulator has issued. */
	const issued = new Map<string, Account>();
	let origin = '';

	const server = createServer((request, response) => {
		void answer(request)
			.then(({ status, headers, body }) => response.writeHead(status, headers).end(body))
			.catch(() => response.destroy());
	});

	async function answer(request: IncomingMessage) {
		const sent = await textOf(request);
		const { method = '', url = '', headers } = request;
		const account = ownerOf(`${headers.authorization ?? ''} ${headers['x-api-key'] ?? ''} ${sent}`);
		if (account === undefined) {
			violations.add('unknown-account', `${method} ${url}`);
			return { status: 401, headers: { 'content-type': 'application/json' }, body: '{}' };
		}
		requests.push({ account: account.name, method, url });
		if (account.foreign?.some((mark) => mark.test(`${url} ${sent}`))) {
			violations.add('of-another-account', `${account.name}: ${method} ${url}`);
		}
		const { origin: target } = new URL(account.baseUrl);
		const own = account.renamed ?? [];
		const reply = await fetch(`${target}${turnedBack(url, own)}`, {
			method,
			headers: forwarded(headers),
			redirect: 'manual',
			...(sent === '' ? {} : { body: turnedBack(sent, own) }),
		});
		const text = own.reduce(
			(told, [simulated, renamed]) => told.replaceAll(simulated, renamed),
			(await reply.text()).replaceAll(target, origin),
		);
		for (const [, token = ''] of text.matchAll(/"(?:access|refresh)_token":"([^"]+)"/g)) {
			issued.set(token, account);
		}
		return { status: reply.status, headers: passedOn(reply.headers), body: text };
	}

	function ownerOf(text: string): Account | undefined {
		const basic = /Basic (\S+)/.exec(text)?.[1] ?? '';
		const carried = `${text} ${Buffer.from(basic, 'base64').toString('utf8')}`;
		const token = [...issued.keys()].find((known) => carried.includes(known));
		if (token !== undefined) return issued.get(token);
		return accounts.find(({ secrets }) => secrets.some((secret) => carried.includes(secret)));
	}

	origin = await listenAnew(server);
	return {
		origin,
		requests,
		violations,
		close: async () =>
			await new Promise((done) => {
				server.close(() => done());
				server.closeAllConnections();
			}),
	};
}

async function textOf(request: IncomingMessage): Promise<string> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks).toString('utf8');
}

/**
 * The text of a request with the simulator's values in place of the account's, in queries and in JSON.
 */
function turnedBack(text: string, renamed: NonNullable<Account['renamed']>): string {
	return renamed.reduce((sent, [simulated, own]) => {
		const field = /^"(\w+)":"(.+)"$/;
		const [, name, there] = field.exec(own) ?? [];
		const here = field.exec(simulated)?.[2];
		if (name === undefined || there === undefined || here === undefined) return sent;
		return sent.replaceAll(own, simulated).replaceAll(`${name}=${there}`, `${name}=${here}`);
	}, text);
}

const OF_THE_CONNECTION = ['host', 'connection', 'content-length', 'transfer-encoding'];

function forwarded(headers: IncomingMessage['headers']): Record<string, string> {
	return Object.fromEntries(
		Object.entries(headers).flatMap(([name, value]) =>
			typeof value === 'string' && !OF_THE_CONNECTION.includes(name) ? [[name, value]] : [],
		),
	);
}

/** The headers to pass on. `fetch` has unpacked the body already. */
function passedOn(headers: Headers): Record<string, string> {
	const dropped = [...OF_THE_CONNECTION, 'content-encoding'];
	return Object.fromEntries([...headers].filter(([name]) => !dropped.includes(name)));
}
