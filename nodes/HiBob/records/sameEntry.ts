import isEqual from 'lodash/isEqual';
import isPlainObject from 'lodash/isPlainObject';
import size from 'lodash/size';

import { maybeId } from '../../shared/reading/fields';
import { managerOf } from './manager';
import { wordsIn } from './person';

/** A list entry or a person. A text alone may be the id or the name of an entry, so it counts as both. */
interface Entry {
	readonly id: string | null;
	readonly name: string | null;
}

/** The content of a column: an entry, or a value that cannot be read. */
type Said = Entry | { readonly unread: unknown };

const NOTHING: Entry = { id: null, name: null };

/** Reads a column with an entry of a list, such as a title. */
export function entrySaid(value: unknown): Said {
	if (isNothing(value)) return NOTHING;
	const name = wordsIn(value);
	if (name === null) return { unread: value };
	const entry: unknown = Array.isArray(value) ? value[0] : value;
	return { id: isPlainObject(entry) ? (maybeId.safeParse(entry).data ?? null) : name, name };
}

/** Reads a column with a person. */
export function managerSaid(value: unknown): Said {
	if (isNothing(value)) return NOTHING;
	const { id, displayName, workEmail } = managerOf(value);
	const name = displayName ?? workEmail;
	return id === null && name === null ? { unread: value } : { id, name };
}

function isNothing(value: unknown): boolean {
	const isEmptyForm = typeof value === 'object' && size(value) === 0;
	return value == null || isEmptyForm || (typeof value === 'string' && value.trim() === '');
}

/**
 * Whether two columns name the same entry. Each may have another form. Ids are compared if both columns have one;
 * otherwise names are compared. A text alone may match the id or the name.
 */
export function areSame(one: Said, other: Said): boolean {
	if ('unread' in one || 'unread' in other) return isEqual(one, other);
	if (one.id !== null && other.id !== null && !isBare(one) && !isBare(other)) {
		return one.id === other.id;
	}
	const isSameId = one.id !== null && one.id === other.id;
	const isSameName = one.name !== null && one.name === other.name;
	return isSameId || isSameName || isEqual(one, other);
}

function isBare({ id, name }: Entry): boolean {
	return id === name;
}

/**
 * A key that is equal for columns that name the same entry. The keys differ if one column has an id, and the other one
 * only a name.
 */
export function keyOf(said: Said): unknown {
	return 'unread' in said ? said.unread : (said.id ?? said.name);
}
