import { found } from '../kit/values.mts';
import type { FieldMetadata } from './fields.mts';
import { foundFields } from './fields.mts';
import { LaggedMap } from './lagged.mts';
import type { PersonRecord } from './people.mts';
import { personId } from './people.mts';
import type { CustomTable, NamedList } from './reference.mts';
import {
	COMPANY_ID,
	foundCustomTables,
	foundLists,
	listItem,
	SANDBOX_COMPANY_ID,
} from './reference.mts';
import type { ServiceUser } from './serviceUsers.mts';
import type { Change, Row } from './tables.mts';
import { kindOf, ordered } from './tables.mts';
import type { ChangeType, TimeOffChange, TimeOffRequest } from './timeoff.mts';
import { listed } from './timeoff.mts';

/** A webhook as the page of the administrator shows it. */
export interface Webhook {
	id: string;
	name: string;
	url: string;
	/** The types that are ticked. */
	events: readonly string[];
	secret: string;
	active: boolean;
	description?: string;
}

export interface StateOptions {
	now: () => number;
	lagMs: number;
	sandbox: boolean;
	companyId?: number;
}

const DAY_MS = 86_400_000;
const ADMIN = { id: '3332883804594373380', displayName: 'Zoe Clark' };
const SANDBOX_ADMIN = { id: '3980342332732990001', displayName: 'Zoe Sandbox' };
const FIRST_ROW_ID = 6_236_000;
const FIRST_REQUEST_ID = 32_832_000;
/** Records of the sandbox have other ids. */
const SANDBOX_OFFSET = 50_000_000;
const FIRST_NEW_ITEM_ID = 901_000_000;

/** Everything the simulated company holds. */
export class HiBobState {
	readonly now: () => number;
	readonly companyId: number;
	readonly sandbox: boolean;
	readonly serviceUsers: ServiceUser[] = [];
	readonly people: LaggedMap<string, PersonRecord>;
	readonly timeOff: LaggedMap<number, TimeOffRequest>;
	readonly webhooks = new Map<string, Webhook>();
	readonly fields: FieldMetadata[] = foundFields();
	readonly lists: NamedList[] = foundLists();
	readonly customTables: CustomTable[] = foundCustomTables();
	/** Rows that have taken effect. */
	readonly effective = new Set<number>();
	/** When a leave is meant to end, by the id of its row. */
	readonly plannedEnds = new Map<number, string>();
	/** Who enters what is entered. */
	readonly admin: typeof ADMIN;
	readonly #current = new Map<string, number>();
	readonly #rows: LaggedMap<string, readonly Row[]>;
	readonly #loadedRowIds = new Set<number>();
	readonly #changes: TimeOffChange[] = [];
	readonly #lagMs: number;
	#people = 0;
	#firstPersonId: string | undefined;
	#lastRowId: number;
	#lastRequestId: number;
	#lastItemId = FIRST_NEW_ITEM_ID;
	#lastMicros = 0;

	constructor({ now, lagMs, sandbox, companyId }: StateOptions) {
		this.now = now;
		this.sandbox = sandbox;
		this.companyId = companyId ?? (sandbox ? SANDBOX_COMPANY_ID : COMPANY_ID);
		this.#lagMs = lagMs;
		this.admin = sandbox ? SANDBOX_ADMIN : ADMIN;
		const offset = sandbox ? SANDBOX_OFFSET : 0;
		this.#lastRowId = FIRST_ROW_ID + offset;
		this.#lastRequestId = FIRST_REQUEST_ID + offset;
		this.people = new LaggedMap(now, lagMs);
		this.timeOff = new LaggedMap(now, lagMs);
		this.#rows = new LaggedMap(now, lagMs);
	}

	/** `YYYY-MM-DD`, so many days from today. */
	day(offset = 0): string {
		return new Date(this.now() + offset * DAY_MS).toISOString().slice(0, 10);
	}

	/**
	 * The present instant, to the microsecond and without a zone. It is later than all earlier results.
	 */
	timestamp(): string {
		this.#lastMicros = Math.max(Math.floor(this.now()) * 1000, this.#lastMicros + 1);
		const millis = Math.floor(this.#lastMicros / 1000);
		const micros = String(this.#lastMicros % 1000).padStart(3, '0');
		return new Date(millis).toISOString().replace('Z', micros);
	}

	/** The administrator as the author of a change today. */
	change(): Change {
		return { by: this.admin, day: this.day() };
	}

	/** The next person's number and id. */
	nextPerson(): { index: number; id: string } {
		const index = this.#people;
		this.#people += 1;
		this.#firstPersonId ??= personId(index, this.sandbox);
		return { index, id: personId(index, this.sandbox) };
	}

	/** A number that no row has yet, in any table. */
	nextRowId(): number {
		do this.#lastRowId += 1;
		while (this.#loadedRowIds.has(this.#lastRowId));
		return this.#lastRowId;
	}

	/** Keeps the number of a row that is loaded from being given to another row. */
	keepRowId(rowId: number): void {
		this.#loadedRowIds.add(rowId);
	}

	nextRequestId(): number {
		this.#lastRequestId += 1;
		return this.#lastRequestId;
	}

	/**
	 * The person with that id. Throws if there is none, so that a mistake in a test is noticed at once.
	 */
	person(id: string): PersonRecord {
		return found(this.people.get(id), `employee ${id}`);
	}

	/** The default manager of the others. */
	get firstPersonId(): string | undefined {
		return this.#firstPersonId;
	}

	/** Changes fields of a person. */
	changePerson(id: string, changes: Readonly<Record<string, unknown>>): void {
		this.people.set(id, { ...this.person(id), ...changes });
	}

	request(id: number): TimeOffRequest {
		return found(this.timeOff.get(id), `time off request ${id}`);
	}

	webhook(id: string): Webhook {
		return found(this.webhooks.get(id), `webhook ${id}`);
	}

	serviceUser(id: string): ServiceUser {
		return found(
			this.serviceUsers.find((user) => user.id === id),
			`service user ${id}`,
		);
	}

	/** The rows of a person, the oldest first. */
	rows(table: string, employeeId: string): readonly Row[] {
		return this.#rows.get(rowsKey(table, employeeId)) ?? [];
	}

	/** The same rows as a reader sees them. */
	rowsSeen(table: string, employeeId: string): readonly Row[] {
		return this.#rows.seen(rowsKey(table, employeeId)) ?? [];
	}

	/** Replaces the rows of a person, puts them in order, and decides which is the current one. */
	setRows(table: string, employeeId: string, rows: readonly Row[]): void {
		this.#rows.set(rowsKey(table, employeeId), this.#ordered(table, employeeId, rows));
	}

	/** The same without a lag. */
	putRows(table: string, employeeId: string, rows: readonly Row[]): void {
		this.#rows.put(rowsKey(table, employeeId), this.#ordered(table, employeeId, rows));
	}

	/** The same with the rows exactly as they are given. */
	putExactRows(table: string, employeeId: string, rows: readonly Row[]): void {
		this.#rows.put(rowsKey(table, employeeId), rows);
	}

	/** All rows of a table as they are now, each with the id of its person. */
	allRows(table: string): Array<Row & { employeeId: string }> {
		const begin = rowsKey(table, '');
		return this.#rows
			.keys()
			.filter((key) => key.startsWith(begin))
			.flatMap((key) => {
				const employeeId = key.slice(begin.length);
				return this.rows(table, employeeId).map((row) => ({ ...row, employeeId }));
			});
	}

	/** A row takes effect and becomes the current one, whatever its date. */
	makeCurrent(table: string, employeeId: string, rowId: number): void {
		this.effective.add(rowId);
		this.#current.set(rowsKey(table, employeeId), rowId);
	}

	#ordered(table: string, employeeId: string, rows: readonly Row[]): Row[] {
		if (!kindOf(table).historical) return [...rows];
		const currentId = this.#current.get(rowsKey(table, employeeId));
		const current = rows.find(({ id }) => id === currentId) ?? this.#lastEffective(rows);
		return ordered(rows, current?.id, this.plannedEnds);
	}

	/** If the current row no longer exists, the row before it is the current one again. */
	#lastEffective(rows: readonly Row[]): Row | undefined {
		return rows.findLast(({ id }) => this.effective.has(id));
	}

	/** The item of a list with that name or id; a new name is put on the list. */
	itemOf(listName: string, nameOrId: string): { id: string; name: string } {
		const list = found(
			this.lists.find(({ name }) => name === listName),
			`list ${listName}`,
		);
		const known = list.items.find(({ id, name }) => id === nameOrId || name === nameOrId);
		if (known) return known;
		this.#lastItemId += 1;
		const item = listItem(String(this.#lastItemId), nameOrId);
		list.items.push(item);
		return item;
	}

	/** What people read for a value of a list. */
	nameIn(listName: string, id: unknown): string | undefined {
		const list = this.lists.find(({ name }) => name === listName);
		return list?.items.find((item) => item.id === String(id))?.name;
	}

	/** Enters a change of a request into the history, with the request as it is now. */
	remember(request: TimeOffRequest, changeType: ChangeType, isPending: boolean): void {
		const person = this.people.get(request.employeeId);
		this.#changes.push({
			at: this.now(),
			isPending,
			item: {
				changeType,
				employeeDisplayName: person?.['root.displayName'] ?? null,
				employeeEmail: person?.['root.email'] ?? null,
				...listed(request),
				createdOn: this.timestamp(),
				changeReason: null,
			},
		});
	}

	/** Enters an exact record into the history. */
	rememberExact(change: TimeOffChange): void {
		this.#changes.push(change);
	}

	/** The history as a reader sees it, the oldest first. */
	changesSeen(): TimeOffChange[] {
		const latest = this.now() - this.#lagMs;
		return this.#changes.filter(({ at }) => at <= latest).sort((a, b) => a.at - b.at);
	}

	/**
	 * The active webhooks that have ticked a type. Null, a type that nobody can tick, goes to all of
	 * them.
	 */
	listeners(type: string | null): Webhook[] {
		return [...this.webhooks.values()].filter(
			({ active, events }) => active && (type === null || events.includes(type)),
		);
	}
}

function rowsKey(table: string, employeeId: string): string {
	return `${table}/${employeeId}`;
}
