import { startFactorial } from '../../../simulators/factorial/index.mts';
import { type Company, day } from '../testing.mts';

/** A company at Factorial with people, leaves, leavers and webhooks. */
export async function openCompany(): Promise<Company> {
	const simulator = await startFactorial({ employees: 12 });
	const [first = '', second = ''] = simulator.employees.map(({ id }) => id);
	simulator.terminateEmployee(first, { on: day(-40) });
	simulator.enterLeave({ employeeId: second, from: day(-20), to: day(-9) });
	const halfDay = 'beginning_of_day';
	simulator.enterLeave({ employeeId: second, from: day(-3), to: day(-3), halfDay });
	simulator.addWebhook({
		type: 'employees/employee/update',
		target: 'http://127.0.0.1:1/planted-target',
		challenge: 'planted-challenge',
	});
	const environment = {
		FACTORIAL_API_KEY: simulator.credentials[0]?.value,
		FACTORIAL_BASE_URL: simulator.baseUrl,
	};
	return { environment, close: () => simulator.close() };
}
