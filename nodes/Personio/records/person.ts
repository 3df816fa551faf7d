import { z } from 'zod/v4';

import { customAttributeSchema } from './customAttributes';
import { idField, words } from '../../shared/outbound/fields';

/**
 * A person: who someone is. What someone works as is in the employments.
 * https://developer.personio.de/reference/get_v2-persons
 */
export const personSchema = z.looseObject({
	id: idField,
	email: words,
	first_name: words,
	last_name: words,
	preferred_name: words,
	/** Derived by Personio: active while the latest employment is active, on leave or onboarding. */
	status: words,
	updated_at: words,
	custom_attributes: z.array(customAttributeSchema).nullish(),
});
export type PersonRecord = z.infer<typeof personSchema>;
