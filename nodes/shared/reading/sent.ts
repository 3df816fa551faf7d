/** What the vendor sent, for each object that was made from it. */
const originals = new WeakMap<object, object>();

/**
 * Remembers what an object was made from, for {@link sentOf}.
 * @param made a record as it was read, or a copy of a record
 * @param source what the vendor sent, or an object that was made from it
 * @returns `made`
 */
export function madeOf<T extends object>(made: T, source: object): T {
	originals.set(made, sentOf(source));
	return made;
}

/**
 * A record as the vendor sent it: without the changes that reading made, and with the values that could
 * not be read. It must not be changed.
 * @param record a record that was read by `record`, or an object for which {@link madeOf} was called: a
 *   copy needs this. Any other object is returned as it is
 */
export function sentOf(record: object): object {
	return originals.get(record) ?? record;
}
