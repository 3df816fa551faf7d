import type { EmployeeRecord, FactorialSimulator } from '../../../simulators/factorial/index.mts';
import type { Days } from '../types.mts';

/** What happens in the simulated Factorial account while the clock moves. */
export function factorialDays(factorial: FactorialSimulator): Days {
	/** Everybody who is not leaving, except the head of the company. */
	function staff(): EmployeeRecord[] {
		return factorial.employees.slice(1).filter(({ terminated_on: end }) => end === null);
	}

	return {
		hire: (startsOn) => void factorial.createEmployee({}, { starts_on: startsOn }),
		goAway(from, to) {
			const [one] = staff();
			if (!one) return false;
			factorial.approveLeave(factorial.enterLeave({ employeeId: one.id, from, to }));
			return true;
		},
		leave(lastDay) {
			const [, one] = staff();
			if (!one) return false;
			factorial.terminateEmployee(one.id, { on: lastDay });
			return true;
		},
	};
}
