import type { N8n } from '../e2e/support/index.mts';

type Place = Pick<N8n, 'url'>;

/** The list of workflows in n8n's editor. */
export function workflowsUrl({ url }: Place): string {
	return `${url}/home/workflows`;
}

/** A workflow in n8n's editor. */
export function workflowUrl({ url }: Place, id: string): string {
	return `${url}/workflow/${id}`;
}

/** An execution in n8n's editor. */
export function executionUrl(place: Place, workflowId: string, id: string): string {
	return `${workflowUrl(place, workflowId)}/executions/${id}`;
}
