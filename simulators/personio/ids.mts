/** Two digits that keep apart what has a UUID. */
const KINDS = {
	employment: 'e1',
	absence: 'a2',
	attendance: '73',
	document: 'd0',
	job: '10',
} as const;

/** UUID number `index` of its kind: always the same one, so that recordings can be compared. */
export function uuidOf(kind: keyof typeof KINDS, index: number): string {
	const tail = index.toString(16).padStart(12, '0');
	return `5f3c9a${KINDS[kind]}-7d10-4c0d-8b1e-${tail}`;
}
