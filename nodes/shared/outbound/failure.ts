import type { INode } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';

import type { ApiRequest, ApiResponse } from './api';

interface Speaker {
	readonly node: INode;
	/** The vendor as people know it. */
	readonly vendor: string;
	readonly unauthorizedHint: string;
}

/**
 * A refused request in plain words. The vendor's own text is left out unless the vendor folder
 * vouches for it: it may repeat personal data.
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
			description: [description, explanation].filter(Boolean).join(' '),
			httpCode: String(response.status),
		},
	);
}

/**
 * What a vendor did not refuse by a status, told as if it had.
 * @param request names the call, and what it takes
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
	const call = `${request.method} ${request.path}`;
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
			description: `The credential is not sent along. Enter the final address in 'API Base URL' of the credential.`,
		};
	}
	return {
		message: `${vendor} refused the request`,
		description: `It answered ${status} to ${call}.`,
	};
}

/** No answer came: the vendor cannot be reached. */
export function unreachable(speaker: Speaker, request: ApiRequest): NodeApiError {
	return new NodeApiError(
		speaker.node,
		{},
		{
			message: `${speaker.vendor} could not be reached`,
			description: `Check 'API Base URL' in the credential and the network of your n8n. The request was ${request.method} ${request.path}.`,
		},
	);
}

/** No answer came in time: the vendor hangs. It may have done what was asked. */
export function noAnswer(speaker: Speaker, request: ApiRequest, timeoutMs: number): NodeApiError {
	const failure = new NodeApiError(
		speaker.node,
		{},
		{
			message: `${speaker.vendor} did not answer within ${timeoutMs / 1000} seconds`,
			description: `Retry later, or look at the status page of ${speaker.vendor}. The request was ${request.method} ${request.path}.`,
		},
	);
	failure.context.timedOut = true;
	return failure;
}

/** Whether something thrown says that the vendor did not answer in time. */
export function isTimeoutFailure(error: unknown): boolean {
	return error instanceof NodeApiError && error.context.timedOut === true;
}

/** An answer came that is not what the vendor documents. */
export function unexpectedAnswer(node: INode, vendor: string, what: string): NodeApiError {
	return new NodeApiError(
		node,
		{},
		{
			message: `${vendor} answered with something other than ${what}`,
			description: `Check 'API Base URL' in the credential: a proxy or sign-in page may answer in place of ${vendor}.`,
		},
	);
}

/** What happened and what to do about it, in one text. */
export function inFull({
	message,
	description,
}: Pick<NodeApiError, 'message' | 'description'>): string {
	return [message, description].filter(Boolean).join('. ');
}

/** Whether something thrown is a vendor's answer with this status. */
export function isStatus(error: unknown, status: number): boolean {
	return error instanceof NodeApiError && error.httpCode === String(status);
}
