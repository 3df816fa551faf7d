import { setTimeout as sleep } from 'node:timers/promises';

import type { Access } from './access.mts';
import type { Call, ReadOnlyPosts } from './calls.mts';
import { requestOf } from './calls.mts';
import { isRecord } from './values.mts';

/** What came back. */
export interface Answer {
	readonly status: number;
	/** A page is what is meant for people: a sign-in page, or a proxy's. */
	readonly form: 'JSON' | 'nothing' | 'a page' | 'something else';
	/** Undefined unless it is JSON. */
	readonly body: unknown;
	readonly headers: Headers;
}

/** A refusal, or a page, that is an answer to the question at hand. */
export type Welcome = number | 'a page';

/** What a question may do. */
export interface Api {
	/** The body of an answer that was granted. Anything else ends the question. */
	read(call: Call): Promise<unknown>;
	/** The answer itself, also if it is one of those that are an answer to the question. */
	look(call: Call, welcome?: readonly Welcome[]): Promise<Answer>;
	/** Each call so far with what was answered. */
	readonly answered: ReadonlyArray<{ readonly call: Call; readonly answer: Answer }>;
	/** `YYYY-MM-DD` in UTC. */
	readonly today: string;
	/** Whom the account is asked in the name of, where the vendor has that. */
	readonly memberId?: string;
	/** What the sign-in was answered with; undefined where there is none. */
	signedIn(): unknown;
}

/** The credential may not do that, or there is nothing at the address. */
export class Refused extends Error {
	readonly call: Call;
	readonly status: number;

	constructor(call: Call, status: number) {
		super(`${status}`);
		this.call = call;
		this.status = status;
	}
}

/** No answer that could be looked at. The reason is never taken from the answer. */
export class Unanswered extends Error {}

export interface Session extends Api {
	/** How many requests have left, by method. */
	readonly sent: Readonly<Record<'GET' | 'POST', number>>;
	/** Fetches a token, where one is needed. */
	signIn(): Promise<void>;
}

export interface SessionOptions {
	vendor: ReadOnlyPosts & {
		/** The least time between two calls. */
		readonly pauseMs: number;
	};
	access: Access;
	memberId?: string | undefined;
	timeoutMs?: number;
	now?: () => number;
	/** What a 429 is waited for at most. */
	patienceMs?: number;
}

const TIMEOUT_MS = 30_000;
const PATIENCE_MS = 65_000;
const USUAL_WAIT_MS = 10_000;

/** Everything that is asked of one account. Each call is made once, whoever needs it. */
export function openSession(options: SessionOptions): Session {
	const { vendor, access, memberId, now = Date.now } = options;
	const answers = new Map<string, Promise<Answer>>();
	const answered: Array<{ call: Call; answer: Answer }> = [];
	const sent = { GET: 0, POST: 0 };
	let headers = access.headers;
	let tokenAnswer: unknown;
	let lastAt = -Infinity;

	/** The one function that sends anything. */
	async function send(call: Call, form?: Readonly<Record<string, string>>): Promise<Answer> {
		const { method, url } = requestOf(vendor, access.baseUrl, call);
		await sleep(Math.max(0, lastAt + vendor.pauseMs - performance.now()));
		lastAt = performance.now();
		sent[method] += 1;
		try {
			const response = await fetch(url, {
				method,
				headers: {
					accept: 'application/json',
					...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
					...(form === undefined ? headers : access.headers),
					...call.headers,
				},
				...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
				...(form === undefined ? {} : { body: new URLSearchParams(form) }),
				// The credential goes nowhere else.
				redirect: 'manual',
				signal: AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS),
			});
			return answerOf(response, await response.text());
		} catch (error) {
			throw new Unanswered(reasonOf(error));
		}
	}

	async function patiently(call: Call): Promise<Answer> {
		const first = await send(call);
		if (first.status !== 429) return first;
		const patienceMs = options.patienceMs ?? PATIENCE_MS;
		await sleep(Math.min(waitOf(first.headers, now()), patienceMs));
		return await send(call);
	}

	async function look(call: Call, welcome: readonly Welcome[] = []): Promise<Answer> {
		const { method, path, ids, query, body, headers: more } = call;
		const key = JSON.stringify([method, path, ids, query, body, more]);
		const asking = answers.get(key) ?? patiently(call);
		const isFirst = !answers.has(key);
		answers.set(key, asking);
		const answer = await asking;
		if (isFirst) answered.push({ call, answer });
		if (welcome.includes(answer.status)) return answer;
		if (!isGranted(answer)) throw failureOf(call, answer);
		if (answer.form === 'a page' && !welcome.includes('a page')) {
			throw new Unanswered('a page came in place of an answer');
		}
		if (answer.form === 'something else') throw new Unanswered('the answer is no JSON');
		return answer;
	}

	return {
		look,
		read: async (call) => (await look(call)).body,
		answered,
		sent,
		signedIn: () => tokenAnswer,
		signIn: async () => {
			if (access.signIn === undefined) return;
			const { call, form, headersOf } = access.signIn;
			const answer = await send(call, form);
			if (!isGranted(answer)) throw failureOf(call, answer);
			const more = headersOf(answer.body);
			if (more === undefined) throw new Unanswered('the sign-in gave no token');
			tokenAnswer = answer.body;
			headers = { ...access.headers, ...more };
		},
		today: new Date(now()).toISOString().slice(0, 10),
		...(memberId ? { memberId } : {}),
	};
}

function isGranted({ status }: Answer): boolean {
	return status >= 200 && status < 300;
}

function failureOf(call: Call, { status }: Answer): Error {
	if (status === 429) return new Unanswered('too many requests (429), also after a pause');
	if (status >= 300 && status < 400) return new Unanswered('it leads to another address');
	return status >= 500 ? new Unanswered('the vendor failed (5xx)') : new Refused(call, status);
}

function answerOf({ status, headers }: Response, text: string): Answer {
	if (text.trim() === '') return { status, form: 'nothing', body: undefined, headers };
	const isPage = (headers.get('content-type') ?? '').includes('html') || /^\s*</.test(text);
	if (isPage) return { status, form: 'a page', body: undefined, headers };
	try {
		const body: unknown = JSON.parse(text);
		return { status, form: 'JSON', body, headers };
	} catch {
		return { status, form: 'something else', body: undefined, headers };
	}
}

/** Seconds, or an instant in epoch seconds where it is too large to be a pause. */
function waitOf(headers: Headers, now: number): number {
	const after = Number(headers.get('retry-after') ?? NaN);
	if (Number.isFinite(after)) return after * 1_000;
	const reset = Number(
		headers.get('x-rate-limit-reset') ?? headers.get('x-ratelimit-reset') ?? NaN,
	);
	return Number.isFinite(reset) ? Math.max(reset * 1_000 - now, 0) : USUAL_WAIT_MS;
}

/** Never the message: it may hold an address with ids in it. */
function reasonOf(error: unknown): string {
	if (error instanceof Error && error.name === 'TimeoutError') return 'no answer in time';
	const cause = error instanceof Error && isRecord(error.cause) ? error.cause['code'] : undefined;
	const code = typeof cause === 'string' && /^[A-Z_]{3,40}$/.test(cause) ? ` (${cause})` : '';
	return `the connection failed${code}`;
}
