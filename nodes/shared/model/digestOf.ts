import { createHash } from 'crypto';

import isPlainObject from 'lodash/isPlainObject';

/**
 * A hash of a JSON value. It does not depend on the order in which the fields of an object were written.
 * @returns SHA-256, safe in a URL
 */
export function digestOf(value: unknown): string {
	const text = JSON.stringify(value, (_, one: unknown) =>
		isPlainObject(one) ? Object.fromEntries(Object.entries(Object(one)).sort(byKey)) : one,
	);
	return createHash('sha256')
		.update(text ?? '')
		.digest('base64url');
}

function byKey([one]: [string, unknown], [other]: [string, unknown]): number {
	return one < other ? -1 : 1;
}
