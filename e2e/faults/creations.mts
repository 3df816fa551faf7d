import assert from 'node:assert/strict';
import type { FaultRule } from '../../simulators/kit/faults.mts';
import type { RequestEntry } from '../../simulators/kit/server.mts';
import {
	pollUntil,
	publish,
	publishOrThrow,
	setParameters,
	webhookIdOf,
	type Workflow,
} from '../support/index.mts';
import { LASTING, type Cell } from './cell.mts';
import { compare } from './compare.mts';
import type { Row } from './row.mts';

/** Every message about a failed publication ends with the repair. */
const REPAIR = /Then unpublish the workflow and publish it again\.$/;

/** Faults that n8n's own retry gets over. */
const PASSING: ReadonlyArray<readonly [fault: string, rule: FaultRule]> = [
	['create: accepted, but the answer times out', { kind: 'hang-after' }],
	['create: accepted, but the connection is cut', { kind: 'cut-after' }],
	['create: accepted after n8n has given up', { kind: 'latency', ms: 12_000 }],
	['create: 503 once', { kind: 'status', status: 503 }],
	['create: 409 once', { kind: 'status', status: 409 }],
];

/** Faults that go on until the vendor is well again. */
const ENDURING: ReadonlyArray<readonly [fault: string, rule: FaultRule]> = [
	['the vendor answers 503', { kind: 'status', status: 503 }],
	['the vendor answers 401', { kind: 'status', status: 401 }],
	['the vendor does not answer', { kind: 'hang' }],
];

/** Publishes while a fault goes on, which fails. The fault is over in the end. */
async function failToPublish(cell: Cell, workflow: Workflow, rule: FaultRule): Promise<void> {
	cell.company.faults.add({ ...rule, times: LASTING });
	const publication = await publish(cell.n8n, workflow.id);
	assert.equal(publication.status, 'failed');
	assert.match(publication.message, REPAIR);
	cell.company.faults.clear();
}

/** Publishes where somebody else has a webhook for the same event. Some vendors have room for one only. */
async function publishBeside(cell: Cell, workflow: Workflow): Promise<void> {
	const { n8n, company } = cell;
	const { removeHolder } = company;
	if (removeHolder === undefined) return await publishOrThrow(n8n, workflow.id);
	const { status, message } = await publish(n8n, workflow.id);
	assert.equal(status, 'failed');
	assert.match(message, REPAIR);
	assert.deepEqual((await compare(cell)).touched, []);
	cell.notes.push('refused while the other one is there');
	cell.strangersAct(removeHolder);
	await cell.repair(workflow);
}

function isCarriedOut({
	kind,
}: FaultRule): (request: Pick<RequestEntry, 'fault' | 'status'>) => boolean {
	return ({ fault, status }) => fault === kind && status !== null;
}

/** Faults while a webhook is created. */
export const CREATIONS: readonly Row[] = [
	...PASSING.map(
		([fault, rule]): Row => ({
			fault,
			async act(cell) {
				const workflow = await cell.workflow();
				cell.company.faults.add({ match: cell.vendor.creation, ...rule });
				await publishOrThrow(cell.n8n, workflow.id);
				// What a vendor accepts late may come only after the publication.
				await pollUntil(() => cell.company.requests.some(isCarriedOut(rule)) || undefined, {
					what: `the request with the fault ${rule.kind} to be carried out`,
					timeoutMs: 30_000,
				});
			},
		}),
	),
	{
		fault: 'connection cut between two calls of one publication',
		async act(cell) {
			const workflow = await cell.workflow(cell.vendor.selection, cell.vendor.second);
			const match = cell.vendor.creation;
			cell.company.faults.add({ match, kind: 'latency', ms: 0 });
			cell.company.faults.add({ match, kind: 'cut-before' });
			await publishOrThrow(cell.n8n, workflow.id);
			assert.ok(cell.company.requests.some((request) => request.fault === 'cut-before'));
		},
	},
	...[401, 403, 409, 422, 500].map(
		(status): Row => ({
			fault: `create: ${status} at each attempt`,
			async act(cell) {
				const workflow = await cell.workflow();
				const match = cell.vendor.creation;
				await failToPublish(cell, workflow, { match, kind: 'status', status });
				assert.deepEqual(cell.own, [], 'a failed publication leaves nothing at the vendor');
				await cell.repair(workflow);
			},
		}),
	),
	...ENDURING.map(
		([fault, rule]): Row => ({
			fault: `${fault}, then published again without Unpublish`,
			async act(cell) {
				const workflow = await cell.workflow();
				await failToPublish(cell, workflow, rule);
				await publishOrThrow(cell.n8n, workflow.id);
			},
		}),
	),
	{
		fault: 'events changed while the vendor answers 503, then published again without Unpublish',
		async act(cell) {
			const { n8n, vendor } = cell;
			const { trigger } = vendor.names;
			const { id } = await cell.published();
			const { hrEvents, events } = vendor.changed;
			const workflow = await setParameters(n8n, id, trigger, { hrEvents });
			await failToPublish(cell, workflow, { kind: 'status', status: 503 });
			await publishOrThrow(n8n, id);
			cell.expect(workflow, trigger, events);
		},
	},
	{
		fault: "somebody else's webhook at the same address for the same event",
		async act(cell) {
			const { n8n, company, vendor } = cell;
			const workflow = await cell.workflow();
			const url = n8n.webhookUrl(webhookIdOf(workflow, vendor.names.trigger));
			cell.strangersAct(() => company.addHolder(url));
			await publishBeside(cell, workflow);
		},
	},
	{
		fault: "somebody else's webhook elsewhere for the same event",
		async act(cell) {
			const workflow = await cell.workflow();
			cell.strangersAct(() => cell.company.addHolder('https://hooks.example.com/hr/2'));
			await publishBeside(cell, workflow);
		},
	},
];
