import { z } from 'zod/v4';

import { filesIn, read, VENDOR_FOLDERS, vendorOf } from './support/files.mts';

const exampleSchema = z.object({
	nodes: z.array(
		z.looseObject({
			name: z.string(),
			type: z.string(),
			parameters: z.looseObject({
				content: z.string().optional(),
				hrEvents: z.array(z.string()).optional(),
				resource: z.unknown(),
				operation: z.unknown(),
			}),
		}),
	),
	pinData: z.strictObject({}).optional(),
});

const FILES = filesIn('examples').filter((name) => name.endsWith('.json'));

const nodesIn = (file: string) =>
	exampleSchema.parse(JSON.parse(read('examples', file))).nodes.map((node) => ({ file, ...node }));

const NODES = FILES.flatMap(nodesIn);

// With one, everybody who imports an example twice has two triggers at the same address.
it.each(FILES)('%s brings no id of its own, of a workflow, a webhook or a credential', (file) => {
	const example: unknown = JSON.parse(read('examples', file));
	expect(example).not.toHaveProperty('id');
	for (const node of nodesIn(file)) {
		expect(node).not.toHaveProperty('webhookId');
		expect(node).not.toHaveProperty('credentials');
	}
});

it.each(FILES)('%s has a note that explains it, and no address of anybody', (file) => {
	const notes = nodesIn(file).filter(({ type }) => type === 'n8n-nodes-base.stickyNote');
	expect(notes.filter(({ parameters }) => parameters.content?.startsWith('## '))).not.toEqual([]);
	const addresses = read('examples', file).match(/[\w.+-]+@[\w-]+\.\w+/g) ?? [];
	expect(addresses.filter((address) => !address.endsWith('@example.com'))).toEqual([]);
});

it('a trigger in an example listens only for events that it offers', () => {
	const offered = new Map<string, readonly string[]>(
		VENDOR_FOLDERS.flatMap((folder) => {
			const { hrEvents, onSchedule } = vendorOf(folder);
			const name = folder.charAt(0).toLowerCase() + folder.slice(1);
			return [
				[`n8n-nodes-hr-events.${name}Trigger`, hrEvents],
				[`n8n-nodes-hr-events.${name}ScheduleTrigger`, onSchedule],
			] as const;
		}),
	);
	const listening = NODES.filter(({ parameters }) => parameters.hrEvents !== undefined);
	expect(listening.length).toBeGreaterThan(10);
	const unknown = listening.flatMap(({ file, name, type, parameters }) =>
		(parameters.hrEvents ?? [])
			.filter((event) => !offered.get(type)?.includes(event))
			.map((event) => `${file}, ${name}: ${event}`),
	);
	expect(unknown).toEqual([]);
});

// What an agent may do must not depend on what it is told.
it('a tool of an agent in an example only reads', () => {
	const tools = NODES.filter(({ type }) => /^n8n-nodes-hr-events\..*Tool$/.test(type));
	expect(tools.length).toBeGreaterThan(1);
	const writing = tools.filter(
		({ parameters: { resource, operation } }) =>
			!/^[a-zA-Z]+$/.test(String(resource)) || !['get', 'getAll'].includes(String(operation)),
	);
	expect(writing.map(({ file, name }) => `${file}, ${name}`)).toEqual([]);
});

it('every example is named in the documents', () => {
	const documents = ['README.md', 'docs/recipes.md', 'docs/repeats.md']
		.map((path) => read(path))
		.join('\n');
	expect(FILES.filter((file) => !documents.includes(`examples/${file}`))).toEqual([]);
});
