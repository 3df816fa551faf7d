import type { IHookFunctions } from 'n8n-workflow';

import { connect } from '../outbound/connect';
import { WHILE_PUBLISHING } from '../outbound/retry';
import { chosenNativeEvents, companyTimeZone, selectionOf } from '../settings';
import type { GuidedVendor } from '../vendor';
import type { WebhookSetup } from './webhookSetup';
import { ON_N8N_START } from './webhookSetup';
import { assertReachable } from './webhookUrl';

/**
 * The webhook methods where the vendor has no API for webhooks. Nothing is made and nothing is
 * taken away: publishing looks whether the vendor can reach this n8n and whether the credential
 * may read what the chosen events take, and says what is missing. A secret is not asked for: the
 * vendor shows it only once the webhook is there, and that takes an n8n that listens.
 */
export function guided(vendor: GuidedVendor): WebhookSetup {
	return {
		/** @returns false but on n8n's own start: `create` looks at everything anew */
		async checkExists(this: IHookFunctions): Promise<boolean> {
			return ON_N8N_START.includes(this.getActivationMode());
		},

		/** @throws NodeApiError, NodeOperationError: n8n ignores a returned false */
		async create(this: IHookFunctions): Promise<boolean> {
			const api = await connect(this, vendor, WHILE_PUBLISHING);
			companyTimeZone(this);
			assertReachable(this, vendor, vendor.connection.baseUrlOf(api.credential));
			chosenNativeEvents(this, vendor);
			await vendor.registration.check(api, selectionOf(this));
			return true;
		},

		/** The webhook stays until somebody removes it; n8n answers it with 404 until then. */
		async delete(this: IHookFunctions): Promise<boolean> {
			return true;
		},
	};
}
