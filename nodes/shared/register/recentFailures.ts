import type { IHookFunctions } from 'n8n-workflow';

import { isTimeoutFailure } from '../outbound/failure';

/** n8n calls `delete` within this time after a failed `checkExists` or `create`. */
const RECENT_MS = 5_000;

const recent = new Map<string, { at: number; isSilence: boolean }>();

/**
 * Remembers a failure of this node, and throws it again.
 * @param mayHaveMade whether a webhook may have been created that has to be cleaned up
 */
export function rememberFailure(
	context: IHookFunctions,
	{ mayHaveMade }: { mayHaveMade: boolean },
): (error: unknown) => never {
	return (error) => {
		const isSilence = !mayHaveMade && isTimeoutFailure(error);
		recent.set(keyOf(context), { at: Date.now(), isSilence });
		throw error;
	};
}

/** Forgets a failure of this node, because the webhooks are there now: the next `delete` unpublishes them. */
export function forgetFailure(context: IHookFunctions): void {
	recent.delete(keyOf(context));
}

/** Whether n8n calls `delete` to clean up after a failure, and not to unpublish. */
export function hasJustFailed(context: IHookFunctions): boolean {
	return lastOf(context) !== undefined;
}

/**
 * Whether the failure was a vendor that did not answer, before anything can have been made. Cleaning up
 * would then wait for the vendor again, after every failed attempt. n8n's deadline for the publication would
 * pass before its attempts are over: the user would read about a deadline, and not that the vendor does not
 * answer.
 */
export function hasJustTimedOut(context: IHookFunctions): boolean {
	return lastOf(context)?.isSilence === true;
}

function lastOf(context: IHookFunctions): { isSilence: boolean } | undefined {
	const key = keyOf(context);
	const last = recent.get(key);
	if (last === undefined || Date.now() - last.at < RECENT_MS) return last;
	recent.delete(key);
	return undefined;
}

function keyOf(context: IHookFunctions): string {
	// The URL distinguishes a test run from the published workflow. In `delete`, n8n's mode does not.
	const url = context.getNodeWebhookUrl('default');
	return JSON.stringify([context.getWorkflow().id, context.getNode().id, url]);
}
