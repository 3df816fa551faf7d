import omit from 'lodash/omit';

import type { Day, Instant } from '../shared/model/dates';
import { byInstant, dayOf, instantOf, isRecent } from '../shared/model/dates';
import { employmentToShow } from '../shared/schedule/employments';
import { isOver } from '../shared/model/phase';
import type { RosterEntry } from '../shared/schedule/roster';
import { LEFT_LATELY_DAYS } from '../shared/schedule/roster';
import { terminationOf } from './events/leaving';
import type { ContractVersion } from './records/contract';
import type { Names } from './records/directory';
import type { EmployeeRecord } from './records/employee';
import { normaliseEmployee } from './records/employee';
import type { Employment } from './records/employments';
import { employmentOn, employmentsOf } from './records/employments';

/** Whether a person left so long ago that the roster no longer has them. */
export function leftLongAgo({ terminated_on: lastDay }: EmployeeRecord, today: Day): boolean {
	const end = dayOf(lastDay);
	return end !== null && !isRecent(end, today, LEFT_LATELY_DAYS);
}

/** What was read of a person. */
interface Records {
	readonly person: EmployeeRecord;
	/** All versions of the person's contracts. */
	readonly contracts: readonly ContractVersion[];
	readonly manager: EmployeeRecord | null;
	/** Whether every detail of these records, and every name in them, could be read. */
	readonly isWhole: boolean;
}

/**
 * A person on the roster that the schedule trigger reads: with one employment, and with the end of this
 * employment. A person without a contract has no first day.
 * @param today in the company's time zone
 */
export function rosterEntry(
	{ person, contracts, manager, isWhole }: Records,
	{ names, today }: { names: Names; today: Day },
): RosterEntry {
	const employments = employmentsOf(contracts);
	const lastDay = dayOf(person.terminated_on);
	const leaving = lastDay === null ? null : employmentOn(employments, lastDay);
	const spans = employments.map((one, index) => {
		const isFollowed = index < employments.length - 1;
		return {
			...one,
			end: one === leaving ? lastDay : isFollowed ? one.contractEnd : null,
			of: one,
		};
	});
	const span = employmentToShow(spans, today);
	const shown = span?.of ?? null;
	const ends = shown === leaving;
	// Somebody who is to come back has no last day any more. Still the earlier employment is over.
	const isBetween = !ends && span?.end != null && isOver(span.end, today);
	return {
		employee: {
			...normaliseEmployee(
				person.id,
				{
					person: ends ? person : withoutEnd(person),
					contracts: shown?.versions ?? [],
					manager,
				},
				{ names, today },
			),
			...daysOf(shown, employments),
			id: person.id,
		},
		...(person.terminated_on === undefined || isBetween
			? {}
			: { termination: ends ? terminationOf(person, shown?.versions ?? []) : null }),
		changedAt: lastChangeOf([person, ...contracts]),
		createdAt: instantOf(person.created_at),
		isWhole,
	};
}

/** A person whose last day belongs to an earlier employment than the one that is shown. */
function withoutEnd(person: EmployeeRecord): EmployeeRecord {
	return { ...omit(person, ['termination_reason_type']), id: person.id, terminated_on: null };
}

/** A single version of a contract says neither when the employment began nor when it ends. */
function daysOf(
	shown: Employment | null,
	[first]: readonly Employment[],
): Pick<RosterEntry['employee'], 'startDate' | 'originalStartDate' | 'contractEndDate'> {
	return {
		startDate: shown?.start ?? null,
		originalStartDate: first?.start ?? null,
		contractEndDate: shown?.contractEnd ?? null,
	};
}

/** Factorial dates people and contract versions, but not who is in which team. */
function lastChangeOf(
	records: ReadonlyArray<{ readonly updated_at?: string | null | undefined }>,
): Instant | null {
	const changes = records.map(({ updated_at: at }) => instantOf(at)).sort(byInstant);
	return changes.at(-1) ?? null;
}
