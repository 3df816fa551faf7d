import type { ICredentialType, IDataObject } from 'n8n-workflow';

import type { ScheduleTrigger } from './scheduleStory';

/** A simulated company whose schedule trigger polls. */
export interface PollingCompany {
	readonly company: {
		readonly requests: ReadonlyArray<{ readonly status: number | null; readonly path: string }>;
		readonly violations: { readonly list: readonly unknown[] };
		close(): Promise<void>;
	};
	readonly type: ScheduleTrigger;
	readonly credentialType: ICredentialType;
	readonly credential: IDataObject;
}

/** What the polls of a vendor are measured with. */
export interface PollsOfVendor {
	/** @param people how many; pauses count by `Date.now` */
	start(people: number): Promise<PollingCompany>;
	/** How long the vendor's limit makes requests take, in seconds. @param paths of the requests */
	secondsOf(paths: readonly string[]): number;
}
