import type { Edit } from './edits';
import { edited } from './edits';
import fc, { tries } from './fastCheck.mts';

/** A value as a body is sent. */
export const bytesOf = (body: unknown): Buffer => Buffer.from(JSON.stringify(body) ?? 'null');

/** What a body holds; undefined if it is no JSON. */
export function parsedOf(bytes: Buffer): unknown {
	try {
		return JSON.parse(bytes.toString('utf8'));
	} catch {
		return undefined;
	}
}

/** The same JSON, its keys in another order. */
export function shuffled(value: unknown, by: number): unknown {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
	const entries = Object.entries(value).map(([name, inner]) => [name, shuffled(inner, by)]);
	const cut = by % Math.max(entries.length, 1);
	return Object.fromEntries([...entries.slice(cut), ...entries.slice(0, cut)]);
}

/** What the deliveries of a vendor are made of. */
interface Deliveries {
	/** The vendor's samples by their names. */
	readonly names: readonly string[];
	readonly sample: (name: string) => unknown;
	readonly edits: fc.Arbitrary<Edit[]>;
	/** Values of any kind, the vendor's own pitfalls among them. */
	readonly odd: fc.Arbitrary<unknown>;
	/** A delivery as the vendor documents it, with something odd anywhere. */
	readonly envelope: fc.Arbitrary<unknown>;
	/** Bodies that need to be tried each time. */
	readonly texts: readonly string[];
	/** A proper delivery with this JSON somewhere in it. */
	readonly holding: (json: string) => string;
}

const A_WHILE_MS = 120_000;

/**
 * The tests of what holds for every body.
 * @param holds sends a body with a proof, and checks what becomes of it
 */
export function itHoldsForAnyBody(
	{ names, sample, edits, odd, envelope, texts, holding }: Deliveries,
	holds: (bytes: Buffer) => Promise<void>,
): void {
	it(
		'known events with any field dropped, added or retyped',
		async () => {
			await fc.assert(
				fc.asyncProperty(fc.constantFrom(...names), edits, async (name, changes) => {
					await holds(bytesOf(edited(sample(name), changes)));
				}),
				{ numRuns: tries(500) },
			);
		},
		A_WHILE_MS,
	);

	it.each([
		['any JSON', odd, 200],
		['an envelope of any kind', envelope, 500],
	])(
		'%s',
		async (_, bodies, most) => {
			await fc.assert(
				fc.asyncProperty(bodies, async (body) => await holds(bytesOf(body))),
				{ numRuns: tries(most) },
			);
		},
		A_WHILE_MS,
	);

	it(
		'any bytes',
		async () => {
			await fc.assert(
				fc.asyncProperty(fc.uint8Array({ maxLength: 64 }), async (bytes) => {
					await holds(Buffer.from(bytes));
				}),
				{ numRuns: tries(200) },
			);
		},
		A_WHILE_MS,
	);

	it.each(['', 'null', '[]', '"text"', ...texts])('the text %s', async (text) => {
		await holds(Buffer.from(text));
	});

	it.each([100, 1_000])('a body nested %i deep', async (depth) => {
		const nested = `${'['.repeat(depth)}${']'.repeat(depth)}`;
		await holds(Buffer.from(nested));
		await holds(Buffer.from(holding(nested)));
	});
}
