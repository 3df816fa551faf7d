import { byDay, isBefore, shiftDay } from './dates';
import type { DayPart, Leave } from './leave';

type LeaveDay = Leave['days'][number];

/** What a vendor says about one day of a leave, or about a part of the day. */
export interface DayEntry {
	readonly date: LeaveDay['date'] | null;
	readonly part?: DayPart | null;
	readonly hours?: number | null;
	/**
	 * How much of the day is taken. A vendor may say that it is half a day without saying which half.
	 */
	readonly amount?: number | null;
}

/** A longer range is a mistake, or has no end. */
const LONGEST_RANGE_DAYS = 1_830;

/**
 * The days of a leave, each once and in order. An entry is left out if it says nothing about its day,
 * or if its day cannot be read. Several entries of one day are combined:
 * - The whole day is taken if one entry says so (`full`, or a whole day without a part), or if one
 *   entry names the morning and another the afternoon.
 * - A half that is named twice is one half. If another entry names no part, the part is not certain:
 *   that entry may mean the same half.
 * - If no entry names a part, the amounts are added up. From 1 on, the whole day is taken.
 * - The hours are added up.
 */
export function eachDayOnce(entries: readonly DayEntry[]): LeaveDay[] {
	const days = new Map<LeaveDay['date'], DayEntry[]>();
	for (const entry of entries) {
		if (entry.date === null || !isKnown(entry)) continue;
		days.set(entry.date, [...(days.get(entry.date) ?? []), entry]);
	}
	return [...days]
		.map(([date, parts]) => ({ date, part: partOf(parts), hours: hoursOf(parts) }))
		.sort((a, b) => byDay(a.date, b.date));
}

function isKnown({ part, hours, amount }: DayEntry): boolean {
	return part != null || hours != null || amount != null;
}

/** Which part of the day its entries take; null where that is not certain. */
function partOf(entries: readonly DayEntry[]): DayPart | null {
	const named = new Set(entries.flatMap(({ part }) => part ?? []));
	const unnamed = entries.filter(({ part }) => part == null);
	if (named.has('full') || (named.has('morning') && named.has('afternoon'))) return 'full';
	if (unnamed.some(({ amount }) => isWhole(amount))) return 'full';
	const [half] = named;
	if (half !== undefined) return unnamed.length === 0 ? half : null;
	return isWhole(sumOf(unnamed.map(({ amount }) => amount))) ? 'full' : null;
}

function isWhole(amount: number | null | undefined): boolean {
	return amount != null && amount >= 1;
}

function hoursOf(entries: readonly DayEntry[]): number | null {
	return sumOf(entries.map(({ hours }) => hours));
}

/** The sum of the amounts that are known; null if no amount is known. */
export function sumOf(amounts: ReadonlyArray<number | null | undefined>): number | null {
	const known = amounts.filter((amount) => amount != null);
	if (known.length === 0) return null;
	// Tenths, and thirds of an hour, have no exact binary form, so their sum has to be rounded.
	return Number(known.reduce((sum, amount) => sum + amount, 0).toFixed(4));
}

/**
 * Makes one entry for each day of a range. All entries say the same.
 * @param range first and last day
 * @param said what is known about each of these days
 * @returns no entry if the first or the last day cannot be read, or if the range is too long
 */
export function everyDayOf(
	{ from, to }: { from: LeaveDay['date'] | null; to: LeaveDay['date'] | null },
	said: Omit<DayEntry, 'date'>,
): DayEntry[] {
	const entries: DayEntry[] = [];
	for (
		let date = from;
		date !== null && to !== null && !isBefore(to, date);
		date = shiftDay(date, 1)
	) {
		if (entries.length === LONGEST_RANGE_DAYS) return [];
		entries.push({ ...said, date });
	}
	return entries;
}
