import type { Described, Happening } from '../../shared/interpret/interpretation';
import {
	lackingDetails,
	interpretationOf,
	withFailedRead,
} from '../../shared/interpret/interpretation';
import { dayOf } from '../../shared/model/dates';
import type { Employee } from '../../shared/model/employee';
import type { EventType } from '../../shared/model/eventTypes';
import { factsOf } from '../../shared/model/eventTypes';
import { attemptRequiredRead } from '../../shared/outbound/attempt';
import type { InterpretContext, Interpretation } from '../../shared/vendor';
import { readPerson } from '../records/fetch/people';
import { describePerson } from '../records/fetch/describePerson';
import { periodsOf, hasNoEnd } from '../records/lifecycle';
import { hiddenColumnsIn } from '../records/fetch/rows';
import type { Table } from '../records/tables';
import { isShown, LIFECYCLE, tableEntry, tableNamed, WORK } from '../records/tables';
import type { DeliveryIds, Notification } from './delivery';
import type { HiBobEvent } from './defineEvent';
import { defineEvent } from './defineEvent';
import { withEnd } from './leaving';
import type { Meaning, RowContext } from './lifecycleRow';
import { endAsItIs, LIFECYCLE_MEANS, lifecycleMeaning, mayBegin } from './lifecycleRow';
import type { Entries } from './readEntries';
import { readEntries } from './readEntries';
import { jobChanges, WORK_MEANS } from './workRow';

type Entry = Extract<EventType, 'table.entry_created' | 'table.entry_updated'>;
type About = Notification & DeliveryIds & Readonly<Record<'employeeId' | 'tableId', string>>;

/**
 * HiBob sends both events at once, even for a row that takes effect in the future. It sends no event if a row is
 * deleted.
 */
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
			const table = tableNamed(about.tableId);
			const mayMean = meaningsOf(table);
			if (![entry, ...mayMean].some((type) => context.selects(type))) return { events: [] };
			const isDecisive = mayMean.length > 0;
			return await interpretEntry(about, { entry, table, isDecisive }, context);
		},
	});
}

/** The events that a row may mean, besides its own change. */
function meaningsOf(table: Table | null): readonly EventType[] {
	if (table === LIFECYCLE) return LIFECYCLE_MEANS;
	return table === WORK ? WORK_MEANS : [];
}

async function interpretEntry(
	about: About,
	{ entry, table, isDecisive }: { entry: Entry; table: Table | null; isDecisive: boolean },
	context: InterpretContext,
): Promise<Interpretation> {
	const { employeeId, tableId, effectiveDate, entryId } = about;
	const known = { entryId, effectiveDate: dayOf(effectiveDate) };
	/** The change of the row, with what the delivery itself says about the row. */
	const unread = tableEntry(table ?? { name: tableId, kind: 'private' }, null, context, known);
	const change = { eventType: entry, effectiveDate: unread.effectiveDate, table: unread } as const;
	// A row that may not leave the node is not read. The event only says that the row changed.
	if (table === null || !isShown(table, context)) {
		const described = await describePerson(employeeId, {}, context);
		const reason = table === null ? `It is not known how the table ${tableId} is read.` : null;
		return interpretationOf(
			[change],
			reason === null ? described : withFailedRead(described, reason),
			about,
		);
	}
	const read = await attemptRequiredRead(
		context.api,
		async (api) => await readEntries(api, table, about, entry),
	);
	const isBeginning = table === LIFECYCLE && 'value' in read && mayBegin(read.value);
	const person = isBeginning
		? await attemptRequiredRead(context.api, async (api) => await readPerson(api, employeeId))
		: undefined;
	const described = await describePerson(employeeId, { person }, context);
	if ('reason' in read) {
		const undecided = isDecisive ? `It is not known what the row means. ${read.reason}` : null;
		return interpretationOf([change], withFailedRead(described, read.reason), about, undecided);
	}
	const changes = read.value.entries.map((row): Happening => {
		const found = tableEntry(table, row, context, known);
		return { eventType: entry, effectiveDate: found.effectiveDate, table: found };
	});
	const { happenings, undecided } = meaningOf(about, table, read.value, {
		today: context.today,
		isEdit: entry === 'table.entry_updated',
		startDate: described.employee.startDate,
	});
	const people = happenings.map((happening) => ({
		...happening,
		employee: personOf(happening, described),
		// An edit may change anything in a row. The event is news only if the row now means something else.
		...(entry === 'table.entry_updated'
			? { identity: { ...happening.identity, isStated: false } }
			: {}),
	}));
	const all = interpretationOf(
		[...people, ...changes],
		withHidden(described, table, read.value),
		about,
		undecided,
	);
	return table === LIFECYCLE && hasNoEnd(periodsOf(read.value.rows))
		? { ...all, undone: { employeeId, what: ['termination', 'leaving'] } }
		: all;
}

/**
 * The person, with the day that the event is about. The event may be about the future, and the person's own record
 * shows only what is in effect now.
 */
function personOf(
	{ eventType, effectiveDate, termination }: Happening,
	described: Described,
): Employee {
	if (termination !== undefined) return withEnd(described, termination).employee;
	const isHire = factsOf(eventType).category === 'hire';
	const startDate = (isHire ? effectiveDate : null) ?? described.employee.startDate;
	return { ...described.employee, startDate };
}

/** Notes the hidden columns in `enrichment`. Only details of the row are among them. */
function withHidden(described: Described, table: Table, { hiddenColumns }: Entries): Described {
	return hiddenColumns.length === 0
		? described
		: lackingDetails(described, 'partial', hiddenColumnsIn(table, hiddenColumns));
}

function meaningOf(
	{ effectiveDate }: About,
	table: Table,
	found: Entries,
	rowContext: RowContext,
): Meaning {
	if (found.entries.length === 0) {
		return {
			// If the day of a row was moved, the event may still carry the old day.
			happenings: table === LIFECYCLE ? endAsItIs(found.rows, rowContext.today) : [],
			undecided: `HiBob does not show the row${effectiveDate === null ? '' : ` of ${effectiveDate}`} in the table ${table.label}. It may have been deleted or moved since.`,
		};
	}
	if (table === LIFECYCLE) return lifecycleMeaning(found, rowContext);
	return table === WORK ? jobChanges(found, rowContext) : { happenings: [], undecided: null };
}
