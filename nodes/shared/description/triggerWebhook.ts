import type { IWebhookDescription } from 'n8n-workflow';

/**
 * The webhook of every trigger. The answer goes out once n8n has stored the run, with an empty
 * body: vendors look at the status alone.
 */
export const triggerWebhook: IWebhookDescription = {
	name: 'default',
	httpMethod: 'POST',
	responseMode: 'onReceived',
	responseData: 'noData',
	path: 'webhook',
};
