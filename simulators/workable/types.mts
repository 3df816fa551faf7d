import type { DeliveryAttempt, DeliveryControls } from '../kit/deliveries.mts';
import type { Faults } from '../kit/faults.mts';
import type { RateLimit } from '../kit/rateLimit.mts';
import type { LoopbackHost, RequestEntry } from '../kit/server.mts';
import type { Violations } from '../kit/violations.mts';
import type { RouteOptions } from './api.mts';
import type { EventType } from './events.mts';
import type { SignMode } from './signing.mts';
import type { EmployeeRecord } from './people.mts';
import type { SwitchOptions } from './sometimes.mts';
import type { Scope, Token, Webhook } from './state.mts';
import type { StoryVerbs } from './story.mts';
import type { TimeOffRequest } from './timeoff.mts';

export interface WorkableOptions extends Partial<RouteOptions>, SwitchOptions {
	/** Default `acme`. */
	subdomain?: string;
	/** Default: any free one. */
	port?: number;
	/** Default `127.0.0.1`. */
	host?: LoopbackHost;
	/** Default: one invented token with all scopes. */
	tokens?: Array<{ token: string; scopes?: readonly Scope[] }>;
	/** Shared by all tokens. Default 10 requests in any 10 seconds; `false` for none. */
	rateLimit?: RateLimit | false;
	/** The pauses between the tries of a delivery are multiplied by this. Default 1. */
	timeScale?: number;
	/** If false, the answers are the same, but no violations are recorded. Default true. */
	strict?: boolean;
	/** How many people there are at the start, all published. Default 6. */
	employees?: number;
	/** The clock of the rate limit and of all timestamps. Default `Date.now`. */
	now?: () => number;
}

/** A delivery that a test writes itself. */
export interface ManualDelivery {
	/** It goes to all webhooks for this event that have not expired. */
	event: EventType;
	/** It is sent byte for byte. An object is serialised first. */
	body: string | Buffer | object;
	/** These are added to the usual headers, or replace them. */
	headers?: Record<string, string>;
	/** Default `good`. */
	sign?: SignMode;
	/** Whether failed tries are repeated on the usual schedule. Default false. */
	retry?: boolean;
}

/** A running stand-in for one Workable account. */
export interface WorkableSimulator extends StoryVerbs {
	/** `http://127.0.0.1:<port>/spi/v3` */
	readonly baseUrl: string;
	readonly subdomain: string;
	/** Copies of all tokens, also of revoked ones. `tokenIndex` in the log is a place in this list. */
	readonly tokens: Token[];
	/** Copies of all webhooks. */
	readonly webhooks: Webhook[];
	/** Copies of the full records of all people. */
	readonly employees: EmployeeRecord[];
	/** Copies of all time-off requests. */
	readonly timeOffRequests: TimeOffRequest[];
	/** Copies of all requests that arrived, the oldest first. */
	readonly requests: RequestEntry[];
	readonly violations: Violations;
	/** Paths in faults are relative to `baseUrl`, such as `/subscriptions`. */
	readonly faults: Pick<Faults, 'add' | 'answer' | 'clear'>;
	readonly deliveries: DeliveryControls;
	/**
	 * Adds the webhook of another integration, by default with the account's first token. Returns its
	 * id.
	 */
	addWebhook(wish: { event: EventType; target: string; token?: string }): number;
	/**
	 * Sets `valid_until` to a time in the past. The webhook is still listed, but gets no deliveries.
	 */
	expireWebhook(id: number): void;
	addToken(token: string, scopes?: readonly Scope[]): void;
	/**
	 * Requests with this token are refused from now on. Its webhooks stay, and their deliveries are
	 * signed with it.
	 */
	revokeToken(token: string): void;
	/** Sends bytes to all webhooks for an event. Returns the tries that this took. */
	deliver(delivery: ManualDelivery): Promise<DeliveryAttempt[]>;
	/** Adds people without any event. All are published. Returns their ids. */
	seedPeople(count: number): string[];
	/** Stops everything and frees the port. */
	close(): Promise<void>;
}
