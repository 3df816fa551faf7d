import type { Described } from '../../shared/interpret/interpretation';
import { lackingDetails, interpretationOf } from '../../shared/interpret/interpretation';
import type { EventType } from '../../shared/model/eventTypes';
import type { Leave, LeaveStatus } from '../../shared/model/leave';
import { leave } from '../../shared/model/leave';
import { attemptRequiredRead } from '../../shared/outbound/attempt';
import type { InterpretContext, Interpretation, NativeEvent } from '../../shared/vendor';
import { describePerson } from '../records/fetch/describePerson';
import { leaveContent } from '../records/absence';
import { describeAbsence } from '../records/fetch/describeAbsence';
import { readAbsence } from '../records/fetch/absences';
import type { Notification, PersonioEvent } from './defineEvent';
import { defineEvent } from './defineEvent';

/** The HR event for each status of an absence. */
const BY_STATUS: Partial<Record<LeaveStatus, EventType>> = {
	requested: 'leave.requested',
	approved: 'leave.approved',
	declined: 'leave.declined',
};

/**
 * The status decides. A request to delete the absence is a change of the absence, and does not
 * cancel it.
 */
function eventTypeOf({ status, statusRaw }: Leave): EventType {
	if (statusRaw === 'DELETION_PENDING') return 'leave.updated';
	return BY_STATUS[status] ?? 'leave.created';
}

const PRODUCED_BY_STATUS: readonly EventType[] = [
	'leave.requested',
	'leave.approved',
	'leave.declined',
	'leave.updated',
];

/** Personio also sends these events for long-term leaves that are linked to an absence type. */
export const absenceEvents: readonly PersonioEvent[] = [
	absenceEvent({
		name: 'absence-period.created',
		label: 'Absence Created',
		description: 'An absence was entered or asked for, or a long-term leave was entered',
		produces: PRODUCED_BY_STATUS,
		typeOf: eventTypeOf,
		isStated: true,
	}),
	absenceEvent({
		name: 'absence-period.updated.status',
		label: 'Absence Status Updated',
		description: 'An absence was approved, declined, or its deletion was asked for',
		produces: PRODUCED_BY_STATUS,
		typeOf: eventTypeOf,
		isStated: true,
	}),
	absenceEvent({
		name: 'absence-period.updated.timerange',
		label: 'Absence Moved',
		description: 'The first or last day of an absence was changed',
		produces: ['leave.updated'],
		typeOf: () => 'leave.updated',
		isStated: false,
	}),
	defineEvent({
		name: 'absence-period.deleted',
		label: 'Absence Deleted',
		description: 'An absence was deleted; only its ID is known',
		produces: ['leave.cancelled'],
		about: 'absenceId',
		interpret: async ({ absenceId, personId, occurredAt }, context) => ({
			events: [
				{
					eventType: 'leave.cancelled',
					occurredAt,
					leave: leave({ id: absenceId, status: 'deleted', isConfirmed: false }),
					...(await describePerson(personId, {}, context)),
				},
			],
		}),
	}),
];

/** How an event about an absence is reported. */
interface AbsenceMeaning {
	typeOf(found: Leave): EventType;
	/**
	 * Whether Personio sends the event only when what the event is about has changed; see
	 * `DraftIdentity.isStated`.
	 */
	readonly isStated: boolean;
}

/** An event about an absence that can still be read. */
function absenceEvent(event: NativeEvent & AbsenceMeaning): PersonioEvent {
	const { typeOf, isStated, ...native } = event;
	return defineEvent({
		...native,
		about: 'absenceId',
		interpret: async (notification, context) =>
			await interpretAbsence(notification, { typeOf, isStated }, context),
	});
}

async function interpretAbsence(
	{ absenceId, personId, occurredAt }: Notification & { absenceId: string },
	{ typeOf, isStated }: AbsenceMeaning,
	context: InterpretContext,
): Promise<Interpretation> {
	const absence = await attemptRequiredRead(
		context.api,
		async (api) => await readAbsence(api, absenceId),
	);
	if ('reason' in absence) {
		const { employee } = await describePerson(personId, {}, context);
		return {
			events: [],
			unrecognised: {
				reason: `It is not known what happened to the absence. ${absence.reason}`,
				employee,
			},
		};
	}
	const [{ leave: found, missing }, described] = await Promise.all([
		describeAbsence(context.api, absence.value, context),
		describePerson(absence.value.person?.id ?? personId, {}, context),
	]);
	return interpretationOf(
		[
			{
				eventType: typeOf(found),
				effectiveDate: found.startDate,
				leave: found,
				identity: { isStated, leaveContent: leaveContent(absence.value) },
			},
		],
		withMissing(described, missing),
		{ occurredAt },
	);
}

/** Adds the reasons why details of the absence are missing to the reasons for the person. */
function withMissing(described: Described, missing: readonly string[]): Described {
	if (missing.length === 0) return described;
	return lackingDetails(
		described,
		described.enrichment.status === 'failed' ? 'failed' : 'partial',
		...missing,
	);
}
