import type { IWebhookFunctions } from 'n8n-workflow';

/** n8n's answer to a delivery. */
export type Answer = Pick<
	ReturnType<IWebhookFunctions['getResponseObject']>,
	'destroyed' | 'once' | 'statusCode'
>;

/**
 * Calls back once, when an answer is over.
 * @param report is called with the status that was sent; with null if the connection was closed
 *   before
 */
export function onceOver(answer: Answer, report: (status: number | null) => void): void {
	if (answer.destroyed) return report(null);
	let status: number | null = null;
	answer.once('finish', () => {
		status = answer.statusCode;
	});
	answer.once('close', () => report(status));
}
