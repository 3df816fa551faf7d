import { z } from 'zod/v4';

import type { DeliveryFacts, Interpretation, InterpretContext } from '../../shared/vendor';
import type { WorkableEvent } from './defineEvent';
import { employeeCreated } from './employeeCreated';
import { employeePublished } from './employeePublished';
import { employeeUpdated } from './employeeUpdated';
import { onboardingCompleted } from './onboardingCompleted';
import { recruitingEvents } from './recruiting';
import { timeOffUpdated } from './timeOffUpdated';

/** Everything Workable can be subscribed to, under the names of its subscriptions. */
export const events: readonly WorkableEvent[] = [
	employeeCreated,
	employeePublished,
	employeeUpdated,
	onboardingCompleted,
	timeOffUpdated,
	...recruitingEvents,
];

/** The event behind a delivered name; time off is delivered under other names than subscribed to. */
function eventOf(nativeType: string): WorkableEvent | undefined {
	const name = nativeType.startsWith('timeoff_request_') ? timeOffUpdated.name : nativeType;
	return events.find((event) => event.name === name);
}

const text = z.string().min(1).nullish().catch(null);

/** Only what tells deliveries apart; the events' own schemas are stricter. */
const looseSchema = z
	.object({
		event_type: text,
		id: text,
		fired_at: text,
		data: z
			.object({
				id: text,
				updated_at: text,
				account: z.object({ subdomain: text }).nullish().catch(null),
			})
			.nullish()
			.catch(null),
	})
	.catch({});

/**
 * Tells what a body is. The event comes from the signed body, never from the query.
 * Workable numbers no deliveries: one is told by its event, its person, its record and its time.
 */
export function identify(body: unknown): DeliveryFacts {
	const { event_type: nativeType, id, fired_at: firedAt, data } = looseSchema.parse(body);
	return {
		nativeType: nativeType ?? null,
		subscription: nativeType == null ? null : (eventOf(nativeType)?.name ?? null),
		companyId: data?.account?.subdomain ?? null,
		identity: [
			nativeType ?? null,
			id ?? null,
			data?.id ?? null,
			data?.updated_at ?? firedAt ?? null,
		],
	};
}

/** Reads a proven delivery. */
export async function interpretDelivery(
	{ nativeType, body }: { nativeType: string; body: unknown },
	context: InterpretContext,
): Promise<Interpretation> {
	const event = eventOf(nativeType);
	if (event === undefined) {
		return {
			events: [],
			unrecognised: { reason: `Workable sent an event that is not known here: ${nativeType}.` },
		};
	}
	return await event.read(body, context);
}
