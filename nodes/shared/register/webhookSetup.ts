import type { IHookFunctions } from 'n8n-workflow';

/** What n8n calls when a workflow is published, unpublished or tested. */
export interface WebhookSetup {
	checkExists(this: IHookFunctions): Promise<boolean>;
	create(this: IHookFunctions): Promise<boolean>;
	delete(this: IHookFunctions): Promise<boolean>;
}

/**
 * n8n calls `checkExists` on its own start too. The vendor is not asked then: an outage of the
 * vendor must not cost a healthy registration.
 */
export const ON_N8N_START = ['init', 'leadershipChange'];
