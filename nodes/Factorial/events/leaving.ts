import type { Happening } from '../../shared/interpret/tell';
import { dayOf, instantOf, isRecent } from '../../shared/model/dates';
import { lookUp } from '../../shared/model/lookUp';
import { isOver } from '../../shared/model/phase';
import type { Termination } from '../../shared/model/termination';
import { termination } from '../../shared/model/termination';
import type { ContractVersion } from '../records/contract';
import { oldestFirst } from '../records/contract';
import type { EmployeeRecord } from '../records/employee';
import { orNull } from '../../shared/outbound/fields';

/*
 * What it means that someone has a day of termination. Factorial keeps two: the person's, until
 * which there is access, and the end of the contract. It sends an event when the day is entered,
 * and none on the day itself.
 * https://apidoc.factorialhr.com/docs/webhook-employee-terminated
 */

const TYPES: Readonly<Record<string, Termination['type']>> = {
	voluntary: 'voluntary',
	involuntary: 'involuntary',
	retirement: 'retirement',
	death: 'death',
};

/**
 * How and when an employment ends; null if no day is entered. The employment is over on the earlier
 * of the two days. Free text stays at Factorial.
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

/** The last day of the contract that was entered last. */
function contractEnd(contracts: readonly ContractVersion[]): string | null {
	return dayOf(oldestFirst(contracts).at(-1)?.ends_on);
}

function earlier(one: string | null, other: string): string {
	return one !== null && one < other ? one : other;
}

/**
 * What a termination is told as: what is over has happened, and whatever is not is still to come.
 * @param stated whether Factorial said so by an event of its own: then doing it again is news, even
 *   with the same days
 */
export function leaverEvents(
	ending: Termination,
	person: EmployeeRecord,
	{ today, stated }: { today: string; stated: boolean },
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
			identity: { statedAt: stated ? instantOf(person.updated_at) : null },
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
	return happenings;
}

/**
 * Whether a termination is ahead of a day, or lies back so little that it is still news.
 * @param day ISO 8601, with or without a time
 */
export function isNews({ accessEndDate }: Termination, day: string, recentDays?: number): boolean {
	return accessEndDate !== null && isRecent(accessEndDate, dayOf(day) ?? day, recentDays);
}
