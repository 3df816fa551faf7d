import { z } from 'zod/v4';
import { tailOf } from './command.mts';
import type { N8n } from './n8n.mts';
import { N8nHttpError } from './n8nSession.mts';
import { pollUntil } from './poll.mts';
import { getWorkflow } from './workflows.mts';

/** n8n tries a failing trigger for about half a minute, and gives a hanging one 84 seconds. */
const PUBLICATION_TIMEOUT_MS = 150_000;

const statusSchema = z.object({
	status: z.enum(['in_progress', 'not_published', 'published', 'partial', 'failed']),
	triggers: z.array(
		z.object({
			nodeId: z.string(),
			status: z.enum(['activated', 'failed']),
			errorMessage: z.string().nullish(),
		}),
	),
});

/** What became of a publication. */
export interface Publication {
	status: z.infer<typeof statusSchema>['status'];
	/** One entry per trigger node, with what the node threw if it failed. */
	triggers: Array<{ nodeId: string; status: 'activated' | 'failed'; message?: string }>;
	/** What the failed triggers threw; empty when all went well. */
	message: string;
}

/** Asks n8n how the latest publication of a workflow stands. */
export async function publicationStatus(n8n: N8n, id: string): Promise<Publication> {
	const answer = await n8n.rest('GET', `/workflows/${id}/publication-status`);
	const { status, triggers } = statusSchema.parse(answer);
	const messages = triggers.flatMap(({ errorMessage }) => errorMessage ?? []);
	return {
		status,
		triggers: triggers.map(({ errorMessage, ...trigger }) => ({
			...trigger,
			...(errorMessage != null && { message: errorMessage }),
		})),
		message: messages.join('\n'),
	};
}

/** Asks n8n to publish the latest draft, and does not wait. */
export async function beginPublication(n8n: N8n, id: string): Promise<void> {
	const { versionId } = await getWorkflow(n8n, id);
	await n8n.rest('POST', `/workflows/${id}/activate`, { versionId });
}

/** Publishes the latest draft and waits until n8n has registered its triggers or given up. */
export async function publish(n8n: N8n, id: string): Promise<Publication> {
	await beginPublication(n8n, id);
	return await publicationOver(n8n, id);
}

/** Unpublishes a workflow and waits until n8n has removed its triggers or given up. */
export async function unpublish(n8n: N8n, id: string): Promise<Publication> {
	await n8n.rest('POST', `/workflows/${id}/deactivate`, {});
	return await publicationOver(n8n, id);
}

/** n8n 1 answers when it has registered or removed the triggers, and keeps no status. */
const OVER_AT_ONCE: Publication = { status: 'published', triggers: [], message: '' };

/** Waits until n8n has registered or removed the triggers of a workflow, or has given up. */
export async function publicationOver(n8n: N8n, id: string): Promise<Publication> {
	const settled = async (): Promise<Publication | undefined> => {
		const publication = await publicationStatus(n8n, id).catch((error: unknown) => {
			if (error instanceof N8nHttpError && error.status === 404) return OVER_AT_ONCE;
			throw error;
		});
		return publication.status === 'in_progress' ? undefined : publication;
	};
	return await pollUntil(
		// n8n reads at the same time whether it is at work and what came of it: the first answer after the work may still
		// have what was before.
		async () => (await settled()) && (await settled()),
		{
			what: `the publication of workflow ${id} to be over`,
			timeoutMs: PUBLICATION_TIMEOUT_MS,
			details: () => `n8n said last:\n${tailOf(n8n.log())}`,
		},
	);
}
