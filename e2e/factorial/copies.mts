import type { Scene } from '../copies/types.mts';
import { setStage } from './support.mts';

/** A real n8n and Factorial. */
export async function setScene(): Promise<Scene> {
	const stage = await setStage();
	const { factorial } = stage;
	return {
		stage,
		file: 'factorial-hires-leaves-leavers.json',
		held: () => factorial.webhooks,
		hire: async () => {
			factorial.createEmployee();
			await factorial.deliveries.idle();
		},
		failRemovals: () =>
			factorial.faults.add({ kind: 'status', match: { method: 'DELETE' }, times: 1_000 }),
		recover: () => factorial.faults.clear(),
	};
}
