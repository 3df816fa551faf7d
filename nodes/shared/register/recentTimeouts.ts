import type { IHookFunctions } from 'n8n-workflow';

import { isTimeoutFailure } from '../outbound/failure';

/** n8n calls `delete` three times within this time after a failed `checkExists` or `create`. */
const RECENT_MS = 5_000;

const recent = new Map<string, { at: number; error: unknown }>();

/**
 * Remembers that the vendor did not answer this node, and passes the failure on. Only for
 * failures before anything was registered.
 */
export function rememberTimeout(context: IHookFunctions): (error: unknown) => never {
	return (error) => {
		if (isTimeoutFailure(error)) recent.set(keyOf(context), { at: Date.now(), error });
		throw error;
	};
}

/**
 * Saves n8n the wait for a vendor that has just kept this node waiting. n8n clears up after every
 * failed try, and without this its deadline for the publication passes before its tries are over:
 * the user would read of a deadline, and not that the vendor does not answer.
 * @throws what the vendor's silence was told as
 */
export function throwIfJustTimedOut(context: IHookFunctions): void {
	const key = keyOf(context);
	const last = recent.get(key);
	if (last === undefined) return;
	if (Date.now() - last.at < RECENT_MS) throw last.error;
	recent.delete(key);
}

function keyOf(context: IHookFunctions): string {
	// The address tells a test run from the published workflow; n8n's mode does not in `delete`.
	const url = context.getNodeWebhookUrl('default');
	return JSON.stringify([context.getWorkflow().id, context.getNode().id, url]);
}
