import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod/v4';

import { field } from '../../shared/actions/field';
import { yesOrNo } from '../../shared/actions/kind';
import { employeeSchema } from '../../shared/model/employee';
import { flattenAttributes } from '../records/customAttributes';
import type { PersonRecord } from '../records/person';

/** Off by default: companies keep much private data in custom attributes. */
export const includeCustomAttributes = field(
	{
		displayName: 'Include Custom Attributes',
		name: 'includeCustomAttributes',
		type: 'boolean',
		default: false,
		description:
			'Whether to add customAttributes: each by its global ID or ID, with value, type and label. They may hold private data, such as birthdays and addresses.',
	},
	yesOrNo,
);

/** An employee, with custom attributes if they were asked for. */
export const employeeItemSchema = employeeSchema.extend({
	customAttributes: z.looseObject({}).optional(),
});

/** A person's custom attributes, if they were asked for. */
export function customAttributesOf(person: PersonRecord, isAskedFor: boolean): IDataObject {
	return isAskedFor ? { customAttributes: flattenAttributes(person.custom_attributes ?? []) } : {};
}
