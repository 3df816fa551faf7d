import type { INode } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import type { Misfit } from '../reading/readAs';
import type { ApiRequest, ApiResponse } from './api';
import { templateOf } from './pathSegment';

interface Speaker {
	readonly node: INode;
	/** The vendor's name as people know it. */
	readonly vendor: string;
	readonly unauthorizedHint: string;
}

/**
 * The error for a refused request, in plain words. The vendor's own text is left out unless the
 * vendor folder vouches for it: the text may repeat personal data.
 */
export function refusal(
	speaker: Speaker,
	request: ApiRequest,
	response: ApiResponse,
	explanation: string | undefined,
): NodeApiError {
	const { message, description } = wordsFor(speaker, request, response.status);
	return new NodeApiError(
		speaker.node,
		{},
		{
			message,
			description: [description, harmless(explanation, request)].filter(Boolean).join(' '),
			httpCode: String(response.status),
		},
	);
}

/** Leaves out an explanation that repeats a value from the request, such as a name. */
function harmless(
	explanation: string | undefined,
	{ path, query }: ApiRequest,
): string | undefined {
	const ids = [...path.matchAll(/\{([^}]*)\}/g)].map(([, id = '']) => decodeURIComponent(id));
	const sought = [...ids, ...Object.values(query ?? {}).flat()].filter(
		(value): value is string => typeof value === 'string' && value.trim().length > 2,
	);
	const text = explanation?.toLowerCase() ?? '';
	return sought.some((value) => text.includes(value.trim().toLowerCase()))
		? undefined
		: explanation;
}

/**
 * The error for a refusal that the vendor did not express as a status. It reads as if the vendor
 * had answered with this status.
 * @param request names the call, and the permission that it needs
 */
export function refusalAs(
	status: 403 | 404,
	{ node, vendor }: { node: INode; vendor: string },
	request: ApiRequest,
): NodeApiError {
	const answer = { status, headers: {}, body: undefined };
	return refusal({ node, vendor, unauthorizedHint: '' }, request, answer, undefined);
}

function wordsFor(
	{ vendor, unauthorizedHint }: Speaker,
	request: ApiRequest,
	status: number,
): { message: string; description: string } {
	const call = callOf(request);
	const needs = [
		request.needs === undefined ? '' : ` This takes the permission '${request.needs}'.`,
		request.hint === undefined ? '' : ` ${request.hint}`,
	].join('');
	switch (status) {
		case 401:
			return {
				message: `${vendor} did not accept the credential`,
				description: `${unauthorizedHint}${needs}`,
			};
		case 403:
			return {
				message: `${vendor} does not allow this with the credential`,
				description: `Give the API user or token the missing permission in ${vendor}.${needs}`,
			};
		case 404:
			return {
				message: `${vendor} has no such record`,
				description: `It may have been deleted, or the ID belongs to another account. The request was ${call}.`,
			};
		case 429:
			return {
				message: `${vendor} is receiving too many requests`,
				description:
					'Other integrations use the same limit. Wait a moment and retry, or run them at other times.',
			};
	}
	if (status >= 500) {
		return {
			message: `${vendor} is not available at the moment`,
			description: `It answered ${status}. Retry later, or look at the status page of ${vendor}.`,
		};
	}
	if (status >= 300 && status < 400) {
		return {
			message: `${vendor} sent the request to another address`,
			description: `The credential is not sent there. Enter the final address in the credential, in 'API Base URL' (if the credential has the field 'Environment', choose Custom there).`,
		};
	}
	return {
		message: `${vendor} refused the request`,
		description: `It answered ${status} to ${call}.`,
	};
}

/** No answer came: the vendor cannot be reached. */
export function vendorUnreachable(
	speaker: Speaker,
	request: ApiRequest,
	code: string | null,
): NodeApiError {
	const network = code === null ? '' : ` It ended with ${code}.`;
	return new NodeApiError(
		speaker.node,
		{},
		{
			message: `${speaker.vendor} could not be reached`,
			description: `Check 'Environment' or 'API Base URL' in the credential, and the network of your n8n. The request was ${callOf(request)}.${network}`,
		},
	);
}

/** No answer came in time. The vendor may have done what was asked. */
export function noAnswer(speaker: Speaker, request: ApiRequest, timeoutMs: number): NodeApiError {
	const failure = new NodeApiError(
		speaker.node,
		{},
		{
			message: `${speaker.vendor} did not answer within ${timeoutMs / 1000} seconds`,
			description: `Retry later, or look at the status page of ${speaker.vendor}. The request was ${callOf(request)}.`,
		},
	);
	failure.context.timedOut = true;
	return failure;
}

/** Whether an error says that the vendor did not answer in time. */
export function isTimeoutFailure(error: unknown): boolean {
	return error instanceof NodeApiError && error.context.timedOut === true;
}

/**
 * The request without its ids: an id may be an e-mail address, or a name that somebody entered as
 * an id.
 */
function callOf({ method, path }: ApiRequest): string {
	return `${method} ${templateOf(path)}`;
}

/** An answer was so large that it was not read. */
export function tooLarge(speaker: Speaker, request: ApiRequest, mostBytes: number): NodeApiError {
	const megabytes = mostBytes / 1024 / 1024;
	return new NodeApiError(
		speaker.node,
		{},
		{
			message: `${speaker.vendor} answered with more than ${megabytes} MB`,
			description: `The node does not read so much, because your n8n may run out of memory. Ask for fewer records or fields at a time. If it happens again, check 'Environment' or 'API Base URL' in the credential. The request was ${callOf(request)}.`,
		},
	);
}

/**
 * The error for a list that the vendor does not give to its end. Half a list must not be taken for
 * a whole one.
 * @param why what the vendor did, as a sentence
 */
export function incompleteList(
	{ node, vendor }: Pick<Speaker, 'node' | 'vendor'>,
	why: string,
): NodeApiError {
	return new NodeApiError(
		node,
		{},
		{
			message: `${vendor} did not give a complete list`,
			description: `${why} The part that came is not used, because it would count as the whole list. Retry later; if it happens again, write to the support of ${vendor}.`,
		},
	);
}

/**
 * The error for a list that holds more than it may.
 * @param what what the vendor gives, in words
 */
export function endlessList(
	{ node, vendor }: Pick<Speaker, 'node' | 'vendor'>,
	what: string,
): NodeApiError {
	return new NodeApiError(
		node,
		{},
		{
			message: `${vendor} gives ${what}`,
			description: `The node does not read so much, because your n8n may run out of memory. The part that came is not used. Ask for less at a time, with a filter such as a shorter period. If ${vendor} does not have so many records, write to its support.`,
		},
	);
}

/** The execution that made a request was cancelled. This says nothing about the vendor. */
export function cancellation(node: INode): NodeOperationError {
	const failure = new NodeOperationError(node, 'The execution was cancelled');
	failure.context.cancelled = true;
	return failure;
}

/** Whether an error says that an execution was cancelled. */
export function isCancellation(error: unknown): boolean {
	return error instanceof NodeOperationError && error.context.cancelled === true;
}

/**
 * The error for an answer that is not what the vendor documents.
 * @param what the expected answer, in words
 * @param misfit what is wrong with the answer; if left out, the answer is something else altogether
 */
export function unexpectedAnswer(
	node: INode,
	vendor: string,
	what: string,
	{ misfits, isForeign }: Misfit = { misfits: [], isForeign: true },
): NodeApiError {
	if (isForeign) {
		return new NodeApiError(
			node,
			{},
			{
				message: `${vendor} answered with something other than ${what}`,
				description: `Check 'Environment' or 'API Base URL' in the credential: a proxy or sign-in page may answer in place of ${vendor}.`,
			},
		);
	}
	const failure = new NodeApiError(
		node,
		{},
		{
			message: `${vendor} answered with ${what} that cannot be read`,
			description: `Missing, or of another kind than documented: ${misfits.join(', ')}. Look at the record in ${vendor}; if nothing is odd there, report these names to the makers of this node.`,
		},
	);
	failure.context.isMisfit = true;
	return failure;
}

/** Whether an error says that the vendor's record itself cannot be read, now or later. */
export function isMisfitFailure(error: unknown): boolean {
	return error instanceof NodeApiError && error.context.isMisfit === true;
}

/** What happened and what to do about it, in one text. */
export function inFull({
	message,
	description,
}: Pick<NodeApiError, 'message' | 'description'>): string {
	return [message, description].filter(Boolean).join('. ');
}

/** Whether an error is a vendor's answer with this status. */
export function isStatus(error: unknown, status: number): boolean {
	return error instanceof NodeApiError && error.httpCode === String(status);
}
