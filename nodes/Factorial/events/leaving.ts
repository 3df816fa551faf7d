import type { Happening } from '../../shared/interpret/interpretation';
import type { Day } from '../../shared/model/dates';
import { dayOf, isBefore, isRecent } from '../../shared/model/dates';
import { lookUp } from '../../shared/model/lookUp';
import type { EventType } from '../../shared/model/eventTypes';
import { isOver } from '../../shared/model/phase';
import type { Termination } from '../../shared/model/termination';
import { termination } from '../../shared/model/termination';
import type { Api } from '../../shared/outbound/api';
import { attemptRequiredRead } from '../../shared/outbound/attempt';
import { orNull } from '../../shared/reading/fields';
import type { ContractVersion } from '../records/contract';
import { oldestFirst } from '../records/contract';
import { readAllContracts } from '../records/fetch/contracts';
import type { EmployeeRecord } from '../records/employee';
import type { Known } from '../records/fetch/describePerson';
import { readEmployee } from '../records/fetch/employees';

/*
 * What it means that a person has a day of termination. Factorial keeps two days: the day of the
 * person, until which there is access, and the end of the contract. It sends an event when the day
 * is entered, and none on the day itself.
 * https://apidoc.factorialhr.com/docs/webhook-employee-terminated
 */

/** The events that can follow from a day of termination. */
export const LEAVER_EVENTS: readonly EventType[] = [
	'employee.termination_scheduled',
	'employee.access_ended',
	'employee.terminated',
];

/** What Factorial itself says about whether a person leaves. */
export interface Leaving {
	/** The person and the contracts, as far as they could be read. */
	readonly known: Known;
	/** How and when the employment ends; null if no day is entered, or if this cannot be decided. */
	readonly ending: Termination | null;
	/** Why this cannot be decided; null if it can be decided. */
	readonly reason: string | null;
}

/**
 * Reads whether a person leaves, and when. No proof covers the body of a delivery, and the day may
 * have been moved or withdrawn since then. So only the records that are read here decide.
 * @throws NodeApiError if Factorial is busy or cannot be reached
 */
export async function readLeaving(api: Api, personId: string): Promise<Leaving> {
	const [person, contracts] = await Promise.all([
		attemptRequiredRead(api, async (patiently) => await readEmployee(patiently, personId)),
		attemptRequiredRead(api, async (patiently) => await readAllContracts(patiently, personId)),
	]);
	const known = 'value' in contracts ? { contracts: contracts.value.versions } : {};
	// Only a complete list shows which contract ends.
	const found = 'value' in contracts && contracts.value.isComplete ? contracts.value.versions : [];
	if ('reason' in person) {
		const reason = `It is not known whether the person leaves, and when. ${person.reason}`;
		return { known, ending: null, reason };
	}
	return {
		known: { ...known, person: person.value },
		ending: terminationOf(person.value, found),
		reason: null,
	};
}

const TYPES: Readonly<Record<string, Termination['type']>> = {
	voluntary: 'voluntary',
	involuntary: 'involuntary',
	retirement: 'retirement',
	death: 'death',
	others: 'other',
	other: 'other',
};

/**
 * How and when an employment ends; null if no day is entered. The employment ends on the earlier of
 * the two days. Free text is left out.
 */
export function terminationOf(
	person: EmployeeRecord,
	contracts: readonly ContractVersion[],
): Termination | null {
	const accessEndDate = dayOf(person.terminated_on);
	if (accessEndDate === null) return null;
	const reason = orNull(person.termination_reason_type);
	return termination({
		date: earlier(contractEnd(contracts), accessEndDate),
		accessEndDate,
		type: lookUp(TYPES, reason) ?? 'unknown',
		reasonRaw: reason,
	});
}

/**
 * The last day of the latest contract version. A version without an id may only be proposed. Then
 * the last day is not known.
 */
function contractEnd(contracts: readonly ContractVersion[]): Day | null {
	const last = oldestFirst(contracts).at(-1);
	return last?.id == null ? null : dayOf(last.ends_on);
}

function earlier(one: Day | null, other: Day): Day {
	return one !== null && isBefore(one, other) ? one : other;
}

/**
 * The events of a termination. A day that is over has happened; a day that is not over is still to
 * come.
 * @param stated whether Factorial sent an event of its own for it. Then the same event on another
 *   day is news, even with the same days
 */
export function leaverEvents(
	ending: Termination,
	{ today, stated }: { today: Day; stated: boolean },
): Happening[] {
	const { date, accessEndDate } = ending;
	if (date === null || accessEndDate === null) return [];
	const isEmploymentOver = isOver(date, today);
	const isAccessOver = isOver(accessEndDate, today);
	const happenings: Happening[] = [];
	if (!isEmploymentOver || !isAccessOver) {
		happenings.push({
			eventType: 'employee.termination_scheduled',
			effectiveDate: date,
			termination: ending,
		});
	}
	if (isAccessOver) {
		happenings.push({
			eventType: 'employee.access_ended',
			effectiveDate: accessEndDate,
			termination: ending,
		});
	}
	if (isEmploymentOver) {
		happenings.push({
			eventType: 'employee.terminated',
			effectiveDate: date,
			termination: ending,
		});
	}
	return happenings.map((happening) => ({ ...happening, identity: { isStated: stated } }));
}

/** Whether a termination lies after a day, or so little before it that it is still news. */
export function isNews({ accessEndDate }: Termination, day: Day, recentDays?: number): boolean {
	return accessEndDate !== null && isRecent(accessEndDate, day, recentDays);
}
