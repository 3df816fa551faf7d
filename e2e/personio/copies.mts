import type { Scene } from '../copies/types.mts';
import { setStage } from './support.mts';

/** A real n8n and Personio. */
export async function setScene(): Promise<Scene> {
	const stage = await setStage();
	const { personio } = stage;
	return {
		stage,
		file: 'personio-hires-leaves-leavers.json',
		held: () => personio.webhooks,
		hire: async () => {
			personio.hire();
			await personio.deliveries.idle();
		},
		failRemovals: () =>
			personio.faults.add({ kind: 'status', match: { method: 'DELETE' }, times: 1_000 }),
		recover: () => personio.faults.clear(),
	};
}
