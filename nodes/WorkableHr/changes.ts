import { DateTime } from 'luxon';

import { asData } from '../shared/actions/operation';
import type { FoundEvent, InterpretContext } from '../shared/vendor';
import { leaveEvent } from './events/timeOffUpdated';
import { EMPTY_DIRECTORY, readDirectory } from './records/directory';
import { listTimeOffOfEveryone } from './records/lists';
import { NO_DETAILS } from './records/read';

/** A leave that changed lately may lie this far back. */
const LOOK_BACK_DAYS = 90;

/**
 * Time-off requests that changed since an instant, as the events their states stand for. This
 * is all Workable can tell: employees carry no time of change, and there is no log of events.
 * The list is asked by the leave's own date, so a change of a leave that began more than 90
 * days before `since` is not seen.
 * @param since ISO 8601 UTC
 */
export async function* changes(
	since: string,
	{ api, fetchDetails, today }: InterpretContext,
): AsyncGenerator<FoundEvent> {
	const from =
		DateTime.fromISO(since, { zone: 'utc' }).minus({ days: LOOK_BACK_DAYS }).toISODate() ?? '';
	const { directory } = fetchDetails
		? await readDirectory(api, { categories: true })
		: { directory: EMPTY_DIRECTORY };
	const found: FoundEvent[] = [];
	for await (const request of listTimeOffOfEveryone(api, { from_date: from })) {
		const draft = leaveEvent(
			request,
			request.employee_id ?? '',
			{ ...NO_DETAILS, directory },
			today,
		);
		if (draft.occurredAt == null || draft.occurredAt < since) continue;
		found.push({
			draft,
			facts: {
				nativeType: null,
				companyId: null,
				identity: [request.id, request.updated_at ?? null],
			},
			raw: asData(request),
		});
	}
	yield* found.sort((a, b) => (a.draft.occurredAt ?? '').localeCompare(b.draft.occurredAt ?? ''));
}
