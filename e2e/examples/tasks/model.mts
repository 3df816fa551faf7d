import { once } from 'node:events';
import { createServer } from 'node:http';
import { z } from 'zod/v4';

const messageSchema = z.looseObject({ role: z.string(), content: z.unknown() });
const requestSchema = z.looseObject({
	messages: z.array(messageSchema),
	tools: z.array(z.looseObject({ function: z.looseObject({ name: z.string() }) })).optional(),
});

/** What a model is asked, in the form of OpenAI's chat completions. */
export type Asked = z.infer<typeof requestSchema>;

/** What a model says: a text, or which tools it wants to use. */
export type Said = string | ReadonlyArray<{ readonly tool: string; readonly arguments: object }>;

/** A stand-in for a model that is reached as OpenAI's are. */
export interface Model {
	/** What a user enters as *Base URL* of the credential. */
	readonly url: string;
	/** What it was asked, oldest first. */
	readonly asked: readonly Asked[];
	close(): Promise<void>;
}

/**
 * Starts a model that says what it is told to say.
 * @param script what it says, one after the other
 */
export async function startModel(script: readonly Said[]): Promise<Model> {
	const asked: Asked[] = [];
	const server = createServer((request, response) => {
		let text = '';
		request.on('data', (chunk: Buffer) => (text += chunk.toString()));
		request.on('end', () => {
			const said = script[asked.length] ?? 'The script is over.';
			asked.push(requestSchema.parse(JSON.parse(text)));
			response
				.writeHead(200, { 'content-type': 'application/json' })
				.end(JSON.stringify(completion(said, asked.length)));
		});
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('Not listening on TCP');
	return {
		url: `http://127.0.0.1:${address.port}/v1`,
		asked,
		close: async () => {
			server.closeAllConnections();
			await once(server.close(), 'close');
		},
	};
}

/** The answer number so and so, as on https://platform.openai.com/docs/api-reference/chat/object */
function completion(said: Said, number: number): object {
	const isText = typeof said === 'string';
	const calls = isText
		? undefined
		: said.map(({ tool, arguments: given }, index) => ({
				id: `call_${number}_${index}`,
				type: 'function',
				function: { name: tool, arguments: JSON.stringify(given) },
			}));
	return {
		id: 'chatcmpl-1',
		object: 'chat.completion',
		created: 1,
		model: 'scripted',
		choices: [
			{
				index: 0,
				finish_reason: isText ? 'stop' : 'tool_calls',
				message: { role: 'assistant', content: isText ? said : null, tool_calls: calls },
			},
		],
		usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
	};
}
