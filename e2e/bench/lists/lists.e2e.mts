import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { importFromEachVendor } from '../../../scripts/importFromEachVendor.mts';
import { projectRoot } from '../../support/paths.mts';
import { measureList } from './measure.mts';
import type { ListBench } from './types.mts';

/* The short form of `npm run bench:lists`. */

const PEOPLE = 500;

/** A request leaves the clock of its time limit behind for a minute, which is 0.4 MB for 500 requests. */
const MOST_LEFT_MB = 1;

const files = await importFromEachVendor<{ lists: readonly ListBench[] }>(
	join(projectRoot, 'e2e'),
	'bench.mts',
);

for (const list of files.flatMap(([, { lists }]) => lists)) {
	test(`${list.what}: as few requests as it takes, none refused, nothing left in memory`, async () => {
		const figures = await measureList(list, PEOPLE, true);
		const { requests, leastRequests, refused, violations, resultMb, heldMb, leftMb } = figures;
		console.log(
			`${list.what}, ${PEOPLE} people: ${resultMb.toFixed(1)} MB of items, ${heldMb.toFixed(0)} MB held, ${leftMb?.toFixed(2)} MB left`,
		);
		assert.deepEqual(
			{ requests, refused, violations },
			{ requests: leastRequests, refused: 0, violations: 0 },
		);
		assert.ok(leftMb !== null && leftMb <= MOST_LEFT_MB, `${leftMb} MB left`);
	});
}
