/**
 * What it takes to read whole lists, beside the least that the vendors' limits allow:
 *
 *   npm run bench:lists [-- --vendor <vendor>] [--people <count>,…] [--json <path>]
 *
 * The vendors are those with `lists` in `bench.mts` in their folder of `e2e`; the people are 1000,5000,20000 by default.
 * The clock of the vendors is put forward where the limits demand a pause. Prints a table in Markdown; `--json` also
 * writes the figures to a file. Fails if more is requested than has to be, or if a request is refused.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { importFromEachVendor } from '../../../scripts/importFromEachVendor.mts';
import { projectRoot } from '../../support/paths.mts';
import type { ListFigures } from './measure.mts';
import { measureList } from './measure.mts';
import type { ListBench } from './types.mts';

const { values } = parseArgs({
	options: {
		vendor: { type: 'string' },
		people: { type: 'string', default: '1000,5000,20000' },
		json: { type: 'string' },
	},
});
const sizes = values.people.split(',').map(Number);
const files = await importFromEachVendor<{ lists: readonly ListBench[] }>(
	join(projectRoot, 'e2e'),
	'bench.mts',
);
const chosen = files.filter(([name]) => name === (values.vendor ?? name));
if (chosen.length === 0)
	throw new Error(`--vendor takes ${files.map(([name]) => name).join(', ')}`);

const row = (cells: ReadonlyArray<string | number>): void =>
	console.log(`| ${cells.join(' | ')} |`);
row([
	...['List', 'People', 'Requests (least)', 'Seconds (least)', 'Refused (429)'],
	...['Items as JSON', 'Held in memory, at most'],
]);
row(Array.from({ length: 7 }, () => '---'));

const measured: ListFigures[] = [];
for (const [, { lists }] of chosen) {
	for (const list of lists) {
		for (const people of sizes) {
			const figures = await measureList(list, people);
			measured.push(figures);
			const { requests, seconds, leastRequests, leastSeconds, refused } = figures;
			const { resultMb, heldMb } = figures;
			row([
				...[figures.what, people.toLocaleString('en')],
				`${requests.toLocaleString('en')} (${leastRequests.toLocaleString('en')})`,
				`${seconds.toFixed(1)} (${leastSeconds.toLocaleString('en')})`,
				...[refused, `${resultMb.toFixed(1)} MB`, `${heldMb.toFixed(0)} MB`],
			]);
			if (requests > leastRequests || refused > 0 || figures.violations > 0) process.exitCode = 1;
		}
	}
}
if (values.json !== undefined) await writeFile(values.json, JSON.stringify(measured, null, '\t'));
