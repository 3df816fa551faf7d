import type { HiBobSimulator } from '../../../simulators/hibob/index.mts';
import type { Days } from '../types.mts';

/** What happens in the simulated company at HiBob while the clock moves. */
export function hibobDays(hibob: HiBobSimulator): Days {
	/** Ids of everybody who works here and whose lifecycle has nothing but that, except the head. */
	function staff(): string[] {
		return hibob.employees
			.slice(1)
			.map(({ 'root.id': id }) => id)
			.filter((id) => hibob.rows('lifecycle', id).every(({ status }) => status === 'Employed'));
	}

	return {
		hire: (startDate) => void hibob.hire({ startDate }),
		goAway(from, to) {
			const [employeeId] = staff();
			if (employeeId === undefined) return false;
			hibob.importTimeOff({ employeeId, from, to });
			return true;
		},
		leave(lastDay) {
			const [, employeeId] = staff();
			if (employeeId === undefined) return false;
			hibob.scheduleTermination(employeeId, { date: lastDay });
			return true;
		},
	};
}
