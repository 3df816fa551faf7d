import assert from 'node:assert/strict';
import {
	deleteWorkflow,
	duplicateWorkflow,
	importAgain,
	publish,
	publishOrThrow,
	renameNode,
	setParameters,
	unpublish,
	updateCredential,
} from '../support/index.mts';
import type { Cell } from './cell.mts';
import type { Row } from './row.mts';

/** Publishes other events for a workflow that is published. */
async function changeEvents(cell: Cell, id: string): Promise<void> {
	const { n8n, vendor } = cell;
	const { hrEvents, events } = vendor.changed;
	const { trigger } = vendor.names;
	const workflow = await setParameters(n8n, id, trigger, { hrEvents });
	cell.expect(workflow, trigger, events);
	await publishOrThrow(n8n, id);
}

/** What the user or the vendor changes after a publication. */
export const CHANGES: readonly Row[] = [
	{
		fault: 'own webhook on the second page of the list',
		isPossible: ({ company }) => company.fillFirstPage !== undefined,
		async act(cell) {
			cell.strangersAct(() => cell.company.fillFirstPage?.());
			const { id } = await cell.published();
			await changeEvents(cell, id);
		},
	},
	{
		fault: 'webhook switched off at the vendor',
		async act(cell) {
			const workflow = await cell.published();
			for (const { id } of cell.own) cell.company.switchOff(id);
			await cell.repair(workflow);
		},
	},
	{
		fault: 'webhook switched off at the vendor, and left there by a refused removal',
		async act(cell) {
			const { n8n, company, vendor } = cell;
			const workflow = await cell.published();
			company.faults.add({ match: vendor.removal, kind: 'status', status: 404, times: 10 });
			await unpublish(n8n, workflow.id);
			company.faults.clear();
			assert.ok(cell.own.length > 0, 'the vendor has kept the webhooks');
			for (const { id } of cell.own) company.switchOff(id);
			await publishOrThrow(n8n, workflow.id);
		},
	},
	{
		fault: 'key or secret replaced',
		async act(cell) {
			const { n8n, company, credential, vendor } = cell;
			const { id } = await cell.published();
			await updateCredential(n8n, credential, company.rotateKey());
			// As SECURITY.md says: change an option, and publish.
			await setParameters(n8n, id, vendor.names.trigger, { options: { includeRaw: true } });
			await publishOrThrow(n8n, id);
		},
	},
	{
		fault: 'node renamed',
		async act(cell) {
			const { id } = await cell.published();
			await renameNode(cell.n8n, id, cell.vendor.names.trigger, 'When people change');
			await publishOrThrow(cell.n8n, id);
		},
	},
	{
		fault: 'workflow duplicated',
		async act(cell) {
			const { n8n, company } = cell;
			const original = await cell.published();
			const copy = await duplicateWorkflow(n8n, original.id);
			cell.adopt(copy);
			const { status } = await publish(n8n, copy.id);
			if (company.removeHolder === undefined) return assert.equal(status, 'published');
			assert.equal(status, 'failed');
			cell.notes.push('copy refused: one webhook for each event');
			await unpublish(n8n, copy.id);
		},
	},
	{
		fault: 'workflow imported again, with the same webhook id',
		async act(cell) {
			const original = await cell.published();
			const copy = await importAgain(cell.n8n, original.id);
			await assert.rejects(publish(cell.n8n, copy.id), /webhook/i);
			await unpublish(cell.n8n, copy.id).catch(() => undefined);
			await deleteWorkflow(cell.n8n, copy.id);
			cell.notes.push('copy refused by n8n');
		},
	},
	{
		fault: 'events changed',
		async act(cell) {
			const { id } = await cell.published();
			await changeEvents(cell, id);
		},
	},
];
