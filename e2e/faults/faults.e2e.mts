import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { importFromEachVendor } from '../../scripts/importFromEachVendor.mts';
import {
	ensureN8nHost,
	logToStderr,
	packPackage,
	publicationStatus,
	startN8n,
	unpublish,
	type N8n,
} from '../support/index.mts';
import { fewAtATime } from '../support/fewAtATime.mts';
import { projectRoot } from '../support/paths.mts';
import { startCell, type Cell } from './cell.mts';
import { compare, KINDS, NOTHING, refusedDeliveries, together, type Findings } from './compare.mts';
import { RESTARTS, type RestartRow } from './restarts.mts';
import type { Row } from './row.mts';
import { ROWS } from './rows.mts';
import { asTable, type Outcome } from './table.mts';
import type { FaultsOfVendor } from './types.mts';

/*
 * Each fault of a registration at each vendor with an API for webhooks. Afterwards, the vendor and n8n
 * have to agree: once with the workflow published, and once more when it is unpublished.
 */

const vendors = await importFromEachVendor<{ faults: FaultsOfVendor }>(
	join(projectRoot, 'e2e'),
	'faults.mts',
);

/** Most cells wait for n8n's next attempt. */
const CELLS_AT_A_TIME = 15;

const ENV = { N8N_WORKFLOW_PUBLICATION_CONCURRENCY: String(CELLS_AT_A_TIME) };

let n8n: N8n;

before(async () => {
	n8n = await startN8n({
		host: await ensureN8nHost({ log: logToStderr }),
		tarball: await packPackage(),
		env: ENV,
	});
});

after(async () => {
	await n8n?.close();
});

test('after each fault, the vendor and n8n agree', async () => {
	const outcomes: Outcome[] = [];
	const places = ROWS.flatMap((row) =>
		vendors.map(([vendor, { faults }]) => ({ row, vendor, faults })),
	);
	await fewAtATime(
		CELLS_AT_A_TIME,
		places.map(({ row, vendor, faults }) => async () => {
			const outcome = await inCell(row, vendor, faults);
			outcomes.push(outcome);
		}),
	);
	for (const row of RESTARTS) outcomes.push(...(await withRestart(row)));

	const rows = [...ROWS, ...RESTARTS].map(({ fault }) => fault);
	console.log(
		asTable(
			outcomes,
			rows,
			vendors.map(([vendor]) => vendor),
		),
	);
	const found = outcomes.map(({ findings }) => findings).reduce(together, NOTHING);
	for (const kind of KINDS) console.log(`${kind}: ${found[kind].length}`);

	assert.deepEqual(
		outcomes.flatMap(({ error }) => error ?? []),
		[],
	);
	assert.deepEqual(found, NOTHING);
});

async function inCell(row: Row, vendor: string, faults: FaultsOfVendor): Promise<Outcome> {
	const cell = await startCell(n8n, faults);
	try {
		if (row.isPossible?.(cell) === false) return { fault: row.fault, vendor, findings: NOTHING };
		return await outcomeOf(row, vendor, cell, () => row.act(cell));
	} finally {
		await cell.company.close();
	}
}

async function withRestart(row: RestartRow): Promise<Outcome[]> {
	const cells = await Promise.all(
		vendors.map(async ([vendor, { faults }]) => ({ vendor, cell: await startCell(n8n, faults) })),
	);
	try {
		const begun = cells.map(({ cell }) => row.begin(cell));
		await Promise.allSettled(begun);
		await row.restart(n8n);
		return await Promise.all(
			cells.map(({ vendor, cell }, index) =>
				outcomeOf(row, vendor, cell, async () => {
					await begun[index];
					await row.end(cell);
				}),
			),
		);
	} finally {
		for (const { cell } of cells) await cell.company.close();
	}
}

/** What came of a cell once its fault is over. */
async function outcomeOf(
	{ fault, isShownInVain = false }: Pick<Row, 'fault' | 'isShownInVain'>,
	vendor: string,
	cell: Cell,
	act: () => Promise<void>,
): Promise<Outcome> {
	const { notes } = cell;
	let findings = NOTHING;
	try {
		await act();
		assert.equal(
			cell.wasShownInVain,
			isShownInVain,
			'whether n8n has shown a publication as done that had no webhooks',
		);
		if (cell.wasShownInVain) notes.push('n8n showed it as published before');
		findings = together(findings, await compareWhilePublished(cell));
		for (const { id } of cell.workflows) {
			const { status } = await publicationStatus(n8n, id);
			if (status !== 'not_published') await unpublish(n8n, id);
		}
		findings = together(findings, await compare(cell));
		assert.deepEqual(cell.company.violations.list, []);
		return { fault, vendor, findings, notes };
	} catch (error) {
		const message = error instanceof Error ? error.message : String(error);
		return { fault, vendor, findings, notes, error: `${fault}, ${vendor}: ${message}` };
	}
}

async function compareWhilePublished(cell: Cell): Promise<Findings> {
	const findings = await compare(cell);
	const refused = await refusedDeliveries(cell);
	return { ...findings, missing: [...findings.missing, ...refused] };
}
