import type { Events } from './events.mts';
import type { HiBobState } from './state.mts';
import type { LifecycleVerbs } from './storyLifecycle.mts';
import { createLifecycleVerbs } from './storyLifecycle.mts';
import type { OtherVerbs } from './storyOthers.mts';
import { createOtherVerbs } from './storyOthers.mts';
import type { PeopleVerbs } from './storyPeople.mts';
import { createPeopleVerbs } from './storyPeople.mts';
import type { RowVerbs } from './storyRows.mts';
import { createRowTools } from './storyRows.mts';
import type { TimeOffVerbs } from './storyTimeOff.mts';
import { createTimeOffVerbs } from './storyTimeOff.mts';

/**
 * What happens at the company. Each verb changes the data at once and starts the delivery of the
 * events it causes; wait for `deliveries.idle()` to see them arrived. An unknown id throws.
 */
export type StoryVerbs = PeopleVerbs & RowVerbs & LifecycleVerbs & TimeOffVerbs & OtherVerbs;

/** Makes the verbs that act on a state. */
export function createStory(
	state: HiBobState,
	events: Events,
	options: { editRemovesOld: boolean },
): StoryVerbs {
	const tools = createRowTools(state, events);
	const { addRow, updateRow, deleteRow, schedulePromotion, editPromotion } = tools;
	return {
		...createPeopleVerbs(state, events, tools),
		...{ addRow, updateRow, deleteRow, schedulePromotion, editPromotion },
		...createLifecycleVerbs(state, events, tools),
		...createTimeOffVerbs(state, events, options),
		...createOtherVerbs(state, events),
	};
}
