import type { Instant } from '../model/dates';
import { isRecent, utcDayOf } from '../model/dates';
import type { HrEventDraft } from '../model/draft';
import type { EventType } from '../model/eventTypes';
import { typesUndoneBy } from '../model/identity';
import type { PollResult, Memory } from './findEvents';
import { LEFT_LATELY_DAYS } from './roster';
import { draftOfHeldBack, heldBackOf } from './heldBack';

/** What a poll hands over to the execution, and what it remembers. */
export interface HandOver {
	/** Each event with the time of the poll that found it, oldest first. If empty, no execution starts. */
	readonly events: ReadonlyArray<{ readonly draft: HrEventDraft; readonly polledAt: Instant }>;
	/** What was remembered before the hand-over; the same as `memory` if nothing is handed over. */
	readonly before: Memory;
	readonly memory: Memory;
}

/**
 * Chooses what to hand over from what a poll found. Some events that are not chosen go along: those that show that an
 * event which may have been emitted is no longer true. If the same fact is true again later, *Skip Repeats* must not drop
 * it. Such an event starts no execution of its own, because the execution would emit nothing. It waits for the next one.
 * @param isChosen whether the trigger emits events of a type
 * @param mayBeEmitted whether events of a type may have been emitted, by this trigger or by another one that shares what
 *   *Skip Repeats* remembers
 */
export function handOver(
	{ events, before, memory }: PollResult,
	isChosen: (eventType: EventType) => boolean,
	mayBeEmitted: (eventType: EventType) => boolean = isChosen,
): HandOver {
	const { polledAt } = memory;
	const chosen = events.filter(({ eventType }) => isChosen(eventType));
	const silent = events.filter(
		(draft) =>
			!isChosen(draft.eventType) &&
			draft.identity?.changedAt !== undefined &&
			typesUndoneBy(draft).some(mayBeEmitted),
	);
	const heldBack = [
		...before.heldBack.filter((one) =>
			isRecent(utcDayOf(one.polledAt), utcDayOf(polledAt), LEFT_LATELY_DAYS),
		),
		...silent.map((draft) => heldBackOf(draft, polledAt)),
	];
	if (chosen.length === 0) {
		const quiet = { ...memory, heldBack };
		return { events: [], before: quiet, memory: quiet };
	}
	return {
		events: [
			...heldBack.map((one) => ({ draft: draftOfHeldBack(one), polledAt: one.polledAt })),
			...chosen.map((draft) => ({ draft, polledAt })),
		],
		before,
		memory: { ...memory, heldBack: [] },
	};
}
