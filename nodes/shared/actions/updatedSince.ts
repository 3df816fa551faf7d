import type { Instant } from '../model/dates';
import type { Field } from './field';
import { field } from './field';
import { instant } from './moments';

/**
 * A filter for records that changed since a time.
 * @param what the records, in words: "absences"
 */
export function updatedSince(what: string): Field<Instant, 'updatedSince'> {
	return field(
		{
			displayName: 'Updated Since',
			name: 'updatedSince',
			type: 'dateTime',
			default: '',
			description: `Only ${what} that changed at this time or later, such as 2026-01-31T09:00:00Z`,
		},
		instant,
	);
}
