import { z } from 'zod/v4';
import type { Both } from '../schedule/support.mts';
import {
	countExecutions,
	executions,
	pollUntil,
	retryExecution,
	type Execution,
	type N8n,
} from '../support/index.mts';

const CHECK_EVERY_MS = 10_000;
/** A poll begins within a minute, and may take as long; the poll that was under way may have begun too early. */
const FOUND_WITHIN_MS = 240_000;

const itemSchema = z.looseObject({ employee: z.looseObject({ id: z.string() }) });

/** What became of the hires at one company. */
export interface Figures {
	readonly vendor: string;
	readonly hires: number;
	/** Emitted by the webhook trigger, and by the schedule trigger. */
	readonly byWebhook: number;
	readonly byPoll: number;
	/** Emitted only when the crashed executions were retried by hand. */
	readonly byRetry: number;
	readonly lost: number;
	readonly twice: number;
	/** Executions of the workflow that n8n shows as crashed so far, and those that it never ended. */
	readonly crashed: number;
	readonly neverEnded: number;
}

/**
 * Waits until everybody is emitted, retries what has crashed if somebody is missing, and counts.
 * @param people whom the company hired
 */
export async function figuresOf(n8n: N8n, both: Both, people: readonly string[]): Promise<Figures> {
	const { vendor, workflow } = both;
	const triggers = [vendor.names.trigger, vendor.trigger];
	/** Whom these triggers emitted, once for each time. */
	const emitted = (runs: readonly Execution[], ...by: string[]): string[] =>
		peopleIn(runs, ...by).filter((id) => people.includes(id));
	const missing = await missingInTheEnd(n8n, both, people);
	const runs = await executions(n8n, workflow.id);
	const crashed = runs.filter(({ status }) => status === 'crashed');
	const retries: Execution[] = [];
	// What a person does who sees them in n8n. A retry emits everything, also what came in another way.
	if (missing.length > 0) {
		for (const { id } of crashed) retries.push(await retryExecution(n8n, id));
	}
	const byHand = emitted(retries, ...triggers);
	const byItself = emitted(runs, ...triggers);
	const lost = missing.filter((id) => !byHand.includes(id));
	return {
		vendor: vendor.names.action,
		hires: people.length,
		byWebhook: emitted(runs, vendor.names.trigger).length,
		byPoll: emitted(runs, vendor.trigger).length,
		byRetry: missing.length - lost.length,
		lost: lost.length,
		twice: byItself.length - new Set(byItself).size,
		crashed: crashed.length,
		neverEnded: await countExecutions(n8n, workflow.id, ['new', 'running']),
	};
}

/** Waits until everybody is emitted, or for long enough. @returns who is not */
async function missingInTheEnd(
	n8n: N8n,
	{ vendor, workflow }: Both,
	people: readonly string[],
): Promise<readonly string[]> {
	let missing = people;
	await pollUntil(
		async () => {
			const runs = await executions(n8n, workflow.id);
			const emitted = new Set(peopleIn(runs, vendor.names.trigger, vendor.trigger));
			missing = people.filter((id) => !emitted.has(id));
			return missing.length === 0 || undefined;
		},
		{ what: 'everybody', timeoutMs: FOUND_WITHIN_MS, everyMs: CHECK_EVERY_MS },
	).catch(() => undefined);
	return missing;
}

/** Whom these triggers emitted, once for each time. */
function peopleIn(runs: readonly Execution[], ...triggers: string[]): string[] {
	return runs
		.flatMap((run) => triggers.flatMap((trigger) => run.items(trigger)))
		.map((item) => itemSchema.parse(item).employee.id);
}
