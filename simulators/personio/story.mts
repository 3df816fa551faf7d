import { payloadOf } from './events.mts';
import type { PayloadOptions } from './events.mts';
import type { Emit, Sender } from './sending.mts';
import type { PersonioState } from './state.mts';
import { absenceVerbs } from './storyAbsences.mts';
import type { AbsenceVerbs } from './storyAbsences.mts';
import { peopleVerbs } from './storyPeople.mts';
import type { PeopleVerbs } from './storyPeople.mts';
import { recordVerbs } from './storyRecords.mts';
import type { RecordVerbs } from './storyRecords.mts';

/**
 * What happens at the company. Each verb changes the state at once and starts the deliveries of the
 * events it causes; wait for `deliveries.idle()` to see them arrived. An unknown id throws.
 */
export interface StoryVerbs extends PeopleVerbs, AbsenceVerbs, RecordVerbs {
	/** Sends any event. An event with an unknown name goes to every enabled webhook. */
	sendEvent(eventName: string, payload: Record<string, unknown>): void;
}

/** Makes the verbs that act on a state. */
export function createStory(
	state: PersonioState,
	sender: Sender,
	options: PayloadOptions,
): StoryVerbs {
	const emit: Emit = (eventName, id, personId) =>
		sender.emit(eventName, payloadOf(eventName, id, options, personId));
	return {
		...peopleVerbs(state, emit),
		...absenceVerbs(state, emit),
		...recordVerbs(state, emit),
		sendEvent: (eventName, payload) => sender.emit(eventName, payload),
	};
}
