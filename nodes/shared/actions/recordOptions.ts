import type { INodePropertyOptions } from 'n8n-workflow';

import { orNull } from '../reading/fields';

/**
 * The records of a company, such as its departments, as options of a drop-down, sorted by name. A
 * record without a name is shown by its id.
 */
export function recordOptions(
	records: ReadonlyArray<{ readonly id: string; readonly name?: string | null | undefined }>,
): INodePropertyOptions[] {
	return records.map(({ id, name }) => ({ name: orNull(name) ?? id, value: id })).sort(byName);
}

/** The order of the options in a drop-down. */
export function byName(one: { readonly name: string }, other: { readonly name: string }): number {
	return one.name.localeCompare(other.name);
}
