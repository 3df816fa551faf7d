/*
 * For the people whom simulators invent, by their index.
 */

/** The item of a list that is repeated without end. */
export function pick<T>(list: readonly T[], index: number): T {
	return list[index % list.length] as T;
}

/** The prefix with the index in four digits. */
export function numbered(prefix: string, index: number): string {
	return `${prefix}${String(index).padStart(4, '0')}`;
}

/** A name as it stands in an e-mail address. */
export function ascii(name: string): string {
	return name
		.replaceAll('ß', 'ss')
		.replaceAll('ı', 'i')
		.normalize('NFD')
		.replaceAll(/[^a-z]/gi, '')
		.toLowerCase();
}
