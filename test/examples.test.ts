import { z } from 'zod/v4';

import { filesIn, read } from './support/files.mts';

const exampleSchema = z.object({ nodes: z.array(z.looseObject({ name: z.string() })) });

const FILES = filesIn('examples').filter((name) => name.endsWith('.json'));

// With one, everybody who imports an example twice has two triggers at the same address.
it.each(FILES)('%s brings no id of its own, of a workflow, a webhook or a credential', (file) => {
	const example: unknown = JSON.parse(read('examples', file));
	expect(example).not.toHaveProperty('id');
	for (const node of exampleSchema.parse(example).nodes) {
		expect(node).not.toHaveProperty('webhookId');
		expect(node).not.toHaveProperty('credentials');
	}
});

it('every example is named in the documents', () => {
	const documents = ['README.md', 'docs/repeats.md'].map((path) => read(path)).join('\n');
	expect(FILES.filter((file) => !documents.includes(`examples/${file}`))).toEqual([]);
});
