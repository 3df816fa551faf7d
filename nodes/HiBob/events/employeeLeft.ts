import { termination } from '../../shared/model/termination';
import { endingOf } from '../records/lifecycle';
import { describePerson } from '../records/read';
import { defineEvent, tell } from './defineEvent';
import { NOT_SHOWN, readEffect } from './effect';
import { accessEnded, terminated, withEnd } from './leaving';

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
