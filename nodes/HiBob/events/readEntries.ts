import { dayOf } from '../../shared/model/dates';
import type { EventType } from '../../shared/model/eventTypes';
import type { Api } from '../../shared/outbound/api';
import { periodsOf } from '../records/lifecycle';
import { lookAgain, waitUntilSettled } from '../records/fetch/lookAgain';
import type { Row } from '../records/row';
import { rowIdOf } from '../records/row';
import { readDecidingRows } from '../records/fetch/rows';
import type { Table } from '../records/tables';
import type { DeliveryIds } from './delivery';

/** All rows of the table, and those the delivery is about. */
export interface Entries {
	readonly rows: readonly Row[];
	readonly entries: readonly Row[];
	/** Columns that the service user may not see. */
	readonly hiddenColumns: readonly string[];
}

/**
 * Reads all rows of a table and finds those that a delivery is about, because HiBob has no endpoint for one row. A
 * day may have several rows, one for each site.
 */
export async function readEntries(
	api: Api,
	table: Table,
	about: DeliveryIds & { employeeId: string },
	entry: EventType,
): Promise<Entries> {
	if (entry === 'table.entry_updated') await waitUntilSettled();
	return await lookAgain(
		async () => {
			const read = await readDecidingRows(api, table, about.employeeId);
			return { ...read, entries: read.rows.filter((row) => isAbout(row, about)) };
		},
		({ entries }) =>
			entries.length > 0 && (entry === 'table.entry_created' || areSettled(table, entries)),
	);
}

function isAbout(row: Row, { effectiveDate, entryId }: DeliveryIds): boolean {
	if (entryId !== null) return rowIdOf(row) === entryId;
	return effectiveDate !== null && dayOf(row.effectiveDate) === dayOf(effectiveDate);
}

/** Whether the rows show the change already. A lifecycle that is read too early still shows a leaver as employed. */
function areSettled({ name }: Table, entries: readonly Row[]): boolean {
	if (name !== 'lifecycle') return true;
	return periodsOf(entries).some(({ stage }) => stage !== 'employed' && stage !== 'hired');
}
