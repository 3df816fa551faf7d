/**
 * The common form of all spellings of one of HiBob's own words, such as `pending_approval` and
 * `Pending Approval`. Case, blanks, underscores and hyphens make no difference; letters of any alphabet do.
 */
export function bareWord(word: string): string {
	return word.toLowerCase().replace(/[\s_-]/g, '');
}
