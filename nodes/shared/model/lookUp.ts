/**
 * The entry of a table for a vendor's word. Only the table's own keys count: a word such as
 * `constructor` finds nothing.
 */
export function lookUp<T>(
	table: Readonly<Partial<Record<string, T>>>,
	word: string | null | undefined,
): T | undefined {
	return word != null && Object.hasOwn(table, word) ? table[word] : undefined;
}
