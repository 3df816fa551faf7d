/*
 * Looking at answers whose form is the question: nothing is taken for granted, nothing is cast.
 */

export type Fields = Readonly<Record<string, unknown>>;

export function isRecord(value: unknown): value is Fields {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What stands at a path of names; undefined where there is nothing. */
export function at(value: unknown, ...path: readonly string[]): unknown {
	return path.reduce<unknown>(
		(place, name) => (isRecord(place) && Object.hasOwn(place, name) ? place[name] : undefined),
		value,
	);
}

/** The list at a path of names; empty where there is none. */
export function listAt(value: unknown, ...path: readonly string[]): readonly unknown[] {
	const found = at(value, ...path);
	return Array.isArray(found) ? found : [];
}

/** The records of a list. */
export function recordsAt(value: unknown, ...path: readonly string[]): Fields[] {
	return listAt(value, ...path).filter(isRecord);
}

/** The text at a path of names; undefined where there is none, or an empty one. */
export function textAt(value: unknown, ...path: readonly string[]): string | undefined {
	const found = at(value, ...path);
	return typeof found === 'string' && found.trim() !== '' ? found : undefined;
}

/** The number at a path of names, also one that is written as text. */
export function numberAt(value: unknown, ...path: readonly string[]): number | undefined {
	const found = at(value, ...path);
	if (typeof found === 'number') return found;
	return typeof found === 'string' && /^-?\d+(\.\d+)?$/.test(found) ? Number(found) : undefined;
}

/** An id, as text, whether it is told as text or as a number. */
export function idAt(value: unknown, ...path: readonly string[]): string | undefined {
	const found = at(value, ...path);
	return typeof found === 'number' ? String(found) : textAt(found);
}

/** The day that is written at the beginning of a day or date-time, `YYYY-MM-DD`: cut, not converted. */
export function dayAt(value: unknown, ...path: readonly string[]): string | undefined {
	const found = textAt(value, ...path);
	return found !== undefined && /^\d{4}-\d\d-\d\d(?!\d)/.test(found)
		? found.slice(0, 10)
		: undefined;
}

const DAY_MS = 86_400_000;

/** @param day `YYYY-MM-DD` */
export function daysLater(day: string, days: number): string {
	return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** The days from the first to the last, both included; no more than 100 of them. */
export function daysFrom(first: string, last: string): string[] {
	const days: string[] = [];
	for (let day = first; day <= last && days.length < 100; day = daysLater(day, 1)) days.push(day);
	return days;
}

/** Saturday or Sunday. */
export function isWeekend(day: string): boolean {
	return [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
}

/** How the parts of a list stand: all the same, or not; undefined where there is nothing to compare. */
export function orderOf(values: readonly string[]): 'rising' | 'falling' | 'mixed' | undefined {
	const steps = values.slice(1).flatMap((value, index) => {
		const before = values[index] ?? value;
		if (value === before) return [];
		return [value > before ? ('rising' as const) : ('falling' as const)];
	});
	const [first] = steps;
	if (first === undefined) return undefined;
	return steps.every((step) => step === first) ? first : 'mixed';
}
