import { z } from 'zod/v4';

import { fieldsIn, misfit } from '../../shared/interpret/tell';
import type { Interpretation, InterpretContext, NativeEvent } from '../../shared/vendor';

/** What every delivery of Workable looks like. The top-level id is the person's or candidate's. */
export const envelopeSchema = z.looseObject({
	event_type: z.string().min(1),
	id: z.string().min(1),
	/** ISO 8601 UTC. */
	fired_at: z.iso.datetime({ offset: true }),
	// Not a record: zod's check for one throws on an object with a `constructor` of its own.
	data: z.looseObject({}),
});
export type Envelope = z.infer<typeof envelopeSchema>;

/** One event of Workable: what it is called, what its data holds and what it means. */
export interface WorkableEvent extends NativeEvent {
	/** Reads a delivery; one that does not fit is unrecognised, with the reason. */
	read(body: unknown, context: InterpretContext): Promise<Interpretation>;
}

/**
 * Makes an event of its schema and its meaning. The schema holds only what the meaning needs:
 * more fields than that are no reason to doubt a delivery, missing or different ones are.
 */
export function defineEvent<T>(
	event: NativeEvent & {
		readonly data: z.ZodType<T>;
		interpret(
			envelope: Envelope & { data: Record<string, unknown> },
			data: T,
			context: InterpretContext,
		): Promise<Interpretation>;
	},
): WorkableEvent {
	return {
		name: event.name,
		label: event.label,
		description: event.description,
		produces: event.produces,
		async read(body, context) {
			const delivery = { vendor: 'Workable', delivery: event.name };
			const envelope = envelopeSchema.safeParse(body);
			if (!envelope.success) return misfit(delivery, fieldsIn(envelope.error));
			const data = event.data.safeParse(envelope.data.data);
			if (!data.success) return misfit(delivery, fieldsIn(data.error), envelope.data.id);
			return await event.interpret(envelope.data, data.data, context);
		},
	};
}
