import { z } from 'zod/v4';

import { maybe, maybeId, reference as named } from '../../shared/reading/fields';

/** Personio writes an id as an object with the id inside. The id alone means the same. */
const wrapped = (value: unknown): unknown => (isBareId(value) ? { id: value } : value);

function isBareId(value: unknown): boolean {
	return typeof value === 'number' || (typeof value === 'string' && value.trim() !== '');
}

/** A record that is named by its id. */
export const reference = z.preprocess(wrapped, named).optional();

/**
 * The person that a record belongs to. A record that was requested under the path of its person does
 * not have to name the person.
 */
export const owner = z.preprocess(wrapped, maybe(z.looseObject({ id: maybeId }))).optional();
