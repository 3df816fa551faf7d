import { z } from 'zod/v4';

import { interpretBy } from '../../shared/interpret/interpretBy';
import { instantOf, isInstant } from '../../shared/model/dates';
import { maybeId } from '../../shared/reading/fields';
import type { DeliveryFacts } from '../../shared/vendor';
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

/** Every documented event that a webhook of Personio can ask for. */
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

/** Personio sends this event to test a URL. Nobody listens for it. */
const PING = 'ping';

const text = z.string().min(1).nullish().catch(null);

/** Only the fields that identify a delivery. The schemas of the events are stricter. */
const looseSchema = z
	.object({
		company_id: maybeId.catch(null),
		event_name: text,
		occurred_at: text,
		payload: z.unknown(),
	})
	.catch({ payload: undefined });

/**
 * Identifies a delivery by its body. Personio does not number its deliveries. So a delivery is
 * identified by its event, its time and its records. An event has the same name in a webhook and in
 * a delivery.
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
		nativeEvent: isKnown ? (name ?? null) : null,
		companyId: companyId ?? null,
		identity: [
			name ?? null,
			instantOf(at) ?? at ?? null,
			personId,
			employmentId ?? absenceId ?? otherId,
		],
		hasTime: isInstant(at),
	};
}

/** Reads a proven delivery. */
export const interpretDelivery = interpretBy('Personio', (nativeType) =>
	events.find(({ name }) => name === nativeType),
);
