import type { DeliveryAttempt, DeliveryControls } from '../kit/deliveries.mts';
import type { Faults } from '../kit/faults.mts';
import type { LoopbackHost, RequestEntry } from '../kit/server.mts';
import type { Violations } from '../kit/violations.mts';
import type { AdminPage, PingOptions } from './adminPage.mts';
import type { FieldMetadata } from './fields.mts';
import type { RateLimits } from './limits.mts';
import type { PersonRecord } from './people.mts';
import type { CustomTable } from './reference.mts';
import type { Permissions, ServiceUser, ServiceUserWish } from './serviceUsers.mts';
import type { SwitchOptions } from './sometimes.mts';
import type { Webhook } from './state.mts';
import type { StoryVerbs } from './story.mts';
import type { Row } from './tables.mts';
import type { TimeOffChange, TimeOffRequest } from './timeoff.mts';
import type { ManualDelivery } from './webhooks.mts';

export interface HiBobOptions extends SwitchOptions, Partial<Omit<PingOptions, 'timeScale'>> {
	/** Default: any free one. */
	port?: number;
	/** Default `127.0.0.1`. */
	host?: LoopbackHost;
	/** The clock of limits, lag, time off and timestamps. Default `Date.now`. */
	now?: () => number;
	/** If false, the answers are the same, but no violations are recorded. Default true. */
	strict?: boolean;
	/** The pauses between the tries of deliveries and pings are multiplied by this. Default 1. */
	timeScale?: number;
	/** How many people there are at the start. Default 6. */
	employees?: number;
	/** Default that of the company, or of the sandbox. */
	companyId?: number;
	/** Whether this is another company, in the sandbox. Default false. */
	sandbox?: boolean;
	/** Default: one service user that may do everything. */
	serviceUsers?: readonly ServiceUserWish[];
	/** Default: the known limits, else 50 in any minute for each endpoint. */
	rateLimit?: RateLimits;
	/** Whether answers say what is left of the limit. Default true. */
	rateLimitHeaders?: boolean;
	/** After how many milliseconds readers see a change. Not scaled. Default 0. */
	lagMs?: number;
	/**
	 * Of what happens in one go, `employee.updated` is told first, as the times in the vendor's
	 * samples have it. Default false: in the order in which the documents tell the story.
	 */
	updatedFirst?: boolean;
	/** Whether new dates for a request also show as a removal of the old request. Default true. */
	editRemovesOld?: boolean;
}

/** Records as the API has them, without any event. */
export interface Records {
	/** Values by the ids of the fields. */
	people?: readonly PersonRecord[];
	/** Rows are kept as given, with `isCurrent`. They are added to the person's existing rows. */
	rows?: readonly LoadedRow[];
	timeOff?: readonly TimeOffRequest[];
	/** Entries of the history of time off, which the requests themselves do not make. */
	timeOffChanges?: readonly TimeOffChange[];
	/** On top of the usual ones. */
	fields?: readonly FieldMetadata[];
	customTables?: readonly CustomTable[];
}

export interface LoadedRow {
	table: string;
	employeeId: string;
	/** Default the next one. */
	id?: number;
	effectiveDate?: string;
	isCurrent?: boolean;
	[column: string]: unknown;
}

/** A running stand-in for one company at HiBob. */
export interface HiBobSimulator extends StoryVerbs, AdminPage {
	/** `http://127.0.0.1:<port>/v1` */
	readonly baseUrl: string;
	readonly companyId: number;
	readonly sandbox: boolean;
	/**
	 * Copies of all service users, also of revoked ones. `tokenIndex` in the log is a place in this
	 * list.
	 */
	readonly serviceUsers: ServiceUser[];
	/** Copies of all webhooks, the oldest first. */
	readonly webhooks: Webhook[];
	/** Copies of all people. */
	readonly employees: PersonRecord[];
	/** Copies of the rows of a table, for everybody or for one person. */
	rows(table: string, employeeId?: string): Array<Row & { employeeId: string }>;
	/** Copies of all time-off requests, also of deleted ones. */
	readonly timeOff: TimeOffRequest[];
	/** Copies of all requests that arrived, the oldest first. */
	readonly requests: RequestEntry[];
	readonly violations: Violations;
	/** Paths in faults are relative to `baseUrl`, such as `/people/search`. */
	readonly faults: Pick<Faults, 'add' | 'answer' | 'clear'>;
	readonly deliveries: DeliveryControls;
	addServiceUser(user: ServiceUserWish): void;
	/** Requests with its token are refused from now on. */
	revokeServiceUser(id: string): void;
	/** Permissions that are not named stay as they are. */
	setPermissions(id: string, permissions: Partial<Permissions>): void;
	/** Sends bytes to active webhooks. Returns the tries that this took. */
	deliver(delivery: ManualDelivery): Promise<DeliveryAttempt[]>;
	/** Adds records without any event. */
	load(records: Records): void;
	/** Adds people without any event. Returns their ids. */
	seedPeople(count: number): string[];
	/** Stops everything and frees the port. */
	close(): Promise<void>;
}
