/**
 * How much of the vendors' limits is used, and whether they are ever met, in a real n8n:
 *
 *   npm run bench [-- hibob|personio|workable [<people>]]
 *
 * Without a vendor all of them in turn. Ends with a failure below 90 % or with a single 429.
 */
import { benchHiBob } from './hibob.mts';
import { judge, type Measurement } from './measure.mts';
import { benchPersonio } from './personio.mts';
import { benchWorkable } from './workable.mts';

const BENCHES = new Map<string, (people?: number) => Promise<Measurement>>([
	['hibob', benchHiBob],
	['personio', benchPersonio],
	['workable', benchWorkable],
]);

const [vendor, people] = process.argv.slice(2);
const count = people === undefined ? undefined : Number(people);
const chosen = [...BENCHES].filter(([name]) => vendor === undefined || vendor === name);
if (chosen.length === 0 || (count !== undefined && !(Number.isInteger(count) && count > 0))) {
	console.error(`Usage: npm run bench [-- ${[...BENCHES.keys()].join('|')} [<people>]]`);
	process.exitCode = 1;
} else
	for (const [, bench] of chosen) {
		if (!judge(await bench(count))) process.exitCode = 1;
	}
