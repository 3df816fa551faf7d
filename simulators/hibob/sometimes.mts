/*
 * What HiBob was met doing by some and not by others. Each is a switch; all of them at once leave
 * every record that is sent as readable as before.
 */
import { choosesSwitches } from '../kit/sometimes.mts';
import type * as kit from '../kit/sometimes.mts';
import { isObject, withFields } from '../kit/values.mts';
import type { EventOptions } from './events.mts';
import type { ViewOptions } from './personView.mts';

/** Options where the vendor's documents do not say, or differ from what was seen. */
export interface RouteOptions extends ViewOptions {
	/** What the cursor of the bulk reads is called. Default `cursor`. */
	cursorName: 'cursor' | 'next_cursor';
	/** How one person is answered: by itself (default) or in a list of one. */
	personAnswer: 'object' | 'list';
	/** How rows are answered: under `values` (default) or as a bare list. */
	tableAnswer: 'values' | 'list';
	/** What comes for a table without rows. Default `values`, an empty list. */
	emptyTableAnswer: 'values' | 'empty-body';
	/** What `includeHumanReadable` does where it is documented for custom tables only. */
	humanReadableOnTables: 'accepted' | 'refused' | 'html';
	/** What is read of a cancelled request: its final status (default), or nothing. */
	cancelledRequests: 'status' | 'not-found';
	/** The same of a deleted one. Default nothing. */
	deletedRequests: 'status' | 'not-found';
	/** How bulk reads answer rows: bare (default), or each in a wrapper as specified. */
	bulkRows: 'bare' | 'wrapped';
	/** Changes of time off, and rows of tables, come newest first. Default false. */
	newestFirst: boolean;
	/** Days of requests come in several entries, unordered, and some say nothing. Default false. */
	untidyDays: boolean;
}

type Forms = 'documented' | 'loose';

export interface FormOptions {
	/** `loose`: numbers and flags as text, empty forms for null, an object for a list of one. */
	forms: Forms;
	/**
	 * Of the first record of each list of several, something cannot be read: a detail, or what decides.
	 * Not among all switches, as what is left out is said by everything that reads a list.
	 */
	oddRecords: 'none' | 'detail' | 'deciding';
}

export type Switches = RouteOptions & EventOptions & FormOptions;

const USUAL: Switches = {
	cursorName: 'cursor',
	personAnswer: 'object',
	tableAnswer: 'values',
	emptyTableAnswer: 'values',
	humanReadableOnTables: 'accepted',
	statusSpelling: 'title',
	siteForm: 'id',
	cancelledRequests: 'status',
	deletedRequests: 'not-found',
	bulkRows: 'bare',
	newestFirst: false,
	untidyDays: false,
	entryKeys: 'one',
	fieldUpdatesName: 'fieldUpdatesIds',
	forms: 'documented',
	oddRecords: 'none',
};

/**
 * The names people read, what is still there of a request, and the spelling of statuses stay as they
 * are.
 */
const ALL: Switches = {
	...USUAL,
	cursorName: 'next_cursor',
	personAnswer: 'list',
	emptyTableAnswer: 'empty-body',
	siteForm: 'name',
	bulkRows: 'wrapped',
	newestFirst: true,
	untidyDays: true,
	entryKeys: 'both',
	fieldUpdatesName: 'both',
	forms: 'loose',
	oddRecords: 'none',
};

export type SwitchOptions = kit.SwitchOptions<Switches>;

/** The switches that the options select. */
export const switchesOf = choosesSwitches<Switches>({ usual: USUAL, all: ALL });

/** The empty form of each field. */
const EMPTY: Readonly<Record<string, unknown>> = {
	reportsTo: [],
	endDate: '',
	approvedBy: {},
	approvedAt: '',
	declinedBy: [],
	declinedAt: '',
	previousRequestId: {},
	originalRequestId: '',
	endEffectiveDate: '',
	probationEndDate: '',
	terminationDate: '',
	response_metadata: {},
};
const AS_TEXT = ['totalDuration', 'totalCost', 'hoursOnDate', 'minutes', 'dailyHours', 'cost'];
const AS_PERSON = ['approvedBy', 'declinedBy'];
const AS_OBJECT = ['durations', 'errors'];

/**
 * An answer as it is sent: text for numbers, empty forms for null, and the like; perhaps with an odd
 * record.
 */
export function inForms(answer: unknown, { forms, oddRecords }: FormOptions): unknown {
	const sent = oddRecords === 'none' ? answer : withOddRecord(answer, oddRecords);
	return forms === 'documented' ? sent : loosely(sent);
}

const LISTS = ['employees', 'changes', 'outs', 'results', 'values'];
const DETAILS = ['humanReadable', 'policyTypeDisplayName', 'endEffectiveDate'];
const DECIDING = ['status', 'employeeId', 'effectiveDate', 'id'];

/** The state of the company is not touched. */
function withOddRecord(answer: unknown, what: 'detail' | 'deciding'): unknown {
	if (!isObject(answer)) return answer;
	const name = LISTS.find((list) => Object.hasOwn(answer, list));
	const records = name === undefined ? undefined : answer[name];
	if (name === undefined || !Array.isArray(records) || records.length < 2) return answer;
	const [first, ...others] = records as unknown[];
	return { ...answer, [name]: [oddly(first, what), ...others] };
}

function oddly(record: unknown, what: 'detail' | 'deciding'): unknown {
	if (!isObject(record)) return record;
	const rows = record['values'];
	// A person in a bulk read has no detail but the rows.
	if (what === 'detail' && Array.isArray(rows)) {
		const [first, ...others] = rows as unknown[];
		return { ...record, values: first === undefined ? [] : [oddly(first, what), ...others] };
	}
	const names = what === 'detail' ? DETAILS : DECIDING;
	const name = names.find((one) => Object.hasOwn(record, one));
	return name === undefined ? record : { ...record, [name]: ['odd', 'odd'] };
}

function loosely(value: unknown): unknown {
	return withFields(value, looseField);
}

function looseField(name: string, value: unknown): unknown {
	// What people read is made by Bob, and stays.
	if (name === 'humanReadable') return value;
	if (value === null) return Object.hasOwn(EMPTY, name) ? EMPTY[name] : null;
	if (AS_TEXT.includes(name) && typeof value === 'number') return String(value);
	if (name === 'approved') return String(value);
	if (AS_PERSON.includes(name) && typeof value === 'string')
		return { id: '3332883804594373380', displayName: value };
	if (AS_OBJECT.includes(name) && Array.isArray(value) && value.length === 1) {
		return loosely(value[0]);
	}
	return loosely(value);
}
