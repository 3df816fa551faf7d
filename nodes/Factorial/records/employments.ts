import type { Day } from '../../shared/model/dates';
import { dayOf, isBefore, shiftDay } from '../../shared/model/dates';
import type { ContractVersion } from './contract';
import { oldestFirst } from './contract';

/*
 * The employments of a person. Factorial has none: it has contract versions, each with the day from which
 * it is valid and with the first and last day of the employment. A new title or a renewed contract is a
 * new version, and somebody who comes back gets a new version as well.
 */

/** Contract versions that follow each other without a gap. */
export interface Employment {
	/** First day; null if no version says it. */
	readonly start: Day | null;
	/** Last day of the contract as the last version says it, inclusive; null if the contract has no end. */
	readonly contractEnd: Day | null;
	/** Oldest first; at least one. */
	readonly versions: readonly ContractVersion[];
}

/**
 * The employments of a person, oldest first. Two versions belong to one employment if they name the same
 * first day, or if the second is valid from the day after the end of the first, or earlier. A version
 * without an id may only be proposed: it counts for nothing.
 * @param contracts all versions of one person, in any order
 */
export function employmentsOf(contracts: readonly ContractVersion[]): Employment[] {
	const rows: ContractVersion[][] = [];
	for (const version of oldestFirst(contracts.filter(({ id }) => id != null))) {
		const row = rows.at(-1);
		const before = row?.at(-1);
		if (row !== undefined && before !== undefined && continues(before, version)) row.push(version);
		else rows.push([version]);
	}
	return rows.map((versions) => ({
		start: firstDayOf(versions),
		contractEnd: dayOf(versions.at(-1)?.ends_on),
		versions,
	}));
}

function continues(before: ContractVersion, version: ContractVersion): boolean {
	const end = dayOf(before.ends_on);
	const from = dayOf(version.effective_on) ?? dayOf(version.starts_on);
	if (end === null || from === null) return true;
	const start = dayOf(version.starts_on);
	const isSameStart = start !== null && start === dayOf(before.starts_on);
	return isSameStart || !isBefore(shiftDay(end, 1) ?? end, from);
}

function firstDayOf([first]: readonly ContractVersion[]): Day | null {
	return dayOf(first?.starts_on) ?? dayOf(first?.effective_on);
}

/**
 * The employment that a last day belongs to: the last one that begins by then. A last day before all of
 * them is that of a person who never starts, in the first one.
 */
export function employmentOn(employments: readonly Employment[], day: Day): Employment | null {
	const begun = employments.filter(({ start }) => start === null || !isBefore(day, start));
	return begun.at(-1) ?? employments[0] ?? null;
}
