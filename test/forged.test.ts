import partition from 'lodash/partition';

import type { Surroundings } from './support/n8n';
import { fromEachVendor } from './support/files.mts';
import fc, { DELIVERIES } from './support/fastCheck.mts';
import { forge, forged } from './support/forgeries.mts';
import type { Forged, Signer } from './support/forgeries.mts';
import type { Sent } from './support/n8nRequest.mts';
import { RefusedByN8n, unpacked } from './support/n8nRequest.mts';
import { printRow } from './support/benchOutput.mts';
import type { ProofOfVendor } from './support/proof';

/*
 * Deliveries that were changed after they were signed, or signed by somebody else, at the real webhook
 * method of each trigger:
 *
 *   npm run strangers
 *
 * tries 100,000 for each vendor, others each time, and prints a row for each vendor.
 */

const KEYS: Readonly<Record<Signer, string>> = {
	current: 'example-key-of-acme',
	previous: 'example-key-before-that',
	'rotated out': 'example-key-of-long-ago',
	'another tenant': 'example-key-of-borealis',
};

/**
 * So many wait at the same time for the credential to be read again, which happens once a second; more
 * would be answered 503, because they take memory.
 */
const AT_ONCE = 1_000;

/** Such bodies come one at a time, for the same reason. */
const LARGE_BYTES = 100_000;

const isLarge = ({ forgery }: Forged): boolean =>
	forgery.kind === 'length' && forgery.length > LARGE_BYTES;

/** What came of a delivery. */
type End =
	| { readonly status: number; readonly started: number }
	| { readonly refusedByN8n: number };

interface Counts {
	deliveries: number;
	proven: number;
	accepted: number;
	refused: number;
	/** n8n answers without asking the node. */
	refusedByN8n: number;
}

describe.each(fromEachVendor<{ proof: ProofOfVendor }>('test', 'proof.ts'))(
	'%s',
	(vendor, { proof }) => {
		const { nodes, header } = proof;
		const genuine = proof.deliveries();

		/** A published trigger, at which a key was in use long ago. */
		async function listening(): Promise<Surroundings> {
			const node = nodes.triggerIn({
				credential: proof.credential(KEYS['rotated out']),
				parameters: nodes.listening(),
			});
			const send = async (signer: Signer): Promise<End> => await sent(node, plain(0, signer));
			expect(await send('rotated out')).toMatchObject({ status: 200 });
			node.setCredential(proof.credential(KEYS.current, KEYS.previous));
			// A key that fits none makes the credential be read again.
			expect(await send('another tenant')).toMatchObject({ status: 401 });
			expect(await send('rotated out')).toMatchObject({ status: 401 });
			return node;
		}

		const plain = (of: number, signer: Signer): Forged => ({
			...{ of, signer },
			forgery: { kind: 'nothing' },
		});

		function made(node: Surroundings, { of, signer, forgery }: Forged): Sent {
			const at = (index: number) => genuine[index % genuine.length] ?? { body: Buffer.alloc(0) };
			const signed = (index: number): string => proof.proofOf(at(index), KEYS[signer], node);
			const delivery = { ...at(of), proof: signed(of), proofOfAnother: signed(of + 1) };
			return forge(delivery, forgery, header);
		}

		async function sent(node: Surroundings, one: Forged): Promise<End> {
			const { body, headers, query = {} } = made(node, one);
			return await nodes.post(node, body, headers, 'trigger', query).then(
				({ answer: { status }, items }) => ({ status, started: items.length }),
				(error: unknown) => {
					if (error instanceof RefusedByN8n) return { refusedByN8n: error.status };
					throw error;
				},
			);
		}

		/** Whether a delivery carries the proof of what it holds, with a key that counts. */
		function isProven(node: Surroundings, { body, headers = {}, query = {} }: Sent): boolean {
			const value = headers[header];
			const bytes = unpacked(body, headers['content-encoding']);
			if (value === undefined || value === '' || bytes === null) return false;
			if (proof.isMarked && query['node'] !== undefined) return false;
			return [KEYS.current, KEYS.previous].some(
				(key) => proof.asCompared(value) === proof.proofOf({ body: bytes, query }, key, node),
			);
		}

		it('accepts what is proven, refuses everything else, and never fails', async () => {
			const node = await listening();
			const counts: Counts = { deliveries: 0, proven: 0, accepted: 0, refused: 0, refusedByN8n: 0 };
			const readsBefore = node.counters.credentialReads;
			const wrong: string[] = [];
			const startedAt = Date.now();
			const size = Math.min(AT_ONCE, DELIVERIES);
			const batch = fc.array(forged, { minLength: size, maxLength: size });
			await fc.assert(
				fc.asyncProperty(batch, async (all) => {
					const send = async (one: Forged) => ({ one, end: await sent(node, one) });
					const [large, others] = partition(all, isLarge);
					const ends = await Promise.all(others.map(send));
					for (const one of large) ends.push(await send(one));
					for (const { one, end } of ends) {
						const proven = isProven(node, made(node, one));
						counts.deliveries += 1;
						if (proven) counts.proven += 1;
						if ('refusedByN8n' in end) {
							counts.refusedByN8n += 1;
							continue;
						}
						if (proven) counts.accepted += 1;
						else counts.refused += 1;
						const allowed = proven ? [200] : [400, 401, 413];
						const isWrong = !allowed.includes(end.status) || (end.started > 0 && !proven);
						if (isWrong) wrong.push(`${JSON.stringify(one)} ended with ${JSON.stringify(end)}`);
					}
				}),
				{ numRuns: Math.ceil(DELIVERIES / size) },
			);
			expect(wrong.slice(0, 10)).toEqual([]);
			const seconds = (Date.now() - startedAt) / 1_000;
			const reads = node.counters.credentialReads - readsBefore;
			// The credential is read once a second at most.
			expect(reads).toBeLessThanOrEqual(seconds + 1);
			expect(counts.accepted).toBeGreaterThan(0);
			expect(counts.refused).toBeGreaterThan(counts.deliveries / 10);
			if (DELIVERIES >= 10_000) {
				printRow([vendor, ...Object.values(counts), reads, `${Math.round(seconds)} s`]);
			}
		});
	},
);
