import { WorkableHrApi } from '../../credentials/WorkableHrApi.credentials';
import { WorkableHrScheduleTrigger } from '../../nodes/WorkableHr/WorkableHrScheduleTrigger.node';
import { startWorkable } from '../../simulators/workable/index.mts';
import type { PollsOfVendor } from '../support/polls';
import { credentialFor } from '../support/workable';

export const polls: PollsOfVendor = {
	async start(employees) {
		const company = await startWorkable({ employees, now: () => Date.now() });
		const [type, credentialType] = [new WorkableHrScheduleTrigger(), new WorkableHrApi()];
		return { company, type, credentialType, credential: credentialFor(company) };
	},
	secondsOf: ({ length }) => length,
};
