import assert from 'node:assert/strict';
import { compare, SHORT } from './compare.mts';
import { CONTENDERS } from './contenders.mts';
import type { Installation } from './installations.mts';

/** A busy machine makes figures of so few deliveries uncertain; what is beyond this is a mistake. */
const FAR_OUT = 3;

/** The short form of `npm run bench:deliveries`: shows that it works, and that nothing is far out. */
export async function tryShortForm(
	install: () => Promise<Installation>,
	log: (line: string) => void,
): Promise<void> {
	const comparisons = await compare(install, SHORT, log);
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
}
