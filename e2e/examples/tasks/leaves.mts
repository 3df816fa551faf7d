import { z } from 'zod/v4';

const leafSchema = z.union([z.string(), z.number(), z.boolean()]);
const branchSchema = z.record(z.string(), z.unknown());

/** What is set in the parameters of a node, each with its path: `additionalFields.jobTitle`, `fields.0`. */
export function leavesOf(
	value: unknown,
	path: string[] = [],
): Array<[string, string | number | boolean]> {
	const leaf = leafSchema.safeParse(value);
	if (leaf.success) return [[path.join('.'), leaf.data]];
	const branch = branchSchema.safeParse(Array.isArray(value) ? { ...value } : value);
	return Object.entries(branch.data ?? {}).flatMap(([key, inner]) =>
		leavesOf(inner, [...path, key]),
	);
}
