import { createHmac, randomUUID } from 'node:crypto';
import { z } from 'zod/v4';
import { eventJson } from '../../../test/fixtures/workable/read.mts';
import {
	chain,
	createCredential,
	createWorkflow,
	publishOrThrow,
	reference,
	webhookIdOf,
	type N8n,
	type NodeInput,
} from '../../support/index.mts';
import { publishedWorkflow, TRIGGER, type Stage } from '../../workable/support.mts';
import type { Installation } from './installations.mts';

/** The name of each way to receive a delivery of Workable. */
export const CONTENDERS = [
	'bare',
	'bareRunning',
	'bareWithCredential',
	'handBuilt',
	'ours',
	'oursSkippingRepeats',
] as const;
export type ContenderName = (typeof CONTENDERS)[number];

/** A published workflow that takes deliveries. */
export interface Contender {
	readonly name: ContenderName;
	readonly workflowId: string;
	/** Where its deliveries go. */
	readonly url: string;
}

/** A published workflow, with the path of its webhook. */
type Published = Omit<Contender, 'url'> & { readonly path: string };

const HEADER = 'x-workable-signature';
const PATH = 'hand-built';

const SAMPLE = z.looseObject({ data: z.looseObject({}) }).parse(eventJson('employee_created'));

/** Publishes a workflow of each kind. All of them hand on the delivery to nobody. */
export async function publishContenders({ stage, publicUrl }: Installation): Promise<Contender[]> {
	const published = [
		await bare(stage, 'bare', 'bareTrigger'),
		await bare(stage, 'bareRunning', 'bareRunningTrigger'),
		await bare(stage, 'bareWithCredential', 'bareRunningTrigger', reference(stage.credential)),
		await handBuilt(stage.n8n, tokenOf(stage)),
		await ours(stage, 'ours', 'off'),
		await ours(stage, 'oursSkippingRepeats', 'node'),
	];
	return published.map(({ path, ...one }) => ({ ...one, url: `${publicUrl}${path}` }));
}

/** A new person's delivery, with the signature of Workable. */
export function newDelivery(stage: Stage): { body: string; headers: Record<string, string> } {
	const id = randomUUID();
	const firedAt = new Date().toISOString();
	const body = JSON.stringify({ ...SAMPLE, id, fired_at: firedAt, data: { ...SAMPLE.data, id } });
	const signature = createHmac('sha256', tokenOf(stage)).update(body).digest('hex');
	return { body, headers: { 'content-type': 'application/json', [HEADER]: signature } };
}

function tokenOf({ workable }: Stage): string {
	const [first] = workable.tokens;
	if (first === undefined) throw new Error('The simulated Workable has no token');
	return first.token;
}

/** A trigger that only hands on the body. */
async function bare(
	{ n8n }: Stage,
	contender: ContenderName,
	type: string,
	credentials?: NodeInput['credentials'],
): Promise<Published> {
	const name = 'Trigger';
	const workflow = await createWorkflow(n8n, {
		name,
		nodes: [
			{
				...{ name, type: `n8n-nodes-bare-trigger.${type}`, typeVersion: 2 },
				webhookId: randomUUID(),
				...(credentials && { credentials }),
			},
		],
	});
	await publishOrThrow(n8n, workflow.id);
	const { pathname: path } = new URL(n8n.webhookUrl(webhookIdOf(workflow, name)));
	return { name: contender, workflowId: workflow.id, path };
}

/** Our trigger for people who are created, without the reads that only add details. */
async function ours(
	stage: Stage,
	name: ContenderName,
	skipRepeats: 'off' | 'node',
): Promise<Published> {
	const workflow = await publishedWorkflow(stage, {
		hrEvents: ['employee.created'],
		options: { fetchDetails: false, skipRepeats },
	});
	const id = webhookIdOf(workflow, TRIGGER);
	const url = stage.workable.webhooks.map(({ target }) => target).find((one) => one.includes(id));
	if (url === undefined) throw new Error('The trigger has registered no webhook');
	return { name, workflowId: workflow.id, path: new URL(url).pathname };
}

/** What a user builds from n8n's own nodes for the same: proof, no repeats, an item with named fields. */
async function handBuilt(n8n: N8n, token: string): Promise<Published> {
	const credential = await createCredential(n8n, {
		name: 'Signature of Workable',
		type: 'crypto',
		data: { hmacSecret: token },
	});
	const nodes: NodeInput[] = [
		{
			...{ name: 'Webhook', type: 'n8n-nodes-base.webhook', typeVersion: 2.1 },
			webhookId: randomUUID(),
			parameters: {
				...{ httpMethod: 'POST', path: PATH, responseMode: 'onReceived' },
				options: { rawBody: true },
			},
		},
		{
			...{ name: 'Crypto', type: 'n8n-nodes-base.crypto', typeVersion: 2 },
			credentials: reference(credential),
			parameters: {
				...{ action: 'hmac', binaryData: true, binaryPropertyName: 'data', type: 'SHA256' },
				...{ dataPropertyName: 'signature', encoding: 'hex' },
			},
		},
		{
			...{ name: 'If', type: 'n8n-nodes-base.if', typeVersion: 2.3 },
			parameters: {
				conditions: {
					options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 3 },
					conditions: [
						{
							id: randomUUID(),
							leftValue: '={{ $json.signature }}',
							rightValue: `={{ $json.headers['${HEADER}'] }}`,
							operator: { type: 'string', operation: 'equals' },
						},
					],
					combinator: 'and',
				},
				options: {},
			},
		},
		{
			...{ name: 'Remove Duplicates', type: 'n8n-nodes-base.removeDuplicates', typeVersion: 2 },
			parameters: {
				operation: 'removeItemsSeenInPreviousExecutions',
				dedupeValue: '={{ $json.body.event_type }} {{ $json.body.id }} {{ $json.body.fired_at }}',
				options: {},
			},
		},
		{
			...{ name: 'Set', type: 'n8n-nodes-base.set', typeVersion: 3.4 },
			parameters: { assignments: { assignments: Object.entries(FIELDS).map(assignment) } },
		},
	];
	const workflow = await createWorkflow(n8n, {
		name: 'Hand-built',
		nodes,
		connections: chain(...nodes.map(({ name }) => name)),
	});
	await publishOrThrow(n8n, workflow.id);
	return { name: 'handBuilt', workflowId: workflow.id, path: `/webhook/${PATH}` };
}

/** The fields that the hand-built flow makes, and where it takes them from. */
const FIELDS = {
	eventType: '={{ $json.body.event_type }}',
	occurredAt: '={{ $json.body.fired_at }}',
	employeeId: '={{ $json.body.id }}',
	displayName: '={{ $json.body.data.firstname }} {{ $json.body.data.lastname }}',
	jobTitle: '={{ $json.body.data.job_title }}',
	startDate: '={{ $json.body.data.start_date }}',
};

function assignment([name, value]: [string, string]): Record<string, string> {
	return { id: randomUUID(), name, value, type: 'string' };
}
