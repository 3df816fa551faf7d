import { startPersonio } from '../../../simulators/personio/index.mts';
import { type Company, day } from '../testing.mts';

/** A company at Personio with people, leaves, leavers and webhooks. */
export async function openCompany(): Promise<Company> {
	const simulator = await startPersonio({ people: 12, rateLimit: false, echoSecrets: true });
	simulator.addWebhook({
		url: 'http://127.0.0.1:1/planted-target?node=1',
		token: 'planted-webhook-secret',
		enabled_events: ['absence-period.created', 'employment.created', 'employment.updated'],
	});
	const [first = '', second = ''] = simulator.people.map(({ id }) => id);
	const comment = 'planted comment';
	simulator.requestAbsence({ personId: first, from: day(-4), to: day(5), comment });
	simulator.addEmployment(second, { startDate: day(60) });
	const employment = simulator.employments.find(({ person }) => person.id === first);
	const reason = 'planted reason';
	simulator.scheduleTermination(String(employment?.id), { terminationDate: day(20), reason });
	const environment = {
		PERSONIO_CLIENT_ID: simulator.clients[0]?.clientId,
		PERSONIO_CLIENT_SECRET: simulator.clients[0]?.clientSecret,
		PERSONIO_BASE_URL: simulator.baseUrl,
	};
	return { environment, close: () => simulator.close() };
}
