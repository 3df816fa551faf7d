import type { HrEvent } from '../../nodes/shared/model/hrEvent';

/** Whether deliveries arrive as they were sent. */
export type Order = 'as it happened' | 'the other way round';

export type Told = Array<[eventType: string, effectiveDate: string | null]>;

export const toldBy = (events: readonly HrEvent[]): Told =>
	events.map(({ eventType, effectiveDate }) => [eventType, effectiveDate]);

/** One trigger as two that hear the same. */
interface Triggers {
	/** Hands all that arrived to the trigger with Skip Repeats. */
	live(): Promise<HrEvent[]>;
	/** The same to the one without. */
	forgetful(): Promise<HrEvent[]>;
	/** What came out of the other output of the live one so far. */
	readonly unrecognised: HrEvent[];
}

/**
 * What a trigger tells of all that arrived; report it again adds nothing, and gives it the same ids.
 */
export async function toldOnce({ live, forgetful, unrecognised }: Triggers): Promise<HrEvent[]> {
	const idsOf = (events: readonly HrEvent[]): string[] => events.map(({ eventId }) => eventId);
	const first = idsOf(await forgetful());
	const events = await live();
	const before = unrecognised.length;
	expect(await live()).toEqual([]);
	unrecognised.length = before;
	expect(idsOf(await forgetful())).toEqual(first);

	expect(first).toEqual(expect.arrayContaining(idsOf(events)));
	expect(new Set(idsOf(events)).size).toBe(events.length);
	return events;
}
