import { z } from 'zod/v4';

import { fieldsIn, misfit } from '../../shared/interpret/tell';
import type { Interpretation, InterpretContext, NativeEvent } from '../../shared/vendor';
import { idField } from '../../shared/outbound/fields';

/** One event of Factorial: what it is called and what it means. */
export interface FactorialEvent extends NativeEvent {
	/** Reads a delivery; one that does not fit is unrecognised, with the reason. */
	read(body: unknown, context: InterpretContext): Promise<Interpretation>;
}

/** The person a body is about, as far as that can be told from a body that does not fit. */
const personSchema = z.looseObject({ employee_id: idField }).transform((body) => body.employee_id);

/**
 * Makes an event of its meaning. A delivery is the bare record, which no proof covers: it has to
 * look like one.
 */
export function defineEvent<T>(
	event: NativeEvent & {
		readonly schema: z.ZodType<T>;
		interpret(record: T, context: InterpretContext): Promise<Interpretation>;
	},
): FactorialEvent {
	const { name, label, description, produces, schema } = event;
	return {
		name,
		label,
		description,
		produces,
		async read(body, context) {
			const record = schema.safeParse(body);
			if (record.success) return await event.interpret(record.data, context);
			const person = personSchema.safeParse(body).data ?? null;
			return misfit({ vendor: 'Factorial', delivery: name }, fieldsIn(record.error), person);
		},
	};
}
