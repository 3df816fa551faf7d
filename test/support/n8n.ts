import { createHash } from 'crypto';

import {
	DataDeduplicationService,
	ExecuteContext,
	HookContext,
	LoadOptionsContext,
	PollContext,
	WebhookContext,
} from 'n8n-core';
import type {
	ICheckProcessedContextData,
	ICheckProcessedOptions,
	ICredentialDataDecryptedObject,
	ICredentialType,
	IDataDeduplicator,
	IDataObject,
	IExecuteFunctions,
	IHookFunctions,
	IHttpRequestHelper,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	INode,
	INodeExecutionData,
	INodeProperties,
	INodeType,
	INodeTypes,
	IPollFunctions,
	IWebhookFunctions,
	IWorkflowDataProxyAdditionalKeys,
	IWorkflowExecuteAdditionalData,
	WorkflowActivateMode,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { createRunExecutionData, jsonParse, ObservableObject, Workflow } from 'n8n-workflow';

import type { N8nRequest, Sent } from './n8nRequest.mts';
import { incoming, readAsN8nDoes } from './n8nRequest.mts';

/*
 * n8n's real contexts around one node: what n8n-core hands to a node at run time, without the
 * server around it. Requests go out over real HTTP, so a simulator has to answer them.
 */

export interface NodeUnderTest {
	/** The class of the node. */
	readonly type: INodeType;
	/** The type of its credential. */
	readonly credentialType: ICredentialType;
	/** What the user entered in the credential. */
	readonly credential: IDataObject;
	readonly parameters?: IDataObject;
	/** n8n's id of the credential. */
	readonly credentialId?: string;
	readonly nodeName?: string;
	readonly nodeId?: string;
	readonly webhookId?: string;
	readonly workflowId?: string;
	/** The workflow's own; null where it has none and n8n's counts. */
	readonly timezone?: string | null;
	/** Where this n8n is reached; loopback by default. */
	readonly address?: string;
	readonly continueOnFail?: boolean;
}

export const WEBHOOK_ID = '0e3b6d5c-7a0f-4c43-9a5e-2d1f4b8c6a70';

/** How often n8n was asked for the credential; reading one is dear. */
export interface Counters {
	credentialReads: number;
}

export interface Surroundings {
	readonly node: INode;
	readonly workflow: Workflow;
	readonly additionalData: IWorkflowExecuteAdditionalData;
	readonly counters: Counters;
	/** What the webhook methods have logged, with its data. */
	readonly warnings: object[];
	/** Replaces what the user entered, as saving the credential does. */
	setCredential(data: IDataObject): void;
}

/** Builds a workflow of one node, and what n8n-core needs around it. */
export function surround(given: NodeUnderTest): Surroundings {
	const counters: Counters = { credentialReads: 0 };
	let credential = given.credential;
	const node: INode = {
		id: given.nodeId ?? '6f1d0c7e-3a52-4f5e-8f0a-0b9f3f0d8e11',
		name: given.nodeName ?? 'Node Under Test',
		type: `n8n-nodes-hr-events.${given.type.description.name}`,
		typeVersion: Number(given.type.description.version),
		position: [0, 0],
		parameters: {
			...defaultsOf(given.type.description.properties),
			...given.parameters,
		} as INode['parameters'],
		webhookId: given.webhookId ?? WEBHOOK_ID,
		credentials: {
			[given.credentialType.name]: { id: given.credentialId ?? 'credential-1', name: 'Test' },
		},
		...(given.continueOnFail ? { continueOnFail: true } : {}),
	};
	const nodeTypes = {
		getByName: () => given.type,
		getByNameAndVersion: () => given.type,
		getKnownTypes: () => ({}),
	} as INodeTypes;
	const workflow = new Workflow({
		id: given.workflowId ?? 'workflow-1',
		name: 'Workflow under test',
		nodes: [node],
		connections: {},
		active: true,
		nodeTypes,
		settings: given.timezone === null ? {} : { timezone: given.timezone ?? 'Europe/Berlin' },
	});
	const address = given.address ?? 'http://127.0.0.1:5678/';
	const credentialsHelper = {
		// With `oAuth2Api` among them, n8n-core takes its own road: it signs and renews by itself.
		getParentTypes: () => given.credentialType.extends ?? [],
		isCredentialUsableByNode: () => true,
		getDecrypted: async () => {
			counters.credentialReads += 1;
			return { ...defaultsOf(given.credentialType.properties), ...credential };
		},
		preAuthentication: async (
			helpers: IHttpRequestHelper,
			data: IDataObject,
			_type: string,
			_node: INode,
			isExpired: boolean,
		) => {
			const fresh = await signedIn(given.credentialType, helpers, data, isExpired);
			if (fresh === undefined) return undefined;
			// n8n stores the token with the credential.
			credential = { ...credential, ...fresh };
			return Object.assign(data, fresh);
		},
		runPreAuthentication: async () => undefined,
		updateCredentialsOauthTokenData: async (
			_credential: unknown,
			_type: string,
			data: IDataObject,
		) => {
			credential = { ...credential, oauthTokenData: data['oauthTokenData'] };
		},
		authenticate: async (
			data: IDataObject,
			_type: string,
			request: IHttpRequestOptions,
		): Promise<IHttpRequestOptions> =>
			await authenticated(
				given.credentialType,
				data as ICredentialDataDecryptedObject,
				request,
				(value) =>
					workflow.expression.getSimpleParameterValue(
						node,
						value,
						'internal',
						{ $credentials: data } as IWorkflowDataProxyAdditionalKeys,
						undefined,
						'',
					),
			),
	};
	const additionalData = {
		webhookBaseUrl: `${address}webhook`,
		webhookTestBaseUrl: `${address}webhook-test`,
		webhookWaitingBaseUrl: `${address}webhook-waiting`,
		formWaitingBaseUrl: `${address}form-waiting`,
		restApiUrl: `${address}rest`,
		instanceBaseUrl: address,
		credentialsHelper,
		executionId: 'execution-1',
		variables: {},
	} as unknown as IWorkflowExecuteAdditionalData;
	return {
		node,
		workflow,
		additionalData,
		counters,
		warnings: [],
		setCredential: (data) => {
			credential = data;
		},
	};
}

interface HookModes {
	readonly mode?: WorkflowExecuteMode;
	readonly activation?: WorkflowActivateMode;
}

/** The context of `checkExists` and `create`. What is logged in it is kept in `warnings`. */
export function hookContext(
	{ workflow, node, additionalData, warnings }: Surroundings,
	{
		mode = 'trigger',
		activation = 'activate',
		isTest = mode === 'manual',
	}: HookModes & {
		readonly isTest?: boolean;
	} = {},
): IHookFunctions {
	reloadStaticData(workflow);
	workflow.active = !isTest;
	const context = new HookContext(workflow, node, additionalData, mode, activation, {
		isTest,
	} as never);
	const warn = (message: string, data: object = {}): void => {
		warnings.push({ message, ...data });
	};
	Object.defineProperty(context, 'logger', { value: { warn } });
	return context;
}

/** The context of `delete`: n8n does not say in its mode whether a test ends. */
export function deleteContext(
	surroundings: Surroundings,
	{ mode }: HookModes = {},
): IHookFunctions {
	const isTest = mode === 'manual';
	return hookContext(surroundings, { mode: 'internal', activation: 'update', isTest });
}

export interface Answer {
	/** What was answered; 200 unless the node answered itself, as n8n does. */
	status: number;
	/** Call when the answer has gone out, with the status n8n would send. */
	finish(status?: number): void;
	/** Call when the vendor has closed the connection before. */
	hangUp(): void;
}

/**
 * An answer to a delivery, and how it ends: by `finish` and `close`, as Node tells it, or by `close`
 * alone.
 */
export function pendingAnswer(statusCode = 200): {
	response: ReturnType<IWebhookFunctions['getResponseObject']>;
	answer: Answer;
} {
	const listeners: Record<'finish' | 'close', Array<() => void>> = { finish: [], close: [] };
	const tell = (event: 'finish' | 'close') => {
		for (const listener of listeners[event].splice(0)) listener();
	};
	const response = {
		destroyed: false,
		statusCode,
		status(code: number) {
			response.statusCode = code;
			answer.status = code;
			return response;
		},
		end: () => response,
		once(event: 'finish' | 'close', listener: () => void) {
			listeners[event].push(listener);
			return response;
		},
	};
	const answer: Answer = {
		status: 200,
		finish(status = response.statusCode) {
			response.statusCode = status;
			tell('finish');
			tell('close');
		},
		hangUp() {
			response.destroyed = true;
			tell('close');
		},
	};
	return {
		response: response as unknown as ReturnType<IWebhookFunctions['getResponseObject']>,
		answer,
	};
}

/**
 * The context of `webhook`: a request as n8n's server hands it over, and its answer.
 * @throws RefusedByN8n where n8n answers before the node is asked
 */
export async function webhookContext(
	surroundings: Surroundings,
	sent: Sent,
	mode: WorkflowExecuteMode = 'trigger',
): Promise<{ context: IWebhookFunctions; answer: Answer }> {
	const { response, answer } = pendingAnswer();
	const request = incoming(sent);
	await readAsN8nDoes(request);
	request.body ??= {};
	return { context: webhookContextOf(surroundings, { request, response, mode }), answer };
}

/** The same for a request and an answer that are there. */
export function webhookContextOf(
	{ workflow, node, additionalData }: Surroundings,
	{
		request,
		response,
		mode = 'trigger',
	}: {
		request: N8nRequest;
		response: ReturnType<IWebhookFunctions['getResponseObject']>;
		mode?: WorkflowExecuteMode;
	},
): IWebhookFunctions {
	reloadStaticData(workflow);
	return new WebhookContext(
		workflow,
		node,
		{ ...additionalData, httpRequest: request, httpResponse: response },
		mode,
		{ workflowId: workflow.id, node: node.name, isTest: mode === 'manual' } as never,
		[],
		null,
	);
}

/**
 * The context of `poll`. Static data stays as the poll before left it, as in a process of n8n.
 * @param activation how this n8n process began to poll
 * @param emitError makes a failed execution beside what the poll hands over
 */
export function pollContext(
	{ workflow, node, additionalData }: Surroundings,
	activation: WorkflowActivateMode = 'activate',
	emitError?: (error: Error) => void,
): IPollFunctions {
	const context = new PollContext(workflow, node, additionalData, 'trigger', activation);
	return emitError === undefined ? context : Object.assign(context, { __emitError: emitError });
}

/** n8n keeps static data as JSON, and reads it for each call anew. */
function reloadStaticData(workflow: Workflow): void {
	workflow.staticData = ObservableObject.create(
		jsonParse(JSON.stringify(workflow.staticData)),
		undefined,
		{ ignoreEmptyOnFirstChild: true },
	);
}

/** The context of `execute`, with the items the node is given. */
export function executeContext(
	{ workflow, node, additionalData }: Surroundings,
	items: IDataObject[],
	{ mode = 'trigger', signal }: { mode?: WorkflowExecuteMode; signal?: AbortSignal } = {},
): IExecuteFunctions {
	reloadStaticData(workflow);
	const input: INodeExecutionData[] = items.map((json) => ({ json }));
	const data = { main: [input] };
	return new ExecuteContext(
		workflow,
		node,
		additionalData,
		mode,
		createRunExecutionData({ resultData: { runData: {} } }),
		0,
		input,
		data,
		{ data, node, source: null },
		[],
		signal,
	);
}

/** The context of drop-downs. */
export function loadOptionsContext({
	workflow,
	node,
	additionalData,
}: Surroundings): ILoadOptionsFunctions {
	return new LoadOptionsContext(workflow, node, additionalData, '');
}

type Stored = string | number;

/**
 * The store behind *Skip Repeats* as n8n 2.41 keeps it (`deduplication-helper.js`): hashes in a list
 * for each node of a workflow, of which the oldest are forgotten; each call reads the list and
 * writes it, and others come in between.
 */
export class MemoryDeduplicator implements IDataDeduplicator {
	/** By workflow and node, as JSON, which is what n8n's database holds. */
	private readonly rows = new Map<string, string>();

	failing = false;

	/** What others do before each access, while n8n waits for its database. */
	pause = async (): Promise<void> => undefined;

	async checkProcessedAndRecord(
		items: Stored[],
		scope: 'node' | 'workflow',
		context: ICheckProcessedContextData,
		{ maxEntries }: ICheckProcessedOptions,
	): Promise<{ new: Stored[]; processed: Stored[] }> {
		const kept = await this.read(scope, context);
		const before = new Set(kept);
		const isNew = (item: Stored): boolean => !before.has(hashed(item));
		kept.push(...items.filter(isNew).map(hashed));
		if (maxEntries) kept.splice(0, kept.length - maxEntries);
		await this.write(scope, context, kept);
		return { new: items.filter(isNew), processed: items.filter((item) => !isNew(item)) };
	}

	async removeProcessed(
		items: Stored[],
		scope: 'node' | 'workflow',
		context: ICheckProcessedContextData,
	): Promise<void> {
		const kept = await this.read(scope, context);
		for (const item of items) {
			const index = kept.indexOf(hashed(item));
			if (index !== -1) kept.splice(index, 1);
		}
		await this.write(scope, context, kept);
	}

	async clearAllProcessedItems(
		scope: 'node' | 'workflow',
		context: ICheckProcessedContextData,
	): Promise<void> {
		this.rows.delete(rowOf(scope, context));
	}

	async getProcessedDataCount(
		scope: 'node' | 'workflow',
		context: ICheckProcessedContextData,
	): Promise<number> {
		return (await this.read(scope, context)).length;
	}

	/** How much is kept, of all nodes. */
	get size(): number {
		return [...this.rows.values()].reduce((sum, row) => sum + (JSON.parse(row) as []).length, 0);
	}

	clear(): void {
		this.rows.clear();
	}

	private async read(
		scope: 'node' | 'workflow',
		context: ICheckProcessedContextData,
	): Promise<string[]> {
		await this.pause();
		if (this.failing) throw new Error('the store is away');
		return JSON.parse(this.rows.get(rowOf(scope, context)) ?? '[]') as string[];
	}

	private async write(
		scope: 'node' | 'workflow',
		context: ICheckProcessedContextData,
		kept: string[],
	): Promise<void> {
		await this.pause();
		this.rows.set(rowOf(scope, context), JSON.stringify(kept));
	}
}

function rowOf(scope: 'node' | 'workflow', { workflow, node }: ICheckProcessedContextData): string {
	if (!workflow.id) throw new Error('n8n keeps nothing for a workflow that was not saved');
	return JSON.stringify([workflow.id, scope === 'node' ? `n:${node?.id ?? ''}` : '']);
}

function hashed(item: Stored): string {
	return createHash('md5').update(item.toString()).digest('base64');
}

let deduplicator: MemoryDeduplicator | undefined;

/** The one store of this test file; n8n-core takes it once. */
export async function useDeduplicator(): Promise<MemoryDeduplicator> {
	if (deduplicator === undefined) {
		deduplicator = new MemoryDeduplicator();
		await DataDeduplicationService.init(deduplicator);
	}
	deduplicator.clear();
	deduplicator.failing = false;
	return deduplicator;
}

/** Parameters a user gets without touching anything. */
function defaultsOf(properties: readonly INodeProperties[]): IDataObject {
	const defaults: IDataObject = {};
	for (const { name, default: value } of properties) {
		defaults[name] ??= value as IDataObject[string];
	}
	return defaults;
}

/** What n8n does with `authenticate`: calls it, or lays its parts over the request. */
async function authenticated(
	type: ICredentialType,
	data: ICredentialDataDecryptedObject,
	request: IHttpRequestOptions,
	resolve: (value: string) => unknown,
): Promise<IHttpRequestOptions> {
	if (typeof type.authenticate === 'function') return await type.authenticate(data, request);
	if (type.authenticate?.type !== 'generic') {
		throw new Error(`This is no way for n8n to authenticate: ${JSON.stringify(type.authenticate)}`);
	}
	const signed: IHttpRequestOptions = { ...request };
	for (const [part, values] of Object.entries(type.authenticate.properties)) {
		if (part !== 'headers' && part !== 'qs') {
			throw new Error(`Credentials that go into '${part}' are not done here as n8n does it`);
		}
		const resolved = Object.entries(values as IDataObject).map(([name, value]) => [
			String(resolve(name)),
			String(resolve(String(value))),
		]);
		signed[part] = { ...signed[part], ...Object.fromEntries(resolved) };
	}
	return signed;
}

/** What n8n does with `preAuthentication`: asks for a token if there is none, or an expired one. */
async function signedIn(
	type: ICredentialType,
	helpers: IHttpRequestHelper,
	data: IDataObject,
	isExpired: boolean,
): Promise<IDataObject | undefined> {
	const token = type.properties.find(({ typeOptions }) => typeOptions?.expirable === true);
	if (token === undefined || type.preAuthentication === undefined) return undefined;
	if (data[token.name] !== '' && !isExpired) return undefined;
	return await type.preAuthentication.call(helpers, data as ICredentialDataDecryptedObject);
}
