import { z } from 'zod/v4';
import { reference } from './credentials.mts';
import type { N8n } from './n8n.mts';
import type { VendorStage } from './stage.mts';

const optionsSchema = z.array(z.object({ name: z.string(), value: z.string() }));
const searchSchema = z.object({ results: optionsSchema, paginationToken: z.string().optional() });

/** What the editor is given for a drop-down of the action node. */
export async function loadOptions(
	stage: VendorStage,
	method: string,
): Promise<z.infer<typeof optionsSchema>> {
	const request = dynamic(stage, method);
	return optionsSchema.parse(
		await stage.n8n.rest('POST', '/dynamic-node-parameters/options', request),
	);
}

/** What the editor is given for a drop-down of a trigger. */
export async function optionsOfTrigger(
	n8n: N8n,
	trigger: {
		type: string;
		method: string;
		credentials: ReturnType<typeof reference>;
		parameters: Readonly<Record<string, unknown>>;
	},
): Promise<z.infer<typeof optionsSchema>> {
	const request = {
		methodName: trigger.method,
		path: 'parameters.filters',
		nodeTypeAndVersion: { name: trigger.type, version: 2 },
		currentNodeParameters: trigger.parameters,
		credentials: trigger.credentials,
	};
	return optionsSchema.parse(await n8n.rest('POST', '/dynamic-node-parameters/options', request));
}

/** What the editor is given for a list that can be searched, of the action node. */
export async function listSearch(
	stage: VendorStage,
	method: string,
	more: { filter?: string; paginationToken?: string } = {},
): Promise<z.infer<typeof searchSchema>> {
	const path = '/dynamic-node-parameters/resource-locator-results';
	const request = { ...dynamic(stage, method), ...more };
	return searchSchema.parse(await stage.n8n.rest('POST', path, request));
}

function dynamic({ names, credential }: VendorStage, method: string): Record<string, unknown> {
	return {
		methodName: method,
		path: 'parameters',
		nodeTypeAndVersion: { name: names.actionType, version: 1 },
		currentNodeParameters: { ...names.actionParameters, resource: 'employee', operation: 'get' },
		credentials: reference(credential),
	};
}
