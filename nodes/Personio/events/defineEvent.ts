import { z } from 'zod/v4';

import { fieldsIn, misfit } from '../../shared/interpret/tell';
import { dayIn, instantOf } from '../../shared/model/dates';
import type { Interpretation, InterpretContext, NativeEvent } from '../../shared/vendor';
import type { PayloadIds } from '../records/payload';
import { idsIn } from '../records/payload';

/** What every notification of Personio looks like. https://developer.personio.de/reference/webhooks */
export const envelopeSchema = z.looseObject({
	event_name: z.string().min(1),
	occurred_at: z.iso.datetime({ offset: true, local: true }),
	payload: z.looseObject({}),
});

/** A notification that fits: when something happened, to what. */
export interface Notification extends PayloadIds {
	/** ISO 8601 in UTC. */
	readonly occurredAt: string | null;
	/** The day it happened in the company's time zone, `YYYY-MM-DD`. */
	readonly occurredOn: string;
}

/** One event of Personio: what it is called and what it means. */
export interface PersonioEvent extends NativeEvent {
	/** Reads a delivery; one that does not fit is unrecognised, with the reason. */
	read(body: unknown, context: InterpretContext): Promise<Interpretation>;
}

type IdName = Exclude<keyof PayloadIds, 'otherId'>;

const NAMES: Readonly<Record<IdName, string>> = {
	personId: 'payload.person.id',
	employmentId: 'payload.employment.id',
	absenceId: 'payload.absence_period.id',
};

/**
 * Makes an event of its meaning.
 * @param about the id without which it has no meaning; null for events that are handed on as they are
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
			const envelope = envelopeSchema.safeParse(body);
			if (!envelope.success) {
				return misfit(delivery, fieldsIn(envelope.error));
			}
			const { occurred_at: occurred, payload } = envelope.data;
			const notification: Notification = {
				...idsIn(payload),
				occurredAt: instantOf(occurred),
				occurredOn: dayIn(context.timeZone, occurred) ?? context.today,
			};
			if (hasId(notification)) return await event.interpret(notification, context);
			return misfit(delivery, about === null ? [] : [NAMES[about]], notification.personId);
		},
	};
}
