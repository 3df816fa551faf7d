import get from 'lodash/get';
import type { z } from 'zod/v4';

import type { ReadableEvent } from '../../shared/interpret/interpretBy';
import { misfitDelivery } from '../../shared/interpret/interpretation';
import type { Interpretation, InterpretContext, NativeEvent } from '../../shared/vendor';
import { idField } from '../../shared/reading/fields';
import { readAs } from '../../shared/reading/readAs';

/** One event of Factorial: what it is called and what it means. */
export type FactorialEvent = ReadableEvent;

/** The id of the person a body is about, if a body that does not fit still shows it. */
function personIn(name: string, body: unknown): string | null {
	const field = name.startsWith('employees/employee/') ? 'id' : 'employee_id';
	return idField.safeParse(get(body, [field])).data ?? null;
}

/**
 * Defines an event by its meaning. A delivery is only the record, and no proof covers it. So the
 * body has to look like such a record.
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
			const reading = readAs(schema, body);
			if ('value' in reading) {
				context.api.unread.note(`the delivery ${name}`, reading.unread);
				return await event.interpret(reading.value, context);
			}
			return misfitDelivery(
				{ vendor: 'Factorial', delivery: name },
				reading.misfits,
				personIn(name, body),
			);
		},
	};
}
