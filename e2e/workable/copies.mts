import type { Scene } from '../copies/types.mts';
import { setStage } from './support.mts';

/** A real n8n and Workable. */
export async function setScene(): Promise<Scene> {
	const stage = await setStage();
	const { workable } = stage;
	return {
		stage,
		file: 'workable-hires-leaves-leavers.json',
		held: () => workable.webhooks,
		hire: async () => {
			workable.publishEmployee(workable.createEmployee());
			await workable.deliveries.idle();
		},
		failRemovals: () =>
			workable.faults.add({ kind: 'status', match: { method: 'DELETE' }, times: 1_000 }),
		recover: () => workable.faults.clear(),
	};
}
