import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { z } from 'zod/v4';

import { field, optionalValueOf } from '../../shared/actions/field';
import { showHint } from '../../shared/actions/showHint';
import { ids } from '../../shared/actions/lists';
import { asData } from '../../shared/actions/operation';
import { recordChoice } from '../../shared/actions/records';
import { employeeSchema } from '../../shared/model/employee';
import {
	EMPLOYEE_FIELDS,
	leftOutMessage,
	MOST_FIELDS,
	unreadableMessage,
} from '../records/fetch/people';
import type { PersonRecord } from '../records/person';
import { fieldOf, textOf } from '../records/person';

/** Fields that the normalised shape leaves out, including the company's own fields. */
export const extraFields = field(
	recordChoice({
		displayName: 'Extra Field Names or IDs',
		name: 'extraFields',
		loadOptionsMethod: 'getFields',
	}),
	ids,
);

/** An employee, with extra fields if some were asked for. */
export const employeeItemSchema = employeeSchema.extend({
	extraFields: z.looseObject({}).optional(),
});

/**
 * The ids of the extra fields that were asked for.
 * @throws NodeOperationError if they are not ids
 */
export function askedFieldsOf(context: IExecuteFunctions, itemIndex: number): readonly string[] {
	return optionalValueOf(context, extraFields, itemIndex) ?? [];
}

/**
 * All fields to ask HiBob for.
 * @throws NodeOperationError if there are more than HiBob takes in one request
 */
export function fieldsToRead(
	context: IExecuteFunctions,
	itemIndex: number,
	asked: readonly string[],
): string[] {
	const fields = [...new Set([...EMPLOYEE_FIELDS, ...asked])];
	if (fields.length <= MOST_FIELDS) return fields;
	throw new NodeOperationError(
		context.getNode(),
		`'${extraFields.property.displayName}' has too many entries`,
		{
			itemIndex,
			description: `HiBob takes ${MOST_FIELDS} fields in one request, and ${EMPLOYEE_FIELDS.length} of them are needed for every employee. Choose fewer, or use the node twice.`,
		},
	);
}

/**
 * The extra fields by their ids: `value` is what HiBob stores, `text` is what people read. Fields that the
 * service user may not see are left out.
 */
export function extraFieldsOf(person: PersonRecord, asked: readonly string[]): IDataObject {
	if (asked.length === 0) return {};
	const found = asked.flatMap((id) => {
		const value = fieldOf(person, id);
		return value === undefined ? [] : [[id, { value, text: textOf(person, id) }] as const];
	});
	return { extraFields: asData(Object.fromEntries(found)) };
}

/**
 * Shows the user a hint with the fields that are missing or null. HiBob leaves out fields that the service user may
 * not see, and does not say so. Fields that cannot be read are null.
 */
export function hintLeftOut(
	context: IExecuteFunctions,
	people: readonly PersonRecord[],
	fields: readonly string[],
): void {
	for (const message of [leftOutMessage(people, fields), unreadableMessage(people)]) {
		if (message !== null) showHint(context, message);
	}
}
