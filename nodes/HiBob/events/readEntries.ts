import { dayOf } from '../../shared/model/dates';
import type { EventType } from '../../shared/model/eventTypes';
import type { InterpretContext } from '../../shared/vendor';
import { periodsOf } from '../records/lifecycle';
import { lookAgain, settled } from '../records/lookAgain';
import type { Row } from '../records/row';
import { rowIdOf } from '../records/row';
import { readRows } from '../records/rows';
import type { Table } from '../records/tables';
import type { DeliveryIds } from './delivery';

/** All rows of the table, and those the delivery is about. */
export interface Entries {
	readonly rows: readonly Row[];
	readonly entries: readonly Row[];
}

/** HiBob has no read for one row; of those of a day there may be several, one for each site. */
export async function readEntries(
	{ api }: InterpretContext,
	table: Table,
	about: DeliveryIds & { employeeId: string },
	entry: EventType,
): Promise<Entries> {
	if (entry === 'table.entry_updated') await settled();
	return await lookAgain(
		async () => {
			const rows = await readRows(api, table, about.employeeId);
			return { rows, entries: rows.filter((row) => isAbout(row, about)) };
		},
		({ entries }) =>
			entries.length > 0 && (entry === 'table.entry_created' || isTelling(table, entries)),
	);
}

function isAbout(row: Row, { effectiveDate, entryId }: DeliveryIds): boolean {
	if (entryId !== null) return rowIdOf(row) === entryId;
	return effectiveDate !== null && dayOf(row.effectiveDate) === dayOf(effectiveDate);
}

/**
 * Whether a row that was changed need not be looked at again. A lifecycle that is read too early
 * shows somebody who leaves as employed.
 */
function isTelling({ name }: Table, entries: readonly Row[]): boolean {
	if (name !== 'lifecycle') return true;
	return periodsOf(entries).some(({ stage }) => stage !== 'employed' && stage !== 'hired');
}
