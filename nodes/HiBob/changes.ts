import { DateTime } from 'luxon';

import type { Described } from '../shared/interpret/tell';
import { asData } from '../shared/actions/operation';
import { instantOf } from '../shared/model/dates';
import type { FoundEvent, InterpretContext } from '../shared/vendor';
import { describePerson } from './records/read';
import { listChanges } from './records/requests';
import { changeTold, leaveAfter } from './records/timeOffChange';

/**
 * Changes of time off since an instant, by the list that HiBob keeps of them: all it can tell, as
 * people and their tables do not say when they changed.
 * Each person is read once.
 * @param since ISO 8601 UTC
 */
export async function* changes(
	since: string,
	context: InterpretContext,
): AsyncGenerator<FoundEvent> {
	const until = DateTime.utc().toISO();
	const people = new Map<string, Promise<Described>>();
	const describe = async (id: string): Promise<Described> => {
		const known = people.get(id) ?? describePerson(id, context);
		people.set(id, known);
		return await known;
	};
	for await (const change of listChanges(context.api, { since, until, includePending: true })) {
		const leave = leaveAfter(change);
		yield {
			draft: {
				eventType: changeTold(change),
				effectiveDate: leave.startDate,
				occurredAt: leave.decidedAt ?? instantOf(change.createdOn),
				...(await describe(change.employeeId)),
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
