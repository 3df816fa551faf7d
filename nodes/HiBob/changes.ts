import once from 'lodash/once';

import type { Described } from '../shared/interpret/interpretation';
import type { Instant } from '../shared/model/dates';
import { instantOf, now } from '../shared/model/dates';
import { attemptOptionalRead } from '../shared/outbound/attempt';
import type { FoundEvent, InterpretContext } from '../shared/vendor';
import { sentOf } from '../shared/reading/sent';
import { searchPeople } from './records/fetch/people';
import type { PersonRecord } from './records/person';
import { describePerson } from './records/fetch/describePerson';
import { listChanges } from './records/fetch/timeOff';
import { eventTypeOf, leaveAfter } from './records/timeOffChange';

/**
 * Changes of time off since an instant, oldest first, from HiBob's list of changes. HiBob can report no other changes:
 * people and their tables do not say when they changed.
 * One search reads all people. A person who is not in its answer is read alone, and only once.
 */
export async function* changes(
	since: Instant,
	context: InterpretContext,
): AsyncGenerator<FoundEvent> {
	const until = now();
	const people = new Map<string, Promise<Described>>();
	const everyone = once(async () => await readEveryone(context));
	const describe = async (id: string): Promise<Described> => {
		const known = people.get(id) ?? describeOne(id, await everyone(), context);
		people.set(id, known);
		return await known;
	};
	for await (const change of listChanges(context.api, { since, until, includePending: true })) {
		const leave = leaveAfter(change);
		yield {
			draft: {
				eventType: eventTypeOf(change),
				effectiveDate: leave.startDate,
				occurredAt: instantOf(change.createdOn) ?? leave.decidedAt,
				...(await describe(change.employeeId)),
				leave,
			},
			facts: {
				nativeType: null,
				companyId: null,
				identity: [leave.id, change.changeType ?? null],
			},
			raw: sentOf(change),
		};
	}
}

/**
 * Everyone, by id. Empty if *Fetch Details* is off. Also empty if the search fails; each person is then read alone.
 */
async function readEveryone({
	api,
	fetchDetails,
}: InterpretContext): Promise<ReadonlyMap<string, PersonRecord>> {
	if (!fetchDetails) return new Map();
	const read = await attemptOptionalRead(searchPeople(api, { showInactive: true }));
	return new Map(('value' in read ? read.value : []).map((person) => [person.id, person]));
}

async function describeOne(
	id: string,
	everyone: ReadonlyMap<string, PersonRecord>,
	context: InterpretContext,
): Promise<Described> {
	const person = everyone.get(id);
	const known = person === undefined ? {} : { person: { value: person } };
	return await describePerson(id, known, context);
}
