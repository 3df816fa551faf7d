import type { Happening } from '../../shared/interpret/interpretation';
import { interpretationOf } from '../../shared/interpret/interpretation';
import { isOver } from '../../shared/model/phase';
import { attemptRequiredRead } from '../../shared/outbound/attempt';
import type { Interpretation, InterpretContext } from '../../shared/vendor';
import { endingOf, periodOn, hasNoEnd } from '../records/lifecycle';
import { waitUntilSettled } from '../records/fetch/lookAgain';
import { describePerson } from '../records/fetch/describePerson';
import { readLifecycle } from '../records/fetch/lifecycle';
import { defineEvent } from './defineEvent';
import type { DeliveryData } from './delivery';
import { employmentEnded } from './leaving';

/** The ids of the fields that changed. HiBob sends neither old nor new values. */
function changedFieldsIn({ fieldUpdatesIds, fieldUpdates }: DeliveryData): string[] {
	return [...new Set([...(fieldUpdatesIds ?? []), ...(fieldUpdates ?? [])])];
}

/** These fields change when a status of the lifecycle takes effect. */
const STATUS_FIELDS = ['internal.lifecycleStatus', 'internal.status'];
/** This field also changes when the day of the termination is moved. */
const END_FIELD = 'internal.terminationDate';

/** https://apidocs.hibob.com/reference/post_webhook_employee-updated */
export const employeeUpdated = defineEvent({
	name: 'employee.updated',
	label: 'Employee Updated',
	description: 'Fields of a person changed, also as a scheduled change takes effect',
	produces: ['employee.updated', 'employee.terminated'],
	about: ['employeeId'],
	interpret: async (notification, context) => {
		const changedFields = changedFieldsIn(notification.data);
		const { ends, undecided, isEndGone } = await endAfterGardenLeave(
			notification.employeeId,
			changedFields,
			context,
		);
		const isEmitted = context.selects('employee.updated') || ends.length > 0;
		const gone: Pick<Interpretation, 'undone'> = isEndGone
			? { undone: { employeeId: notification.employeeId, what: ['termination', 'leaving'] } }
			: {};
		if (!isEmitted && undecided === null) return { events: [], ...gone };
		if (context.fetchDetails) await waitUntilSettled();
		const described = await describePerson(notification.employeeId, {}, context);
		const updated = { eventType: 'employee.updated', changedFields } as const;
		return { ...interpretationOf([updated, ...ends], described, notification, undecided), ...gone };
	},
});

/**
 * The end of an employment after a garden leave. HiBob sends `employee.left` only once, and sent it when the garden
 * leave began.
 */
async function endAfterGardenLeave(
	employeeId: string,
	changedFields: readonly string[],
	{ api, today, selects }: InterpretContext,
): Promise<{ ends: Happening[]; undecided: string | null; isEndGone: boolean }> {
	const hasStatusChanged = changedFields.some((field) => STATUS_FIELDS.includes(field));
	const mayBeAnEnd = hasStatusChanged || changedFields.includes(END_FIELD);
	if (!mayBeAnEnd || !selects('employee.terminated')) {
		return { ends: [], undecided: null, isEndGone: false };
	}
	const read = await attemptRequiredRead(
		api,
		async (patiently) => await readLifecycle(patiently, employeeId),
	);
	if ('reason' in read) {
		return {
			ends: [],
			undecided: `It is not known whether the employment has ended. ${read.reason}`,
			isEndGone: false,
		};
	}
	const current = periodOn(read.value, today);
	const ending = current?.stage === 'terminated' ? endingOf(read.value, current) : null;
	const { date = null, gardenLeave = null } = ending?.termination ?? {};
	const isOverNow = hasStatusChanged || (date !== null && isOver(date, today));
	const hasEnded = ending !== null && gardenLeave === true && isOverNow;
	return {
		ends: hasEnded ? [employmentEnded(ending.termination)] : [],
		undecided: null,
		isEndGone: hasNoEnd(read.value),
	};
}
