import { z } from 'zod/v4';

import { instantOf } from '../../shared/model/dates';
import type { DeliveryFacts, Interpretation, InterpretContext } from '../../shared/vendor';
import { idsIn } from '../records/payload';
import { absenceEvents } from './absencePeriod';
import type { PersonioEvent } from './defineEvent';
import { employmentCreated } from './employmentCreated';
import { employmentDeleted } from './employmentDeleted';
import { employmentStarted } from './employmentStarted';
import { employmentTerminated } from './employmentTerminated';
import { costCentersUpdated, employmentUpdated } from './employmentUpdated';
import { otherEvents } from './other';
import { personCreated } from './personCreated';
import { personDeleted } from './personDeleted';
import { personUpdated } from './personUpdated';

/** Every event a webhook of Personio can be asked for, as far as they are documented. */
export const events: readonly PersonioEvent[] = [
	personCreated,
	personUpdated,
	personDeleted,
	employmentCreated,
	employmentUpdated,
	costCentersUpdated,
	employmentStarted,
	employmentTerminated,
	employmentDeleted,
	...absenceEvents,
	...otherEvents,
];

/** What Personio sends to try an address; nobody listens for it. */
const PING = 'ping';

const text = z.string().min(1).nullish().catch(null);

/** Only what tells deliveries apart; the events' own schemas are stricter. */
const looseSchema = z
	.object({
		company_id: z
			.union([z.string().min(1), z.number()])
			.transform(String)
			.nullish()
			.catch(null),
		event_name: text,
		occurred_at: text,
		payload: z.unknown(),
	})
	.catch({ payload: undefined });

/**
 * Tells what a body is. Personio numbers no deliveries: one is told by its event, its time and its
 * records. Webhooks are asked for events by the names they are delivered under.
 */
export function identify(body: unknown): DeliveryFacts {
	const {
		company_id: companyId,
		event_name: name,
		occurred_at: at,
		payload,
	} = looseSchema.parse(body);
	const isKnown = name === PING || events.some((event) => event.name === name);
	const { personId, employmentId, absenceId, otherId } = idsIn(payload);
	return {
		nativeType: name ?? null,
		subscription: isKnown ? (name ?? null) : null,
		companyId: companyId ?? null,
		identity: [
			name ?? null,
			instantOf(at) ?? at ?? null,
			personId,
			employmentId ?? absenceId ?? otherId,
		],
	};
}

/** Reads a proven delivery. */
export async function interpretDelivery(
	{ nativeType, body }: { nativeType: string; body: unknown },
	context: InterpretContext,
): Promise<Interpretation> {
	const event = events.find(({ name }) => name === nativeType);
	if (event === undefined) {
		return {
			events: [],
			unrecognised: { reason: `Personio sent an event that is not known here: ${nativeType}.` },
		};
	}
	return await event.read(body, context);
}
