import type { Surroundings } from './support/n8n';
import { webhookContext } from './support/n8n';
import { cpuMs, printRow } from './support/benchOutput.mts';
import { fromEachVendor } from './support/files.mts';
import type { Delivery, ProofOfVendor } from './support/proof';

/*
 * What a forged delivery costs n8n's process, by a genuine one, without what n8n itself does to receive it:
 *
 *   npm run strangers
 */

const KB = 1024;
const KEY = 'example-key-of-acme';

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
		const { nodes, header } = proof;

		/** A genuine delivery with so many bytes. */
		function delivery(bytes: number): Delivery {
			const [sample] = proof.deliveries();
			if (sample === undefined) throw new Error(`${vendor} has no sample`);
			const body = JSON.parse(sample.body.toString('utf8')) as object;
			const withNotes = (notes: string): Buffer => Buffer.from(JSON.stringify({ ...body, notes }));
			const missing = Math.max(bytes - withNotes('').length, 0);
			return { ...sample, body: withNotes('x'.repeat(missing)) };
		}

		/** What a round of deliveries costs, in milliseconds of CPU for each. */
		async function round(
			node: Surroundings,
			{ body, query = {} }: Delivery,
			{ isForged, count }: { isForged: boolean; count: number },
		): Promise<number> {
			const genuine = proof.proofOf({ body, query }, KEY, node);
			const last = genuine.slice(-9, -8) === '0' ? '1' : '0';
			const value = isForged ? `${genuine.slice(0, -9)}${last}${genuine.slice(-8)}` : genuine;
			const contexts: Array<Awaited<ReturnType<typeof webhookContext>>> = [];
			for (let made = 0; made < count; made += 1) {
				const sent = { body, query, headers: { [header]: value } };
				contexts.push(await webhookContext(node, sent));
			}
			const statuses = new Set<number>();
			const usedMs = await cpuMs(async () => {
				const deliver = async ({ context, answer }: (typeof contexts)[number]): Promise<void> => {
					Object.defineProperty(context, 'logger', { value: { warn: () => undefined } });
					await nodes.webhook(context);
					statuses.add(answer.status);
					// The same bytes may come again.
					answer.finish(500);
				};
				await Promise.all(contexts.map(deliver));
			});
			expect([...statuses]).toEqual([isForged ? 401 : 200]);
			return usedMs / count;
		}

		it.each(SIZES)('%s', async (what, bytes, count) => {
			const node = nodes.triggerIn({
				credential: proof.credential(KEY),
				parameters: nodes.listening(),
			});
			const sent = delivery(bytes);
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
			const ratios = forged.map((ms, index) => ms / (genuine[index] ?? 0)).sort((a, b) => a - b);
			const [median, least, most] = [ratios[Math.floor(ROUNDS / 2)], ratios[0], ratios.at(-1)];
			const ms = (all: number[]): string =>
				`${(all.reduce((sum, one) => sum + one, 0) / all.length).toFixed(3)} ms`;
			const shown = [median, least, most].map((ratio) => (ratio ?? Infinity).toFixed(2));
			printRow([vendor, what, ms(genuine), ms(forged), ...shown]);
			expect(median).toBeLessThanOrEqual(MOST);
		});
	},
);
