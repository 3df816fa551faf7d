import type { Path } from './record';

/** What could not be read in an answer: the names of the fields, never their values. */
export interface Unread {
	/** Details that became null. */
	readonly fields: readonly string[];
	/** How many records of lists were left out. */
	readonly leftOut: number;
	/** The fields because of which they were left out. */
	readonly leftOutFor: readonly string[];
}

/** Everything could be read. */
export const ALL_READ: Unread = { fields: [], leftOut: 0, leftOutFor: [] };

/** The name of a field, without positions in lists. */
export function nameOf(path: Path): string {
	const steps = path.filter((step) => typeof step !== 'number').map(String);
	return steps.length === 0 ? 'the whole record' : steps.join('.');
}

/**
 * Collects what could not be read in the answers behind one event, or behind one input item of an
 * action.
 */
export interface UnreadNotes {
	/** @param what what the answer should be, in words: `a list of employees` */
	note(what: string, unread: Unread): void;
	/** Adds the notes of another collection. */
	include(others: UnreadNotes): void;
	/** The notes, by what the answer should be. */
	readonly all: ReadonlyMap<string, Unread>;
}

/** Makes an empty collection of notes. */
export function unreadNotes(): UnreadNotes {
	const all = new Map<string, Unread>();
	const note = (what: string, { fields, leftOut, leftOutFor }: Unread): void => {
		if (fields.length === 0 && leftOut === 0) return;
		const before = all.get(what) ?? ALL_READ;
		all.set(what, {
			fields: [...new Set([...before.fields, ...fields])],
			leftOut: before.leftOut + leftOut,
			leftOutFor: [...new Set([...before.leftOutFor, ...leftOutFor])],
		});
	};
	return {
		all,
		note,
		include(others) {
			for (const [what, unread] of others.all) note(what, unread);
		},
	};
}

/**
 * Says in plain words what could not be read: for each kind of answer a sentence about fields and one
 * about records, without a full stop.
 */
export function sentencesOf({ all }: UnreadNotes, vendor: string): string[] {
	return [...all].flatMap(([what, { fields, leftOut, leftOutFor }]) => [
		...(fields.length === 0
			? []
			: [`${vendor} sent ${what} with fields that cannot be read: ${inOrder(fields)}`]),
		...(leftOut === 0
			? []
			: [
					`${vendor} sent ${what} with ${records(leftOut)} that cannot be read and ${leftOut === 1 ? 'is' : 'are'} left out, because of: ${inOrder(leftOutFor)}`,
				]),
	]);
}

function inOrder(names: readonly string[]): string {
	return [...names].sort().join(', ');
}

function records(count: number): string {
	return count === 1 ? '1 record' : `${count} records`;
}
