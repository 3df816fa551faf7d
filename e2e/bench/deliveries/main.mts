/**
 * How fast a real n8n ends deliveries to our trigger, beside a trigger that does nothing and a flow of n8n's own nodes:
 *
 *   npm run bench:deliveries [-- --short] [--rounds <count>] [--json <path>]
 *
 * Prints tables with the median of the rounds, and the least and the most; `--json` also writes all rounds to a file.
 * Fails if a delivery or an execution fails, never for a slow machine.
 */
import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { compare, LONG, SHORT } from './compare.mts';

const { values } = parseArgs({
	options: {
		short: { type: 'boolean', default: false },
		rounds: { type: 'string' },
		json: { type: 'string' },
	},
});
const length = values.short ? SHORT : LONG;
const rounds = Number(values.rounds ?? length.rounds);
if (!Number.isInteger(rounds) || rounds < 1)
	throw new Error('--rounds takes a whole number from 1 on');
const comparisons = await compare({ ...length, rounds }, (line) => console.log(line));
if (values.json !== undefined) {
	const [{ model = 'unknown' } = {}] = cpus();
	const machine = { cpus: cpus().length, model, node: process.version };
	const result = { measuredAt: new Date().toISOString(), machine, comparisons };
	await writeFile(values.json, `${JSON.stringify(result, null, '\t')}\n`);
	console.log(`Written to ${values.json}`);
}
