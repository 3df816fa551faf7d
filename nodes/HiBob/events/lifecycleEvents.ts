import { leave } from '../../shared/model/leave';
import type { Termination } from '../../shared/model/termination';
import { termination } from '../../shared/model/termination';
import { attempt } from '../../shared/outbound/attempt';
import type { InterpretContext } from '../../shared/vendor';
import type { Period } from '../records/lifecycle';
import {
	before,
	endingOf,
	inEffect,
	latestEnding,
	startOf,
	statusLeave,
} from '../records/lifecycle';
import { readPerson } from '../records/people';
import type { Stage } from '../records/stage';
import { describePerson, readLifecycle } from '../records/read';
import type { HiBobEvent } from './defineEvent';
import { defineEvent, tell } from './defineEvent';
import { accessEnded, terminated, withEnd } from './leaving';

/*
 * Events of the midnight on which a status of the lifecycle takes effect, in the time zone of the
 * person's site. HiBob says that it is so; the rows say since when, and what kind.
 * https://apidocs.hibob.com/reference/employee-events-v2
 */

/** The lifecycle of a person in which an event says that one of these stages has taken effect. */
async function readEffect(
	{ employeeId, occurredOn }: { employeeId: string; occurredOn: string },
	stages: readonly Stage[],
	{ api }: InterpretContext,
): Promise<{ periods: readonly Period[]; period: Period } | { whyNot: string }> {
	const find = (periods: readonly Period[]): Period | undefined =>
		inEffect(periods, stages, occurredOn);
	const read = await readLifecycle(api, employeeId, (periods) => find(periods) !== undefined);
	if ('reason' in read) return { whyNot: read.reason };
	const period = find(read.value);
	return period === undefined ? { whyNot: NOT_SHOWN } : { periods: read.value, period };
}

const NOT_SHOWN = 'HiBob does not show the status in the lifecycle of the person.';

/** The first day is here; after a rehire, too. */
export const employeeJoined = defineEvent({
	name: 'employee.joined',
	label: 'Employee Joined',
	description: 'The first day of a person is here, and access is granted',
	produces: ['employee.started'],
	about: ['employeeId'],
	interpret: async (notification, context) => {
		const { employeeId, occurredOn } = notification;
		const effect = await readEffect(notification, ['employed'], context);
		const begun = 'period' in effect ? startOf(effect.periods, effect.period) : null;
		const person = begun === null ? await attempt(readPerson(context.api, employeeId)) : undefined;
		const described = await describePerson(employeeId, context, person);
		const startDate = begun ?? described.employee.startDate ?? occurredOn;
		return tell(
			[
				{
					eventType: 'employee.started',
					effectiveDate: startDate,
					employee: { ...described.employee, startDate },
				},
			],
			described,
			notification,
		);
	},
});

/**
 * Comes once: for the garden leave or for the termination, whichever is first. That somebody has
 * left it says itself; how, and whether the employment is over as well, say the rows.
 */
export const employeeLeft = defineEvent({
	name: 'employee.left',
	label: 'Employee Left',
	description: 'The last day worked is over: a termination or a garden leave has taken effect',
	produces: ['employee.access_ended', 'employee.terminated'],
	about: ['employeeId'],
	interpret: async (notification, context) => {
		const { employeeId, occurredOn } = notification;
		const effect = await readEffect(notification, ['terminated', 'garden_leave'], context);
		const described = await describePerson(employeeId, context);
		const ending = 'period' in effect ? endingOf(effect.periods, effect.period) : null;
		if (ending === null || !('period' in effect)) {
			const why = 'whyNot' in effect ? effect.whyNot : NOT_SHOWN;
			return tell(
				[accessEnded(termination({ accessEndDate: occurredOn }), occurredOn)],
				described,
				notification,
				`It cannot be told whether the employment has ended. ${why}`,
			);
		}
		const { date, lastWorkingDate } = ending.termination;
		return tell(
			[
				accessEnded(ending.termination, lastWorkingDate ?? date ?? occurredOn),
				...(effect.period.stage === 'terminated' ? [terminated(ending.termination)] : []),
			],
			withEnd(described, ending.termination),
			notification,
		);
	},
});

/** A dismissal: not on a day to come, but now. The rows add when the employment ends. */
export const accessRevoked = defineEvent({
	name: 'employee.access.revoked.immediately',
	label: 'Employee Access Revoked Immediately',
	description: 'A termination was entered that takes access away at once',
	produces: ['employee.access_ended'],
	about: ['employeeId'],
	interpret: async (notification, context) => {
		const { employeeId, occurredOn } = notification;
		const read = await readLifecycle(
			context.api,
			employeeId,
			(periods) => latestEnding(periods) !== null,
		);
		const ending = 'value' in read ? latestEnding(read.value) : null;
		const known: Partial<Termination> = ending?.termination ?? {};
		const described = await describePerson(employeeId, context);
		return tell(
			[accessEnded(termination({ ...known, accessEndDate: occurredOn }), occurredOn)],
			ending === null ? described : withEnd(described, ending.termination),
			notification,
		);
	},
});

/** Access is given: after a leave, or as somebody starts. */
export const employeeActivated = defineEvent({
	name: 'employee.activated',
	label: 'Employee Activated',
	description: 'Access of a person was enabled, for example after a leave',
	produces: ['employee.activated', 'leave.ended'],
	about: ['employeeId'],
	interpret: async (notification, context) => {
		const described = await describePerson(notification.employeeId, context);
		const activated = { eventType: 'employee.activated' } as const;
		if (!context.selects('leave.ended')) return tell([activated], described, notification);
		const effect = await readEffect(notification, ['employed'], context);
		if ('whyNot' in effect) {
			const undecided = `It cannot be told whether a leave has ended. ${effect.whyNot}`;
			return tell([activated], described, notification, undecided);
		}
		const last = before(effect.periods, effect.period);
		if (last?.stage !== 'leave') return tell([activated], described, notification);
		const ended = statusLeave(effect.periods, last);
		return tell(
			[activated, { eventType: 'leave.ended', effectiveDate: ended.endDate, leave: ended }],
			described,
			notification,
		);
	},
});

/** For a leave or for good; not for a leave on which somebody stays active. */
export const employeeInactivated = defineEvent({
	name: 'employee.inactivated',
	label: 'Employee Inactivated',
	description: 'Access of a person was disabled, for a leave or for good',
	produces: ['employee.deactivated'],
	about: ['employeeId'],
	interpret: async (notification, context) =>
		tell(
			[{ eventType: 'employee.deactivated' }],
			await describePerson(notification.employeeId, context),
			notification,
		),
});

/** A leave that is a status has begun; which one, and until when, say the rows. */
export const temporaryLeave = defineEvent({
	name: 'employee.temporaryLeave',
	label: 'Employee Temporary Leave',
	description: 'A leave that is entered as a status, such as parental leave, has begun',
	produces: ['leave.started'],
	about: ['employeeId'],
	interpret: async (notification, context) => {
		// A company's own name for a leave need not look like one: that it is one says the event.
		const effect = await readEffect(notification, ['leave', 'unknown'], context);
		const described = await describePerson(notification.employeeId, context);
		const begun =
			'period' in effect
				? statusLeave(effect.periods, effect.period)
				: leave({
						kind: 'status',
						status: 'approved',
						isConfirmed: true,
						startDate: notification.occurredOn,
					});
		return tell(
			[{ eventType: 'leave.started', effectiveDate: begun.startDate, leave: begun }],
			described,
			notification,
		);
	},
});

export const lifecycleEvents: readonly HiBobEvent[] = [
	employeeJoined,
	employeeLeft,
	accessRevoked,
	employeeActivated,
	employeeInactivated,
	temporaryLeave,
];
