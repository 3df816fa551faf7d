/**
 * What it takes n8n to read whole lists with this package, beside the flow that a user builds of n8n's own nodes:
 *
 *   npm run bench:hand-built [-- --vendor <vendor>] [--people <count>] [--rounds <count>]
 *
 * A real n8n reads a list of a simulated vendor, with its limit: by *Get Many* with *Return All*, and by an *HTTP Request*
 * with paging and a *Split Out*. They take turns. The vendors are those with `handBuilt` in `bench.mts` in their folder
 * of `e2e`. Prints a table in Markdown. Fails if an execution fails or does not hand on everything.
 */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { max, median, min } from 'simple-statistics';
import { importFromEachVendor } from '../../../scripts/importFromEachVendor.mts';
import {
	actionWorkflow,
	chain,
	createCredential,
	createWorkflow,
	reference,
	runManually,
	START,
	type Workflow,
} from '../../support/index.mts';
import { projectRoot } from '../../support/paths.mts';
import { startMeasuringMemory } from '../../support/peakMemory.mts';
import type { HandBuiltBench, HandBuiltCompany } from './types.mts';

/** A workflow that reads the whole list. */
interface Reader {
	readonly label: string;
	readonly workflow: Workflow;
	/** The node that hands on the records. */
	readonly last: string;
	readonly seconds: number[];
	readonly memoryMb: number[];
	requests: number;
}

const { values } = parseArgs({
	options: {
		vendor: { type: 'string' },
		people: { type: 'string', default: '1000' },
		rounds: { type: 'string', default: '3' },
	},
});
const people = Number(values.people);
/** Each time n8n is asked whether an execution is over takes memory of n8n. */
const ASK_EVERY_MS = 5_000;
const OVER_WITHIN_MS = 600_000;

const files = await importFromEachVendor<{ handBuilt: HandBuiltBench }>(
	join(projectRoot, 'e2e'),
	'bench.mts',
);
const chosen = files.filter(([name]) => name === (values.vendor ?? name));
if (chosen.length === 0)
	throw new Error(`--vendor takes ${files.map(([name]) => name).join(', ')}`);

console.log(
	`| ${people.toLocaleString('en')} people | Read by | Requests | Seconds | Memory of n8n |`,
);
console.log('| --- | --- | --- | --- | --- |');
for (const [, { handBuilt }] of chosen) await compare(handBuilt);

async function compare(bench: HandBuiltBench): Promise<void> {
	const company = await bench.start(people);
	try {
		const readers = [
			readerOf('This package', company.stage.names.action, await ours(bench, company)),
			readerOf('HTTP Request and Split Out', 'Split Out', await byHand(bench, company)),
		];
		const readAll = async (one: Reader) => await readOnce(one, bench, company);
		for (const one of readers) await readAll(one);
		for (let round = 0; round < Number(values.rounds); round += 1) {
			for (const one of readers) {
				const { tookS, memoryMb } = await readAll(one);
				one.seconds.push(tookS);
				one.memoryMb.push(memoryMb);
			}
		}
		for (const { label, requests, seconds, memoryMb } of readers) {
			console.log(
				`| ${bench.what} | ${label} | ${requests} | ${spread(seconds, 1)} | ${spread(memoryMb, 0)} MB |`,
			);
		}
	} finally {
		await company.stage.close();
	}
}

function readerOf(label: string, last: string, workflow: Workflow): Reader {
	return { label, workflow, last, seconds: [], memoryMb: [], requests: 0 };
}

/** Memory is by how much the peak of n8n's process grows. */
async function readOnce(
	one: Reader,
	{ pauseMs }: HandBuiltBench,
	{ stage, requestCount, items }: HandBuiltCompany,
): Promise<{ tookS: number; memoryMb: number }> {
	// Nothing is left in the vendor's window of what came before.
	await sleep(pauseMs);
	const before = requestCount();
	const grown = await startMeasuringMemory(stage.n8n.pid());
	const run = await runManually(stage.n8n, one.workflow, START, {
		...{ everyMs: ASK_EVERY_MS, timeoutMs: OVER_WITHIN_MS },
	});
	const memoryMb = await grown();
	one.requests = requestCount() - before;
	const found = run.items(one.last).length;
	if (run.status !== 'success' || found !== items) {
		throw new Error(`${one.label}: ${run.status}, ${found} of ${items} items. ${run.error ?? ''}`);
	}
	return { tookS: run.tookS, memoryMb };
}

function spread(figures: readonly number[], digits: number): string {
	const [middle, least, most] = [median, min, max].map((of) => of([...figures]).toFixed(digits));
	return `${middle} (${least}–${most})`;
}

async function ours(
	{ parameters }: HandBuiltBench,
	{ stage }: HandBuiltCompany,
): Promise<Workflow> {
	return await actionWorkflow(stage, {
		...stage.names.actionParameters,
		...{ ...parameters, operation: 'getAll', returnAll: true },
	});
}

/** What a user builds from n8n's own nodes. The items are as the vendor has them. */
async function byHand(
	{ split }: HandBuiltBench,
	{ stage, header, httpRequest }: HandBuiltCompany,
): Promise<Workflow> {
	const credential = await createCredential(stage.n8n, {
		...{ name: 'Header', type: 'httpHeaderAuth', data: header },
	});
	const nodes = [
		{ name: START, type: 'n8n-nodes-base.manualTrigger' },
		{
			...{ name: 'HTTP Request', type: 'n8n-nodes-base.httpRequest', typeVersion: 4.3 },
			credentials: reference(credential),
			parameters: {
				...{ authentication: 'genericCredentialType', genericAuthType: 'httpHeaderAuth' },
				...httpRequest,
			},
		},
		{
			...{ name: 'Split Out', type: 'n8n-nodes-base.splitOut', typeVersion: 1 },
			parameters: { fieldToSplitOut: split, options: {} },
		},
	];
	return await createWorkflow(stage.n8n, {
		name: 'Hand-built',
		nodes,
		connections: chain(...nodes.map(({ name }) => name)),
	});
}
