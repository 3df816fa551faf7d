import type { IWebhookDescription } from 'n8n-workflow';

/**
 * The version every trigger starts with. Of the webhooks of nodes with version 1, and only of
 * those, n8n asks with an expression whether the body is binary: a tenth of what a delivery costs.
 */
export const TRIGGER_VERSION = 2;

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
