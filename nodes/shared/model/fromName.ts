import once from 'lodash/once';

/** Whether some words are in a name. */
export interface Words {
	test(name: string): boolean;
}

/** What a name means by the words in it. The clearest words come first. */
export type Meanings<T> = ReadonlyArray<readonly [T, Words]>;

/**
 * Finds words in a name. Only whole words count: "voluntary" is not found in "Involuntary". A word
 * that is denied ("non-voluntary", "not voluntary", "nicht befristet") does not count either. Upper and lower case make
 * no difference. Letters of any alphabet are letters.
 * @param words without accents, as parts of regular expressions, such as `resign(ed|ation)?`; a blank in a word also
 *   stands for a hyphen, an underscore, or nothing
 */
export function wholeWords(...words: readonly string[]): Words {
	// n8n loads all nodes when it starts, and such expressions take long to make.
	const pattern = once(() => {
		const spelled = words.map((word) => word.replaceAll(' ', '[\\s_-]?')).join('|');
		return new RegExp(`${NOT_DENIED}(?<!${LETTER})(?:${spelled})(?!${LETTER})`, 'iu');
	});
	return { test: (name) => pattern().test(name) };
}

const LETTER = '[\\p{L}\\p{N}]';
const NOT_DENIED = `(?<!(?<!${LETTER})(?:non|not|no|nicht)[\\s_-]{1,3})`;

/**
 * What a name means, where only the company's own name for something is known. Accents make no
 * difference.
 * @returns undefined if there is no name, or none of the words is in it
 */
export function fromName<T>(meanings: Meanings<T>, name: string | null): T | undefined {
	if (name === null) return undefined;
	const bare = name.normalize('NFD').replace(/\p{M}/gu, '');
	return meanings.find(([, words]) => words.test(bare))?.[0];
}
