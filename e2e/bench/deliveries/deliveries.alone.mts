import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compare, SHORT } from './compare.mts';
import { CONTENDERS } from './contenders.mts';

/* The short form of `npm run bench:deliveries`: shows that it works, and that nothing is far out. */

/** A busy machine makes figures of so few deliveries uncertain; what is beyond this is a mistake. */
const FAR_OUT = 3;

test('deliveries end as fast as in a trigger that does nothing, within bounds', async (t) => {
	const comparisons = await compare(SHORT, (line) => t.diagnostic(line));
	assert.deepEqual(
		comparisons.map(({ lazyAcquire }) => lazyAcquire),
		[true, false],
	);
	for (const { rounds, summary } of comparisons) {
		assert.equal(rounds.length, SHORT.rounds);
		for (const name of CONTENDERS) {
			for (const { min } of Object.values(summary.measured[name])) assert.ok(min > 0, name);
		}
		for (const { of, to, cpuMs } of summary.ratios) {
			assert.ok(cpuMs.median < FAR_OUT, `${of} takes ${cpuMs.median} × the CPU of ${to}`);
		}
	}
});
