import assert from 'node:assert/strict';
import { z } from 'zod/v4';
import type { HiBobOptions, HiBobSimulator, Ping } from '../../simulators/hibob/index.mts';
import { startHiBob } from '../../simulators/hibob/index.mts';
import type { DeliveryAttempt } from '../../simulators/kit/deliveries.mts';
import {
	createCredential,
	executions,
	findNode,
	publishedWorkflow,
	setVendorStage,
	unpublish,
	updateCredential,
	waitForExecutions,
	webhookIdOf,
	type Credential,
	type Execution,
	type NodeInput,
	type StageOptions,
	type VendorNames,
	type VendorStage,
	type Workflow,
} from '../support/index.mts';

export const TRIGGER = 'HiBob Trigger';
export const ACTION = 'HiBob';
export const TRIGGER_TYPE = 'n8n-nodes-hr-events.hiBobTrigger';

export const NAMES: VendorNames = {
	trigger: TRIGGER,
	triggerType: TRIGGER_TYPE,
	action: ACTION,
	actionType: 'n8n-nodes-hr-events.hiBob',
	credentialType: 'hiBobHrApi',
};

/** Most tests are not about the limits; the package takes the simulator at its word. */
const AMPLE = { everything: { requests: 10_000, windowMs: 60_000 } };

/** A failed delivery comes again after 30 ms, then after 60 ms, ..., and for 2 minutes. */
const QUICK = 0.0005;

/** A credential and what is entered in it. */
interface Entered {
	readonly credential: Credential;
	/** The secrets of webhooks that are in the credential; see {@link enterSecrets}. */
	readonly secrets: string[];
	/** What is in the credential besides. */
	readonly data: Record<string, string>;
}

/** A real n8n with the package in it as a user has it, and a HiBob it can reach. */
export interface Stage extends VendorStage, Entered {
	readonly hibob: HiBobSimulator;
}

/** A HiBob in a hurry, with ample limits. */
export async function startQuickHiBob(options: HiBobOptions = {}): Promise<HiBobSimulator> {
	return await startHiBob({ rateLimit: AMPLE, timeScale: QUICK, ...options });
}

/** Sets the stage; close it in any case. */
export async function setStage({
	hibob: settings,
	...options
}: StageOptions & { hibob?: HiBobOptions } = {}): Promise<Stage> {
	const hibob = await startQuickHiBob(settings);
	const data = credentialData(hibob);
	const stage = await setVendorStage(NAMES, hibob, {
		credentialData: data,
		...options,
	});
	return { ...stage, hibob, data, secrets: [] };
}

/** What a user enters in the credential before there is a webhook. */
export function credentialData(
	hibob: HiBobSimulator,
	more: Record<string, string> = {},
): Record<string, string> {
	const [user] = hibob.serviceUsers;
	return {
		serviceUserId: user?.id ?? '',
		serviceUserToken: user?.token ?? '',
		environment: 'custom',
		baseUrl: hibob.baseUrl,
		...more,
	};
}

/** The same n8n with another credential, and with another HiBob if one is given. */
export async function withCredential(
	stage: Stage,
	{ hibob = stage.hibob, ...more }: { hibob?: HiBobSimulator; [field: string]: unknown } = {},
): Promise<Stage> {
	const data = credentialData(hibob, z.record(z.string(), z.string()).parse(more));
	const credential = await createCredential(stage.n8n, {
		name: `${ACTION} ${crypto.randomUUID()}`,
		type: stage.names.credentialType,
		data,
	});
	return { ...stage, hibob, credential, data, secrets: [] };
}

/** Enters these secrets in the credential in place of those that are there. */
export async function enterSecrets(stage: Stage, ...secrets: string[]): Promise<void> {
	stage.secrets.splice(0, Infinity, ...secrets);
	await updateCredential(stage.n8n, stage.credential, {
		...stage.data,
		webhookSecrets: secrets.join(', '),
	});
}

/** A webhook as an administrator has added it. */
export interface Added {
	readonly id: string;
	readonly secret: string;
	readonly pings: Ping[];
}

/**
 * Adds a webhook in Bob, as the notices of the trigger tell an administrator to.
 * @param url the Production URL of the workflow, unless another one is given
 */
export async function addWebhook(
	stage: Stage,
	workflow: Workflow,
	url = stage.n8n.webhookUrl(webhookIdOf(workflow, TRIGGER)),
): Promise<Added> {
	const events = await eventsToTick(stage, workflow);
	return await stage.hibob.addWebhook({ name: workflow.name, url, events });
}

/** The same, and enters its secret beside those that are in the credential. */
export async function connect(stage: Stage, workflow: Workflow): Promise<Added> {
	const added = await addWebhook(stage, workflow);
	await enterSecrets(stage, ...stage.secrets, added.secret);
	return added;
}

/** What is chosen in the trigger, with the default of what is not entered. */
const choiceSchema = z.looseObject({
	listenFor: z.string().default('hrEvents'),
	hrEvents: z.array(z.string()).default([]),
	vendorEvents: z.array(z.string()).default([]),
});
const descriptionSchema = z.tuple([
	z.object({
		properties: z.array(
			z.looseObject({
				displayName: z.string(),
				name: z.string(),
				type: z.string(),
				options: z.array(z.looseObject({ value: z.unknown().optional() })).optional(),
				displayOptions: z
					.object({ show: z.record(z.string(), z.array(z.unknown())).optional() })
					.optional(),
			}),
		),
	}),
]);

/** What the editor shows of the trigger. */
async function fieldsOfTrigger({ n8n }: Stage) {
	const nodeInfos = [{ name: TRIGGER_TYPE, version: 2 }];
	const answer = await n8n.rest('POST', '/node-types', { nodeInfos });
	return descriptionSchema.parse(answer)[0].properties;
}

/** All that can be chosen in the trigger. */
export async function offered(stage: Stage, list: 'hrEvents' | 'vendorEvents'): Promise<string[]> {
	const fields = await fieldsOfTrigger(stage);
	const { options = [] } = fields.find(({ name }) => name === list) ?? {};
	return options.map(({ value }) => String(value));
}

/** A line of the checklist, with the name of an event of HiBob. */
const TO_TICK = /^☐ .+ \(([\w.]+)\)$/;

/** The events that the checklist in the editor shows for what is chosen, sorted. */
export async function eventsToTick(stage: Stage, workflow: Workflow): Promise<string[]> {
	const { parameters } = findNode(workflow, TRIGGER);
	const { listenFor, hrEvents, vendorEvents } = choiceSchema.parse(parameters);
	if (listenFor === 'vendorEvents') return vendorEvents.toSorted();
	const fields = await fieldsOfTrigger(stage);
	return fields
		.filter(({ displayOptions }) =>
			displayOptions?.show?.['hrEvents']?.some((event) => hrEvents.includes(String(event))),
		)
		.flatMap(({ displayName }) => TO_TICK.exec(displayName)?.[1] ?? [])
		.sort();
}

/** A workflow that listens for as long as its test takes, with a webhook and its secret. */
export async function listening(
	stage: Stage,
	parameters: Record<string, unknown>,
	act: (workflow: Workflow, webhook: Added) => Promise<void>,
	following: readonly NodeInput[] = [],
): Promise<void> {
	const workflow = await publishedWorkflow(stage, parameters, following);
	const webhook = await connect(stage, workflow);
	try {
		await act(workflow, webhook);
	} finally {
		// Publishing has made nothing in Bob, so unpublishing takes nothing away there.
		stage.hibob.removeWebhook(webhook.id);
		await unpublish(stage.n8n, workflow.id);
	}
}

/** The requests it took to deliver to a workflow, oldest first. */
export function attemptsAt({ hibob }: Stage, workflow: Workflow): DeliveryAttempt[] {
	// A renamed trigger keeps its address; the workflow given may be from before.
	const id = webhookIdOf(workflow, workflow.nodes[0]?.name ?? TRIGGER);
	return hibob.deliveries.attempts.filter(({ url }) => url.includes(id));
}

/** The runs that something which happens starts; it waits until all of it was answered. */
export async function runsOf(
	stage: Stage,
	workflow: Workflow,
	happen: () => unknown,
): Promise<Execution[]> {
	const before = attemptsAt(stage, workflow).length;
	const known = (await executions(stage.n8n, workflow.id)).length;
	happen();
	await stage.hibob.deliveries.idle();
	const answers = attemptsAt(stage, workflow).slice(before);
	assert.ok(
		answers.every(({ status }) => status === 200),
		JSON.stringify(answers),
	);
	// HiBob is looked at for up to 20 seconds until it shows what was told.
	const count = known + answers.length;
	const runs = await waitForExecutions(stage.n8n, workflow.id, count, { timeoutMs: 60_000 });
	for (const run of runs) assert.equal(run.status, 'success', run.nodeError(TRIGGER));
	return runs.slice(known);
}

const recordSchema = z.record(z.string(), z.unknown());

/** As much of an item as the tests look at. */
const toldSchema = z.looseObject({
	eventId: z.string(),
	eventType: z.string(),
	effectiveDate: z.string().nullable(),
	phase: z.string(),
	changedFields: z.array(z.string()),
	employee: recordSchema,
	leave: recordSchema.nullable(),
	termination: recordSchema.nullable(),
	table: recordSchema.nullable(),
	refs: recordSchema,
	enrichment: z.object({ status: z.string(), reason: z.string().nullable() }),
	raw: z.unknown().optional(),
});
export type Told = z.infer<typeof toldSchema>;

/** The items that left an output of a run. */
export function toldBy(run: Execution | undefined, outputIndex = 0): Told[] {
	return z.array(toldSchema).parse(run?.items(TRIGGER, outputIndex));
}

/** What something that happens is told as; nothing of it may be unrecognised. */
export async function told(
	stage: Stage,
	workflow: Workflow,
	happen: () => unknown,
): Promise<Told[]> {
	const runs = await runsOf(stage, workflow, happen);
	const unrecognised = runs.flatMap((run) => toldBy(run, 1));
	assert.deepEqual(
		unrecognised.map(({ enrichment }) => enrichment.reason),
		[],
	);
	return runs.flatMap((run) => toldBy(run));
}

export const typesIn = (items: readonly Told[]): string[] =>
	items.map(({ eventType }) => eventType);

export const typesAndDates = (items: readonly Told[]): Array<[string, string | null]> =>
	items.map(({ eventType, effectiveDate }) => [eventType, effectiveDate]);

/** `YYYY-MM-DD`, so many days from today. */
export const day = (offset: number): string =>
	new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);
