import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod/v4';

import { asData } from '../../shared/actions/operation';
import { idField, listIn, orNull, text } from '../../shared/reading/fields';
import { record } from '../../shared/reading/record';

/**
 * A field that the company has made for its people. Such fields contain much private data.
 * https://developer.personio.de/reference/get_v2-persons
 */
export const customAttributeSchema = record({
	decides: { id: idField },
	detail: {
		/** Not every attribute has a global id. */
		global_id: text,
		/** Documented in upper case, seen in lower case. */
		type: text,
		/** Often missing. */
		label: text,
		value: z.unknown(),
	},
});

/** A custom attribute as {@link customAttributeSchema} reads it. Its value is not parsed. */
export type CustomAttribute = z.infer<typeof customAttributeSchema>;

/**
 * Custom attributes by a name that does not change: the global id if there is one, else the id.
 * @returns `{ value, type, label }` for each attribute. `type` is in lower case. Numbers, yes/no and
 *   lists that came as text are converted
 */
export function flattenAttributes(attributes: readonly CustomAttribute[]): IDataObject {
	return asData(
		Object.fromEntries(
			attributes.map(({ id, global_id: globalId, type, label, value }) => {
				const kind = orNull(type)?.toLowerCase() ?? 'unspecified';
				return [
					globalId || id,
					{ value: typed(kind, value) ?? null, type: kind, label: label ?? null },
				];
			}),
		),
	);
}

const LISTS = /(^|_)(list|tags)$/;

/** Converts a value: Personio may send numbers, yes/no and lists as text. */
function typed(kind: string, value: unknown): unknown {
	if (typeof value !== 'string') return value;
	if (LISTS.test(kind)) return listIn(value) ?? value;
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
