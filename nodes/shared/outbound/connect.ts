import type {
	IExecuteFunctions,
	IHookFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IPollFunctions,
} from 'n8n-workflow';
import { NodeApiError, NodeOperationError, sleep, UserError } from 'n8n-workflow';
import { z } from 'zod/v4';

import { parameterOf } from '../parameter';
import { unreadNotes } from '../reading/unread';
import type { Vendor } from '../vendor';
import type { Api, ApiRequest, ApiResponse } from './api';
import { isSafeAddress } from './baseUrl';
import { isStream, MOST_BYTES, readBody, TOO_LARGE } from './body';
import type { LimitAnswer } from './connection';
import { waitUntil } from './ending';
import { cancellation, noAnswer, refusal, tooLarge, vendorUnreachable } from './failure';
import { limiterFor } from './limiter';
import type { Outcome, Patience } from './retry';
import { IN_A_RUN, pauseBeforeRetry } from './retry';
import { addressOf } from './pathSegment';
import { tenantOf } from './tenant';

/** Where requests are made from: an execution, a publication, a drop-down, a poll. */
export type Caller = IExecuteFunctions | IHookFunctions | ILoadOptionsFunctions | IPollFunctions;

/** Methods with which sending a request twice does the same as sending it once. */
const REPEATABLE = ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE'];

/** While a request waits, a cancelled execution is noticed at least this often. */
const LONGEST_NAP_MS = 1_000;

/**
 * How long to wait for the end of an answer, as a multiple of the timeout for a silence. This
 * includes all that n8n does to sign the request. Large answers take a while, but a user who
 * publishes has no time for them.
 */
const WHOLE_ANSWER = { inARun: 4, urgent: 1.5 };

const answerSchema = z.object({
	statusCode: z.number(),
	// The headers are an object of the HTTP client's own class.
	headers: z.looseObject({}),
	body: z.custom<AsyncIterable<Uint8Array>>(isStream),
});

/** How one attempt ended without an answer. */
type Unanswered =
	/** `code`: what the network says, such as `ECONNREFUSED`; null if it says nothing. */
	| { readonly timedOut: false; readonly code: string | null }
	| {
			readonly timedOut: true;
			readonly afterMs: number;
			/**
			 * How many attempts this one counts as. An answer that does not end takes several times as long
			 * as a silence, and the user should not have to wait several times as long.
			 */
			readonly countsAs: number;
	  };

/**
 * A vendor's API with the credential of the calling node.
 *
 * Every request goes to the base URL of the credential and nowhere else: paths are joined to it,
 * and redirects are not followed, so the credential never reaches another origin.
 * @param caller the n8n context
 * @param usual how long to keep trying
 * @param untilDecided how long to keep trying for what is needed to decide on an event
 * @throws NodeApiError in plain words, without secrets or personal data
 */
export async function connect(
	caller: Caller,
	vendor: Vendor,
	usual: Patience = IN_A_RUN,
	untilDecided: Patience = usual,
): Promise<Api> {
	const { connection } = vendor;
	const { mostBytes = MOST_BYTES } = connection;
	const node = caller.getNode();
	const speaker = {
		node,
		vendor: vendor.displayName,
		unauthorizedHint: connection.unauthorizedHint,
	};
	const credentialType = connection.credentialOf((name) => parameterOf(caller, name));
	const credential = await caller.getCredentials(credentialType);
	// Otherwise n8n reads and decrypts the credential for every request, which costs n8n more than
	// the request.
	const credentialsDecrypted = {
		id: node.credentials?.[credentialType]?.id ?? '',
		name: node.credentials?.[credentialType]?.name ?? '',
		type: credentialType,
		data: credential,
	};
	const baseUrl = connection.baseUrlOf(credential);
	if (!isSafeAddress(baseUrl)) {
		throw new NodeOperationError(
			node,
			`The credential for ${vendor.displayName} has no usable address`,
			{
				description:
					"Check the account and 'API Base URL' in the credential. The address has to start with https://, or others could read the credential on the way.",
			},
		);
	}
	const tenant = tenantOf(vendor, credential, credentialsDecrypted.id);
	const signal =
		'getExecutionCancelSignal' in caller ? caller.getExecutionCancelSignal() : undefined;

	/**
	 * Makes one attempt. Returns an answer with any status, or how the attempt ended without an
	 * answer.
	 */
	async function send(request: ApiRequest, patience: Patience): Promise<ApiResponse | Unanswered> {
		// The timeout of n8n's HTTP client only limits a silence: an answer that trickles in would
		// never end.
		const afterMs =
			patience.timeoutMs * (patience.isUrgent ? WHOLE_ANSWER.urgent : WHOLE_ANSWER.inARun);
		const end = AbortSignal.any([
			AbortSignal.timeout(afterMs),
			...(signal === undefined ? [] : [signal]),
		]);
		const countsAs = Math.floor(afterMs / patience.timeoutMs);
		const answer = await waitUntil(end, ask(request, patience, end));
		return answer ?? { timedOut: true, afterMs, countsAs };
	}

	async function ask(
		request: ApiRequest,
		patience: Patience,
		end: AbortSignal,
	): Promise<ApiResponse | Unanswered> {
		const options: IHttpRequestOptions = {
			method: request.method,
			url: `${baseUrl}${addressOf(request.path)}`,
			json: true,
			encoding: 'stream',
			timeout: patience.timeoutMs,
			disableFollowRedirect: true,
			returnFullResponse: true,
			arrayFormat: connection.arrayFormat,
			// A 401 is left to n8n, which then renews a token that expires, and tries once more.
			ignoreHttpStatusErrors: {
				ignore: true,
				except: connection.isRefusalFinal === true ? [] : [401],
			},
			...(request.query === undefined ? {} : { qs: request.query }),
			...(request.body === undefined ? {} : { body: request.body }),
			...(request.headers === undefined ? {} : { headers: { ...request.headers } }),
		};
		const sent = caller.helpers.httpRequestWithAuthentication.call(
			endingWith(caller, end),
			credentialType,
			options,
			{ credentialsDecrypted },
		);
		return await sent.then(
			async (answer: unknown) => {
				const { statusCode, headers, body: stream } = answerSchema.parse(answer);
				const body = await readBody(counted(stream), mostBytes).catch(() => BROKEN_OFF);
				if (body === BROKEN_OFF) return { timedOut: false, code: null };
				const isRefusal = statusCode < 200 || statusCode >= 300;
				if (body === TOO_LARGE && !isRefusal) throw tooLarge(speaker, request, mostBytes);
				return {
					status: statusCode,
					headers: textual(headers),
					body: body === TOO_LARGE ? undefined : body,
				};
			},
			(error: unknown) => {
				const words = signInWordsOf(error);
				if (words !== null) {
					const description = words.description ?? '';
					throw new NodeApiError(node, {}, { message: words.message, description });
				}
				const status = thrownStatusOf(error);
				if (status !== null) return { status, headers: {}, body: undefined };
				const code = codeOf(error);
				return code !== null && TIMEOUTS.includes(code)
					? { timedOut: true, afterMs: patience.timeoutMs, countsAs: 1 }
					: { timedOut: false, code };
			},
		);
	}

	async function request(wanted: ApiRequest, patience: Patience): Promise<ApiResponse> {
		const { name, ...limit } = connection.limitOf(wanted);
		const limiter = limiterFor(`${tenant.countedAs} ${name}`, limit);
		const isRepeatable = wanted.isRepeatable ?? REPEATABLE.includes(wanted.method);
		const attempts = { overLimit: 0, failed: 0 };
		for (;;) {
			const result = await limiter.run(async () => await send(wanted, patience), {
				node,
				isUrgent: patience.isUrgent,
				...(signal === undefined ? {} : { signal }),
			});
			if (signal?.aborted) throw cancellation(node);
			const answered = 'status' in result;
			const said: LimitAnswer = answered ? connection.readLimit(result.headers, Date.now()) : {};
			limiter.observe(said);
			if (answered && result.status >= 200 && result.status < 300) return result;
			const ended: Outcome = answered
				? { status: result.status, timedOut: false, ...waitOf(said) }
				: { status: null, timedOut: result.timedOut };
			const countsAs = 'countsAs' in result ? result.countsAs : 1;
			const done = (attempts[ended.status === 429 ? 'overLimit' : 'failed'] += countsAs);
			const pause = pauseBeforeRetry(ended, done, { ...wanted, isRepeatable }, patience);
			if (pause === null) {
				if (answered) throw refusal(speaker, wanted, result, connection.explain?.(result, wanted));
				throw result.timedOut
					? noAnswer(speaker, wanted, result.afterMs)
					: vendorUnreachable(speaker, wanted, result.code);
			}
			if (ended.status === 429) limiter.pause(pause);
			else await rest(pause);
		}
	}

	/** Waits without blocking other requests to the vendor. A cancelled execution ends the wait. */
	async function rest(ms: number): Promise<void> {
		for (let left = ms; left > 0; left -= LONGEST_NAP_MS) {
			await sleep(Math.min(left, LONGEST_NAP_MS));
			if (signal?.aborted) throw cancellation(node);
		}
	}

	let received = 0;
	async function* counted(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
		for await (const chunk of stream) {
			received += chunk.length;
			yield chunk;
		}
	}

	const unread = unreadNotes();
	const apiWith = (patience: Patience): Omit<Api, 'patiently'> => ({
		request: async (wanted) => await request(wanted, patience),
		get: async (path, options = {}) =>
			(await request({ ...options, method: 'GET', path }, patience)).body,
		credential: async () => credential,
		account: async () => tenant.account,
		vendor: vendor.displayName,
		node,
		concurrency: connection.limitOf({ method: 'GET', path: '/' }).requests,
		received: () => received,
		unread,
	});
	const patiently: Api = {
		...apiWith(untilDecided),
		get patiently() {
			return patiently;
		},
	};
	return { ...apiWith(usual), patiently };
}

/** The connection broke in the middle of an answer. */
const BROKEN_OFF = Symbol('broken off');

/**
 * The same n8n context, but with another signal that ends its requests. In an execution, n8n (2.41)
 * ends requests only by the signal of the execution, whatever a request asks for.
 * @param end ends the requests when it is aborted, and the waiting for them
 */
export function endingWith(caller: Caller, end: AbortSignal): Caller {
	return Object.create(caller, { getExecutionCancelSignal: { value: () => end } }) as Caller;
}

function textual(headers: Record<string, unknown>): Record<string, string> {
	return Object.fromEntries(
		Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
	);
}

function waitOf({ resetInMs }: LimitAnswer): { limitResetInMs?: number } {
	return resetInMs === undefined ? {} : { limitResetInMs: resetInMs };
}

/**
 * The status behind a thrown error. The request itself throws only for a 401. Any other status
 * comes from the credential's own sign-in (`preAuthentication`), where vendors also refuse with a
 * 400. An OAuth2 connection that n8n cannot renew has no status: it counts as refused.
 */
function thrownStatusOf(error: unknown): number | null {
	if (isConnectionOver(error)) return 401;
	const status = error instanceof NodeApiError ? Number(error.httpCode ?? Number.NaN) : Number.NaN;
	if (!(status >= 300 && status < 600)) return null;
	return status < 400 || status === 429 || status >= 500 ? status : 401;
}

/** Whether the token of an OAuth2 connection has expired, and n8n (2.41) cannot get a new one. */
function isConnectionOver(error: unknown): boolean {
	const cause = error instanceof NodeApiError ? error.cause : undefined;
	if (cause instanceof NodeOperationError) return true;
	return cause instanceof Error && !('code' in cause) && /access token/i.test(cause.message);
}

/** The error that the credential's own sign-in wrote for the user, if there is one. */
function signInWordsOf(error: unknown): UserError | null {
	const cause = error instanceof Error ? error.cause : undefined;
	return cause instanceof UserError ? cause : null;
}

/**
 * The error codes of n8n's HTTP client (axios) for a silence, and for an answer that did not end in
 * time. The last code is for a credential's own sign-in, which cancels its request itself.
 */
const TIMEOUTS = ['ECONNABORTED', 'ETIMEDOUT', 'ERR_CANCELED'];

/** n8n writes its own text into the message. The error of its HTTP client is the cause. */
function codeOf(error: unknown): string | null {
	const cause = error instanceof Error ? error.cause : undefined;
	return cause instanceof Error && 'code' in cause && typeof cause.code === 'string'
		? cause.code
		: null;
}
