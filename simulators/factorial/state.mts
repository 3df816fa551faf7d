import { found } from '../kit/values.mts';
import type { ContractChanges, ContractVersion } from './contracts.mts';
import { buildContract } from './contracts.mts';
import type { LeaveRecord } from './leaves.mts';
import type { EmployeeRecord } from './people.mts';
import { buildEmployee } from './people.mts';
import type { Membership, Team } from './reference.mts';
import { COMPANY_ID, foundTeams } from './reference.mts';

/** What the token of an application may be allowed to read and write. */
export type Scope =
	| 'employees'
	| 'contracts'
	| 'time_off'
	| 'company_locations'
	| 'company_legal_entities';

/** Who asks. */
export interface Credential {
	kind: 'apiKey' | 'company' | 'user';
	value: string;
	/** Null is everything. */
	scopes: readonly string[] | null;
	/** The credential belongs to the other environment, so it gets empty answers. */
	isElsewhere: boolean;
	revoked: boolean;
	/** The API key, or the application of a token. A webhook belongs to it. */
	owner: string;
}

/** An OAuth2 application. */
export interface Application {
	clientId: string;
	clientSecret: string;
	scopes: readonly string[];
}

export interface Webhook {
	id: string;
	target_url: string;
	type: string;
	company_id: string;
	name: string | null;
	challenge: string | null;
	enabled: boolean;
	api_version: string;
	/** Who made the webhook. It is in no answer. */
	owner: string;
}

export type WebhookChanges = Partial<Omit<Webhook, 'id' | 'company_id' | 'owner'>>;

const DAY_MS = 86_400_000;

/** Everything the simulated company holds. */
export class FactorialState {
	readonly now: () => number;
	readonly credentials: Credential[] = [];
	readonly applications: Application[] = [];
	readonly people = new Map<string, EmployeeRecord>();
	readonly contracts = new Map<string, ContractVersion>();
	readonly leaves = new Map<string, LeaveRecord>();
	teams: Team[] = foundTeams();
	readonly memberships = new Map<string, Membership>();
	readonly webhooks = new Map<string, Webhook>();
	#peopleBuilt = 0;
	#lastId = 1_000;

	constructor(now: () => number) {
		this.now = now;
	}

	/** The present instant as the API writes it. */
	timestamp(): string {
		return new Date(this.now()).toISOString();
	}

	/** `YYYY-MM-DD`, so many days from today. */
	day(offset = 0): string {
		return new Date(this.now() + offset * DAY_MS).toISOString().slice(0, 10);
	}

	/** A new id. All resources share one sequence, so that no id can be mistaken for another's. */
	nextId(): string {
		this.#lastId += 1;
		return String(this.#lastId);
	}

	/** The place of a valid credential in the list of all credentials. */
	credentialIndex(kinds: ReadonlyArray<Credential['kind']>, value: string): number | null {
		const index = this.credentials.findIndex(
			(known) => kinds.includes(known.kind) && known.value === value && !known.revoked,
		);
		return index === -1 ? null : index;
	}

	/** Adds the next invented person, with a contract that began two years ago. */
	addEmployee(startsOn = this.day(-730), contract: ContractChanges = {}): EmployeeRecord {
		const at = this.timestamp();
		const employee = buildEmployee(this.#peopleBuilt, this.nextId(), at);
		const [boss] = this.people.values();
		employee.manager_id = boss?.id ?? null;
		this.#peopleBuilt += 1;
		this.people.set(employee.id, employee);
		this.addContract(employee.id, { startsOn, at }, contract);
		return employee;
	}

	/** Adds a version to a person's contract. */
	addContract(
		employeeId: string,
		when: { startsOn: string; at: string },
		changes: ContractChanges = {},
	): ContractVersion {
		const contract = buildContract(this.nextId(), employeeId, when, changes);
		this.contracts.set(contract.id, contract);
		return contract;
	}

	/** A person's contract versions, in the order they begin to count. */
	contractsOf(employeeId: string): ContractVersion[] {
		return [...this.contracts.values()]
			.filter(({ employee_id: owner }) => owner === employeeId)
			.sort((a, b) => a.effective_on.localeCompare(b.effective_on));
	}

	/**
	 * The person with that id. Throws if there is none, so that a mistake in a test is noticed at once.
	 */
	employee(id: string): EmployeeRecord {
		return found(this.people.get(id), `employee ${id}`);
	}

	contract(id: string): ContractVersion {
		return found(this.contracts.get(id), `contract version ${id}`);
	}

	leave(id: string): LeaveRecord {
		return found(this.leaves.get(id), `leave ${id}`);
	}

	team(id: string): Team {
		return found(
			this.teams.find((team) => team.id === id),
			`team ${id}`,
		);
	}

	webhook(id: string): Webhook {
		return found(this.webhooks.get(id), `webhook ${id}`);
	}

	/** The webhook for a type. There is at most one. */
	holderOf(type: string): Webhook | undefined {
		return [...this.webhooks.values()].find((webhook) => webhook.type === type);
	}

	/** Adds a webhook without any check. */
	addWebhook(wish: Omit<Webhook, 'id' | 'company_id'>): Webhook {
		const webhook = { id: this.nextId(), company_id: COMPANY_ID, ...wish };
		this.webhooks.set(webhook.id, webhook);
		return webhook;
	}
}
