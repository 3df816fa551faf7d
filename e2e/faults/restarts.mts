import {
	beginPublication,
	pollUntil,
	publicationOver,
	publishOrThrow,
	setParameters,
	type N8n,
} from '../support/index.mts';
import { LASTING, type Cell } from './cell.mts';
import { compare } from './compare.mts';
import type { Row } from './row.mts';

/** A fault that takes a restart of n8n, which happens once for all vendors. */
export interface RestartRow extends Omit<Row, 'act'> {
	/** What happens before the restart. */
	begin(cell: Cell): Promise<void>;
	restart(n8n: N8n): Promise<void>;
	/** What happens after it. The workflow should then be published and registered. */
	end(cell: Cell): Promise<void>;
}

/**
 * An n8n that is killed while it publishes leaves a lease behind, and the next one waits for its end. n8n's deadline for
 * a publication is a part of the lease, so only the last publications have a short one.
 */
const SHORT_LEASE = { N8N_WORKFLOW_PUBLICATION_OUTBOX_LEASE_SECONDS: '10' };

/** The other address at which n8n can be reached on this machine. */
function otherAddress(url: string): string {
	const other = new URL(url);
	other.hostname = 'localhost';
	return other.origin;
}

/** Notes what n8n shows after the restart, and repairs. */
async function repairAfterRestart(cell: Cell): Promise<void> {
	cell.company.faults.clear();
	for (const workflow of cell.workflows) {
		await publicationOver(cell.n8n, workflow.id);
		cell.wasShownInVain = (await compare(cell)).missing.length > 0;
		await cell.repair(workflow);
	}
}

/** The faults that take a restart of n8n, in this order. */
export const RESTARTS: readonly RestartRow[] = [
	{
		fault: 'n8n restarted',
		async begin(cell) {
			await cell.published();
		},
		async restart(n8n) {
			await n8n.restart(SHORT_LEASE);
		},
		async end() {},
	},
	{
		fault: 'n8n killed between two registrations of one publication',
		isShownInVain: true,
		async begin(cell) {
			const { n8n, company, vendor } = cell;
			const { id } = await cell.workflow(vendor.selection, vendor.second);
			company.faults.add({ match: vendor.creation, kind: 'latency', ms: 0 });
			company.faults.add({ match: vendor.creation, kind: 'hang', times: LASTING });
			await beginPublication(n8n, id);
			const isHanging = () => company.requests.some(({ fault }) => fault === 'hang');
			await pollUntil(() => isHanging() || undefined, {
				what: 'the second registration to begin',
				timeoutMs: 30_000,
			});
		},
		async restart(n8n) {
			await n8n.kill();
			await n8n.restart();
		},
		end: repairAfterRestart,
	},
	{
		fault: 'public address of n8n changed',
		async begin(cell) {
			await cell.published();
		},
		async restart(n8n) {
			await n8n.restart({ N8N_WEBHOOK_URL: `${otherAddress(n8n.url)}/` });
		},
		async end(cell) {
			const { n8n, vendor } = cell;
			cell.publicUrl = otherAddress(n8n.url);
			for (const { id } of cell.workflows) {
				const options = { replaceEarlierAddress: true };
				await setParameters(n8n, id, vendor.names.trigger, { options });
				await publishOrThrow(n8n, id);
			}
			cell.notes.push('with Replace Earlier Address');
		},
	},
];
