import type { z } from 'zod/v4';

import { idField, text } from '../../shared/reading/fields';
import { record } from '../../shared/reading/record';
import { unit } from './units';

/** https://developer.personio.de/reference/get_v2-absence-types */
export const absenceTypeSchema = record({
	decides: { id: idField },
	detail: {
		name: text,
		category: text,
		/** The unit in which absences of this type are counted. */
		unit,
	},
});

/** An absence type as {@link absenceTypeSchema} reads it. */
export type AbsenceType = z.infer<typeof absenceTypeSchema>;

/** Absence types by their id. */
export type AbsenceTypes = ReadonlyMap<string, AbsenceType>;
