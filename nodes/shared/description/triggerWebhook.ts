import type { IWebhookDescription } from 'n8n-workflow';

/**
 * The version that every trigger starts with. For webhooks of nodes with version 1, and only for
 * those, n8n evaluates an expression to find out whether the body is binary. That is a tenth of the
 * cost of a delivery.
 */
export const TRIGGER_VERSION = 2;

/**
 * The webhook of every trigger. n8n answers once it has stored the execution, with an empty body:
 * vendors only look at the status.
 */
export const triggerWebhook: IWebhookDescription = {
	name: 'default',
	httpMethod: 'POST',
	responseMode: 'onReceived',
	responseData: 'noData',
	path: 'webhook',
};
