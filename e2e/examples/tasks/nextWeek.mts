import { dayAtNoon } from '../../support/index.mts';

/**
 * A day of next week, where it is noon: `YYYY-MM-DD`.
 * @param weekday 0 is the Monday of next week, -1 the day before, and so on
 */
export function nextWeek(weekday: number): string {
	const sinceMonday = (new Date(`${dayAtNoon(0)}T12:00:00Z`).getUTCDay() + 6) % 7;
	return dayAtNoon(7 - sinceMonday + weekday);
}
