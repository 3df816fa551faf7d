/**
 * What it takes n8n to read everybody with this package, beside the flow that a user builds of n8n's own nodes:
 *
 *   npm run bench:hand-built [-- --people <count>] [--rounds <count>]
 *
 * A real n8n reads the employees of a simulated Workable, with its limit: *Employee: Get Many* with *Return All*, and
 * an *HTTP Request* with paging and a *Split Out*. They take turns. Prints a table in Markdown. Fails if an execution
 * fails or does not hand on everybody.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { max, median, min } from 'simple-statistics';
import {
	chain,
	createCredential,
	createWorkflow,
	reference,
	runManually,
	START,
	type Workflow,
} from '../../support/index.mts';
import { startMeasuringMemory } from '../../support/peakMemory.mts';
import { ACTION, actionWorkflow, setStage, type Stage } from '../../workable/support.mts';

/** A workflow that reads everybody. */
interface Reader {
	readonly label: string;
	readonly workflow: Workflow;
	/** The node that hands on the people. */
	readonly last: string;
	readonly seconds: number[];
	readonly memoryMb: number[];
	requests: number;
}

const { values } = parseArgs({
	options: {
		people: { type: 'string', default: '1000' },
		rounds: { type: 'string', default: '3' },
	},
});
const people = Number(values.people);
/** https://workable.readme.io/reference/rate-limits */
const LIMIT = { requests: 10, windowMs: 10_000 };
/** Workable's largest page. */
const PAGE_SIZE = 100;
/** Each time n8n is asked whether an execution is over takes memory of n8n. */
const ASK_EVERY_MS = 5_000;
const OVER_WITHIN_MS = 600_000;

const stage = await setStage({ workable: { employees: people, rateLimit: LIMIT } });
try {
	const readers = [
		readerOf('This package', ACTION, await ours(stage)),
		readerOf('HTTP Request and Split Out', 'Split Out', await handBuilt(stage)),
	];
	for (const one of readers) await readOnce(one);
	for (let round = 0; round < Number(values.rounds); round += 1) {
		for (const one of readers) {
			const { tookS, memoryMb } = await readOnce(one);
			one.seconds.push(tookS);
			one.memoryMb.push(memoryMb);
		}
	}
	console.log(`| ${people.toLocaleString('en')} people | Requests | Seconds | Memory of n8n |`);
	console.log('| --- | --- | --- | --- |');
	for (const { label, requests, seconds, memoryMb } of readers) {
		console.log(`| ${label} | ${requests} | ${spread(seconds, 1)} | ${spread(memoryMb, 0)} MB |`);
	}
} finally {
	await stage.close();
}

function readerOf(label: string, last: string, workflow: Workflow): Reader {
	return { label, workflow, last, seconds: [], memoryMb: [], requests: 0 };
}

/** Memory is by how much the peak of n8n's process grows. */
async function readOnce(one: Reader): Promise<{ tookS: number; memoryMb: number }> {
	const { n8n, workable } = stage;
	// Nothing is left in the vendor's window of what came before.
	await sleep(LIMIT.windowMs);
	const before = workable.requests.length;
	const grown = await startMeasuringMemory(n8n.pid());
	const run = await runManually(n8n, one.workflow, START, {
		...{ everyMs: ASK_EVERY_MS, timeoutMs: OVER_WITHIN_MS },
	});
	const memoryMb = await grown();
	one.requests = workable.requests.length - before;
	const items = run.items(one.last).length;
	if (run.status !== 'success' || items !== people) {
		throw new Error(
			`${one.label}: ${run.status}, ${items} of ${people} people. ${run.error ?? ''}`,
		);
	}
	return { tookS: run.tookS, memoryMb };
}

function spread(figures: readonly number[], digits: number): string {
	const [middle, least, most] = [median, min, max].map((of) => of([...figures]).toFixed(digits));
	return `${middle} (${least}–${most})`;
}

async function ours(stage: Stage): Promise<Workflow> {
	return await actionWorkflow(stage, {
		...{ resource: 'employee', operation: 'getAll', returnAll: true },
	});
}

/** What a user builds from n8n's own nodes. The items are as Workable has them. */
async function handBuilt({ n8n, workable }: Stage): Promise<Workflow> {
	const [token] = workable.tokens;
	const credential = await createCredential(n8n, {
		name: 'Token of Workable',
		type: 'httpHeaderAuth',
		data: { name: 'Authorization', value: `Bearer ${token?.token ?? ''}` },
	});
	const nodes = [
		{ name: START, type: 'n8n-nodes-base.manualTrigger' },
		{
			...{ name: 'HTTP Request', type: 'n8n-nodes-base.httpRequest', typeVersion: 4.3 },
			credentials: reference(credential),
			parameters: {
				url: `${workable.baseUrl}/employees`,
				...{ authentication: 'genericCredentialType', genericAuthType: 'httpHeaderAuth' },
				sendQuery: true,
				queryParameters: { parameters: [{ name: 'limit', value: String(PAGE_SIZE) }] },
				options: {
					pagination: {
						pagination: {
							paginationMode: 'updateAParameterInEachRequest',
							parameters: {
								parameters: [
									{ type: 'qs', name: 'offset', value: `={{ $pageCount * ${PAGE_SIZE} }}` },
								],
							},
							paginationCompleteWhen: 'other',
							completeExpression: `={{ $response.body.employees.length < ${PAGE_SIZE} }}`,
							// n8n does not know the limit, so the user spreads the requests over it.
							requestInterval: LIMIT.windowMs / LIMIT.requests,
						},
					},
				},
			},
		},
		{
			...{ name: 'Split Out', type: 'n8n-nodes-base.splitOut', typeVersion: 1 },
			parameters: { fieldToSplitOut: 'employees', options: {} },
		},
	];
	return await createWorkflow(n8n, {
		name: 'Hand-built',
		nodes,
		connections: chain(...nodes.map(({ name }) => name)),
	});
}
