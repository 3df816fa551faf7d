import { z } from 'zod/v4';

import {
	entriesOf,
	idField,
	idInAnyForm,
	moment,
	several,
	text,
} from '../../shared/reading/fields';
import { strippedRecord } from '../../shared/reading/record';
import { customAttributeSchema } from './customAttributes';
import { status } from './status';

/**
 * A person: name, e-mail address and status. The job is in the person's employments.
 * https://developer.personio.de/reference/get_v2-persons
 */
export const personSchema = strippedRecord({
	decides: {
		id: idField,
		/** Personio derives it: active while the latest employment is active, on leave or onboarding. */
		status,
	},
	detail: {
		email: text,
		first_name: text,
		last_name: text,
		preferred_name: text,
		created_at: moment,
		updated_at: moment,
		custom_attributes: several(customAttributeSchema),
		/** See {@link employmentIdsIn}. */
		employments: z.unknown().optional(),
	},
});

/** A person as {@link personSchema} reads them. */
export type PersonRecord = z.infer<typeof personSchema>;

/**
 * The ids of the employments that a person is said to have. They only name what else to look for, so
 * what cannot be read is left out.
 * @returns an empty list as well if the credential may not see them
 */
export function employmentIdsIn({ employments }: PersonRecord): string[] {
	if (employments == null) return [];
	return entriesOf(employments).flatMap((one) => idInAnyForm.safeParse(one).data ?? []);
}
