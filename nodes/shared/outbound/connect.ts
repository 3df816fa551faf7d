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
import { isPrivateHost } from '../register/address';
import type { Vendor } from '../vendor';
import type { Api, ApiRequest, ApiResponse, LimitAnswer } from './api';
import { noAnswer, refusal, unreachable } from './failure';
import { limiterFor } from './limiter';
import type { Outcome, Patience } from './retry';
import { IN_A_RUN, pauseBeforeRetry } from './retry';

/** Where requests are made from: a run, a publication, a drop-down, a poll. */
export type Caller = IExecuteFunctions | IHookFunctions | ILoadOptionsFunctions | IPollFunctions;

/** Doing these twice does the same as doing them once. */
const REPEATABLE = ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE'];

const answerSchema = z.object({
	statusCode: z.number(),
	// An object of the HTTP client's own class.
	headers: z.looseObject({}),
	body: z.unknown(),
});

/**
 * A vendor's API with the credential of the calling node.
 *
 * Every request goes to the base URL of the credential and nowhere else: paths are joined to
 * it, and redirects are not followed, so the credential never reaches another origin.
 * @param caller the n8n context
 * @param patience how long to keep trying
 * @throws NodeApiError in plain words, without secrets or personal data
 */
export async function connect(
	caller: Caller,
	vendor: Vendor,
	patience: Patience = IN_A_RUN,
): Promise<Api> {
	const { connection } = vendor;
	const node = caller.getNode();
	const speaker = {
		node,
		vendor: vendor.displayName,
		unauthorizedHint: connection.unauthorizedHint,
	};
	const credentialType = connection.credentialOf((name) => parameterOf(caller, name));
	const credential = await caller.getCredentials(credentialType);
	// Else n8n reads and decrypts it for every request, which costs it more than the request.
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
					"Check the account and 'API Base URL' in the credential. The address has to start with https://, or the secret could be read on the way.",
			},
		);
	}
	const signal =
		'getExecutionCancelSignal' in caller ? caller.getExecutionCancelSignal() : undefined;

	/** One attempt: an answer with any status, or what kept it from coming. */
	async function send(request: ApiRequest): Promise<ApiResponse | { timedOut: boolean }> {
		const options: IHttpRequestOptions = {
			method: request.method,
			url: `${baseUrl}${request.path}`,
			json: true,
			timeout: patience.timeoutMs,
			disableFollowRedirect: true,
			returnFullResponse: true,
			arrayFormat: connection.arrayFormat,
			// A 401 is left to n8n, which renews an expiring token on it and tries once more.
			ignoreHttpStatusErrors: {
				ignore: true,
				except: connection.isRefusalFinal === true ? [] : [401],
			},
			...(request.query === undefined ? {} : { qs: request.query }),
			...(request.body === undefined ? {} : { body: request.body }),
			...(request.headers === undefined ? {} : { headers: { ...request.headers } }),
		};
		const sent = caller.helpers.httpRequestWithAuthentication.call(
			caller,
			credentialType,
			options,
			{ credentialsDecrypted },
		);
		return await sent.then(
			(answer: unknown) => {
				const { statusCode, headers, body } = answerSchema.parse(answer);
				return { status: statusCode, headers: textual(headers), body };
			},
			(error: unknown) => {
				const words = signInWordsOf(error);
				if (words !== null) {
					const description = words.description ?? '';
					throw new NodeApiError(node, {}, { message: words.message, description });
				}
				const status = thrownStatusOf(error);
				return status === null
					? { timedOut: isTimeout(error) }
					: { status, headers: {}, body: undefined };
			},
		);
	}

	async function request(wanted: ApiRequest): Promise<ApiResponse> {
		const { name, ...limit } = connection.limitOf(wanted);
		const limiter = limiterFor(`${vendor.name} ${baseUrl} ${name}`, limit);
		const isRepeatable = wanted.isRepeatable ?? REPEATABLE.includes(wanted.method);
		for (let done = 1; ; done++) {
			const result = await limiter.run(async () => await send(wanted), {
				node,
				isUrgent: patience.isUrgent,
				...(signal === undefined ? {} : { signal }),
			});
			if (signal?.aborted) throw new NodeOperationError(node, 'The execution was cancelled');
			const answered = 'status' in result;
			const said: LimitAnswer = answered ? connection.readLimit(result.headers, Date.now()) : {};
			limiter.observe(said);
			if (answered && result.status >= 200 && result.status < 300) return result;
			const ended: Outcome = answered
				? { status: result.status, timedOut: false, ...waitOf(said) }
				: { status: null, timedOut: result.timedOut };
			const pause = pauseBeforeRetry(ended, done, { ...wanted, isRepeatable }, patience);
			if (pause === null) {
				if (answered) throw refusal(speaker, wanted, result, connection.explain?.(result));
				throw result.timedOut
					? noAnswer(speaker, wanted, patience.timeoutMs)
					: unreachable(speaker, wanted);
			}
			if (ended.status === 429) limiter.pause(pause);
			else await sleep(pause);
		}
	}

	return {
		request,
		get: async (path, options = {}) => (await request({ ...options, method: 'GET', path })).body,
		credential,
		account: `${vendor.name} ${baseUrl}`,
		vendor: vendor.displayName,
		node,
		concurrency: connection.limitOf({ method: 'GET', path: '/' }).requests,
	};
}

/** Plain http only inside the company's own network, where gateways and simulators are. */
function isSafeAddress(baseUrl: string): boolean {
	if (!URL.canParse(baseUrl)) return false;
	const { protocol, hostname } = new URL(baseUrl);
	return protocol === 'https:' || (protocol === 'http:' && isPrivateHost(hostname));
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
 * The status behind something thrown. The request itself throws for a 401 alone; any other comes
 * of the credential's own sign-in (`preAuthentication`), where vendors refuse with a 400 as well.
 */
function thrownStatusOf(error: unknown): number | null {
	const status = error instanceof NodeApiError ? Number(error.httpCode ?? Number.NaN) : Number.NaN;
	if (!(status >= 300 && status < 600)) return null;
	return status < 400 || status === 429 || status >= 500 ? status : 401;
}

/** What the credential's own sign-in has to tell the user, where it does. */
function signInWordsOf(error: unknown): UserError | null {
	const cause = error instanceof Error ? error.cause : undefined;
	return cause instanceof UserError ? cause : null;
}

/** n8n tells its own story in the message; what its HTTP client (axios) saw is the cause. */
function isTimeout(error: unknown): boolean {
	const cause = error instanceof Error ? error.cause : undefined;
	return (
		cause instanceof Error &&
		'code' in cause &&
		(cause.code === 'ECONNABORTED' || cause.code === 'ETIMEDOUT')
	);
}
