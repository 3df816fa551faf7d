import isEqual from 'lodash/isEqual';

import { dayOf } from '../../shared/model/dates';
import type { Employee } from '../../shared/model/employee';
import type { EventType } from '../../shared/model/eventTypes';
import { factsOf } from '../../shared/model/eventTypes';
import { attemptRequired } from '../../shared/outbound/attempt';
import type { InterpretContext, Interpretation } from '../../shared/vendor';
import type { Period } from '../records/lifecycle';
import {
	before,
	endingOf,
	latestEnding,
	periodsOf,
	startOf,
	statusLeave,
} from '../records/lifecycle';
import { lookAgain, settled } from '../records/lookAgain';
import type { Described } from '../records/read';
import { describePerson } from '../records/read';
import type { Row } from '../records/row';
import { rowIdOf } from '../records/row';
import { readRows } from '../records/rows';
import type { Table } from '../records/tables';
import { tableEntry, tableNamed } from '../records/tables';
import type { DeliveryIds, Notification } from './delivery';
import type { Happening, HiBobEvent } from './defineEvent';
import { defineEvent, tell } from './defineEvent';
import { leaverEvents, withEnd } from './leaving';

type Entry = Extract<EventType, 'table.entry_created' | 'table.entry_updated'>;
type About = Notification & DeliveryIds & Readonly<Record<'employeeId' | 'tableId', string>>;

/** What a row of the lifecycle may mean. */
const LIFECYCLE_MEANS: readonly EventType[] = [
	'employee.hired',
	'employee.rehired',
	'employee.termination_scheduled',
	'employee.access_ended',
	'employee.terminated',
	'leave.approved',
];

/** Both come at once, also for a row that takes effect on a day to come; none comes for one that is deleted. */
export const tableEvents: readonly HiBobEvent[] = [
	tableEvent(
		'table.entry.created',
		'Table Entry Created',
		'A row was added to a table',
		'table.entry_created',
	),
	tableEvent(
		'table.entry.updated',
		'Table Entry Updated',
		'A row of a table was changed',
		'table.entry_updated',
	),
];

function tableEvent(name: string, label: string, description: string, entry: Entry): HiBobEvent {
	return defineEvent({
		name,
		label,
		description: `${description}; a hire, a leaver or another job may show here`,
		produces: [...LIFECYCLE_MEANS, 'employee.job_changed', entry],
		about: ['employeeId', 'tableId'],
		interpret: async (about, context) => {
			const mayMean = meaningsOf(about.tableId);
			if (![entry, ...mayMean].some((type) => context.selects(type))) return { events: [] };
			return await interpretEntry(about, { entry, isDecisive: mayMean.length > 0 }, context);
		},
	});
}

/** What a row may mean besides being one. */
function meaningsOf(tableId: string): readonly EventType[] {
	if (tableId === 'lifecycle') return LIFECYCLE_MEANS;
	return tableId === 'work' ? ['employee.job_changed'] : [];
}

async function interpretEntry(
	about: About,
	{ entry, isDecisive }: { entry: Entry; isDecisive: boolean },
	context: InterpretContext,
): Promise<Interpretation> {
	const { employeeId, tableId, effectiveDate, entryId } = about;
	const table = tableNamed(tableId);
	const known = { entryId, effectiveDate: dayOf(effectiveDate) };
	/** The change of the row by what the delivery says of it. */
	const unread = tableEntry(table ?? { name: tableId, kind: 'private' }, null, context, known);
	const change = { eventType: entry, effectiveDate: unread.effectiveDate, table: unread } as const;
	if (table === null || !isWorthReading(table, context)) {
		const described = await describePerson(employeeId, context);
		const reason = table === null ? `It is not known how the table ${tableId} is read.` : null;
		return tell([change], reason === null ? described : without(described, reason), about);
	}
	const read = await attemptRequired(readEntries(context, table, about, entry));
	const described = await describePerson(employeeId, context);
	if ('reason' in read) {
		const undecided = isDecisive ? `It cannot be told what the row means. ${read.reason}` : null;
		return tell([change], without(described, read.reason), about, undecided);
	}
	const { rows, entries } = read.value;
	const told = entries.map((row): Happening => {
		const found = tableEntry(table, row, context, known);
		return { eventType: entry, effectiveDate: found.effectiveDate, table: found };
	});
	const { happenings, undecided } = meaningOf(about, { rows, entries, entry }, context);
	const people = happenings.map((happening) => ({
		...happening,
		employee: personOf(happening, described),
	}));
	return tell([...people, ...told], described, about, undecided);
}

/** The person's own record shows what is in effect; the event may be about what is to come. */
function personOf(
	{ eventType, effectiveDate, termination }: Happening,
	described: Described,
): Employee {
	if (termination !== undefined) return withEnd(described, termination).employee;
	const isHire = factsOf(eventType).category === 'hire';
	const startDate = (isHire ? effectiveDate : null) ?? described.employee.startDate;
	return { ...described.employee, startDate };
}

/** The row could not be read: detail that is missing with that of the person. */
function without(described: Described, why: string): Described {
	const { status, reason } = described.enrichment;
	return {
		...described,
		enrichment: {
			status: status === 'none' || status === 'failed' ? 'failed' : 'partial',
			reason: [reason, why].filter(Boolean).join(' · '),
		},
	};
}

/** Rows that stay at HiBob are not read: that one changed is all there is to tell. */
function isWorthReading({ kind }: Table, { includePayTables }: InterpretContext): boolean {
	return kind === 'work' || (kind === 'pay' && includePayTables);
}

/** All rows of the table, and those the delivery is about. */
interface Entries {
	readonly rows: readonly Row[];
	readonly entries: readonly Row[];
}

/** HiBob has no read for one row; of those of a day there may be several, one for each site. */
async function readEntries(
	{ api }: InterpretContext,
	table: Table,
	about: About,
	entry: Entry,
): Promise<Entries> {
	if (entry === 'table.entry_updated') await settled();
	return await lookAgain(
		async () => {
			const rows = await readRows(api, table, about.employeeId);
			return { rows, entries: rows.filter((row) => isAbout(row, about)) };
		},
		({ entries }) =>
			entries.length > 0 && (entry === 'table.entry_created' || isTelling(table, entries)),
	);
}

function isAbout(row: Row, { effectiveDate, entryId }: DeliveryIds): boolean {
	if (entryId !== null) return rowIdOf(row) === entryId;
	return effectiveDate !== null && dayOf(row.effectiveDate) === dayOf(effectiveDate);
}

/**
 * Whether a row that was changed need not be looked at again. A lifecycle that is read too early
 * shows somebody who leaves as employed.
 */
function isTelling({ name }: Table, entries: readonly Row[]): boolean {
	if (name !== 'lifecycle') return true;
	return periodsOf(entries).some(({ stage }) => stage !== 'employed' && stage !== 'hired');
}

interface Meaning {
	readonly happenings: readonly Happening[];
	/** Why something about the row cannot be told. */
	readonly undecided: string | null;
}

function meaningOf(
	{ tableId, effectiveDate, entryId }: About,
	{ rows, entries, entry }: Entries & { entry: Entry },
	{ today }: InterpretContext,
): Meaning {
	if (entries.length === 0) {
		return {
			// A day that was moved may be told as it was before: the end is told as it is now.
			happenings:
				tableId === 'lifecycle' ? leaverEventsOf(latestEnding(periodsOf(rows)), today) : [],
			undecided: `HiBob does not show the row ${entryId ?? effectiveDate ?? ''} of the table ${tableId}. It may have been deleted or moved since.`,
		};
	}
	if (tableId === 'work') return { happenings: jobChanges(rows, entries, entry), undecided: null };
	if (tableId !== 'lifecycle') return { happenings: [], undecided: null };
	const periods = periodsOf(rows);
	const meanings = periods
		.filter(({ row }) => entries.includes(row))
		.map((period) => statusMeaning(periods, period, today));
	return {
		happenings: meanings.flatMap(({ happenings }) => happenings),
		undecided: meanings.find(({ undecided }) => undecided !== null)?.undecided ?? null,
	};
}

function leaverEventsOf(ending: ReturnType<typeof endingOf>, today: string): Happening[] {
	return ending === null ? [] : leaverEvents(ending, today);
}

/** What a row of the lifecycle means, by its status and the one before it. */
function statusMeaning(periods: readonly Period[], period: Period, today: string): Meaning {
	const decided = (...happenings: Happening[]): Meaning => ({ happenings, undecided: null });
	switch (period.stage) {
		case 'terminated':
		case 'garden_leave':
			return decided(...leaverEventsOf(endingOf(periods, period), today));
		case 'hired':
		case 'employed': {
			const last = before(periods, period);
			const begins = last === undefined || last.stage === 'terminated';
			if (!begins) return decided();
			const startDate = startOf(periods, period);
			const eventType = last === undefined ? 'employee.hired' : 'employee.rehired';
			return decided({ eventType, effectiveDate: startDate });
		}
		case 'leave': {
			const found = statusLeave(periods, period);
			return decided({
				eventType: 'leave.approved',
				effectiveDate: found.startDate,
				leave: found,
			});
		}
		case 'unknown':
			return {
				happenings: [],
				undecided: `The status "${period.status ?? ''}" of the lifecycle is one of the company's own, and it is not known what it means.`,
			};
	}
}

/** The columns that make another job, and what they are called in the model. */
const JOB_COLUMNS = { title: 'jobTitle', department: 'department', reportsTo: 'manager' } as const;

/**
 * A row of the work table with another title, department or manager than the row before. What a row
 * said before it was changed is not known: then it may be any of them.
 */
function jobChanges(rows: readonly Row[], entries: readonly Row[], entry: Entry): Happening[] {
	const ordered = [...rows].sort((a, b) => dayFor(a).localeCompare(dayFor(b)));
	return entries.flatMap((row): Happening[] => {
		const day = dayOf(row.effectiveDate);
		const changed = {
			eventType: 'employee.job_changed',
			effectiveDate: day,
			identity: { row: rowIdOf(row) ?? day ?? '' },
		} as const;
		if (entry === 'table.entry_updated') return [changed];
		const last = ordered[ordered.indexOf(row) - 1];
		if (last === undefined) return [];
		const columns = Object.entries(JOB_COLUMNS).filter(
			([column]) => !isEqual(row[column] ?? null, last[column] ?? null),
		);
		const changedFields = columns.map(([, name]) => name);
		return changedFields.length === 0 ? [] : [{ ...changed, changedFields }];
	});
}

function dayFor(row: Row): string {
	return dayOf(row.effectiveDate) ?? '';
}
