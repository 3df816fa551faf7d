import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod/v4';

import { asData } from '../../shared/actions/operation';
import { idField, words } from '../../shared/outbound/fields';

/**
 * A field that the company has made for its people. Much that is private is kept in these.
 * https://developer.personio.de/reference/get_v2-persons
 */
export const customAttributeSchema = z.looseObject({
	id: idField,
	/** Not every attribute has one. */
	global_id: words,
	/** Documented in upper case, seen in lower case. */
	type: words,
	/** Often missing. */
	label: words,
	value: z.unknown(),
});
export type CustomAttribute = z.infer<typeof customAttributeSchema>;

/**
 * Custom attributes by the name they keep: the global id where there is one, else the id.
 * @returns `{ value, type, label }` each; `type` in lower case, numbers and yes/no as such
 */
export function flattenAttributes(attributes: readonly CustomAttribute[]): IDataObject {
	return asData(
		Object.fromEntries(
			attributes.map(({ id, global_id: globalId, type, label, value }) => {
				const kind = type?.toLowerCase() ?? 'unspecified';
				return [
					globalId || id,
					{ value: typed(kind, value) ?? null, type: kind, label: label ?? null },
				];
			}),
		),
	);
}

/** Numbers and yes/no may come as text. */
function typed(kind: string, value: unknown): unknown {
	if (typeof value !== 'string') return value;
	switch (kind) {
		case 'int':
		case 'double':
			return value.trim() !== '' && Number.isFinite(Number(value)) ? Number(value) : value;
		case 'boolean':
			return value === 'true' ? true : value === 'false' ? false : value;
		default:
			return value;
	}
}
