import { tell } from '../../shared/interpret/tell';
import { termination } from '../../shared/model/termination';
import { attempt } from '../../shared/outbound/attempt';
import { latestEnding } from '../records/lifecycle';
import { describePerson, readLifecycle } from '../records/read';
import { defineEvent } from './defineEvent';
import { accessEnded, withEnd } from './leaving';

/** A dismissal: not on a day to come, but now. The rows add when the employment ends. */
export const accessRevoked = defineEvent({
	name: 'employee.access.revoked.immediately',
	label: 'Employee Access Revoked Immediately',
	description: 'A termination was entered that takes access away at once',
	produces: ['employee.access_ended'],
	about: ['employeeId'],
	interpret: async (notification, context) => {
		const { employeeId, occurredOn } = notification;
		const read = await attempt(
			readLifecycle(context.api, employeeId, (periods) => latestEnding(periods) !== null),
		);
		const ending = 'value' in read ? latestEnding(read.value) : null;
		const described = await describePerson(employeeId, context);
		return tell(
			[accessEnded(termination({ ...ending?.termination, accessEndDate: occurredOn }), occurredOn)],
			ending === null ? described : withEnd(described, ending.termination),
			notification,
		);
	},
});
