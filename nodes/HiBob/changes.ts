import { DateTime } from 'luxon';

import { asData } from '../shared/actions/operation';
import { instantOf } from '../shared/model/dates';
import type { FoundEvent, InterpretContext } from '../shared/vendor';
import { describePerson } from './records/read';
import { listChanges } from './records/requests';
import { changeTold, leaveAfter } from './records/timeOffChange';

/**
 * Changes of time off since an instant, by the list that HiBob keeps of them: all it can tell, as
 * people and their tables do not say when they changed.
 * @param since ISO 8601 UTC
 */
export async function* changes(
	since: string,
	context: InterpretContext,
): AsyncGenerator<FoundEvent> {
	const until = DateTime.utc().toISO();
	for await (const change of listChanges(context.api, { since, until, includePending: true })) {
		const leave = leaveAfter(change);
		yield {
			draft: {
				eventType: changeTold(change),
				effectiveDate: leave.startDate,
				occurredAt: leave.decidedAt ?? instantOf(change.createdOn),
				...(await describePerson(change.employeeId, context)),
				leave,
			},
			facts: {
				nativeType: null,
				companyId: null,
				identity: [leave.id, change.changeType ?? null],
			},
			raw: asData(change),
		};
	}
}
