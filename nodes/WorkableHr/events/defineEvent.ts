import isEqual from 'lodash/isEqual';
import isPlainObject from 'lodash/isPlainObject';
import { z } from 'zod/v4';

import type { ReadableEvent } from '../../shared/interpret/interpretBy';
import { misfitDelivery } from '../../shared/interpret/interpretation';
import { idField, instant } from '../../shared/reading/fields';
import { readAs } from '../../shared/reading/readAs';
import { record } from '../../shared/reading/record';
import { ALL_READ } from '../../shared/reading/unread';
import type { Interpretation, InterpretContext, NativeEvent } from '../../shared/vendor';

/**
 * What every delivery of Workable looks like. The id at the top level is the id of the person or candidate. A delivery
 * whose time cannot be read counts all the same.
 */
export const envelopeSchema = record({
	decides: {
		event_type: z.string().min(1),
		id: idField,
		// Not `z.record`: its check throws on an object that has a `constructor` field of its own.
		data: z.preprocess(
			(data) => (data === '' || isEqual(data, []) ? {} : data),
			z.looseObject({}).refine((data) => !isWrapped(data)),
		),
	},
	/** ISO 8601 UTC. */
	detail: { fired_at: instant },
});

/** Whether the data is wrapped in another `data`. Such a `data` would count as the name of a changed field. */
function isWrapped(data: Readonly<Record<string, unknown>>): boolean {
	return isPlainObject(data.data) && Object.keys(data).length === 1;
}

/** A delivery as {@link envelopeSchema} reads it; its data is parsed by the schema of the event. */
export type Envelope = z.infer<typeof envelopeSchema>;

const personSchema = z.object({ id: idField }).transform(({ id }) => id);

/** A delivery of an event, as messages call it. */
export const whatIs = (name: string): string => `the delivery ${name}`;

/** One event of Workable: its name, the schema of its data, and its meaning. */
export type WorkableEvent = ReadableEvent;

/**
 * Defines an event by its schema and its meaning. The schema holds only the fields that the meaning needs. A
 * delivery with additional fields is accepted; one with missing or different fields is not.
 */
export function defineEvent<T>(
	event: NativeEvent & {
		readonly data: z.ZodType<T>;
		/** The id of the person in the data, if the data has one. It has to be the id of the envelope. */
		personIn?(data: T): string | null | undefined;
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
			const envelope = readAs(envelopeSchema, body);
			if (!('value' in envelope)) {
				return misfitDelivery(
					delivery,
					envelope.misfits,
					personSchema.safeParse(body).data ?? null,
				);
			}
			const data = readAs(event.data, envelope.value.data);
			if (!('value' in data)) return misfitDelivery(delivery, data.misfits, envelope.value.id);
			const person = event.personIn?.(data.value) ?? envelope.value.id;
			if (person !== envelope.value.id) return misfitDelivery(delivery, ['id', 'data.id']);
			const fired = envelope.value.fired_at == null ? ['fired_at'] : [];
			context.api.unread.note(whatIs(event.name), { ...ALL_READ, fields: fired });
			context.api.unread.note(whatIs(event.name), data.unread);
			return await event.interpret(envelope.value, data.value, context);
		},
	};
}
