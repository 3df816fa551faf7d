import { FactorialHrApi } from '../../credentials/FactorialHrApi.credentials';
import { FactorialScheduleTrigger } from '../../nodes/Factorial/FactorialScheduleTrigger.node';
import { startFactorial } from '../../simulators/factorial/index.mts';
import { credentialFor } from '../support/factorial';
import type { PollsOfVendor } from '../support/polls';

const LIMIT = { requests: 10, windowMs: 1_000 };

export const polls: PollsOfVendor = {
	async start(employees) {
		const company = await startFactorial({ employees, now: () => Date.now(), readLimit: LIMIT });
		const [type, credentialType] = [new FactorialScheduleTrigger(), new FactorialHrApi()];
		return { company, type, credentialType, credential: credentialFor(company) };
	},
	secondsOf: ({ length }) => length / 10,
};
