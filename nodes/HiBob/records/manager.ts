import isPlainObject from 'lodash/isPlainObject';

import { maybeId } from '../../shared/reading/fields';
import { readAs } from '../../shared/reading/readAs';
import { record } from '../../shared/reading/record';
import { named, wordsIn } from './person';

const managerSchema = record({
	decides: {},
	detail: { id: maybeId, displayName: named, email: named },
});

/** The manager of a person, as far as it can be read. */
interface Manager {
	readonly id: string | null;
	readonly displayName: string | null;
	readonly workEmail: string | null;
	/** The names of the parts that cannot be read, such as `.id`. An empty text means the whole field. */
	readonly unread: readonly string[];
}

const NOBODY: Manager = { id: null, displayName: null, workEmail: null, unread: [] };

/**
 * Reads the field `work.reportsTo`. It holds a person, an id (only digits) or a name.
 * @param value null or undefined where the field is empty
 */
export function managerOf(value: unknown): Manager {
	if (value == null) return NOBODY;
	const entry: unknown = Array.isArray(value) && value.length === 1 ? value[0] : value;
	if (isPlainObject(entry)) return personIn(entry);
	const words = wordsIn(entry);
	if (words === null) return { ...NOBODY, unread: entry === '' ? [] : [''] };
	return /^\d+$/.test(words) ? { ...NOBODY, id: words } : { ...NOBODY, displayName: words };
}

function personIn(entry: unknown): Manager {
	const reading = readAs(managerSchema, entry);
	if (!('value' in reading)) return { ...NOBODY, unread: [''] };
	const { id, displayName, email } = reading.value;
	return {
		id: id ?? null,
		displayName: displayName ?? null,
		workEmail: email ?? null,
		unread: reading.unread.fields.map((name) => `.${name}`),
	};
}
