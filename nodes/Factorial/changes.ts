import { DateTime } from 'luxon';

import { asData } from '../shared/actions/operation';
import { instantOf } from '../shared/model/dates';
import { take } from '../shared/outbound/paging';
import type { FoundEvent, InterpretContext } from '../shared/vendor';
import type { Happening } from '../shared/interpret/tell';
import { byStatus } from './events/leave';
import { isNews, leaverEvents, terminationOf } from './events/leaving';
import type { ContractVersion } from './records/contract';
import { contractEntry, oldestFirst } from './records/contract';
import { listContracts, readContracts } from './records/contracts';
import { readLeaveTypes } from './records/directory';
import type { EmployeeRecord } from './records/employee';
import { isSince, listEmployees } from './records/employees';
import type { LeaveRecord } from './records/leave';
import { normaliseLeave } from './records/leave';
import { listLeaves } from './records/leaves';
import { describePerson } from './records/read';

/** A leave that changed lately, or a last day that was entered lately, may lie this far back. */
const LOOK_BACK_DAYS = 180;

/**
 * What happened since an instant, by what Factorial's records say now: there is no list of events.
 * People and contract versions are asked for by when they changed; leaves cannot be, so those are
 * read that are not over for half a year. A contract version that was deleted leaves nothing
 * behind, and of several changes of a record the last is seen.
 * @param since ISO 8601 UTC
 */
export async function* changes(
	since: string,
	context: InterpretContext,
): AsyncGenerator<FoundEvent> {
	const found = [
		...(await take(changedPeople(since, context), null)),
		...(await take(changedContracts(since, context), null)),
		...(await take(changedLeaves(since, context), null)),
	];
	yield* found.sort((a, b) => (a.draft.occurredAt ?? '').localeCompare(b.draft.occurredAt ?? ''));
}

async function* changedPeople(
	since: string,
	context: InterpretContext,
): AsyncGenerator<FoundEvent> {
	for await (const person of listEmployees(context.api, { updatedSince: since })) {
		const contracts = await readContracts(context.api, person.id);
		const described = await describePerson(person.id, { person, contracts }, context);
		const isNew = person.created_at != null && isSince(person.created_at, since);
		const occurredAt = instantOf(isNew ? person.created_at : person.updated_at);
		const when = { isNew, since, today: context.today };
		for (const happening of whatHappened(person, contracts, when)) {
			yield {
				draft: { occurredAt, ...described, ...happening },
				facts: factsOf(person),
				raw: asData(person),
			};
		}
	}
}

function whatHappened(
	person: EmployeeRecord,
	contracts: readonly ContractVersion[],
	{ isNew, since, today }: { isNew: boolean; since: string; today: string },
): Happening[] {
	const ending = terminationOf(person, contracts);
	// Whoever had left long before was merely edited. Nothing says when a last day was entered: rather
	// told once more, which Skip Repeats and a lock that is there already bear, than not at all.
	const leaves =
		ending !== null && isNews(ending, since, LOOK_BACK_DAYS)
			? leaverEvents(ending, person, { today, stated: true })
			: [];
	if (!isNew) return [{ eventType: 'employee.updated' }, ...leaves];
	const first = oldestFirst(contracts)[0];
	const effectiveDate = first?.starts_on ?? first?.effective_on ?? null;
	return [
		{ eventType: 'employee.created' },
		{ eventType: 'employee.hired', effectiveDate },
		...leaves,
	];
}

async function* changedContracts(
	since: string,
	context: InterpretContext,
): AsyncGenerator<FoundEvent> {
	for await (const contract of listContracts(context.api, { updatedSince: since })) {
		const described = await describePerson(contract.employee_id, {}, context);
		const isNew = contract.created_at != null && isSince(contract.created_at, since);
		const table = contractEntry(contract, context);
		yield {
			draft: {
				eventType: isNew ? 'table.entry_created' : 'table.entry_updated',
				effectiveDate: table.effectiveDate,
				occurredAt: instantOf(contract.updated_at),
				...described,
				table,
			},
			facts: factsOf(contract),
			raw: asData(contract),
		};
	}
}

async function* changedLeaves(
	since: string,
	context: InterpretContext,
): AsyncGenerator<FoundEvent> {
	const { types } = await readLeaveTypes(context.api);
	const from = DateTime.fromISO(since, { zone: 'utc' }).minus({ days: LOOK_BACK_DAYS });
	const filter = { from: from.toISODate() ?? '', withDeleted: true, updatedSince: since };
	for await (const record of listLeaves(context.api, filter)) {
		yield await leaveChange(record, normaliseLeave(record, types), context);
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
			eventType: byStatus(leave),
			effectiveDate: leave.startDate,
			occurredAt: instantOf(record.deleted_at ?? record.updated_at),
			...described,
			leave,
		},
		facts: factsOf(record),
		raw: asData(record),
	};
}

/** No delivery told of it: it is told by the record and when that changed. */
function factsOf(record: {
	readonly id?: string | null | undefined;
	readonly updated_at?: string | null | undefined;
	readonly company_id?: unknown;
}): FoundEvent['facts'] {
	const { id, updated_at: updatedAt, company_id: companyId } = record;
	return {
		nativeType: null,
		companyId: typeof companyId === 'string' ? companyId : null,
		identity: [id ?? null, updatedAt ?? null],
	};
}
