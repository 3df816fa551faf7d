import { found } from '../kit/values.mts';
import type { AbsenceRecord } from './absences.mts';
import { Clients } from './clients.mts';
import { buildEmployment, startDayOf } from './employments.mts';
import type { EmploymentRecord } from './employments.mts';
import type { EventBody } from './events.mts';
import { uuidOf } from './ids.mts';
import { buildPerson } from './people.mts';
import type { PersonRecord, StoredPerson } from './people.mts';
import type { Webhook } from './webhooks.mts';

/** An event of a webhook's history, with the bytes it was sent as. */
export interface RecordedEvent {
	webhookId: string;
	body: EventBody;
	bytes: Buffer;
}

export interface AttendanceRecord {
	id: string;
	personId: string;
	start: string;
	end: string;
}

export interface DocumentRecord {
	id: string;
	personId: string;
	name: string;
}

/** Everything the simulated account holds. */
export class PersonioState {
	readonly companyId: string;
	readonly now: () => number;
	readonly clients: Clients;
	readonly people = new Map<string, StoredPerson>();
	readonly absences = new Map<string, AbsenceRecord>();
	readonly attendances = new Map<string, AttendanceRecord>();
	readonly documents = new Map<string, DocumentRecord>();
	readonly webhooks = new Map<string, Webhook>();
	readonly history: RecordedEvent[] = [];
	readonly #employments = new Map<string, EmploymentRecord>();
	/** By person, because there may be thousands. */
	readonly #stints = new Map<string, EmploymentRecord[]>();
	readonly #indexes = new Map<string, number>();
	#employmentsBuilt = 0;
	#lastOccurred = 0;
	#lastNumber = 0;

	constructor(companyId: string, now: () => number, tokenLifetimeSeconds: number) {
		this.companyId = companyId;
		this.now = now;
		this.clients = new Clients(now, tokenLifetimeSeconds);
	}

	/** The present instant as records carry it: without fractions of a second. */
	timestamp(): string {
		return `${new Date(this.now()).toISOString().slice(0, 19)}Z`;
	}

	/** Today in UTC. */
	today(): string {
		return this.timestamp().slice(0, 10);
	}

	/**
	 * The present instant for an event. Never the same one twice: events have no id, and two alike
	 * within one millisecond could not be told apart.
	 */
	occurredAt(): string {
		this.#lastOccurred = Math.max(this.now(), this.#lastOccurred + 1);
		return new Date(this.#lastOccurred).toISOString();
	}

	/** A new id. */
	nextId(kind: Parameters<typeof uuidOf>[0]): string {
		this.#lastNumber += 1;
		return uuidOf(kind, this.#lastNumber);
	}

	/** Adds the next invented person, without an employment. */
	addPerson(at = this.timestamp()): StoredPerson {
		const index = this.#indexes.size;
		const person = buildPerson(index, at);
		this.people.set(person.id, person);
		this.#indexes.set(person.id, index);
		return person;
	}

	/** Adds the next invented person, who has worked here for years. */
	addColleague(): string {
		const startDay = startDayOf(this.#indexes.size);
		const { id } = this.addPerson(`${startDay}T08:00:00Z`);
		this.addEmployment(id, startDay, `${startDay}T08:00:00Z`);
		return id;
	}

	/** Adds an employment to a person. */
	addEmployment(personId: string, startDay: string, at = this.timestamp()): EmploymentRecord {
		const { id } = this.person(personId);
		const index = this.#indexes.get(id) ?? 0;
		const employment = buildEmployment({ number: this.#employmentsBuilt, index }, startDay, at);
		this.#employmentsBuilt += 1;
		this.#employments.set(employment.id, employment);
		this.#stints.set(id, [...(this.#stints.get(id) ?? []), employment]);
		return employment;
	}

	/**
	 * The person with that id. Throws if there is none, so that a mistake in a test is noticed at once.
	 */
	person(id: string): StoredPerson {
		return found(this.people.get(id), `person ${id}`);
	}

	/** A person as the API shows it to a client that may see everything. */
	personRecord(person: StoredPerson): PersonRecord {
		const employments = this.employmentsOf(person.id);
		const status = employments[0]?.status ?? 'INACTIVE';
		const isActive = ['ACTIVE', 'LEAVE', 'ONBOARDING'].includes(status);
		return {
			...person,
			status: isActive ? 'ACTIVE' : 'INACTIVE',
			employments: employments.map(({ id }) => ({ id })),
		};
	}

	get employments(): EmploymentRecord[] {
		return [...this.#employments.values()];
	}

	/** A person's employments, newest first. */
	employmentsOf(personId: string): EmploymentRecord[] {
		const stints = this.#stints.get(personId) ?? [];
		return stints
			.toReversed()
			.toSorted((a, b) => compare(b.employment_start_date, a.employment_start_date));
	}

	/** The employment with that id, or the newest one of the person with that id. */
	employment(id: string): EmploymentRecord {
		return found(
			this.#employments.get(id) ?? this.employmentsOf(id)[0],
			`employment of or with id ${id}`,
		);
	}

	/** Removes an employment. */
	removeEmployment({ id, person }: EmploymentRecord): void {
		this.#employments.delete(id);
		const rest = (this.#stints.get(person.id) ?? []).filter((stint) => stint.id !== id);
		this.#stints.set(person.id, rest);
	}

	/** The absence with that id. */
	absence(id: string): AbsenceRecord {
		return found(this.absences.get(id), `absence ${id}`);
	}

	/** The time entry with that id. */
	attendance(id: string): AttendanceRecord {
		return found(this.attendances.get(id), `attendance ${id}`);
	}

	/** The document with that id. */
	document(id: string): DocumentRecord {
		return found(this.documents.get(id), `document ${id}`);
	}

	/** The webhook with that id. */
	webhook(id: string): Webhook {
		return found(this.webhooks.get(id), `webhook ${id}`);
	}

	/** The enabled webhooks for this event. Without an event, all enabled webhooks. */
	listeners(eventName?: string): Webhook[] {
		return [...this.webhooks.values()].filter(
			({ status, enabled_events: events }) =>
				status === 'ENABLED' && (eventName === undefined || events.includes(eventName)),
		);
	}
}

function compare(a: string, b: string): number {
	if (a === b) return 0;
	return a < b ? -1 : 1;
}
