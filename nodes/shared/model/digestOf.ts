import { createHash } from 'crypto';

import isPlainObject from 'lodash/isPlainObject';
import sortBy from 'lodash/sortBy';

/**
 * A hash of a JSON value. It does not depend on the order in which the fields of an object were written.
 * @returns SHA-256, safe in a URL
 */
export function digestOf(value: unknown): string {
	const text = JSON.stringify(value, (_, one: unknown) =>
		isPlainObject(one)
			? Object.fromEntries(sortBy(Object.entries(Object(one)), ([key]) => key))
			: one,
	);
	return createHash('sha256')
		.update(text ?? '')
		.digest('base64url');
}
