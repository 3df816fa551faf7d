import { z } from 'zod/v4';

import type { Day, Instant } from '../shared/model/dates';
import { byInstant, dayOf, instantOf, shiftDay, utcDayOf } from '../shared/model/dates';
import { maybeId } from '../shared/reading/fields';
import { askingOnce } from '../shared/outbound/askingOnce';
import { alternately, nextOf } from '../shared/outbound/paging';
import type { FoundEvent, InterpretContext } from '../shared/vendor';
import type { Happening } from '../shared/interpret/interpretation';
import { sentOf } from '../shared/reading/sent';
import { eventTypeOf } from './events/leave';
import { isNews, leaverEvents, terminationOf } from './events/leaving';
import type { ContractVersion } from './records/contract';
import { contractEntry, oldestFirst } from './records/contract';
import {
	contractsQuestion,
	listContracts,
	PEOPLE_AT_ONCE,
	readAllContracts,
} from './records/fetch/contracts';
import { readLeaveTypes } from './records/fetch/directory';
import type { EmployeeRecord } from './records/employee';
import { isSince, listEmployees } from './records/fetch/employees';
import type { LeaveRecord } from './records/leave';
import { leaveContent, normaliseLeave } from './records/leave';
import { listLeaves } from './records/fetch/leaves';
import { describePerson } from './records/fetch/describePerson';
import { readTogether } from './records/fetch/together';

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
 * of a record, only the last one is found. Factorial sorts its lists by id. So where all events are
 * wanted, they come oldest first. Where some are, they are the first ones of the lists of people, of
 * contract versions and of leaves, in turn, and what is found together comes oldest first.
 */
export async function* changes(
	since: Instant,
	context: InterpretContext,
	missing: () => number,
): AsyncGenerator<FoundEvent> {
	const api = askingOnce(context.api);
	const found = alternately([
		changedPeople(since, context),
		changedContracts(since, context),
		changedLeaves(since, context),
	]);
	for (;;) {
		const next = await nextOf(found, missing());
		if (next.length === 0) return;
		next.sort((a, b) => byInstant(a.at, b.at) || a.rank - b.rank);
		for (const part of ofFewPeople(next, (id) => api.knows(contractsQuestion(id)))) {
			await readTogether(
				api,
				part.map(({ personId }) => personId),
				part.flatMap(({ person = [] }) => person),
			);
			for (const { events } of part) yield* await events({ ...context, api });
		}
	}
}

/**
 * Divides changes into parts, each of which is about no more people than one request can ask for.
 * @param isKnown whether a person's records are known already
 */
function* ofFewPeople(
	all: readonly Changed[],
	isKnown: (personId: string) => boolean,
): Generator<Changed[]> {
	let part: Changed[] = [];
	let unknown = new Set<string>();
	for (const one of all) {
		const { personId } = one;
		if (personId !== null && !isKnown(personId)) unknown.add(personId);
		if (unknown.size > PEOPLE_AT_ONCE) {
			yield part;
			[part, unknown] = [[], new Set(personId === null ? [] : [personId])];
		}
		part.push(one);
	}
	if (part.length > 0) yield part;
}

/** A record that changed. What belongs to it is read only when it is the turn of this record. */
interface Changed {
	readonly at: Instant | null;
	/** The order of changes at the same time. */
	readonly rank: number;
	readonly personId: string | null;
	/** The record of the person, if that is what changed. */
	readonly person?: EmployeeRecord;
	events(context: InterpretContext): Promise<FoundEvent[]>;
}

async function* changedPeople(
	since: Instant,
	{ api, today }: InterpretContext,
): AsyncGenerator<Changed> {
	for await (const person of listEmployees(api, { updatedSince: since })) {
		const isNew = instantOf(person.created_at) !== null && isSince(person.created_at, since);
		const at = instantOf(isNew ? person.created_at : person.updated_at);
		yield {
			...{ at, rank: 0, personId: person.id, person },
			async events(context) {
				const { versions, isComplete } = await readAllContracts(context.api, person.id);
				const described = await describePerson(person.id, { person, contracts: versions }, context);
				const when = { isNew, since, today };
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
	{ api, ...also }: InterpretContext,
): AsyncGenerator<Changed> {
	for await (const contract of listContracts(api, { updatedSince: since })) {
		const isNew = instantOf(contract.created_at) !== null && isSince(contract.created_at, since);
		const at = instantOf(contract.updated_at);
		const table = contractEntry(contract, also);
		yield {
			...{ at, rank: 1, personId: contract.employee_id },
			async events(context) {
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

async function* changedLeaves(since: Instant, { api }: InterpretContext): AsyncGenerator<Changed> {
	const from = shiftDay(utcDayOf(since), -LOOK_BACK_DAYS) ?? utcDayOf(since);
	const filter = { from, withDeleted: true, updatedSince: since };
	for await (const record of listLeaves(api, filter)) {
		yield {
			at: instantOf(record.deleted_at ?? record.updated_at),
			...{ rank: 2, personId: record.employee_id },
			events: async (context) => [await leaveChange(record, context)],
		};
	}
}

async function leaveChange(record: LeaveRecord, context: InterpretContext): Promise<FoundEvent> {
	const { types } = await readLeaveTypes(context.api);
	const leave = normaliseLeave(record, types, { withDays: context.fetchLeaveDays });
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
