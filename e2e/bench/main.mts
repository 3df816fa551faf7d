/**
 * How much of the vendors' limits is used, and whether they are ever met, in a real n8n:
 *
 *   npm run bench [-- <vendor> [<people>]]
 *
 * Without a vendor all of them in turn: each that has a `bench.mts` in its folder of `e2e`. Ends with
 * a failure below 90 % or with a single 429.
 */
import { join } from 'node:path';
import { importFromEachVendor } from '../../scripts/importFromEachVendor.mts';
import { projectRoot } from '../support/paths.mts';
import { judge, type Measurement } from './measure.mts';

/** What the file of each vendor exports. */
interface BenchFile {
	readonly bench?: (people?: number) => Promise<Measurement>;
}

const files = (
	await importFromEachVendor<BenchFile>(join(projectRoot, 'e2e'), 'bench.mts')
).flatMap(([name, { bench }]) => (bench === undefined ? [] : [{ name, bench }]));

const [vendor, people] = process.argv.slice(2);
const count = people === undefined ? undefined : Number(people);
const chosen = files.filter(({ name }) => vendor === undefined || vendor === name);
if (chosen.length === 0 || (count !== undefined && !(Number.isInteger(count) && count > 0))) {
	const names = files.map(({ name }) => name).join('|');
	console.error(`Usage: npm run bench [-- ${names} [<people>]]`);
	process.exitCode = 1;
} else
	for (const { bench } of chosen) {
		if (!judge(await bench(count))) process.exitCode = 1;
	}
