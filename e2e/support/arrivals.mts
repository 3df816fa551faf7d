import { setTimeout as sleep } from 'node:timers/promises';
import { webhookIdOf, type Workflow } from './workflows.mts';

/** The answers one workflow gave to deliveries; others may listen for the same event. */
export function statusesOf(
	attempts: ReadonlyArray<{ url: string; status: number | null }>,
	workflow: Workflow,
): Array<number | null> {
	const id = webhookIdOf(workflow, workflow.nodes[0]?.name ?? '');
	return attempts.filter(({ url }) => url.includes(id)).map(({ status }) => status);
}

/** What must not come has to be waited for; an execution shows within a fraction of this. */
export async function waitForStragglers(): Promise<void> {
	await sleep(1_500);
}
