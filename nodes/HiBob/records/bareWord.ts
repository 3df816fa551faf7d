/**
 * Brings all spellings of one of HiBob's own words into one form, such as `pending_approval` and
 * `Pending Approval`. Case, blanks, underscores and hyphens make no difference. Letters of any alphabet are kept.
 */
export function bareWord(word: string): string {
	return word.toLowerCase().replace(/[\s_-]/g, '');
}
