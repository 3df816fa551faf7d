import { PersonioHrApi } from '../../credentials/PersonioHrApi.credentials';
import { PersonioScheduleTrigger } from '../../nodes/Personio/PersonioScheduleTrigger.node';
import { startPersonio } from '../../simulators/personio/index.mts';
import { credentialFor } from '../support/personio';
import type { PollsOfVendor } from '../support/polls';

const LIMITS = {
	persons: { replenishRate: 30, burstCapacity: 100 },
	others: { replenishRate: 10, burstCapacity: 10 },
};

export const polls: PollsOfVendor = {
	async start(people) {
		const company = await startPersonio({
			...{ people, now: () => Date.now(), rateLimit: LIMITS, tokenLifetimeSeconds: 1e9 },
		});
		const [type, credentialType] = [new PersonioScheduleTrigger(), new PersonioHrApi()];
		return { company, type, credentialType, credential: credentialFor(company) };
	},
	secondsOf: (paths) => paths.filter((path) => /employments(\?|$)/.test(path)).length / 10,
};
