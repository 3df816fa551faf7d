import { z } from 'zod/v4';

import { interpretBy } from '../../shared/interpret/interpretBy';
import { isInstant } from '../../shared/model/dates';
import { maybeId } from '../../shared/reading/fields';
import type { DeliveryFacts } from '../../shared/vendor';
import type { WorkableEvent } from './defineEvent';
import { employeeCreated } from './employeeCreated';
import { employeePublished } from './employeePublished';
import { employeeUpdated } from './employeeUpdated';
import { onboardingCompleted } from './onboardingCompleted';
import { recruitingEvents } from './recruiting';
import { timeOffUpdated } from './timeOffUpdated';

/** Every event that Workable has webhooks for, under the name in the request that makes a webhook. */
export const events: readonly WorkableEvent[] = [
	employeeCreated,
	employeePublished,
	employeeUpdated,
	onboardingCompleted,
	timeOffUpdated,
	...recruitingEvents,
];

/**
 * The event behind the name in a delivery. The names in deliveries of time off differ from the name with which their
 * webhook is made.
 */
function eventOf(nativeType: string): WorkableEvent | undefined {
	const name = nativeType.startsWith('timeoff_request_') ? timeOffUpdated.name : nativeType;
	return events.find((event) => event.name === name);
}

const text = z.string().min(1).nullish().catch(null);
const id = maybeId.catch(null);

/** Only the fields that distinguish deliveries. The schemas of the events are stricter. */
const looseSchema = z
	.object({
		event_type: text,
		id,
		fired_at: text,
		data: z
			.object({
				id,
				updated_at: text,
				account: z.object({ subdomain: text }).nullish().catch(null),
			})
			.nullish()
			.catch(null),
	})
	.catch({});

/**
 * Says what a body is. The event is read from the signed body, never from the query. Workable gives deliveries no id.
 * So a delivery is identified by its event, its person, its record and its time.
 */
export function identify(body: unknown): DeliveryFacts {
	const { event_type: nativeType, id: about, fired_at: firedAt, data } = looseSchema.parse(body);
	return {
		nativeType: nativeType ?? null,
		nativeEvent: nativeType == null ? null : (eventOf(nativeType)?.name ?? null),
		companyId: data?.account?.subdomain ?? null,
		identity: [
			nativeType ?? null,
			about ?? null,
			data?.id ?? null,
			data?.updated_at ?? firedAt ?? null,
		],
		hasTime: isInstant(data?.updated_at ?? firedAt),
	};
}

/** Interprets a delivery whose signature has been checked. */
export const interpretDelivery = interpretBy('Workable', eventOf);
