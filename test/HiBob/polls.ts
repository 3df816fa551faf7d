import { HiBobHrApi } from '../../credentials/HiBobHrApi.credentials';
import { HiBobScheduleTrigger } from '../../nodes/HiBob/HiBobScheduleTrigger.node';
import { startHiBob } from '../../simulators/hibob/index.mts';
import { credentialFor } from '../support/hibob';
import type { PollsOfVendor } from '../support/polls';

export const polls: PollsOfVendor = {
	async start(employees) {
		const company = await startHiBob({ employees, now: () => Date.now() });
		const [type, credentialType] = [new HiBobScheduleTrigger(), new HiBobHrApi()];
		return { company, type, credentialType, credential: credentialFor(company) };
	},
	// Fifty at once, and then fifty with each minute.
	secondsOf(paths) {
		const rows = paths.filter((path) => path.includes('/bulk/')).length;
		return Math.max(1, Math.floor((rows - 1) / 50) * 60);
	},
};
