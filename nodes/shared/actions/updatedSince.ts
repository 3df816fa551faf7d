import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { instantIn } from './fields';

/**
 * A filter for records that changed lately.
 * @param what the records, in words: "absences"
 */
export function updatedSinceField(what: string): INodeProperties {
	return {
		displayName: 'Updated Since',
		name: 'updatedSince',
		type: 'dateTime',
		default: '',
		description: `Only ${what} that changed at this time or later`,
	};
}

/**
 * What the {@link updatedSinceField} among the filters says.
 * @returns `updatedSince`, ISO 8601 in UTC, or nothing if it is not set
 * @throws NodeOperationError if it is not a date and time
 */
export function updatedSinceOf(
	context: IExecuteFunctions,
	itemIndex: number,
): { updatedSince?: string } {
	const field = { name: 'filters.updatedSince', displayName: 'Updated Since' };
	const updatedSince = instantIn(context, field, itemIndex);
	return updatedSince === null ? {} : { updatedSince };
}
