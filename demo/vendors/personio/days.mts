import type { EmploymentRecord, PersonioSimulator } from '../../../simulators/personio/index.mts';
import type { Days } from '../types.mts';

/** What happens in the simulated Personio account while the clock moves. */
export function personioDays(personio: PersonioSimulator): Days {
	/** Everybody who works here and is not leaving, except the head of the company. */
	function staff(): EmploymentRecord[] {
		return personio.employments
			.slice(1)
			.filter(({ status, termination }) => status === 'ACTIVE' && termination === null);
	}

	return {
		hire: (startDate) => void personio.hire({ startDate }),
		goAway(from, to) {
			const [one] = staff();
			if (!one) return false;
			personio.requestAbsence({ personId: one.person.id, from, to, status: 'APPROVED' });
			return true;
		},
		leave(lastDay) {
			const [, one] = staff();
			if (!one) return false;
			personio.scheduleTermination(one.id, { terminationDate: lastDay, type: 'QUIT' });
			return true;
		},
	};
}
