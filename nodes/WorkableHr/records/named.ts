import { z } from 'zod/v4';

import { idField, maybe, maybeId, orNull, text } from '../../shared/reading/fields';

const objectSchema = z.looseObject({ id: maybeId, name: text, display: text, value: text });

/** What Workable sends in place of a name; see {@link named}. */
export type Named = string | z.infer<typeof objectSchema> | null | undefined;

/**
 * A field with a name. It may be the name or the id as text, or an object with one of them or both. In countries,
 * Workable calls them `display` and `value`.
 */
export const named = maybe(
	z.union([
		idField,
		objectSchema.refine((object) => nameIn(object) !== null || idIn(object) !== null),
	]),
);

/** The name; null if there is none. A text alone may be a name or an id, and counts as both. */
export function nameIn(value: Named): string | null {
	if (typeof value === 'string') return orNull(value);
	return orNull(value?.name) ?? orNull(value?.display);
}

/** The id; null if there is none. A text alone counts as an id. */
export function idIn(value: Named): string | null {
	if (typeof value === 'string') return orNull(value);
	return orNull(value?.id) ?? orNull(value?.value);
}

/**
 * The name to use. If no name is known for an id, the id is used.
 * @param nameOf gives the name of an id, if names were read
 */
export function calledBy(
	value: Named,
	nameOf: (id: string) => string | null | undefined = () => null,
): string | null {
	const id = idIn(value);
	return orNull(id === null ? null : nameOf(id)) ?? nameIn(value) ?? id;
}
