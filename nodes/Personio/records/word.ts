import { text, wordOf } from '../../shared/reading/fields';
import { inAnyCase } from '../../shared/reading/matchingRecords';

/*
 * Words from Personio's fixed lists. Personio documents them in capitals. Some were seen in lower
 * case, such as the types of attributes and of units. A word stays the same word in upper or lower
 * case, and with blanks around it.
 */

/**
 * A word, in Personio's own spelling if it is a known word. Any other word stays as it is written.
 * @param known the words of the list, as Personio documents them
 */
export function word(known: readonly string[]) {
	return text.transform((written) => asListed(known, written)).optional();
}

/**
 * A word of a list, in Personio's own spelling. Any word that is not in the list becomes
 * `unreadable`.
 */
export function listedWord(known: Readonly<Partial<Record<string, unknown>>>) {
	const words = Object.keys(known);
	return wordOf(known, (written) => asListed(words, written))
		.transform((written) => asListed(words, written))
		.optional();
}

function asListed<T extends string | null | undefined>(known: readonly string[], written: T) {
	if (typeof written !== 'string') return written;
	return known.find((one) => inAnyCase(one) === inAnyCase(written)) ?? written;
}
