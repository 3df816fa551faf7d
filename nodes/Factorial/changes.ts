import { z } from 'zod/v4';

import type { Day, Instant } from '../shared/model/dates';
import { byInstant, dayOf, instantOf, shiftDay, utcDayOf } from '../shared/model/dates';
import { maybeId } from '../shared/reading/fields';
import { takeRecords } from '../shared/outbound/paging';
import type { FoundEvent, InterpretContext } from '../shared/vendor';
import type { Happening } from '../shared/interpret/interpretation';
import { sentOf } from '../shared/reading/sent';
import { eventTypeOf } from './events/leave';
import { isNews, leaverEvents, terminationOf } from './events/leaving';
import type { ContractVersion } from './records/contract';
import { contractEntry, oldestFirst } from './records/contract';
import { listContracts, readAllContracts } from './records/fetch/contracts';
import { readLeaveTypes } from './records/fetch/directory';
import type { EmployeeRecord } from './records/employee';
import { isSince, listEmployees } from './records/fetch/employees';
import type { LeaveRecord } from './records/leave';
import { leaveContent, normaliseLeave } from './records/leave';
import { listLeaves } from './records/fetch/leaves';
import { describePerson } from './records/fetch/describePerson';

/**
 * A change of a leave, or of a last day, is found if the leave or the day is at most this many days
 * in the past.
 */
export const LOOK_BACK_DAYS = 180;

/**
 * Finds the events since an instant. Factorial has no list of events, so its records are read as
 * they are now. People and contract versions are filtered by the time of their change. Leaves cannot
 * be filtered in this way. So all leaves are read, except those that ended more than half a year
 * before the instant. A contract version that was deleted leaves nothing behind. Of several changes
 * of a record, only the last one is found.
 */
export async function* changes(
	since: Instant,
	context: InterpretContext,
): AsyncGenerator<FoundEvent> {
	const { types } = await readLeaveTypes(context.api);
	const changed = [
		...(await takeRecords(changedPeople(since, context), null)),
		...(await takeRecords(changedContracts(since, context), null)),
		...(await takeRecords(changedLeaves(since, types, context), null)),
	];
	changed.sort((a, b) => byInstant(a.at, b.at));
	for (const { events } of changed) yield* await events();
}

/** A record that changed. What belongs to it is read only when it is the turn of this record. */
interface Changed {
	readonly at: Instant | null;
	events(): Promise<FoundEvent[]>;
}

async function* changedPeople(since: Instant, context: InterpretContext): AsyncGenerator<Changed> {
	for await (const person of listEmployees(context.api, { updatedSince: since })) {
		const isNew = instantOf(person.created_at) !== null && isSince(person.created_at, since);
		const at = instantOf(isNew ? person.created_at : person.updated_at);
		yield {
			at,
			async events() {
				const { versions, isComplete } = await readAllContracts(context.api, person.id);
				const described = await describePerson(person.id, { person, contracts: versions }, context);
				const when = { isNew, since, today: context.today };
				// Only a complete list shows which version is the first or the last one.
				return whatHappened(person, isComplete ? versions : [], when).map((happening) => ({
					draft: { occurredAt: at, ...described, ...happening },
					facts: factsOf('employees/employee', person),
					raw: sentOf(person),
				}));
			},
		};
	}
}

function whatHappened(
	person: EmployeeRecord,
	contracts: readonly ContractVersion[],
	{ isNew, since, today }: { isNew: boolean; since: Instant; today: Day },
): Happening[] {
	const ending = terminationOf(person, contracts);
	// A person who left long before was only edited. Factorial does not say when a last day was
	// entered. It is better to report a last day twice than never: Skip Repeats drops the second
	// report, and locking an account that is already locked does no harm.
	const leaves =
		ending !== null && isNews(ending, utcDayOf(since), LOOK_BACK_DAYS)
			? leaverEvents(ending, { today, stated: true })
			: [];
	if (!isNew) return [{ eventType: 'employee.updated' }, ...leaves];
	const first = oldestFirst(contracts)[0];
	const effectiveDate = dayOf(first?.starts_on) ?? dayOf(first?.effective_on);
	return [
		{ eventType: 'employee.created', effectiveDate },
		{ eventType: 'employee.hired', effectiveDate },
		...leaves,
	];
}

async function* changedContracts(
	since: Instant,
	context: InterpretContext,
): AsyncGenerator<Changed> {
	for await (const contract of listContracts(context.api, { updatedSince: since })) {
		const isNew = instantOf(contract.created_at) !== null && isSince(contract.created_at, since);
		const at = instantOf(contract.updated_at);
		const table = contractEntry(contract, context);
		yield {
			at,
			async events() {
				const draft = {
					eventType: isNew ? 'table.entry_created' : 'table.entry_updated',
					effectiveDate: table.effectiveDate,
					occurredAt: at,
					...(await describePerson(contract.employee_id, {}, context)),
					table,
				} as const;
				return [
					{ draft, facts: factsOf('contracts/contract_version', contract), raw: sentOf(contract) },
				];
			},
		};
	}
}

async function* changedLeaves(
	since: Instant,
	types: Parameters<typeof normaliseLeave>[1],
	context: InterpretContext,
): AsyncGenerator<Changed> {
	const from = shiftDay(utcDayOf(since), -LOOK_BACK_DAYS) ?? utcDayOf(since);
	const filter = { from, withDeleted: true, updatedSince: since };
	for await (const record of listLeaves(context.api, filter)) {
		yield {
			at: instantOf(record.deleted_at ?? record.updated_at),
			events: async () => [
				await leaveChange(
					record,
					normaliseLeave(record, types, { withDays: context.fetchLeaveDays }),
					context,
				),
			],
		};
	}
}

async function leaveChange(
	record: LeaveRecord,
	leave: ReturnType<typeof normaliseLeave>,
	context: InterpretContext,
): Promise<FoundEvent> {
	const described = await describePerson(record.employee_id, {}, context);
	return {
		draft: {
			eventType: eventTypeOf(leave),
			effectiveDate: leave.startDate,
			occurredAt: instantOf(record.deleted_at ?? record.updated_at),
			...described,
			leave,
			identity: { leaveContent: leaveContent(record) },
		},
		facts: factsOf('timeoff/leave', record),
		raw: sentOf(record),
	};
}

const companySchema = z.looseObject({ company_id: maybeId.catch(null) });

/**
 * No delivery reported this change. It is identified like a delivery: by the record and the time of
 * the change.
 */
function factsOf(
	resource: string,
	record: { readonly id?: string | null; readonly updated_at?: string | null | undefined },
): FoundEvent['facts'] {
	return {
		nativeType: null,
		companyId: companySchema.parse(record).company_id ?? null,
		identity: [resource, record.id ?? null, record.updated_at ?? null],
	};
}
