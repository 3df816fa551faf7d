import { readFile } from 'node:fs/promises';
import autocannon from 'autocannon';
import { sum } from 'simple-statistics';
import { pollUntil } from '../../support/index.mts';
import type { Stage } from '../../workable/support.mts';
import { newDelivery, type Contender } from './contenders.mts';
import type { Installation } from './installations.mts';

/** How many deliveries are under way at the same time. */
const CONNECTIONS = 8;

/** How long n8n may take for the executions of a round. */
const OVER_WITHIN_MS = 300_000;

/** The clock of `/proc`: so many ticks a second on every Linux that Node.js runs on. */
const TICKS_A_SECOND = 100;

/** What a round of deliveries to one workflow took. */
export interface Round {
	/** Deliveries per second, from the first one until all executions have ended. */
	readonly perSecond: number;
	/** How long n8n took to answer, in milliseconds. */
	readonly p50Ms: number;
	readonly p99Ms: number;
	/** Processor time of n8n's processes for each delivery, in milliseconds. */
	readonly cpuMs: number;
}

/**
 * Sends deliveries, each with a body of its own, and waits until n8n has ended the execution of each.
 * @throws if a delivery is not answered with 200, or an execution does not succeed
 */
export async function playRound(
	{ stage, finished, pids }: Installation,
	{ url, workflowId, name }: Contender,
	count: number,
): Promise<Round> {
	const since = await finished.last();
	const ended = async () => await finished.count(workflowId, since);
	const cpuBefore = await cpuMsOf(pids());
	const begin = performance.now();
	// The load generator notices its own end only once a second.
	const over = pollUntil(
		async () => ((await ended()).all >= count ? performance.now() : undefined),
		{
			what: `${count} executions of ${name} to end`,
			...{ timeoutMs: OVER_WITHIN_MS, everyMs: 10 },
		},
	).then(async (end) => ({ end, cpu: await cpuMsOf(pids()) }));
	const [{ end, cpu }, { p50, p99 }] = await Promise.all([over, send(stage, url, count)]);
	const { all, succeeded } = await ended();
	if (all !== count || succeeded !== count) {
		throw new Error(`${name}: ${all} executions of ${count} deliveries, ${succeeded} succeeded`);
	}
	return {
		perSecond: count / ((end - begin) / 1_000),
		...{ p50Ms: p50, p99Ms: p99 },
		cpuMs: (cpu - cpuBefore) / count,
	};
}

/**
 * Sends so many deliveries, a few at a time.
 * @returns how long the answers took, in milliseconds
 * @throws if one is not answered with success
 */
async function send(
	stage: Stage,
	url: string,
	count: number,
): Promise<{ p50: number; p99: number }> {
	const {
		latency,
		errors,
		timeouts,
		'2xx': answered,
	} = await autocannon({
		url,
		...{ connections: Math.min(CONNECTIONS, count), amount: count, timeout: 60 },
		requests: [
			{
				method: 'POST',
				setupRequest: (request) => ({ ...request, ...newDelivery(stage) }),
			},
		],
	});
	if (answered !== count || errors > 0 || timeouts > 0) {
		throw new Error(
			`${answered} of ${count} deliveries answered, ${errors} errors, ${timeouts} timeouts`,
		);
	}
	return latency;
}

/** The processor time that processes have taken so far, in milliseconds (Linux). */
async function cpuMsOf(pids: readonly number[]): Promise<number> {
	const ticks = await Promise.all(
		pids.map(async (pid) => {
			const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
			// The name of the program comes second, in brackets, and may hold blanks: proc_pid_stat(5).
			const [, , , , , , , , , , , user, system] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
			return Number(user) + Number(system);
		}),
	);
	return (sum(ticks) / TICKS_A_SECOND) * 1_000;
}
