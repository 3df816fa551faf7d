import type { Instant } from '../model/dates';
import { isRecent, utcDayOf } from '../model/dates';
import type { HrEventDraft } from '../model/draft';
import type { EventType } from '../model/eventTypes';
import { typesUndoneBy } from '../model/identity';
import type { Look, Memory } from './look';
import { LEFT_LATELY_DAYS } from './roster';
import { draftOfUnsaid, unsaidOf } from './unsaid';

/** What a look hands over to the execution, and what is to be remembered. */
export interface HandOver {
	/** Each event with the time of the look that found it, oldest first. Empty: no execution starts. */
	readonly events: ReadonlyArray<{ readonly draft: HrEventDraft; readonly lookedAt: Instant }>;
	/** What was remembered before. */
	readonly before: Memory;
	readonly memory: Memory;
}

/**
 * Chooses from what a look found. An event that is not chosen, but shows that what was told before is no
 * longer true, goes along: *Skip Repeats* must not drop what holds again afterwards. It starts no
 * execution of its own, because nothing would leave it, and waits for the next one.
 * @param isChosen whether the trigger emits an event
 * @param isTold whether an event may have been emitted, by this trigger or by another one that shares
 *   what *Skip Repeats* remembers
 */
export function handOver(
	{ events, before, memory }: Look,
	isChosen: (eventType: EventType) => boolean,
	isTold: (eventType: EventType) => boolean = isChosen,
): HandOver {
	const { lookedAt } = memory;
	const chosen = events.filter(({ eventType }) => isChosen(eventType));
	const silent = events.filter(
		(draft) =>
			!isChosen(draft.eventType) &&
			draft.identity?.changedAt !== undefined &&
			typesUndoneBy(draft).some(isTold),
	);
	const unsaid = [
		...before.unsaid.filter((one) =>
			isRecent(utcDayOf(one.lookedAt), utcDayOf(lookedAt), LEFT_LATELY_DAYS),
		),
		...silent.map((draft) => unsaidOf(draft, lookedAt)),
	];
	if (chosen.length === 0) {
		const quiet = { ...memory, unsaid };
		return { events: [], before: quiet, memory: quiet };
	}
	return {
		events: [
			...unsaid.map((one) => ({ draft: draftOfUnsaid(one), lookedAt: one.lookedAt })),
			...chosen.map((draft) => ({ draft, lookedAt })),
		],
		before,
		memory: { ...memory, unsaid: [] },
	};
}
