import type { IHookFunctions } from 'n8n-workflow';

import { checkEventFilters } from '../eventFilters/settings';
import { connect } from '../outbound/connect';
import { WHILE_PUBLISHING } from '../outbound/retry';
import { forgetKeys } from '../receive/authenticate';
import { chosenNativeEvents, selectionOf } from '../settings';
import { checkedCompanyTimeZone } from '../timeZone';
import type { GuidedVendor } from '../vendor';
import type { WebhookSetup } from './webhookSetup';
import { ON_N8N_START } from './webhookSetup';
import { assertReachable } from './webhookUrl';

/**
 * The webhook methods for a vendor without an API for webhooks. They create and remove nothing at
 * the vendor. Publishing checks whether the vendor can reach this n8n, and whether the credential
 * may read what the chosen events need. The error names what is missing. Publishing does not
 * require the secret: the vendor shows it only after the webhook was created, and the webhook can
 * be created only while this n8n listens.
 */
export function guidedSetup(vendor: GuidedVendor): WebhookSetup {
	return {
		/** @returns true on n8n's own start, otherwise false: then `create` checks everything again */
		async checkExists(this: IHookFunctions): Promise<boolean> {
			return ON_N8N_START.includes(this.getActivationMode());
		},

		/** @throws NodeApiError, NodeOperationError: n8n ignores a returned false */
		async create(this: IHookFunctions): Promise<boolean> {
			forgetKeys(this, vendor);
			const api = await connect(this, vendor, WHILE_PUBLISHING);
			checkedCompanyTimeZone(this);
			checkEventFilters(this);
			assertReachable(this, vendor, vendor.connection.baseUrlOf(await api.credential()));
			chosenNativeEvents(this, vendor);
			await vendor.registration.check(api, selectionOf(this));
			return true;
		},

		/**
		 * The webhook stays at the vendor until somebody removes it. Until then n8n answers its
		 * deliveries with 404.
		 */
		async delete(this: IHookFunctions): Promise<boolean> {
			return true;
		},
	};
}
