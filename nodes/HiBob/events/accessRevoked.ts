import { interpretationOf, withFailedRead } from '../../shared/interpret/interpretation';
import { termination } from '../../shared/model/termination';
import { attemptOptionalRead } from '../../shared/outbound/attempt';
import { latestEnding } from '../records/lifecycle';
import { describePerson } from '../records/fetch/describePerson';
import { readLifecycle } from '../records/fetch/lifecycle';
import { defineEvent } from './defineEvent';
import { accessEnded, withEnd } from './leaving';

/**
 * A dismissal that takes effect at once, and not on a future day. The rows of the lifecycle say on which day the
 * employment ends.
 */
export const accessRevoked = defineEvent({
	name: 'employee.access.revoked.immediately',
	label: 'Employee Access Revoked Immediately',
	description: 'A termination was entered that takes access away at once',
	produces: ['employee.access_ended'],
	about: ['employeeId'],
	interpret: async (notification, context) => {
		const { employeeId, occurredOn } = notification;
		const read = await attemptOptionalRead(
			readLifecycle(context.api, employeeId, (periods) => latestEnding(periods) !== null),
		);
		const ending = 'value' in read ? latestEnding(read.value) : null;
		const person = await describePerson(employeeId, {}, context);
		const described = 'reason' in read ? withFailedRead(person, read.reason) : person;
		return interpretationOf(
			[accessEnded(termination({ ...ending?.termination, accessEndDate: occurredOn }), occurredOn)],
			ending === null ? described : withEnd(described, ending.termination),
			notification,
		);
	},
});
