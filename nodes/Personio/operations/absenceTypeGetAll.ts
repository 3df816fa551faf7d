import { z } from 'zod/v4';

import { limitFields, limitOf } from '../../shared/actions/limit';
import type { Operation } from '../../shared/actions/operation';
import { id, text } from '../../shared/model/fields';
import { LEAVE_CATEGORIES } from '../../shared/model/leave';
import { takeRecords } from '../../shared/outbound/paging';
import { orNull } from '../../shared/reading/fields';
import { sentOf } from '../../shared/reading/sent';
import { categoryOf } from '../records/absence';
import { listAbsenceTypes } from '../records/fetch/absenceTypes';

const absenceTypeItemSchema = z.strictObject({
	id,
	name: text,
	category: z.enum(LEAVE_CATEGORIES),
	categoryRaw: text,
	unitRaw: text,
});

/** https://developer.personio.de/reference/get_v2-absence-types */
export const absenceTypeGetAll: Operation = {
	resource: 'absenceType',
	operation: 'getAll',
	name: 'Get Many',
	action: 'Get many absence types',
	description: 'Retrieve a list of the kinds of absences of the company',
	output: absenceTypeItemSchema,
	fields: limitFields,
	async run(context, itemIndex, api) {
		const types = await takeRecords(listAbsenceTypes(api), limitOf(context, itemIndex));
		return types.map((type) => {
			const name = orNull(type.name);
			return {
				normalised: {
					id: type.id,
					name,
					category: categoryOf(type.category, name),
					categoryRaw: orNull(type.category),
					unitRaw: orNull(type.unit),
				},
				raw: sentOf(type),
			};
		});
	},
};
