import type { Happening } from '../../shared/interpret/interpretation';
import { interpretationOf } from '../../shared/interpret/interpretation';
import type { Day } from '../../shared/model/dates';
import type { EventType } from '../../shared/model/eventTypes';
import type { Attempt } from '../../shared/outbound/attempt';
import { attemptRequiredRead } from '../../shared/outbound/attempt';
import type { Api } from '../../shared/outbound/api';
import type { NativeEvent } from '../../shared/vendor';
import type { EmploymentRecord } from '../records/employment';
import { employmentEntry, isStub, STUB } from '../records/employment';
import { describePerson } from '../records/fetch/describePerson';
import { readEmployment, readEmployments } from '../records/fetch/employments';
import type { Notification, PersonioEvent } from './defineEvent';
import { defineEvent } from './defineEvent';
import { hasNoEnd } from './leaving';

/** An employment among all employments of its person. */
interface Found {
	readonly employment: EmploymentRecord;
	readonly employments: readonly EmploymentRecord[];
}

/**
 * Defines an event about an employment. Its meaning depends on the person's other employments, so
 * all employments are read, in one call. With *Fetch Details*, the person is read as well.
 */
export function defineEmploymentEvent(
	event: NativeEvent & {
		/** The event for the changed row of the table; null if the event is not a change of a row. */
		readonly entry: Extract<EventType, `table.${string}`> | null;
		/** Whether the change of the row is reported only if there is nothing else to report. */
		readonly isEntryLast?: boolean;
		/**
		 * Whether the event may report that the employment ends. The fields for that may not be granted to
		 * the API credential.
		 */
		readonly mayEnd?: boolean;
		/** Returns what the event means, or in plain words why this cannot be decided. */
		means(
			employment: EmploymentRecord,
			employments: readonly EmploymentRecord[],
			days: { today: Day; occurredOn: Day },
		): Happening[] | string;
	},
): PersonioEvent {
	const { name, label, description, produces, entry, isEntryLast, mayEnd } = event;
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
			const meant =
				found === null
					? []
					: event.means(found.employment, found.employments, { ...notification, ...context });
			const happenings = typeof meant === 'string' ? [] : meant;
			const table = employmentEntry(employmentId, found?.employment ?? null);
			const isEntryReported = isEntryLast !== true || (found !== null && happenings.length === 0);
			const changes =
				entry !== null && isEntryReported
					? [{ eventType: entry, effectiveDate: table.effectiveDate, table }]
					: [];
			const reason =
				'reason' in read
					? `It is not known what happened to the employment. ${read.reason}`
					: mayEnd === true && isStub(read.value.employment)
						? STUB
						: typeof meant === 'string'
							? meant
							: null;
			const interpretation = interpretationOf(
				[...happenings, ...changes],
				described,
				{ occurredAt },
				reason,
			);
			const isEndGone =
				mayEnd === true && found !== null && hasNoEnd(found.employments, context.today);
			return personId !== null && isEndGone
				? { ...interpretation, undone: { employeeId: personId, what: ['termination', 'leaving'] } }
				: interpretation;
		},
	});
}

/**
 * Reads the employment and the person's other employments. A future employment is said to be missing
 * from the list of the person's employments. So an employment that is not in the list is also read
 * by its id.
 */
async function find(
	api: Api,
	{ personId, employmentId }: Notification & { employmentId: string },
): Promise<Attempt<Found>> {
	if (personId === null) {
		return { reason: 'The delivery does not name the person.', isForbidden: false, isGone: false };
	}
	return await attemptRequiredRead(api, async (patiently) => {
		const employments = await readEmployments(patiently, personId);
		const employment =
			employments.find(({ id }) => id === employmentId) ??
			(await readEmployment(patiently, personId, employmentId));
		return { employment, employments };
	});
}
