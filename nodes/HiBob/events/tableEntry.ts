import type { Described, Happening } from '../../shared/interpret/tell';
import { lacking, tell } from '../../shared/interpret/tell';
import { dayOf } from '../../shared/model/dates';
import type { Employee } from '../../shared/model/employee';
import type { EventType } from '../../shared/model/eventTypes';
import { factsOf } from '../../shared/model/eventTypes';
import { attemptRequired } from '../../shared/outbound/attempt';
import type { InterpretContext, Interpretation } from '../../shared/vendor';
import { readPerson } from '../records/people';
import { describePerson } from '../records/read';
import { isTold, tableEntry, tableNamed } from '../records/tables';
import type { DeliveryIds, Notification } from './delivery';
import type { HiBobEvent } from './defineEvent';
import { defineEvent } from './defineEvent';
import { withEnd } from './leaving';
import type { Meaning, Moment } from './lifecycleRow';
import { endAsItIs, LIFECYCLE_MEANS, lifecycleMeaning, mayBegin } from './lifecycleRow';
import type { Entries } from './readEntries';
import { readEntries } from './readEntries';
import { jobChanges, WORK_MEANS } from './workRow';

type Entry = Extract<EventType, 'table.entry_created' | 'table.entry_updated'>;
type About = Notification & DeliveryIds & Readonly<Record<'employeeId' | 'tableId', string>>;

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
	return tableId === 'work' ? WORK_MEANS : [];
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
	// Rows that stay at HiBob are not read: that one changed is all there is to tell.
	if (table === null || !isTold(table, context)) {
		const described = await describePerson(employeeId, context);
		const reason = table === null ? `It is not known how the table ${tableId} is read.` : null;
		return tell([change], reason === null ? described : without(described, reason), about);
	}
	const read = await attemptRequired(readEntries(context, table, about, entry));
	const isBeginning = tableId === 'lifecycle' && 'value' in read && mayBegin(read.value);
	const person = isBeginning
		? await attemptRequired(readPerson(context.api, employeeId))
		: undefined;
	const described = await describePerson(employeeId, context, person);
	if ('reason' in read) {
		const undecided = isDecisive ? `It cannot be told what the row means. ${read.reason}` : null;
		return tell([change], without(described, read.reason), about, undecided);
	}
	const told = read.value.entries.map((row): Happening => {
		const found = tableEntry(table, row, context, known);
		return { eventType: entry, effectiveDate: found.effectiveDate, table: found };
	});
	const { happenings, undecided } = meaningOf(about, read.value, {
		today: context.today,
		isEdit: entry === 'table.entry_updated',
		startDate: described.employee.startDate,
	});
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
	const { status } = described.enrichment;
	return lacking(described, status === 'none' || status === 'failed' ? 'failed' : 'partial', why);
}

function meaningOf(
	{ tableId, effectiveDate, entryId }: About,
	found: Entries,
	moment: Moment,
): Meaning {
	if (found.entries.length === 0) {
		return {
			// A day that was moved may be told as it was before.
			happenings: tableId === 'lifecycle' ? endAsItIs(found.rows, moment.today) : [],
			undecided: `HiBob does not show the row ${entryId ?? effectiveDate ?? ''} of the table ${tableId}. It may have been deleted or moved since.`,
		};
	}
	if (tableId === 'lifecycle') return lifecycleMeaning(found, moment);
	return {
		happenings: tableId === 'work' ? jobChanges(found, moment) : [],
		undecided: null,
	};
}
