import { z } from 'zod/v4';

import { filesIn, read } from './support/files.mts';

const exampleSchema = z.object({ nodes: z.array(z.looseObject({ name: z.string() })) });

// With one, everybody who imports an example twice has two triggers at the same address.
it.each(filesIn('examples').filter((name) => name.endsWith('.json')))(
	'%s brings no id of its own, of a workflow or a webhook',
	(file) => {
		const example: unknown = JSON.parse(read('examples', file));
		expect(example).not.toHaveProperty('id');
		for (const node of exampleSchema.parse(example).nodes) {
			expect(node).not.toHaveProperty('webhookId');
		}
	},
);
