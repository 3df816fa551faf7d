import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { z } from 'zod/v4';

import { employeeSchema } from '../../shared/model/employee';
import { flattenAttributes } from '../records/customAttributes';
import type { PersonRecord } from '../records/person';

/** Off by default: companies keep much that is private in them. */
export const customAttributesField: INodeProperties = {
	displayName: 'Include Custom Attributes',
	name: 'includeCustomAttributes',
	type: 'boolean',
	default: false,
	description:
		'Whether to add customAttributes: each by its global ID or ID, with value, type and label. They may hold private data, such as birthdays and addresses.',
};

/** An employee, with custom attributes if they were asked for. */
export const employeeRecordSchema = employeeSchema.extend({
	customAttributes: z.looseObject({}).optional(),
});

/** What was asked for of a person's custom attributes. */
export function customAttributesOf(
	context: IExecuteFunctions,
	itemIndex: number,
	person: PersonRecord,
): IDataObject {
	const isAskedFor = context.getNodeParameter('includeCustomAttributes', itemIndex, false) === true;
	return isAskedFor ? { customAttributes: flattenAttributes(person.custom_attributes ?? []) } : {};
}
