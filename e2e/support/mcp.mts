import { randomUUID } from 'node:crypto';
import { z } from 'zod/v4';
import type { N8n } from './n8n.mts';
import { unpublish } from './publication.mts';
import { publishOrThrow, type VendorStage } from './stage.mts';
import { reference } from './credentials.mts';
import { createWorkflow } from './workflows.mts';

/*
 * The action node as the tool of an AI agent, without a model: n8n's own MCP Server Trigger hands
 * the tools of a workflow to whoever asks, and runs them with the arguments that are sent.
 */

/** What a tool has to say: as text, as an agent reads it. */
export interface ToolAnswer {
	readonly isError: boolean;
	readonly text: string;
}

export interface Tools {
	/** The arguments of the only tool, by name. */
	arguments(): Promise<string[]>;
	/** Uses the only tool. */
	call(given: Record<string, unknown>): Promise<ToolAnswer>;
}

const resultSchema = z.object({ result: z.looseObject({}) });
const toolsSchema = z.object({
	tools: z.tuple([
		z.looseObject({
			name: z.string(),
			inputSchema: z.looseObject({ properties: z.record(z.string(), z.unknown()) }),
		}),
	]),
});
const calledSchema = z.object({
	isError: z.boolean().optional(),
	content: z.array(z.looseObject({ text: z.string() })),
});

/** Publishes a workflow that offers the action node as a tool, for as long as something is done. */
export async function withTool(
	stage: VendorStage,
	parameters: Record<string, unknown>,
	act: (tools: Tools) => Promise<void>,
): Promise<void> {
	const { n8n, names, credential } = stage;
	const path = randomUUID();
	const server = 'MCP Server Trigger';
	const tool = 'Tool Under Test';
	const workflow = await createWorkflow(n8n, {
		name: `Tools ${path}`,
		nodes: [
			{
				name: server,
				type: '@n8n/n8n-nodes-langchain.mcpTrigger',
				typeVersion: 2,
				parameters: { path },
				webhookId: path,
			},
			{
				name: tool,
				type: `${names.actionType}Tool`,
				parameters,
				credentials: reference(credential),
			},
		],
		connections: { [tool]: { ai_tool: [[{ node: server, type: 'ai_tool', index: 0 }]] } },
		settings: { timezone: 'Europe/Berlin' },
	});
	await publishOrThrow(n8n, workflow.id);
	try {
		await act(await connect(n8n, path));
	} finally {
		await unpublish(n8n, workflow.id);
	}
}

async function connect(n8n: N8n, path: string): Promise<Tools> {
	let session: string | null = null;
	let number = 0;
	const send = async (method: string, params: unknown): Promise<Record<string, unknown>> => {
		number += 1;
		const response = await fetch(`${n8n.url}/mcp/${path}`, {
			method: 'POST',
			headers: {
				'content-type': 'application/json',
				accept: 'application/json, text/event-stream',
				...(session === null ? {} : { 'mcp-session-id': session }),
			},
			body: JSON.stringify({ jsonrpc: '2.0', id: number, method, params }),
		});
		session ??= response.headers.get('mcp-session-id');
		const text = await response.text();
		const data = text
			.split('\n')
			.find((line) => line.startsWith('data: '))
			?.slice('data: '.length);
		return resultSchema.parse(JSON.parse(data ?? text)).result;
	};
	await send('initialize', {
		protocolVersion: '2025-03-26',
		capabilities: {},
		clientInfo: { name: 'tests', version: '1.0.0' },
	});
	const only = async () => toolsSchema.parse(await send('tools/list', {})).tools[0];
	return {
		arguments: async () => Object.keys((await only()).inputSchema.properties).sort(),
		call: async (given) => {
			const { name } = await only();
			const answer = calledSchema.parse(await send('tools/call', { name, arguments: given }));
			return {
				isError: answer.isError === true,
				text: answer.content.map(({ text }) => text).join('\n'),
			};
		},
	};
}
