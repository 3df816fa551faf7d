import assert from 'node:assert/strict';
import { importExample } from '../../../demo/examples.mts';
import { startHiBob, type HiBobSimulator } from '../../../simulators/hibob/index.mts';
import { startFactorial, type FactorialSimulator } from '../../../simulators/factorial/index.mts';
import { startPersonio, type PersonioSimulator } from '../../../simulators/personio/index.mts';
import { startWorkable, type WorkableSimulator } from '../../../simulators/workable/index.mts';
import * as factorialSupport from '../../factorial/support.mts';
import * as hibobSupport from '../../hibob/support.mts';
import * as personioSupport from '../../personio/support.mts';
import {
	createCredential,
	ensureN8nHost,
	logToStderr,
	packPackage,
	itemsOf,
	pollUntil,
	publishedWorkflow,
	startN8n,
	unpublish,
	ZONE_AT_NOON,
	type N8n,
	type VendorNames,
	type VendorStage,
	type Workflow,
} from '../../support/index.mts';
import * as workableSupport from '../../workable/support.mts';
import { showWhatIsTold } from './told.mts';

/** A company with one of the vendors, and an n8n that has a credential for it. */
export type At<Company> = VendorStage & { readonly company: Company };

/** One n8n with a company at each vendor. */
export interface Stages {
	readonly n8n: N8n;
	readonly factorial: At<FactorialSimulator>;
	readonly hibob: At<HiBobSimulator> & hibobSupport.Stage;
	readonly personio: At<PersonioSimulator>;
	readonly workable: At<WorkableSimulator>;
	close(): Promise<void>;
}

/** Sets the stages; close them in any case. */
export async function setStages(): Promise<Stages> {
	const [factorial, hibob, personio, workable] = await Promise.all([
		startFactorial(),
		startHiBob(),
		startPersonio(),
		startWorkable(),
	]);
	const host = await ensureN8nHost({ log: logToStderr });
	// The examples take the time zone of the workflow, and the workflow that of n8n.
	const env = { GENERIC_TIMEZONE: ZONE_AT_NOON };
	const n8n = await startN8n({ host, tarball: await packPackage(), env });
	const at = async <Company extends { close(): Promise<void> }>(
		{ NAMES: names, credentialData }: Support<Company>,
		company: Company,
	): Promise<At<Company>> => {
		const { action: name, credentialType: type } = names;
		const credential = await createCredential(n8n, { name, type, data: credentialData(company) });
		return { names, n8n, credential, company, close: () => company.close() };
	};
	const data = hibobSupport.credentialData(hibob);
	const stages = {
		factorial: await at(factorialSupport, factorial),
		hibob: { ...(await at(hibobSupport, hibob)), hibob, data, secrets: [] },
		personio: await at(personioSupport, personio),
		workable: await at(workableSupport, workable),
	};
	return {
		n8n,
		...stages,
		close: async () => {
			for (const { company } of Object.values(stages)) {
				assert.deepEqual(company.violations.list, []);
				await company.close();
			}
			await n8n.close();
		},
	};
}

interface Support<Company> {
	readonly NAMES: VendorNames;
	credentialData(company: Company): Record<string, string>;
}

/**
 * Imports an example as a user does.
 * @param services the nodes of other services, see {@link showWhatIsTold}
 */
export async function imported(
	{ n8n, credential }: VendorStage,
	example: string,
	services: readonly string[],
): Promise<Workflow> {
	const file = { file: `${example}.json`, isPublished: false };
	return await showWhatIsTold(n8n, await importExample(n8n, file, credential), services);
}

/**
 * What the published trigger of a vendor emits while something happens.
 * @param count how many events that are
 */
export async function heard(
	stages: Stages,
	vendor: 'factorial' | 'hibob' | 'personio' | 'workable',
	{ hrEvents, count = 1 }: { hrEvents: string[]; count?: number },
	happen: () => unknown,
): Promise<Item[]> {
	const stage = stages[vendor];
	const listen = async (workflow: Workflow): Promise<Item[]> => {
		happen();
		const items = await pollUntil(
			async () => {
				const found = await itemsOf(stage, workflow);
				return found.length >= count ? found : undefined;
			},
			{ what: `${count} events from ${vendor}`, timeoutMs: 30_000 },
		);
		assert.equal(items.length, count);
		return items;
	};
	let items: Item[] = [];
	if (vendor === 'hibob') {
		// An administrator adds its webhooks by hand.
		await hibobSupport.listening(stages.hibob, { hrEvents }, async (workflow) => {
			items = await listen(workflow);
		});
		return items;
	}
	const workflow = await publishedWorkflow(stage, { hrEvents });
	try {
		return await listen(workflow);
	} finally {
		await unpublish(stage.n8n, workflow.id);
	}
}

type Item = Record<string, unknown>;
