const DAY_MS = 86_400_000;

/**
 * The time zone where it is about noon now: what is today there stays today while a test runs. Noon in
 * UTC, too, is the same day there.
 */
export const ZONE_AT_NOON = zoneAtNoon();

function zoneAtNoon(): string {
	// Twelve hours ahead, noon in UTC is the next day already.
	const ahead = Math.min(12 - new Date().getUTCHours(), 11);
	// In these names the sign is the other way round.
	return `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`;
}

/**
 * The day so many days from today, where it is noon: `YYYY-MM-DD`.
 * @param now epoch milliseconds, by a clock that is whole days ahead of the real one
 */
export function dayAtNoon(offset: number, now = Date.now()): string {
	const date = new Date(now + offset * DAY_MS);
	return new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE_AT_NOON }).format(date);
}
