import { startWorkable } from '../../../simulators/workable/index.mts';
import { type Company, day } from '../testing.mts';

/** A company at Workable with people, leaves, leavers and webhooks. */
export async function openCompany(): Promise<Company> {
	const simulator = await startWorkable({ employees: 12, rateLimit: false });
	const [first = '', second = ''] = simulator.employees.map(({ id }) => id);
	const wish = { employeeId: first, from: day(-4), to: day(5), category: 'Sick leave' };
	simulator.approveTimeOff(simulator.requestTimeOff(wish));
	simulator.requestTimeOff({ ...wish, employeeId: second, unit: 'hours' });
	simulator.offboard(second);
	simulator.addWebhook({
		event: 'employee_updated',
		target: 'http://127.0.0.1:1/planted-target?node=1',
	});
	const environment = {
		WORKABLE_SUBDOMAIN: 'planted-subdomain',
		WORKABLE_API_TOKEN: simulator.tokens[0]?.token,
		WORKABLE_BASE_URL: simulator.baseUrl,
	};
	return { environment, close: () => simulator.close() };
}
