import {
	DataDeduplicationService,
	ExecuteContext,
	HookContext,
	LoadOptionsContext,
	WebhookContext,
} from 'n8n-core';
import type {
	IAuthenticateGeneric,
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
	IWebhookFunctions,
	IWorkflowDataProxyAdditionalKeys,
	IWorkflowExecuteAdditionalData,
	WorkflowActivateMode,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { createRunExecutionData, Workflow } from 'n8n-workflow';

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
	readonly nodeName?: string;
	readonly webhookId?: string;
	readonly workflowId?: string;
	readonly timezone?: string;
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
	/** Replaces what the user entered, as saving the credential does. */
	setCredential(data: IDataObject): void;
}

/** Builds a workflow of one node, and what n8n-core needs around it. */
export function surround(given: NodeUnderTest): Surroundings {
	const counters: Counters = { credentialReads: 0 };
	let credential = given.credential;
	const node: INode = {
		id: '6f1d0c7e-3a52-4f5e-8f0a-0b9f3f0d8e11',
		name: given.nodeName ?? 'Node Under Test',
		type: `n8n-nodes-hr-events.${given.type.description.name}`,
		typeVersion: Number(given.type.description.version),
		position: [0, 0],
		parameters: {
			...defaultsOf(given.type.description.properties),
			...given.parameters,
		} as INode['parameters'],
		webhookId: given.webhookId ?? WEBHOOK_ID,
		credentials: { [given.credentialType.name]: { id: 'credential-1', name: 'Test' } },
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
		settings: { timezone: given.timezone ?? 'Europe/Berlin' },
	});
	const address = given.address ?? 'http://127.0.0.1:5678/';
	const credentialsHelper = {
		getParentTypes: () => [],
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
		setCredential: (data) => {
			credential = data;
		},
	};
}

/** The context of `checkExists`, `create` and `delete`. */
export function hookContext(
	{ workflow, node, additionalData }: Surroundings,
	{
		mode = 'trigger',
		activation = 'activate',
	}: { mode?: WorkflowExecuteMode; activation?: WorkflowActivateMode } = {},
): IHookFunctions {
	return new HookContext(workflow, node, additionalData, mode, activation, {
		isTest: mode === 'manual',
	} as never);
}

export interface Answer {
	/** What was answered; 200 unless the node answered itself, as n8n does. */
	status: number;
	/** Call when the answer has gone out, with the status n8n would send. */
	finish(status?: number): void;
	/** Call when the vendor has closed the connection before. */
	hangUp(): void;
}

/** An answer to a delivery, and how it ends: by `finish` and `close`, as Node tells it, or by `close` alone. */
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

/** The context of `webhook`: a request as n8n's server hands it over, and its answer. */
export function webhookContext(
	{ workflow, node, additionalData }: Surroundings,
	request: { body: Buffer; headers?: Record<string, string>; query?: Record<string, string> },
	mode: WorkflowExecuteMode = 'trigger',
): { context: IWebhookFunctions; answer: Answer } {
	const { response, answer } = pendingAnswer();
	const httpRequest = {
		rawBody: request.body,
		readRawBody: async () => undefined,
		headers: { 'content-type': 'application/json', ...request.headers },
		query: request.query ?? {},
		params: {},
		body: {},
	};
	const context = new WebhookContext(
		workflow,
		node,
		{
			...additionalData,
			httpRequest: httpRequest as unknown as ReturnType<IWebhookFunctions['getRequestObject']>,
			httpResponse: response,
		},
		mode,
		{ workflowId: workflow.id, node: node.name, isTest: mode === 'manual' } as never,
		[],
		null,
	);
	return { context, answer };
}

/** The context of `execute`, with the items the node is given. */
export function executeContext(
	{ workflow, node, additionalData }: Surroundings,
	items: IDataObject[],
	{ mode = 'trigger', signal }: { mode?: WorkflowExecuteMode; signal?: AbortSignal } = {},
): IExecuteFunctions {
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

/** The store behind *Skip Repeats*: n8n's contract, in memory. */
export class MemoryDeduplicator implements Pick<IDataDeduplicator, 'checkProcessedAndRecord'> {
	readonly known = new Set<unknown>();

	failing = false;

	async checkProcessedAndRecord(
		items: Array<string | number>,
	): Promise<{ new: Array<string | number>; processed: Array<string | number> }> {
		if (this.failing) throw new Error('the store is away');
		const fresh = items.filter((item) => !this.known.has(item));
		const processed = items.filter((item) => this.known.has(item));
		for (const item of fresh) this.known.add(item);
		return { new: fresh, processed };
	}
}

let deduplicator: MemoryDeduplicator | undefined;

/** The one store of this test file; n8n-core takes it once. */
export async function useDeduplicator(): Promise<MemoryDeduplicator> {
	if (deduplicator === undefined) {
		deduplicator = new MemoryDeduplicator();
		await DataDeduplicationService.init(deduplicator as unknown as IDataDeduplicator);
	}
	deduplicator.known.clear();
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

/** What n8n does with `authenticate`: calls it, or resolves its headers. */
async function authenticated(
	type: ICredentialType,
	data: ICredentialDataDecryptedObject,
	request: IHttpRequestOptions,
	resolve: (value: string) => unknown,
): Promise<IHttpRequestOptions> {
	if (typeof type.authenticate === 'function') return await type.authenticate(data, request);
	const { properties } = type.authenticate as IAuthenticateGeneric;
	const headers = Object.fromEntries(
		Object.entries(properties.headers ?? {}).map(([name, value]) => [
			name,
			String(resolve(String(value))),
		]),
	);
	return { ...request, headers: { ...request.headers, ...headers } };
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
