import { startPersonio } from '../../simulators/personio/index.mts';
import type { StrangersOfVendor } from '../strangers/types.mts';
import { credentialData, NAMES, SECRET_HEADER } from './support.mts';

/** Strangers who write to a trigger of Personio. */
export const strangers: StrangersOfVendor = {
	node: 'personio',
	credentialType: NAMES.credentialType,
	hrEvents: ['employee.created'],
	header: SECRET_HEADER.toLowerCase(),
	start: async () => {
		const personio = await startPersonio({});
		return {
			credential: credentialData(personio),
			webhooks: () => personio.webhooks.map(({ url }) => url),
			deliver: () => personio.addPerson(),
			close: () => personio.close(),
		};
	},
};
