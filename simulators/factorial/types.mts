import type { DeliveryAttempt, DeliveryControls } from '../kit/deliveries.mts';
import type { Faults } from '../kit/faults.mts';
import type { RateLimit } from '../kit/rateLimit.mts';
import type { LoopbackHost, RequestEntry } from '../kit/server.mts';
import type { Violations } from '../kit/violations.mts';
import type { ErrorForm, RouteOptions } from './api.mts';
import type { ContractVersion } from './contracts.mts';
import type { LeaveRecord } from './leaves.mts';
import type { EmployeeRecord } from './people.mts';
import type { Membership, Team } from './reference.mts';
import type { SwitchOptions } from './sometimes.mts';
import type { Application, Credential, Webhook, WebhookChanges } from './state.mts';
import type { StoryVerbs } from './story.mts';
import type { Author, ManualDelivery } from './webhooks.mts';

export interface FactorialOptions extends Partial<RouteOptions>, SwitchOptions {
	/** Default: any free one. */
	port?: number;
	/** Default `127.0.0.1`. */
	host?: LoopbackHost;
	/** Default: one invented key of this environment. */
	apiKeys?: string[];
	/** Default 200 in any minute, as documented; `false` for none. */
	postLimit?: RateLimit | false;
	/** The vendor documents no limit for reads. Default none. */
	readLimit?: RateLimit | false;
	/** Which of two forms errors have. Default `plain`. */
	errorForm?: ErrorForm;
	/** Whether the event of a new person has no e-mail addresses. Default true, as seen. */
	announcesWithoutAddresses?: boolean;
	/** Who is named as the cause of events. Null names nobody. Default: the company. */
	author?: Author | null;
	/** The pauses between the tries of a delivery are multiplied by this. Default 1. */
	timeScale?: number;
	/** If false, the answers are the same, but no violations are recorded. Default true. */
	strict?: boolean;
	/** How many people there are at the start. Default 6. */
	employees?: number;
	/** The clock of limits and timestamps. Default `Date.now`. */
	now?: () => number;
}

/** Records as the API has them. */
export interface Records {
	employees?: EmployeeRecord[];
	contracts?: ContractVersion[];
	leaves?: LeaveRecord[];
	teams?: Team[];
}

/** The webhook of somebody else. */
export interface ForeignWebhook {
	type: string;
	target: string;
	challenge?: string | null;
	enabled?: boolean;
	apiVersion?: string;
	/** The owner of the webhook. Default: another integration. */
	owner?: string;
}

/** A running stand-in for one company at Factorial. */
export interface FactorialSimulator extends StoryVerbs {
	/** `http://127.0.0.1:<port>` */
	readonly baseUrl: string;
	readonly companyId: string;
	/**
	 * Copies of all credentials, also of revoked ones. `tokenIndex` in the log is a place in this list.
	 */
	readonly credentials: Credential[];
	/** Copies of all webhooks, the oldest first. */
	readonly webhooks: Webhook[];
	/** Copies of all people. */
	readonly employees: EmployeeRecord[];
	readonly contracts: ContractVersion[];
	/** Copies of all leaves, also of deleted ones. */
	readonly leaves: LeaveRecord[];
	readonly teams: Team[];
	readonly memberships: Membership[];
	/** Copies of all requests that arrived, the oldest first. */
	readonly requests: RequestEntry[];
	readonly violations: Violations;
	/** Paths in faults are relative to the version 2026-10-01, such as `/employees/employees`. */
	readonly faults: Pick<Faults, 'add' | 'answer' | 'clear'>;
	readonly deliveries: DeliveryControls;
	/** Adds the webhook of somebody else. Throws if there is one for this type already. */
	addWebhook(wish: ForeignWebhook): string;
	/** Changes a webhook, as somebody else at the vendor could. */
	changeWebhook(id: string, changes: WebhookChanges): void;
	removeWebhook(id: string): void;
	/** Adds an API key. A key of the other environment (`isElsewhere`) gets empty answers. */
	addApiKey(key: string, rules?: { isElsewhere?: boolean }): void;
	/** Requests with this credential are refused from now on. Its webhooks stay. */
	revokeCredential(value: string): void;
	addApplication(application: Application): void;
	/** Adds the token of an application, as if somebody had connected it. */
	addToken(token: string, kind: 'company' | 'user', application: Application): void;
	/** Sends bytes to the webhook for a type. Returns the tries that this took. */
	deliver(delivery: ManualDelivery): Promise<DeliveryAttempt[]>;
	/** Adds records without any event. Teams replace the existing teams. */
	load(records: Records): void;
	/** Adds people without any event. Returns their ids. */
	seedPeople(count: number): string[];
	/** Stops everything and frees the port. */
	close(): Promise<void>;
}
