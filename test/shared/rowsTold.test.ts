import type { IDataObject } from 'n8n-workflow';

import { fromEachVendor } from '../support/files.mts';
import type { RowsOfVendor } from '../support/rowsTold';
import { MARK } from '../support/rowsTold';

/*
 * Rows leave the nodes by lists of what may be told: what a company adds to a row, or the vendor one
 * day, stays behind.
 */

/** What leaves by default, by the name of the table. */
type Left = Array<[table: string, record: unknown]>;
const leftIn = (items: ReadonlyArray<{ table?: unknown } | IDataObject>): Left =>
	items.flatMap((item): Left => {
		const { name, record } = ((item as IDataObject)['table'] ?? item) as IDataObject;
		return typeof name === 'string' ? [[name, record]] : [];
	});

interface Told {
	/** Everything as text, in which nothing planted may be. */
	readonly text: string;
	readonly left: Left;
}
const toldBy = (items: ReadonlyArray<object>): Told => ({
	text: JSON.stringify(items),
	left: leftIn(items as IDataObject[]),
});

const VENDORS = fromEachVendor<{ rowsTold: RowsOfVendor }>('test', 'rowsTold.ts');

it.each(VENDORS)(
	'%s: rows tell of work, and nothing that is not listed',
	async (_vendor, { rowsTold }) => {
		const { work, readOnly = [] } = rowsTold;
		const told = await rowsTold.told();
		const [byTrigger, byAction] = [toldBy(told.byTrigger), toldBy(told.byAction)];
		for (const { text: all, left } of [byTrigger, byAction]) {
			expect(all).not.toContain(MARK);
			expect(left.length).toBeGreaterThan(0);
			for (const [table, record] of left.filter(([name]) => name in work)) {
				expect([table, record]).toEqual([table, expect.objectContaining(work[table] ?? {})]);
			}
		}
		const namesOf = ({ left }: Told): Set<string> => new Set(left.map(([name]) => name));
		expect(namesOf(byAction)).toEqual(new Set(Object.keys(work)));
		const changing = Object.keys(work).filter((name) => !readOnly.includes(name));
		expect([...namesOf(byTrigger)]).toEqual(expect.arrayContaining(changing));
	},
);
