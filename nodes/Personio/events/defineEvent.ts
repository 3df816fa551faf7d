import { z } from 'zod/v4';

import type { ReadableEvent } from '../../shared/interpret/interpretBy';
import { misfitDelivery } from '../../shared/interpret/interpretation';
import type { Day, Instant } from '../../shared/model/dates';
import { dayIn, instantOf } from '../../shared/model/dates';
import { instant } from '../../shared/reading/fields';
import { readAs } from '../../shared/reading/readAs';
import { record } from '../../shared/reading/record';
import { ALL_READ } from '../../shared/reading/unread';
import type { Interpretation, InterpretContext, NativeEvent } from '../../shared/vendor';
import type { PayloadIds } from '../records/payload';
import { idsOf, payloadSchema } from '../records/payload';

/** What every notification of Personio looks like. https://developer.personio.de/reference/webhooks */
export const envelopeSchema = record({
	decides: {
		event_name: z.string().min(1),
		payload: payloadSchema,
	},
	/** A time that is missing or unreadable never stops an event from being reported. */
	detail: { occurred_at: instant },
});

/** A notification that fits the schema: when something happened, and to which records. */
export interface Notification extends PayloadIds {
	readonly occurredAt: Instant | null;
	/** The day it happened, in the company's time zone. If the notification has no time, today. */
	readonly occurredOn: Day;
}

/** One event of Personio: what it is called and what it means. */
export type PersonioEvent = ReadableEvent;

type IdName = Exclude<keyof PayloadIds, 'otherId'>;

const NAMES: Readonly<Record<IdName, string>> = {
	personId: 'payload.person.id',
	employmentId: 'payload.employment.id',
	absenceId: 'payload.absence_period.id',
};

/**
 * Defines an event by its meaning.
 * @param about the id without which the event has no meaning; null for events that are passed on
 *   unchanged
 */
export function defineEvent<A extends IdName | null>(
	event: NativeEvent & {
		readonly about: A;
		interpret(
			notification: Notification & (A extends IdName ? Record<A, string> : unknown),
			context: InterpretContext,
		): Promise<Interpretation>;
	},
): PersonioEvent {
	const { name, label, description, produces, about } = event;
	const hasId = (
		notification: Notification,
	): notification is Notification & (A extends IdName ? Record<A, string> : unknown) =>
		about === null || notification[about] !== null;
	return {
		name,
		label,
		description,
		produces,
		async read(body, context) {
			const delivery = { vendor: 'Personio', delivery: name };
			const reading = readAs(envelopeSchema, body);
			if (!('value' in reading)) return misfitDelivery(delivery, reading.misfits);
			const timeless = reading.value.occurred_at == null ? ['occurred_at'] : [];
			context.api.unread.note(`the delivery ${name}`, { ...ALL_READ, fields: timeless });
			context.api.unread.note(`the delivery ${name}`, reading.unread);
			const { occurred_at: occurred, payload } = reading.value;
			const occurredAt = instantOf(occurred);
			const notification: Notification = {
				...idsOf(payload),
				occurredAt,
				occurredOn: dayIn(context.timeZone, occurredAt) ?? context.today,
			};
			if (hasId(notification)) return await event.interpret(notification, context);
			return misfitDelivery(delivery, about === null ? [] : [NAMES[about]], notification.personId);
		},
	};
}
