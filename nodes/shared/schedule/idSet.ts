import { z } from 'zod/v4';

/*
 * Sets of people in the form in which they are kept: a bit for each person who is remembered. So a set
 * takes an eighth of a byte a person, whatever their ids are.
 */

/** A set of ids as it is kept. */
export const keptSetSchema = z.object({
	/** A bit for each remembered id, in the order of the ids, in base64. */
	bits: z.base64(),
	/** The ids in the set that are not remembered. */
	others: z.array(z.string()),
});

/** See {@link keptSetSchema}. */
export type KeptSet = z.infer<typeof keptSetSchema>;

/**
 * Brings a set into the form in which it is kept.
 * @param remembered the ids of all people who are remembered, in any order
 */
export function writtenSet(ids: ReadonlySet<string>, remembered: readonly string[]): KeptSet {
	const bits = new Uint8Array(Math.ceil(remembered.length / 8));
	const others = new Set(ids);
	for (const [index, id] of inOrder(remembered).entries()) {
		if (others.delete(id)) setBit(bits, index);
	}
	return { bits: Buffer.from(bits).toString('base64'), others: [...others] };
}

/**
 * Reads a set.
 * @param remembered the same ids as when it was written, in any order
 */
export function readSet({ bits, others }: KeptSet, remembered: readonly string[]): Set<string> {
	const bytes = Buffer.from(bits, 'base64');
	return new Set([...inOrder(remembered).filter((_, index) => hasBit(bytes, index)), ...others]);
}

function inOrder(ids: readonly string[]): string[] {
	return [...ids].sort();
}

function setBit(bytes: Uint8Array, index: number): void {
	const at = Math.floor(index / 8);
	bytes[at] = (bytes[at] ?? 0) | (1 << index % 8);
}

function hasBit(bytes: Uint8Array, index: number): boolean {
	return ((bytes[Math.floor(index / 8)] ?? 0) & (1 << index % 8)) !== 0;
}
