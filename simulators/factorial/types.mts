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
	/** Nothing is documented. Default none. */
	readLimit?: RateLimit | false;
	/** Which of the two shapes errors have. Default `plain`. */
	errorForm?: ErrorForm;
	/** A new person is announced without e-mail addresses. Default true, as seen. */
	announcesWithoutAddresses?: boolean;
	/** Who is named as the cause of events; null for nobody. Default the company. */
	author?: Author | null;
	/** Multiplies the pauses between tries of a delivery. Default 1. */
	timeScale?: number;
	/** Default true; false answers the same but records no violations. */
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

/** A webhook that somebody else makes. */
export interface ForeignWebhook {
	type: string;
	target: string;
	challenge?: string | null;
	enabled?: boolean;
	apiVersion?: string;
	/** Whose it is. Default another integration's. */
	owner?: string;
}

/** A running stand-in for one company at Factorial. */
export interface FactorialSimulator extends StoryVerbs {
	/** `http://127.0.0.1:<port>` */
	readonly baseUrl: string;
	readonly companyId: string;
	/** Everything that is let in or was, as copies; `tokenIndex` in the log counts in this list. */
	readonly credentials: Credential[];
	/** All webhooks, as copies, oldest first. */
	readonly webhooks: Webhook[];
	/** All people, as copies. */
	readonly employees: EmployeeRecord[];
	readonly contracts: ContractVersion[];
	/** All leaves, deleted ones too, as copies. */
	readonly leaves: LeaveRecord[];
	readonly teams: Team[];
	readonly memberships: Membership[];
	/** Every request that came in, as copies, oldest first. */
	readonly requests: RequestEntry[];
	readonly violations: Violations;
	/** Paths in fault rules are relative to the version 2026-10-01, such as `/employees/employees`. */
	readonly faults: Pick<Faults, 'add' | 'answer' | 'clear'>;
	readonly deliveries: DeliveryControls;
	/** Adds the webhook of somebody else. Throws if there is one for this type already. */
	addWebhook(wish: ForeignWebhook): string;
	/** Somebody changes a webhook without asking. */
	changeWebhook(id: string, changes: WebhookChanges): void;
	removeWebhook(id: string): void;
	/** A key of the other environment gets empty answers. */
	addApiKey(key: string, rules?: { isElsewhere?: boolean }): void;
	/** Requests with it are refused from now on; its webhooks stay. */
	revokeCredential(value: string): void;
	addApplication(application: Application): void;
	/** Lets in the token of an application, as if somebody had connected. */
	addToken(token: string, kind: 'company' | 'user', application: Application): void;
	/** Sends given bytes to the webhook for a type; gives the tries it took. */
	deliver(delivery: ManualDelivery): Promise<DeliveryAttempt[]>;
	/** Puts records in place without any event; teams replace those there are. */
	load(records: Records): void;
	/** Adds people without any event; gives their ids. */
	seedPeople(count: number): string[];
	/** Breaks off everything and frees the port. */
	close(): Promise<void>;
}
