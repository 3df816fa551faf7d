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
	/** Multiplies the pauses between tries of a delivery. Default 1. */
	timeScale?: number;
	/** Default true; false answers the same but records no violations. */
	strict?: boolean;
	/** How many people there are at the start, all published. Default 6. */
	employees?: number;
	/** The clock of the rate limit and of all timestamps. Default `Date.now`. */
	now?: () => number;
}

/** A delivery put together by hand. */
export interface ManualDelivery {
	/** The webhooks it goes to, live ones only: those for this event. */
	event: EventType;
	/** Sent byte for byte; an object is serialised first. */
	body: string | Buffer | object;
	/** On top of the usual ones, or instead of them. */
	headers?: Record<string, string>;
	/** Default `good`. */
	sign?: SignMode;
	/** Repeat failed tries on the usual schedule. Default false. */
	retry?: boolean;
}

/** A running stand-in for one Workable account. */
export interface WorkableSimulator extends StoryVerbs {
	/** `http://127.0.0.1:<port>/spi/v3` */
	readonly baseUrl: string;
	readonly subdomain: string;
	/** All tokens, revoked ones included, as copies; `tokenIndex` in the log counts in this list. */
	readonly tokens: Token[];
	/** All webhooks, as copies. */
	readonly webhooks: Webhook[];
	/** All people's full records, as copies. */
	readonly employees: EmployeeRecord[];
	/** All time off requests, as copies. */
	readonly timeOffRequests: TimeOffRequest[];
	/** Every request that came in, as copies, oldest first. */
	readonly requests: RequestEntry[];
	readonly violations: Violations;
	/** Paths in fault rules are relative to `baseUrl`, such as `/subscriptions`. */
	readonly faults: Pick<Faults, 'add' | 'answer' | 'clear'>;
	readonly deliveries: DeliveryControls;
	/** Another integration's webhook. Made with the account's first token unless told otherwise. */
	addWebhook(wish: { event: EventType; target: string; token?: string }): number;
	/** Puts `valid_until` into the past: still listed, no longer delivered to. */
	expireWebhook(id: number): void;
	addToken(token: string, scopes?: readonly Scope[]): void;
	/** Requests with it are refused from now on; its webhooks stay and are signed with it. */
	revokeToken(token: string): void;
	/** Sends given bytes to all webhooks for an event; gives the tries it took. */
	deliver(delivery: ManualDelivery): Promise<DeliveryAttempt[]>;
	/** Adds people without any event, all published; gives their ids. */
	seedPeople(count: number): string[];
	/** Breaks off everything and frees the port. */
	close(): Promise<void>;
}
