import { startHiBob } from '../../../simulators/hibob/index.mts';
import { type Company, day } from '../testing.mts';

/** A company at HiBob with people, leaves, leavers and webhooks. */
export async function openCompany(): Promise<Company> {
	const simulator = await startHiBob({ employees: 12, timeScale: 0, untidyDays: true });
	const [first = '', second = '', third = ''] = simulator.employees.map((one) => one['root.id']);
	simulator.approveTimeOff(
		simulator.requestTimeOff({ employeeId: first, from: day(-4), to: day(5) }),
	);
	simulator.declineTimeOff(simulator.requestTimeOff({ employeeId: second, from: day(9) }));
	simulator.requestTimeOff({ employeeId: third, from: day(1), policyType: 'Sick leave' });
	simulator.scheduleTermination(second, { date: day(30) });
	const [user] = simulator.serviceUsers;
	simulator.setPermissions(String(user?.id), { hiddenColumns: { work: ['title'] } });
	const environment = {
		HIBOB_SERVICE_USER_ID: user?.id,
		HIBOB_SERVICE_USER_TOKEN: user?.token,
		HIBOB_BASE_URL: simulator.baseUrl,
	};
	return { environment, close: () => simulator.close() };
}
