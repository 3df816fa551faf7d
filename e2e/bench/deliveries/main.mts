/**
 * How fast a real n8n ends deliveries to our trigger, beside a trigger that does nothing and a flow of n8n's own nodes:
 *
 *   npm run bench:deliveries [-- --short] [--rounds <count>] [--mode <mode>] [--json <path>]
 *
 * The mode is `regular`, `queue-1` or `queue-2`, which has so many workers; all three by default.
 * Prints tables with the median of the rounds, and the least and the most; `--json` also writes all rounds to a file.
 * Fails if a delivery or an execution fails, never for a slow machine.
 */
import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { compare, LONG, SHORT, type Comparison } from './compare.mts';
import { queueMode, regularMode } from './installations.mts';

const MODES = {
	regular: regularMode,
	'queue-1': async () => await queueMode(1),
	'queue-2': async () => await queueMode(2),
};

const { values } = parseArgs({
	options: {
		short: { type: 'boolean', default: false },
		rounds: { type: 'string' },
		mode: { type: 'string' },
		json: { type: 'string' },
	},
});
const length = values.short ? SHORT : LONG;
const rounds = Number(values.rounds ?? length.rounds);
if (!Number.isInteger(rounds) || rounds < 1)
	throw new Error('--rounds takes a whole number from 1 on');
const modes = Object.entries(MODES).filter(([name]) => name === (values.mode ?? name));
if (modes.length === 0) throw new Error(`--mode takes ${Object.keys(MODES).join(', ')}`);
const comparisons: Comparison[] = [];
for (const [, install] of modes) {
	comparisons.push(...(await compare(install, { ...length, rounds }, (line) => console.log(line))));
}
if (values.json !== undefined) {
	const [{ model = 'unknown' } = {}] = cpus();
	const machine = { cpus: cpus().length, model, node: process.version };
	const result = { measuredAt: new Date().toISOString(), machine, comparisons };
	await writeFile(values.json, `${JSON.stringify(result, null, '\t')}\n`);
	console.log(`Written to ${values.json}`);
}
