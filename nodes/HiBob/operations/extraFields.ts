import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { z } from 'zod/v4';

import { listOf, recordChoice } from '../../shared/actions/fields';
import { hint } from '../../shared/actions/hint';
import { asData } from '../../shared/actions/operation';
import { employeeSchema } from '../../shared/model/employee';
import { EMPLOYEE_FIELDS, leftOut, MOST_FIELDS } from '../records/people';
import type { PersonRecord } from '../records/person';
import { fieldOf, textOf } from '../records/person';

/** Fields that the normalised shape leaves out, the company's own among them. */
export const extraFieldsField = recordChoice({
	displayName: 'Extra Field Names or IDs',
	name: 'extraFields',
	loadOptionsMethod: 'getFields',
});

/** An employee, with extra fields if some were asked for. */
export const employeeRecordSchema = employeeSchema.extend({
	extraFields: z.looseObject({}).optional(),
});

/**
 * Everything to ask HiBob for.
 * @throws NodeOperationError if it is more than HiBob takes
 */
export function fieldsToRead(context: IExecuteFunctions, itemIndex: number): string[] {
	const fields = [...new Set([...EMPLOYEE_FIELDS, ...listOf(context, 'extraFields', itemIndex)])];
	if (fields.length <= MOST_FIELDS) return fields;
	throw new NodeOperationError(
		context.getNode(),
		"'Extra Field Names or IDs' has too many entries",
		{
			itemIndex,
			description: `HiBob takes ${MOST_FIELDS} fields in one request, ${EMPLOYEE_FIELDS.length} of which every employee is made of. Choose fewer, or use the node twice.`,
		},
	);
}

/**
 * The extra fields by their ids: `value` as HiBob keeps it, `text` as people read it. What the
 * service user may not see is not among them.
 */
export function extraFieldsOf(
	context: IExecuteFunctions,
	itemIndex: number,
	person: PersonRecord,
): IDataObject {
	const asked = listOf(context, 'extraFields', itemIndex);
	if (asked.length === 0) return {};
	const found = asked.flatMap((field) => {
		const value = fieldOf(person, field);
		return value === undefined ? [] : [[field, { value, text: textOf(person, field) }] as const];
	});
	return { extraFields: asData(Object.fromEntries(found)) };
}

/** HiBob leaves out without a word what the service user may not see; the user should know. */
export function hintLeftOut(
	context: IExecuteFunctions,
	people: readonly PersonRecord[],
	fields: readonly string[],
): void {
	const message = leftOut(people, fields);
	if (message !== null) hint(context, message);
}
