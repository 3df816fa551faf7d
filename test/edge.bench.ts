import { createHmac, timingSafeEqual } from 'crypto';
import { max, median, min } from 'simple-statistics';

import {
	arrival,
	KEY,
	listeningTrigger,
	longDelivery,
	receiveAll,
} from './support/benchDeliveries';
import { cpuMs, printRow } from './support/benchOutput.mts';
import { fromEachVendor } from './support/files.mts';
import type { Surroundings } from './support/n8n';
import type { Delivery, ProofOfVendor } from './support/proof';

/*
 * What it costs to receive a genuine delivery: to prove it, to read it and to hand it over. Beside the least that any
 * trigger needs for that, and beside what n8n's own context takes for the calls that the trigger makes:
 *
 *   npm run bench:edge
 */

const BYTES = [1024, 10 * 1024, 100 * 1024];
const COUNT = 400;
const ROUNDS = 15;

type Arrival = Awaited<ReturnType<typeof arrival>>;

/** A call of n8n's context that the trigger made. */
interface Call {
	readonly name: string;
	again(context: Arrival['context']): unknown;
}

describe.each(fromEachVendor<{ proof: ProofOfVendor }>('test', 'proof.ts'))(
	'%s',
	(vendor, { proof }) => {
		const { nodes } = proof;

		/** The proof of the vendor, and the body as an object. */
		function floorOf(node: Surroundings, delivery: Delivery): () => void {
			const { body } = delivery;
			const value = Buffer.from(proof.proofOf(delivery, KEY, node));
			const isSigned =
				proof.proofOf({ ...delivery, body: Buffer.from('{}') }, KEY, node) !== value.toString();
			const signature = createHmac('sha256', KEY).update(body).digest();
			return () => {
				const isProved = isSigned
					? timingSafeEqual(createHmac('sha256', KEY).update(body).digest(), signature)
					: timingSafeEqual(Buffer.from(value), value);
				if (!isProved || !Object(JSON.parse(body.toString('utf8')))) throw new Error('Not proved');
			};
		}

		/** What the trigger asks n8n's context for, for a delivery that is proved with keys that are known. */
		async function callsFor({ context: asked, answer }: Arrival): Promise<Call[]> {
			const calls: Call[] = [];
			const watched = new Proxy(asked, {
				get(context, name) {
					const found: unknown = Reflect.get(context, name);
					if (typeof found !== 'function') return found;
					return (...given: unknown[]): unknown => {
						calls.push({
							name: String(name),
							again: (other) => Reflect.apply(found, other, given),
						});
						return Reflect.apply(found, context, given);
					};
				},
			});
			await nodes.webhook(watched);
			answer.finish(500);
			return calls;
		}

		it.each(BYTES)('%d bytes', async (bytes) => {
			const node = listeningTrigger(proof);
			let number = 0;
			/** Each is another delivery: the same one would be taken for a repeat. */
			const arriving = async (count: number): Promise<Arrival[]> =>
				await Promise.all(
					Array.from({ length: count }, async () => {
						const delivery = longDelivery(proof, bytes, (number += 1));
						return await arrival(proof, node, delivery, proof.proofOf(delivery, KEY, node));
					}),
				);
			const [first, second] = await arriving(2);
			if (first === undefined || second === undefined) throw new Error('Nothing has arrived');
			// The first delivery makes n8n read the credential.
			expect(await receiveAll(proof, [first])).toEqual([200]);
			const calls = await callsFor(second);
			expect(calls.map(({ name }) => name)).not.toContain('getCredentials');
			const floor = floorOf(node, longDelivery(proof, bytes));

			const rounds: Array<Record<'ours' | 'n8n' | 'floor', number>> = [];
			for (let round = 0; round <= ROUNDS; round += 1) {
				const [ours, bare] = [await arriving(COUNT), await arriving(COUNT)];
				const used = {
					ours: await cpuMs(async () => {
						expect(await receiveAll(proof, ours)).toEqual([200]);
					}),
					n8n: await cpuMs(async () => {
						for (const { context } of bare) for (const { again } of calls) again(context);
					}),
					floor: await cpuMs(async () => {
						for (let done = 0; done < COUNT; done += 1) floor();
					}),
				};
				// The first round compiles.
				if (round > 0) rounds.push(used);
			}
			const ratios = rounds.map(({ ours, n8n, floor: least }) => (ours - n8n) / least);
			const ms = (of: 'ours' | 'n8n' | 'floor'): string =>
				`${(median(rounds.map((used) => used[of])) / COUNT).toFixed(3)} ms`;
			const shown = [median(ratios), min(ratios), max(ratios)].map((ratio) => ratio.toFixed(2));
			printRow([vendor, bytes, ms('ours'), ms('n8n'), ms('floor'), ...shown]);
		});
	},
);
