import type { Happening } from '../../shared/interpret/tell';
import { tell } from '../../shared/interpret/tell';
import type { EventType } from '../../shared/model/eventTypes';
import type { Attempt } from '../../shared/outbound/attempt';
import { attemptRequired } from '../../shared/outbound/attempt';
import type { Api } from '../../shared/outbound/api';
import type { NativeEvent } from '../../shared/vendor';
import type { EmploymentRecord } from '../records/employment';
import { employmentEntry, isStub, STUB } from '../records/employment';
import { describePerson, readEmployment, readEmployments } from '../records/read';
import type { Notification, PersonioEvent } from './defineEvent';
import { defineEvent } from './defineEvent';

/** An employment among all employments of its person. */
interface Found {
	readonly employment: EmploymentRecord;
	readonly employments: readonly EmploymentRecord[];
}

/**
 * An event about an employment. What it means depends on the person's other employments, so all
 * are read, in one call; the person as well, with *Fetch Details*.
 */
export function defineEmploymentEvent(
	event: NativeEvent & {
		/** What it is as a change of a row, if it is one. */
		readonly entry: Extract<EventType, `table.${string}`> | null;
		/** Whether the change of the row is told only if there is nothing more to tell. */
		readonly isEntryLast?: boolean;
		/** Whether what it means hangs on fields that the API credential may not have been granted. */
		readonly tellsEnd?: boolean;
		means(
			employment: EmploymentRecord,
			employments: readonly EmploymentRecord[],
			moment: { today: string; occurredOn: string },
		): Happening[];
	},
): PersonioEvent {
	const { name, label, description, produces, entry, isEntryLast, tellsEnd } = event;
	return defineEvent({
		name,
		label,
		description,
		produces,
		about: 'employmentId',
		interpret: async (notification, context) => {
			const { employmentId, personId, occurredAt } = notification;
			const read = await find(context.api, notification);
			const found = 'value' in read ? read.value : null;
			const described = await describePerson(personId, found ?? {}, context);
			const happenings =
				found === null
					? []
					: event.means(found.employment, found.employments, { ...notification, ...context });
			const table = employmentEntry(employmentId, found?.employment ?? null);
			const isChangeTold = isEntryLast !== true || (found !== null && happenings.length === 0);
			const changes =
				entry !== null && isChangeTold
					? [{ eventType: entry, effectiveDate: table.effectiveDate, table }]
					: [];
			const reason =
				'reason' in read
					? `It cannot be told what happened to the employment. ${read.reason}`
					: tellsEnd === true && isStub(read.value.employment)
						? STUB
						: null;
			return tell([...happenings, ...changes], described, { occurredAt }, reason);
		},
	});
}

/**
 * The employment and those beside it. One that is still to come is said to be missing from the
 * list of its person, so it is looked for by its id as well.
 */
async function find(
	api: Api,
	{ personId, employmentId }: Notification & { employmentId: string },
): Promise<Attempt<Found>> {
	if (personId === null) {
		return { reason: 'The delivery does not name the person.', isForbidden: false };
	}
	return await attemptRequired(
		readEmployments(api, personId).then(async (employments) => {
			const employment =
				employments.find(({ id }) => id === employmentId) ??
				(await readEmployment(api, personId, employmentId));
			return { employment, employments };
		}),
	);
}
