import { max, mean, median, min } from 'simple-statistics';

import {
	arrival,
	KEY,
	listeningTrigger,
	longDelivery,
	receiveAll,
} from './support/benchDeliveries';
import type { Surroundings } from './support/n8n';
import { cpuMs, printRow } from './support/benchOutput.mts';
import { fromEachVendor } from './support/files.mts';
import type { Delivery, ProofOfVendor } from './support/proof';

/*
 * What a forged delivery costs n8n's process, by a genuine one, without what n8n itself does to receive it:
 *
 *   npm run strangers
 */

const KB = 1024;

/** The sizes of bodies, and how many of them make a round; 16 MB is the most that n8n takes. */
const SIZES: ReadonlyArray<[what: string, bytes: number, count: number]> = [
	['1 kB', KB, 400],
	['100 kB', 100 * KB, 100],
	['1 MB', KB * KB, 20],
	['16 MB', 16 * KB * KB, 1],
];

const ROUNDS = 15;

/** The most that a forged delivery may cost, by a genuine one. */
const MOST = 2;

describe.each(fromEachVendor<{ proof: ProofOfVendor }>('test', 'proof.ts'))(
	'%s',
	(vendor, { proof }) => {
		/** What a round of deliveries costs, in milliseconds of CPU for each. */
		async function round(
			node: Surroundings,
			delivery: Delivery,
			{ isForged, count }: { isForged: boolean; count: number },
		): Promise<number> {
			const genuine = proof.proofOf(delivery, KEY, node);
			const last = genuine.slice(-9, -8) === '0' ? '1' : '0';
			const value = isForged ? `${genuine.slice(0, -9)}${last}${genuine.slice(-8)}` : genuine;
			const contexts = await Promise.all(
				Array.from({ length: count }, async () => await arrival(proof, node, delivery, value)),
			);
			let statuses: number[] = [];
			const usedMs = await cpuMs(async () => {
				statuses = await receiveAll(proof, contexts);
			});
			expect(statuses).toEqual([isForged ? 401 : 200]);
			return usedMs / count;
		}

		it.each(SIZES)('%s', async (what, bytes, count) => {
			const node = listeningTrigger(proof);
			const sent = longDelivery(proof, bytes);
			const genuine: number[] = [];
			const forged: number[] = [];
			for (let rounds = 0; rounds <= ROUNDS; rounds += 1) {
				const first = await round(node, sent, { isForged: rounds % 2 === 0, count });
				const second = await round(node, sent, { isForged: rounds % 2 === 1, count });
				// The first round compiles.
				if (rounds === 0) continue;
				forged.push(rounds % 2 === 0 ? first : second);
				genuine.push(rounds % 2 === 0 ? second : first);
			}
			const ratios = forged.map((ms, index) => ms / (genuine[index] ?? 0));
			const ms = (all: number[]): string => `${mean(all).toFixed(3)} ms`;
			const shown = [median(ratios), min(ratios), max(ratios)].map((ratio) => ratio.toFixed(2));
			printRow([vendor, what, ms(genuine), ms(forged), ...shown]);
			expect(median(ratios)).toBeLessThanOrEqual(MOST);
		});
	},
);
