import groupBy from 'lodash/groupBy';
import isPlainObject from 'lodash/isPlainObject';

/**
 * The part of a vendor's record that may leave the node. Fields that are not listed are left out, so
 * that a field which the vendor adds later cannot leave the node by accident.
 * @param fields names of fields; `manager.id` lets one field of an object leave the node, or that field
 *   of each object in a list. An object of which no field is listed leaves the node empty.
 */
export function onlyListedFields(
	record: Readonly<Record<string, unknown>>,
	fields: readonly string[],
): Record<string, unknown> {
	const listed = Object.entries(groupBy(fields, (field) => field.split('.', 1)[0]));
	return Object.fromEntries(
		listed
			.filter(([name]) => Object.hasOwn(record, name))
			.map(([name, paths]) => [name, partOf(record[name], paths.flatMap(belowTop))]),
	);
}

function partOf(value: unknown, fields: readonly string[]): unknown {
	if (Array.isArray(value)) return value.map((one) => partOf(one, fields));
	return isObject(value) ? onlyListedFields(value, fields) : value;
}

function isObject(value: unknown): value is Record<string, unknown> {
	return isPlainObject(value);
}

function belowTop(path: string): string[] {
	const dot = path.indexOf('.');
	return dot < 0 ? [] : [path.slice(dot + 1)];
}
