import type { INodeProperties } from 'n8n-workflow';

import type { Field } from './field';
import { field } from './field';
import { id } from './kind';

/**
 * The id of a record that events are about. By default it is the id in the event that started the
 * workflow.
 * @param about `ref`: where the event has the id, below `refs`. `record`: the record in words, for
 *   the description
 */
export function eventRecordId<const Name extends string>(
	{
		displayName,
		name,
		displayOptions,
	}: Pick<INodeProperties, 'displayName' | 'displayOptions'> & { readonly name: Name },
	{ ref, record }: { readonly ref: 'entryId' | 'leaveId'; readonly record: string },
): Field<string, Name> {
	return field(
		{
			displayName,
			name,
			type: 'string',
			required: true,
			default: `={{ $json.refs.${ref} }}`,
			description: `ID of the ${record}; by default the one the event is about`,
			...(displayOptions === undefined ? {} : { displayOptions }),
		},
		id,
	);
}
