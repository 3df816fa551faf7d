import { z } from 'zod/v4';

import type { Happening } from '../../shared/interpret/tell';
import { tell } from '../../shared/interpret/tell';
import { isOver } from '../../shared/model/phase';
import { attemptRequired } from '../../shared/outbound/attempt';
import type { InterpretContext } from '../../shared/vendor';
import { endingOf, periodOn } from '../records/lifecycle';
import { settled } from '../records/lookAgain';
import { describePerson, readLifecycle } from '../records/read';
import { defineEvent } from './defineEvent';
import { terminated } from './leaving';

const fields = z
	.array(z.union([z.string(), z.looseObject({ id: z.string() }).transform(({ id }) => id)]))
	.nullish()
	.catch(null);

/** Documented under either name; both may be there. */
const updatesSchema = z.looseObject({ fieldUpdatesIds: fields, fieldUpdates: fields });

/** The fields that changed, by their ids; without old or new values. */
function changedFieldsIn(data: unknown): string[] {
	const { fieldUpdatesIds, fieldUpdates } = updatesSchema.parse(data);
	return [...new Set([...(fieldUpdatesIds ?? []), ...(fieldUpdates ?? [])])];
}

/** These change as a status of the lifecycle takes effect. */
const STATUS_FIELDS = ['internal.lifecycleStatus', 'internal.status'];
/** This one also as its day is moved. */
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
		const { ends, undecided } = await endAfterGardenLeave(
			notification.employeeId,
			changedFields,
			context,
		);
		const isTold = context.selects('employee.updated') || ends.length > 0;
		if (!isTold && undecided === null) return { events: [] };
		if (context.fetchDetails) await settled();
		const described = await describePerson(notification.employeeId, context);
		const updated = { eventType: 'employee.updated', changedFields } as const;
		return tell([updated, ...ends], described, notification, undecided);
	},
});

/**
 * The end of an employment that a garden leave came before: `employee.left` told of the garden
 * leave, and comes only once.
 */
async function endAfterGardenLeave(
	employeeId: string,
	changedFields: readonly string[],
	{ api, today, selects }: InterpretContext,
): Promise<{ ends: Happening[]; undecided: string | null }> {
	const hasStatusChanged = changedFields.some((field) => STATUS_FIELDS.includes(field));
	const mayTell = hasStatusChanged || changedFields.includes(END_FIELD);
	if (!mayTell || !selects('employee.terminated')) return { ends: [], undecided: null };
	const read = await attemptRequired(readLifecycle(api, employeeId));
	if ('reason' in read) {
		return {
			ends: [],
			undecided: `It cannot be told whether the employment has ended. ${read.reason}`,
		};
	}
	const current = periodOn(read.value, today);
	const ending = current?.stage === 'terminated' ? endingOf(read.value, current) : null;
	const { date = null, gardenLeave = null } = ending?.termination ?? {};
	const isOverNow = hasStatusChanged || (date !== null && isOver(date, today));
	const isTold = ending !== null && gardenLeave === true && isOverNow;
	return { ends: isTold ? [terminated(ending.termination)] : [], undecided: null };
}
