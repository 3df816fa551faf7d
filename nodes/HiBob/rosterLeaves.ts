import { createHash } from 'crypto';
import uniqBy from 'lodash/uniqBy';

import type { Day } from '../shared/model/dates';
import { isBefore } from '../shared/model/dates';
import type { Employee } from '../shared/model/employee';
import type { Leave } from '../shared/model/leave';
import type { RosterLeave } from '../shared/schedule/roster';
import type { Period } from './records/lifecycle';
import { statusLeave } from './records/lifecycle';
import type { TimeOffOut } from './records/timeOff';
import { normaliseRequest } from './records/timeOff';

/**
 * The leaves in a list of who is out. If the days of a request are changed, HiBob makes a new request in its place.
 * The list does not say which request it replaces. So the person, the first day and the kind identify a leave: a leave
 * that becomes longer stays the same leave.
 * @param outs approved requests
 * @param personOf gives the person with an id
 */
export function requestedLeaves(
	outs: readonly TimeOffOut[],
	personOf: (id: string) => Employee,
): RosterLeave[] {
	const counts = new Map<string, number>();
	return uniqBy(outs, ({ requestId }) => requestId).map((out) => {
		const leave = listedLeave(out);
		const name = nameOf(out.employeeId, leave.startDate, leave.typeName);
		// Two hours in the morning and two in the afternoon are two requests of one day.
		const count = (counts.get(name) ?? 0) + 1;
		counts.set(name, count);
		return {
			key: count === 1 ? name : `${name}${count}`,
			employee: personOf(out.employeeId),
			leave,
		};
	});
}

/** The leave of a listed request. Only approved requests are listed, so a request without a status is approved. */
function listedLeave(out: TimeOffOut): Leave {
	const leave = normaliseRequest(out);
	return leave.statusRaw === null ? { ...leave, status: 'approved', isConfirmed: true } : leave;
}

/** The leaves that are entered as a status in a person's lifecycle and have at least one day in a period. */
export function statusLeaves(
	periods: readonly Period[],
	{ from, to }: { readonly from: Day; readonly to: Day },
	employee: Employee,
): RosterLeave[] {
	return periods
		.filter(({ stage }) => stage === 'leave')
		.map((period) => statusLeave(periods, period))
		.filter(
			({ startDate, endDate }) =>
				startDate !== null &&
				!isBefore(to, startDate) &&
				(endDate === null || !isBefore(endDate, from)),
		)
		.map((leave) => ({ key: nameOf(employee.id, leave.startDate, 'status'), employee, leave }));
}

const NAME_LENGTH = 12;

/** A short name for a leave. It is kept in the workflow, so it shows neither the person nor the kind of leave. */
function nameOf(...parts: ReadonlyArray<string | null>): string {
	return createHash('sha256')
		.update(JSON.stringify(parts))
		.digest('base64url')
		.slice(0, NAME_LENGTH);
}
