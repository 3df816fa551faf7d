import type { WorkableSimulator } from '../../../simulators/workable/index.mts';
import type { Days } from '../types.mts';

/** What happens in the simulated Workable account while the clock moves. Workable keeps no last day. */
export function workableDays(workable: WorkableSimulator): Days {
	return {
		hire(startDate) {
			const instant = `${startDate}T00:00:00.000Z`;
			const id = workable.createEmployee({ start_date: instant, hire_date: instant });
			workable.publishEmployee(id);
		},
		goAway(from, to) {
			const one = workable.employees.slice(1).find(({ status }) => status === 'status_active');
			if (!one) return false;
			const wish = { employeeId: one.id, from, to, category: 'Paid time off' };
			workable.approveTimeOff(workable.requestTimeOff(wish));
			return true;
		},
	};
}
