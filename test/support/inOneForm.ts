import isPlainObject from 'lodash/isPlainObject';
import mapValues from 'lodash/mapValues';

/**
 * A record with each value in one of the forms that vendors send it in: with the switches of a
 * simulator on, numbers come as text, ids in an object, and nothing as an empty text. For tests of which
 * record comes; `raw.test.ts` of each vendor holds that its forms are kept.
 */
export function inOneForm(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(inOneForm);
	if (isPlainObject(value)) {
		const entries = mapValues(value as Record<string, unknown>, inOneForm);
		const [only, ...others] = Object.keys(entries);
		return only === 'id' && others.length === 0 ? entries['id'] : entries;
	}
	if (typeof value === 'number' || typeof value === 'boolean') return String(value);
	return value === '' ? null : value;
}
