import { found } from '../kit/values.mts';
import type { Candidate, EventType } from './events.mts';
import type { Person } from './people.mts';
import { buildPerson } from './people.mts';
import type { Switches } from './sometimes.mts';
import type { TimeOffRequest } from './timeoff.mts';

/** What a token may be allowed to do. */
export type Scope = 'r_employees' | 'r_timeoff' | 'r_account' | 'r_jobs' | 'r_candidates';

/** What a token may do by default. */
export const ALL_SCOPES: readonly Scope[] = [
	'r_employees',
	'r_timeoff',
	'r_account',
	'r_jobs',
	'r_candidates',
];

export interface Token {
	token: string;
	scopes: readonly Scope[];
	/** A revoked token is refused, but its webhooks stay. */
	revoked: boolean;
}

export interface Webhook {
	id: number;
	event: EventType;
	target: string;
	valid_until: string | null;
	created_at: string;
	/** Filters of candidate events. Null lets everything through. */
	stage_slug: string | null;
	job_shortcode: string | null;
	/** The token that created the webhook. Its deliveries are signed with this token. */
	token: string;
}

/** The parts of an event that a webhook can filter by. */
export interface Subject {
	stage?: string;
	job?: string;
}

/** Everything the simulated account holds. */
export class WorkableState {
	readonly subdomain: string;
	readonly now: () => number;
	readonly switches: Switches;
	readonly tokens: Token[] = [];
	readonly people = new Map<string, Person>();
	readonly timeOff = new Map<string, TimeOffRequest>();
	readonly candidates = new Map<string, Candidate>();
	#webhooks: Webhook[] = [];
	#nextWebhookId = 104693;
	#peopleBuilt = 0;
	#lastId = 3646;

	constructor(subdomain: string, now: () => number, switches: Switches) {
		this.subdomain = subdomain;
		this.now = now;
		this.switches = switches;
	}

	/** The present instant as the API writes it. */
	timestamp(): string {
		return new Date(this.now()).toISOString();
	}

	/** Adds a valid token. */
	addToken(token: string, scopes: readonly Scope[]): void {
		this.tokens.push({ token, scopes, revoked: false });
	}

	/** Refuses a token from now on. */
	revokeToken(token: string): void {
		found(
			this.tokens.find((known) => known.token === token),
			'such token',
		).revoked = true;
	}

	/** The place of a valid token in the list of all tokens. */
	tokenIndex(token: string): number | null {
		const index = this.tokens.findIndex((known) => known.token === token && !known.revoked);
		return index === -1 ? null : index;
	}

	/** The next number for a time off request or candidate. */
	nextId(): number {
		this.#lastId += 1;
		return this.#lastId;
	}

	/** Adds the next invented person. */
	addPerson(): Person {
		const person = buildPerson(this.#peopleBuilt, this.switches);
		this.#peopleBuilt += 1;
		this.people.set(person.record.id, person);
		return person;
	}

	/**
	 * The person with that id. Throws if there is none, so that a mistake in a test is noticed at once.
	 */
	person(id: string): Person {
		return found(this.people.get(id), `employee ${id}`);
	}

	/** The candidate with that id. */
	candidate(id: string): Candidate {
		return found(this.candidates.get(id), `candidate ${id}`);
	}

	/** The time off request with that id. */
	request(id: string): TimeOffRequest {
		return found(this.timeOff.get(id), `time off request ${id}`);
	}

	get webhooks(): readonly Webhook[] {
		return this.#webhooks;
	}

	/** Adds a webhook without any check; the filters are for candidate events. */
	addWebhook(
		event: EventType,
		target: string,
		token: string,
		filters: { stage_slug?: string; job_shortcode?: string } = {},
	): Webhook {
		const webhook: Webhook = {
			id: this.#nextWebhookId,
			event,
			target,
			valid_until: null,
			created_at: this.timestamp(),
			stage_slug: filters.stage_slug || null,
			job_shortcode: filters.job_shortcode || null,
			token,
		};
		this.#nextWebhookId += 1;
		this.#webhooks.push(webhook);
		return webhook;
	}

	/** The webhook with that id. */
	webhook(id: number): Webhook {
		return found(
			this.#webhooks.find((webhook) => webhook.id === id),
			`webhook ${id}`,
		);
	}

	/** Removes a webhook. False if there is none with that id. */
	removeWebhook(id: number): boolean {
		const before = this.#webhooks.length;
		this.#webhooks = this.#webhooks.filter((webhook) => webhook.id !== id);
		return this.#webhooks.length < before;
	}

	/** The webhooks that get an event. Expired webhooks do not count. */
	listeners(event: EventType, { stage, job }: Subject = {}): Webhook[] {
		return this.#webhooks.filter(
			(webhook) =>
				webhook.event === event &&
				(webhook.valid_until === null || Date.parse(webhook.valid_until) > this.now()) &&
				accepts(webhook.stage_slug, stage) &&
				accepts(webhook.job_shortcode, job),
		);
	}
}

function accepts(filter: string | null, value: string | undefined): boolean {
	return filter === null || value === undefined || filter === value;
}
