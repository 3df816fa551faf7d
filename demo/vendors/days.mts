import { now } from '../../e2e/support/clock.mts';

/** A day as this machine, and so the n8n of the demo, counts it: `YYYY-MM-DD`, so many from the demo's today. */
export function dayFromNow(days: number): string {
	const date = new Date(now());
	const today = [date.getFullYear(), date.getMonth() + 1, date.getDate()]
		.map((part) => String(part).padStart(2, '0'))
		.join('-');
	return shiftDay(today, days);
}

/** `YYYY-MM-DD`, so many days from another. */
export function shiftDay(day: string, days: number): string {
	const date = new Date(`${day}T00:00:00Z`);
	date.setUTCDate(date.getUTCDate() + days);
	return date.toISOString().slice(0, 10);
}

/** The first day of the month after this one, as this machine counts it: `YYYY-MM-DD`. */
export function firstOfNextMonth(): string {
	const beginning = `${dayFromNow(0).slice(0, 7)}-01`;
	return `${shiftDay(beginning, 31).slice(0, 7)}-01`;
}
