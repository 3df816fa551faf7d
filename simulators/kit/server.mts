import fastify from 'fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { Faults } from './faults.mts';
import type { FaultKind, FaultRule } from './faults.mts';
import { onFreshPort } from './freshPort.mts';
import { answered, queryOf, send } from './requests.mts';
import type { Answer } from './requests.mts';
import { Violations } from './violations.mts';

/** One request as the simulator saw it. Paths are relative to the API's base. */
export interface RequestEntry {
	method: string;
	path: string;
	readonly query: Readonly<Record<string, string | readonly string[]>>;
	/** The status of the answer, also if a fault kept it back. Null if there was no answer. */
	status: number | null;
	/** When it arrived, epoch milliseconds. */
	at: number;
	/** Which of the simulator's tokens it carried; null for none of them. */
	tokenIndex: number | null;
	/** The fault that struck it. */
	fault: FaultKind | null;
}

export interface ServerOptions {
	/** Where the API begins, such as `/v1`. */
	basePath: string;
	now: () => number;
	/** If false, the answers are the same, but no violations are recorded. Default true. */
	strict?: boolean;
	/** The index of the token a request carries. */
	identify: (request: FastifyRequest) => number | null;
	/** Values that must reach neither a log nor a query string. */
	secrets: () => string[];
}

export interface SimulatorServer {
	app: FastifyInstance;
	faults: Faults;
	violations: Violations;
	/** A copy of all requests, oldest first. Tests look at it after each step, so it is made quickly. */
	readonly requests: RequestEntry[];
	/** The log entry of a request being handled. */
	entryOf: (request: FastifyRequest) => RequestEntry;
	/** Records a violation by this request. */
	violate: (rule: string, request: FastifyRequest) => void;
	/**
	 * Declares an endpoint. A refusal that the handler throws is answered.
	 * @param url below the origin, with `:name` for what differs
	 * @param inForm changes every answer before it is sent, refusals as well
	 */
	route: (
		method: Method,
		url: string,
		answerTo: (request: FastifyRequest, violate: (rule: string) => void) => Answer,
		inForm?: (answer: Answer) => Answer,
	) => void;
	/** Starts listening; gives the origin, such as `http://127.0.0.1:49152`. */
	listen: (host: LoopbackHost, port: number) => Promise<string>;
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Simulators hold invented data and take part in no real network. */
export type LoopbackHost = '127.0.0.1' | 'localhost';

/**
 * An HTTP server that logs every request, checks what is wrong with any vendor, and carries out
 * faults. Bodies reach the handlers as raw bytes. Faults that keep a request from being processed
 * strike before everything else: such a request counts towards no rate limit.
 */
export function createServer(options: ServerOptions): SimulatorServer {
	// Without forced closing, close() would wait for the requests that hang on purpose.
	const app = fastify({ forceCloseConnections: true });
	const faults = new Faults();
	const violations = new Violations({ recording: options.strict ?? true });
	const requests: RequestEntry[] = [];
	const entries = new WeakMap<FastifyRequest, RequestEntry>();
	const struck = new WeakMap<FastifyRequest, FaultRule>();
	let authority = '';

	const redact = (text: string) =>
		options.secrets().reduce((result, secret) => result.replaceAll(secret, '***'), text);

	function entryOf(request: FastifyRequest): RequestEntry {
		const entry = entries.get(request);
		if (!entry) throw new Error('A request without a log entry');
		return entry;
	}

	function violate(rule: string, request: FastifyRequest): void {
		const { method, path } = entryOf(request);
		violations.add(rule, `${method} ${path}`);
	}

	app.removeAllContentTypeParsers();
	app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));

	app.addHook('onRequest', async (request, reply) => {
		const path = pathOf(request, options.basePath);
		const fault = faults.take(request.method, path, request.url.split('?', 2)[1]);
		const entry: RequestEntry = {
			method: request.method,
			path: redact(path),
			query: redactedQuery(request, redact),
			status: null,
			at: options.now(),
			tokenIndex: options.identify(request),
			fault: fault?.kind ?? null,
		};
		entries.set(request, entry);
		requests.push(entry);
		if (fault) struck.set(request, fault);

		for (const rule of brokenRules(request, authority, options.secrets())) violate(rule, request);
		if (fault) await strikeBefore(fault, request, reply);
	});

	app.addHook('preHandler', async (request) => {
		const fault = struck.get(request);
		if (fault?.kind === 'latency') await new Promise((done) => setTimeout(done, fault.ms ?? 0));
	});

	app.addHook('onSend', async (request, reply) => {
		entryOf(request).status = reply.statusCode;
		const fault = struck.get(request);
		if (fault?.kind === 'cut-after') request.raw.socket.destroy();
		if (fault?.kind === 'hang-after') await new Promise(() => undefined);
	});

	app.setErrorHandler<Error & { statusCode?: number }>((error, request, reply) => {
		// 4xx: the framework could not read the request. Anything else is a bug of the simulator,
		// recorded as a violation so that no test passes over it.
		const status = error.statusCode ?? 500;
		violate(status < 500 ? 'unreadable-request' : `simulator-error: ${error.message}`, request);
		return reply.code(status).send({ error: error.message });
	});

	const route: SimulatorServer['route'] = (method, url, answerTo, inForm = (answer) => answer) => {
		app.route({
			method,
			url,
			// Without this, GET routes would answer HEAD too.
			exposeHeadRoute: false,
			handler: async (request, reply) => {
				const violateHere = (rule: string) => violate(rule, request);
				const answer = answered(violateHere, () => answerTo(request, violateHere));
				return await send(reply, inForm(answer));
			},
		});
	};

	async function listen(host: LoopbackHost, port: number): Promise<string> {
		const bind = async (chosen: number): Promise<string> =>
			await app.listen({ host, port: chosen });
		const address = port === 0 ? await onFreshPort(bind) : await bind(port);
		authority = `${host}:${new URL(address).port}`;
		return `http://${authority}`;
	}

	return {
		app,
		faults,
		violations,
		get requests() {
			return requests.map((entry) => ({ ...entry }));
		},
		entryOf,
		violate,
		route,
		listen,
	};
}

/** The path below the base; the whole path when the request is not for this API at all. */
function pathOf(request: FastifyRequest, basePath: string): string {
	const path = request.url.split('?', 1)[0] ?? '';
	return path.startsWith(`${basePath}/`) ? path.slice(basePath.length) : path;
}

function redactedQuery(request: FastifyRequest, redact: (text: string) => string) {
	return Object.fromEntries(
		Object.entries(queryOf(request)).map(([name, value]) => [
			redact(name),
			Array.isArray(value) ? value.map(redact) : redact(value),
		]),
	);
}

/** Whether the headers announce a body. The bodies of GET requests are never read. */
function announcesBody({ headers }: FastifyRequest): boolean {
	return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? '0') > 0;
}

/** What is wrong with a request whichever vendor it is meant for. */
function brokenRules(request: FastifyRequest, authority: string, secrets: string[]): string[] {
	const { headers, method } = request;
	const accept = headers.accept ?? '*/*';
	const query = JSON.stringify(queryOf(request));
	const broken = {
		'unexpected-body': (method === 'GET' || method === 'DELETE') && announcesBody(request),
		accept: !/application\/(json|\*)|\*\/\*/i.test(accept),
		'token-in-query': secrets.some((secret) => query.includes(secret)),
		host: headers.host !== authority,
	};
	return Object.entries(broken).flatMap(([rule, isBroken]) => (isBroken ? [rule] : []));
}

/** Carries out the faults that keep a request from being processed. */
async function strikeBefore(fault: FaultRule, request: FastifyRequest, reply: FastifyReply) {
	if (fault.kind === 'status') {
		const { headers = {} } = fault;
		await reply
			.code(fault.status ?? 503)
			.headers(typeof headers === 'function' ? headers() : headers)
			.send(fault.body ?? {});
	} else if (fault.kind === 'hang') {
		reply.hijack();
	} else if (fault.kind === 'cut-before') {
		reply.hijack();
		request.raw.socket.destroy();
	}
}
