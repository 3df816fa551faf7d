import { z } from 'zod/v4';

import { idField, maybe, maybeId, orNull, text } from '../../shared/reading/fields';

const objectSchema = z.looseObject({ id: maybeId, name: text, display: text, value: text });

/** What Workable sends in place of a name; see {@link named}. */
export type Named = string | z.infer<typeof objectSchema> | null | undefined;

/**
 * What stands for a name: the name or the id as text, or an object that holds one of them or both. Workable writes
 * countries with `display` and `value`.
 */
export const named = maybe(
	z.union([
		idField,
		objectSchema.refine((object) => nameIn(object) !== null || idIn(object) !== null),
	]),
);

/** The name, where there is one. A bare text may be a name or an id. */
export function nameIn(value: Named): string | null {
	if (typeof value === 'string') return orNull(value);
	return orNull(value?.name) ?? orNull(value?.display);
}

/** The id, where there is one. A bare text may be an id. */
export function idIn(value: Named): string | null {
	if (typeof value === 'string') return orNull(value);
	return orNull(value?.id) ?? orNull(value?.value);
}

/**
 * The name to use. If no name is known for an id, the id is used.
 * @param nameOf the name of an id, where names were read
 */
export function calledBy(
	value: Named,
	nameOf: (id: string) => string | null | undefined = () => null,
): string | null {
	const id = idIn(value);
	return orNull(id === null ? null : nameOf(id)) ?? nameIn(value) ?? id;
}
