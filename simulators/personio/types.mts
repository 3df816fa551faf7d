import type { DeliveryAttempt, DeliveryControls } from '../kit/deliveries.mts';
import type { Faults } from '../kit/faults.mts';
import type { LoopbackHost, RequestEntry } from '../kit/server.mts';
import type { Bucket } from '../kit/tokenBucket.mts';
import type { Violations } from '../kit/violations.mts';
import type { AbsenceRecord } from './absences.mts';
import type { RouteOptions } from './api.mts';
import type { Client, ClientWish } from './clients.mts';
import type { EmploymentRecord } from './employments.mts';
import type { PersonRecord } from './people.mts';
import type { ManualDelivery } from './sending.mts';
import type { SwitchOptions } from './sometimes.mts';
import type { StoryVerbs } from './story.mts';
import type { Webhook, WebhookWish } from './webhooks.mts';

export interface PersonioOptions extends Partial<RouteOptions>, SwitchOptions {
	/** Default: any free one. */
	port?: number;
	/** Default `127.0.0.1`. */
	host?: LoopbackHost;
	/** The clock of limits, tokens and all timestamps. Default `Date.now`. */
	now?: () => number;
	/** If false, the answers are the same, but no violations are recorded. Default true. */
	strict?: boolean;
	/** The pauses between the tries of a delivery are multiplied by this. Default 1. */
	timeScale?: number;
	/** How many people there are at the start, each with an active employment. Default 6. */
	people?: number;
	/** Default `48151`. */
	companyId?: string;
	/** Default: one invented client that may do and see everything. */
	clients?: readonly ClientWish[];
	/**
	 * One bucket per method and route. Default 30 a second and 100 at once for persons, 10 and 10 for
	 * all else. `false` for no limit at all, neither for token calls.
	 */
	rateLimit?: { persons?: Bucket; others?: Bucket } | false;
	/** Default 86400. */
	tokenLifetimeSeconds?: number;
}

/** A running stand-in for one Personio account. */
export interface PersonioSimulator extends StoryVerbs {
	/** `http://127.0.0.1:<port>`; all paths begin with `/v2/`, in the log and in fault rules, too. */
	readonly baseUrl: string;
	readonly companyId: string;
	/** Copies of all clients. `tokenIndex` in the log is a place in this list. */
	readonly clients: Client[];
	/** Copies of all webhooks, with their secrets. */
	readonly webhooks: Webhook[];
	/** Copies of all persons, with everything that a client may see. */
	readonly people: PersonRecord[];
	/** Copies of all employments. */
	readonly employments: EmploymentRecord[];
	/** Copies of all absence periods. */
	readonly absences: AbsenceRecord[];
	/** Copies of all requests that arrived, the oldest first. */
	readonly requests: RequestEntry[];
	readonly violations: Violations;
	readonly faults: Pick<Faults, 'add' | 'answer' | 'clear'>;
	readonly deliveries: DeliveryControls;
	/** Adds the webhook of another integration without a request to the API. Returns its id. */
	addWebhook(wish: WebhookWish): string;
	/** Disables a webhook, as somebody could in the vendor's settings. */
	disableWebhook(id: string): void;
	addClient(client: ClientWish): void;
	/** All tokens issued so far are refused from now on. */
	revokeTokens(): void;
	/** Sends bytes. Returns the requests that this took. */
	deliver(delivery: ManualDelivery): Promise<DeliveryAttempt[]>;
	/** Adds people without any event, each with an active employment. Returns their ids. */
	seedPeople(count: number): string[];
	/** Stops everything and frees the port. */
	close(): Promise<void>;
}
