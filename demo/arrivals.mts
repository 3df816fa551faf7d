import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod/v4';
import { tailOf } from '../e2e/support/command.mts';
import { getExecution, getWorkflow, type Execution, type N8n } from '../e2e/support/index.mts';
import { now } from '../e2e/support/clock.mts';
import { triggerNamesIn } from './examples.mts';
import { executionUrl } from './n8nPages.mts';

const INTERVAL_MS = 500;
/** So many failures in a row mean that n8n is gone. */
const MOST_FAILURES = 10;
const UNRECOGNISED = 1;
const NO_EVENT =
	'No event: it is not chosen in the trigger, a filter leaves it out, or it has come before.';

const listSchema = z.object({
	data: z.array(
		z.object({
			id: z.coerce.string(),
			status: z.string(),
			workflowId: z.string(),
			startedAt: z.string().nullish(),
		}),
	),
});
type Listed = z.infer<typeof listSchema>['data'][number];

const eventSchema = z.object({
	eventType: z.string(),
	summary: z.string(),
	phase: z.string(),
	effectiveDate: z.string().nullable(),
	enrichment: z.object({ reason: z.string().nullable() }),
	source: z.object({ delivery: z.string() }),
});

/** One HR event that came out of a trigger, or an execution in which none did. */
export interface Arrival {
	executionId: string;
	/** The execution in n8n's editor. */
	url: string;
	workflow: string;
	/** When the execution started, ISO 8601. */
	at: string;
	/** Null if no event came out. */
	eventType: string | null;
	/** The event as a sentence, or why there is none. */
	summary: string;
	phase: string | null;
	effectiveDate: string | null;
	/** `webhook`, or `schedule` if a look found it; null if no event came out. */
	delivery: string | null;
	hasFailed: boolean;
}

/**
 * Whether a workflow of a vendor started it.
 * @param title the vendor's name, with which its examples' names begin
 */
export function isArrivalAt(title: string, { workflow }: Pick<Arrival, 'workflow'>): boolean {
	return workflow.startsWith(`${title}: `);
}

/** Watches which executions the triggers of this package start in n8n. */
export class Arrivals {
	readonly #n8n: N8n;
	readonly #seen = new Set<string>();
	readonly #all: Arrival[] = [];
	#isN8nOff = false;

	constructor(n8n: N8n) {
		this.#n8n = n8n;
	}

	/** Everything that arrived so far, oldest first. */
	get all(): readonly Arrival[] {
		return this.#all;
	}

	/** Does something for which n8n is stopped and started again. */
	async withoutN8n(work: () => Promise<void>): Promise<void> {
		this.#isN8nOff = true;
		try {
			await work();
		} finally {
			this.#isN8nOff = false;
		}
	}

	/** Looks again and again until the signal comes; throws when n8n is gone. */
	async watch(signal: AbortSignal, onArrival: (arrival: Arrival) => void): Promise<void> {
		let failures = 0;
		while (!signal.aborted) {
			try {
				if (!this.#isN8nOff) await this.#look(onArrival);
				failures = 0;
			} catch (error) {
				failures += this.#isN8nOff ? 0 : 1;
				if (failures === MOST_FAILURES) {
					throw new Error(
						`n8n does not answer any more. It said last:\n${tailOf(this.#n8n.log())}`,
						{
							cause: error,
						},
					);
				}
			}
			// Rejects only when the signal comes, which ends the loop.
			await sleep(INTERVAL_MS, undefined, { signal }).catch(() => undefined);
		}
	}

	async #look(onArrival: (arrival: Arrival) => void): Promise<void> {
		const { data } = listSchema.parse(await this.#n8n.api('GET', '/executions?limit=100'));
		const finished = data.filter(
			({ id, status }) => !this.#seen.has(id) && !['new', 'running', 'waiting'].includes(status),
		);
		for (const listed of finished.toSorted((a, b) => Number(a.id) - Number(b.id))) {
			const arrivals = await this.#arrivalsIn(listed);
			this.#seen.add(listed.id);
			this.#all.push(...arrivals);
			arrivals.forEach(onArrival);
		}
	}

	async #arrivalsIn({ id, workflowId, startedAt }: Listed): Promise<Arrival[]> {
		const workflow = await getWorkflow(this.#n8n, workflowId);
		const triggers = triggerNamesIn(workflow);
		if (triggers.length === 0) return [];
		const execution = await getExecution(this.#n8n, id);
		const common = {
			executionId: id,
			url: executionUrl(this.#n8n, workflowId, id),
			workflow: workflow.name,
			at: startedAt ?? new Date(now()).toISOString(),
			hasFailed: execution.status !== 'success',
		};
		const events = triggers.flatMap((trigger) => eventsOf(execution, trigger));
		const shown = events.length > 0 ? events : [nothing(execution)];
		return shown.map((event) => ({ ...common, ...event }));
	}
}

type EventPart = Pick<Arrival, 'eventType' | 'summary' | 'phase' | 'effectiveDate' | 'delivery'>;

function eventsOf(execution: Execution, trigger: string): EventPart[] {
	const items = [...execution.items(trigger), ...execution.items(trigger, UNRECOGNISED)];
	return items.flatMap((item) => {
		const event = eventSchema.safeParse(item);
		// Somebody may have pinned data of another shape to the trigger.
		if (!event.success) return [];
		const { eventType, summary, phase, effectiveDate, enrichment, source } = event.data;
		const isUnrecognised = eventType === 'unmapped';
		const reason = isUnrecognised && enrichment.reason ? ` ${enrichment.reason}` : '';
		const { delivery } = source;
		return [{ eventType, summary: `${summary}${reason}`, phase, effectiveDate, delivery }];
	});
}

function nothing({ error, status }: Execution): EventPart {
	const isFine = status === 'success';
	const summary = isFine ? NO_EVENT : (error ?? `Ended: ${status}`);
	return { eventType: null, summary, phase: null, effectiveDate: null, delivery: null };
}
