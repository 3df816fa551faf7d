import type { IWebhookFunctions } from 'n8n-workflow';

/** n8n's answer to a delivery. */
export type Answer = Pick<
	ReturnType<IWebhookFunctions['getResponseObject']>,
	'destroyed' | 'once' | 'statusCode'
>;

/**
 * Calls back once, when an answer is over.
 * @param tell is called with the status that was sent; with null if the connection was closed
 *   before
 */
export function onceOver(answer: Answer, tell: (status: number | null) => void): void {
	if (answer.destroyed) return tell(null);
	let status: number | null = null;
	answer.once('finish', () => {
		status = answer.statusCode;
	});
	answer.once('close', () => tell(status));
}
