import { NOTHING_FETCHED } from '../shared/model/completeEvent';
import type { Instant } from '../shared/model/dates';
import { byInstant, instantOf, shiftDay, utcDayOf } from '../shared/model/dates';
import { inOrder } from '../shared/model/inOrder';
import { nextOf } from '../shared/outbound/paging';
import { ALL_READ } from '../shared/reading/unread';
import type { FoundEvent, InterpretContext } from '../shared/vendor';
import { sentOf } from '../shared/reading/sent';
import { leaveHappening } from './events/timeOffUpdated';
import { EMPTY_DIRECTORY } from './records/directory';
import { normaliseEmployee } from './records/employee';
import { readLeaveCategories } from './records/fetch/directory';
import { listTimeOffOfEveryone, REQUESTS } from './records/fetch/timeOff';
import { noteHalfDays } from './records/timeOff';

/** How many days before `since` the list of leaves begins that Workable is asked for. */
export const LOOK_BACK_DAYS = 90;

/**
 * Time-off requests that changed since an instant, as events; the state of a request decides the event. Workable can
 * report no other changes: employees have no time of change, and there is no log of events. Workable filters the list
 * by the days of the leave, from {@link LOOK_BACK_DAYS} before `since` on. So a change of a leave that was over before
 * that day is not found. Workable does not document whether the filter takes the last or the first day of a leave. If
 * it takes the first day, a leave that began before that day is not found either, even if it still goes on. It does not
 * sort the list by the time of the change either. So where all events are wanted, they come oldest first. Where some
 * are, they are the first ones of the list, and what is found together comes oldest first.
 */
export async function* changes(
	since: Instant,
	context: InterpretContext,
	missing: () => number,
): AsyncGenerator<FoundEvent> {
	const found = changedRequests(since, context);
	for (;;) {
		const next = await nextOf(found, missing());
		if (next.length === 0) return;
		yield* inOrder(next, ({ draft }) => draft.occurredAt);
	}
}

async function* changedRequests(
	since: Instant,
	{ api, fetchDetails, today }: InterpretContext,
): AsyncGenerator<FoundEvent> {
	const from = shiftDay(utcDayOf(since), -LOOK_BACK_DAYS) ?? utcDayOf(since);
	const directory = fetchDetails ? await readLeaveCategories(api) : EMPTY_DIRECTORY;
	for await (const request of listTimeOffOfEveryone(api, { from_date: from })) {
		const occurredAt = instantOf(request.updated_at);
		if (occurredAt === null) {
			// Without the time of its last change, it is not known whether the request changed since then.
			api.unread.note(REQUESTS.what, { ...ALL_READ, leftOut: 1, leftOutFor: ['updated_at'] });
			continue;
		}
		if (byInstant(occurredAt, since) < 0) continue;
		noteHalfDays(request, api.unread, REQUESTS.what);
		yield {
			draft: {
				...leaveHappening(request, directory),
				occurredAt,
				employee: normaliseEmployee({ id: request.employee_id ?? '' }, { directory, today }),
				enrichment: NOTHING_FETCHED,
			},
			facts: {
				nativeType: null,
				companyId: null,
				identity: [request.id, request.updated_at ?? null],
			},
			raw: sentOf(request),
		};
	}
}
